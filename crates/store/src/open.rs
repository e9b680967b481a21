//! Opening the database: folder and file modes, pragmas, schema, and a look after an unclean stop.

use std::{
    cell::RefCell,
    fs::{self, File},
    path::Path,
};

use rusqlite::Connection;
use uuid::Uuid;

use crate::{
    backup::BACKUP_DIR,
    checksum, corrected,
    decoded::LastDecoded,
    disk::{private_dir, private_file, remove, sync_dir, with_suffix},
    error::StoreError,
    patience::{ask_again, patiently},
    place::DiaryPlace,
    read_only, schema,
};

/// Name of the database within its folder.
pub const DATABASE_FILE: &str = "charley.db";

/// Name of the empty file by which processes see one another, within the same folder.
pub const LOCK_FILE: &str = "charley.lock";

/// The database of one person.
#[derive(Debug)]
pub struct Store {
    pub(crate) connection: Connection,
    pub(crate) place: DiaryPlace,
    /// Why nothing can be written; nothing speaks against it where there is none.
    refused: Option<WriteRefused>,
    /// The device that does what is done now; this machine where there is none.
    pub(crate) acting: Option<Uuid>,
    /// What was put right of workouts, as it was worked out last.
    pub(crate) put_right: RefCell<corrected::KeptViews>,
    /// The entries as they were read last.
    pub(crate) last_decoded: RefCell<LastDecoded>,
    /// Held shared while open, so that another process can tell an unclean stop from a running neighbour.
    _presence: Option<File>,
}

/// What keeps a diary from being written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum WriteRefused {
    Full,
    ReadOnly,
}

/// What tells whether a database changed between two looks at it through the same [`Store`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DatabaseStamp {
    elsewhere: i64,
    here: u64,
}

impl DatabaseStamp {
    /// The same, as new as `now` where only this [`Store`] wrote since.
    #[must_use]
    pub const fn but_for_own(self, now: Self) -> Self {
        Self { here: now.here, ..self }
    }
}

impl Store {
    /// Opens the database in `dir`, bringing an older schema up to date.
    ///
    /// # Errors
    /// [`StoreError::NoDatabase`] when there is none; [`StoreError::Newer`] when a newer Charley wrote it;
    /// [`StoreError::Locked`], [`StoreError::Corrupt`], [`StoreError::ReadOnly`], [`StoreError::Io`].
    pub fn open(dir: &Path) -> Result<Self, StoreError> {
        if !dir.join(DATABASE_FILE).exists() {
            return Err(StoreError::NoDatabase { dir: dir.to_owned() });
        }
        let refused = match Self::open_existing(dir) {
            Err(StoreError::Full) => WriteRefused::Full,
            Err(StoreError::ReadOnly) => WriteRefused::ReadOnly,
            opened => return opened,
        };
        // It cannot be written, which is no reason not to read it: now is when its owner wants a copy elsewhere.
        let connection = read_only::open(&dir.join(DATABASE_FILE))?;
        Ok(Self { refused: Some(refused), ..Self::around(connection, DiaryPlace::Folder(dir.to_owned())) })
    }

    /// A store around a connection that nobody else needs to know of.
    pub(crate) fn around(connection: Connection, place: DiaryPlace) -> Self {
        Self {
            connection,
            place,
            refused: None,
            acting: None,
            put_right: RefCell::default(),
            last_decoded: RefCell::default(),
            _presence: None,
        }
    }

    /// Opens the database in `dir`; where there is none, makes the folder (0700) and the file (0600).
    ///
    /// # Errors
    /// As [`Store::open`], but for the missing database.
    pub fn open_or_create(dir: &Path) -> Result<Self, StoreError> {
        if !dir.join(DATABASE_FILE).exists() {
            private_dir(dir)?;
            create(dir)?;
        }
        Self::open(dir)
    }

    /// An empty diary that is nowhere and takes no entry: what stands in where the real one cannot be read.
    ///
    /// # Errors
    /// When there is no memory for it.
    pub fn of_nobody() -> Result<Self, StoreError> {
        let mut connection = Connection::open_in_memory()?;
        checksum::register(&connection)?;
        schema::migrate(&mut connection)?;
        connection.pragma_update(None, "query_only", true)?;
        Ok(Self::around(connection, DiaryPlace::Name(String::new())))
    }

