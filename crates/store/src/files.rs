//! The import journal: every content that was read, what came of it, and its original bytes.

use std::{collections::BTreeSet, fmt, str::FromStr};

use charley_domain::{
    air::AirSeries,
    entry::Entry,
    lifetime::Lifetime,
    workout::{Workout, WorkoutId},
};
use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, Transaction, params};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{Store, StoreError, amend::By, told};

/// Level 3 keeps a sample of FIT at about 22 bytes.
const ZSTD_LEVEL: i32 = 3;

/// Most bytes an original may have once unpacked.
pub(crate) const MAX_ORIGINAL_BYTES: usize = 1 << 30;

/// SHA-256 of a file's decompressed content, as 64 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ContentHash(String);

impl ContentHash {
    /// The hash of some bytes.
    ///
    /// ```
    /// use charley_store::ContentHash;
    /// assert!(ContentHash::of(b"abc").to_string().starts_with("ba7816bf"));
    /// ```
    pub fn of(bytes: &[u8]) -> Self {
        Self::finished(Sha256::new_with_prefix(bytes))
    }

    /// The hash that was computed elsewhere.
    pub fn of_digest(digest: [u8; 32]) -> Self {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let nibbles = digest.into_iter().flat_map(|byte| [byte >> 4, byte & 15]);
        Self(nibbles.map(|nibble| char::from(DIGITS[usize::from(nibble)])).collect())
    }

    /// The hash of all that was fed.
    pub(crate) fn finished(hash: Sha256) -> Self {
        Self::of_digest(hash.finalize().into())
    }
}

impl ContentHash {
    /// A hash as it stands in the database.
    pub(crate) fn stored(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileStatus {
    /// Read whole.
    Imported,
    /// Everything in it was already known.
    Duplicate,
    /// Damaged: what could be read was kept.
    Partial,
    /// Nothing in it could be read.
    Rejected,
}

impl FileStatus {
    /// The word of the contract.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Imported => "imported",
            Self::Duplicate => "duplicate",
            Self::Partial => "partial",
            Self::Rejected => "rejected",
        }
    }
}

impl FromStr for FileStatus {
    type Err = StoreError;
    fn from_str(text: &str) -> Result<Self, StoreError> {
        [Self::Imported, Self::Duplicate, Self::Partial, Self::Rejected]
            .into_iter()
            .find(|status| status.word() == text)
            .ok_or_else(|| StoreError::bad_row("file", format!("status {text:?}")))
    }
}

/// Why a file, or its end, could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileError {
    /// For programs.
    pub code: String,
    /// For people.
    pub message: String,
    /// Where in the file.
    pub byte_offset: Option<u64>,
}

/// One file to be kept, with all that was read from it.
#[derive(Debug)]
pub struct ImportedFile<'a> {
    /// Hash of the decompressed content.
    pub sha256: ContentHash,
    /// Path chain as typed: `export.zip/activities/1.fit.gz`.
    pub path: &'a str,
    /// The format, as far as it was told.
    pub format: Option<&'a str>,
    /// What became of it.
    pub status: FileStatus,
    /// Sentences about it.
    pub notes: &'a [String],
    /// What was wrong with it.
    pub error: Option<&'a FileError>,
    /// Size of the decompressed content.
    pub size: u64,
    /// The decompressed content, where it is to be kept.
    pub original: Option<&'a [u8]>,
    /// The workouts in it.
    pub workouts: &'a [Workout],
    /// What it says of the air of places.
    pub air: &'a [AirSeries],
    /// When it was read.
    pub seen_at: Timestamp,
}

/// One file of the journal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoredFile {
    /// Hash of the decompressed content.
    pub sha256: ContentHash,
    /// Path chain as typed when it was first read.
    pub path: String,
    /// The format, as far as it was told.
    pub format: Option<String>,
    /// What became of it.
    pub status: FileStatus,
    /// Sentences about it.
    pub notes: Vec<String>,
    /// What was wrong with it.
    pub error: Option<FileError>,
    /// Size of the decompressed content.
    pub size: u64,
    /// The workouts it holds recordings of.
    pub workouts: Vec<WorkoutId>,
    /// When it was first read, in milliseconds since 1970.
    pub seen_ms: i64,
}

/// What became of one workout of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// It is new.
    New,
    /// The same recording was known with fewer samples, and was replaced.
    Replaced,
    /// The same recording is known already.
    Known,
}

/// What became of everything in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddedFile {
    /// Of each workout.
    pub workouts: Vec<Added>,
    /// The entries that were not there, or were deleted with another import.
    pub new_entries: BTreeSet<Uuid>,
    /// Whether it says anything of the air that it did not say before.
    pub has_new_air: bool,
}

