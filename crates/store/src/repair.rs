//! Repair: entries whose rows differ from the log are written anew from it. What the log cannot vouch for stays as it is.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

use crate::{
    Store, StoreError,
    backup::BACKUP_DIR,
    operations::{self, EntryState, Raw},
};

/// Name of the copy that is made before anything is changed.
const BEFORE: &str = "before-repair.db";

/// What a repair did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Repaired {
    /// The diary as it was before; `None` where nothing was to be changed.
    pub before: Option<PathBuf>,
    /// Entries that were written anew, each with what differed.
    pub changed: Vec<String>,
    /// Entries that differ and were left alone, each with why.
    pub left: Vec<String>,
}

/// How the rows of the diary differ from its log.
#[derive(Debug, Default)]
pub(crate) struct Differences {
    /// What the log says of entries whose rows say something else, by id, with what differs.
    pub(crate) known: BTreeMap<String, (EntryState, String)>,
    /// What nobody can vouch for.
    pub(crate) unknown: Vec<String>,
}

impl Differences {
    /// All that differ, a sentence each.
    pub(crate) fn sentences(&self) -> impl Iterator<Item = &String> {
        self.known.values().map(|(_, what)| what).chain(&self.unknown)
    }
}

impl Store {
    /// Writes entries anew from the log where their rows are not what it says, with a copy of the diary first. An entry whose
    /// lines of the log are damaged themselves, or that has none, is left as it is.
    ///
    /// # Errors
    /// [`StoreError::Locked`], [`StoreError::Full`], [`StoreError::ReadOnly`]: then nothing was changed.
    pub fn repair(&mut self) -> Result<Repaired, StoreError> {
        let found = self.differences()?;
        let mut repaired = Repaired { left: found.unknown, ..Repaired::default() };
        if found.known.is_empty() {
            return Ok(repaired);
        }
        repaired.before = Some(match self.folder() {
            Some(folder) => self.backup_as_it_is(&folder.join(BACKUP_DIR).join(BEFORE))?,
            None => self.copy_beside("before-repair")?,
        });
        let transaction = self.write()?;
        // Rows whose places were exchanged would be in each other's way.
        for id in found.known.keys() {
            transaction.execute("DELETE FROM entry WHERE id = ?1", [id])?;
        }
        for (id, (state, what)) in found.known {
            transaction.execute("DELETE FROM entry WHERE sequence = ?1", [state.sequence])?;
            state.insert(&id, &transaction)?;
            repaired.changed.push(what);
        }
        transaction.commit()?;
        Ok(repaired)
    }

    /// Compares the row of each entry with the log that it follows from.
    pub(crate) fn differences(&self) -> Result<Differences, StoreError> {
        let damaged = self.entries_of_damaged_lines()?;
        let (follows, mut rows) =
            (operations::follow(&self.connection)?, operations::rows(&self.connection)?);
        let mut found = Differences::default();
        for (id, state) in follows {
            let what = match rows.remove(&id) {
                Some(row) if row == state => continue,
                Some(row) => format!("entry {id} is not what the log says: {}", state.difference(&row)),
                None => format!("entry {id} is in the log and not in the diary"),
            };
            if damaged.contains(&id) {
                found.unknown.push(format!("{what}, and its line of the log is damaged"));
            } else {
                found.known.insert(id, (state, what));
            }
        }
        let alone = rows.into_keys().map(|id| format!("entry {id} is in the diary and not in the log"));
        found.unknown.extend(alone);
        Ok(found)
    }

    fn entries_of_damaged_lines(&self) -> Result<BTreeSet<String>, StoreError> {
        let sql =
            format!("SELECT entry_id FROM operation WHERE checksum IS NOT checksum({})", operations::CHECKED);
        let mut select = self.connection.prepare(&sql)?;
        let rows = select.query_map([], |row| Ok(Raw::of(row.get_ref(0)?).text()))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

#[cfg(test)]
mod tests {
    use charley_domain::entry::{Entry, Record};

    use super::*;
    use crate::{check_backup, entries::tests::entry};

    fn diary() -> (tempfile::TempDir, Store, Vec<Entry>) {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(dir.path()).unwrap();
        let all: Vec<Entry> = (1..=4).map(|number| entry(number, Record::Stretch)).collect();
        store.record_all(&all).unwrap();
        (dir, store, all)
    }

    #[test]
    fn rows_that_differ_are_written_anew_and_the_diary_of_before_is_kept() {
        let (_dir, mut store, all) = diary();
        assert_eq!(store.repair().unwrap(), Repaired::default(), "nothing is copied where nothing is wrong");
        store
            .connection
            .execute_batch(
                "UPDATE entry SET body = '{}' WHERE sequence = 1;
                 DELETE FROM entry WHERE sequence = 2;
                 UPDATE entry SET sequence = 99 WHERE sequence = 3;
                 UPDATE entry SET sequence = 3 WHERE sequence = 4;
                 UPDATE entry SET sequence = 4 WHERE sequence = 99;",
            )
            .unwrap();
        let repaired = store.repair().unwrap();
        assert_eq!((repaired.changed.len(), repaired.left.len()), (4, 0), "{repaired:?}");
        assert!(repaired.changed[0].contains("log says: body"), "{repaired:?}");
        assert_eq!(store.entries().unwrap(), all);
        assert_eq!(store.verify(&mut |_, _| ()).unwrap().wrong, Vec::<String>::new());
        assert_eq!(check_backup(&repaired.before.unwrap()).unwrap().entries, 3);
        store.connection.execute("UPDATE entry SET kind = 'none'", []).unwrap();
        let again = store.repair().unwrap().before.unwrap();
        assert!(again.ends_with("before-repair-2.db"), "the older copy is never replaced");
    }

    #[test]
    fn what_the_log_cannot_vouch_for_stays() {
        let (_dir, mut store, all) = diary();
        store.damage_for_test(all[0].id, "stretch", "spasm").unwrap();
        // Only the log is damaged: the row is as it was written.
        let good = crate::entries::print(&all[0]).unwrap();
        store.connection.execute("UPDATE entry SET body = ?1 WHERE sequence = 1", [good]).unwrap();
        store
            .connection
            .execute_batch(
                "INSERT INTO entry SELECT 77, 'alone', kind, night, occurred_ms, recorded_ms, body, NULL, NULL
                 FROM entry WHERE sequence = 2",
            )
            .unwrap();
        let repaired = store.repair().unwrap();
        assert_eq!((repaired.before, repaired.changed.len()), (None, 0));
        assert!(repaired.left[0].contains("its line of the log is damaged"), "{:?}", repaired.left);
        assert!(repaired.left[1].contains("alone is in the diary and not in the log"), "{:?}", repaired.left);
        assert!(store.entries().unwrap().contains(&all[0]));
    }
}
