//! Wiping: every row overwritten, the file removed, the backups too when asked.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    DATABASE_FILE, Store, StoreError,
    backup::{BACKUP_DIR, remove, with_suffix},
    open,
};

/// What happens to the backups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backups {
    /// They stay.
    Keep,
    /// They go too.
    Remove,
}

/// Removes the diary in `dir` for good and gives the files that went. Rows are overwritten before the file goes;
/// what a disk keeps of overwritten blocks is beyond any program.
///
/// # Errors
/// [`StoreError::NoDatabase`] when there is none, [`StoreError::Locked`] when another process has it open.
pub fn wipe(dir: &Path, backups: Backups) -> Result<Vec<PathBuf>, StoreError> {
    let place = dir.join(DATABASE_FILE);
    if !place.exists() {
        return Err(StoreError::NoDatabase { dir: dir.to_owned() });
    }
    let _alone = open::exclusive(dir)?;
    // A database that cannot be opened cannot be overwritten row by row; its file goes all the same.
    if let Ok(store) = Store::open_alone(dir) {
        overwrite(&store)?;
    }
    let mut gone = Vec::new();
    for path in [place.clone(), with_suffix(&place, "-wal"), with_suffix(&place, "-shm")] {
        if path.exists() {
            remove(&path)?;
            gone.push(path);
        }
    }
    let backup_dir = dir.join(BACKUP_DIR);
    if backups == Backups::Remove && backup_dir.is_dir() {
        fs::remove_dir_all(&backup_dir).map_err(|error| StoreError::io("remove", &backup_dir, error))?;
        gone.push(backup_dir);
    }
    Ok(gone)
}

fn overwrite(store: &Store) -> Result<(), StoreError> {
    store.connection.pragma_update(None, "secure_delete", true)?;
    store.connection.execute_batch(
        "DELETE FROM channel; DELETE FROM recording; DELETE FROM workout; DELETE FROM original; DELETE FROM file;
         DELETE FROM entry; DELETE FROM person; DELETE FROM result; DELETE FROM device; DELETE FROM trial;
         DELETE FROM plan;
         VACUUM;
         PRAGMA wal_checkpoint(TRUNCATE);",
    )?;
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
        wipe(dir.path(), Backups::Keep).unwrap();
        assert!(!dir.path().join(DATABASE_FILE).exists() && dir.path().join("backups/a.db").exists());
        Store::open_or_create(dir.path()).unwrap();
        wipe(dir.path(), Backups::Remove).unwrap();
        assert!(!dir.path().join("backups").exists());
        assert!(matches!(wipe(dir.path(), Backups::Keep).unwrap_err(), StoreError::NoDatabase { .. }));
    }
}
