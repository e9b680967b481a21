//! Rows that this version cannot read: set aside, counted and named, never in the way of the others.

use charley_domain::{
    entry::Entry, lifetime::Lifetime, night::NightOf, person::Person, workout::WorkoutHead,
};
use rusqlite::{Connection, OptionalExtension};
use serde_json::Value;

use crate::{Store, StoreError, operations::Raw, trials};

/// A row that was set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// What it should be: `entry`, `person`, `plan`, `trial`, `workout`.
    pub what: &'static str,
    /// Its id.
    pub id: String,
    /// Why it cannot be read.
    pub why: String,
    /// What it holds.
    pub body: String,
}

/// The entry of a text, unless it cannot be read or speaks of a time in which nobody lived who keeps a diary.
pub(crate) fn entry(body: &Raw) -> Result<Entry, String> {
    let entry: Entry = serde_json::from_slice(&body.0).map_err(|error| error.to_string())?;
    Lifetime::check_stored(&entry).map_err(|error| error.to_string())?;
    Ok(entry)
}

/// The entry of an id that stands and can be read.
pub(crate) fn standing(connection: &Connection, id: &str) -> Result<Option<Entry>, StoreError> {
    let sql = "SELECT body FROM entry WHERE id = ?1 AND retracted_ms IS NULL";
    let body = connection.prepare_cached(sql)?.query_row([id], |row| Ok(Raw::of(row.get_ref(0)?)));
    Ok(body.optional()?.and_then(|body| entry(&body).ok()))
}

impl Store {
    /// Everything that is set aside when the diary is read.
    ///
    /// # Errors
    /// When the database cannot be read at all.
    pub fn unreadable(&self) -> Result<Vec<Unreadable>, StoreError> {
        let mut found = self.decoded()?.unreadable.clone();
        found.extend(self.unreadable_in("person", "SELECT 'person', body FROM person", json::<Person>)?);
        found.extend(self.unreadable_in("plan", "SELECT 'plan', body FROM plan", json::<Value>)?);
        found.extend(self.unreadable_in("workout", "SELECT id, head FROM workout", json::<WorkoutHead>)?);
        found.extend(trials::unreadable(self)?);
        Ok(found)
    }

    /// The nights of which standing entries speak, without what is of no night: medicines, answers to red flags, pauses.
    ///
    /// # Errors
    /// When the database cannot be read at all.
    pub fn nights(&self) -> Result<Vec<NightOf>, StoreError> {
        let mut select = self.connection.prepare_cached(
            "SELECT DISTINCT night FROM entry
             WHERE retracted_ms IS NULL AND kind NOT IN ('medicine', 'triage', 'pause')",
        )?;
        let mut rows = select.query([])?;
        let mut nights = Vec::new();
        while let Some(row) = rows.next()? {
            nights.extend(Raw::of(row.get_ref(0)?).text().parse::<NightOf>().ok());
        }
        Ok(nights)
    }

    /// Whether some night has more than so many standing entries of one kind.
    ///
    /// # Errors
    /// When the database cannot be read at all.
    pub fn has_a_night_of_more_than(&self, most: usize) -> Result<bool, StoreError> {
        let mut select = self.connection.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM entry WHERE retracted_ms IS NULL GROUP BY night, kind HAVING count(*) > ?1)",
        )?;
        Ok(select.query_row([most as i64], |row| row.get(0))?)
    }

    fn unreadable_in(
        &self,
        what: &'static str,
        sql: &str,
        read: impl Fn(&Raw) -> Result<(), String>,
    ) -> Result<Vec<Unreadable>, StoreError> {
        let mut select = self.connection.prepare_cached(sql)?;
        let mut rows = select.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let body = Raw::of(row.get_ref(1)?);
            if let Err(why) = read(&body) {
                found.push(Unreadable { what, id: Raw::of(row.get_ref(0)?).text(), why, body: body.text() });
            }
        }
        Ok(found)
    }

    /// Makes every row of the diary another than the log says, as a flipped bit or another program would.
    #[doc(hidden)]
    pub fn disturb_entries_for_test(&self) -> Result<(), StoreError> {
        self.connection.execute("UPDATE entry SET kind = 'none', night = '2020-01-01'", [])?;
        Ok(())
    }

    /// Writes over what an entry holds, in its row and in the log, as a flipped bit or a newer Charley would.
    #[doc(hidden)]
    pub fn damage_for_test(&self, id: uuid::Uuid, from: &str, to: &str) -> Result<(), StoreError> {
        self.connection.execute_batch(&format!(
            "DROP TRIGGER operation_is_never_changed;
             UPDATE entry SET body = replace(body, '{from}', '{to}') WHERE id = '{id}';
             UPDATE operation SET body = replace(body, '{from}', '{to}') WHERE entry_id = '{id}';
             CREATE TRIGGER operation_is_never_changed BEFORE UPDATE ON operation
             BEGIN SELECT RAISE (ABORT, 'the log is append only'); END;"
        ))?;
        Ok(())
    }
}