impl Store {
    /// Keeps a file and everything read from it in one transaction. Content that is known changes nothing, but for what was
    /// emptied of it.
    ///
    /// Gives what became of each workout, in the order of [`ImportedFile::workouts`].
    ///
    /// # Errors
    /// [`StoreError::Locked`], [`StoreError::Full`], [`StoreError::ReadOnly`]: then nothing was written.
    pub fn add_file(&mut self, file: &ImportedFile<'_>) -> Result<Vec<Added>, StoreError> {
        Ok(self.add_telling_file(file, &[])?.workouts)
    }

    /// The same for a file that tells of nights and days as well, in the same transaction. An entry that is known, or cannot have
    /// happened in the life of the person, is left as it is.
    ///
    /// # Errors
    /// As [`Store::add_file`].
    pub fn add_telling_file(
        &mut self,
        file: &ImportedFile<'_>,
        entries: &[Entry],
    ) -> Result<AddedFile, StoreError> {
        let device = self.acting;
        let born = self.person()?.born;
        let transaction = self.write()?;
        let is_new = insert_row(&transaction, file)?;
        let shown = if device.is_none() { show(&transaction, file, is_new)? } else { 0 };
        if let Some(device) = device.filter(|_| is_new) {
            transaction
                .prepare_cached("INSERT INTO sent_file (sha256, device, at_ms) VALUES (?1, ?2, ?3)")?
                .execute(params![file.sha256.0, device.to_string(), file.seen_at.as_millisecond()])?;
        }
        if let Some(bytes) = file.original {
            insert_original(&transaction, &file.sha256.0, bytes)?;
        }
        let mut workouts = Vec::new();
        for workout in file.workouts {
            let added = crate::workouts::insert(&transaction, &file.sha256, workout)?;
            workouts.push(if added == Added::Known && shown > 0 { Added::New } else { added });
        }
        let is_possible =
            |entry: &&Entry| Lifetime::until(entry.recorded_at).born(born).check_entry(entry).is_ok();
        let possible: Vec<&Entry> = entries.iter().filter(is_possible).collect();
        let by = By { device, now: file.seen_at };
        let new_entries = told::keep(&transaction, &file.sha256, &possible, by)?;
        let has_new_air = crate::air::keep(&transaction, &file.sha256, file.air)?;
        transaction.commit()?;
        Ok(AddedFile { workouts, new_entries, has_new_air })
    }

    /// Contents all of whose workouts are hidden: whoever brings one in again by hand gets them back.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn hidden_files(&self) -> Result<Vec<ContentHash>, StoreError> {
        let mut select = self.connection.prepare_cached(
            "SELECT recording.sha256 FROM recording
             LEFT JOIN hidden_workout ON hidden_workout.workout = recording.workout
             GROUP BY recording.sha256 HAVING count(*) = count(hidden_workout.workout)",
        )?;
        let hashes = select.query_map([], |row| Ok(ContentHash(row.get(0)?)))?;
        Ok(hashes.collect::<Result<_, _>>()?)
    }

    /// The journal's row of some content, if it was ever read.
    ///
    /// # Errors
    /// [`StoreError::BadRow`] when the row does not hold a file.
    pub fn file(&self, sha256: &ContentHash) -> Result<Option<StoredFile>, StoreError> {
        let row = self
            .connection
            .prepare_cached("SELECT * FROM file WHERE sha256 = ?1")?
            .query_row([&sha256.0], |row| Ok(self.stored_file(row)))
            .optional()?;
        row.transpose()
    }

    /// The whole journal, in the order of reading.
    ///
    /// # Errors
    /// As [`Store::file`].
    pub fn files(&self) -> Result<Vec<StoredFile>, StoreError> {
        let mut select = self.connection.prepare_cached("SELECT * FROM file ORDER BY seen_ms, rowid")?;
        let rows = select.query_map([], |row| Ok(self.stored_file(row)))?;
        rows.map(|row| row?).collect()
    }

    /// The original bytes of some content, where they were kept.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when they are not the bytes that were kept.
    pub fn original(&self, sha256: &ContentHash) -> Result<Option<Vec<u8>>, StoreError> {
        let body: Option<Vec<u8>> = self
            .connection
            .prepare_cached("SELECT body FROM original WHERE sha256 = ?1")?
            .query_row([&sha256.0], |row| row.get(0))
            .optional()?;
        let Some(body) = body else { return Ok(None) };
        let damaged = || StoreError::Corrupt { what: format!("the original of file {sha256} is damaged") };
        let size = zstd::zstd_safe::get_frame_content_size(&body).ok().flatten().unwrap_or(0) as usize;
        let bytes = zstd::bulk::decompress(&body, size.min(MAX_ORIGINAL_BYTES)).map_err(|_| damaged())?;
        if ContentHash::of(&bytes) == *sha256 { Ok(Some(bytes)) } else { Err(damaged()) }
    }

    /// Writes over what is kept of every original, as a broken disk would.
    #[doc(hidden)]
    pub fn damage_originals_for_test(&self) -> Result<(), StoreError> {
        self.connection.execute("UPDATE original SET body = zeroblob(9)", [])?;
        Ok(())
    }

    fn stored_file(&self, row: &Row<'_>) -> Result<StoredFile, StoreError> {
        let code: Option<String> = row.get("error_code")?;
        let message: Option<String> = row.get("error_message")?;
        let byte_offset: Option<i64> = row.get("error_offset")?;
        let error = code.zip(message).map(|(code, message)| FileError {
            code,
            message,
            byte_offset: byte_offset.map(i64::cast_unsigned),
        });
        let sha256 = ContentHash(row.get("sha256")?);
        Ok(StoredFile {
            workouts: self.recorded_in(&sha256)?,
            path: row.get("path")?,
            format: row.get("format")?,
            status: row.get::<_, String>("status")?.parse()?,
            notes: serde_json::from_str(&row.get::<_, String>("notes")?)
                .map_err(|error| StoreError::bad_row("file", error))?,
            error,
            size: row.get::<_, i64>("size")?.cast_unsigned(),
            seen_ms: row.get("seen_ms")?,
            sha256,
        })
    }

    fn recorded_in(&self, sha256: &ContentHash) -> Result<Vec<WorkoutId>, StoreError> {
        let mut select = self.connection.prepare_cached("SELECT workout FROM recording WHERE sha256 = ?1")?;
        let ids = select.query_map([&sha256.0], |row| Ok(WorkoutId(row.get(0)?)))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }
}

