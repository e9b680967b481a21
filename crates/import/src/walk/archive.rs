//! Zip archives, entry by entry; one whose directory is lost is read from its start.

use std::{
    io::{Read, Seek},
    ops::ControlFlow,
};

use zip::{ZipArchive, read::read_zipfile_from_stream, result::ZipError};

use super::{
    Visit,
    content::{Origin, Place},
    error::WalkError,
    joined, order,
};

impl Visit<'_> {
    /// Hands out what an archive holds.
    pub(super) fn archive(
        &mut self,
        path: &str,
        mut source: impl Read + Seek,
        depth: u32,
    ) -> ControlFlow<()> {
        if depth > self.limits.depth {
            return self.give(path.to_owned(), Err(WalkError::TooDeep { limit: self.limits.depth }));
        }
        let mut archive = match ZipArchive::new(&mut source) {
            Ok(archive) => archive,
            Err(error) => {
                let stopped = self.salvage(path, &mut source, depth);
                let told = self.give(path.to_owned(), Err(WalkError::BadArchive(broken(&error))));
                return if stopped.is_break() { stopped } else { told };
            }
        };
        let mut names: Vec<(String, usize)> = archive
            .file_names_raw()
            .map(|name| String::from_utf8_lossy(name).into_owned())
            .zip(0..)
            .collect();
        names.sort_by_cached_key(|(name, index)| (order(name), *index));
        for (name, index) in names.into_iter().filter(|(name, _)| !name.ends_with('/')) {
            let shown = joined(path, &name);
            if !self.may_go_on(path)? {
                break;
            }
            match archive.by_index(index) {
                Ok(mut entry) => {
                    let compressed = Some(entry.compressed_size());
                    self.stream(&shown, &mut entry, Place { origin: Origin::Found, compressed, depth })?;
                }
                Err(error) => self.give(shown, Err(reason(error)))?,
            }
        }
        ControlFlow::Continue(())
    }

    /// Reads the entries of an archive without directory, such as one whose download broke off.
    fn salvage(&mut self, path: &str, source: &mut (impl Read + Seek), depth: u32) -> ControlFlow<()> {
        if source.rewind().is_err() {
            return ControlFlow::Continue(());
        }
        while let Ok(Some(mut entry)) = read_zipfile_from_stream(source) {
            if !self.may_go_on(path)? {
                break;
            }
            let shown = joined(path, &String::from_utf8_lossy(entry.name_raw()));
            let compressed = Some(entry.compressed_size());
            if entry.is_file() {
                self.stream(&shown, &mut entry, Place { origin: Origin::Found, compressed, depth })?;
            }
        }
        ControlFlow::Continue(())
    }

    /// Counts one more file and says whether the budget still allows it.
    fn may_go_on(&mut self, path: &str) -> ControlFlow<(), bool> {
        if self.budget.entries == 0 {
            self.give(path.to_owned(), Err(WalkError::TooManyFiles { limit: self.limits.entries }))?;
            return ControlFlow::Continue(false);
        }
        self.budget.entries -= 1;
        ControlFlow::Continue(self.budget.bytes > 0)
    }
}

/// Why an archive does not open. Its directory stands at its end.
fn broken(error: &ZipError) -> String {
    let said = error.to_string();
    if said.contains("EOCD") { "its end is missing, as when a download breaks off".to_owned() } else { said }
}

fn reason(error: ZipError) -> WalkError {
    match error {
        ZipError::Io(error) => WalkError::Io(error),
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            WalkError::Encrypted
        }
        other => WalkError::BadArchive(other.to_string()),
    }
}
