//! Which observations each file told. An observation that was deleted with its import comes again with another file that tells it.

use std::collections::{BTreeMap, BTreeSet};

use charley_domain::entry::Entry;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

use crate::{
    ContentHash, Store, StoreError,
    amend::{self, By},
    entries,
    operations::{Deed, Operation},
};

/// Letters of an id.
const ID_LETTERS: usize = 36;

impl Store {
    /// The ids of all entries, also of those that were taken back.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn entry_ids(&self) -> Result<BTreeSet<Uuid>, StoreError> {
        let mut select = self.connection.prepare_cached("SELECT id FROM entry")?;
        let mut rows = select.query([])?;
        let mut ids = BTreeSet::new();
        while let Some(row) = rows.next()? {
            // An id that is none has another checksum, which is said elsewhere.
            let id = row.get_ref(0)?.as_str().ok().and_then(|id| Uuid::try_parse(id).ok());
            ids.extend(id);
        }
        Ok(ids)
    }

    /// What every entry is of, also one that was taken back: the kind of what was observed, else its own kind.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn kinds(&self) -> Result<BTreeMap<Uuid, String>, StoreError> {
        let mut select = self.connection.prepare_cached(
            "SELECT id, coalesce(iif(json_valid(body), body ->> '$.observed', NULL), kind) FROM entry",
        )?;
        let mut rows = select.query([])?;
        let mut kinds = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let id = row.get_ref(0)?.as_str().ok().and_then(|id| Uuid::try_parse(id).ok());
            kinds.extend(id.zip(row.get_ref(1)?.as_str().ok().map(str::to_owned)));
        }
        Ok(kinds)
    }

    /// The entries that each file told, standing or not.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn told_by_files(&self) -> Result<BTreeMap<ContentHash, Vec<Uuid>>, StoreError> {
        let mut select = self.connection.prepare_cached("SELECT sha256, entries FROM observed_in")?;
        let rows = select.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
        let told = rows.map(|row| row.map(|(sha256, ids)| (ContentHash::stored(sha256), parted(&ids))));
        Ok(told.collect::<Result<_, _>>()?)
    }
}

/// Records what a file tells and that it tells it; gives what was not there, or was deleted with another import.
pub(crate) fn keep(
    connection: &Connection,
    file: &ContentHash,
    told: &[&Entry],
    by: By,
) -> Result<BTreeSet<Uuid>, StoreError> {
    let mut new = BTreeSet::new();
    if told.is_empty() {
        return Ok(new);
    }
    let deleted = deleted_with_imports(connection)?;
    for entry in told {
        if entries::record(connection, entry, by.device)? {
            new.insert(entry.id);
        } else if deleted.contains(&entry.id.to_string()) {
            amend::restore(connection, &entry.id.to_string(), None, by)?;
            new.insert(entry.id);
        }
    }
    let before: Option<String> = connection
        .prepare_cached("SELECT entries FROM observed_in WHERE sha256 = ?1")?
        .query_row([file.to_string()], |row| row.get(0))
        .optional()?;
    let mut ids: BTreeSet<Uuid> = before.iter().flat_map(|ids| parted(ids)).collect();
    ids.extend(told.iter().map(|entry| entry.id));
    let ids: String = ids.iter().map(Uuid::to_string).collect();
    connection
        .prepare_cached(
            "INSERT INTO observed_in (sha256, entries) VALUES (?1, ?2)
             ON CONFLICT (sha256) DO UPDATE SET entries = excluded.entries",
        )?
        .execute(params![file.to_string(), ids])?;
    Ok(new)
}

/// The ids that stand one after the other.
fn parted(ids: &str) -> Vec<Uuid> {
    let letters = ids.as_bytes().chunks(ID_LETTERS);
    letters.filter_map(|id| Uuid::try_parse_ascii(id).ok()).collect()
}

/// Takes an entry back with its import, so that it can be told from what the person took back by itself.
pub(crate) fn delete(connection: &Connection, id: &str, by: By) -> Result<(), StoreError> {
    let (body, at) = (Some(r#"{"with_import":true}"#), by.now);
    Operation { deed: Deed::Retract, entry: id, body, device: by.device, at }.append(connection)?;
    connection
        .prepare_cached("UPDATE entry SET retracted_ms = ?2, replaced_by = NULL WHERE id = ?1")?
        .execute(params![id, Timestamp::as_millisecond(at)])?;
    Ok(())
}

/// The entries that were deleted with an import and did not come again since.
pub(crate) fn deleted_with_imports(connection: &Connection) -> Result<BTreeSet<String>, StoreError> {
    let mut select = connection.prepare_cached(
        "SELECT entry_id, max(sequence) FROM operation GROUP BY entry_id
         HAVING kind = 'retract' AND json_valid(body) AND body ->> '$.with_import'",
    )?;
    let ids = select.query_map([], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}
