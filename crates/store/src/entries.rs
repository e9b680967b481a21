//! The diary: entries appended, read in order, and taken back without being erased.

use charley_domain::entry::Entry;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

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

    /// Takes one entry back; whether there was such an entry, not yet taken back.
    ///
    /// # Errors
    /// As [`Store::record`].
    pub fn take_back(&mut self, id: Uuid, now: Timestamp) -> Result<bool, StoreError> {
        let transaction = self.write()?;
        let taken = transaction.execute(
            "UPDATE entry SET retracted_ms = ?2 WHERE id = ?1 AND retracted_ms IS NULL",
            params![id.to_string(), now.as_millisecond()],
        )?;
        transaction.commit()?;
        Ok(taken == 1)
    }

    /// Puts an entry back that was taken back by [`Store::take_back`]; whether there was such an entry.
    ///
    /// # Errors
    /// As [`Store::record`].
    pub fn put_back(&mut self, id: Uuid) -> Result<bool, StoreError> {
        let transaction = self.write()?;
        let put = transaction.execute(
            "UPDATE entry SET retracted_ms = NULL
             WHERE id = ?1 AND retracted_ms IS NOT NULL AND body ->> '$.replaced_by' IS NULL",
            params![id.to_string()],
        )?;
        transaction.commit()?;
        Ok(put == 1)
    }

    /// Records an entry in the place of another, in one transaction: the other is taken back, and comes again when
    /// this one is undone. Nothing happens where the other is gone already or the new id is known.
    ///
    /// # Errors
    /// As [`Store::record`].
    pub fn replace(&mut self, id: Uuid, entry: &Entry, now: Timestamp) -> Result<bool, StoreError> {
        let transaction = self.write()?;
        let replaced = transaction.execute(
            "UPDATE entry SET retracted_ms = ?2, body = json_set(body, '$.replaced_by', ?3)
             WHERE id = ?1 AND retracted_ms IS NULL AND NOT EXISTS (SELECT 1 FROM entry WHERE id = ?3)",
            params![id.to_string(), now.as_millisecond(), entry.id.to_string()],
        )?;
        if replaced == 1 {
            insert(&transaction, entry)?;
        }
        transaction.commit()?;
        Ok(replaced == 1)
    }

    /// Takes the entry written last back and gives it; `None` when there is none left. What it had replaced comes again.
    ///
    /// # Errors
    /// As [`Store::record`].
    pub fn undo(&mut self, now: Timestamp) -> Result<Option<Entry>, StoreError> {
        self.undo_where("?1 IS NOT NULL", Uuid::nil(), now)
    }

    /// The same for one entry: [`Store::take_back`], and what it had replaced comes again.
    ///
    /// # Errors
    /// As [`Store::record`].
    pub fn undo_one(&mut self, id: Uuid, now: Timestamp) -> Result<Option<Entry>, StoreError> {
        self.undo_where("id = ?1", id, now)
    }

    fn undo_where(&mut self, condition: &str, id: Uuid, now: Timestamp) -> Result<Option<Entry>, StoreError> {
        let transaction = self.write()?;
        let select = format!(
            "SELECT sequence, body FROM entry WHERE retracted_ms IS NULL AND ({condition})
             ORDER BY sequence DESC LIMIT 1"
        );
        let last: Option<(i64, String)> = transaction
            .query_row(&select, [id.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((sequence, body)) = last else { return Ok(None) };
        transaction.execute(
            "UPDATE entry SET retracted_ms = ?2 WHERE sequence = ?1",
            params![sequence, now.as_millisecond()],
        )?;
        let undone = parse(&body)?;
        transaction.execute(
            "UPDATE entry SET retracted_ms = NULL, body = json_remove(body, '$.replaced_by')
             WHERE retracted_ms IS NOT NULL AND body ->> '$.replaced_by' = ?1",
            params![undone.id.to_string()],
        )?;
        transaction.commit()?;
        Ok(Some(undone))
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
    use super::*;
    use charley_domain::{
        entry::{EntrySource, Record},
        moment::{Moment, Precision},
        night::NightOf,
    };

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
    fn what_was_replaced_comes_again_with_undo() {
        let (_dir, mut store) = store();
        let (old, new, later) = (entry(1, Record::None), entry(2, Record::Unsure), entry(3, Record::Stretch));
        store.record(&old).unwrap();
        assert!(store.replace(old.id, &new, Timestamp::UNIX_EPOCH).unwrap());
        assert!(!store.replace(old.id, &later, Timestamp::UNIX_EPOCH).unwrap(), "it is gone already");
        assert!(!store.replace(new.id, &new, Timestamp::UNIX_EPOCH).unwrap(), "the id is known");
        assert_eq!(store.entries().unwrap(), std::slice::from_ref(&new));
        assert!(!store.put_back(old.id).unwrap(), "its place is taken");
        store.record(&later).unwrap();
        assert_eq!(store.undo_one(new.id, Timestamp::UNIX_EPOCH).unwrap(), Some(new));
        assert_eq!(store.entries().unwrap(), [old, later]);
    }

    #[test]
    fn one_entry_is_taken_back_and_put_back_by_its_id() {
        let (_dir, mut store) = store();
        let (first, second) = (entry(1, Record::None), entry(2, Record::Stretch));
        store.record_all(&[first.clone(), second.clone()]).unwrap();
        assert!(store.take_back(first.id, Timestamp::UNIX_EPOCH).unwrap());
        assert!(!store.take_back(first.id, Timestamp::UNIX_EPOCH).unwrap());
        assert_eq!(store.entries().unwrap(), std::slice::from_ref(&second));
        assert!(store.put_back(first.id).unwrap() && !store.put_back(first.id).unwrap());
        assert_eq!(store.entries().unwrap(), [first, second]);
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
