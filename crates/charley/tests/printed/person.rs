//! Who reads: a person with a diary of their own, recorded as a person records it.

use std::{
    io::Write as _,
    process::{Command, Stdio},
};

use tempfile::TempDir;

/// The morning on which everything is printed; London, so that the numbers are 999 and 111.
pub(crate) const MORNING: &str = "2026-11-23T09:00:00+00:00[Europe/London]";

/// What holds for a person and decides what they must not read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own, and all combinations occur")]
pub(crate) struct Facts {
    /// Heart, kidney or liver disease, high blood pressure, a diuretic, lithium, pregnancy, or what was never asked.
    pub(crate) salt_closed: bool,
    /// A vitamin K antagonist, something unrecognised, or what was never asked.
    pub(crate) vitamin_k_closed: bool,
    /// Any medicine against clotting, or a clot before.
    pub(crate) thinned: bool,
    /// Under 18.
    pub(crate) minor: bool,
    /// Pregnant.
    pub(crate) pregnant: bool,
    /// Diabetes closes amounts of carbohydrate.
    pub(crate) diabetes: bool,
    /// A statin is taken.
    pub(crate) statin: bool,
    /// An answer stands that asks for care now or today.
    pub(crate) care: Option<Care>,
    /// All questions about warning signs were answered.
    pub(crate) asked: bool,
}

/// How soon care is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Care {
    Now,
    Today,
}

/// A person at their desk.
pub(crate) struct Person {
    pub(crate) facts: Facts,
    pub(crate) home: TempDir,
}

impl Person {
    /// Somebody who said this of themselves.
    pub(crate) fn new(said: &str, facts: Facts) -> Self {
        let person = Self { facts, home: TempDir::new().unwrap() };
        person.does(&format!("person set --timezone Europe/London {said}"));
        person
    }

    /// Takes these, since long ago.
    pub(crate) fn takes(self, names: &[&str]) -> Self {
        for name in names {
            let mut words = vec!["log", "medicine"];
            words.push(name);
            words.extend(["--from", "2026-01-10"]);
            self.run(&words, b"");
        }
        self
    }

    /// Answers about warning signs.
    pub(crate) fn answers(self, answers: &[(&str, &str)]) -> Self {
        let pairs: Vec<String> =
            answers.iter().map(|(id, answer)| format!("\"{id}\":\"{answer}\"")).collect();
        let text = format!("{{\"answers\":{{{}}}}}", pairs.join(","));
        self.run(&["triage", "--answers", "-"], text.as_bytes());
        self
    }

    /// Wrote down nights: each a cramp, or none.
    pub(crate) fn nights(self, cramps: &[bool]) -> Self {
        for (back, cramp) in cramps.iter().enumerate() {
            let day = 22 - i32::try_from(back).unwrap();
            let night = format!("2026-11-{day:02}");
            if *cramp {
                // Three in the morning is of the night that began the day before.
                let at = format!("2026-11-{:02} 03:10", day + 1);
                self.run(&["log", "cramp", "calf", "left", "--at", &at, "--for", "2m"], b"");
            } else {
                self.run(&["log", "none", "--night", &night], b"");
            }
        }
        self
    }

    /// Types a line.
    pub(crate) fn does(&self, line: &str) -> String {
        self.run(&line.split_whitespace().collect::<Vec<_>>(), b"")
    }

    /// Types words and feeds standard input; what came back on both outputs.
    pub(crate) fn run(&self, words: &[&str], input: &[u8]) -> String {
        self.types(words, input, &[0, 4])
    }

    /// The same where it may end otherwise.
    pub(crate) fn types(&self, words: &[&str], input: &[u8], ends: &[i32]) -> String {
        let mut child = Command::new(env!("CARGO_BIN_EXE_charley"))
            .args(words)
            .env_clear()
            .env("HOME", self.home.path())
            .env("CHARLEY_DATA", self.data())
            .env("CHARLEY_NOW", MORNING)
            .current_dir(self.home.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // Whoever asks for no input closes it, and the pipe with it.
        drop(child.stdin.take().unwrap().write_all(input));
        let output = child.wait_with_output().unwrap();
        let code = output.status.code().unwrap();
        assert!(ends.contains(&code), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
    }

    /// The folder of the diary.
    pub(crate) fn data(&self) -> std::path::PathBuf {
        self.home.path().join("data")
    }
}
