//! Whether the entries of a database that comes from elsewhere can have happened.

use charley_domain::{lifetime::Lifetime, person::Person};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};

use crate::{StoreError, operations::Raw};

/// Refuses a database that holds an entry which cannot have happened by `now`.
///
/// # Errors
/// [`StoreError::ImpossibleIn`] naming the entry.
pub(crate) fn refuse(connection: &Connection, now: Timestamp) -> Result<(), StoreError> {
    let person = connection
        .query_row("SELECT body FROM person", [], |row| Ok(Raw::of(row.get_ref(0)?)))
        .optional()?
        .and_then(|body| serde_json::from_slice::<Person>(&body.0).ok())
        .unwrap_or_default();
    let life = Lifetime::of(&person, now);
    let mut select = connection.prepare("SELECT id, body FROM entry WHERE retracted_ms IS NULL")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        // What cannot be read is set aside as everywhere.
        let Ok(entry) = serde_json::from_slice(&Raw::of(row.get_ref(1)?).0) else { continue };
        if let Err(why) = life.check_entry(&entry) {
            return Err(StoreError::ImpossibleIn { id: Raw::of(row.get_ref(0)?).text(), why });
        }
    }
    Ok(())
}
