//! The diary: entries recorded, read in order, and taken back without being erased. Each write is a line of the log and the
//! row that follows from it, in one transaction.

use charley_domain::{
    entry::Entry,
    lifetime::{Lifetime, OutOfLife},
};
use rusqlite::{Connection, params};
use uuid::Uuid;

use crate::{
    Store, StoreError,
    operations::{Deed, Operation, Raw},
    unreadable,
};

/// What became of an entry that was to be recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recorded {
    /// It is new, and on the disk now.
    New,
    /// An entry of this id is already there; it was kept as it is.
    Known,
}

/// What became of one of many entries.
#[derive(Debug, Clone, PartialEq)]
pub enum Kept {
    /// It is new, and on the disk now.
    New,
    /// An entry of this id is already there: this one. It was kept as it is, also when it was taken back since.
    Known(Box<Entry>),
    /// An entry of this id is already there and cannot be read; it was kept as it is.
    Unreadable,
    /// It cannot have happened when it says, and was not kept.
    Impossible(OutOfLife),
}

/// An entry on its way in, with the device that sent it.
#[derive(Debug, Clone, PartialEq)]
pub struct Sent {
    /// The entry.
    pub entry: Entry,
    /// The device; `None` for this machine.
    pub device: Option<Uuid>,
}

impl From<Entry> for Sent {
    fn from(entry: Entry) -> Self {
        Self { entry, device: None }
    }
}

impl Store {
    /// Records an entry; it is on the disk when this returns. The same id again changes nothing, also when that entry was
    /// taken back since.
    ///
    /// # Errors
    /// [`StoreError::Locked`], [`StoreError::Full`], [`StoreError::ReadOnly`], [`StoreError::Impossible`]: then nothing was
    /// written.
    pub fn record(&mut self, entry: &Entry) -> Result<Recorded, StoreError> {
        Ok(if self.record_all(std::slice::from_ref(entry))? == 1 { Recorded::New } else { Recorded::Known })
    }

    /// Records many entries in one transaction, all or none, and gives how many of them are new.
    ///
    /// # Errors
    /// As [`Store::record`].
    pub fn record_all(&mut self, entries: &[Entry]) -> Result<usize, StoreError> {
        for entry in entries {
            self.possible(entry)?;
        }
        let device = self.acting;
        let transaction = self.write()?;
        let mut new = 0;
        for entry in entries {
            new += usize::from(record(&transaction, entry, device)?);
        }
        transaction.commit()?;
        Ok(new)
    }

    /// Records many entries in one transaction and says of each what became of it: one that is refused keeps no other out.
    /// One wait for the disk serves them all.
    ///
    /// # Errors
    /// As [`Store::record`].
    pub fn record_each(&mut self, sent: &[Sent]) -> Result<Vec<Kept>, StoreError> {
        let born = self.person()?.born;
        let transaction = self.write()?;
        let mut kept = Vec::with_capacity(sent.len());
        for Sent { entry, device } in sent {
            kept.push(match Lifetime::until(entry.recorded_at).born(born).check_entry(entry) {
                Err(impossible) => Kept::Impossible(impossible),
                Ok(()) if record(&transaction, entry, *device)? => Kept::New,
                Ok(()) => known(&transaction, entry.id)?,
            });
        }
        transaction.commit()?;
        Ok(kept)
    }

    /// Whether an entry can be true of the person of this diary: the last gate of every way in.
    pub(crate) fn possible(&self, entry: &Entry) -> Result<(), StoreError> {
        Ok(Lifetime::of(&self.person()?, entry.recorded_at).check_entry(entry)?)
    }

    /// Keeps an entry as Charley 0.1.0 did, whatever its time.
    #[doc(hidden)]
    pub fn record_unchecked_for_test(&mut self, entry: &Entry) -> Result<(), StoreError> {
        let transaction = self.write()?;
        record(&transaction, entry, None)?;
        Ok(transaction.commit()?)
    }

    /// All entries that were not taken back and can be read, in the order of the moments they speak of. What cannot be read
    /// is told by [`Store::unreadable`].
    ///
    /// # Errors
    /// When the database cannot be read at all.
    pub fn entries(&self) -> Result<Vec<Entry>, StoreError> {
        Ok(self.decoded()?.entries.clone())
    }

    /// The newest entries in the order of writing, newest first.
    ///
    /// # Errors
    /// As [`Store::entries`].
    pub fn last_entries(&self, count: usize) -> Result<Vec<Entry>, StoreError> {
        self.read("SELECT body FROM entry WHERE retracted_ms IS NULL ORDER BY sequence DESC", count)
    }

