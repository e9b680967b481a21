//! A diary that cannot be written is read all the same: on a read-only disk, on a full one, from a copy.

use std::{
    fs,
    path::{Path, PathBuf},
};

use rusqlite::{Connection, OpenFlags, backup::Backup};

use crate::{
    DATABASE_FILE, SCHEMA_VERSION, StoreError, checksum,
    disk::{private_dir, with_suffix},
    patience::ask_again,
    schema,
};

/// Opens the database at `path` without writing anything beside it.
///
/// A neighbour that has it open left its log and its index there: then they are read as they are. A log without its index
/// (the folder was copied while in use) is read from a copy; without either, nobody has it, and it is read as a file that
/// does not change. An older schema is brought up to date in memory.
///
/// # Errors
/// What speaks against reading it.
pub(crate) fn open(path: &Path) -> Result<Connection, StoreError> {
    let log = fs::metadata(with_suffix(path, "-wal"));
    let connection = if log.is_err() {
        as_it_is(path, "mode=ro&immutable=1")?
    } else {
        match as_it_is(path, "mode=ro") {
            Ok(connection) => connection,
            Err(_) if log.is_ok_and(|log| log.len() > 0) => copy_with_log(path)?,
            Err(_) => as_it_is(path, "mode=ro&immutable=1")?,
        }
    };
    schema::refuse_unknown(&connection, path)?;
    if schema::user_version(&connection)? == SCHEMA_VERSION {
        return Ok(connection);
    }
    let mut newer = in_memory(&connection)?;
    newer.pragma_update(None, "query_only", false)?;
    schema::migrate(&mut newer)?;
    newer.pragma_update(None, "query_only", true)?;
    Ok(newer)
}

fn as_it_is(path: &Path, how: &str) -> Result<Connection, StoreError> {
    let name: String = path
        .as_os_str()
        .as_encoded_bytes()
        .iter()
        .map(|byte| match byte {
            b'/' | b'.' | b'-' | b'_' | b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => {
                char::from(*byte).to_string()
            }
            other => format!("%{other:02x}"),
        })
        .collect();
    let flags =
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(format!("file:{name}?{how}"), flags)?;
    checksum::register(&connection)?;
    connection.busy_handler(Some(ask_again))?;
    connection.pragma_update(None, "trusted_schema", false)?;
    // Nothing is opened before the first question.
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))?;
    Ok(connection)
}

fn in_memory(of: &Connection) -> Result<Connection, StoreError> {
    let mut memory = Connection::open_in_memory()?;
    checksum::register(&memory)?;
    Backup::new(of, &mut memory)?.step(-1)?;
    memory.pragma_update(None, "query_only", true)?;
    Ok(memory)
}

/// The database with what stands in its log, by way of a copy that goes away again.
fn copy_with_log(path: &Path) -> Result<Connection, StoreError> {
    let scratch = Scratch::new()?;
    let to = scratch.0.join(DATABASE_FILE);
    for end in ["", "-wal"] {
        let (from, to) = (with_suffix(path, end), with_suffix(&to, end));
        fs::copy(&from, &to).map_err(|error| StoreError::io("copy", &from, error))?;
    }
    in_memory(&Connection::open(&to)?)
}

/// A private folder outside the diary's.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Result<Self, StoreError> {
        let dir =
            std::env::temp_dir().join(format!("charley-{}", checksum::fresh_id(jiff::Timestamp::now())));
        private_dir(&dir)?;
        Ok(Self(dir))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What is left of it the machine clears away.
        drop(fs::remove_dir_all(&self.0));
    }
}

#[cfg(test)]
mod tests {
    use charley_domain::entry::Record;

    use super::*;
    use crate::{Store, entries::tests::entry};

    fn files(dir: &Path) -> Vec<(String, u64)> {
        let mut files: Vec<_> = fs::read_dir(dir)
            .unwrap()
            .map(|file| file.unwrap())
            .map(|file| (file.file_name().into_string().unwrap(), file.metadata().unwrap().len()))
            .collect();
        files.sort();
        files
    }

    fn read(path: &Path) -> Store {
        Store::around(open(path).unwrap(), crate::DiaryPlace::Folder(path.parent().unwrap().to_owned()))
    }

    #[test]
    fn a_closed_diary_is_read_and_nothing_is_written_beside_it() {
        let dir = tempfile::Builder::new().prefix("a b?c#%41").tempdir().unwrap();
        let path = dir.path().join(DATABASE_FILE);
        Store::open_or_create(dir.path()).unwrap().record(&entry(1, Record::Stretch)).unwrap();
        let before = files(dir.path());
        let mut store = read(&path);
        assert_eq!(store.entries().unwrap(), [entry(1, Record::Stretch)]);
        assert_eq!(store.verify(&mut |_, _| ()).unwrap().wrong, Vec::<String>::new());
        let error = store.record(&entry(2, Record::None)).unwrap_err();
        assert!(matches!(error, StoreError::ReadOnly), "{error}");
        let elsewhere = tempfile::tempdir().unwrap();
        assert_eq!(store.backup(&elsewhere.path().join("copy.db")).unwrap().entries, 1);
        assert_eq!(files(dir.path()), before);
    }

    #[test]
    fn what_stands_in_the_log_alone_is_read_too() {
        let (dir, copy) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let mut store = Store::open_or_create(dir.path()).unwrap();
        store.record(&entry(1, Record::Stretch)).unwrap();
        for name in [DATABASE_FILE, "charley.db-wal"] {
            fs::copy(dir.path().join(name), copy.path().join(name)).unwrap();
        }
        assert_eq!(
            copy_with_log(&copy.path().join(DATABASE_FILE))
                .map(|read| Store::around(read, crate::DiaryPlace::Folder(copy.path().to_owned()))
                    .entries()
                    .unwrap()
                    .len())
                .unwrap(),
            1
        );
        // Beside a neighbour that has it open, the newest entry is there as well.
        store.record(&entry(2, Record::Stretch)).unwrap();
        assert_eq!(read(&dir.path().join(DATABASE_FILE)).entries().unwrap().len(), 2);
    }

    #[test]
    fn an_older_schema_is_read_in_memory_and_stays_as_it_is() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(DATABASE_FILE);
        let sql = include_str!("../tests/fixtures/schema_1.sql");
        Connection::open(&path).unwrap().execute_batch(sql).unwrap();
        let before = fs::read(&path).unwrap();
        let store = read(&path);
        assert_eq!((store.entries().unwrap().len(), store.devices().unwrap().len()), (1, 0));
        assert_eq!(fs::read(&path).unwrap(), before);
    }
}
