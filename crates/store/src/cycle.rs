//! Menstruation that archives told: it goes from the diary when its owner no longer wants it kept, and comes again when they do.

use charley_domain::person::Person;
use jiff::Timestamp;
use rusqlite::Connection;

use crate::{
    Store, StoreError,
    amend::{self, By},
};

/// What the log tells of an entry that went because its kind is not kept.
const NOT_KEPT: &str = r#"{"not_kept":true}"#;

impl Store {
    /// Replaces the person, and does what their word on records of menstruation says: those that stand go, or those that went
    /// come again. Gives how many did. It looks each time, whether or not the word is new, so that what a power cut left half done
    /// is done the next time.
    ///
    /// # Errors
    /// As [`Store::set_person`]; then nothing went or came.
    pub fn set_person_and_cycle(&mut self, person: &Person, now: Timestamp) -> Result<usize, StoreError> {
        self.set_person(person)?;
        let by = By { device: self.acting, now };
        let transaction = self.write()?;
        let moved = if person.keeps_cycle() { come(&transaction, by)? } else { go(&transaction, by)? };
        transaction.commit()?;
        Ok(moved)
    }
}

/// Takes out all menstruation that stands.
pub(crate) fn go(connection: &Connection, by: By) -> Result<usize, StoreError> {
    let standing = ids(
        connection,
        "SELECT id FROM entry WHERE kind = 'observed' AND retracted_ms IS NULL
         AND json_valid(body) AND body ->> '$.observed' = 'menstruation'",
    )?;
    for id in &standing {
        amend::retract(connection, id, Some(NOT_KEPT), by)?;
    }
    Ok(standing.len())
}

/// Brings back what [`go`] took out; what the person took back one by one stays taken back.
fn come(connection: &Connection, by: By) -> Result<usize, StoreError> {
    let gone = ids(
        connection,
        "SELECT entry_id FROM (SELECT entry_id, kind, body, max(sequence) FROM operation GROUP BY entry_id)
         WHERE kind = 'retract' AND json_valid(body) AND body ->> '$.not_kept'",
    )?;
    for id in &gone {
        amend::restore(connection, id, None, by)?;
    }
    Ok(gone.len())
}

fn ids(connection: &Connection, sql: &str) -> Result<Vec<String>, StoreError> {
    let mut select = connection.prepare_cached(sql)?;
    let ids = select.query_map([], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use charley_domain::{
        entry::{Entry, EntrySource, Record},
        moment::{Moment, Precision},
        night::NightOf,
        observation::{MenstrualFlow, Observation, Observed},
    };
    use uuid::Uuid;

    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn entry(number: u128, what: Observed) -> Entry {
        let zoned = "2026-05-01T00:00[UTC]".parse().unwrap();
        Entry {
            id: Uuid::from_u128(number),
            occurred_at: Moment::of(&zoned),
            recorded_at: at("2026-06-01T10:00Z"),
            source: EntrySource::Import,
            precision: Precision::Minutes,
            asked: false,
            night: NightOf(zoned.date()),
            record: Record::Observed(Observation::by_device("Health".to_owned(), what)),
        }
    }

    #[test]
    fn what_is_not_kept_goes_and_comes_again_with_the_same_word() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(dir.path()).unwrap();
        let keeps = |yes| Person { cycle: Some(yes), ..Person::default() };
        assert_eq!(store.set_person_and_cycle(&keeps(true), at("2026-06-01T09:00Z")).unwrap(), 0);
        let day = |number| entry(number, Observed::Menstruation { flow: MenstrualFlow::Light });
        for one in [day(1), day(2), entry(3, Observed::Steps { count: 9 })] {
            store.record(&one).unwrap();
        }
        // Taken back by itself: it stays so.
        store.delete(Uuid::from_u128(2), at("2026-06-01T10:10Z")).unwrap();
        let standing = |store: &Store| store.entries().unwrap().len();
        assert_eq!(
            (store.set_person_and_cycle(&keeps(false), at("2026-06-01T11:00Z")).unwrap(), standing(&store)),
            (1, 1)
        );
        assert_eq!(store.set_person_and_cycle(&keeps(false), at("2026-06-01T11:01Z")).unwrap(), 0);
        // Nothing of it is a step of the person that could be undone instead of their last one.
        let undone = store.undo(at("2026-06-01T11:02Z")).unwrap().unwrap();
        assert_eq!(undone.entry.id, Uuid::from_u128(2));
        assert_eq!(
            (store.set_person_and_cycle(&keeps(true), at("2026-06-01T12:00Z")).unwrap(), standing(&store)),
            (1, 3)
        );
        // Cut off between the two: the word is there and the days still stand.
        store.set_person(&keeps(false)).unwrap();
        assert_eq!(
            (store.set_person_and_cycle(&keeps(false), at("2026-06-01T13:00Z")).unwrap(), standing(&store)),
            (2, 1)
        );
    }
}
