//! Where a diary lies: in a folder of its own, or under a name in a file system that SQLite alone sees, as a browser has one.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, backup::Backup};

use crate::{SCHEMA_VERSION, Store, StoreError, checksum, patience::ask_again, schema};

/// Where a diary lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DiaryPlace {
    /// In this folder, with its lock, its copies of each day, and any number of processes.
    Folder(PathBuf),
    /// Under this name in the file system that SQLite was given. One process has it; there is no folder, no lock and no copy
    /// of each day beside it.
    Name(String),
}

impl DiaryPlace {
    /// The folder, where there is one.
    pub fn folder(&self) -> Option<&Path> {
        match self {
            Self::Folder(folder) => Some(folder),
            Self::Name(_) => None,
        }
    }

    /// The place as errors name it.
    pub(crate) fn path(&self) -> &Path {
        match self {
            Self::Folder(folder) => folder,
            Self::Name(name) => Path::new(name),
        }
    }
}

impl Store {
    /// Opens the diary that lies in `place`, bringing an older schema up to date.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_in(place: &DiaryPlace) -> Result<Self, StoreError> {
        match place {
            DiaryPlace::Folder(folder) => Self::open(folder),
            DiaryPlace::Name(name) => Self::open_named(name, OpenFlags::empty()),
        }
    }

    /// The same; where there is none, it is made.
    ///
    /// # Errors
    /// As [`Store::open_or_create`].
    pub fn open_or_create_in(place: &DiaryPlace) -> Result<Self, StoreError> {
        match place {
            DiaryPlace::Folder(folder) => Self::open_or_create(folder),
            DiaryPlace::Name(name) => Self::open_named(name, OpenFlags::SQLITE_OPEN_CREATE),
        }
    }

    fn open_named(name: &str, create: OpenFlags) -> Result<Self, StoreError> {
        let path = Path::new(name);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | create;
        let connection =
            Connection::open_with_flags(path, flags).map_err(|error| match error.sqlite_error_code() {
                Some(rusqlite::ErrorCode::CannotOpen) => StoreError::NoDatabase { dir: path.to_owned() },
                _ => StoreError::from(error),
            })?;
        checksum::register(&connection)?;
        connection.busy_handler(Some(ask_again))?;
        // A write-ahead log needs memory that processes share, which is not there.
        connection.pragma_update(None, "journal_mode", "TRUNCATE")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.pragma_update(None, "trusted_schema", false)?;
        schema::refuse_unknown(&connection, path)?;
        let mut store = Self::around(connection, DiaryPlace::Name(name.to_owned()));
        if (1..SCHEMA_VERSION).contains(&schema::user_version(&store.connection)?) {
            store.copy_beside(&format!("before-schema-{SCHEMA_VERSION}"))?;
        }
        schema::migrate(&mut store.connection)?;
        Ok(store)
    }

    /// Copies the database to another name beside its own, as it is before a change.
    pub(crate) fn copy_beside(&self, what: &str) -> Result<PathBuf, StoreError> {
        let to = PathBuf::from(format!("{}.{what}", self.place.path().display()));
        let mut copy = Connection::open(&to)?;
        Backup::new(&self.connection, &mut copy)?.step(-1)?;
        Ok(to)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use charley_domain::person::Person;

    use super::*;
    use crate::SCHEMA_VERSION;

    #[test]
    fn a_diary_under_a_name_keeps_what_is_written_and_has_nothing_beside_it() {
        let dir = tempfile::tempdir().unwrap();
        let place = DiaryPlace::Name(dir.path().join("diary").to_str().unwrap().to_owned());
        assert!(matches!(Store::open_in(&place), Err(StoreError::NoDatabase { .. })));
        let mut store = Store::open_or_create_in(&place).unwrap();
        let person = Person { timezone: Some("Europe/Berlin".to_owned()), ..Person::default() };
        store.set_person(&person).unwrap();
        // Further connections of the same process read and write in turn.
        let mut other = Store::open_in(&place).unwrap();
        assert_eq!(other.person().unwrap(), person);
        other.set_person(&Person::default()).unwrap();
        assert_eq!(store.person().unwrap(), Person::default());
        let mode: String = store.connection.query_row("PRAGMA journal_mode", [], |row| row.get(0)).unwrap();
        let full: i64 = store.connection.query_row("PRAGMA synchronous", [], |row| row.get(0)).unwrap();
        assert_eq!((mode.as_str(), full), ("truncate", 2));
        drop((store, other));
        let now = "2026-11-23T07:10[Europe/Berlin]".parse().unwrap();
        let store = Store::open_in(&place).unwrap();
        assert_eq!(store.back_up(&now, crate::Due::Asked).unwrap(), crate::Daily::NotDue);
        assert_eq!(store.copies(now.date()).unwrap().days.len(), 0);
        let left: Vec<_> = fs::read_dir(dir.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
        assert!(left.iter().all(|name| name == "diary" || name == "diary-journal"), "{left:?}");
    }

    #[test]
    fn an_older_schema_is_copied_under_another_name_before_it_is_brought_up_to_date() {
        let dir = tempfile::tempdir().unwrap();
        let name = dir.path().join("diary");
        let mut old = Connection::open(&name).unwrap();
        Backup::new(&schema::shipped(SCHEMA_VERSION - 1).unwrap(), &mut old).unwrap().step(-1).unwrap();
        drop(old);
        let store = Store::open_in(&DiaryPlace::Name(name.to_str().unwrap().to_owned())).unwrap();
        assert_eq!(schema::user_version(&store.connection).unwrap(), SCHEMA_VERSION);
        let copy =
            Connection::open(dir.path().join(format!("diary.before-schema-{SCHEMA_VERSION}"))).unwrap();
        assert_eq!(schema::user_version(&copy).unwrap(), SCHEMA_VERSION - 1);
    }
}