    /// A number pair that differs whenever something was written since, by this process or another one.
    ///
    /// # Errors
    /// [`StoreError::Locked`] and whatever else SQLite refuses a read with.
    pub fn stamp(&self) -> Result<DatabaseStamp, StoreError> {
        let elsewhere = self.connection.query_row("PRAGMA data_version", [], |row| row.get(0))?;
        Ok(DatabaseStamp { elsewhere, here: self.connection.total_changes() })
    }

    /// Lets the database grow to this many pages, as a disk without room would.
    #[doc(hidden)]
    pub fn limit_pages_for_test(&self, pages: u32) {
        let set = self
            .connection
            .query_row(&format!("PRAGMA max_page_count = {pages}"), [], |row| row.get::<_, i64>(0));
        debug_assert!(set.is_ok());
    }

    /// Refuses every write from now on, as a read-only mount would.
    #[doc(hidden)]
    pub fn forbid_writing_for_test(&self) {
        debug_assert!(self.connection.pragma_update(None, "query_only", true).is_ok());
    }

    /// What is written from now on is done by this device; by this machine where there is none.
    pub fn act_for(&mut self, device: Option<Uuid>) {
        self.acting = device;
    }

    /// The folder that holds the database, where there is one.
    pub fn folder(&self) -> Option<&Path> {
        self.place.folder()
    }

    /// Opens the database for whoever holds it alone already.
    pub(crate) fn open_alone(dir: &Path) -> Result<Self, StoreError> {
        let connection = Connection::open(dir.join(DATABASE_FILE))?;
        prepare(&connection)?;
        Ok(Self::around(connection, DiaryPlace::Folder(dir.to_owned())))
    }

    fn open_existing(dir: &Path) -> Result<Self, StoreError> {
        let path = dir.join(DATABASE_FILE);
        let unclean = fs::metadata(dir.join("charley.db-wal")).is_ok_and(|wal| wal.len() > 0);
        let (presence, alone) = presence(dir);
        if alone && fs::metadata(&path).is_ok_and(|file| file.len() == 0) {
            return Err(StoreError::Empty { path });
        }
        let connection = Connection::open(&path)?;
        prepare(&connection)?;
        schema::refuse_unknown(&connection, &path)?;
        if unclean && alone {
            quick_check(&connection)?;
        }
        let around = Self::around(connection, DiaryPlace::Folder(dir.to_owned()));
        let mut store = Self { _presence: presence, ..around };
        bring_up_to_date(&mut store, dir)?;
        Ok(store)
    }

    /// A transaction that takes the write lock at once, so that it cannot fail half-way for another writer.
    pub(crate) fn write(&mut self) -> Result<rusqlite::Transaction<'_>, StoreError> {
        if let Some(refused) = self.refused {
            // Room may have been made, or the disk been mounted anew.
            let opened = Self::open_existing(self.place.path()).map_err(|_| match refused {
                WriteRefused::Full => StoreError::Full,
                WriteRefused::ReadOnly => StoreError::ReadOnly,
            })?;
            *self = Self { acting: self.acting, ..opened };
        }
        Ok(self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?)
    }
}

/// Makes an empty database (0600) that has its name only once it is whole: a file of no bytes is never a new diary.
fn create(dir: &Path) -> Result<(), StoreError> {
    let place = dir.join(DATABASE_FILE);
    let part = dir.join(format!("{DATABASE_FILE}.{}.new", std::process::id()));
    for end in ["", "-wal", "-shm"] {
        remove(&with_suffix(&part, end))?;
    }
    // SQLite gives its -wal and -shm files the mode of the database, so the mode is set once, here.
    private_file(&part)?;
    let made = Connection::open(&part).map_err(StoreError::from).and_then(|mut connection| {
        prepare(&connection)?;
        schema::migrate(&mut connection)
    });
    // A neighbour may have been first: then theirs is the one.
    let named = made.and_then(|()| match fs::hard_link(&part, &place) {
        Err(_) if place.exists() => Ok(()),
        // A file system without hard links.
        Err(_) => fs::rename(&part, &place).map_err(|error| StoreError::io("create", &place, error)),
        Ok(()) => Ok(()),
    });
    remove(&part)?;
    named?;
    sync_dir(&place)
}

