//! Trials: lines appended, in the order of writing; no line is ever changed.

use jiff::Timestamp;
use rusqlite::params;
use serde_json::Value;
use uuid::Uuid;

use crate::{Recorded, Store, StoreError, Unreadable, operations::Raw};

/// One line of the journal of trials.
#[derive(Debug, Clone, PartialEq)]
pub struct TrialLine {
    /// Identity of the line: the same again is the same line.
    pub id: Uuid,
    /// The trial it belongs to.
    pub trial: Uuid,
    /// What kind of line it is.
    pub kind: String,
    /// When it was written.
    pub recorded_at: Timestamp,
    /// What it says.
    pub body: Value,
}

impl Store {
    /// Appends lines, all or none; they are on the disk when this returns. A line whose id is known changes nothing. Gives
    /// what became of the first.
    ///
    /// # Errors
    /// [`StoreError::Locked`], [`StoreError::Full`], [`StoreError::ReadOnly`]: then nothing was written.
    pub fn append_trial(&mut self, lines: &[TrialLine]) -> Result<Recorded, StoreError> {
        let transaction = self.write()?;
        let mut first = None;
        {
            let mut insert = transaction.prepare_cached(
                "INSERT INTO trial (sequence, id, trial, kind, recorded_ms, body, checksum)
                 SELECT next, ?1, ?2, ?3, ?4, ?5, checksum(next, ?1, ?2, ?3, ?4, ?5)
                 FROM (SELECT coalesce(max(sequence), 0) + 1 AS next FROM trial)
                 WHERE true ON CONFLICT (id) DO NOTHING",
            )?;
            for line in lines {
                let new = insert.execute(params![
                    line.id.to_string(),
                    line.trial.to_string(),
                    line.kind,
                    line.recorded_at.as_millisecond(),
                    line.body.to_string(),
                ])?;
                first.get_or_insert(if new == 1 { Recorded::New } else { Recorded::Known });
            }
        }
        transaction.commit()?;
        Ok(first.unwrap_or(Recorded::Known))
    }

    /// All lines of all trials that can be read, in the order of writing.
    ///
    /// # Errors
    /// When the database cannot be read at all.
    pub fn trial_lines(&self) -> Result<Vec<TrialLine>, StoreError> {
        Ok(all(self)?.into_iter().filter_map(|stored| stored.line.ok()).collect())
    }
}

/// Lines that cannot be read.
pub(crate) fn unreadable(store: &Store) -> Result<Vec<Unreadable>, StoreError> {
    let lines = all(store)?.into_iter();
    let bad = lines.filter_map(|StoredLine { id, body, line }| {
        line.err().map(|why| Unreadable { what: "trial", id: id.text(), why, body: body.text() })
    });
    Ok(bad.collect())
}

/// A line as it stands, and as it is read.
struct StoredLine {
    id: Raw,
    body: Raw,
    line: Result<TrialLine, String>,
}

fn all(store: &Store) -> Result<Vec<StoredLine>, StoreError> {
    let mut select = store
        .connection
        .prepare_cached("SELECT id, trial, kind, recorded_ms, body FROM trial ORDER BY sequence")?;
    let rows = select.query_map([], |row| {
        let cell = |place| row.get_ref(place).map(Raw::of);
        let (id, trial, kind, body) = (cell(0)?, cell(1)?, cell(2)?, cell(4)?);
        let line = line([&id, &trial, &kind], row.get(3)?, &body);
        Ok(StoredLine { id, body, line })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn line([id, trial, kind]: [&Raw; 3], recorded_ms: i64, body: &Raw) -> Result<TrialLine, String> {
    let uuid = |cell: &Raw| cell.text().parse::<Uuid>().map_err(|error| error.to_string());
    Ok(TrialLine {
        id: uuid(id)?,
        trial: uuid(trial)?,
        kind: kind.text(),
        recorded_at: Timestamp::from_millisecond(recorded_ms).map_err(|error| error.to_string())?,
        body: serde_json::from_slice(&body.0).map_err(|error| error.to_string())?,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn line(number: u128, says: &str) -> TrialLine {
        TrialLine {
            id: Uuid::from_u128(number),
            trial: Uuid::from_u128(1),
            kind: "answer".to_owned(),
            recorded_at: Timestamp::from_second(1_790_000_000).unwrap(),
            body: json!({ "says": says }),
        }
    }

    #[test]
    fn lines_are_kept_in_order_and_the_same_id_is_the_same_line() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(dir.path()).unwrap();
        assert_eq!(store.append_trial(&[line(2, "a"), line(1, "b")]).unwrap(), Recorded::New);
        assert_eq!(store.append_trial(&[line(2, "c")]).unwrap(), Recorded::Known);
        assert_eq!(store.trial_lines().unwrap(), [line(2, "a"), line(1, "b")]);
    }

    #[test]
    fn no_line_can_be_changed_or_removed() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(dir.path()).unwrap();
        store.append_trial(&[line(1, "a")]).unwrap();
        for sql in [
            "UPDATE trial SET body = '{}'",
            "DELETE FROM trial",
            "DELETE FROM trial WHERE sequence = 1",
            "INSERT OR REPLACE INTO trial SELECT * FROM trial",
        ] {
            store.connection.pragma_update(None, "recursive_triggers", true).unwrap();
            let error = store.connection.execute(sql, []).unwrap_err();
            assert!(error.to_string().contains("append only"), "{sql}: {error}");
        }
        assert_eq!(store.trial_lines().unwrap(), [line(1, "a")]);
    }
}
