//! Files and folders: readable by their owner only, and names that outlive a power cut.

#[cfg(unix)]
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _};
use std::{
    fs::{self, DirBuilder, File, Metadata, OpenOptions},
    path::{Path, PathBuf},
};

use crate::StoreError;

/// Copies of one name that are told apart; more would be a fault of ours.
const MOST_COPIES: u32 = 10_000;

/// Makes the folder with mode 0700 if it is not there, and those it lies in; each of their names is put on the disk.
pub(crate) fn private_dir(dir: &Path) -> Result<(), StoreError> {
    if dir.is_dir() || dir.as_os_str().is_empty() {
        return Ok(());
    }
    if let Some(parent) = dir.parent() {
        private_dir(parent)?;
    }
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    builder.mode(0o700);
    match builder.create(dir) {
        Err(_) if dir.is_dir() => Ok(()),
        Err(error) => Err(StoreError::io("create the folder", dir, error)),
        Ok(()) => sync_dir(dir),
    }
}

/// Makes the file with mode 0600 if it is not there.
pub(crate) fn private_file(path: &Path) -> Result<File, StoreError> {
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).read(true).write(true);
    #[cfg(unix)]
    options.mode(0o600);
    options.open(path).map_err(|error| StoreError::io("open", path, error))
}

/// The path, or the first of `NAME-2.db`, `NAME-3.db`, ... that is not taken.
pub(crate) fn free(path: &Path) -> PathBuf {
    let (stem, end) =
        (path.file_stem().unwrap_or_default().to_string_lossy(), path.extension().unwrap_or_default());
    let other = |number: u32| path.with_file_name(format!("{stem}-{number}")).with_extension(end);
    std::iter::once(path.to_owned())
        .chain((2..MOST_COPIES).map(other))
        .find(|path| fs::symlink_metadata(path).is_err())
        .unwrap_or_else(|| path.to_owned())
}

/// The path with something after its name.
pub(crate) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Whether two looks at a name found the same file; where files have no numbers, that is taken on trust.
pub(crate) fn is_the_same(one: &Metadata, other: &Metadata) -> bool {
    #[cfg(unix)]
    return (one.dev(), one.ino()) == (other.dev(), other.ino());
    #[cfg(not(unix))]
    return one.len() == other.len();
}

/// Removes a file, if it is there.
pub(crate) fn remove(path: &Path) -> Result<(), StoreError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(StoreError::io("remove", path, error))
        }
        _ => Ok(()),
    }
}

/// Puts a new name on the disk: a rename is durable only when its folder is.
pub(crate) fn sync_dir(path: &Path) -> Result<(), StoreError> {
    let dir = path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(dir).and_then(|dir| dir.sync_all()).map_err(|error| StoreError::io("write", dir, error))
}
