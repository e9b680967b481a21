//! The copy of each day: made where something changed since the last one, the last seven kept, and what went wrong remembered
//! until one succeeds.

use std::{
    fs,
    path::{Path, PathBuf},
};

use jiff::{Timestamp, ZonedDateTime, civil::Date};
use rusqlite::{Connection, OpenFlags};
use serde::{Deserialize, Serialize};

use crate::{
    BackupFile, Store, StoreError,
    backup::{self, BACKUP_DIR, day_of},
    disk::{private_dir, private_file, remove},
};

/// Where it stands that no copy could be made.
const FAILED_FILE: &str = "failed.json";

/// What a copy is due for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// The first chance of the day: not where today has one.
    Day,
    /// Much came in: today's copy is made anew.
    Import,
    /// Somebody asked for it: whether anything changed or not.
    Asked,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Daily {
    /// It was made; what it made superfluous is gone.
    Made {
        /// The copy.
        file: BackupFile,
        /// Older ones that were removed.
        removed: Vec<PathBuf>,
    },
    /// Today has one, or nothing changed since the last.
    NotDue,
}

/// Why the last copy could not be made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailedCopy {
    /// When it was tried.
    pub at: Timestamp,
    /// Why not.
    pub why: String,
}

/// The copies of single days that there are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DailyCopies {
    /// Each, the newest first.
    pub days: Vec<CopyOfDay>,
    /// What went wrong since the newest.
    pub failed: Option<FailedCopy>,
}

/// The copy of a day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CopyOfDay {
    /// The day.
    pub day: Date,
    /// The file.
    pub path: PathBuf,
}

impl DailyCopies {
    /// The newest.
    pub fn newest(&self) -> Option<&CopyOfDay> {
        self.days.first()
    }
}

impl Store {
    /// Makes the copy of the day where it is due (a diary without a folder has none), and remembers where it cannot be made.
    ///
    /// # Errors
    /// As [`Store::backup`]; what was copied before stays.
    pub fn back_up(&self, now: &ZonedDateTime, due: Due) -> Result<Daily, StoreError> {
        let Some(folder) = self.folder() else { return Ok(Daily::NotDue) };
        let place = folder.join(BACKUP_DIR);
        backup::clear_leftovers(&place)?;
        let to = self.daily_backup_path(now);
        if due == Due::Day && to.is_file() || due != Due::Asked && self.is_as_copied(now.date()) {
            return Ok(Daily::NotDue);
        }
        let made = self.backup(&to).and_then(|file| Ok((file, self.prune_backups(now.date())?)));
        match made {
            Ok((file, removed)) => {
                remove(&place.join(FAILED_FILE))?;
                Ok(Daily::Made { file, removed })
            }
            Err(error) => {
                // Where even this cannot be written, whoever made the attempt says so.
                let failed = FailedCopy { at: now.timestamp(), why: error.to_string() };
                drop(failed.note(&place));
                Err(error)
            }
        }
    }

    /// The copies of single days until `today`.
    ///
    /// # Errors
    /// [`StoreError::Io`] when their folder cannot be read.
    pub fn copies(&self, today: Date) -> Result<DailyCopies, StoreError> {
        let Some(folder) = self.folder() else { return Ok(DailyCopies::default()) };
        let place = folder.join(BACKUP_DIR);
        let days = backup::list(&place)?.into_iter();
        let days = days.filter_map(|path| Some(CopyOfDay { day: day_of(&path)?, path }));
        let mut days: Vec<CopyOfDay> = days.filter(|copy| copy.day <= today).collect();
        days.sort_by(|one, other| other.cmp(one));
        let failed = fs::read(place.join(FAILED_FILE)).ok();
        Ok(DailyCopies { days, failed: failed.and_then(|text| serde_json::from_slice(&text).ok()) })
    }

    /// Whether the newest copy holds all that is recorded here. One that cannot be read does not.
    fn is_as_copied(&self, today: Date) -> bool {
        let copies = self.copies(today).ok();
        let copied = copies.as_ref().and_then(DailyCopies::newest).and_then(|CopyOfDay { path, .. }| {
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            recorded_in(&Connection::open_with_flags(path, flags).ok()?).ok()
        });
        copied.is_some() && copied == recorded_in(&self.connection).ok()
    }
}

impl FailedCopy {
    fn note(&self, place: &Path) -> Result<(), StoreError> {
        use std::io::Write as _;
        private_dir(place)?;
        let path = place.join(FAILED_FILE);
        remove(&path)?;
        let text = serde_json::to_vec(self).map_err(|error| StoreError::bad_row("backup", error))?;
        let written = private_file(&path)?.write_all(&text);
        written.map_err(|error| StoreError::io("write", &path, error))
    }
}

/// What tells whether anything was recorded: the ends of what only grows, and the rows that are replaced. Results, which can be
/// computed again, are no reason for a copy; nor is it that a device was here.
fn recorded_in(connection: &Connection) -> rusqlite::Result<String> {
    connection.query_row(
        "SELECT json_array(
             (SELECT user_version FROM pragma_user_version),
             (SELECT max(sequence) FROM operation), (SELECT max(sequence) FROM trial),
             (SELECT hex(checksum) FROM person), (SELECT hex(checksum) FROM plan),
             (SELECT count(*) FROM file), (SELECT max(seen_ms) FROM file),
             (SELECT count(*) FROM workout), (SELECT count(*) FROM recording), (SELECT count(*) FROM original),
             (SELECT count(*) FROM device), (SELECT count(*) FROM device WHERE revoked_ms IS NOT NULL),
             (SELECT count(*) FROM set_aside)
         )",
        [],
        |row| row.get(0),
    )
}

