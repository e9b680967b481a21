//! The diary page by page: entries of some nights, months that have any, what was taken back, and ids by their letters.

use std::collections::BTreeSet;

use charley_domain::{entry::Entry, night::NightOf};
use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

use crate::{Store, StoreError, operations::Raw, told, unreadable};

/// How many entries a month has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntriesOfMonth {
    /// The first day of the month.
    pub first: Date,
    /// Entries of its nights that stand.
    pub count: usize,
}

/// An entry that was deleted or taken back, and can be brought back.
#[derive(Debug, Clone, PartialEq)]
pub struct GoneEntry {
    /// The entry.
    pub entry: Entry,
    /// When it went.
    pub at: Timestamp,
}

impl Store {
    /// The entries of some nights, both included, that stand and can be read, in the order of the moments they speak of.
    ///
    /// # Errors
    /// When the database cannot be read at all.
    pub fn entries_between(&self, first: NightOf, last: NightOf) -> Result<Vec<Entry>, StoreError> {
        let mut select = self.connection.prepare_cached(
            "SELECT body FROM entry WHERE retracted_ms IS NULL AND night BETWEEN ?1 AND ?2
             ORDER BY occurred_ms, sequence",
        )?;
        let mut rows = select.query([first.to_string(), last.to_string()])?;
        let mut entries = Vec::new();
        while let Some(row) = rows.next()? {
            entries.extend(unreadable::entry(&Raw::of(row.get_ref(0)?)).ok());
        }
        Ok(entries)
    }

    /// The months of whose nights entries speak, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read at all.
    pub fn months(&self) -> Result<Vec<EntriesOfMonth>, StoreError> {
        let mut select = self.connection.prepare_cached(
            "SELECT substr(night, 1, 7) AS month, count(*) FROM entry WHERE retracted_ms IS NULL
             GROUP BY month ORDER BY month",
        )?;
        let mut rows = select.query([])?;
        let mut months = Vec::new();
        while let Some(row) = rows.next()? {
            let month = Raw::of(row.get_ref(0)?).text();
            let Ok(first) = format!("{month}-01").parse() else { continue };
            months.push(EntriesOfMonth { first, count: row.get::<_, i64>(1)?.cast_unsigned() as usize });
        }
        Ok(months)
    }

    /// Entries of some nights that were deleted or taken back, the last one first.
    ///
    /// # Errors
    /// When the database cannot be read at all.
    pub fn gone_between(&self, first: NightOf, last: NightOf) -> Result<Vec<GoneEntry>, StoreError> {
        self.gone("night BETWEEN ?1 AND ?2", [first.to_string(), last.to_string()])
    }

    /// The entry of an id that was deleted or taken back.
    ///
    /// # Errors
    /// When the database cannot be read at all.
    pub fn gone_one(&self, id: Uuid) -> Result<Option<GoneEntry>, StoreError> {
        Ok(self.gone("id BETWEEN ?1 AND ?2", [id.to_string(), id.to_string()])?.pop())
    }

    fn gone(&self, which: &str, places: [String; 2]) -> Result<Vec<GoneEntry>, StoreError> {
        let mut select = self.connection.prepare_cached(&format!(
            "SELECT body, retracted_ms, id FROM entry
             WHERE retracted_ms IS NOT NULL AND replaced_by IS NULL AND {which} ORDER BY retracted_ms DESC, sequence DESC"
        ))?;
        let mut rows = select.query(places)?;
        // What went with an import comes again with it.
        let imports = self.deleted_files()?;
        let with_imports =
            if imports.is_empty() { BTreeSet::new() } else { told::deleted_with_imports(&self.connection)? };
        let mut gone = Vec::new();
        while let Some(row) = rows.next()? {
            if with_imports.contains(&Raw::of(row.get_ref(2)?).text()) {
                continue;
            }
            let at = Timestamp::from_millisecond(row.get(1)?).unwrap_or(Timestamp::UNIX_EPOCH);
            gone.extend(
                unreadable::entry(&Raw::of(row.get_ref(0)?)).ok().map(|entry| GoneEntry { entry, at }),
            );
        }
        Ok(gone)
    }

    /// The ids that begin or end with these letters, whether they stand or not; hyphens do not count. At most so many.
    ///
    /// # Errors
    /// When the database cannot be read at all.
    pub fn ids_of(&self, letters: &str, most: usize) -> Result<Vec<Uuid>, StoreError> {
        let letters = letters.trim().to_lowercase().replace('-', "");
        if letters.is_empty() || !letters.bytes().all(|letter| letter.is_ascii_hexdigit()) {
            return Ok(Vec::new());
        }
        let mut select = self.connection.prepare_cached(
            "SELECT id FROM entry WHERE replace(id, '-', '') LIKE ?1 || '%' OR replace(id, '-', '') LIKE '%' || ?1
             ORDER BY sequence DESC",
        )?;
        let mut rows = select.query([letters])?;
        let mut ids = Vec::new();
        while ids.len() < most
            && let Some(row) = rows.next()?
        {
            ids.extend(Raw::of(row.get_ref(0)?).text().parse::<Uuid>().ok());
        }
        Ok(ids)
    }
}
