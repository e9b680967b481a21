//! What can go wrong with the database, and what a person can do about it.

use std::path::{Path, PathBuf};

use charley_domain::{lifetime::OutOfLife, workout::WorkoutId};
use rusqlite::{ErrorCode, ffi};

use crate::channels::ChannelDamage;

/// Why the store could not do what was asked. What was acknowledged before is untouched.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// There is no database in the folder.
    #[error("there is no diary in {}: start one with `charley person set` or `charley log`, or name its folder with --data", .dir.display())]
    NoDatabase {
        /// The folder that was looked into.
        dir: PathBuf,
    },
    /// Another process kept the database for longer than the time waited.
    #[error(
        "the diary is in use by another process and was locked for {waited_s} s: nothing was written, try again when it has finished"
    )]
    Locked {
        /// How long was waited.
        waited_s: u64,
    },
    /// The database was written by a newer Charley.
    #[error("{} is of schema {found}, this Charley knows schemas up to {known}: it was left untouched; use the newer Charley, or restore an older backup into another folder", .path.display())]
    Newer {
        /// The database.
        path: PathBuf,
        /// Its schema.
        found: i64,
        /// The newest schema known here.
        known: i64,
    },
    /// The disk is full.
    #[error(
        "the disk is full: nothing of this was written, everything recorded before is safe; make room and try again"
    )]
    Full,
    /// The folder or the file cannot be written.
    #[error(
        "the diary cannot be written: nothing was changed; check who owns the folder and whether the disk is mounted read-only"
    )]
    ReadOnly,
    /// The file is not a sound database.
    #[error(
        "{what}: do not write to it any more; look with `charley data verify`, then restore the newest backup with `charley data restore`"
    )]
    Corrupt {
        /// What is wrong.
        what: String,
    },
    /// The file of the diary holds nothing.
    #[error("{} holds nothing, not one byte: put the newest backup back with `charley data restore`; to begin a new diary, remove the file", .path.display())]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// A wipe was broken off after its rows were gone.
    #[error("a wipe of {} was broken off: nothing of the diary can be read any more; finish it with `charley data wipe`", .path.display())]
    HalfWiped {
        /// The file.
        path: PathBuf,
    },
    /// A file is not a backup of Charley's.
    #[error("{} is no backup that can be used: {why}; nothing was changed", .path.display())]
    NotABackup {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// An export is not what was written.
    #[error("this export is not whole: {}; nothing was restored. Export again where the diary still is, or restore a backup", .wrong.join("; "))]
    NotWhole {
        /// What is missing or other than it was.
        wrong: Vec<String>,
    },
    /// An export cannot be read.
    #[error("this export cannot be read: {why}; nothing was restored")]
    BadExport {
        /// Where, and what is wrong there.
        why: String,
    },
    /// Something is recorded where another diary is to be.
    #[error("there is a diary in {} already: say --yes to replace it (it is kept among the backups), or name another folder with --data", .dir.display())]
    NotEmpty {
        /// The folder.
        dir: PathBuf,
    },
    /// A channel blob cannot be read.
    #[error(
        "channel {channel} of workout {workout} cannot be read ({why}): import its file again, or restore a backup"
    )]
    DamagedChannel {
        /// The workout.
        workout: WorkoutId,
        /// The channel.
        channel: String,
        /// What is wrong with it.
        why: ChannelDamage,
    },
    /// A row does not hold what this version writes.
    #[error("a stored {what} cannot be read ({why}): look with `charley data verify`")]
    BadRow {
        /// What kind of row.
        what: &'static str,
        /// What is wrong with it.
        why: String,
    },
    /// An entry of a time at which nothing can have happened to the person.
    #[error(transparent)]
    Impossible(#[from] OutOfLife),
    /// A copy that is to be restored holds an entry of such a time.
    #[error(
        "entry {id} of this copy cannot have happened: {why}. Nothing was restored; to restore it all the same, with what cannot be in it, say --with-impossible-times"
    )]
    ImpossibleIn {
        /// The entry.
        id: String,
        /// Why not.
        why: OutOfLife,
    },
    /// A file or folder cannot be used.
    #[error("cannot {doing} {}: {why}", .path.display())]
    Io {
        /// What was tried: `create`, `open`, ...
        doing: &'static str,
        /// On what.
        path: PathBuf,
        /// Why not.
        why: std::io::Error,
    },
    /// Any other refusal of SQLite.
    #[error("the database refused: {0}")]
    Sqlite(rusqlite::Error),
}

/// How long a writer waits for another process, in seconds.
pub(crate) const WAIT_S: u64 = 5;

impl StoreError {
    /// What went wrong on the disk: full and read-only are told apart from the rest.
    pub fn io(doing: &'static str, path: &Path, source: std::io::Error) -> Self {
        match source.kind() {
            std::io::ErrorKind::StorageFull => Self::Full,
            std::io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            _ => Self::Io { doing, path: path.to_owned(), why: source },
        }
    }

    pub(crate) fn bad_export(why: impl std::fmt::Display) -> Self {
        Self::BadExport { why: why.to_string() }
    }

    /// What is wrong, without what to do about it: for a list of faults that ends with the remedy.
    pub(crate) fn fault(&self) -> String {
        match self {
            Self::Corrupt { what } => what.clone(),
            Self::BadRow { why, .. } => why.clone(),
            Self::DamagedChannel { workout, channel, why } => {
                format!("channel {channel} of workout {workout} cannot be read ({why})")
            }
            other => other.to_string(),
        }
    }

    pub(crate) fn bad_row(what: &'static str, why: impl std::fmt::Display) -> Self {
        Self::BadRow { what, why: why.to_string() }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked { waited_s: WAIT_S },
            Some(ErrorCode::DiskFull) => Self::Full,
            // No room for the index of the log.
            Some(ErrorCode::SystemIoFailure) if extended(&error) == Some(ffi::SQLITE_IOERR_SHMSIZE) => {
                Self::Full
            }
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => Self::ReadOnly,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::Corrupt { what: format!("charley.db is damaged ({error})") }
            }
            _ => Self::Sqlite(error),
        }
    }
}

fn extended(error: &rusqlite::Error) -> Option<i32> {
    error.sqlite_error().map(|error| error.extended_code)
}

impl From<rusqlite_migration::Error> for StoreError {
    fn from(error: rusqlite_migration::Error) -> Self {
        match error {
            rusqlite_migration::Error::RusqliteError { err, .. } => err.into(),
            other => Self::Corrupt {
                what: format!("the schema of charley.db cannot be brought up to date ({other})"),
            },
        }
    }
}
