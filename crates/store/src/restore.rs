//! Restoring a backup: checked first, copied beside the database, swapped in; what was there is kept.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use jiff::{Timestamp, ZonedDateTime};
use rusqlite::Connection;

use crate::{
    DATABASE_FILE, DiaryPlace, Imported, Store, StoreError,
    backup::{BACKUP_DIR, BackupFile, check_backup},
    carrier::ExportOrigin,
    disk::{free, private_dir, private_file, remove, sync_dir, with_suffix},
    open, possible,
};

/// How the names begin of what lies beside a diary while it is restored; a wipe removes what a killed one left of it.
pub const BEING_RESTORED: &str = ".restore-";

/// What a restore did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// The backup it came from.
    pub from: BackupFile,
    /// Where the database that was there before is now.
    pub kept: Option<PathBuf>,
}

/// What happens to a backup that holds entries which cannot have happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OddTimes {
    /// It is refused.
    Refuse,
    /// It is restored as it is; they are part of no answer.
    Keep,
}

/// When a restore happens, and what it does with odd times.
#[derive(Debug, Clone, Copy)]
pub struct RestoreTerms<'a> {
    /// Now.
    pub now: &'a ZonedDateTime,
    /// Entries that cannot have happened by then.
    pub odd: OddTimes,
}

/// Whether all entries of a backup can have happened by `now`.
///
/// # Errors
/// [`StoreError::ImpossibleIn`] naming the first that cannot.
pub fn possible_in(backup: &Path, now: Timestamp) -> Result<(), StoreError> {
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY | rusqlite::OpenFlags::SQLITE_OPEN_NO_MUTEX;
    possible::refuse(&Connection::open_with_flags(backup, flags)?, now)
}

/// Puts the backup in the place of the database in `dir`. The one that was there is kept among the backups.
///
/// # Errors
/// [`StoreError::NotABackup`] or [`StoreError::Newer`] when the backup is not sound, [`StoreError::Locked`] when
/// another process has the database open; then nothing was changed.
pub fn restore(
    backup: &Path,
    dir: &Path,
    RestoreTerms { now, odd }: RestoreTerms<'_>,
) -> Result<Restored, StoreError> {
    let from = check_backup(backup)?;
    if odd == OddTimes::Refuse {
        possible_in(backup, now.timestamp())?;
    }
    private_dir(dir)?;
    let place = dir.join(DATABASE_FILE);
    let _alone = open::exclusive(dir)?;
    let part = with_suffix(&place, ".part");
    remove(&part)?;
    private_file(&part)?;
    copy_private(backup, &part)?;
    check_backup(&part)?;
    let kept = if place.exists() { Some(set_aside(dir, now)?) } else { None };
    for rest in ["-wal", "-shm"] {
        remove(&with_suffix(&place, rest))?;
    }
    // An old log must not outlive the database that it belongs to: SQLite would write it into the new one.
    sync_dir(&place)?;
    fs::rename(&part, &place).map_err(|error| StoreError::io("name", &place, error))?;
    sync_dir(&place)?;
    Ok(Restored { from, kept })
}

/// Puts what an export holds in the place of the database in `dir`: it is read whole beside it first. The one that was there is
/// kept among the backups, unless nothing was recorded in it.
///
/// # Errors
/// As [`Store::import`] and [`restore`]; then nothing was changed.
pub fn restore_export(
    export: &mut dyn ExportOrigin,
    dir: &Path,
    RestoreTerms { now, odd }: RestoreTerms<'_>,
) -> Result<(Imported, Option<PathBuf>), StoreError> {
    private_dir(dir)?;
    let beside = tempfile::Builder::new().prefix(BEING_RESTORED).tempdir_in(dir);
    let beside = beside.map_err(|error| StoreError::io("write in", dir, error))?;
    let copy = beside.path().join("export.db");
    let until = (odd == OddTimes::Refuse).then(|| now.timestamp());
    let mut read = Store::open_or_create(&beside.path().join("read"))?;
    let imported = read.import(export, until)?;
    read.backup(&copy)?;
    drop(read);
    let kept = restore(&copy, dir, RestoreTerms { now, odd })?.kept;
    Ok((imported, kept))
}

/// How many devices and browsers a backup lets in: those of the day on which it was made, also where they were locked out
/// since.
///
/// # Errors
/// When it cannot be read.
pub fn let_in_by(backup: &Path, now: Timestamp) -> Result<usize, StoreError> {
    let store = Store::around(crate::read_only::open(backup)?, DiaryPlace::Name(String::new()));
    let devices = store.devices()?.into_iter().filter(|device| !device.is_forgotten(now));
    Ok(devices.count() + store.sessions(now)?.len())
}

/// Copies a file to a place that only its owner reads (0600), and puts it on the disk: a name must never be more durable than
/// what it names.
fn copy_private(from: &Path, to: &Path) -> Result<(), StoreError> {
    let mut read = File::open(from).map_err(|error| StoreError::io("open", from, error))?;
    let mut write = private_file(to)?;
    let copied = io::copy(&mut read, &mut write).and_then(|_| write.sync_all());
    copied.map_err(|error| StoreError::io("copy", from, error))
}

