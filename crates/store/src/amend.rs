//! What is done to an entry that is already there: said anew, taken back, put back, replaced. The log keeps what stood before.

use charley_domain::entry::Entry;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

use crate::{
    Store, StoreError,
    checksum::fresh_id,
    entries,
    operations::{Deed, Operation},
    steps::{EDIT, OWN, WITH},
    unreadable,
};

/// An entry as it is to be, on its way in.
#[derive(Debug, Clone, Copy)]
pub struct EntryEdit<'a> {
    /// The entry, under the id that it has.
    pub entry: &'a Entry,
    /// Which version of it was seen by whoever changes it; `None` where that was just now.
    pub seen: Option<Version>,
    /// The entry along with which it is changed: taken back, it takes this change with it.
    pub with: Option<Uuid>,
}

/// The place in the log of the text of an entry: another one after each change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Version(pub i64);

/// What became of a change.
#[derive(Debug, Clone, PartialEq)]
pub enum Edited {
    /// It is on the disk.
    Written,
    /// No entry of that id stands.
    Gone,
    /// It was changed since it was seen, and is this now. Nothing was written.
    Since(Box<Entry>),
}

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

    /// Changes an entry by the word of a person: a step that [`Store::undo`] takes back. It keeps its id.
    ///
    /// # Errors
    /// As [`Store::record`].
    pub fn edit(&mut self, edit: EntryEdit<'_>, now: Timestamp) -> Result<Edited, StoreError> {
        self.edit_all(&[edit], now)
    }

    /// The same for several, all or none; the first that was changed since it was seen, or is gone, is told.
    ///
    /// # Errors
    /// As [`Store::record`].
    pub fn edit_all(&mut self, edits: &[EntryEdit<'_>], now: Timestamp) -> Result<Edited, StoreError> {
        for edit in edits {
            self.possible(edit.entry)?;
        }
        let by = By { device: self.acting, now };
        let transaction = self.write()?;
        for edit in edits {
            let outcome = write_edit(&transaction, edit, by)?;
            if outcome != Edited::Written {
                return Ok(outcome);
            }
        }
        transaction.commit()?;
        Ok(Edited::Written)
    }

    /// The version of an entry that stands.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn version(&self, id: Uuid) -> Result<Option<Version>, StoreError> {
        version(&self.connection, &id.to_string())
    }

    /// Deletes an entry by the word of a person: a step that [`Store::undo`] takes back. Whether it stood.
    ///
    /// # Errors
    /// As [`Store::record`].
    pub fn delete(&mut self, id: Uuid, now: Timestamp) -> Result<bool, StoreError> {
        let by = By { device: self.acting, now };
        let transaction = self.write()?;
        let id = id.to_string();
        let stood = stands(&transaction, &id)?;
        if stood {
            retract(&transaction, &id, Some(OWN), by)?;
        }
        transaction.commit()?;
        Ok(stood)
    }

    /// Brings an entry back that was deleted or taken back: a step that [`Store::undo`] takes back. Whether there was one.
    ///
    /// # Errors
    /// As [`Store::record`].
    pub fn bring_back(&mut self, id: Uuid, now: Timestamp) -> Result<bool, StoreError> {
        self.put_back_as(id, Some(OWN), now)
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
        self.put_back_as(id, None, now)
    }

    fn put_back_as(&mut self, id: Uuid, said: Option<&str>, now: Timestamp) -> Result<bool, StoreError> {
        let by = By { device: self.acting, now };
        let transaction = self.write()?;
        let id = id.to_string();
        let sql = "SELECT EXISTS (SELECT 1 FROM entry WHERE id = ?1 AND retracted_ms IS NOT NULL AND replaced_by IS NULL)";
        let gone: bool = transaction.prepare_cached(sql)?.query_row([&id], |row| row.get(0))?;
        if gone {
            restore(&transaction, &id, said, by)?;
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
        self.replace_all(&[id], entry, now)
    }

    /// The same in the place of several.
    ///
    /// # Errors
    /// As [`Store::record`].
    pub fn replace_all(&mut self, ids: &[Uuid], entry: &Entry, now: Timestamp) -> Result<bool, StoreError> {
        self.possible(entry)?;
        let by = By { device: self.acting, now };
        let transaction = self.write()?;
        let ids: Vec<String> = ids.iter().map(Uuid::to_string).collect();
        for id in &ids {
            if !stands(&transaction, id)? {
                return Ok(false);
            }
        }
        let replaced = entries::record(&transaction, entry, by.device)?;
        let said = format!("{{\"replaced_by\":\"{}\"}}", entry.id);
        for id in ids.iter().filter(|_| replaced) {
            retract(&transaction, id, Some(&said), by)?;
        }
        transaction.commit()?;
        Ok(replaced)
    }
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

/// Takes an entry back; `said` is what the log tells of it: by what it was replaced, or that it is a step of its own.
pub(crate) fn retract(
    connection: &Connection,
    id: &str,
    said: Option<&str>,
    by: By,
) -> Result<bool, StoreError> {
    if !stands(connection, id)? {
        return Ok(false);
    }
    Operation { deed: Deed::Retract, entry: id, body: said, device: by.device, at: by.now }
        .append(connection)?;
    connection
        .prepare_cached(
            "UPDATE entry SET retracted_ms = ?2, replaced_by = ?3 ->> '$.replaced_by' WHERE id = ?1",
        )?
        .execute(params![id, by.now.as_millisecond(), said])?;
    Ok(true)
}

/// Lets an entry stand again.
pub(crate) fn restore(
    connection: &Connection,
    id: &str,
    said: Option<&str>,
    by: By,
) -> Result<(), StoreError> {
    Operation { deed: Deed::Restore, entry: id, body: said, device: by.device, at: by.now }
        .append(connection)?;
    connection
        .prepare_cached("UPDATE entry SET retracted_ms = NULL, replaced_by = NULL WHERE id = ?1")?
        .execute([id])?;
    Ok(())
}

/// Writes a change, unless the entry is gone or was changed since.
fn write_edit(connection: &Connection, edit: &EntryEdit<'_>, by: By) -> Result<Edited, StoreError> {
    let id = edit.entry.id.to_string();
    let Some(version) = version(connection, &id)? else { return Ok(Edited::Gone) };
    if edit.seen.is_some_and(|seen| seen != version) {
        let now = unreadable::standing(connection, &id)?;
        return Ok(now.map_or(Edited::Gone, |entry| Edited::Since(Box::new(entry))));
    }
    let mut said = serde_json::to_value(edit.entry).map_err(|error| StoreError::bad_row("entry", error))?;
    said[EDIT] = fresh_id(by.now).to_string().into();
    if let Some(with) = edit.with {
        said[WITH] = with.to_string().into();
    }
    let body = said.to_string();
    let amended =
        Operation { deed: Deed::Amend, entry: &id, body: Some(&body), device: by.device, at: by.now };
    entries::write(connection, amended.append(connection)?, edit.entry, &body)?;
    Ok(Edited::Written)
}

fn version(connection: &Connection, id: &str) -> Result<Option<Version>, StoreError> {
    let sql = "SELECT sequence FROM entry WHERE id = ?1 AND retracted_ms IS NULL";
    Ok(connection.prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?.map(Version))
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
        assert_eq!(store.undo(NOW).unwrap().map(|undone| undone.entry), Some(more));
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
