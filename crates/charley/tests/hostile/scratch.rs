//! A folder that goes away, in memory where there is such a place: these tests write much, and never pull a plug.

use std::path::Path;

use tempfile::TempDir;

/// Files in memory.
const MEMORY: &str = "/dev/shm";

pub(crate) fn folder() -> TempDir {
    let place = if Path::new(MEMORY).is_dir() { Path::new(MEMORY).to_owned() } else { std::env::temp_dir() };
    tempfile::tempdir_in(place).unwrap()
}
