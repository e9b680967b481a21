//! The log of operations: what was done to which entry. The table `entry` follows from it and is written in the same
//! transaction.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::{
    Connection, Row, ToSql, params,
    types::{ToSqlOutput, ValueRef},
};
use serde_json::Value;
use uuid::Uuid;

use crate::{StoreError, checksum::fresh_id};

/// The columns that a checksum of the log speaks of, in this order.
pub(crate) const CHECKED: &str = "sequence, id, kind, entry_id, body, device, at_ms, recorded_ms";

/// What is done to an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Deed {
    /// It is said for the first time.
    Record,
    /// Its text is another one from now on.
    Amend,
    /// It is taken back.
    Retract,
    /// What was taken back stands again.
    Restore,
}

impl Deed {
    const ALL: [Self; 4] = [Self::Record, Self::Amend, Self::Retract, Self::Restore];

    const fn word(self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::Amend => "amend",
            Self::Retract => "retract",
            Self::Restore => "restore",
        }
    }
}

/// One line of the log, about to be written.
#[derive(Debug)]
pub(crate) struct Operation<'a> {
    pub(crate) deed: Deed,
    /// The entry it is done to.
    pub(crate) entry: &'a str,
    /// The entry as JSON, or what it was replaced by.
    pub(crate) body: Option<&'a str>,
    /// The device that sent it; this machine where there is none.
    pub(crate) device: Option<Uuid>,
    /// When it was done.
    pub(crate) at: Timestamp,
}

impl Operation<'_> {
    /// Appends it and gives its place in the order of writing.
    pub(crate) fn append(&self, connection: &Connection) -> Result<i64, StoreError> {
        let mut insert = connection.prepare_cached(
            "INSERT INTO operation (sequence, id, kind, entry_id, body, device, at_ms, recorded_ms, checksum)
             SELECT next, ?1, ?2, ?3, ?4, ?5, ?6, ?6, checksum(next, ?1, ?2, ?3, ?4, ?5, ?6, ?6)
             FROM (SELECT coalesce(max(sequence), 0) + 1 AS next FROM operation)",
        )?;
        insert.execute(params![
            fresh_id(self.at).to_string(),
            self.deed.word(),
            self.entry,
            self.body,
            self.device.map(|id| id.to_string()),
            self.at.as_millisecond(),
        ])?;
        Ok(connection.last_insert_rowid())
    }
}

/// A text of the database, byte for byte: a flipped bit may have made it no text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Raw(pub(crate) Vec<u8>);

impl ToSql for Raw {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(ValueRef::Text(&self.0)))
    }
}

impl Raw {
    /// The cell of a row, whatever it holds.
    pub(crate) fn of(cell: ValueRef<'_>) -> Self {
        Self(match cell {
            ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes.to_vec(),
            ValueRef::Integer(number) => number.to_string().into_bytes(),
            ValueRef::Real(number) => number.to_string().into_bytes(),
            ValueRef::Null => Vec::new(),
        })
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.0).into_owned()
    }

    fn json(&self) -> Value {
        serde_json::from_slice(&self.0).unwrap_or(Value::Null)
    }
}

/// The present state of one entry, as its row holds it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct EntryState {
    pub(crate) sequence: i64,
    pub(crate) kind: String,
    pub(crate) night: String,
    pub(crate) occurred_ms: i64,
    pub(crate) recorded_ms: i64,
    pub(crate) body: Raw,
    pub(crate) retracted_ms: Option<i64>,
    pub(crate) replaced_by: Option<String>,
}

impl EntryState {
    /// A standing entry of this text.
    pub(crate) fn of(sequence: i64, body: Raw) -> Self {
        let said = body.json();
        let text = |key: &str| said[key].as_str().unwrap_or_default().to_owned();
        let ms = |time: &Value| {
            let instant = time.as_str().and_then(|time| time.parse::<Timestamp>().ok());
            instant.map_or(0, Timestamp::as_millisecond)
        };
        Self {
            sequence,
            kind: text("kind"),
            night: text("night"),
            occurred_ms: ms(&said["occurred_at"]["instant"]),
            recorded_ms: ms(&said["recorded_at"]),
            body,
            retracted_ms: None,
            replaced_by: None,
        }
    }

