//! The diary: entries appended, read in order, and taken back without being erased.

use charley_domain::entry::Entry;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use crate::{Store, StoreError};

/// What became of an entry that was to be recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recorded {
    /// It is new, and on the disk now.
    New,
    /// An entry of this id is already there; it was kept as it is.
    Known,
}

/// What became of one of many entries.
#[derive(Debug, Clone, PartialEq)]
pub enum Kept {
    /// It is new, and on the disk now.
    New,
    /// An entry of this id is already there: this one. It was kept as it is, also when it was taken back since.
    Known(Box<Entry>),
}

impl Store {
    /// Appends an entry; it is on the disk when this returns. The same id again changes nothing, also when that
    /// entry was taken back since.
    ///
    /// # Errors
    /// [`StoreError::Locked`], [`StoreError::Full`], [`StoreError::ReadOnly`]: then nothing was written.
    pub fn record(&mut self, entry: &Entry) -> Result<Recorded, StoreError> {
        Ok(if self.record_all(std::slice::from_ref(entry))? == 1 { Recorded::New } else { Recorded::Known })
    }

    /// Appends many entries in one transaction, all or none, and gives how many of them are new.
    ///
    /// # Errors
    /// As [`Store::record`].
    pub fn record_all(&mut self, entries: &[Entry]) -> Result<usize, StoreError> {
        let transaction = self.write()?;
        let mut new = 0;
        for entry in entries {
            new += insert(&transaction, entry)?;
        }
        transaction.commit()?;
        Ok(new)
    }

    /// Appends many entries in one transaction, all or none, and says of each whether it is new. One wait for the disk
    /// serves them all.
    ///
    /// # Errors
    /// As [`Store::record`], and [`StoreError::BadRow`] when a row does not hold an entry.
    pub fn record_each(&mut self, entries: &[Entry]) -> Result<Vec<Kept>, StoreError> {
        let transaction = self.write()?;
        let mut kept = Vec::with_capacity(entries.len());
        {
            let mut known = transaction.prepare_cached("SELECT body FROM entry WHERE id = ?1")?;
            for entry in entries {
                kept.push(if insert(&transaction, entry)? == 1 {
                    Kept::New
                } else {
                    let body: String = known.query_row([entry.id.to_string()], |row| row.get(0))?;
                    Kept::Known(Box::new(parse(&body)?))
                });
            }
        }
        transaction.commit()?;
        Ok(kept)
    }

    /// All entries that were not taken back, in the order of the moments they speak of.
    ///
    /// # Errors
    /// [`StoreError::BadRow`] when a row does not hold an entry.
    pub fn entries(&self) -> Result<Vec<Entry>, StoreError> {
        let mut select = self.connection.prepare_cached(
            "SELECT body FROM entry WHERE retracted_ms IS NULL ORDER BY occurred_ms, sequence",
        )?;
        let bodies = select.query_map([], |row| row.get::<_, String>(0))?;
        bodies.map(|body| parse(&body?)).collect()
    }

    /// The newest entries in the order of writing, newest first.
    ///
    /// # Errors
    /// As [`Store::entries`].
    pub fn last_entries(&self, count: usize) -> Result<Vec<Entry>, StoreError> {
        let mut select = self.connection.prepare_cached(
            "SELECT body FROM entry WHERE retracted_ms IS NULL ORDER BY sequence DESC LIMIT ?1",
        )?;
        let bodies = select.query_map([count as i64], |row| row.get::<_, String>(0))?;
        bodies.map(|body| parse(&body?)).collect()
    }

    /// Takes the entry written last back and gives it; `None` when there is none left.
    ///
    /// # Errors
    /// As [`Store::record`].
    pub fn undo(&mut self, now: Timestamp) -> Result<Option<Entry>, StoreError> {
        let transaction = self.write()?;
        let last: Option<(i64, String)> = transaction
            .query_row(
                "SELECT sequence, body FROM entry WHERE retracted_ms IS NULL ORDER BY sequence DESC LIMIT 1",
                [],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()?;
        let Some((sequence, body)) = last else { return Ok(None) };
        transaction.execute(
            "UPDATE entry SET retracted_ms = ?2 WHERE sequence = ?1",
            params![sequence, now.as_millisecond()],
        )?;
        transaction.commit()?;
        parse(&body).map(Some)
    }
}

/// Appends a row, unless its id is there; gives the number of new rows.
pub(crate) fn insert(connection: &Connection, entry: &Entry) -> Result<usize, StoreError> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO entry (id, kind, night, occurred_ms, recorded_ms, body)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (id) DO NOTHING",
    )?;
    let body = serde_json::to_string(entry).map_err(|error| StoreError::bad_row("entry", error))?;
    Ok(insert.execute(params![
        entry.id.to_string(),
        entry.record.kind(),
        entry.night.to_string(),
        entry.occurred_at.instant.as_millisecond(),
        entry.recorded_at.as_millisecond(),
        body,
    ])?)
}

