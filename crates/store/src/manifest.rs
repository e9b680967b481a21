//! The manifest of an export: every file with its length and its sha256. It is written last, so that an export that has one
//! was finished, and one that agrees with it is whole.

use std::{
    collections::BTreeMap,
    io::{self, BufRead, Read, Write},
};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{
    ContentHash, RowCounts, StoreError,
    carrier::{ExportOrigin, Sink},
    tables::{BEFORE_MANIFEST, LATER, OPERATION, TABLES},
};

/// Name of the manifest within an export.
pub(crate) const MANIFEST: &str = "manifest.json";

/// Its layout.
const SCHEMA: &str = "charley.export/1";

/// Most bytes of a manifest that are read: a quarter of a million files.
const LARGEST_BYTES: u64 = 32 << 20;

/// Faults that are named one by one.
const NAMED: usize = 20;

/// What an export says of itself.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Manifest {
    schema: String,
    /// Rows by table.
    pub(crate) counts: RowCounts,
    /// Files by name.
    pub(crate) files: BTreeMap<String, FileSum>,
}

/// What the bytes of a file are known by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FileSum {
    pub(crate) bytes: u64,
    pub(crate) sha256: ContentHash,
}

impl Manifest {
    /// The manifest of an export, once every file of it was found to be what it says; `None` where there is none, as in an
    /// export of Charley 0.1.0.
    ///
    /// # Errors
    /// [`StoreError::NotWhole`] naming what is missing or other than it was.
    pub(crate) fn prove(origin: &mut dyn ExportOrigin) -> Result<Option<Self>, StoreError> {
        let Some(manifest) = Self::read(origin)? else {
            let unfinished = io(origin.open(&format!("{OPERATION}.jsonl")), OPERATION)?.is_some();
            // 0.1.0 had neither a log nor a manifest: where there is a log, the export was broken off.
            if unfinished {
                return Err(not_whole(vec![format!("{MANIFEST} is missing")]));
            }
            for table in TABLES.iter().filter(|table| !BEFORE_MANIFEST.contains(&table.name)) {
                let name = table.file_name();
                if io(origin.open(&name), &name)?.is_none() {
                    let why = format!("{name} is missing: is this an export of Charley's?");
                    return Err(StoreError::bad_export(why));
                }
            }
            return Ok(None);
        };
        let mut wrong = Vec::new();
        for table in &TABLES {
            // What wrote it may not have known of the table yet; then it counted no rows of it either.
            let unknown = LATER.contains(&table.name) && !manifest.counts.contains_key(table.name);
            if !unknown && !manifest.files.contains_key(&table.file_name()) {
                wrong.push(format!("{} is not in {MANIFEST}", table.file_name()));
            }
        }
        for (name, said) in &manifest.files {
            match FileSum::of(origin, name, said.bytes)? {
                None => wrong.push(format!("{name} is missing")),
                Some(found) if found.bytes < said.bytes => {
                    wrong.push(format!("{name} is cut: {} of {} bytes", found.bytes, said.bytes));
                }
                Some(found) if found != *said => wrong.push(format!("{name} is not what was written")),
                Some(_) => (),
            }
        }
        if wrong.is_empty() { Ok(Some(manifest)) } else { Err(not_whole(wrong)) }
    }

    /// Whether as many rows came in as went out.
    ///
    /// # Errors
    /// [`StoreError::NotWhole`].
    pub(crate) fn agree(&self, counts: &RowCounts) -> Result<(), StoreError> {
        let other = counts.iter().filter(|(table, count)| self.counts.get(*table).unwrap_or(&0) != *count);
        let wrong: Vec<String> = other
            .map(|(table, count)| {
                format!("{table} has {count} rows of {}", self.counts.get(table).unwrap_or(&0))
            })
            .collect();
        if wrong.is_empty() { Ok(()) } else { Err(not_whole(wrong)) }
    }