/// Backs up the database that is about to be replaced; one that cannot be opened is copied as it is, and its log with it.
fn set_aside(dir: &Path, now: &ZonedDateTime) -> Result<PathBuf, StoreError> {
    let stamp = now.strftime("%Y-%m-%dT%H%M%S");
    private_dir(&dir.join(BACKUP_DIR))?;
    let kept = free(&dir.join(BACKUP_DIR).join(format!("before-restore-{stamp}.db")));
    let place = dir.join(DATABASE_FILE);
    match Store::open_alone(dir).and_then(|store| store.backup(&kept)) {
        Ok(_) => (),
        Err(StoreError::Full) => return Err(StoreError::Full),
        Err(_) => {
            copy_private(&place, &kept)?;
            let log = with_suffix(&place, "-wal");
            if log.exists() {
                copy_private(&log, &with_suffix(&kept, "-wal"))?;
            }
            sync_dir(&kept)?;
        }
    }
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use charley_domain::entry::Record;

    use super::*;
    use crate::entries::tests::entry;

    const fn terms(now: &ZonedDateTime) -> RestoreTerms<'_> {
        RestoreTerms { now, odd: OddTimes::Refuse }
    }

    fn now() -> ZonedDateTime {
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
        let restored = restore(&to, dir.path(), terms(&now())).unwrap();
        assert_eq!(Store::open(dir.path()).unwrap().entries().unwrap().len(), 1);
        let kept = check_backup(&restored.kept.unwrap()).unwrap();
        assert_eq!(kept.entries, 2);
    }

    #[test]
    fn a_backup_lets_in_who_was_let_in_when_it_was_made() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(dir.path()).unwrap();
        let at = now().timestamp();
        let device = crate::Device {
            id: uuid::Uuid::from_u128(1),
            name: "Phone".into(),
            scope: crate::Scope::Browser,
            made_by: crate::DeviceMaker::Owner,
            created_at: at,
            used_at: None,
            revoked_at: None,
        };
        store.add_device(&device, &crate::ContentHash::of(b"secret")).unwrap();
        let to = dir.path().join("mine.db");
        store.backup(&to).unwrap();
        store.revoke_device(device.id, at).unwrap();
        assert_eq!(let_in_by(&to, at).unwrap(), 1);
        let later = dir.path().join("later.db");
        store.backup(&later).unwrap();
        assert_eq!(let_in_by(&later, at).unwrap(), 0);
    }

    #[test]
    fn two_restores_in_one_second_keep_both_diaries_and_only_the_owner_reads_them() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let to = dir.path().join("theirs.db");
        Store::open_or_create(&dir.path().join("other")).unwrap().backup(&to).unwrap();
        fs::set_permissions(&to, fs::Permissions::from_mode(0o644)).unwrap();
        let mut store = Store::open_or_create(dir.path()).unwrap();
        store.record(&entry(1, Record::Stretch)).unwrap();
        drop(store);
        let first = restore(&to, dir.path(), terms(&now())).unwrap().kept.unwrap();
        let second = restore(&to, dir.path(), terms(&now())).unwrap().kept.unwrap();
        assert_eq!((check_backup(&first).unwrap().entries, check_backup(&second).unwrap().entries), (1, 0));
        let mode = fs::metadata(dir.path().join(DATABASE_FILE)).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600);
    }

    #[test]
    fn an_export_takes_the_place_of_a_diary_whole_or_not_at_all() {
        let home = tempfile::tempdir().unwrap();
        let (dir, sound) = (home.path().join("mine"), home.path().join("sound"));
        let mut other = Store::open_or_create(&home.path().join("other")).unwrap();
        other.record(&entry(1, Record::Stretch)).unwrap();
        let mut folder = crate::Folder::create(&sound).unwrap();
        other.export(&mut folder).unwrap();
        folder.finish().unwrap();
        let mut mine = Store::open_or_create(&dir).unwrap();
        for number in [2, 3] {
            mine.record(&entry(number, Record::WarmUp)).unwrap();
        }
        let put_back = || restore_export(&mut crate::ExportPlace::open(&sound)?, &dir, terms(&now()));
        assert!(matches!(put_back().unwrap_err(), StoreError::Locked { .. }));
        assert_eq!(mine.entries().unwrap().len(), 2);
        drop(mine);
        let (imported, kept) = put_back().unwrap();
        assert!(imported.proved_whole);
        assert_eq!(check_backup(&kept.unwrap()).unwrap().entries, 2);
        assert_eq!(Store::open(&dir).unwrap().entries().unwrap().len(), 1);
        fs::write(sound.join("entry.jsonl"), "cut").unwrap();
        assert!(put_back().is_err());
        assert_eq!(Store::open(&dir).unwrap().entries().unwrap().len(), 1);
        let left = fs::read_dir(&dir).unwrap().map(|one| one.unwrap().file_name());
        assert!(!left.into_iter().any(|name| name.to_string_lossy().starts_with(BEING_RESTORED)));
    }

    #[test]
    fn nothing_is_swapped_under_a_running_charley() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(dir.path()).unwrap();
        let to = dir.path().join("mine.db");
        store.backup(&to).unwrap();
        store.record(&entry(1, Record::Stretch)).unwrap();
        assert!(matches!(restore(&to, dir.path(), terms(&now())).unwrap_err(), StoreError::Locked { .. }));
        assert_eq!(store.entries().unwrap().len(), 1);
    }

    #[test]
    fn a_damaged_database_can_be_replaced() {
        let dir = tempfile::tempdir().unwrap();
        let to = dir.path().join("mine.db");
        Store::open_or_create(&dir.path().join("other")).unwrap().backup(&to).unwrap();
        fs::write(dir.path().join(DATABASE_FILE), vec![7; 4096]).unwrap();
        let restored = restore(&to, dir.path(), terms(&now())).unwrap();
        assert_eq!(fs::read(restored.kept.unwrap()).unwrap(), vec![7; 4096]);
        assert!(Store::open(dir.path()).is_ok());
    }
}