pub(crate) fn parse(body: &str) -> Result<Entry, StoreError> {
    serde_json::from_str(body).map_err(|error| StoreError::bad_row("entry", error))
}

#[cfg(test)]
pub(crate) mod tests {
    use charley_domain::{
        entry::{EntrySource, Record},
        moment::{Moment, Precision},
        night::NightOf,
    };
    use uuid::Uuid;

    use super::*;

    pub(crate) fn entry(number: u128, record: Record) -> Entry {
        let instant = Timestamp::from_second(1_790_000_000 + number as i64 * 60).unwrap();
        let occurred_at = Moment { instant, offset_s: 3600, zone: Some("Europe/Berlin".into()) };
        Entry {
            id: Uuid::from_u128(number),
            night: NightOf::of(&occurred_at),
            occurred_at,
            recorded_at: instant,
            source: EntrySource::Terminal,
            precision: Precision::Exact,
            record,
        }
    }

    fn store() -> (tempfile::TempDir, Store) {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open_or_create(dir.path()).unwrap();
        (dir, store)
    }

    #[test]
    fn the_same_id_is_one_entry_also_after_undo() {
        let (_dir, mut store) = store();
        let first = entry(1, Record::None);
        assert_eq!(store.record(&first).unwrap(), Recorded::New);
        let other = Entry { record: Record::Unsure, ..first.clone() };
        assert_eq!(store.record(&other).unwrap(), Recorded::Known);
        assert_eq!(store.entries().unwrap(), std::slice::from_ref(&first));
        assert_eq!(store.undo(Timestamp::UNIX_EPOCH).unwrap(), Some(first.clone()));
        assert_eq!(store.record(&first).unwrap(), Recorded::Known);
        assert_eq!(store.entries().unwrap(), []);
    }

    #[test]
    fn of_many_entries_each_is_new_or_shows_what_was_there() {
        let (_dir, mut store) = store();
        let first = entry(1, Record::None);
        let other = Entry { record: Record::Unsure, ..first.clone() };
        let kept = store.record_each(&[first.clone(), entry(2, Record::Stretch), other]).unwrap();
        assert_eq!(kept, [Kept::New, Kept::New, Kept::Known(Box::new(first.clone()))]);
        store.undo(Timestamp::UNIX_EPOCH).unwrap();
        assert!(matches!(store.record_each(&[entry(2, Record::None)]).unwrap()[..], [Kept::Known(_)]));
        assert_eq!(store.entries().unwrap(), [first]);
    }

    #[test]
    fn undo_goes_by_the_order_of_writing_and_not_by_the_clock() {
        let (_dir, mut store) = store();
        let (late, early) = (entry(9, Record::Stretch), entry(2, Record::WarmUp));
        store.record(&late).unwrap();
        store.record(&early).unwrap();
        assert_eq!(store.last_entries(1).unwrap(), std::slice::from_ref(&early));
        assert_eq!(store.undo(Timestamp::UNIX_EPOCH).unwrap(), Some(early));
        assert_eq!(store.undo(Timestamp::UNIX_EPOCH).unwrap(), Some(late));
        assert_eq!(store.undo(Timestamp::UNIX_EPOCH).unwrap(), None);
    }

    #[test]
    fn entries_outlive_the_process() {
        let (dir, mut store) = store();
        let kept: Vec<Entry> = (0..20).map(|number| entry(number, Record::Stretch)).collect();
        assert_eq!(store.record_all(&kept).unwrap(), 20);
        assert_eq!(store.record_all(&kept).unwrap(), 0);
        drop(store);
        assert_eq!(Store::open(dir.path()).unwrap().entries().unwrap(), kept);
    }
}
