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
    /// Results whose key starts with `prefix`, in order of their keys.
    ///
    /// # Errors
    /// [`StoreError::BadRow`] when a row does not hold a result.
    pub fn derived(&self, prefix: &str) -> Result<Vec<Derived>, StoreError> {
        let mut select = self
            .connection
            .prepare_cached("SELECT * FROM result WHERE substr(key, 1, length(?1)) = ?1 ORDER BY key")?;
        let rows = select.query_map([prefix], |row| Ok(read(row)))?;
        rows.map(|row| row?).collect()
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
                 (key, inputs_hash, seed, settings, evidence_version, crate_version, body)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
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

fn read(row: &Row<'_>) -> Result<Derived, StoreError> {
    let json =
        |text: String| serde_json::from_str(&text).map_err(|error| StoreError::bad_row("result", error));
    Ok(Derived {
        key: row.get("key")?,
        inputs_hash: row.get("inputs_hash")?,
        seed: row.get::<_, Option<i64>>("seed")?.map(i64::cast_unsigned),
        settings: json(row.get("settings")?)?,
        evidence_version: row.get("evidence_version")?,
        crate_version: row.get("crate_version")?,
        body: row.get("body")?,
    })
}
