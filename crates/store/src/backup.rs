//! Backups: a copy of the whole database made while it is in use, checked, and named only when it is complete.

use std::{
    fs::{self, File},
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
};

use jiff::{ZonedDateTime, civil::Date};
use rusqlite::{Connection, backup::Backup};
use sha2::{Digest, Sha256};

use crate::{
    ContentHash, SCHEMA_VERSION, Store, StoreError,
    disk::{free, is_the_same, private_dir, private_file, remove, sync_dir, with_suffix},
    shipped,
};

/// Folder of the backups within the data folder.
pub const BACKUP_DIR: &str = "backups";

/// Backups of the last days that are kept.
const KEPT: usize = 7;

/// A backup that was made or looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its size.
    pub bytes: u64,
    /// Its checksum, also beside it in a file of the same name and `.sha256`.
    pub sha256: ContentHash,
    /// Its schema.
    pub schema: i64,
    /// Entries in it, those taken back too.
    pub entries: u64,
    /// Workouts in it.
    pub workouts: u64,
}

impl Store {
    /// Where a backup goes that is given no name: one a day, in the data folder.
    pub fn daily_backup_path(&self, now: &ZonedDateTime) -> PathBuf {
        self.place.path().join(BACKUP_DIR).join(format!("charley-{}.db", now.date()))
    }

    /// Copies the database to `to` while others may read and write it. The name appears when the copy is complete
    /// and on the disk; a file of that name is replaced.
    ///
    /// # Errors
    /// [`StoreError::Full`], [`StoreError::ReadOnly`], [`StoreError::Io`]: then there is no new file.
    pub fn backup(&self, to: &Path) -> Result<BackupFile, StoreError> {
        if let Some(dir) = to.parent().filter(|dir| !dir.as_os_str().is_empty()) {
            private_dir(dir)?;
        }
        let part = with_suffix(to, ".part");
        let _claimed = claim(&part)?;
        let copied = self.copy_to(&part).and_then(|()| look_at(&part).map_err(of_the_diary));
        let made = copied.inspect_err(|_| drop(fs::remove_file(&part)))?;
        // The old checksum goes first: at no moment does one lie beside a copy that it was not made of.
        let sum = write_checksum(to, &made.sha256)?;
        if beside(to).exists() {
            remove(&beside(to))?;
            sync_dir(to)?;
        }
        fs::rename(&part, to).map_err(|error| StoreError::io("name", to, error))?;
        sync_dir(to)?;
        fs::rename(&sum, beside(to)).map_err(|error| StoreError::io("name", to, error))?;
        sync_dir(to)?;
        Ok(BackupFile { path: to.to_owned(), ..made })
    }

    /// Copies the database as it is, however damaged, to a name of its own: what a repair is about to change.
    pub(crate) fn backup_as_it_is(&self, to: &Path) -> Result<PathBuf, StoreError> {
        if let Some(dir) = to.parent() {
            private_dir(dir)?;
        }
        let (to, part) = (free(to), with_suffix(to, ".part"));
        let _claimed = claim(&part)?;
        self.copy_to(&part).inspect_err(|_| drop(fs::remove_file(&part)))?;
        fs::rename(&part, &to).map_err(|error| StoreError::io("name", &to, error))?;
        sync_dir(&to)?;
        Ok(to)
    }

    /// The same, under a name of its own where that one is taken: a copy made before a change is never replaced.
    pub(crate) fn backup_beside(&self, to: &Path) -> Result<BackupFile, StoreError> {
        self.backup(&free(to))
    }

    /// Removes daily backups before `today` beyond the newest seven and gives what was removed; files of other names stay, and
    /// so does what a wrong clock has dated ahead, which says nothing of its age.
    ///
    /// # Errors
    /// [`StoreError::Io`] when the folder cannot be read or a file not removed.
    pub fn prune_backups(&self, today: Date) -> Result<Vec<PathBuf>, StoreError> {
        let mut daily: Vec<PathBuf> = list(&self.place.path().join(BACKUP_DIR))?;
        daily.retain(|path| day_of(path).is_some_and(|day| day <= today));
        daily.sort();
        // The newest of these is the one of today.
        let old = daily.len().saturating_sub(KEPT);
        daily.truncate(old);
        for path in &daily {
            remove(path)?;
            remove(&with_suffix(path, ".sha256"))?;
        }
        Ok(daily)
    }

    fn copy_to(&self, to: &Path) -> Result<(), StoreError> {
        let mut copy = Connection::open(to)?;
        // All pages in one step: a writer in between would make SQLite begin again.
        Backup::new(&self.connection, &mut copy)?.step(-1)?;
        // A backup is one file: no -wal beside it.
        copy.pragma_update(None, "journal_mode", "DELETE")?;
        drop(copy);
        let file = File::open(to).map_err(|error| StoreError::io("open", to, error))?;
        file.sync_all().map_err(|error| StoreError::io("write", to, error))
    }
}