    fn read(origin: &mut dyn ExportOrigin) -> Result<Option<Self>, StoreError> {
        let Some(file) = io(origin.open(MANIFEST), MANIFEST)? else { return Ok(None) };
        let mut text = Vec::new();
        let read = file.take(LARGEST_BYTES + 1).read_to_end(&mut text);
        let unreadable = |why: String| not_whole(vec![format!("{MANIFEST} cannot be read ({why})")]);
        read.map_err(|error| unreadable(error.to_string()))?;
        if text.len() as u64 > LARGEST_BYTES {
            return Err(unreadable(format!("it has more than {LARGEST_BYTES} bytes")));
        }
        let manifest: Self = serde_json::from_slice(&text).map_err(|error| unreadable(error.to_string()))?;
        if manifest.schema != SCHEMA {
            return Err(unreadable(format!("it is of layout {:?}, known is {SCHEMA}", manifest.schema)));
        }
        Ok(Some(manifest))
    }
}

impl FileSum {
    /// The sum of a file; no more of it is read than one byte beyond what it should have.
    pub(crate) fn of(
        origin: &mut dyn ExportOrigin,
        name: &str,
        said: u64,
    ) -> Result<Option<Self>, StoreError> {
        let Some(file) = io(origin.open(name), name)? else { return Ok(None) };
        let mut file = file.take(said.saturating_add(1));
        let mut sum = Summing { out: io::sink(), hash: Sha256::new(), bytes: 0 };
        loop {
            // An archive notices by itself that a file in it is cut.
            let part = match file.fill_buf() {
                Ok(part) => part,
                Err(error) => return Err(not_whole(vec![format!("{name} cannot be read ({error})")])),
            };
            if part.is_empty() {
                return Ok(Some(sum.done()));
            }
            io(sum.write_all(part), name)?;
            let read = part.len();
            file.consume(read);
        }
    }
}

/// Writes the files of an export and their manifest.
pub(crate) struct ExportWriting<'a> {
    sink: &'a mut dyn Sink,
    files: BTreeMap<String, FileSum>,
}

impl<'a> ExportWriting<'a> {
    pub(crate) fn to(sink: &'a mut dyn Sink) -> Self {
        Self { sink, files: BTreeMap::new() }
    }

    /// Writes one file by what `fill` puts into it.
    pub(crate) fn file<T>(
        &mut self,
        name: &str,
        fill: impl FnOnce(&mut dyn Write) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut sum = Summing { out: io(self.sink.begin(name), name)?, hash: Sha256::new(), bytes: 0 };
        let filled = fill(&mut sum)?;
        self.files.insert(name.to_owned(), sum.done());
        Ok(filled)
    }

    /// Writes the manifest: nothing comes after it.
    pub(crate) fn finish(self, counts: &RowCounts) -> Result<(), StoreError> {
        let manifest = Manifest { schema: SCHEMA.to_owned(), counts: counts.clone(), files: self.files };
        let text = serde_json::to_string_pretty(&manifest).map_err(StoreError::bad_export)?;
        io(self.sink.begin(MANIFEST).and_then(|out| writeln!(out, "{text}")), MANIFEST)
    }
}

/// Writes on, and knows what was written.
struct Summing<W> {
    out: W,
    hash: Sha256,
    bytes: u64,
}

impl<W> Summing<W> {
    fn done(self) -> FileSum {
        FileSum { bytes: self.bytes, sha256: ContentHash::finished(self.hash) }
    }
}

impl<W: Write> Write for Summing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hash.update(&bytes[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn not_whole(mut wrong: Vec<String>) -> StoreError {
    let more = wrong.len().saturating_sub(NAMED);
    wrong.truncate(NAMED);
    if more > 0 {
        wrong.push(format!("and {more} more"));
    }
    StoreError::NotWhole { wrong }
}

/// The result of reading or writing a file of an export, with its name.
pub(crate) fn io<T>(result: io::Result<T>, name: &str) -> Result<T, StoreError> {
    result.map_err(|error| StoreError::io("export or read", std::path::Path::new(name), error))
}