fn prepare(connection: &Connection) -> Result<(), StoreError> {
    checksum::register(connection)?;
    connection.busy_handler(Some(ask_again))?;
    patiently(|| connection.pragma_update(None, "journal_mode", "WAL").map_err(StoreError::from))?;
    // FULL: a commit is on the disk before it is acknowledged. It costs some milliseconds and buys the promise.
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    Ok(())
}

/// Brings the schema up to date, with a backup first: the way back to the Charley that wrote it. Where another process does
/// so at the same moment, one of the two fails and finds it done.
fn bring_up_to_date(store: &mut Store, dir: &Path) -> Result<(), StoreError> {
    let found = schema::user_version(&store.connection)?;
    if (1..schema::SCHEMA_VERSION).contains(&found) {
        let before = dir.join(BACKUP_DIR).join(format!("before-schema-{}.db", schema::SCHEMA_VERSION));
        store.backup_beside(&before)?;
    }
    schema::migrate(&mut store.connection)
}

/// Looks for damage that a power cut or a broken disk may have left.
pub(crate) fn quick_check(connection: &Connection) -> Result<(), StoreError> {
    let found: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if found == "ok" {
        return Ok(());
    }
    Err(StoreError::Corrupt { what: format!("charley.db is damaged ({found})") })
}

/// Keeps every other process out of the database in `dir` until the file is dropped.
pub(crate) fn exclusive(dir: &Path) -> Result<File, StoreError> {
    let file = private_file(&dir.join(LOCK_FILE))?;
    file.try_lock().map_err(|_| StoreError::Locked { waited_s: 0 })?;
    Ok(file)
}

/// A shared lock on the lock file, and whether nobody else held one. In a folder that cannot be written there is
/// no lock and nothing to check.
fn presence(dir: &Path) -> (Option<File>, bool) {
    let place = dir.join(LOCK_FILE);
    let Ok(file) = private_file(&place).or_else(|_| File::open(&place)) else { return (None, false) };
    let alone = file.try_lock().is_ok();
    let held = file.lock_shared().is_ok();
    (held.then_some(file), alone)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;
    use crate::SCHEMA_VERSION;

    #[test]
    fn folder_and_files_are_private() {
        let dir = tempfile::tempdir().unwrap();
        let home = dir.path().join("a/charley");
        let store = Store::open_or_create(&home).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&home), 0o700);
        for file in fs::read_dir(&home).unwrap().map(Result::unwrap) {
            assert_eq!(mode(&file.path()), 0o600, "{:?}", file.path());
        }
        drop(store);
    }

    #[test]
    fn no_database_is_said_so_and_none_is_made() {
        let dir = tempfile::tempdir().unwrap();
        let error = Store::open(dir.path()).unwrap_err();
        assert!(matches!(error, StoreError::NoDatabase { .. }), "{error}");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_newer_schema_is_left_untouched() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open_or_create(dir.path()).unwrap();
        store.connection.pragma_update(None, "user_version", SCHEMA_VERSION + 7).unwrap();
        drop(store);
        let before = fs::read(dir.path().join(DATABASE_FILE)).unwrap();
        let error = Store::open(dir.path()).unwrap_err();
        assert!(matches!(error, StoreError::Newer { found, .. } if found == SCHEMA_VERSION + 7), "{error}");
        assert_eq!(fs::read(dir.path().join(DATABASE_FILE)).unwrap(), before);
    }

    #[test]
    fn a_file_of_no_bytes_is_no_new_diary() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join(DATABASE_FILE), "").unwrap();
        for opened in [Store::open(dir.path()), Store::open_or_create(dir.path())] {
            let error = opened.unwrap_err();
            assert!(matches!(error, StoreError::Empty { .. }), "{error}");
        }
        assert_eq!(fs::metadata(dir.path().join(DATABASE_FILE)).unwrap().len(), 0);
    }

    #[test]
    fn a_file_that_is_no_database_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join(DATABASE_FILE), vec![7_u8; 5000]).unwrap();
        assert!(matches!(Store::open(dir.path()).unwrap_err(), StoreError::Corrupt { .. }));
    }
}
