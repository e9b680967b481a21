//! Full and read-only disks, real ones: small file systems in memory, mounted for the test. `./test` runs these where mounting is
//! allowed.

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
};

use tempfile::TempDir;

use crate::running::Running;

/// A disk of some megabytes.
struct Disk {
    place: TempDir,
}

impl Disk {
    fn of(size: &str) -> Self {
        let disk = Self { place: tempfile::tempdir().unwrap() };
        disk.mount(&["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"]);
        disk
    }

    fn mount(&self, args: &[&str]) {
        let mounted = Command::new("mount").args(args).arg(self.place.path()).status().unwrap();
        assert!(mounted.success(), "mounting is not allowed here");
    }

    fn data(&self) -> PathBuf {
        self.place.path().join("a")
    }

    /// Leaves no byte of room.
    fn fill(&self) {
        use std::io::Write as _;
        let mut file = std::fs::File::create(self.place.path().join("fill")).unwrap();
        while file.write_all(&[7; 4096]).is_ok() {}
        while file.write_all(&[7]).is_ok() {}
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.place.path()).status();
    }
}

fn charley(data: &Path, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_charley"))
        .args(["--no-input", "--data"])
        .arg(data)
        .args(words)
        .env("CHARLEY_NOW", "2026-11-23T09:00:00+01:00[Europe/Berlin]")
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// All that reads works, and copies can be taken to another disk.
fn reads(data: &Path, elsewhere: &Path) {
    for line in ["now calf", "triage", "diary", "why", "report", "data verify", "doctor"] {
        let output = charley(data, &line.split(' ').collect::<Vec<_>>());
        assert!([Some(0), Some(4)].contains(&output.status.code()), "{line}: {}", said(&output));
    }
    assert!(said(&charley(data, &["diary"])).contains("no cramp"), "{}", said(&charley(data, &["diary"])));
    for (number, verb) in ["backup", "export"].iter().enumerate() {
        let to = elsewhere.join(format!("{verb}{}.{}", std::process::id(), ["db", "zip"][number]));
        let output = charley(data, &["data", verb, to.to_str().unwrap()]);
        assert!(output.status.success(), "{verb}: {}", said(&output));
        let output = charley(&elsewhere.join("x"), &["data", "restore", "--verify", to.to_str().unwrap()]);
        assert!(said(&output).contains("It holds 1 entries"), "{verb}: {}", said(&output));
        std::fs::remove_file(to).unwrap();
    }
}

#[test]
#[ignore = "mounts small disks; ./test runs it where that is allowed"]
fn a_full_disk_is_read_from_and_loses_nothing() {
    let (disk, elsewhere) = (Disk::of("3m"), tempfile::tempdir().unwrap());
    assert!(charley(&disk.data(), &["log", "none"]).status.success());
    let mine = disk.place.path().join("my.zip");
    assert!(charley(&disk.data(), &["data", "export", mine.to_str().unwrap()]).status.success());
    let before = std::fs::read(&mine).unwrap();
    disk.fill();
    reads(&disk.data(), elsewhere.path());
    for words in [
        &["log", "cramp", "calf"][..],
        &["undo"],
        &["data", "export", mine.to_str().unwrap()],
        &["data", "backup"],
    ] {
        let output = charley(&disk.data(), words);
        assert_eq!(output.status.code(), Some(1), "{words:?}: {}", said(&output));
        assert!(
            said(&output).contains("the disk is full: nothing of this was written"),
            "{words:?}: {}",
            said(&output)
        );
    }
    assert_eq!(std::fs::read(&mine).unwrap(), before, "an export that fails leaves the older one");
    std::fs::remove_file(disk.place.path().join("fill")).unwrap();
    assert!(charley(&disk.data(), &["log", "cramp", "calf"]).status.success());
    assert!(
        said(&charley(&disk.data(), &["diary"])).contains("2 of 2")
            || charley(&disk.data(), &["data", "verify"]).status.success()
    );
}

#[test]
#[ignore = "mounts small disks; ./test runs it where that is allowed"]
fn a_read_only_disk_is_read_from_and_every_page_opens() {
    let (disk, elsewhere) = (Disk::of("8m"), tempfile::tempdir().unwrap());
    assert!(charley(&disk.data(), &["log", "none"]).status.success());
    disk.mount(&["-o", "remount,ro"]);
    reads(&disk.data(), elsewhere.path());
    let output = charley(&disk.data(), &["log", "cramp", "calf"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("the diary cannot be written"), "{}", said(&output));
    let server = Running::over(&disk.data());
    let cookie = format!("cookie: {}", server.session());
    for path in
        ["/", "/now", "/triage", "/diary", "/why", "/report", "/settings", "/workouts", "/relief.html"]
    {
        let page = server.say(&server.request("GET", path, &cookie, ""));
        assert!(page.starts_with("HTTP/1.1 200"), "{path}: {}", page.lines().next().unwrap_or_default());
    }
    // And a log that a killed neighbour left is read too.
    disk.mount(&["-o", "remount,rw"]);
    let form = "id=01a2095e-30da-7c38-86be-68f3c7b7fdd4&night=2026-11-21&answer=cramp&muscle=calf";
    let head =
        format!("{cookie}\r\nsec-fetch-site: same-origin\r\ncontent-type: application/x-www-form-urlencoded");
    let made = server.say(&server.request("POST", "/nights", &head, form));
    assert!(made.starts_with("HTTP/1.1 303"), "{made}");
    drop(server);
    disk.mount(&["-o", "remount,ro"]);
    assert!(said(&charley(&disk.data(), &["diary"])).contains("calf"));
}