/// Makes an empty file (0600) that nobody else writes to or clears away while it is held: whoever comes second waits.
pub(crate) fn claim(part: &Path) -> Result<File, StoreError> {
    let failed = |error| StoreError::io("lock", part, error);
    loop {
        let file = private_file(part)?;
        match file.lock() {
            // A file system without locks: there is one writer then, or none of this helps.
            Err(error) if error.kind() == std::io::ErrorKind::Unsupported => return Ok(file),
            locked => locked.map_err(failed)?,
        }
        let held = file.metadata().map_err(failed)?;
        // Whoever held it before gave it its name, or cleared it away: then this is another file.
        if fs::metadata(part).is_ok_and(|there| is_the_same(&there, &held)) {
            file.set_len(0).map_err(failed)?;
            remove(&with_suffix(part, "-journal"))?;
            return Ok(file);
        }
    }
}

/// Removes what copies left in a folder that were killed half-way; what somebody is writing stays.
pub(crate) fn clear_leftovers(dir: &Path) -> Result<(), StoreError> {
    for path in list(dir)? {
        let name = path.to_string_lossy().into_owned();
        let of = [".sha256.part", ".part-journal", ".part"].iter().find_map(|end| name.strip_suffix(end));
        let Some(of) = of.map(Path::new) else { continue };
        // Whoever makes a copy holds its file, before and after it has its name.
        let held = [with_suffix(of, ".part"), of.to_owned()].map(|file| File::open(file).ok());
        if held.iter().flatten().all(|file| file.try_lock().is_ok()) {
            remove(&path)?;
        }
    }
    Ok(())
}

/// Looks at a backup without changing it: that it is a sound database of a schema known here, with the checksum
/// beside it where there is one.
///
/// # Errors
/// [`StoreError::NotABackup`] saying what is wrong with it.
pub fn check_backup(path: &Path) -> Result<BackupFile, StoreError> {
    let file = look_at(path)?;
    if let Ok(text) = fs::read_to_string(beside(path))
        && text.split_whitespace().next() != Some(file.sha256.to_string().as_str())
    {
        return Err(refuse(path, "its bytes are not those its checksum was made of"));
    }
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY | rusqlite::OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let differences = shipped::differences(&Connection::open_with_flags(path, flags)?, file.schema)?;
    if !differences.is_empty() {
        let named = differences.join(", ");
        return Err(refuse(path, &format!("its tables are not those that Charley made: {named}")));
    }
    Ok(file)
}

fn look_at(path: &Path) -> Result<BackupFile, StoreError> {
    let (sha256, bytes) = sum(path).map_err(|error| StoreError::io("read", path, error))?;
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY | rusqlite::OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let copy = Connection::open_with_flags(path, flags)?;
    let ask = |sql: &str| copy.query_row(sql, [], |row| row.get::<_, i64>(0));
    let sound: String = copy
        .query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))
        .map_err(|error| refuse(path, &damage_of(&error)))?;
    if sound != "ok" {
        return Err(refuse(path, &format!("it is damaged ({})", found(&sound).join("; "))));
    }
    if bytes == 0 {
        return Err(refuse(path, "it holds nothing, not one byte"));
    }
    let schema = ask("PRAGMA user_version")?;
    if schema > SCHEMA_VERSION {
        return Err(StoreError::Newer { path: path.to_owned(), found: schema, known: SCHEMA_VERSION });
    }
    if schema < 1 {
        return Err(refuse(path, &format!("it is of schema {schema}, which Charley never had")));
    }
    let count = |table: &str| ask(&format!("SELECT count(*) FROM {table}"));
    let (entries, workouts) = count("entry")
        .and_then(|entries| Ok((entries, count("workout")?)))
        .map_err(|_| refuse(path, "it is a database, but not Charley's"))?;
    Ok(BackupFile {
        path: path.to_owned(),
        bytes,
        sha256,
        schema,
        entries: entries.cast_unsigned(),
        workouts: workouts.cast_unsigned(),
    })
}

/// What is wrong with a file, in words for whoever holds it.
fn damage_of(error: &rusqlite::Error) -> String {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::NotADatabase) => {
            "it is neither a backup nor an export (a folder, or a file that ends in .zip)".to_owned()
        }
        Some(rusqlite::ErrorCode::DatabaseCorrupt) => "it is cut or damaged".to_owned(),
        _ => error.to_string(),
    }
}

/// The lines of what SQLite found, without its heading.
pub(crate) fn found(report: &str) -> Vec<&str> {
    report.lines().filter(|line| !line.starts_with("***")).collect()
}

