//! What was said of each cause: lines appended, in the order of saying; no line is ever changed.

use jiff::Timestamp;
use rusqlite::params;
use serde_json::Value;
use uuid::Uuid;

use crate::{Store, StoreError};

/// One line of what was said of causes.
#[derive(Debug, Clone, PartialEq)]
pub struct NameLine {
    /// Identity of the line: the same again is the same line.
    pub id: Uuid,
    /// When it was said.
    pub recorded_at: Timestamp,
    /// What was said.
    pub body: Value,
}

impl Store {
    /// Appends lines, all or none. A line whose id is known changes nothing.
    ///
    /// # Errors
    /// [`StoreError::Locked`], [`StoreError::Full`], [`StoreError::ReadOnly`]: then nothing was written.
    pub fn append_names(&mut self, lines: &[NameLine]) -> Result<(), StoreError> {
        if lines.is_empty() {
            return Ok(());
        }
        let transaction = self.write()?;
        {
            let mut insert = transaction.prepare_cached(
                "INSERT INTO name (id, recorded_ms, body) VALUES (?1, ?2, ?3) ON CONFLICT (id) DO NOTHING",
            )?;
            for line in lines {
                let at = line.recorded_at.as_millisecond();
                insert.execute(params![line.id.to_string(), at, line.body.to_string()])?;
            }
        }
        transaction.commit()?;
        Ok(())
    }

    /// All lines that can be read, in the order of saying.
    ///
    /// # Errors
    /// When the database cannot be read at all.
    pub fn name_lines(&self) -> Result<Vec<NameLine>, StoreError> {
        let mut select =
            self.connection.prepare_cached("SELECT id, recorded_ms, body FROM name ORDER BY sequence")?;
        let rows = select.query_map([], |row| {
            let (id, at, body): (String, i64, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(line(&id, at, &body))
        })?;
        Ok(rows.collect::<Result<Vec<Option<NameLine>>, _>>()?.into_iter().flatten().collect())
    }
}

fn line(id: &str, recorded_ms: i64, body: &str) -> Option<NameLine> {
    Some(NameLine {
        id: id.parse().ok()?,
        recorded_at: Timestamp::from_millisecond(recorded_ms).ok()?,
        body: serde_json::from_str(body).ok()?,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn line(number: u128, says: &str) -> NameLine {
        NameLine {
            id: Uuid::from_u128(number),
            recorded_at: Timestamp::from_second(1_790_000_000).unwrap(),
            body: json!({ "says": says }),
        }
    }

    #[test]
    fn lines_are_kept_in_order_and_the_same_id_is_the_same_line() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(dir.path()).unwrap();
        store.append_names(&[line(2, "a"), line(1, "b")]).unwrap();
        store.append_names(&[line(2, "c")]).unwrap();
        assert_eq!(store.name_lines().unwrap(), [line(2, "a"), line(1, "b")]);
    }

    #[test]
    fn no_line_can_be_changed_or_removed() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(dir.path()).unwrap();
        store.append_names(&[line(1, "a")]).unwrap();
        for sql in ["UPDATE name SET body = '{}'", "DELETE FROM name"] {
            let error = store.connection.execute(sql, []).unwrap_err();
            assert!(error.to_string().contains("append only"), "{sql}: {error}");
        }
        assert_eq!(store.name_lines().unwrap(), [line(1, "a")]);
    }
}
