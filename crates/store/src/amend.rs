//! More about an entry that is already there: the new text is a new row, the old one stays in the file as retracted.

use charley_domain::entry::Entry;
use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};
use uuid::Uuid;

use crate::{Store, StoreError, entries};

impl Store {
    /// The entry of an id, unless it was taken back.
    ///
    /// # Errors
    /// [`StoreError::BadRow`] when the row does not hold an entry.
    pub fn entry(&self, id: Uuid) -> Result<Option<Entry>, StoreError> {
        let mut select = self
            .connection
            .prepare_cached("SELECT body FROM entry WHERE id = ?1 AND retracted_ms IS NULL")?;
        let body: Option<String> = select.query_row([id.to_string()], |row| row.get(0)).optional()?;
        body.map(|body| entries::parse(&body)).transpose()
    }

    /// Writes an entry anew under its id; `false`, and nothing is written, where no entry of that id stands.
    ///
    /// # Errors
    /// As [`Store::record`].
    pub fn amend(&mut self, entry: &Entry, now: Timestamp) -> Result<bool, StoreError> {
        let transaction = self.write()?;
        // The id belongs to what stands; what stood before keeps it with its place in the order of writing.
        let set_aside = transaction.execute(
            "UPDATE entry SET id = id || '#' || sequence, retracted_ms = ?2 WHERE id = ?1 AND retracted_ms IS NULL",
            params![entry.id.to_string(), now.as_millisecond()],
        )?;
        if set_aside == 0 {
            return Ok(false);
        }
        entries::insert(&transaction, entry)?;
        transaction.commit()?;
        Ok(true)
    }

    /// Takes one entry back; `false` where no entry of that id stands.
    ///
    /// # Errors
    /// As [`Store::record`].
    pub fn retract(&mut self, id: Uuid, now: Timestamp) -> Result<bool, StoreError> {
        let transaction = self.write()?;
        let taken = transaction.execute(
            "UPDATE entry SET retracted_ms = ?2 WHERE id = ?1 AND retracted_ms IS NULL",
            params![id.to_string(), now.as_millisecond()],
        )?;
        transaction.commit()?;
        Ok(taken == 1)
    }
}

#[cfg(test)]
mod tests {
    use charley_domain::entry::Record;

    use super::*;
    use crate::{Recorded, entries::tests::entry};

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    #[test]
    fn an_amended_entry_keeps_its_id_and_its_past_stays_in_the_file() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(dir.path()).unwrap();
        let first = entry(1, Record::None);
        store.record(&first).unwrap();
        let more = Entry { record: Record::Unsure, ..first.clone() };
        assert!(store.amend(&more, NOW).unwrap());
        assert_eq!(store.entries().unwrap(), std::slice::from_ref(&more));
        assert_eq!(store.entry(first.id).unwrap(), Some(more.clone()));
        assert_eq!(store.record(&first).unwrap(), Recorded::Known);
        let rows: i64 =
            store.connection.query_row("SELECT count(*) FROM entry", [], |row| row.get(0)).unwrap();
        assert_eq!(rows, 2);
        assert_eq!(store.undo(NOW).unwrap(), Some(more));
        assert_eq!(store.entries().unwrap(), []);
    }

    #[test]
    fn what_does_not_stand_is_neither_amended_nor_taken_back() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(dir.path()).unwrap();
        let one = entry(1, Record::None);
        assert!(!store.amend(&one, NOW).unwrap());
        store.record(&one).unwrap();
        assert!(store.retract(one.id, NOW).unwrap());
        assert!(!store.retract(one.id, NOW).unwrap());
        assert!(!store.amend(&one, NOW).unwrap());
        assert_eq!(store.entries().unwrap(), []);
    }
}
