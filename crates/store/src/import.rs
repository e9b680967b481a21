//! Back from an export: proved by its manifest first, then filled in whole or not at all, in memory that a bomb cannot make
//! grow.

use std::io::{BufRead, Read as _};

use jiff::Timestamp;
use rusqlite::{Connection, types::Value as Cell};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::{
    RowCounts, Store, StoreError,
    air::SEAL_AIR,
    carrier::ExportOrigin,
    channels, files,
    manifest::{FileSum, Manifest, io},
    operations, possible,
    schema::LOG_OF_ENTRIES,
    tables::{
        AIR, CHANNEL, ENTRY, ExportTable, FILE, OPERATION, ORIGINAL, PLAN, TABLES, TRIAL, original_name,
    },
};

/// Longest line of samples: every sample that a channel may have, with room for large numbers.
const LONGEST_SAMPLES_BYTES: u64 = 64 << 20;

/// Longest line of any other table.
const LONGEST_LINE_BYTES: u64 = 16 << 20;

/// Most values in a line that is no channel: a workout of ten thousand laps has fewer.
const MOST_VALUES: usize = 250_000;

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// Rows by table.
    pub rows: RowCounts,
    /// Whether a manifest proved that nothing is missing: exports of Charley 0.1.0 have none.
    pub proved_whole: bool,
    /// Files of the journal whose original did not come: it was not kept, or it is missing.
    pub without_original: u64,
}

impl Store {
    /// Fills this database, which must be empty, from an export. Entries follow from the log in it; an export of before there
    /// was one brings its entries. With `now`, an entry that cannot have happened by then is refused.
    ///
    /// # Errors
    /// [`StoreError::NotEmpty`] when something is recorded here; [`StoreError::NotWhole`] when the export is not what its
    /// manifest says; [`StoreError::BadRow`] naming file and line when it cannot be read; [`StoreError::ImpossibleIn`].
    /// Then nothing is kept.
    pub fn import(
        &mut self,
        origin: &mut dyn ExportOrigin,
        now: Option<Timestamp>,
    ) -> Result<Imported, StoreError> {
        let recorded = [ENTRY, FILE, TRIAL, PLAN].iter().map(|table| self.count_of(table));
        if recorded.sum::<Result<i64, _>>()? > 0 {
            return Err(StoreError::NotEmpty { dir: self.place.path().to_owned() });
        }
        let manifest = Manifest::prove(origin)?;
        let transaction = self.write()?;
        let mut rows = RowCounts::new();
        for table in &TABLES {
            let count = match table.name {
                ENTRY => fill_entries(&transaction, table, origin)?,
                _ => fill(&transaction, table, table.name, origin)?,
            };
            rows.insert(table.name.to_owned(), count);
        }
        let without_original = fill_originals(&transaction, origin, &mut rows)?;
        if let Some(manifest) = &manifest {
            manifest.agree(&rows)?;
        }
        if rows[OPERATION] > 0 {
            operations::rebuild(&transaction)?;
        } else {
            transaction.execute_batch(LOG_OF_ENTRIES)?;
        }
        transaction.execute_batch(&format!("DROP TABLE IF EXISTS temp.old_entry; {SEAL}; {SEAL_AIR}"))?;
        if let Some(now) = now {
            possible::refuse(&transaction, now)?;
        }
        transaction.commit()?;
        Ok(Imported { rows, proved_whole: manifest.is_some(), without_original })
    }

    fn count_of(&self, table: &str) -> Result<i64, StoreError> {
        Ok(self.connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))?)
    }
}

/// Whether an export can be trusted: proved by its manifest before anything is made for it. `false` where it has none, as
/// those of Charley 0.1.0.
///
/// # Errors
/// [`StoreError::NotWhole`] naming what is missing.
pub fn check_export(origin: &mut dyn ExportOrigin) -> Result<bool, StoreError> {
    Ok(Manifest::prove(origin)?.is_some())
}

/// Checksums of what came from elsewhere.
const SEAL: &str = include_str!("migrations/seal.sql");

/// Entries of the export as they stood, for one without a log.
fn fill_entries(
    connection: &Connection,
    table: &ExportTable,
    origin: &mut dyn ExportOrigin,
) -> Result<u64, StoreError> {
    connection.execute_batch(
        "CREATE TEMP TABLE old_entry (
             sequence INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, night TEXT NOT NULL,
             occurred_ms INTEGER NOT NULL, recorded_ms INTEGER NOT NULL, body TEXT NOT NULL, retracted_ms INTEGER
         ) STRICT",
    )?;
    fill(connection, table, "temp.old_entry", origin)
}

fn fill(
    connection: &Connection,
    table: &ExportTable,
    into: &str,
    origin: &mut dyn ExportOrigin,
) -> Result<u64, StoreError> {
    let name = table.file_name();
    // Whether one may be missing was asked when the export was proved.
    let Some(mut file) = io(origin.open(&name), &name)? else { return Ok(0) };
    let mut insert = connection.prepare(&insertion(table, into))?;
    let mut line = Vec::new();
    let mut count = 0;
    while {
        line.clear();
        let bad = |why: String| StoreError::bad_export(format!("{name}, line {}: {why}", count + 1));
        next_line(table, &mut file, &mut line).map_err(bad)?
    } {
        count += 1;
        let bad = |why: String| StoreError::bad_export(format!("{name}, line {count}: {why}"));
        let cells = cells(table, &line).map_err(bad)?;
        insert.execute(rusqlite::params_from_iter(cells)).map_err(|error| {
            match error.sqlite_error_code() {
                Some(rusqlite::ErrorCode::ConstraintViolation | rusqlite::ErrorCode::TypeMismatch) => {
                    bad(error.to_string())
                }
                _ => error.into(),
            }
        })?;
    }
    Ok(count)
}

