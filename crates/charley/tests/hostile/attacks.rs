//! What Charley 0.1.0 did not withstand, each in the form in which it was found: typed into the binary, or sent to it.
//!
//! Others of them stand where they belong: names that become formulas in `cli/data.rs`, one bad row in `cli/set_aside.rs`,
//! full and read-only disks in `disks.rs`, what a phone that was let in may not do in `web/devices.rs` and `web/pairing.rs`.

use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::Path,
    process::{Command, Output, Stdio},
};

use charley_store::{Store, check_backup};

use crate::{
    kills,
    running::{Running, status},
    scratch, trace,
};

fn command(mut charley: Command, line: &str, folder: &Path) -> Command {
    charley
        .arg("--no-input")
        .args(line.split(' ').map(|word| word.replace('@', folder.to_str().unwrap())))
        .env("CHARLEY_NOW", "2026-11-23T09:00:00+01:00[Europe/Berlin]")
        .env("HOME", folder)
        .stdin(Stdio::null());
    charley
}

fn charley() -> Command {
    Command::new(env!("CARGO_BIN_EXE_charley"))
}

fn types(line: &str, folder: &Path) -> Output {
    command(charley(), line, folder).output().unwrap()
}

/// The line comes to its end; gives what it printed.
fn done(line: &str, folder: &Path) -> String {
    let output = types(line, folder);
    assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn an_export_made_while_an_import_runs_can_be_restored() {
    let home = scratch::folder();
    let folder = home.path();
    fs::create_dir(folder.join("files")).unwrap();
    for number in 0..40 {
        fs::write(folder.join(format!("files/{number}.gpx")), kills::gpx(number, 60)).unwrap();
    }
    done("--data @/data log none", folder);
    let mut import = command(charley(), "--data @/data import @/files", folder);
    let mut import = import.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let mut during = 0;
    for number in 0.. {
        let runs = import.try_wait().unwrap().is_none();
        if !runs || number == 10 {
            break;
        }
        let name = if number % 2 == 0 { format!("@/{number}.zip") } else { format!("@/{number}") };
        done(&format!("--data @/data data export {name}"), folder);
        let looked = done(&format!("--data @/x data restore {name} --verify"), folder);
        assert!(looked.contains("can be restored") && !looked.contains("cannot be proved"), "{looked}");
        during += 1;
    }
    assert!(import.wait().unwrap().success());
    assert!(during > 0, "the import was over before an export began");
}

#[test]
fn a_clock_that_was_ahead_for_a_week_costs_no_backup() {
    let home = scratch::folder();
    let folder = home.path();
    done("--data @/data log none", folder);
    done("--data @/data data backup", folder);
    let today = folder.join("data/backups/charley-2026-11-23.db");
    for day in 1..=7 {
        fs::copy(&today, today.with_file_name(format!("charley-2099-06-0{day}.db"))).unwrap();
    }
    fs::remove_file(&today).unwrap();
    fs::remove_file(today.with_extension("db.sha256")).unwrap();
    done("--data @/data data backup", folder);
    assert_eq!(check_backup(&today).unwrap().entries, 1);
}

#[test]
fn two_restores_one_after_the_other_keep_the_first_diary() {
    let home = scratch::folder();
    let folder = home.path();
    done("--data @/other log none", folder);
    done("--data @/other data backup @/b.db", folder);
    for amount in ["100ml", "200ml", "300ml", "400ml", "500ml"] {
        done(&format!("--data @/data log drink {amount}"), folder);
    }
    for _ in 0..2 {
        done("--data @/data data restore @/b.db --yes", folder);
    }
    let copies = fs::read_dir(folder.join("data/backups")).unwrap().map(|file| file.unwrap().path());
    let copies = copies.filter(|path| path.extension().is_some_and(|end| end == "db"));
    let mut held: Vec<u64> = copies.map(|copy| check_backup(&copy).unwrap().entries).collect();
    held.sort_unstable();
    assert_eq!(held, [1, 5]);
}

#[test]
fn a_restored_diary_is_its_owners_alone_and_on_the_disk_before_it_has_its_name() {
    if !trace::works() {
        return;
    }
    let home = scratch::folder();
    let folder = home.path();
    done("--data @/other log none", folder);
    done("--data @/other data backup @/b.db", folder);
    fs::set_permissions(folder.join("b.db"), fs::Permissions::from_mode(0o644)).unwrap();
    fs::create_dir(folder.join("data")).unwrap();
    fs::set_permissions(folder.join("data"), fs::Permissions::from_mode(0o755)).unwrap();
    let log = folder.join("log");
    let mut strace = trace::strace(&log);
    strace.arg(env!("CARGO_BIN_EXE_charley"));
    let restored = command(strace, "--data @/data data restore @/b.db", folder).output().unwrap();
    assert!(restored.status.success());
    for file in fs::read_dir(folder.join("data")).unwrap().map(Result::unwrap) {
        let mode = file.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{:?}", file.path());
    }
    let calls = trace::read(&log);
    let names: Vec<&str> = calls.iter().map(|call| call.name.as_str()).collect();
    let named = names.iter().rposition(|name| name.starts_with("rename")).unwrap();
    let copied =
        names[..named].iter().rposition(|name| ["write", "copy_file_range", "sendfile"].contains(name));
    assert!(names[copied.unwrap()..named].contains(&"fsync"), "no sync before the name");
    assert!(names[named..].contains(&"fsync"), "no sync of the name");
}

#[test]
fn a_diary_of_the_first_schema_is_wiped_whole() {
    let home = scratch::folder();
    let folder = home.path();
    kills::old_diary(&folder.join("data"));
    fs::create_dir(folder.join("data/backups")).unwrap();
    fs::write(folder.join("data/backups/old.db"), "old").unwrap();
    let said = done("--data @/data data wipe --yes --backups", folder);
    assert!(said.contains("every row was overwritten"), "{said}");
    let left: Vec<_> =
        fs::read_dir(folder.join("data")).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| name == "charley.lock"), "{left:?}");
}

#[test]
fn a_cramp_of_the_year_one_is_refused_wherever_it_comes_from() {
    let home = scratch::folder();
    let folder = home.path();
    done("--data @/data log none", folder);
    for at in ["0001-01-01T00:00Z", "0206-11-20 03:12", "1899-12-31 03:12", "2027-01-01 03:12"] {
        let mut log = charley();
        log.args(["--no-input", "--data"])
            .arg(folder.join("data"))
            .args(["log", "drink", "500ml", "--at", at]);
        let refused = log.env("CHARLEY_NOW", "2026-11-23T09:00:00+01:00[Europe/Berlin]").output().unwrap();
        assert_eq!(refused.status.code(), Some(2), "{at}: {}", String::from_utf8_lossy(&refused.stderr));
    }
    let mut server = Running::over(&folder.join("data"));
    let token = server.append_token();
    let head = format!("authorization: Bearer {token}\r\ncontent-type: application/json");
    for at in ["0001-01-01T00:00:00Z", "-000001-01-01T00:00:00Z", "9999-01-01T00:00:00Z"] {
        let body =
            format!(r#"{{"id":"{}","kind":"cramp","muscle":"calf","at":"{at}"}}"#, uuid::Uuid::new_v4());
        let answer = server.say(&server.request("POST", "/api/v1/events", &head, &body));
        assert!([400, 422].contains(&status(&answer)), "{at}: {answer}");
    }
    assert_eq!(status(&server.get("/relief.html")), 200);
    assert!(server.peak_mb() < 200 && server.is_alive());
    drop(server);
    assert_eq!(Store::open(&folder.join("data")).unwrap().entries().unwrap().len(), 1);
}
