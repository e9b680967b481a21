//! What an import knows of the database, and how it writes: or only pretends to, when it is tried out.

use std::collections::{BTreeMap, BTreeSet};

use charley_domain::{
    air::{AirPlace, AirSeries, Position},
    entry::Entry,
    workout::{Workout, WorkoutHead, WorkoutId},
};
use charley_import::{
    Format,
    fhir::ClinicRecord,
    group::Grouping,
    health::{CycleRecords, Dated},
};
use charley_store::{
    Added, AddedFile, ContentHash, FileError, FileStatus, GroupRow, ImportedFile, Store, StoredFile,
    StoredHead,
};
use jiff::{SignedDuration, Timestamp};

use super::{
    clinic::Offered,
    cycle::{self, CycleAccount},
    observed::ObservedCounts,
};

/// The database during an import.
#[derive(Debug)]
pub struct Ledger<'a> {
    /// Where to write; nowhere when the import is only tried out.
    store: Option<&'a mut Store>,
    keep_originals: bool,
    known: Known,
    /// What was observed and is new, by kind.
    observed: ObservedCounts,
    /// What records of a clinic name.
    offered: Offered,
    /// Whether records of menstruation and pregnancy are kept, and what became of those that came.
    cycle: CycleAccount,
    /// When the import began, by which its files are known to belong together.
    begun: Timestamp,
    /// Where the weather of files is of that do not say so.
    place: Option<Position>,
    /// Stations of which a file of the same archive said where they are, by key.
    stations: BTreeMap<String, AirPlace>,
}

/// What was stored before, and what was added since.
#[derive(Debug, Default)]
struct Known {
    files: BTreeMap<ContentHash, Vec<WorkoutId>>,
    /// Those of them whose format may tell of menstruation.
    with_cycle: BTreeSet<ContentHash>,
    heads: BTreeMap<WorkoutId, WorkoutHead>,
    entries: BTreeSet<uuid::Uuid>,
    /// What the person took out; it stays out when it comes again.
    away: BTreeSet<WorkoutId>,
    /// Files of imports that the person deleted; they stay out as well.
    deleted: BTreeSet<ContentHash>,
    /// When the newest file was read.
    last_seen: Timestamp,
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
    /// What it tells of nights and days.
    pub(super) entries: &'a [Entry],
    /// What it tells of the air of places.
    pub(super) air: &'a [AirSeries],
}

/// What was new in a file.
#[derive(Debug, Default)]
pub(super) struct New {
    /// Of each workout, whether it was new.
    pub(super) workouts: Vec<bool>,
    pub(super) entries: BTreeSet<uuid::Uuid>,
    pub(super) has_air: bool,
}

impl New {
    pub(super) fn is_nothing(&self) -> bool {
        !self.workouts.contains(&true) && self.entries.is_empty() && !self.has_air
    }
}

