//! What an import knows of the database, and how it writes: or only pretends to, when it is tried out.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use charley_domain::{
    entry::Entry,
    workout::{Workout, WorkoutHead, WorkoutId},
};
use charley_import::{Format, group::Grouping};
use charley_store::{
    Added, ContentHash, FileError, FileStatus, GroupRow, ImportedFile, Kept, Sent, Store, StoredHead,
};
use jiff::Timestamp;

use super::observed::ObservedCounts;

/// The database during an import.
#[derive(Debug)]
pub struct Ledger<'a> {
    /// Where to write; nowhere when the import is only tried out.
    store: Option<&'a mut Store>,
    keep_originals: bool,
    known: Known,
    /// Entries that wait to be written with many others.
    waiting: Vec<Sent>,
    /// What was observed and is new, by kind.
    observed: ObservedCounts,
}

/// Entries that are written in one transaction.
const TOGETHER: usize = 5_000;

/// What was stored before, and what was added since.
#[derive(Debug, Default)]
struct Known {
    files: BTreeMap<ContentHash, Vec<WorkoutId>>,
    heads: BTreeMap<WorkoutId, WorkoutHead>,
    entries: HashSet<uuid::Uuid>,
    /// What the person took out; it stays out when it comes again.
    away: BTreeSet<WorkoutId>,
}

/// One file to add.
#[derive(Debug)]
pub(super) struct Addition<'a> {
    pub(super) sha256: &'a ContentHash,
    pub(super) path: &'a str,
    pub(super) format: Format,
    pub(super) error: Option<&'a FileError>,
    pub(super) notes: &'a [String],
    pub(super) size: u64,
    /// What is kept of it, where it can be.
    pub(super) bytes: Option<&'a [u8]>,
    pub(super) workouts: &'a [Workout],
    pub(super) now: Timestamp,
}

