//! What an older Charley left, in a folder of its own, and the Charley of today that finds it.

use std::{
    fs,
    io::Read as _,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use charley_store::Store;
use serde_json::Value;
use tempfile::TempDir;

/// The schemas that 0.1.0 had, one after the other.
pub(crate) const SCHEMAS: std::ops::RangeInclusive<i64> = 1..=4;

/// Somebody who used 0.1.0.
pub(crate) struct Old {
    home: TempDir,
}

impl Old {
    /// Somebody with a new machine.
    pub(crate) fn nobody() -> Self {
        Self { home: tempfile::tempdir().unwrap() }
    }

    /// Somebody whose diary is of a schema.
    pub(crate) fn diary(schema: i64) -> Self {
        let old = Self::nobody();
        fs::create_dir(old.data()).unwrap();
        let name = if schema == 4 { "backup.db.gz".to_owned() } else { format!("schema_{schema}.db.gz") };
        fs::write(old.data().join("charley.db"), unpacked(&name)).unwrap();
        old
    }

    /// Somebody whose folder lies elsewhere; it is copied.
    pub(crate) fn copy_of(data: &Path) -> Self {
        let old = Self::nobody();
        fs::create_dir(old.data()).unwrap();
        fs::copy(data.join("charley.db"), old.data().join("charley.db")).unwrap();
        old
    }

    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.home().join("data")
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        fs::read(self.data().join("charley.db")).unwrap()
    }

    pub(crate) fn store(&self) -> Store {
        Store::open(&self.data()).unwrap()
    }

    /// The copies in the folder of the backups.
    pub(crate) fn copies(&self) -> Vec<PathBuf> {
        let files = fs::read_dir(self.data().join("backups")).unwrap().map(|file| file.unwrap().path());
        let mut copies: Vec<PathBuf> =
            files.filter(|file| file.extension().is_some_and(|end| end == "db")).collect();
        copies.sort();
        copies
    }

    fn run(&self, line: &str) -> Output {
        Command::new(env!("CARGO_BIN_EXE_charley"))
            .arg("--no-input")
            .args(line.split(' '))
            .env("CHARLEY_DATA", self.data())
            .env("HOME", self.home())
            .env("CHARLEY_NOW", "2026-11-23T09:00:00+01:00[Europe/Berlin]")
            .current_dir(self.home())
            .output()
            .unwrap()
    }

    /// What a line prints.
    pub(crate) fn types(&self, line: &str) -> String {
        let output = self.run(line);
        let code = output.status.code();
        assert!([Some(0), Some(4)].contains(&code), "{line}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// What a line that is refused says.
    pub(crate) fn fails(&self, line: &str) -> String {
        let output = self.run(line);
        assert!(!output.status.success(), "{line}");
        String::from_utf8(output.stderr).unwrap()
    }

    pub(crate) fn asks(&self, line: &str) -> Value {
        serde_json::from_str(&self.types(&format!("{line} --json"))).unwrap()
    }

    pub(crate) fn entries(&self) -> Vec<Value> {
        self.asks("diary")["entries"].as_array().unwrap().clone()
    }
}

/// The entries as 0.1.0 showed them.
pub(crate) fn entries_then() -> Vec<Value> {
    answered("diary")["entries"].as_array().unwrap().clone()
}

/// What 0.1.0 answered.
pub(crate) fn answered(question: &str) -> Value {
    let name = format!("{}.json.gz", question.replace(' ', "-"));
    serde_json::from_slice(&unpacked(&name)).unwrap()
}

pub(crate) fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/upgrade/fixtures").join(name)
}

pub(crate) fn unpacked(name: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let packed = fs::File::open(fixture(name)).unwrap();
    flate2::read::GzDecoder::new(packed).read_to_end(&mut bytes).unwrap();
    bytes
}
