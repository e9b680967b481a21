//! Taking back everything that a device did, in one transaction, and putting it back: entries become what the log says without
//! the lines of that device, and workouts that only it brought are hidden.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

use crate::{
    Store, StoreError,
    amend::{By, restore, retract},
    operations::{self, Deed, EntryState, Operation},
};

/// What a device did that stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Doings {
    /// Entries that it wrote, changed or took back.
    pub entries: usize,
    /// Workouts that only it brought.
    pub workouts: usize,
}

impl Doings {
    /// Whether there is nothing to take back.
    pub const fn is_empty(self) -> bool {
        self.entries == 0 && self.workouts == 0
    }
}

/// Workouts all of whose files a device sent.
const ITS_WORKOUTS: &str = "SELECT recording.workout FROM recording
     LEFT JOIN sent_file ON sent_file.sha256 = recording.sha256 AND sent_file.device = ?1
     GROUP BY recording.workout HAVING count(*) = count(sent_file.sha256)";

impl Store {
    /// What a device did that stands and would be taken back.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn doings(&self, device: Uuid) -> Result<Doings, StoreError> {
        let device = device.to_string();
        let sql = format!(
            "SELECT count(*) FROM ({ITS_WORKOUTS}) WHERE workout NOT IN (SELECT workout FROM hidden_workout)"
        );
        let workouts: i64 = self.connection.query_row(&sql, [&device], |row| row.get(0))?;
        let entries = without(&self.connection, &device)?.len();
        Ok(Doings { entries, workouts: workouts.cast_unsigned() as usize })
    }

    /// Takes back everything that a device did. What the owner wrote or changed stays as the owner left it, and what the device
    /// had changed or taken away of it comes again.
    ///
    /// # Errors
    /// [`StoreError::Locked`], [`StoreError::Full`], [`StoreError::ReadOnly`]: then nothing was taken back.
    pub fn take_back(&mut self, device: Uuid, now: Timestamp) -> Result<Doings, StoreError> {
        let by = By { device: self.acting, now };
        let transaction = self.write()?;
        let device = device.to_string();
        let before = last_line(&transaction)?;
        let changes = without(&transaction, &device)?;
        for change in &changes {
            change.make(&transaction, by)?;
        }
        let workouts = transaction.execute(
            &format!("INSERT INTO hidden_workout (workout, device, at_ms) SELECT workout, ?1, ?2 FROM ({ITS_WORKOUTS}) WHERE true ON CONFLICT DO NOTHING"),
            params![device, now.as_millisecond()],
        )?;
        transaction.execute(
            "INSERT INTO take_back (device, first, last, at_ms) VALUES (?1, ?2, ?3, ?4)",
            params![device, before + 1, last_line(&transaction)?, now.as_millisecond()],
        )?;
        transaction.commit()?;
        Ok(Doings { entries: changes.len(), workouts })
    }

    /// Puts back what [`Store::take_back`] took last of a device, but for entries that were changed since; gives what is back.
    ///
    /// # Errors
    /// As [`Store::take_back`].
    pub fn put_back_doings(&mut self, device: Uuid, now: Timestamp) -> Result<Doings, StoreError> {
        // They are its doings again: taken back once more they go once more.
        let by = By { device: Some(device), now };
        let transaction = self.write()?;
        let device = device.to_string();
        let Some(taken) = last_taken(&transaction, &device)? else { return Ok(Doings::default()) };
        let changes = as_before(&transaction, taken.lines)?;
        for change in &changes {
            change.make(&transaction, by)?;
        }
        let workouts = transaction.execute("DELETE FROM hidden_workout WHERE device = ?1", [&device])?;
        transaction.execute(
            "UPDATE take_back SET put_back_ms = ?2 WHERE id = ?1",
            params![taken.id, now.as_millisecond()],
        )?;
        transaction.commit()?;
        Ok(Doings { entries: changes.len(), workouts })
    }

    /// When everything that a device did was taken back last, where that was not undone.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn taken_back_at(&self, device: Uuid) -> Result<Option<Timestamp>, StoreError> {
        let taken = last_taken(&self.connection, &device.to_string())?;
        Ok(taken.and_then(|taken| Timestamp::from_millisecond(taken.at_ms).ok()))
    }

    /// Whether a device ever wrote an entry or sent a file, also where it was taken back since.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn has_sent(&self, device: Uuid) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM operation WHERE device = ?1)
                       OR EXISTS (SELECT 1 FROM sent_file WHERE device = ?1)";
        Ok(self.connection.prepare_cached(sql)?.query_row([device.to_string()], |row| row.get(0))?)
    }

    /// The times at which a device wrote entries or sent files, since a moment.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn sent_since(&self, device: Uuid, since: Timestamp) -> Result<Vec<Timestamp>, StoreError> {
        let mut select = self.connection.prepare_cached(
            "SELECT recorded_ms FROM operation WHERE device = ?1 AND recorded_ms > ?2
             UNION ALL SELECT at_ms FROM sent_file WHERE device = ?1 AND at_ms > ?2 ORDER BY 1",
        )?;
        let times =
            select.query_map(params![device.to_string(), since.as_millisecond()], |row| row.get(0))?;
        let times = times.collect::<Result<Vec<i64>, _>>()?;
        Ok(times.into_iter().filter_map(|ms| Timestamp::from_millisecond(ms).ok()).collect())
    }
}

