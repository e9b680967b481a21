//! The folder of the certificates, beside the diary: it goes with it.

use std::{
    io::ErrorKind,
    path::{Path, PathBuf},
};

/// Its name within the folder of the diary.
const FOLDER: &str = "tls";

/// The folder of the certificates of a diary.
pub(crate) fn of(dir: &Path) -> PathBuf {
    dir.join(FOLDER)
}

/// Removes the certificates of a diary with their keys: phones that trust them trust nothing any more. Gives the folder where
/// there was one.
///
/// # Errors
/// When it cannot be removed.
pub fn remove_certificates(dir: &Path) -> std::io::Result<Option<PathBuf>> {
    let folder = of(dir);
    match std::fs::remove_dir_all(&folder) {
        Ok(()) => Ok(Some(folder)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