/// A copy of ours is as sound as what it was made of.
fn of_the_diary(error: StoreError) -> StoreError {
    match error {
        StoreError::NotABackup { why, .. } => {
            StoreError::Corrupt { what: format!("charley.db cannot be copied whole: {why}") }
        }
        other => other,
    }
}

/// Checksum and length of a file, which is never in memory as a whole.
fn sum(path: &Path) -> std::io::Result<(ContentHash, u64)> {
    let (mut file, mut hash, mut bytes) =
        (BufReader::with_capacity(1 << 16, File::open(path)?), Sha256::new(), 0);
    loop {
        let part = file.fill_buf()?;
        if part.is_empty() {
            return Ok((ContentHash::finished(hash), bytes));
        }
        hash.update(part);
        bytes += part.len() as u64;
        let read = part.len();
        file.consume(read);
    }
}

fn refuse(path: &Path, why: &str) -> StoreError {
    StoreError::NotABackup { path: path.to_owned(), why: why.to_owned() }
}

/// Where the checksum of a copy lies.
fn beside(path: &Path) -> PathBuf {
    with_suffix(path, ".sha256")
}

/// Writes a checksum that has not its name yet, and gives where it is.
fn write_checksum(path: &Path, sha256: &ContentHash) -> Result<PathBuf, StoreError> {
    use std::io::Write as _;
    let part = with_suffix(&beside(path), ".part");
    remove(&part)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let written = private_file(&part)?;
    let line = format!("{sha256}  {name}\n");
    let done = (&written).write_all(line.as_bytes()).and_then(|()| written.sync_all());
    done.map_err(|error| StoreError::io("write", &part, error))?;
    Ok(part)
}

pub(crate) fn day_of(path: &Path) -> Option<Date> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    name.strip_prefix("charley-").and_then(|rest| rest.strip_suffix(".db"))?.parse().ok()
}

pub(crate) fn list(dir: &Path) -> Result<Vec<PathBuf>, StoreError> {
    if !dir.is_dir() {
        return Ok(Vec::new());
    }
    let read = |error| StoreError::io("read", dir, error);
    fs::read_dir(dir).map_err(read)?.map(|entry| entry.map(|entry| entry.path()).map_err(read)).collect()
}

#[cfg(test)]
mod tests {
    use charley_domain::entry::Record;

    use super::*;
    use crate::entries::tests::entry;

    #[test]
    fn a_backup_is_whole_checked_and_private() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(&dir.path().join("data")).unwrap();
        store.record(&entry(1, Record::Stretch)).unwrap();
        let to = dir.path().join("data/backups/a.db");
        let made = store.backup(&to).unwrap();
        assert_eq!((made.entries, made.workouts, made.schema), (1, 0, SCHEMA_VERSION));
        assert_eq!(check_backup(&to).unwrap(), made);
        assert_eq!(fs::metadata(&to).unwrap().permissions().mode() & 0o777, 0o600);
        assert!(!with_suffix(&to, ".part").exists());
        let mut bytes = fs::read(&to).unwrap();
        let last = bytes.len() - 1;
        bytes[last] ^= 1;
        fs::write(&to, bytes).unwrap();
        assert!(matches!(check_backup(&to).unwrap_err(), StoreError::NotABackup { .. }));
    }

    #[test]
    fn seven_days_are_kept_and_names_of_your_own_stay() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open_or_create(dir.path()).unwrap();
        for day in 1..=9 {
            let now: ZonedDateTime = format!("2026-11-0{day}T08:00[UTC]").parse().unwrap();
            store.backup(&store.daily_backup_path(&now)).unwrap();
        }
        store.backup(&dir.path().join("backups/mine.db")).unwrap();
        let today = jiff::civil::date(2026, 11, 9);
        // A clock that was wrong for a week leaves files that are not older than today's.
        for day in 1..=7 {
            fs::copy(
                dir.path().join("backups/mine.db"),
                dir.path().join(format!("backups/charley-2099-06-0{day}.db")),
            )
            .unwrap();
        }
        let removed = store.prune_backups(today).unwrap();
        assert!(dir.path().join("backups/charley-2026-11-09.db").exists());
        let names: Vec<_> = removed.iter().filter_map(|path| path.file_name()).collect();
        assert_eq!(names, ["charley-2026-11-01.db", "charley-2026-11-02.db"]);
        assert!(dir.path().join("backups/mine.db").exists());
    }

    #[test]
    fn what_is_no_backup_is_said_to_be_none() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x.db");
        fs::write(&path, "not a database").unwrap();
        assert!(matches!(
            check_backup(&path).unwrap_err(),
            StoreError::NotABackup { .. } | StoreError::Corrupt { .. }
        ));
        let empty = dir.path().join("y.db");
        Connection::open(&empty).unwrap().execute_batch("CREATE TABLE t (a)").unwrap();
        assert!(matches!(check_backup(&empty).unwrap_err(), StoreError::NotABackup { .. }));
    }
}
