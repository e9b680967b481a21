//! Everything out in open formats, and back: a line of JSON a row, one array a channel, the originals as they came.
//!
//! Derived results are left out: they are computed again from what is here. Devices are left out too: whoever gets an
//! export gets no key to the diary it came from.

use std::{
    collections::BTreeMap,
    io::{BufRead, Write},
};

use jiff::Timestamp;
use rusqlite::{Connection, Row, types::ValueRef};
use serde_json::{Map, Value, json};

use crate::{
    ContentHash, Store, StoreError, channels,
    operations::{self, Raw},
    possible,
    schema::LOG_OF_ENTRIES,
    unreadable,
};

/// A table as it is exported: its columns, and which of them hold JSON.
struct Table {
    name: &'static str,
    columns: &'static [&'static str],
    json: &'static [&'static str],
}

/// In the order in which they can be filled: what is pointed to comes first.
const TABLES: [Table; 9] = [
    Table { name: "person", columns: &["one", "body"], json: &["body"] },
    Table {
        name: ENTRY,
        columns: &["sequence", "id", "kind", "night", "occurred_ms", "recorded_ms", "body", "retracted_ms"],
        json: &["body"],
    },
    Table {
        name: OPERATION,
        columns: &["sequence", "id", "kind", "entry_id", "body", "device", "at_ms", "recorded_ms"],
        json: &["body"],
    },
    Table {
        name: "file",
        columns: &[
            "sha256",
            "path",
            "format",
            "status",
            "notes",
            "error_code",
            "error_message",
            "error_offset",
            "size",
            "seen_ms",
        ],
        json: &["notes"],
    },
    Table {
        name: "workout",
        columns: &["id", "sha256", "start_ms", "samples", "head", "parts", "grouped", "part_of"],
        json: &["head", "parts"],
    },
    Table { name: "recording", columns: &["sha256", "workout"], json: &[] },
    Table { name: "channel", columns: &["workout", "kind", "present", "body"], json: &[] },
    Table {
        name: TRIAL,
        columns: &["sequence", "id", "trial", "kind", "recorded_ms", "body"],
        json: &["body"],
    },
    Table { name: PLAN, columns: &["one", "body"], json: &["body"] },
];

const ENTRY: &str = "entry";
/// Tables that came later: exports made before lack them.
const TRIAL: &str = "trial";
const PLAN: &str = "plan";
const OPERATION: &str = "operation";

/// Rows that this version cannot read, as they are.
const UNREADABLE: &str = "unreadable";

/// Where an export goes: a folder, an archive.
pub trait Sink {
    /// Begins a file; what is written next goes into it.
    ///
    /// # Errors
    /// When it cannot be begun.
    fn begin(&mut self, name: &str) -> std::io::Result<&mut dyn Write>;
}

/// Where an export comes from.
pub trait Origin {
    /// The file of a name; `None` when there is none.
    ///
    /// # Errors
    /// When it cannot be opened.
    fn open(&mut self, name: &str) -> std::io::Result<Option<Box<dyn BufRead + '_>>>;
}

/// Rows written or read, by table.
pub type RowCounts = BTreeMap<String, u64>;

impl Store {
    /// Writes every table as `TABLE.jsonl` and every original as `originals/SHA256`, all of one moment. What cannot be read
    /// goes into `unreadable.jsonl` as it is, and stops nothing.
    ///
    /// # Errors
    /// [`StoreError::Io`] or [`StoreError::Full`] when the sink cannot be written.
    pub fn export(&self, sink: &mut dyn Sink) -> Result<RowCounts, StoreError> {
        // Whoever writes meanwhile is not seen: a row never points to one that was not there yet.
        let moment = self.connection.unchecked_transaction()?;
        let mut counts = RowCounts::new();
        let mut unreadable = Vec::new();
        for table in &TABLES {
            let out = sink.begin(&format!("{}.jsonl", table.name)).map_err(|error| io(table.name, error))?;
            counts.insert(table.name.to_owned(), self.export_table(table, out, &mut unreadable)?);
        }
        counts.insert("original".to_owned(), self.export_originals(sink, &mut unreadable)?);
        if !unreadable.is_empty() {
            let out = sink.begin(&format!("{UNREADABLE}.jsonl")).map_err(|error| io(UNREADABLE, error))?;
            for line in &unreadable {
                writeln!(out, "{line}").map_err(|error| io(UNREADABLE, error))?;
            }
            counts.insert(UNREADABLE.to_owned(), unreadable.len() as u64);
        }
        moment.commit()?;
        Ok(counts)
    }