    /// The name of the first column in which another state differs.
    pub(crate) fn difference(&self, other: &Self) -> &'static str {
        let columns = [
            (self.kind == other.kind, "kind"),
            (self.night == other.night, "night"),
            (self.occurred_ms == other.occurred_ms, "occurred_ms"),
            (self.recorded_ms == other.recorded_ms, "recorded_ms"),
            (self.retracted_ms == other.retracted_ms, "retracted_ms"),
            (self.replaced_by == other.replaced_by, "replaced_by"),
            (self.sequence == other.sequence, "sequence"),
        ];
        columns.into_iter().find(|(same, _)| !same).map_or("body", |(_, name)| name)
    }

    pub(crate) fn read(row: &Row<'_>) -> rusqlite::Result<(String, Self)> {
        let text = |name: &str| row.get_ref(name).map(|cell| Raw::of(cell).text());
        let state = Self {
            sequence: row.get("sequence")?,
            kind: text("kind")?,
            night: text("night")?,
            occurred_ms: row.get("occurred_ms")?,
            recorded_ms: row.get("recorded_ms")?,
            body: Raw::of(row.get_ref("body")?),
            retracted_ms: row.get("retracted_ms")?,
            replaced_by: row.get("replaced_by")?,
        };
        Ok((text("id")?, state))
    }

    pub(crate) fn insert(&self, id: &str, connection: &Connection) -> Result<(), StoreError> {
        connection
            .prepare_cached(
                "INSERT INTO entry (sequence, id, kind, night, occurred_ms, recorded_ms, body, retracted_ms, replaced_by)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute(params![
                self.sequence,
                id,
                self.kind,
                self.night,
                self.occurred_ms,
                self.recorded_ms,
                self.body,
                self.retracted_ms,
                self.replaced_by
            ])?;
        Ok(())
    }
}

/// All entries as they follow from the log, by their ids.
pub(crate) fn follow(connection: &Connection) -> Result<BTreeMap<String, EntryState>, StoreError> {
    follow_some(connection, |_, _| true)
}

/// The same from some of its lines, chosen by their place and by the device that sent them.
pub(crate) fn follow_some(
    connection: &Connection,
    keep: impl Fn(i64, Option<&str>) -> bool,
) -> Result<BTreeMap<String, EntryState>, StoreError> {
    let mut select = connection
        .prepare("SELECT sequence, kind, entry_id, body, at_ms, device FROM operation ORDER BY sequence")?;
    let mut rows = select.query([])?;
    let mut entries: BTreeMap<String, EntryState> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let (sequence, at_ms) = (row.get(0)?, row.get(4)?);
        // A device whose name is none any more has another checksum, which is said elsewhere.
        let device = row.get_ref(5)?.as_str_or_null().unwrap_or_default();
        if !keep(sequence, device) {
            continue;
        }
        let (kind, id) = (Raw::of(row.get_ref(1)?).text(), Raw::of(row.get_ref(2)?).text());
        let body = Raw::of(row.get_ref(3)?);
        // A word that is none has another checksum, which is said elsewhere.
        let Some(deed) = Deed::ALL.into_iter().find(|deed| deed.word() == kind) else { continue };
        apply(Replayed { sequence, at_ms, deed, id, body }, &mut entries);
    }
    Ok(entries)
}

/// A line of the log as it is replayed.
struct Replayed {
    sequence: i64,
    at_ms: i64,
    deed: Deed,
    id: String,
    body: Raw,
}

