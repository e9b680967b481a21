//! Real files beside the repository; tests that read them are left out unless asked for.
#![allow(clippy::unwrap_used, reason = "a test stops where something is not as said")]

use std::{fs, path::PathBuf};

/// The folder with other people's workouts.
pub(crate) fn workouts() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/workouts");
    assert!(folder.is_dir(), "{} is missing", folder.display());
    folder
}

/// One of the files.
pub(crate) fn workout_file(name: &str) -> Vec<u8> {
    fs::read(workouts().join(name)).unwrap()
}