#[cfg(test)]
mod tests {
    use charley_domain::entry::Record;

    use super::*;
    use crate::{check_backup, entries::tests::entry};

    fn at(text: &str) -> ZonedDateTime {
        text.parse().unwrap()
    }

    fn made(store: &Store, now: &str, due: Due) -> bool {
        matches!(store.back_up(&at(now), due).unwrap(), Daily::Made { .. })
    }

    #[test]
    fn a_copy_is_made_once_a_day_and_only_where_something_was_recorded() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(dir.path()).unwrap();
        store.record(&entry(1, Record::Stretch)).unwrap();
        assert!(made(&store, "2026-11-01T23:59[Europe/Berlin]", Due::Day));
        store.record(&entry(2, Record::Stretch)).unwrap();
        assert!(!made(&store, "2026-11-01T23:59:59[Europe/Berlin]", Due::Day), "once a day");
        assert!(made(&store, "2026-11-01T23:59:59[Europe/Berlin]", Due::Import), "with what came in");
        assert!(!made(&store, "2026-11-01T23:59:59[Europe/Berlin]", Due::Import), "nothing came in");
        assert!(!made(&store, "2026-11-02T00:01[Europe/Berlin]", Due::Day), "nothing changed");
        store.retract(entry(2, Record::Stretch).id, Timestamp::UNIX_EPOCH).unwrap();
        assert!(made(&store, "2026-11-09T00:01[Europe/Berlin]", Due::Day), "after a week of sleep");
        assert!(made(&store, "2026-11-09T00:02[Europe/Berlin]", Due::Asked));
        let copies = store.copies(at("2026-11-09T12:00[Europe/Berlin]").date()).unwrap();
        let newest = copies.newest().unwrap();
        assert_eq!((copies.days.len(), newest.day.day(), &copies.failed), (2, 9, &None));
        assert_eq!(check_backup(&newest.path).unwrap().entries, 2);
    }

    #[test]
    fn every_kind_of_record_is_a_change_and_a_result_is_none() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(dir.path()).unwrap();
        let mut last = recorded_in(&store.connection).unwrap();
        let mut differs = |store: &Store| {
            let new = recorded_in(&store.connection).unwrap();
            std::mem::replace(&mut last, new.clone()) != new
        };
        store.record(&entry(1, Record::Stretch)).unwrap();
        assert!(differs(&store));
        store.undo(Timestamp::UNIX_EPOCH).unwrap();
        assert!(differs(&store));
        store
            .set_person(&charley_domain::person::Person { name: Some("A".into()), ..Default::default() })
            .unwrap();
        assert!(differs(&store));
        store
            .connection
            .execute("INSERT INTO plan (one, body, checksum) VALUES (1, '{}', checksum('{}'))", [])
            .unwrap();
        assert!(differs(&store));
        store
            .connection
            .execute("INSERT INTO result VALUES ('a', 'b', NULL, '{}', 'c', 'd', '{}', NULL)", [])
            .unwrap();
        assert!(!differs(&store));
    }

    #[test]
    fn what_went_wrong_is_remembered_until_a_copy_succeeds() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(dir.path()).unwrap();
        store.record(&entry(1, Record::Stretch)).unwrap();
        let now = at("2026-11-01T08:00[UTC]");
        // A folder stands where the copy should go.
        let in_the_way = store.daily_backup_path(&now);
        fs::create_dir_all(&in_the_way).unwrap();
        store.back_up(&now, Due::Asked).unwrap_err();
        let failed = store.copies(now.date()).unwrap().failed.unwrap();
        assert_eq!(failed.at, now.timestamp());
        assert!(failed.why.contains("charley-2026-11-01.db"), "{failed:?}");
        fs::remove_dir(&in_the_way).unwrap();
        assert!(made(&store, "2026-11-01T08:10[UTC]", Due::Day));
        assert_eq!(store.copies(now.date()).unwrap().failed, None);
    }

    #[test]
    fn what_a_killed_copy_left_is_cleared_and_what_another_is_making_stays() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(dir.path()).unwrap();
        store.record(&entry(1, Record::Stretch)).unwrap();
        assert!(made(&store, "2026-11-01T08:00[UTC]", Due::Day));
        let place = dir.path().join(BACKUP_DIR);
        let left = ["charley-2026-10-30.db.part", "charley-2026-10-30.db.part-journal", "x.db.sha256.part"];
        for name in left {
            fs::write(place.join(name), "half").unwrap();
        }
        let theirs = place.join("theirs.db.part");
        let held = backup::claim(&theirs).unwrap();
        assert!(!made(&store, "2026-11-02T08:00[UTC]", Due::Day));
        assert!(left.iter().all(|name| !place.join(name).exists()));
        assert!(theirs.exists());
        drop(held);
        // Where the process was killed between checksum and name: the older copy is as good as before.
        let older = store.daily_backup_path(&at("2026-11-01T08:00[UTC]"));
        fs::write(place.join("charley-2026-11-01.db.sha256.part"), "00  charley-2026-11-01.db\n").unwrap();
        assert_eq!(check_backup(&older).unwrap().entries, 1);
        assert!(!made(&store, "2026-11-02T08:00[UTC]", Due::Day));
        assert!(!theirs.exists());
    }
}