    fn export_originals(&self, sink: &mut dyn Sink, unreadable: &mut Vec<Value>) -> Result<u64, StoreError> {
        let hashes: Vec<String> = {
            let mut select = self.connection.prepare("SELECT sha256 FROM original ORDER BY sha256")?;
            let rows = select.query_map([], |row| row.get(0))?;
            rows.collect::<Result<_, _>>()?
        };
        let mut count = 0;
        for sha256 in hashes {
            let name = format!("originals/{sha256}");
            match self.original(&ContentHash::stored(sha256)) {
                Ok(bytes) => {
                    let bytes = bytes.unwrap_or_default();
                    sink.begin(&name)
                        .and_then(|out| out.write_all(&bytes))
                        .map_err(|error| io(&name, error))?;
                    count += 1;
                }
                Err(error) => {
                    unreadable.push(json!({"table": "original", "id": name, "why": error.to_string()}));
                }
            }
        }
        Ok(count)
    }

    fn export_table(
        &self,
        table: &Table,
        out: &mut dyn Write,
        unreadable: &mut Vec<Value>,
    ) -> Result<u64, StoreError> {
        let sql = format!("SELECT {} FROM {} ORDER BY rowid", table.columns.join(", "), table.name);
        // A table without rowid is ordered by its key.
        let sql = if table.name == "recording" { sql.replace("rowid", "sha256, workout") } else { sql };
        let mut select = self.connection.prepare(&sql)?;
        let mut rows = select.query([])?;
        let mut count = 0;
        while let Some(row) = rows.next()? {
            match line(table, row) {
                Ok(line) => {
                    serde_json::to_writer(&mut *out, &line).map_err(|error| io(table.name, error.into()))?;
                    out.write_all(b"\n").map_err(|error| io(table.name, error))?;
                    count += 1;
                }
                Err(why) => unreadable.push(raw_line(table, row, &why)?),
            }
        }
        Ok(count)
    }

    /// Fills this database, which must be empty, from an export. Entries follow from the log in it; an export of before there
    /// was one brings its entries. With `now`, an entry that cannot have happened by then is refused.
    ///
    /// # Errors
    /// [`StoreError::NotEmpty`] when something is recorded here; [`StoreError::BadRow`] naming file and line when the
    /// export cannot be read; [`StoreError::ImpossibleIn`]. Then nothing is kept.
    pub fn import(
        &mut self,
        origin: &mut dyn Origin,
        now: Option<Timestamp>,
    ) -> Result<RowCounts, StoreError> {
        let recorded = [ENTRY, "file", TRIAL, PLAN].iter().map(|table| self.count_of(table));
        if recorded.sum::<Result<i64, _>>()? > 0 {
            return Err(StoreError::NotEmpty { dir: self.dir.clone() });
        }
        let transaction = self.write()?;
        let mut counts = RowCounts::new();
        for table in &TABLES {
            let count = match table.name {
                ENTRY => fill_entries(&transaction, table, origin)?,
                _ => fill(&transaction, table, (table.name, &format!("{}.jsonl", table.name)), origin)?,
            };
            counts.insert(table.name.to_owned(), count);
        }
        counts.insert("original".to_owned(), fill_originals(&transaction, origin)?);
        if counts[OPERATION] > 0 {
            operations::rebuild(&transaction)?;
        } else {
            transaction.execute_batch(LOG_OF_ENTRIES)?;
        }
        transaction.execute_batch(&format!("DROP TABLE IF EXISTS temp.old_entry; {SEAL}"))?;
        if let Some(now) = now {
            possible::refuse(&transaction, now)?;
        }
        transaction.commit()?;
        Ok(counts)
    }

    fn count_of(&self, table: &str) -> Result<i64, StoreError> {
        Ok(self.connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))?)
    }
}

/// Checksums of what came from elsewhere.
const SEAL: &str = include_str!("migrations/seal.sql");

/// Entries of the export as they stood, for one without a log.
fn fill_entries(connection: &Connection, table: &Table, origin: &mut dyn Origin) -> Result<u64, StoreError> {
    connection.execute_batch(
        "CREATE TEMP TABLE old_entry (
             sequence INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, night TEXT NOT NULL,
             occurred_ms INTEGER NOT NULL, recorded_ms INTEGER NOT NULL, body TEXT NOT NULL, retracted_ms INTEGER
         ) STRICT",
    )?;
    fill(connection, table, ("temp.old_entry", "entry.jsonl"), origin)
}

/// A row as a line of JSON.
fn line(table: &Table, row: &Row<'_>) -> Result<Map<String, Value>, StoreError> {
    let mut line = Map::new();
    for (index, column) in table.columns.iter().enumerate() {
        line.insert((*column).to_owned(), value(table, column, row.get_ref(index)?)?);
    }
    if table.name == ENTRY && !matches!(row.get_ref("retracted_ms")?, ValueRef::Integer(_)) {
        unreadable::entry(&Raw::of(row.get_ref("body")?)).map_err(|why| StoreError::bad_row(ENTRY, why))?;
    }
    Ok(line)
}

