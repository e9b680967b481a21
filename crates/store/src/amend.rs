//! What is done to an entry that is already there: said anew, taken back, put back, replaced. The log keeps what stood before.

use charley_domain::entry::Entry;
use jiff::Timestamp;
use rusqlite::{Connection, params};
use uuid::Uuid;

use crate::{
    Store, StoreError, entries,
    operations::{Deed, Operation, Raw},
    unreadable,
};

impl Store {
    /// Writes an entry anew under its id; `false`, and nothing is written, where no entry of that id stands.
    ///
    /// # Errors
    /// As [`Store::record`].
    pub fn amend(&mut self, entry: &Entry, now: Timestamp) -> Result<bool, StoreError> {
        self.possible(entry)?;
        let device = self.acting;
        let transaction = self.write()?;
        let id = entry.id.to_string();
        if !stands(&transaction, &id)? {
            return Ok(false);
        }
        let body = entries::print(entry)?;
        let amended = Operation { deed: Deed::Amend, entry: &id, body: Some(&body), device, at: now };
        entries::write(&transaction, amended.append(&transaction)?, entry, &body)?;
        transaction.commit()?;
        Ok(true)
    }

    /// Takes one entry back, also one that cannot be read; `false` where no entry of that id stands.
    ///
    /// # Errors
    /// As [`Store::record`].
    pub fn retract(&mut self, id: Uuid, now: Timestamp) -> Result<bool, StoreError> {
        let by = By { device: self.acting, now };
        let transaction = self.write()?;
        let taken = retract(&transaction, &id.to_string(), None, by)?;
        transaction.commit()?;
        Ok(taken)
    }

    /// Puts an entry back that was taken back by [`Store::retract`]; whether there was such an entry.
    ///
    /// # Errors
    /// As [`Store::record`].
    pub fn put_back(&mut self, id: Uuid, now: Timestamp) -> Result<bool, StoreError> {
        let by = By { device: self.acting, now };
        let transaction = self.write()?;
        let id = id.to_string();
        let sql = "SELECT EXISTS (SELECT 1 FROM entry WHERE id = ?1 AND retracted_ms IS NOT NULL AND replaced_by IS NULL)";
        let gone: bool = transaction.prepare_cached(sql)?.query_row([&id], |row| row.get(0))?;
        if gone {
            restore(&transaction, &id, by)?;
        }
        transaction.commit()?;
        Ok(gone)
    }

    /// Records an entry in the place of another, in one transaction: the other is taken back, and comes again when
    /// this one is undone. Nothing happens where the other is gone already or the new id is known.
    ///
    /// # Errors
    /// As [`Store::record`].
    pub fn replace(&mut self, id: Uuid, entry: &Entry, now: Timestamp) -> Result<bool, StoreError> {
        self.possible(entry)?;
        let by = By { device: self.acting, now };
        let transaction = self.write()?;
        let id = id.to_string();
        let replaced = stands(&transaction, &id)? && entries::record(&transaction, entry, by.device)?;
        if replaced {
            retract(&transaction, &id, Some(&entry.id.to_string()), by)?;
        }
        transaction.commit()?;
        Ok(replaced)
    }

    /// Takes the entry written last back and gives it; `None` when there is none left. What it had replaced comes again.
    /// One that cannot be read is passed over: nobody could say what was taken back.
    ///
    /// # Errors
    /// As [`Store::record`].
    pub fn undo(&mut self, now: Timestamp) -> Result<Option<Entry>, StoreError> {
        self.undo_of(None, now)
    }

    /// The same for one entry.
    ///
    /// # Errors
    /// As [`Store::record`].
    pub fn undo_one(&mut self, id: Uuid, now: Timestamp) -> Result<Option<Entry>, StoreError> {
        self.undo_of(Some(id.to_string()), now)
    }

    fn undo_of(&mut self, id: Option<String>, now: Timestamp) -> Result<Option<Entry>, StoreError> {
        let by = By { device: self.acting, now };
        let transaction = self.write()?;
        let Some(undone) = last_readable(&transaction, id)? else { return Ok(None) };
        let id = undone.id.to_string();
        retract(&transaction, &id, None, by)?;
        let replaced: Vec<String> = {
            let mut select = transaction.prepare_cached("SELECT id FROM entry WHERE replaced_by = ?1")?;
            let ids = select.query_map([&id], |row| row.get(0))?;
            ids.collect::<Result<_, _>>()?
        };
        for other in &replaced {
            restore(&transaction, other, by)?;
        }
        transaction.commit()?;
        Ok(Some(undone))
    }
}

/// The entry written last of all, or of an id, that can be read. Unless it is asked for, what an archive brought is none: a
/// person takes back a word, not one of a thousand nights.
fn last_readable(connection: &Connection, id: Option<String>) -> Result<Option<Entry>, StoreError> {
    let mut select = connection.prepare_cached(
        "SELECT body FROM entry WHERE retracted_ms IS NULL AND id = coalesce(?1, id)
         AND (?1 IS NOT NULL OR kind <> 'observed'
              AND NOT (json_valid(body) AND json_extract(body, '$.source') IS 'import')) ORDER BY sequence DESC",
    )?;
    let mut rows = select.query([id])?;
    while let Some(row) = rows.next()? {
        if let Ok(entry) = unreadable::entry(&Raw::of(row.get_ref(0)?)) {
            return Ok(Some(entry));
        }
    }
    Ok(None)
}

pub(crate) fn stands(connection: &Connection, id: &str) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM entry WHERE id = ?1 AND retracted_ms IS NULL)";
    Ok(connection.prepare_cached(sql)?.query_row([id], |row| row.get(0))?)
}

/// Who does something, and when.
#[derive(Debug, Clone, Copy)]
pub(crate) struct By {
    /// The device; this machine where there is none.
    pub(crate) device: Option<Uuid>,
    pub(crate) now: Timestamp,
}

pub(crate) fn retract(
    connection: &Connection,
    id: &str,
    replaced_by: Option<&str>,
    by: By,
) -> Result<bool, StoreError> {
    if !stands(connection, id)? {
        return Ok(false);
    }
    let body = replaced_by.map(|other| format!("{{\"replaced_by\":\"{other}\"}}"));
    Operation { deed: Deed::Retract, entry: id, body: body.as_deref(), device: by.device, at: by.now }
        .append(connection)?;
    connection
        .prepare_cached("UPDATE entry SET retracted_ms = ?2, replaced_by = ?3 WHERE id = ?1")?
        .execute(params![id, by.now.as_millisecond(), replaced_by])?;
    Ok(true)
}

pub(crate) fn restore(connection: &Connection, id: &str, by: By) -> Result<(), StoreError> {
    Operation { deed: Deed::Restore, entry: id, body: None, device: by.device, at: by.now }
        .append(connection)?;
    connection
        .prepare_cached("UPDATE entry SET retracted_ms = NULL, replaced_by = NULL WHERE id = ?1")?
        .execute([id])?;
    Ok(())
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
            store.connection.query_row("SELECT count(*) FROM operation", [], |row| row.get(0)).unwrap();
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
