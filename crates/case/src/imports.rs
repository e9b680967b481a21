//! What was brought in, import by import: each can be deleted as a whole, and comes back as a whole.

pub mod words;

use std::collections::{BTreeMap, BTreeSet};

use charley_domain::workout::WorkoutId;
use charley_speech::typed::Mistyped;
use charley_store::{ContentHash, Deletion, Store, StoredFile};
use jiff::Timestamp;
use serde::Serialize;
use uuid::Uuid;

use crate::import::{ObservedCounts, regroup};

/// Letters of an import's id.
const ID_LETTERS: usize = 8;

/// Everything that came in one go.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Brought {
    /// Its id: the first letters of its first file's hash.
    pub id: String,
    /// When it was.
    pub at: Timestamp,
    /// The file, the archive or the folder it came from.
    pub name: String,
    /// How many files of it were read.
    pub files: usize,
    /// How many recordings of workouts they hold.
    pub workouts: usize,
    /// What they tell of nights and days, by kind.
    pub observed: ObservedCounts,
    /// When it was deleted, if it is.
    pub deleted_at: Option<Timestamp>,
    #[serde(skip)]
    hashes: Vec<ContentHash>,
}

impl Brought {
    /// Everything that was brought, the newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn all(store: &Store) -> anyhow::Result<Vec<Self>> {
        let mut by_time: BTreeMap<i64, Vec<StoredFile>> = BTreeMap::new();
        for file in store.files()? {
            by_time.entry(file.seen_ms).or_default().push(file);
        }
        let (told, deleted) = (store.told_by_files()?, store.deleted_files()?);
        let kinds = if told.is_empty() { BTreeMap::new() } else { store.kinds()? };
        let one = |(seen_ms, files): (i64, Vec<StoredFile>)| {
            let workouts: BTreeSet<&WorkoutId> = files.iter().flat_map(|file| &file.workouts).collect();
            let ids: BTreeSet<&Uuid> =
                files.iter().filter_map(|file| told.get(&file.sha256)).flatten().collect();
            let hashes: Vec<ContentHash> = files.iter().map(|file| file.sha256.clone()).collect();
            Some(Self {
                id: hashes.first()?.to_string().chars().take(ID_LETTERS).collect(),
                at: Timestamp::from_millisecond(seen_ms).unwrap_or_default(),
                name: name(&files),
                files: files.len(),
                workouts: workouts.len(),
                observed: ObservedCounts::of_kinds(
                    ids.iter().filter_map(|id| kinds.get(id)).map(String::as_str),
                ),
                deleted_at: hashes.iter().filter_map(|hash| deleted.get(hash)).max().copied(),
                hashes,
            })
        };
        Ok(by_time.into_iter().rev().filter_map(one).collect())
    }

    /// The import of an id, of its first letters where they name only one, or the newest that stands by the word `last`.
    ///
    /// # Errors
    /// [`Mistyped`] when there is none, or more than one.
    pub fn find(store: &Store, typed: &str) -> anyhow::Result<Self> {
        let typed = typed.trim();
        let mut all = Self::all(store)?;
        if typed.eq_ignore_ascii_case("last") {
            all.retain(|one| one.deleted_at.is_none());
            all.truncate(1);
        } else {
            all.retain(|one| !typed.is_empty() && one.id.starts_with(&typed.to_lowercase()));
        }
        match (all.pop(), all.is_empty()) {
            (Some(one), true) => Ok(one),
            (Some(_), false) => Err(Mistyped::impossible(typed, words::MANY).into()),
            (None, _) => Err(Mistyped::impossible(typed, words::NONE).into()),
        }
    }

    /// Deletes it: what no other import holds takes no part in anything any more.
    ///
    /// # Errors
    /// [`Mistyped`] when it is deleted already; when the database cannot be written.
    pub fn delete(&self, store: &mut Store, now: Timestamp) -> anyhow::Result<Deletion> {
        if self.deleted_at.is_some() {
            return Err(Mistyped::impossible(&self.id, words::GONE).into());
        }
        let gone = store.delete_files(&self.hashes, now)?;
        regroup(store)?;
        Ok(gone)
    }

    /// Brings it back.
    ///
    /// # Errors
    /// [`Mistyped`] when it was not deleted; when the database cannot be written.
    pub fn restore(&self, store: &mut Store, now: Timestamp) -> anyhow::Result<Deletion> {
        if self.deleted_at.is_none() {
            return Err(Mistyped::impossible(&self.id, words::STANDS).into());
        }
        let back = store.restore_files(&self.hashes, now)?;
        regroup(store)?;
        Ok(back)
    }
}

/// Brings back the import that was deleted last, where nothing was written in the diary since; gives it.
///
/// # Errors
/// When the database cannot be written.
pub fn undo_deletion(store: &mut Store, now: Timestamp) -> anyhow::Result<Option<Brought>> {
    let last = store.deleted_last()?;
    if last.is_empty() {
        return Ok(None);
    }
    let found =
        Brought::all(store)?.into_iter().find(|one| one.hashes.iter().any(|hash| last.contains(hash)));
    if let Some(one) = &found {
        one.restore(store, now)?;
    }
    Ok(found)
}

/// What several files have in common: the archive or the folder they came from.
fn name(files: &[StoredFile]) -> String {
    let parts = |path: &str| path.split('/').map(str::to_owned).collect::<Vec<_>>();
    let mut common = files.first().map(|file| parts(&file.path)).unwrap_or_default();
    for file in files {
        let same = common.iter().zip(parts(&file.path)).take_while(|(one, other)| *one == other).count();
        common.truncate(same);
    }
    // Of a file within an archive it is the archive that a person knows.
    let archive = common.iter().position(|part| part.to_lowercase().ends_with(".zip"));
    common.truncate(archive.map_or(common.len(), |at| at + 1));
    match common.pop().filter(|part| !part.is_empty()) {
        Some(part) => part,
        None => words::several(files.len()),
    }
}

#[cfg(test)]
mod tests;
