//! Restoring a backup: checked first, copied beside the database, swapped in; what was there is kept.

use std::{
    fs,
    path::{Path, PathBuf},
};

use jiff::Zoned;

use crate::{
    DATABASE_FILE, Store, StoreError,
    backup::{BACKUP_DIR, BackupFile, check_backup, remove, sync_dir, with_suffix},
    open::{self, private_dir, private_file},
};

/// What a restore did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// The backup it came from.
    pub from: BackupFile,
    /// Where the database that was there before is now.
    pub kept: Option<PathBuf>,
}

/// Puts the backup in the place of the database in `dir`. The one that was there is kept among the backups.
///
/// # Errors
/// [`StoreError::NotABackup`] or [`StoreError::Newer`] when the backup is not sound, [`StoreError::Locked`] when
/// another process has the database open; then nothing was changed.
pub fn restore(backup: &Path, dir: &Path, now: &Zoned) -> Result<Restored, StoreError> {
    let from = check_backup(backup)?;
    private_dir(dir)?;
    let place = dir.join(DATABASE_FILE);
    let _alone = open::exclusive(dir)?;
    let part = with_suffix(&place, ".part");
    remove(&part)?;
    private_file(&part)?;
    fs::copy(backup, &part).map_err(|error| StoreError::io("copy", backup, error))?;
    check_backup(&part)?;
    let kept = if place.exists() { Some(set_aside(dir, now)?) } else { None };
    for rest in ["-wal", "-shm"] {
        remove(&with_suffix(&place, rest))?;
    }
    fs::rename(&part, &place).map_err(|error| StoreError::io("name", &place, error))?;
    sync_dir(&place)?;
    Ok(Restored { from, kept })
}

/// Backs up the database that is about to be replaced; one that cannot be opened is moved as it is.
fn set_aside(dir: &Path, now: &Zoned) -> Result<PathBuf, StoreError> {
    let stamp = now.strftime("%Y-%m-%dT%H%M%S");
    let kept = dir.join(BACKUP_DIR).join(format!("before-restore-{stamp}.db"));
    let place = dir.join(DATABASE_FILE);
    match Store::open_alone(dir).and_then(|store| store.backup(&kept)) {
        Ok(_) => (),
        Err(StoreError::Full) => return Err(StoreError::Full),
        Err(_) => {
            private_dir(&dir.join(BACKUP_DIR))?;
            fs::copy(&place, &kept).map_err(|error| StoreError::io("copy", &place, error))?;
        }
    }
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use charley_domain::entry::Record;

    use super::*;
    use crate::entries::tests::entry;

    fn now() -> Zoned {
        "2026-11-23T08:00[UTC]".parse().unwrap()
    }

    #[test]
    fn what_was_there_is_kept_and_what_was_backed_up_is_back() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(dir.path()).unwrap();
        store.record(&entry(1, Record::Stretch)).unwrap();
        let to = dir.path().join("mine.db");
        store.backup(&to).unwrap();
        store.record(&entry(2, Record::WarmUp)).unwrap();
        drop(store);
        let restored = restore(&to, dir.path(), &now()).unwrap();
        assert_eq!(Store::open(dir.path()).unwrap().entries().unwrap().len(), 1);
        let kept = check_backup(&restored.kept.unwrap()).unwrap();
        assert_eq!(kept.entries, 2);
    }

    #[test]
    fn nothing_is_swapped_under_a_running_charley() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(dir.path()).unwrap();
        let to = dir.path().join("mine.db");
        store.backup(&to).unwrap();
        store.record(&entry(1, Record::Stretch)).unwrap();
        assert!(matches!(restore(&to, dir.path(), &now()).unwrap_err(), StoreError::Locked { .. }));
        assert_eq!(store.entries().unwrap().len(), 1);
    }

    #[test]
    fn a_damaged_database_can_be_replaced() {
        let dir = tempfile::tempdir().unwrap();
        let to = dir.path().join("mine.db");
        Store::open_or_create(&dir.path().join("other")).unwrap().backup(&to).unwrap();
        fs::write(dir.path().join(DATABASE_FILE), vec![7; 4096]).unwrap();
        let restored = restore(&to, dir.path(), &now()).unwrap();
        assert_eq!(fs::read(restored.kept.unwrap()).unwrap(), vec![7; 4096]);
        assert!(Store::open(dir.path()).is_ok());
    }
}