/// One entry, and what it is to be.
struct Change {
    id: String,
    now: EntryState,
    then: Option<EntryState>,
}

impl Change {
    /// The change, where it is one.
    fn of(id: String, now: EntryState, then: Option<EntryState>) -> Option<Self> {
        let stood = then.as_ref().is_some_and(|then| then.retracted_ms.is_none());
        let stands = now.retracted_ms.is_none();
        let same_text = then.as_ref().is_some_and(|then| then.body == now.body);
        (stood != stands || (stood && !same_text)).then_some(Self { id, now, then })
    }

    fn make(&self, connection: &Connection, by: By) -> Result<(), StoreError> {
        let stands = self.now.retracted_ms.is_none();
        let Some(then) = self.then.as_ref().filter(|then| then.retracted_ms.is_none()) else {
            let replaced_by = self.then.as_ref().and_then(|then| then.replaced_by.as_deref());
            let said = replaced_by.map(|other| format!("{{\"replaced_by\":\"{other}\"}}"));
            retract(connection, &self.id, said.as_deref(), by)?;
            return Ok(());
        };
        if !stands {
            restore(connection, &self.id, None, by)?;
        }
        // A text that is none any more cannot be written anew; its checksum says so.
        if then.body != self.now.body
            && let Ok(body) = std::str::from_utf8(&then.body.0)
        {
            let amended = Operation {
                deed: Deed::Amend,
                entry: &self.id,
                body: Some(body),
                device: by.device,
                at: by.now,
            };
            let state = EntryState::of(amended.append(connection)?, then.body.clone());
            connection.execute("DELETE FROM entry WHERE id = ?1", [&self.id])?;
            state.insert(&self.id, connection)?;
        }
        Ok(())
    }
}

/// The entries that would be others had a device never been here.
fn without(connection: &Connection, device: &str) -> Result<Vec<Change>, StoreError> {
    let touched = entries_of(connection, "device = ?1", &[&device])?;
    if touched.is_empty() {
        return Ok(Vec::new());
    }
    let then = operations::follow_some(connection, |_, by| by != Some(device))?;
    changes(connection, touched, then)
}

/// The entries that certain lines of the log changed last, as they were before.
fn as_before(connection: &Connection, (first, last): (i64, i64)) -> Result<Vec<Change>, StoreError> {
    let touched = entries_of(
        connection,
        "sequence BETWEEN ?1 AND ?2 AND entry_id NOT IN (SELECT entry_id FROM operation WHERE sequence > ?2)",
        &[&first, &last],
    )?;
    let then = operations::follow_some(connection, |line, _| line < first)?;
    changes(connection, touched, then)
}