fn insertion(table: &ExportTable, into: &str) -> String {
    let marks: Vec<String> = (1..=table.columns.len()).map(|number| format!("?{number}")).collect();
    let (columns, marks) = (table.columns.join(", "), marks.join(", "));
    if into == OPERATION {
        // Its checksum is made as it is written: no line of the log is changed later.
        format!("INSERT INTO {into} ({columns}, checksum) VALUES ({marks}, checksum({marks}))")
    } else {
        format!("INSERT INTO {into} ({columns}) VALUES ({marks})")
    }
}

/// Reads one line, which has its bounds; gives whether there was one.
fn next_line(table: &ExportTable, file: &mut dyn BufRead, line: &mut Vec<u8>) -> Result<bool, String> {
    let most = if table.name == CHANNEL { LONGEST_SAMPLES_BYTES } else { LONGEST_LINE_BYTES };
    file.take(most + 1).read_until(b'\n', line).map_err(|error| error.to_string())?;
    if line.len() as u64 > most {
        return Err(format!("it is longer than {} MB, which no row of Charley's is", most >> 20));
    }
    if table.name != CHANNEL && line.iter().filter(|byte| b",:[{".contains(byte)).count() > MOST_VALUES {
        return Err(format!("it holds more than {MOST_VALUES} values, which no row of Charley's does"));
    }
    Ok(!line.is_empty())
}

/// A row of the one table whose lines are long: its samples are read as numbers at once.
#[derive(Deserialize)]
struct ChannelRow {
    workout: String,
    kind: String,
    present: i64,
    body: Samples,
}

/// No more samples than a channel may have.
struct Samples(Vec<Option<i64>>);

impl<'de> Deserialize<'de> for Samples {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reading;
        impl<'de> serde::de::Visitor<'de> for Reading {
            type Value = Samples;
            fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(out, "samples, at most {}", channels::MAX_SAMPLES)
            }
            fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut seq: A) -> Result<Samples, A::Error> {
                let mut samples = Vec::new();
                while let Some(sample) = seq.next_element()? {
                    if samples.len() == channels::MAX_SAMPLES {
                        return Err(serde::de::Error::invalid_length(samples.len() + 1, &self));
                    }
                    samples.push(sample);
                }
                Ok(Samples(samples))
            }
        }
        deserializer.deserialize_seq(Reading)
    }
}

fn cells(table: &ExportTable, line: &[u8]) -> Result<Vec<Cell>, String> {
    let text = |error: serde_json::Error| error.to_string();
    if table.name == CHANNEL {
        let row: ChannelRow = serde_json::from_slice(line).map_err(text)?;
        let body = channels::encode(&row.body.0).map_err(|error| error.to_string())?;
        return Ok(vec![row.workout.into(), row.kind.into(), row.present.into(), body.into()]);
    }
    let mut row: Map<String, Value> = serde_json::from_slice(line).map_err(text)?;
    if table.name == AIR {
        // Its columns lie in one blob, as the channels of a workout do in theirs.
        let samples: Samples =
            serde_json::from_value(row.remove("body").unwrap_or_default()).map_err(text)?;
        let body = channels::encode(&samples.0).map_err(|error| error.to_string())?;
        let mut cells = Vec::with_capacity(table.columns.len());
        for column in table.columns {
            cells.push(match *column {
                "body" => Cell::Blob(body.clone()),
                column => cell(table, column, row.get(column).unwrap_or(&Value::Null))?,
            });
        }
        return Ok(cells);
    }
    table.columns.iter().map(|column| cell(table, column, row.get(*column).unwrap_or(&Value::Null))).collect()
}

fn cell(table: &ExportTable, column: &str, value: &Value) -> Result<Cell, String> {
    if table.json.contains(&column) {
        return Ok(match value {
            // A deed without a text, and a text that is no JSON.
            Value::Null if table.name == OPERATION => Cell::Null,
            Value::String(raw) if table.name == OPERATION => Cell::Text(raw.clone()),
            _ => Cell::Text(value.to_string()),
        });
    }
    Ok(match value {
        Value::Null => Cell::Null,
        Value::String(text) => Cell::Text(text.clone()),
        Value::Number(number) => number.as_i64().map(Cell::Integer).ok_or("a number is not whole")?,
        Value::Bool(_) | Value::Array(_) | Value::Object(_) => return Err(format!("{column} holds {value}")),
    })
}

/// Keeps the originals of the journal and gives how many did not come.
fn fill_originals(
    connection: &Connection,
    origin: &mut dyn ExportOrigin,
    rows: &mut RowCounts,
) -> Result<u64, StoreError> {
    let hashes: Vec<String> = {
        let mut select = connection.prepare("SELECT sha256 FROM file ORDER BY sha256")?;
        let rows = select.query_map([], |row| row.get(0))?;
        rows.collect::<Result<_, _>>()?
    };
    let (mut count, mut without) = (0, 0);
    for sha256 in hashes {
        let name = original_name(&sha256);
        // Originals can be switched off: then there is none, and nothing is missing.
        let Some(sum) = FileSum::of(origin, &name, files::MAX_ORIGINAL_BYTES as u64)? else {
            without += 1;
            continue;
        };
        if sum.sha256.to_string() != sha256 {
            return Err(StoreError::bad_export(format!("{name} is not the file of that name")));
        }
        if let Some(mut file) = io(origin.open(&name), &name)? {
            files::insert_original_from(connection, &sha256, (&mut file, sum.bytes))?;
            count += 1;
        }
    }
    rows.insert(ORIGINAL.to_owned(), count);
    Ok(without)
}
