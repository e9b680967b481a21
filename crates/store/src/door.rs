//! The door of this machine: the name of its own host, where Charley listened last, and what is asked before the diary is shown.

use rusqlite::{OptionalExtension, params};

use crate::{Store, StoreError};

/// What is kept of the door.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Door {
    /// Name of its own host, which nothing else on this machine can guess.
    pub name: String,
    /// Where Charley listened last, as in `127.0.0.1:4771`.
    pub address: Option<String>,
    /// Slow salted hash of the passphrase, where there is one.
    pub passphrase: Option<String>,
}

impl Store {
    /// What is kept of the door; nothing before Charley was served.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn door(&self) -> Result<Option<Door>, StoreError> {
        let mut select = self.connection.prepare_cached("SELECT name, address, passphrase FROM door")?;
        let door = select.query_row([], |row| {
            Ok(Door { name: row.get(0)?, address: row.get(1)?, passphrase: row.get(2)? })
        });
        Ok(door.optional()?)
    }

    /// Keeps what is known of the door.
    ///
    /// # Errors
    /// [`StoreError::Locked`], [`StoreError::Full`], [`StoreError::ReadOnly`]: then nothing was written.
    pub fn set_door(&mut self, door: &Door) -> Result<(), StoreError> {
        self.connection.execute(
            "INSERT INTO door (one, name, address, passphrase) VALUES (1, ?1, ?2, ?3)
             ON CONFLICT (one) DO UPDATE
             SET name = excluded.name, address = excluded.address, passphrase = excluded.passphrase",
            params![door.name, door.address, door.passphrase],
        )?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_door_is_kept() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(dir.path()).unwrap();
        assert_eq!(store.door().unwrap(), None);
        let door = Door { name: "charley-x".into(), ..Door::default() };
        store.set_door(&door).unwrap();
        let other = Door { passphrase: Some("$argon2id$".into()), ..door };
        store.set_door(&other).unwrap();
        drop(store);
        assert_eq!(Store::open(dir.path()).unwrap().door().unwrap(), Some(other));
    }
}
