//! Devices and programs that may come in from outside: each with a name, a scope, and the hash of its secret.

use std::{fmt, str::FromStr};

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, params};
use uuid::Uuid;

use crate::{ContentHash, Store, StoreError};

/// What a device may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Add entries and workout files; read nothing.
    Append,
    /// Look at pages; write nothing.
    Read,
    /// What the person at the machine may do: a paired browser.
    Browser,
}

impl Scope {
    /// The word in the database and in the form.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Append => "append",
            Self::Read => "read",
            Self::Browser => "browser",
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A word that is no scope.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no scope: say append, read or browser")]
pub struct UnknownScope(String);

impl FromStr for Scope {
    type Err = UnknownScope;
    fn from_str(word: &str) -> Result<Self, UnknownScope> {
        let all = [Self::Append, Self::Read, Self::Browser];
        all.into_iter().find(|scope| scope.word() == word).ok_or_else(|| UnknownScope(word.to_owned()))
    }
}

/// One device that was let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// Identity.
    pub id: Uuid,
    /// The name the person gave it.
    pub name: String,
    /// What it may do.
    pub scope: Scope,
    /// When it was let in.
    pub created_at: Timestamp,
    /// When it was last here, to the hour.
    pub used_at: Option<Timestamp>,
}

const COLUMNS: &str = "id, name, scope, created_ms, used_ms";

impl Store {
    /// Lets a device in: whoever shows the secret of this hash is it from now on.
    ///
    /// # Errors
    /// [`StoreError::Locked`], [`StoreError::Full`], [`StoreError::ReadOnly`]: then nothing was written.
    pub fn add_device(&mut self, device: &Device, secret_hash: &ContentHash) -> Result<(), StoreError> {
        self.connection.execute(
            "INSERT INTO device (id, name, scope, secret_hash, created_ms) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![
                device.id.to_string(),
                device.name,
                device.scope.word(),
                secret_hash.to_string(),
                device.created_at.as_millisecond(),
            ],
        )?;
        Ok(())
    }

    /// All devices that are let in, the newest first.
    ///
    /// # Errors
    /// [`StoreError::BadRow`] when a row does not hold a device.
    pub fn devices(&self) -> Result<Vec<Device>, StoreError> {
        let mut select = self.connection.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM device WHERE revoked_ms IS NULL ORDER BY created_ms DESC, id"
        ))?;
        let rows = select.query_map([], columns)?;
        rows.map(|row| device(row?)).collect()
    }

    /// The device whose secret has this hash, unless it was revoked.
    ///
    /// # Errors
    /// As [`Store::devices`].
    pub fn device_of(&self, secret_hash: &ContentHash) -> Result<Option<Device>, StoreError> {
        let mut select = self.connection.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM device WHERE secret_hash = ?1 AND revoked_ms IS NULL"
        ))?;
        select.query_row([secret_hash.to_string()], columns).optional()?.map(device).transpose()
    }

    /// Locks a device out for good; whether there was one to lock out.
    ///
    /// # Errors
    /// As [`Store::add_device`].
    pub fn revoke_device(&mut self, id: Uuid, now: Timestamp) -> Result<bool, StoreError> {
        let revoked = self.connection.execute(
            "UPDATE device SET revoked_ms = ?2 WHERE id = ?1 AND revoked_ms IS NULL",
            params![id.to_string(), now.as_millisecond()],
        )?;
        Ok(revoked == 1)
    }

    /// Notes that a device was here.
    ///
    /// # Errors
    /// As [`Store::add_device`].
    pub fn device_was_here(&mut self, id: Uuid, now: Timestamp) -> Result<(), StoreError> {
        self.connection.execute(
            "UPDATE device SET used_ms = ?2 WHERE id = ?1",
            params![id.to_string(), now.as_millisecond()],
        )?;
        Ok(())
    }
}

type Columns = (String, String, String, i64, Option<i64>);

fn columns(row: &Row<'_>) -> rusqlite::Result<Columns> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
}

fn device((id, name, scope, created_ms, used_ms): Columns) -> Result<Device, StoreError> {
    let bad = |error: &dyn fmt::Display| StoreError::bad_row("device", error);
    let at = |ms| Timestamp::from_millisecond(ms).map_err(|error| bad(&error));
    Ok(Device {
        id: id.parse().map_err(|error| bad(&error))?,
        name,
        scope: scope.parse().map_err(|error| bad(&error))?,
        created_at: at(created_ms)?,
        used_at: used_ms.map(at).transpose()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phone(number: u128, scope: Scope) -> Device {
        let created_at = Timestamp::from_second(1_790_000_000 + number as i64).unwrap();
        Device { id: Uuid::from_u128(number), name: "Phone".into(), scope, created_at, used_at: None }
    }

    #[test]
    fn a_device_is_known_by_its_secret_until_it_is_revoked() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(dir.path()).unwrap();
        let (hash, other) = (ContentHash::of(b"secret"), ContentHash::of(b"other"));
        let (one, two) = (phone(1, Scope::Append), phone(2, Scope::Browser));
        store.add_device(&one, &hash).unwrap();
        store.add_device(&two, &other).unwrap();
        assert!(store.add_device(&phone(3, Scope::Read), &hash).is_err(), "one secret, one device");
        assert_eq!(store.device_of(&hash).unwrap(), Some(one.clone()));
        assert_eq!(store.device_of(&ContentHash::of(b"")).unwrap(), None);
        assert_eq!(store.devices().unwrap(), [two.clone(), one.clone()]);
        let now = Timestamp::from_second(1_790_003_600).unwrap();
        store.device_was_here(one.id, now).unwrap();
        assert_eq!(store.device_of(&hash).unwrap().unwrap().used_at, Some(now));
        assert!(store.revoke_device(one.id, now).unwrap());
        assert!(!store.revoke_device(one.id, now).unwrap());
        assert_eq!(store.device_of(&hash).unwrap(), None);
        assert_eq!(store.devices().unwrap(), [two]);
    }

    #[test]
    fn the_secret_itself_is_nowhere_in_the_file() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(dir.path()).unwrap();
        let secret = b"a-secret-that-can-be-searched-for";
        store.add_device(&phone(1, Scope::Append), &ContentHash::of(secret)).unwrap();
        for file in std::fs::read_dir(dir.path()).unwrap().map(Result::unwrap) {
            let bytes = std::fs::read(file.path()).unwrap();
            assert!(!bytes.windows(secret.len()).any(|part| part == secret), "{:?}", file.path());
        }
    }
}
