//! Real files beside the repository: used when they are there, required when `CI` is `true`.
#![allow(clippy::unwrap_used, reason = "a test stops where something is not as said")]

use std::{fs, path::PathBuf};

/// The folder with other people's workouts.
pub(crate) fn workouts() -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/workouts");
    if folder.is_dir() {
        return Some(folder);
    }
    assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "{} is missing", folder.display());
    None
}

/// One of the files.
pub(crate) fn workout_file(name: &str) -> Option<Vec<u8>> {
    Some(fs::read(workouts()?.join(name)).unwrap())
}