    /// Whether an entry of an id is there, also one that was taken back.
    ///
    /// # Errors
    /// As [`Store::entries`].
    pub fn knows(&self, id: Uuid) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM entry WHERE id = ?1)";
        Ok(self.connection.prepare_cached(sql)?.query_row([id.to_string()], |row| row.get(0))?)
    }

    fn read(&self, sql: &str, count: usize) -> Result<Vec<Entry>, StoreError> {
        let mut select = self.connection.prepare_cached(sql)?;
        let mut rows = select.query([])?;
        let mut entries = Vec::new();
        while entries.len() < count
            && let Some(row) = rows.next()?
        {
            entries.extend(unreadable::entry(&Raw::of(row.get_ref(0)?)).ok());
        }
        Ok(entries)
    }

    /// The entry of an id, unless it was taken back or cannot be read.
    ///
    /// # Errors
    /// As [`Store::entries`].
    pub fn entry(&self, id: Uuid) -> Result<Option<Entry>, StoreError> {
        unreadable::standing(&self.connection, &id.to_string())
    }
}

/// Records an entry, unless its id is there; whether it is new.
pub(crate) fn record(
    connection: &Connection,
    entry: &Entry,
    device: Option<Uuid>,
) -> Result<bool, StoreError> {
    let id = entry.id.to_string();
    let there: bool = connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM entry WHERE id = ?1)")?
        .query_row([&id], |row| row.get(0))?;
    if there {
        return Ok(false);
    }
    let body = print(entry)?;
    let at = entry.recorded_at;
    let sequence =
        Operation { deed: Deed::Record, entry: &id, body: Some(&body), device, at }.append(connection)?;
    write(connection, sequence, entry, &body)?;
    Ok(true)
}

/// Puts the text of an operation into the row of its entry.
pub(crate) fn write(
    connection: &Connection,
    sequence: i64,
    entry: &Entry,
    body: &str,
) -> Result<(), StoreError> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO entry (sequence, id, kind, night, occurred_ms, recorded_ms, body)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (id) DO UPDATE SET sequence = excluded.sequence, kind = excluded.kind, night = excluded.night,
             occurred_ms = excluded.occurred_ms, recorded_ms = excluded.recorded_ms, body = excluded.body",
    )?;
    insert.execute(params![
        sequence,
        entry.id.to_string(),
        entry.record.kind(),
        entry.night.to_string(),
        entry.occurred_at.instant.as_millisecond(),
        entry.recorded_at.as_millisecond(),
        body,
    ])?;
    Ok(())
}

fn known(connection: &Connection, id: Uuid) -> Result<Kept, StoreError> {
    let mut select = connection.prepare_cached("SELECT body FROM entry WHERE id = ?1")?;
    let body = select.query_row([id.to_string()], |row| Ok(Raw::of(row.get_ref(0)?)))?;
    Ok(unreadable::entry(&body).map_or(Kept::Unreadable, |entry| Kept::Known(Box::new(entry))))
}

