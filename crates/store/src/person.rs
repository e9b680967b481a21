//! The person: one row.

use crate::{Store, StoreError, unreadable::json};
use charley_domain::person::Person;

impl Store {
    /// The person as far as they said; nothing said yet is an empty [`Person`], and so is what cannot be read: whoever is not
    /// known is treated with the most caution. [`Store::unreadable`] tells of it.
    ///
    /// # Errors
    /// When the database cannot be read at all.
    pub fn person(&self) -> Result<Person, StoreError> {
        let body = self.one("person")?;
        Ok(body.and_then(|body| serde_json::from_slice(&body.0).ok()).unwrap_or_default())
    }

    /// Replaces the person; on the disk when this returns.
    ///
    /// # Errors
    /// [`StoreError::Locked`], [`StoreError::Full`], [`StoreError::ReadOnly`]: then nothing was written.
    pub fn set_person(&mut self, person: &Person) -> Result<(), StoreError> {
        let body = serde_json::to_string(person).map_err(|error| StoreError::bad_row("person", error))?;
        self.set_one("person", &body, json::<Person>)
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