impl<'a> Ledger<'a> {
    /// A ledger that keeps what it is given.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn kept(store: &'a mut Store) -> anyhow::Result<Self> {
        let known = Known::of(store)?;
        let cycle = CycleAccount::of(&store.person()?);
        let (begun, observed) = (known.last_seen, ObservedCounts::default());
        Ok(Self {
            store: Some(store),
            keep_originals: true,
            known,
            observed,
            offered: Offered::default(),
            cycle,
            begun,
            place: None,
            stations: BTreeMap::new(),
        })
    }

    /// A ledger that only knows what is there, for trying an import out.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn tried(store: Option<&Store>) -> anyhow::Result<Self> {
        let known = store.map(Known::of).transpose()?.unwrap_or_default();
        let person = store.map(Store::person).transpose()?.unwrap_or_default();
        let cycle = CycleAccount::of(&person);
        let (begun, observed) = (known.last_seen, ObservedCounts::default());
        Ok(Self {
            store: None,
            keep_originals: false,
            known,
            observed,
            offered: Offered::default(),
            cycle,
            begun,
            place: None,
            stations: BTreeMap::new(),
        })
    }

    /// Begins an import. Its moment is its own, also where two begin in the same millisecond or the clock was set back.
    pub(super) fn begin(&mut self, now: Timestamp) {
        let after = self.known.last_seen.checked_add(SignedDuration::from_millis(1));
        self.begun = after.map_or(now, |after| now.max(after));
        self.known.last_seen = self.begun;
    }

    /// The same without keeping the bytes of the files.
    #[must_use]
    pub fn without_originals(self) -> Self {
        Self { keep_originals: false, ..self }
    }

    /// The same with where the weather of files is of that do not say so.
    #[must_use]
    pub fn with_place(self, place: Option<Position>) -> Self {
        Self { place, ..self }
    }

    /// Remembers where stations are, for the files that come after.
    pub(super) fn learn(&mut self, places: Vec<AirPlace>) {
        self.stations.extend(places.into_iter().map(|place| (place.key.clone(), place)));
    }

    /// The place of a station, as far as it is known now.
    pub(super) fn placed(&self, place: AirPlace) -> AirPlace {
        let known = self.stations.get(&place.key).cloned().unwrap_or(place);
        AirPlace { position: known.position.or(self.place), ..known }
    }

    /// The diary behind it; none where an import is tried out.
    pub(super) fn store(&self) -> Option<&Store> {
        self.store.as_deref()
    }

    /// Hashes of all files that need not be read again. What only tells of nights and days is read again: a later version may
    /// understand more of it.
    pub(super) fn files(&self) -> BTreeSet<ContentHash> {
        let read = self.known.files.keys().filter(|file| !self.tells_again(file));
        read.chain(&self.known.deleted).cloned().collect()
    }

    /// Whether a file whose workouts are known may tell of menstruation that was left out when it was read, and is kept now.
    pub(super) fn tells_again(&self, sha256: &ContentHash) -> bool {
        self.cycle.is_kept() && self.known.with_cycle.contains(sha256)
    }

    /// What of menstruation and pregnancy a file tells: what is kept of it comes back.
    pub(super) fn keep_cycle(&mut self, records: CycleRecords) -> Vec<Dated> {
        self.cycle.take(records, self.begun)
    }

    /// What became of records of menstruation and pregnancy.
    pub(super) fn cycle(&self) -> CycleAccount {
        self.cycle.clone()
    }

    /// Whether a file belongs to an import that the person deleted.
    pub(super) fn is_deleted(&self, sha256: &ContentHash) -> bool {
        self.known.deleted.contains(sha256)
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

    /// Adds a file in one transaction; gives what in it was new.
    pub(super) fn add(&mut self, addition: &Addition<'_>) -> anyhow::Result<New> {
        let is_new = |workout: &&Workout| !self.known.heads.contains_key(&workout.head.id);
        let status = match addition.error {
            Some(_) => FileStatus::Partial,
            None if addition.workouts.iter().any(|workout| is_new(&workout)) => FileStatus::Imported,
            None if !addition.entries.is_empty() || !addition.air.is_empty() => FileStatus::Imported,
            None => FileStatus::Duplicate,
        };
        let file = ImportedFile {
            sha256: addition.sha256.clone(),
            path: addition.path,
            format: Some(addition.format.word()),
            status,
            notes: addition.notes,
            error: addition.error,
            size: addition.size,
            original: addition.bytes.filter(|_| self.keep_originals),
            workouts: addition.workouts,
            air: addition.air,
            seen_at: self.begun,
        };
        let added = match &mut self.store {
            Some(store) => store.add_telling_file(&file, addition.entries)?,
            None => AddedFile {
                workouts: addition
                    .workouts
                    .iter()
                    .map(|workout| if is_new(&workout) { Added::New } else { Added::Known })
                    .collect(),
                new_entries: addition
                    .entries
                    .iter()
                    .map(|entry| entry.id)
                    .filter(|id| !self.known.entries.contains(id))
                    .collect(),
                has_new_air: !addition.air.is_empty(),
            },
        };
        self.known.add(addition, &added);
        let workouts = added.workouts.iter().map(|added| *added != Added::Known).collect();
        Ok(New { workouts, entries: added.new_entries, has_air: added.has_new_air })
    }

    /// Counts what of these entries was new as observed.
    pub(super) fn observe(&mut self, entries: &[Entry], new: &New) {
        for entry in entries.iter().filter(|entry| new.entries.contains(&entry.id)) {
            self.observed.add(entry);
        }
    }

    /// Takes what a record of a clinic names.
    pub(super) fn offer(&mut self, record: ClinicRecord) {
        self.offered.add(record);
    }

    /// What is to be looked through, without what the diary has already.
    pub(super) fn offered(&self) -> anyhow::Result<Offered> {
        Ok(match &self.store {
            Some(store) if !self.offered.is_empty() => self.offered.clone().beside(&store.entries()?),
            _ => self.offered.clone(),
        })
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
        let read = store.files()?;
        let tells = |file: &&StoredFile| file.format.as_deref().is_some_and(cycle::may_tell);
        let with_cycle = read.iter().filter(tells).map(|file| file.sha256.clone()).collect();
        let last_seen_ms = read.iter().map(|file| file.seen_ms).max();
        let mut files: BTreeMap<_, _> =
            read.into_iter().filter(is_read_once).map(|file| (file.sha256, file.workouts)).collect();
        // What was hidden with all that a device sent, and what was emptied and takes part again, is read anew when its owner
        // brings it in.
        for hidden in store.hidden_files()?.iter().chain(&store.emptied_files()?) {
            files.remove(hidden);
        }
        Ok(Self {
            files,
            with_cycle,
            last_seen: last_seen_ms.and_then(|ms| Timestamp::from_millisecond(ms).ok()).unwrap_or_default(),
            deleted: store.deleted_files()?.into_keys().collect(),
            heads: store.recorded_heads()?.into_iter().map(|one| (one.head.id.clone(), one.head)).collect(),
            away: store
                .all_heads()?
                .into_iter()
                .filter(|one| one.away.is_some())
                .map(|one| one.stored.head.id)
                .collect(),
            entries: store.entry_ids()?,
        })
    }

    fn add(&mut self, addition: &Addition<'_>, added: &AddedFile) {
        let ids = addition.workouts.iter().map(|workout| workout.head.id.clone()).collect();
        self.files.entry(addition.sha256.clone()).or_insert(ids);
        self.with_cycle.remove(addition.sha256);
        self.entries.extend(&added.new_entries);
        for (workout, added) in addition.workouts.iter().zip(&added.workouts) {
            if *added != Added::Known {
                self.heads.insert(workout.head.id.clone(), workout.head.clone());
            }
        }
    }
}

/// Whether a file of the journal need not be read again.
fn is_read_once(file: &StoredFile) -> bool {
    !file.workouts.is_empty() || file.error.is_some()
}