impl<'a> Ledger<'a> {
    /// A ledger that keeps what it is given.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn kept(store: &'a mut Store) -> anyhow::Result<Self> {
        let known = Known::of(store)?;
        Ok(Self {
            store: Some(store),
            keep_originals: true,
            known,
            waiting: Vec::new(),
            observed: ObservedCounts::default(),
        })
    }

    /// A ledger that only knows what is there, for trying an import out.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn tried(store: Option<&Store>) -> anyhow::Result<Self> {
        let known = store.map(Known::of).transpose()?.unwrap_or_default();
        Ok(Self {
            store: None,
            keep_originals: false,
            known,
            waiting: Vec::new(),
            observed: ObservedCounts::default(),
        })
    }

    /// The same without keeping the bytes of the files.
    #[must_use]
    pub fn without_originals(self) -> Self {
        Self { keep_originals: false, ..self }
    }

    /// Hashes of all files that are stored.
    pub(super) fn files(&self) -> BTreeSet<ContentHash> {
        self.known.files.keys().cloned().collect()
    }

    pub(super) fn knows(&self, sha256: &ContentHash) -> bool {
        self.known.files.contains_key(sha256)
    }

    /// Workouts of a stored file.
    pub(super) fn heads_of(&self, sha256: &ContentHash) -> Vec<WorkoutHead> {
        let ids = self.known.files.get(sha256).into_iter().flatten();
        ids.filter_map(|id| self.known.heads.get(id)).cloned().collect()
    }

    /// Whether a stored file holds a workout that the person took out.
    pub(super) fn holds_away(&self, sha256: &ContentHash) -> bool {
        self.known.files.get(sha256).into_iter().flatten().any(|id| self.known.away.contains(id))
    }

    /// Workouts as they are once what was put right is applied; none where nothing is written.
    pub(super) fn put_right(&self) -> anyhow::Result<Option<Vec<StoredHead>>> {
        let Some(store) = &self.store else { return Ok(None) };
        Ok(if store.corrections()?.is_empty() { None } else { Some(store.heads()?) })
    }

    /// All recordings as they came, by id.
    pub(super) fn heads(&self) -> impl Iterator<Item = &WorkoutHead> {
        self.known.heads.values()
    }

    /// Adds a file in one transaction; whether anything in it was new.
    pub(super) fn add(&mut self, addition: &Addition<'_>) -> anyhow::Result<bool> {
        // What a file says of nights is on the disk before the file counts as known.
        self.flush()?;
        let new = |workout: &Workout| !self.known.heads.contains_key(&workout.head.id);
        let status = match addition.error {
            Some(_) => FileStatus::Partial,
            None if addition.workouts.iter().any(new) => FileStatus::Imported,
            None => FileStatus::Duplicate,
        };
        let added = match &mut self.store {
            Some(store) => store.add_file(&ImportedFile {
                sha256: addition.sha256.clone(),
                path: addition.path,
                format: Some(addition.format.word()),
                status,
                notes: addition.notes,
                error: addition.error,
                size: addition.size,
                original: addition.bytes.filter(|_| self.keep_originals),
                workouts: addition.workouts,
                seen_at: addition.now,
            })?,
            None => {
                addition.workouts.iter().map(|w| if new(w) { Added::New } else { Added::Known }).collect()
            }
        };
        self.known.add(addition, &added);
        Ok(added.iter().any(|added| *added != Added::Known))
    }

    /// Records an entry; whether it was new.
    pub(super) fn record(&mut self, entry: &Entry) -> anyhow::Result<bool> {
        if !self.known.entries.insert(entry.id) {
            return Ok(false);
        }
        match &mut self.store {
            Some(store) => Ok(store.record(entry)? == charley_store::Recorded::New),
            None => Ok(true),
        }
    }

    /// Takes entries to be written with many others; how many of them are new.
    pub(super) fn gather(&mut self, entries: Vec<Entry>) -> anyhow::Result<usize> {
        let before = self.observed.total();
        for entry in entries {
            if self.known.entries.insert(entry.id) {
                self.observed.add(&entry);
                self.waiting.push(Sent::from(entry));
            }
        }
        if self.waiting.len() >= TOGETHER {
            self.flush()?;
        }
        Ok(self.observed.total() - before)
    }

    /// Writes what waits. What cannot have happened in the life of the person is left out.
    pub(super) fn flush(&mut self) -> anyhow::Result<()> {
        let waiting = std::mem::take(&mut self.waiting);
        if let Some(store) = self.store.as_mut().filter(|_| !waiting.is_empty()) {
            for (kept, sent) in store.record_each(&waiting)?.iter().zip(&waiting) {
                if matches!(kept, Kept::Impossible(_)) {
                    self.observed.remove(&sent.entry);
                }
            }
        }
        Ok(())
    }

    /// What was observed and is new since the ledger was opened.
    pub(super) fn observed(&self) -> ObservedCounts {
        self.observed.clone()
    }

    /// Replaces all groups.
    pub(super) fn set_groups(&mut self, grouping: &Grouping) -> anyhow::Result<()> {
        let Some(store) = &mut self.store else { return Ok(()) };
        let mut rows: BTreeMap<&WorkoutId, GroupRow> = BTreeMap::new();
        let row = |workout: &WorkoutId| GroupRow { workout: workout.clone(), group: None, part_of: None };
        for group in grouping.groups.iter().filter(|group| group.len() > 1) {
            for member in group {
                rows.insert(
                    member,
                    GroupRow { group: group.first().map(ToString::to_string), ..row(member) },
                );
            }
        }
        // Of several wholes the shortest stays, which comes first.
        for part in grouping.parts.iter().rev() {
            rows.entry(&part.part).or_insert_with(|| row(&part.part)).part_of = Some(part.whole.clone());
        }
        Ok(store.set_groups(&rows.into_values().collect::<Vec<_>>())?)
    }
}

impl Known {
    fn of(store: &Store) -> anyhow::Result<Self> {
        let mut files: BTreeMap<_, _> =
            store.files()?.into_iter().map(|file| (file.sha256, file.workouts)).collect();
        // What was hidden with all that a device sent is read anew when its owner brings it in.
        for hidden in store.hidden_files()? {
            files.remove(&hidden);
        }
        Ok(Self {
            files,
            heads: store.recorded_heads()?.into_iter().map(|one| (one.head.id.clone(), one.head)).collect(),
            away: store
                .all_heads()?
                .into_iter()
                .filter(|one| one.away.is_some())
                .map(|one| one.stored.head.id)
                .collect(),
            entries: store.entries()?.into_iter().map(|entry| entry.id).collect(),
        })
    }

    fn add(&mut self, addition: &Addition<'_>, added: &[Added]) {
        let ids = addition.workouts.iter().map(|workout| workout.head.id.clone()).collect();
        self.files.insert(addition.sha256.clone(), ids);
        for (workout, added) in addition.workouts.iter().zip(added) {
            if *added != Added::Known {
                self.heads.insert(workout.head.id.clone(), workout.head.clone());
            }
        }
    }
}
