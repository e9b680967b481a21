//! Wiping: every row overwritten, the file removed, the backups too when asked.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    DATABASE_FILE, Store, StoreError,
    backup::BACKUP_DIR,
    disk::{remove, sync_dir, with_suffix},
    open,
    restore::BEING_RESTORED,
    schema::WIPED,
};

/// What happens to the backups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backups {
    /// They stay.
    Keep,
    /// They go too.
    Remove,
}

/// What a wipe did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wiped {
    /// Files and folders that went.
    pub gone: Vec<PathBuf>,
    /// Whether all rows were overwritten before. A database that is damaged or newer cannot be; its file goes all the same.
    pub overwritten: bool,
}

/// Removes the diary in `dir` for good. Rows are overwritten before the file goes, whatever schema they are of; what a disk
/// keeps of overwritten blocks is beyond any program.
///
/// # Errors
/// [`StoreError::NoDatabase`] when there is none, [`StoreError::Locked`] when another process has it open.
pub fn wipe(dir: &Path, backups: Backups) -> Result<Wiped, StoreError> {
    let place = dir.join(DATABASE_FILE);
    if !place.exists() {
        return Err(StoreError::NoDatabase { dir: dir.to_owned() });
    }
    let _alone = open::exclusive(dir)?;
    let overwritten = Store::open_alone(dir).and_then(|mut store| overwrite(&mut store)).is_ok();
    let mut gone = Vec::new();
    let backup_dir = dir.join(BACKUP_DIR);
    if backups == Backups::Remove && backup_dir.is_dir() {
        fs::remove_dir_all(&backup_dir).map_err(|error| StoreError::io("remove", &backup_dir, error))?;
        gone.push(backup_dir);
    }
    gone.extend(remove_broken_off(dir)?);
    // The database goes last: as long as it is there, whoever was broken off is told to wipe again.
    for path in
        ["-wal", "-shm", ".part"].map(|end| with_suffix(&place, end)).into_iter().chain([place.clone()])
    {
        if path.exists() {
            remove(&path)?;
            gone.push(path);
        }
        sync_dir(&place)?;
    }
    Ok(Wiped { gone, overwritten })
}

/// Removes what a restore left that was killed: a copy of a diary is one too.
fn remove_broken_off(dir: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let failed = |error| StoreError::io("remove", dir, error);
    let mut gone = Vec::new();
    for one in fs::read_dir(dir).map_err(failed)? {
        let path = one.map_err(failed)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if !name.starts_with(BEING_RESTORED) {
            continue;
        }
        if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) }.map_err(failed)?;
        gone.push(path);
    }
    Ok(gone)
}

/// Drops all tables of a database in one transaction, which leaves a mark: what was in them is written over with zeros.
fn overwrite(store: &mut Store) -> Result<(), StoreError> {
    store.connection.pragma_update(None, "secure_delete", true)?;
    store.connection.pragma_update(None, "foreign_keys", false)?;
    let drops: Vec<String> = {
        // Triggers come first: one of them guards the log.
        let mut select = store.connection.prepare(
            "SELECT 'DROP ' || type || ' \"' || replace(name, '\"', '\"\"') || '\"' FROM sqlite_schema
             WHERE type IN ('trigger', 'view', 'table') AND name NOT GLOB 'sqlite_*'
             ORDER BY type DESC",
        )?;
        let rows = select.query_map([], |row| row.get(0))?;
        rows.collect::<Result<_, _>>()?
    };
    let transaction = store.write()?;
    for drop in drops {
        transaction.execute(&drop, [])?;
    }
    transaction.pragma_update(None, "user_version", WIPED)?;
    transaction.commit()?;
    // The file goes anyway: a disk too full to write it anew is no reason to keep it.
    std::mem::drop(store.connection.execute_batch("VACUUM"));
    std::mem::drop(store.connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)"));
    Ok(())
}

#[cfg(test)]
mod tests {
    use charley_domain::entry::Record;

    use super::*;
    use crate::entries::tests::entry;

    #[test]
    fn everything_goes_and_backups_only_when_asked() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(dir.path()).unwrap();
        store.record(&entry(1, Record::Stretch)).unwrap();
        store.backup(&dir.path().join("backups/a.db")).unwrap();
        assert!(matches!(wipe(dir.path(), Backups::Keep).unwrap_err(), StoreError::Locked { .. }));
        drop(store);
        let left =
            [format!("{BEING_RESTORED}1"), format!("{DATABASE_FILE}.part")].map(|name| dir.path().join(name));
        for one in &left {
            fs::write(one, "of a restore that was killed").unwrap();
        }
        fs::create_dir(dir.path().join(format!("{BEING_RESTORED}2"))).unwrap();
        wipe(dir.path(), Backups::Keep).unwrap();
        assert!(
            left.iter().all(|one| !one.exists()) && !dir.path().join(format!("{BEING_RESTORED}2")).exists()
        );
        assert!(!dir.path().join(DATABASE_FILE).exists() && dir.path().join("backups/a.db").exists());
        Store::open_or_create(dir.path()).unwrap();
        wipe(dir.path(), Backups::Remove).unwrap();
        assert!(!dir.path().join("backups").exists());
        assert!(matches!(wipe(dir.path(), Backups::Keep).unwrap_err(), StoreError::NoDatabase { .. }));
    }

    #[test]
    fn nothing_of_a_diary_is_left_in_its_file_whatever_its_schema() {
        for fixture in [None, Some(include_str!("../tests/fixtures/schema_1.sql"))] {
            let dir = tempfile::tempdir().unwrap();
            match fixture {
                Some(sql) => {
                    let place = dir.path().join(DATABASE_FILE);
                    rusqlite::Connection::open(place).unwrap().execute_batch(sql).unwrap();
                }
                None => drop(
                    Store::open_or_create(dir.path()).unwrap().record(&entry(1, Record::Stretch)).unwrap(),
                ),
            }
            let mut store = Store::open_alone(dir.path()).unwrap();
            overwrite(&mut store).unwrap();
            drop(store);
            let bytes = fs::read(dir.path().join(DATABASE_FILE)).unwrap();
            assert!(!bytes.windows(7).any(|part| part == b"Berlin\"" || part == b"stretch"));
            assert!(wipe(dir.path(), Backups::Keep).unwrap().overwritten);
        }
    }
}
