//! Counting ahead, for a progress bar.

use std::{fs, fs::File, io::Read, path::Path};

use zip::ZipArchive;

use crate::{Format, detect};

/// How many files a walk will meet at most: archives are counted by their directory, and archives inside them as one.
/// What cannot be opened counts as one.
pub fn survey(paths: &[impl AsRef<Path>]) -> u64 {
    paths.iter().map(|path| count(path.as_ref(), super::FOLDER_DEPTH)).sum()
}

fn count(path: &Path, depth: u32) -> u64 {
    if fs::metadata(path).is_ok_and(|metadata| metadata.is_dir()) {
        let Some(shallower) = depth.checked_sub(1) else { return 1 };
        let entries = fs::read_dir(path).into_iter().flatten().flatten();
        return entries
            .filter(|entry| !is_linked_folder(entry))
            .map(|entry| count(&entry.path(), shallower))
            .sum();
    }
    archive_length(path).unwrap_or(1)
}

fn is_linked_folder(entry: &fs::DirEntry) -> bool {
    entry.file_type().is_ok_and(|kind| kind.is_symlink()) && entry.path().is_dir()
}

fn archive_length(path: &Path) -> Option<u64> {
    let mut magic = Vec::new();
    let mut file = File::open(path).ok().filter(|_| path.is_file())?;
    file.by_ref().take(4).read_to_end(&mut magic).ok()?;
    if detect(&magic) != Some(Format::Zip) {
        return None;
    }
    let archive = ZipArchive::new(file).ok()?;
    Some(archive.file_names_raw().filter(|name| !name.ends_with(b"/")).count() as u64)
}