fn entries_of(
    connection: &Connection,
    which: &str,
    places: &[&dyn rusqlite::ToSql],
) -> Result<Vec<String>, StoreError> {
    let sql = format!("SELECT DISTINCT entry_id FROM operation WHERE {which} ORDER BY sequence");
    let mut select = connection.prepare(&sql)?;
    let ids = select.query_map(places, |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

fn changes(
    connection: &Connection,
    touched: Vec<String>,
    mut then: BTreeMap<String, EntryState>,
) -> Result<Vec<Change>, StoreError> {
    let mut now = operations::rows(connection)?;
    let change = |id: String| {
        let (now, then) = (now.remove(&id)?, then.remove(&id));
        Change::of(id, now, then)
    };
    Ok(touched.into_iter().filter_map(change).collect())
}

/// One time that everything of a device was taken back.
struct TakenBack {
    id: i64,
    lines: (i64, i64),
    at_ms: i64,
}

fn last_taken(connection: &Connection, device: &str) -> Result<Option<TakenBack>, StoreError> {
    let sql = "SELECT id, first, last, at_ms FROM take_back WHERE device = ?1 AND put_back_ms IS NULL
               ORDER BY id DESC LIMIT 1";
    let taken = connection.prepare_cached(sql)?.query_row([device], |row| {
        Ok(TakenBack { id: row.get(0)?, lines: (row.get(1)?, row.get(2)?), at_ms: row.get(3)? })
    });
    Ok(taken.optional()?)
}

fn last_line(connection: &Connection) -> Result<i64, StoreError> {
    let sql = "SELECT coalesce(max(sequence), 0) FROM operation";
    Ok(connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
}

#[cfg(test)]
mod tests {
    use charley_domain::entry::{Entry, Record};
    use proptest::prelude::*;

    use super::*;
    use crate::{Sent, entries::tests::entry};

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;
    const THIEF: Uuid = Uuid::from_u128(99);

    fn store() -> (tempfile::TempDir, Store) {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open_or_create(dir.path()).unwrap();
        (dir, store)
    }

    fn by(store: &mut Store, device: Option<Uuid>, act: impl FnOnce(&mut Store)) {
        store.act_for(device);
        act(store);
        store.act_for(None);
    }

    #[test]
    fn what_a_device_wrote_changed_and_took_away_is_as_if_it_had_never_been_here() {
        let (_dir, mut store) = store();
        let mine: Vec<Entry> = (1..5).map(|number| entry(number, Record::None)).collect();
        store.record_all(&mine).unwrap();
        let changed = Entry { record: Record::Unsure, ..mine[0].clone() };
        by(&mut store, Some(THIEF), |store| {
            store.record_all(&[entry(11, Record::Stretch), entry(12, Record::Stretch)]).unwrap();
            store.amend(&changed, NOW).unwrap();
            store.retract(mine[1].id, NOW).unwrap();
            store.replace(mine[2].id, &entry(13, Record::Unsure), NOW).unwrap();
        });
        let vouched = Entry { record: Record::WarmUp, ..entry(12, Record::Stretch) };
        store.amend(&vouched, NOW).unwrap();
        let before = store.entries().unwrap();
        assert_eq!(store.doings(THIEF).unwrap(), Doings { entries: 5, workouts: 0 });
        assert_eq!(store.take_back(THIEF, NOW).unwrap().entries, 5);
        let mut left = mine.clone();
        left.push(vouched);
        assert_eq!(store.entries().unwrap(), left, "what the owner changed since stays");
        assert!(store.doings(THIEF).unwrap().is_empty());
        assert_eq!(store.verify(&mut |_, _| ()).unwrap().wrong, Vec::<String>::new());

        assert_eq!(store.taken_back_at(THIEF).unwrap(), Some(NOW));
        assert_eq!(store.put_back_doings(THIEF, NOW).unwrap().entries, 5);
        assert_eq!(store.entries().unwrap(), before);
        assert_eq!(store.taken_back_at(THIEF).unwrap(), None);
        assert!(store.put_back_doings(THIEF, NOW).unwrap().is_empty(), "once");
        assert_eq!(store.take_back(THIEF, NOW).unwrap().entries, 5, "and back once more");
        assert_eq!(store.entries().unwrap(), left);
    }

    #[test]
    fn five_thousand_entries_of_a_token_go_and_come_in_one_transaction_each() {
        let (_dir, mut store) = store();
        let sent = |number| Sent { entry: entry(number, Record::Stretch), device: Some(THIEF) };
        store.record_each(&(1..5001).map(sent).collect::<Vec<_>>()).unwrap();
        store.record(&entry(6000, Record::None)).unwrap();
        assert_eq!(store.take_back(THIEF, NOW).unwrap().entries, 5000);
        assert_eq!(store.entries().unwrap(), [entry(6000, Record::None)]);
        assert_eq!(store.put_back_doings(THIEF, NOW).unwrap().entries, 5000);
        assert_eq!(store.entries().unwrap().len(), 5001);
        assert_eq!(store.sent_since(THIEF, NOW).unwrap().len(), 5000);
    }

    /// One of the ways to write, told by numbers.
    fn write(store: &mut Store, step: usize, (way, which, other): (u8, u128, u128)) {
        let record = if step.is_multiple_of(2) { Record::None } else { Record::Stretch };
        let (first, second) = (entry(which, record.clone()), entry(other, record));
        match way {
            0 => drop(store.record(&first).unwrap()),
            1 => drop(store.amend(&first, NOW).unwrap()),
            2 => drop(store.retract(first.id, NOW).unwrap()),
            3 => drop(store.put_back(first.id, NOW).unwrap()),
            4 => drop(store.replace(first.id, &second, NOW).unwrap()),
            5 => drop(store.undo(NOW).unwrap()),
            6 => drop(store.take_back(THIEF, NOW).unwrap()),
            _ => drop(store.put_back_doings(THIEF, NOW).unwrap()),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn whatever_was_done_by_whom_the_diary_is_the_log_without_the_device_and_comes_back_as_it_was(
            deeds in prop::collection::vec((any::<bool>(), (0_u8..8, 1_u128..5, 1_u128..5)), 1..30)
        ) {
            let (_dir, mut store) = store();
            store.connection.pragma_update(None, "synchronous", "OFF").unwrap();
            for (step, (thief, deed)) in deeds.into_iter().enumerate() {
                by(&mut store, thief.then_some(THIEF), |store| write(store, step, deed));
            }
            let before = store.entries().unwrap();
            store.take_back(THIEF, NOW).unwrap();
            prop_assert!(store.doings(THIEF).unwrap().is_empty());
            prop_assert_eq!(store.verify(&mut |_, _| ()).unwrap().wrong, Vec::<String>::new());
            store.put_back_doings(THIEF, NOW).unwrap();
            prop_assert_eq!(store.entries().unwrap(), before);
            prop_assert_eq!(store.verify(&mut |_, _| ()).unwrap().wrong, Vec::<String>::new());
        }
    }
}