fn apply(line: Replayed, entries: &mut BTreeMap<String, EntryState>) {
    let Replayed { sequence, at_ms, deed, id, body } = line;
    let standing = entries.get_mut(&id);
    match (deed, standing) {
        (Deed::Record | Deed::Amend, None) => {
            drop(entries.insert(id, EntryState::of(sequence, body)));
        }
        (Deed::Amend, Some(state)) if state.retracted_ms.is_none() => *state = EntryState::of(sequence, body),
        (Deed::Retract, Some(state)) if state.retracted_ms.is_none() => {
            state.retracted_ms = Some(at_ms);
            state.replaced_by = body.json()["replaced_by"].as_str().map(str::to_owned);
        }
        (Deed::Restore, Some(state)) => (state.retracted_ms, state.replaced_by) = (None, None),
        _ => {}
    }
}

/// All rows of the table `entry`, by their ids.
pub(crate) fn rows(connection: &Connection) -> Result<BTreeMap<String, EntryState>, StoreError> {
    let mut select = connection.prepare("SELECT * FROM entry")?;
    let rows = select.query_map([], EntryState::read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Writes the table `entry` anew from the log.
pub(crate) fn rebuild(connection: &Connection) -> Result<(), StoreError> {
    let entries = follow(connection)?;
    connection.execute("DELETE FROM entry", [])?;
    for (id, state) in &entries {
        state.insert(id, connection)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use charley_domain::entry::{Entry, Record};
    use proptest::prelude::*;

    use super::*;
    use crate::{EntryEdit, Store, entries::tests::entry};

    fn at(step: usize) -> Timestamp {
        Timestamp::from_second(1_790_100_000 + step as i64).unwrap()
    }

    /// One of the ways to write, told by a number.
    fn write(store: &mut Store, step: usize, (way, which, other): (u8, u128, u128)) {
        let record = if step.is_multiple_of(2) { Record::None } else { Record::Stretch };
        let (first, second) = (entry(which, record.clone()), entry(other, record));
        match way {
            0 | 1 => drop(store.record(&first).unwrap()),
            2 => drop(store.record_all(&[first, second]).unwrap()),
            3 => drop(store.amend(&first, at(step)).unwrap()),
            4 => drop(store.retract(first.id, at(step)).unwrap()),
            5 => drop(store.put_back(first.id, at(step)).unwrap()),
            6 => drop(store.replace(first.id, &second, at(step)).unwrap()),
            7 => drop(store.undo(at(step)).unwrap()),
            8 => drop(
                store.edit(EntryEdit { entry: &first, seen: None, with: Some(second.id) }, at(step)).unwrap(),
            ),
            9 => drop(store.delete(first.id, at(step)).unwrap()),
            10 => drop(store.bring_back(first.id, at(step)).unwrap()),
            _ => drop(store.undo_one(first.id, at(step)).unwrap()),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn the_entries_follow_from_the_log_whatever_was_done(
            deeds in prop::collection::vec((0_u8..12, 1_u128..6, 1_u128..6), 1..40)
        ) {
            let dir = tempfile::tempdir().unwrap();
            let mut store = Store::open_or_create(dir.path()).unwrap();
            store.connection.pragma_update(None, "synchronous", "OFF").unwrap();
            for (step, deed) in deeds.into_iter().enumerate() {
                write(&mut store, step, deed);
                prop_assert_eq!(follow(&store.connection).unwrap(), rows(&store.connection).unwrap());
            }
            let before: Vec<Entry> = store.entries().unwrap();
            prop_assert_eq!(store.repair().unwrap(), crate::Repaired::default());
            rebuild(&store.connection).unwrap();
            prop_assert_eq!(store.entries().unwrap(), before);
            prop_assert_eq!(store.verify(&mut |_, _| ()).unwrap().wrong, Vec::<String>::new());
        }
    }

    #[test]
    fn no_line_of_the_log_is_changed_or_removed() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(dir.path()).unwrap();
        store.record(&entry(1, Record::None)).unwrap();
        for sql in ["UPDATE operation SET at_ms = 0", "DELETE FROM operation"] {
            let error = store.connection.execute(sql, []).unwrap_err();
            assert!(error.to_string().contains("append only"), "{error}");
        }
    }
}