pub(crate) fn print(entry: &Entry) -> Result<String, StoreError> {
    serde_json::to_string(entry).map_err(|error| StoreError::bad_row("entry", error))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use charley_domain::{
        entry::{EntrySource, Record},
        moment::{Moment, Precision},
        night::NightOf,
    };
    use jiff::Timestamp;

    pub(crate) fn entry(number: u128, record: Record) -> Entry {
        let instant = Timestamp::from_second(1_790_000_000 + number as i64 * 60).unwrap();
        let occurred_at = Moment { instant, offset_s: 3600, zone: Some("Europe/Berlin".into()) };
        Entry {
            id: Uuid::from_u128(number),
            night: NightOf::of(&occurred_at),
            occurred_at,
            recorded_at: instant,
            source: EntrySource::Terminal,
            precision: Precision::Exact,
            asked: false,
            record,
        }
    }

    fn store() -> (tempfile::TempDir, Store) {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open_or_create(dir.path()).unwrap();
        (dir, store)
    }

    #[test]
    fn the_same_id_is_one_entry_also_after_undo() {
        let (_dir, mut store) = store();
        let first = entry(1, Record::None);
        assert_eq!(store.record(&first).unwrap(), Recorded::New);
        let other = Entry { record: Record::Unsure, ..first.clone() };
        assert_eq!(store.record(&other).unwrap(), Recorded::Known);
        assert_eq!(store.entries().unwrap(), std::slice::from_ref(&first));
        assert_eq!(
            store.undo(Timestamp::UNIX_EPOCH).unwrap().map(|undone| undone.entry),
            Some(first.clone())
        );
        assert_eq!(store.record(&first).unwrap(), Recorded::Known);
        assert_eq!(store.entries().unwrap(), []);
    }

    #[test]
    fn of_many_entries_each_is_new_or_shows_what_was_there() {
        let (_dir, mut store) = store();
        let first = entry(1, Record::None);
        let other = Entry { record: Record::Unsure, ..first.clone() };
        let kept =
            store.record_each(&[first.clone(), entry(2, Record::Stretch), other].map(Sent::from)).unwrap();
        assert_eq!(kept, [Kept::New, Kept::New, Kept::Known(Box::new(first.clone()))]);
        store.undo(Timestamp::UNIX_EPOCH).unwrap();
        assert!(matches!(store.record_each(&[entry(2, Record::None).into()]).unwrap()[..], [Kept::Known(_)]));
        assert_eq!(store.entries().unwrap(), [first]);
    }

    #[test]
    fn undo_goes_by_the_order_of_writing_and_not_by_the_clock() {
        let (_dir, mut store) = store();
        let (late, early) = (entry(9, Record::Stretch), entry(2, Record::WarmUp));
        store.record(&late).unwrap();
        store.record(&early).unwrap();
        assert_eq!(store.last_entries(1).unwrap(), std::slice::from_ref(&early));
        assert_eq!(store.undo(Timestamp::UNIX_EPOCH).unwrap().map(|undone| undone.entry), Some(early));
        assert_eq!(store.undo(Timestamp::UNIX_EPOCH).unwrap().map(|undone| undone.entry), Some(late));
        assert_eq!(store.undo(Timestamp::UNIX_EPOCH).unwrap().map(|undone| undone.entry), None);
    }

    #[test]
    fn what_was_replaced_comes_again_with_undo() {
        let (_dir, mut store) = store();
        let (old, new, later) = (entry(1, Record::None), entry(2, Record::Unsure), entry(3, Record::Stretch));
        store.record(&old).unwrap();
        assert!(store.replace(old.id, &new, Timestamp::UNIX_EPOCH).unwrap());
        assert!(!store.replace(old.id, &later, Timestamp::UNIX_EPOCH).unwrap(), "it is gone already");
        assert!(!store.replace(new.id, &new, Timestamp::UNIX_EPOCH).unwrap(), "the id is known");
        assert_eq!(store.entries().unwrap(), std::slice::from_ref(&new));
        assert!(!store.put_back(old.id, Timestamp::UNIX_EPOCH).unwrap(), "its place is taken");
        store.record(&later).unwrap();
        assert_eq!(
            store.undo_one(new.id, Timestamp::UNIX_EPOCH).unwrap().map(|undone| undone.entry),
            Some(new)
        );
        assert_eq!(store.entries().unwrap(), [old, later]);
    }

    #[test]
    fn one_entry_is_taken_back_and_put_back_by_its_id() {
        let (_dir, mut store) = store();
        let (first, second) = (entry(1, Record::None), entry(2, Record::Stretch));
        store.record_all(&[first.clone(), second.clone()]).unwrap();
        assert!(store.retract(first.id, Timestamp::UNIX_EPOCH).unwrap());
        assert!(!store.retract(first.id, Timestamp::UNIX_EPOCH).unwrap());
        assert_eq!(store.entries().unwrap(), std::slice::from_ref(&second));
        assert!(store.put_back(first.id, Timestamp::UNIX_EPOCH).unwrap());
        assert!(!store.put_back(first.id, Timestamp::UNIX_EPOCH).unwrap());
        assert_eq!(store.entries().unwrap(), [first, second]);
    }

    #[test]
    fn what_cannot_have_happened_is_refused_on_every_way_in() {
        let (_dir, mut store) = store();
        let born = Some("1980-05-01".parse().unwrap());
        store.set_person(&charley_domain::person::Person { born, ..Default::default() }).unwrap();
        let good = entry(1, Record::Stretch);
        store.record(&good).unwrap();
        let at = |instant: &str| {
            let occurred_at = Moment { instant: instant.parse().unwrap(), ..good.occurred_at.clone() };
            Entry { id: Uuid::from_u128(2), night: NightOf::of(&occurred_at), occurred_at, ..good.clone() }
        };
        let refused = |outcome: Result<(), StoreError>| {
            assert!(matches!(outcome, Err(StoreError::Impossible(_))), "{outcome:?}");
        };
        for instant in ["0001-01-01T00:00:00Z", "1979-12-31T00:00:00Z", "2026-09-23T13:00:00Z"] {
            let bad = at(instant);
            refused(store.record(&bad).map(drop));
            refused(store.record_all(&[entry(3, Record::WarmUp), bad.clone()]).map(drop));
            refused(store.amend(&Entry { id: good.id, ..bad.clone() }, Timestamp::UNIX_EPOCH).map(drop));
            refused(store.replace(good.id, &bad, Timestamp::UNIX_EPOCH).map(drop));
            let each = store.record_each(&[bad, entry(4, Record::WarmUp)].map(Sent::from)).unwrap();
            assert!(matches!(each[..], [Kept::Impossible(_), Kept::New | Kept::Known(_)]), "{each:?}");
        }
        assert_eq!(store.entries().unwrap(), [good, entry(4, Record::WarmUp)]);
    }

    #[test]
    fn entries_outlive_the_process() {
        let (dir, mut store) = store();
        let kept: Vec<Entry> = (0..20).map(|number| entry(number, Record::Stretch)).collect();
        assert_eq!(store.record_all(&kept).unwrap(), 20);
        assert_eq!(store.record_all(&kept).unwrap(), 0);
        drop(store);
        assert_eq!(Store::open(dir.path()).unwrap().entries().unwrap(), kept);
    }
}