/// Hidden workouts of a file that its owner brings in: those that were deleted with another import, and where the very file comes
/// again all of them. Gives how many there were.
fn show(transaction: &Transaction<'_>, file: &ImportedFile<'_>, is_new: bool) -> Result<usize, StoreError> {
    let mut shown = 0;
    for workout in file.workouts {
        shown += transaction
            .prepare_cached("DELETE FROM hidden_workout WHERE workout = ?1 AND (device IS NULL OR NOT ?2)")?
            .execute(params![workout.head.id.0, is_new])?;
    }
    if !is_new {
        // It is the owner's from now on: taking back what the device sent hides it no more.
        transaction.execute("DELETE FROM sent_file WHERE sha256 = ?1", [&file.sha256.0])?;
    }
    Ok(shown)
}

/// Keeps the bytes of a file of the journal.
pub(crate) fn insert_original(
    connection: &rusqlite::Connection,
    sha256: &str,
    bytes: &[u8],
) -> Result<(), StoreError> {
    let body =
        zstd::bulk::compress(bytes, ZSTD_LEVEL).map_err(|error| StoreError::bad_row("original", error))?;
    insert_packed(connection, sha256, &body)
}

/// The same from a file of so many bytes, which is never in memory as a whole.
pub(crate) fn insert_original_from(
    connection: &rusqlite::Connection,
    sha256: &str,
    (file, bytes): (&mut dyn std::io::Read, u64),
) -> Result<(), StoreError> {
    let mut packed = || {
        let mut packing = zstd::Encoder::new(Vec::new(), ZSTD_LEVEL)?;
        // Its size stands at its head: that is how it is unpacked.
        packing.set_pledged_src_size(Some(bytes))?;
        std::io::copy(file, &mut packing)?;
        packing.finish()
    };
    insert_packed(connection, sha256, &packed().map_err(|error| StoreError::bad_row("original", error))?)
}

fn insert_packed(connection: &rusqlite::Connection, sha256: &str, body: &[u8]) -> Result<(), StoreError> {
    connection
        .prepare_cached("INSERT INTO original (sha256, body) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?
        .execute(params![sha256, body])?;
    Ok(())
}

fn insert_row(transaction: &Transaction<'_>, file: &ImportedFile<'_>) -> Result<bool, StoreError> {
    let notes = serde_json::to_string(file.notes).map_err(|error| StoreError::bad_row("file", error))?;
    let rows = transaction
        .prepare_cached(
            "INSERT INTO file
                 (sha256, path, format, status, notes, error_code, error_message, error_offset, size, seen_ms, checksum)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, checksum(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10))
             ON CONFLICT (sha256) DO NOTHING",
        )?
        .execute(params![
            file.sha256.0,
            file.path,
            file.format,
            file.status.word(),
            notes,
            file.error.map(|error| &error.code),
            file.error.map(|error| &error.message),
            file.error.and_then(|error| error.byte_offset).map(u64::cast_signed),
            file.size.cast_signed(),
            file.seen_at.as_millisecond(),
        ])?;
    Ok(rows == 1)
}
