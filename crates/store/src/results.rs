//! Derived results: what was computed from which inputs, with all that is needed to compute it again.

use rusqlite::{Row, params};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::{Store, StoreError};

/// A computed result and what it was computed with.
#[derive(Debug, Clone, PartialEq)]
pub struct Derived {
    /// What it is: `load/3fa9c1`.
    pub key: String,
    /// Hash of everything it was computed from; another hash means that it is stale.
    pub inputs_hash: String,
    /// Seed of its random streams, where it has any.
    pub seed: Option<u64>,
    /// Settings it was computed with.
    pub settings: Value,
    /// Version of the evidence tables.
    pub evidence_version: String,
    /// Version of the crate that computed it.
    pub crate_version: String,
    /// The result, as JSON. It stays a text until somebody asks: most of what is kept is only compared by its hash.
    pub body: String,
}

impl Derived {
    /// The result, where the text still reads as one.
    pub fn read<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_str(&self.body).ok()
    }
}

impl Store {
    /// Results whose key starts with `prefix`, in order of their keys. One that is not as it was kept is left out: it is
    /// computed again.
    ///
    /// # Errors
    /// When the database cannot be read at all.
    pub fn derived(&self, prefix: &str) -> Result<Vec<Derived>, StoreError> {
        let mut select = self.connection.prepare_cached(
            "SELECT * FROM result
                 WHERE substr(key, 1, length(?1)) = ?1
                   AND crc32 IS crc32(key, inputs_hash, seed, settings, evidence_version, crate_version, body)
                 ORDER BY key",
        )?;
        let rows = select.query_map([prefix], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Keeps results, replacing those of the same keys, in one transaction.
    ///
    /// # Errors
    /// [`StoreError::Locked`], [`StoreError::Full`], [`StoreError::ReadOnly`]: then nothing was written.
    pub fn set_derived(&mut self, results: &[Derived]) -> Result<(), StoreError> {
        let transaction = self.write()?;
        {
            let mut insert = transaction.prepare_cached(
                "INSERT OR REPLACE INTO result
                 (key, inputs_hash, seed, settings, evidence_version, crate_version, body, crc32)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, crc32(?1, ?2, ?3, ?4, ?5, ?6, ?7))",
            )?;
            for result in results {
                insert.execute(params![
                    result.key,
                    result.inputs_hash,
                    result.seed.map(u64::cast_signed),
                    result.settings.to_string(),
                    result.evidence_version,
                    result.crate_version,
                    result.body,
                ])?;
            }
        }
        transaction.commit()?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Derived> {
    Ok(Derived {
        key: row.get("key")?,
        inputs_hash: row.get("inputs_hash")?,
        seed: row.get::<_, Option<i64>>("seed")?.map(i64::cast_unsigned),
        settings: serde_json::from_str(&row.get::<_, String>("settings")?).unwrap_or_default(),
        evidence_version: row.get("evidence_version")?,
        crate_version: row.get("crate_version")?,
        body: row.get("body")?,
    })
}
