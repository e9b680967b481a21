//! One small builder: a person with a folder of their own, a clock that stands still, and what they type.

use std::{
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use serde_json::Value;
use tempfile::TempDir;

/// Monday morning: the night of 22 to 23 November 2026 is just over.
pub(crate) const MORNING: &str = "2026-11-23T09:00:00+01:00[Europe/Berlin]";

/// A person who types.
pub(crate) struct Charley {
    home: TempDir,
    now: String,
    variables: Vec<(&'static str, String)>,
}

impl Charley {
    /// Somebody without a diary, on Monday morning.
    pub(crate) fn new() -> Self {
        Self { home: TempDir::new().unwrap(), now: MORNING.to_owned(), variables: Vec::new() }
    }

    /// The same person at another time.
    pub(crate) fn at(mut self, now: &str) -> Self {
        now.clone_into(&mut self.now);
        self
    }

    /// Moves the clock.
    pub(crate) fn now(&mut self, now: &str) {
        now.clone_into(&mut self.now);
    }

    /// The same person with an environment variable.
    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Self {
        self.variables.push((name, value.to_owned()));
        self
    }

    /// The folder of the person.
    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    /// The folder that holds the database.
    pub(crate) fn data(&self) -> PathBuf {
        self.home.path().join("data")
    }

    /// The command for a line as typed after `charley`, split at blanks.
    pub(crate) fn command(&self, line: &str) -> Command {
        self.command_of(&line.split_whitespace().collect::<Vec<_>>())
    }

    fn command_of(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_charley"));
        command
            .args(args)
            .env_clear()
            .env("HOME", self.home())
            .env("CHARLEY_DATA", self.data())
            .env("CHARLEY_NOW", &self.now)
            .envs(self.variables.iter().map(|(name, value)| (*name, value)))
            .current_dir(self.home())
            .stdin(Stdio::null());
        command
    }

    /// Types a line.
    pub(crate) fn types(&self, line: &str) -> Outcome {
        Outcome::of(line, self.command(line).output().unwrap())
    }

    /// Types words of which some hold blanks.
    pub(crate) fn types_words(&self, words: &[&str]) -> Outcome {
        Outcome::of(&words.join(" "), self.command_of(words).output().unwrap())
    }

    /// Types a line with `--json` and reads the document.
    #[track_caller]
    pub(crate) fn asks(&self, line: &str) -> Value {
        self.types(&format!("{line} --json")).ok().json()
    }

    /// Types a line and feeds standard input.
    pub(crate) fn pipes(&self, line: &str, bytes: &[u8]) -> Outcome {
        let mut command = self.command(line);
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(bytes).unwrap();
        Outcome::of(line, child.wait_with_output().unwrap())
    }
}

/// What came back.
pub(crate) struct Outcome {
    line: String,
    /// The exit code.
    pub(crate) code: i32,
    /// Standard output.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) err: String,
}

impl Outcome {
    fn of(line: &str, output: Output) -> Self {
        Self {
            line: line.to_owned(),
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// It must have ended with this code.
    #[track_caller]
    pub(crate) fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, code, "charley {}\n{}{}", self.line, self.out, self.err);
        self
    }

    /// It must have gone well.
    #[track_caller]
    pub(crate) fn ok(self) -> Self {
        self.ends(0)
    }

    /// The document on standard output, whose first key must be the schema.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        assert!(self.out.starts_with("{\n  \"schema\": \"charley."), "{}", self.out);
        serde_json::from_str(&self.out).unwrap()
    }
}
