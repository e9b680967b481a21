//! Everything out in open formats: a line of JSON a row, one array a channel, the originals as they came, and a manifest.
//!
//! Derived results are left out: they are computed again from what is here. Devices are left out too: whoever gets an
//! export gets no key to the diary it came from.

use std::{collections::BTreeMap, io::Write};

use rusqlite::{Row, types::ValueRef};
use serde_json::{Map, Value, json};

use crate::{
    ContentHash, Store, StoreError,
    carrier::Sink,
    channels,
    manifest::{ExportWriting, io},
    operations::Raw,
    tables::{ENTRY, ExportTable, OPERATION, ORIGINAL, RECORDING, TABLES, UNREADABLE, original_name},
    unreadable,
};

/// Rows written or read, by table.
pub type RowCounts = BTreeMap<String, u64>;

/// What an export holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exported {
    /// Rows by table.
    pub rows: RowCounts,
    /// What could not be read and why, a sentence each.
    pub unreadable: Vec<String>,
}

impl Store {
    /// Writes every table as `TABLE.jsonl` and every original as `originals/SHA256`, all of one moment, then `manifest.json`.
    /// What cannot be read goes into `unreadable.jsonl` as it is, and stops nothing.
    ///
    /// # Errors
    /// [`StoreError::Io`] or [`StoreError::Full`] when the sink cannot be written.
    pub fn export(&self, sink: &mut dyn Sink) -> Result<Exported, StoreError> {
        // Whoever writes meanwhile is not seen: a row never points to one that was not there yet.
        let moment = self.connection.unchecked_transaction()?;
        let mut writing = ExportWriting::to(sink);
        let mut rows = RowCounts::new();
        let mut unreadable = Vec::new();
        for table in &TABLES {
            let count =
                writing.file(&table.file_name(), |out| self.export_table(table, out, &mut unreadable))?;
            rows.insert(table.name.to_owned(), count);
        }
        rows.insert(ORIGINAL.to_owned(), self.export_originals(&mut writing, &mut unreadable)?);
        if !unreadable.is_empty() {
            rows.insert(UNREADABLE.to_owned(), unreadable.len() as u64);
            writing.file(&format!("{UNREADABLE}.jsonl"), |out| {
                unreadable.iter().try_for_each(|line| io(writeln!(out, "{line}"), UNREADABLE))
            })?;
        }
        moment.commit()?;
        writing.finish(&rows)?;
        Ok(Exported { rows, unreadable: unreadable.iter().map(sentence).collect() })
    }

    fn export_originals(
        &self,
        writing: &mut ExportWriting<'_>,
        unreadable: &mut Vec<Value>,
    ) -> Result<u64, StoreError> {
        let hashes: Vec<String> = {
            let mut select = self.connection.prepare("SELECT sha256 FROM original ORDER BY sha256")?;
            let rows = select.query_map([], |row| row.get(0))?;
            rows.collect::<Result<_, _>>()?
        };
        let mut count = 0;
        for sha256 in hashes {
            let name = original_name(&sha256);
            match self.original(&ContentHash::stored(sha256)) {
                Ok(bytes) => {
                    let bytes = bytes.unwrap_or_default();
                    writing.file(&name, |out| io(out.write_all(&bytes), &name))?;
                    count += 1;
                }
                Err(error) => {
                    unreadable.push(json!({"table": ORIGINAL, "id": name, "why": error.fault()}));
                }
            }
        }
        Ok(count)
    }

    fn export_table(
        &self,
        table: &ExportTable,
        out: &mut dyn Write,
        unreadable: &mut Vec<Value>,
    ) -> Result<u64, StoreError> {
        // A table without rowid is ordered by its key.
        let order = if table.name == RECORDING { "sha256, workout" } else { "rowid" };
        let sql = format!("SELECT {} FROM {} ORDER BY {order}", table.columns.join(", "), table.name);
        let mut select = self.connection.prepare(&sql)?;
        let mut rows = select.query([])?;
        let mut count = 0;
        while let Some(row) = rows.next()? {
            match line(table, row) {
                Ok(line) => {
                    io(serde_json::to_writer(&mut *out, &line).map_err(Into::into), table.name)?;
                    io(out.write_all(b"\n"), table.name)?;
                    count += 1;
                }
                Err(why) => unreadable.push(raw_line(table, row, &why)?),
            }
        }
        Ok(count)
    }
}

/// A line of `unreadable.jsonl` for a person.
fn sentence(line: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let row = &line["row"];
    let id = [&line["id"], &row["id"], &row["sha256"], &row["workout"]];
    let id = id.into_iter().find(|id| id.is_string()).map(text).unwrap_or_default();
    if line["table"] == ORIGINAL {
        return text(&line["why"]);
    }
    format!("{} {id}: {}", text(&line["table"]), text(&line["why"]))
}

/// A row as a line of JSON.
fn line(table: &ExportTable, row: &Row<'_>) -> Result<Map<String, Value>, StoreError> {
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
fn raw_line(table: &ExportTable, row: &Row<'_>, why: &StoreError) -> Result<Value, StoreError> {
    let mut cells = Map::new();
    for (index, column) in table.columns.iter().enumerate() {
        let cell = row.get_ref(index)?;
        if !matches!(cell, ValueRef::Blob(_)) {
            cells.insert((*column).to_owned(), json!(Raw::of(cell).text()));
        }
    }
    Ok(json!({"table": table.name, "why": why.fault(), "row": cells}))
}

fn value(table: &ExportTable, column: &str, cell: ValueRef<'_>) -> Result<Value, StoreError> {
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