/// A row that has no line: its cells as they are, blobs left out.
fn raw_line(table: &Table, row: &Row<'_>, why: &StoreError) -> Result<Value, StoreError> {
    let mut cells = Map::new();
    for (index, column) in table.columns.iter().enumerate() {
        let cell = row.get_ref(index)?;
        if !matches!(cell, ValueRef::Blob(_)) {
            cells.insert((*column).to_owned(), json!(Raw::of(cell).text()));
        }
    }
    Ok(json!({"table": table.name, "why": why.to_string(), "row": cells}))
}

fn value(table: &Table, column: &str, cell: ValueRef<'_>) -> Result<Value, StoreError> {
    let bad = |why: String| StoreError::bad_row(table.name, why);
    Ok(match cell {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => json!(number),
        ValueRef::Real(number) => json!(number),
        ValueRef::Text(text) => {
            let lossy = String::from_utf8_lossy(text);
            if table.name != OPERATION && matches!(lossy, std::borrow::Cow::Owned(_)) {
                return Err(bad("it is no text".to_owned()));
            }
            let text = lossy.as_ref();
            if table.json.contains(&column) {
                match serde_json::from_str(text) {
                    Ok(json) => json,
                    // The log carries every text on, also one that is no JSON.
                    Err(_) if table.name == OPERATION => json!(text),
                    Err(error) => return Err(bad(error.to_string())),
                }
            } else {
                json!(text)
            }
        }
        ValueRef::Blob(blob) => json!(channels::decode(blob).map_err(|error| bad(error.to_string()))?),
    })
}

fn fill(
    connection: &Connection,
    table: &Table,
    (into, name): (&str, &str),
    origin: &mut dyn Origin,
) -> Result<u64, StoreError> {
    let Some(file) = origin.open(name).map_err(|error| io(name, error))? else {
        if [TRIAL, PLAN, OPERATION].contains(&table.name) {
            return Ok(0);
        }
        return Err(StoreError::bad_row(
            "export",
            format!("{name} is missing: is this an export of Charley's?"),
        ));
    };
    let marks: Vec<String> = (1..=table.columns.len()).map(|number| format!("?{number}")).collect();
    let (columns, marks) = (table.columns.join(", "), marks.join(", "));
    let sql = if into == OPERATION {
        // Its checksum is made as it is written: no line of the log is changed later.
        format!("INSERT INTO {into} ({columns}, checksum) VALUES ({marks}, checksum({marks}))")
    } else {
        format!("INSERT INTO {into} ({columns}) VALUES ({marks})")
    };
    let mut insert = connection.prepare(&sql)?;
    let mut count = 0;
    for line in file.lines() {
        count += 1;
        let bad = |why: String| StoreError::bad_row("export", format!("{name}, line {count}: {why}"));
        let line = line.map_err(|error| bad(error.to_string()))?;
        let row: Map<String, Value> = serde_json::from_str(&line).map_err(|error| bad(error.to_string()))?;
        let cells =
            table.columns.iter().map(|column| cell(table, column, row.get(*column).unwrap_or(&Value::Null)));
        let cells = cells.collect::<Result<Vec<_>, _>>().map_err(bad)?;
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

fn cell(table: &Table, column: &str, value: &Value) -> Result<rusqlite::types::Value, String> {
    use rusqlite::types::Value as Cell;
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
        Value::Array(_) => {
            let column: Vec<Option<i64>> =
                serde_json::from_value(value.clone()).map_err(|error| error.to_string())?;
            Cell::Blob(channels::encode(&column).map_err(|error| error.to_string())?)
        }
        Value::Bool(_) | Value::Object(_) => return Err(format!("{column} holds {value}")),
    })
}

fn fill_originals(connection: &Connection, origin: &mut dyn Origin) -> Result<u64, StoreError> {
    let hashes: Vec<String> = {
        let mut select = connection.prepare("SELECT sha256 FROM file ORDER BY sha256")?;
        let rows = select.query_map([], |row| row.get(0))?;
        rows.collect::<Result<_, _>>()?
    };
    let mut count = 0;
    for sha256 in hashes {
        let name = format!("originals/{sha256}");
        // Originals can be switched off: then there is none, and nothing is missing.
        let Some(mut file) = origin.open(&name).map_err(|error| io(&name, error))? else { continue };
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(|error| io(&name, error))?;
        if ContentHash::of(&bytes).to_string() != sha256 {
            return Err(StoreError::bad_row("export", format!("{name} is not the file of that name")));
        }
        crate::files::insert_original(connection, &sha256, &bytes)?;
        count += 1;
    }
    Ok(count)
}

fn io(name: &str, error: std::io::Error) -> StoreError {
    StoreError::io("export or read", std::path::Path::new(name), error)
}
