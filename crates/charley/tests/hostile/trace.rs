//! What a process asked of the file system, call by call in its order, as strace saw it.

use std::{
    collections::BTreeMap,
    path::Path,
    process::{Command, Stdio},
};

/// Calls that change files, and those by which it is known which file.
const CALLS: &[&str] = &[
    "openat",
    "open",
    "creat",
    "close",
    "dup",
    "dup2",
    "dup3",
    "fcntl",
    "write",
    "writev",
    "pwrite64",
    "lseek",
    "ftruncate",
    "fallocate",
    "copy_file_range",
    "sendfile",
    "fsync",
    "fdatasync",
    "rename",
    "renameat",
    "renameat2",
    "link",
    "linkat",
    "unlink",
    "unlinkat",
    "mkdir",
    "mkdirat",
    "rmdir",
];

/// Those of them after which a disk may hold something else.
const CHANGES: &[&str] = &[
    "write",
    "writev",
    "pwrite64",
    "ftruncate",
    "fallocate",
    "copy_file_range",
    "sendfile",
    "fsync",
    "fdatasync",
    "rename",
    "renameat",
    "renameat2",
    "link",
    "linkat",
    "unlink",
    "unlinkat",
    "mkdir",
    "mkdirat",
    "rmdir",
];

/// One call that returned.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    pub(crate) thread: u32,
    pub(crate) name: String,
    pub(crate) args: Vec<String>,
    /// What it gave back; negative where it was refused.
    pub(crate) result: i64,
    /// Line of the log on which it began and on which it ended.
    pub(crate) lines: (usize, usize),
    /// When it ended, in microseconds since 1970.
    pub(crate) at_us: u64,
}

impl Call {
    /// Whether a disk may hold something else after it.
    pub(crate) fn changes_a_file(&self) -> bool {
        CHANGES.contains(&self.name.as_str())
    }
}

/// Whether strace can be used here. In CI it must be.
pub(crate) fn works() -> bool {
    let tried = Command::new("strace")
        .args(["-qq", "-e", "trace=none", "true"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    let works = tried.is_ok_and(|status| status.success());
    assert!(
        works || std::env::var_os("CI").is_none(),
        "CI must have strace and let it trace: apt-get install strace"
    );
    if !works {
        eprintln!("left out: strace is not installed or may not trace (Debian: apt-get install strace)");
    }
    works
}

/// `strace` that writes its log to a file; the program and its words come next.
pub(crate) fn strace(log: &Path) -> Command {
    let mut command = Command::new("strace");
    let calls: Vec<String> = CALLS.iter().map(|name| format!("?{name}")).collect();
    command.args(["-f", "-qq", "-ttt", "-xx", "-s", "100000000", "-e", "signal=none", "-e"]);
    command.arg(format!("trace={}", calls.join(","))).arg("-o").arg(log);
    command
}

/// The calls of a log, in the order in which they ended.
pub(crate) fn read(log: &Path) -> Vec<Call> {
    let text = std::fs::read_to_string(log).unwrap();
    let mut begun: BTreeMap<u32, (usize, String)> = BTreeMap::new();
    let mut calls = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let (thread, rest) = line.split_once(' ').unwrap();
        let (time, rest) = rest.trim_start().split_once(' ').unwrap();
        let thread: u32 = thread.parse().unwrap();
        let (start, whole) = if let Some(head) = rest.strip_suffix(" <unfinished ...>") {
            begun.insert(thread, (number, head.to_owned()));
            continue;
        } else if let Some(resumed) = rest.strip_prefix("<... ") {
            let Some((start, head)) = begun.remove(&thread) else { continue };
            (start, head + resumed.split_once(" resumed>").unwrap().1)
        } else {
            (number, rest.to_owned())
        };
        calls.extend(call(&whole, thread, (start, number), time));
    }
    calls
}

/// `name(arg, arg) = result ...`; what is no call is none.
fn call(text: &str, thread: u32, lines: (usize, usize), time: &str) -> Option<Call> {
    let (name, rest) = text.split_once('(')?;
    let (args, result) = rest.rsplit_once(" = ")?;
    let args = args.trim_end().strip_suffix(')')?;
    let result = result.split(' ').next()?.parse().ok()?;
    let at_us = time.replace('.', "").parse().ok()?;
    // With all strings in hex no comma stands within one.
    let args = args.split(", ").map(str::to_owned).collect();
    Some(Call { thread, name: name.to_owned(), args, result, lines, at_us })
}

/// The bytes of a string argument.
pub(crate) fn bytes(arg: &str) -> Vec<u8> {
    let inner = arg.trim_start_matches('"').trim_end_matches('"');
    inner.split("\\x").skip(1).map(|hex| u8::from_str_radix(hex, 16).unwrap()).collect()
}

/// Points at which a process can be killed: a call that changes something and the how-manieth of its name in its thread it is.
pub(crate) fn points(calls: &[Call]) -> Vec<(String, u32)> {
    let mut seen: BTreeMap<(u32, &str), u32> = BTreeMap::new();
    let mut points = Vec::new();
    for call in calls {
        let number = seen.entry((call.thread, &call.name)).or_default();
        *number += 1;
        if call.changes_a_file() {
            points.push((call.name.clone(), *number));
        }
    }
    points
}

#[test]
fn a_log_is_read_call_by_call() {
    let dir = tempfile::tempdir().unwrap();
    let log = dir.path().join("log");
    std::fs::write(
        &log,
        "7 1790000000.000001 openat(AT_FDCWD, \"\\x2f\\x61\", O_RDWR|O_CREAT, 0600) = 3\n\
         7 1790000000.000002 pwrite64(3, \"\\x41\\x42\", 2, 8 <unfinished ...>\n\
         8 1790000000.000003 fsync(3) = -1 EIO (Input/output error)\n\
         7 1790000000.000004 <... pwrite64 resumed>) = 2\n\
         7 1790000000.000005 +++ exited with 0 +++\n",
    )
    .unwrap();
    let calls = read(&log);
    let names: Vec<_> = calls.iter().map(|call| (call.name.as_str(), call.result, call.lines)).collect();
    assert_eq!(names, [("openat", 3, (0, 0)), ("fsync", -1, (2, 2)), ("pwrite64", 2, (1, 3))]);
    assert_eq!((bytes(&calls[0].args[1]), bytes(&calls[2].args[1])), (b"/a".to_vec(), b"AB".to_vec()));
    assert_eq!(calls[2].at_us, 1_790_000_000_000_004);
    assert_eq!(points(&calls), [("fsync".to_owned(), 1), ("pwrite64".to_owned(), 1)]);
}
