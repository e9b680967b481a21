//! A day with Charley, traced: what was asked of the disk, and what was acknowledged when.

use std::{
    path::{Path, PathBuf},
    process::Command,
    time::{SystemTime, UNIX_EPOCH},
};

use tempfile::TempDir;
use uuid::Uuid;

use super::{disk::Disk, replay::Process, state::State};
use crate::{
    running::{Running, status},
    scratch,
    trace::{self, Call},
};

/// What happened on the disk, and what was promised.
pub(super) struct Session {
    home: TempDir,
    /// The disk before anything happened.
    pub(super) before: Disk,
    /// The calls of one process after the other.
    pub(super) processes: Vec<Vec<Call>>,
    /// From when on what is acknowledged, by the clock of the log.
    pub(super) states: Vec<(u64, State)>,
    lines: usize,
}

impl Session {
    /// Begins on a disk that holds what `fill` puts there.
    pub(super) fn begin(fill: impl FnOnce(&Path)) -> Self {
        let home = scratch::folder();
        let root = home.path().join("disk");
        std::fs::create_dir(&root).unwrap();
        fill(&root);
        let before = Disk::of(&root);
        let mut session = Self { home, before, processes: Vec::new(), states: Vec::new(), lines: 0 };
        session.acknowledge();
        session
    }

    pub(super) fn root(&self) -> PathBuf {
        self.home.path().join("disk")
    }

    fn log(&self) -> PathBuf {
        self.home.path().join("log")
    }

    /// Types a line, in which `@` is the disk, and takes what then stands as acknowledged.
    pub(super) fn types(&mut self, line: &str) {
        let root = self.root();
        let words = line.split(' ').map(|word| word.replace('@', root.to_str().unwrap()));
        let output = trace::strace(&self.log())
            .arg(env!("CARGO_BIN_EXE_charley"))
            .arg("--no-input")
            .args(words)
            .env("CHARLEY_NOW", "2026-11-23T09:00:00+01:00[Europe/Berlin]")
            .env("HOME", self.home.path())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code().is_some_and(|code| [0, 4].contains(&code)), "{line}: {said}");
        self.keep_calls();
        self.acknowledge();
    }

    /// Sends entries to a running Charley, each acknowledged on its own, and ends it by signal 9.
    pub(super) fn sends(&mut self, diary: &str, entries: u128) {
        let server = Running::traced(&self.root().join(diary), &self.log());
        let cookie = format!("cookie: {}\r\nsec-fetch-site: same-origin", server.session());
        for number in 0..entries {
            let id = Uuid::from_u128((7 << 64) + number);
            let body = format!(r#"{{"id":"{id}","kind":"drink","volume_ml":{}}}"#, 100 + number);
            let answer = server.say(&server.request("POST", "/api/v1/events", &cookie, &body));
            assert_eq!(status(&answer), 201, "{answer}");
            let state = self.states.last().unwrap().1.clone().with(Path::new(diary), id);
            self.states.push((now_us(), state));
        }
        drop(server.kill());
        self.keep_calls();
        self.acknowledge();
    }

    fn keep_calls(&mut self) {
        let mut calls = trace::read(&self.log());
        for call in &mut calls {
            call.lines = (call.lines.0 + self.lines, call.lines.1 + self.lines);
        }
        self.lines = calls.last().map_or(self.lines, |call| call.lines.1 + 1);
        self.processes.push(calls);
    }

    fn acknowledge(&mut self) {
        let copy = scratch::folder();
        let copied = Command::new("cp").arg("-r").arg(self.root().join(".")).arg(copy.path()).status();
        assert!(copied.unwrap().success());
        self.states.push((now_us(), State::of(copy.path())));
    }

    /// The states around a moment: what was acknowledged by then, and what was next.
    pub(super) fn around(&self, at_us: u64) -> (&State, &State) {
        let next = self.states.partition_point(|(from, _)| *from <= at_us);
        let next = next.clamp(1, self.states.len() - 1);
        (&self.states[next - 1].1, &self.states[next].1)
    }

    /// The same session on a disk that ignores every sync.
    pub(super) fn without_syncs(mut self) -> Self {
        for calls in &mut self.processes {
            calls.retain(|call| !["fsync", "fdatasync"].contains(&call.name.as_str()));
        }
        self
    }

    /// Does every call again, and shows the disk after each that changed it.
    pub(super) fn replay(&self, seen: &mut dyn FnMut(&Call, &Disk)) -> Disk {
        let mut disk = self.before.clone();
        for calls in &self.processes {
            let mut process = Process::default();
            for call in calls {
                process.call(call, &mut disk);
                if call.changes_a_file() {
                    seen(call, &disk);
                }
            }
        }
        disk
    }
}

fn now_us() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_micros() as u64
}