pub(crate) fn json<T: serde::de::DeserializeOwned>(body: &Raw) -> Result<(), String> {
    serde_json::from_slice::<T>(&body.0).map(drop).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use charley_domain::entry::Record;
    use jiff::Timestamp;

    use super::*;
    use crate::{Kept, Sent, entries::tests::entry};

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    #[test]
    fn one_bad_row_is_set_aside_and_everything_else_goes_on() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(dir.path()).unwrap();
        let all: Vec<Entry> = (1..=3).map(|number| entry(number, Record::Stretch)).collect();
        store.record_all(&all).unwrap();
        // A newer kind, no JSON at all, no text at all.
        store.damage_for_test(all[2].id, "stretch", "spasm").unwrap();
        store.damage_for_test(all[0].id, "{", "").unwrap();
        assert_eq!(store.entries().unwrap(), all[1..2]);
        assert_eq!(store.last_entries(5).unwrap(), all[1..2]);
        assert_eq!(store.entry(all[2].id).unwrap(), None);
        let found = store.unreadable().unwrap();
        assert_eq!((found.len(), found[0].what, &found[1].id), (2, "entry", &all[2].id.to_string()));
        assert!(found[1].why.contains("spasm") && found[1].body.contains("spasm"), "{found:?}");
        let more = entry(4, Record::None);
        assert_eq!(
            store.record_each(&[all[2].clone(), more.clone()].map(Sent::from)).unwrap(),
            [Kept::Unreadable, Kept::New]
        );
        assert_eq!(store.undo(NOW).unwrap().map(|undone| undone.entry), Some(more));
        assert_eq!(store.undo(NOW).unwrap().map(|undone| undone.entry), Some(all[1].clone()));
        assert_eq!(
            store.undo(NOW).unwrap().map(|undone| undone.entry),
            None,
            "what cannot be read is not taken back by chance"
        );
        let wrong = store.verify(&mut |_, _| ()).unwrap().wrong;
        assert!(
            all.iter().step_by(2).all(|bad| wrong.iter().any(|line| line.contains(&bad.id.to_string()))),
            "{wrong:?}"
        );
        assert!(store.retract(all[2].id, NOW).unwrap(), "by its id it is");
        assert_eq!(store.unreadable().unwrap().len(), 1);
    }

    #[test]
    fn a_person_that_cannot_be_read_is_nobody_known_and_is_kept_when_said_anew() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(dir.path()).unwrap();
        store.set_person(&Person { born: Some("1980-05-01".parse().unwrap()), ..Person::default() }).unwrap();
        store.connection.execute("UPDATE person SET body = '{\"born\":7}'", []).unwrap();
        assert_eq!(store.person().unwrap(), Person::default());
        assert_eq!(store.unreadable().unwrap()[0].what, "person");
        store.set_person(&Person::default()).unwrap();
        let kept: String =
            store.connection.query_row("SELECT body FROM set_aside", [], |row| row.get(0)).unwrap();
        assert_eq!(kept, "{\"born\":7}");
    }
}
