//! The person: one row.

use charley_domain::person::Person;
use rusqlite::OptionalExtension;

use crate::{Store, StoreError};

impl Store {
    /// The person as far as they said; nothing said yet is an empty [`Person`].
    ///
    /// # Errors
    /// [`StoreError::BadRow`] when the row does not hold a person.
    pub fn person(&self) -> Result<Person, StoreError> {
        let body: Option<String> =
            self.connection.query_row("SELECT body FROM person", [], |row| row.get(0)).optional()?;
        body.map_or_else(
            || Ok(Person::default()),
            |body| serde_json::from_str(&body).map_err(|error| StoreError::bad_row("person", error)),
        )
    }

    /// Replaces the person; on the disk when this returns.
    ///
    /// # Errors
    /// [`StoreError::Locked`], [`StoreError::Full`], [`StoreError::ReadOnly`]: then nothing was written.
    pub fn set_person(&mut self, person: &Person) -> Result<(), StoreError> {
        let body = serde_json::to_string(person).map_err(|error| StoreError::bad_row("person", error))?;
        self.connection.execute(
            "INSERT INTO person (one, body) VALUES (1, ?1) ON CONFLICT (one) DO UPDATE SET body = excluded.body",
            [body],
        )?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use charley_domain::{person::Sex, quantity::BodyMass};

    use super::*;

    #[test]
    fn a_person_comes_back_as_they_were_said() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(dir.path()).unwrap();
        assert_eq!(store.person().unwrap(), Person::default());
        let person = Person {
            sex: Some(Sex::Female),
            mass_kg: Some(BodyMass::from_kg(61.8).unwrap()),
            conditions: Some([].into()),
            ..Person::default()
        };
        store.set_person(&person).unwrap();
        assert_eq!(store.person().unwrap(), person);
    }
}
