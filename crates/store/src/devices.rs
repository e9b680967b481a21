//! Devices and programs that may come in from outside: each with a name, a scope, and the hash of its secret.

use std::{fmt, str::FromStr};

use jiff::{SignedDuration, Timestamp};
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

/// Days after which a device that was not here is let in no more.
pub const UNUSED_DAYS: i64 = 90;

/// Who made a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeviceMaker {
    /// Nobody wrote it down: it was let in before Charley did.
    Unknown,
    /// Whoever keeps the diary, on the machine itself.
    Owner,
    /// Another device, which can do so no more.
    Device(Uuid),
}

impl DeviceMaker {
    fn word(self) -> Option<String> {
        match self {
            Self::Unknown => None,
            Self::Owner => Some(OWNER.to_owned()),
            Self::Device(id) => Some(id.to_string()),
        }
    }

    fn read(word: Option<&str>) -> Result<Self, uuid::Error> {
        match word {
            None => Ok(Self::Unknown),
            Some(OWNER) => Ok(Self::Owner),
            Some(id) => id.parse().map(Self::Device),
        }
    }
}

const OWNER: &str = "owner";

/// One device that was let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// Identity.
    pub id: Uuid,
    /// The name the person gave it.
    pub name: String,
    /// What it may do.
    pub scope: Scope,
    /// Who made it.
    pub made_by: DeviceMaker,
    /// When it was let in.
    pub created_at: Timestamp,
    /// When it was last here, to the hour.
    pub used_at: Option<Timestamp>,
    /// When it was locked out.
    pub revoked_at: Option<Timestamp>,
}

impl Device {
    /// Whether it is let in no more because it was not here for so long.
    pub fn is_forgotten(&self, now: Timestamp) -> bool {
        let last = self.used_at.unwrap_or(self.created_at);
        now.duration_since(last) > SignedDuration::from_hours(24 * UNUSED_DAYS)
    }

    /// Whether it was, or may have been, made by another one.
    pub fn may_be_of(&self, other: &Self) -> bool {
        match self.made_by {
            DeviceMaker::Owner => false,
            DeviceMaker::Device(maker) => maker == other.id,
            DeviceMaker::Unknown => {
                self.id != other.id && other.scope == Scope::Browser && self.created_at >= other.created_at
            }
        }
    }
}

const COLUMNS: &str = "id, name, scope, made_by, created_ms, used_ms, revoked_ms";

impl Store {
    /// Lets a device in: whoever shows the secret of this hash is it from now on.
    ///
    /// # Errors
    /// [`StoreError::Locked`], [`StoreError::Full`], [`StoreError::ReadOnly`]: then nothing was written.
    pub fn add_device(&mut self, device: &Device, secret_hash: &ContentHash) -> Result<(), StoreError> {
        self.connection.execute(
            "INSERT INTO device (id, name, scope, secret_hash, created_ms, made_by)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                device.id.to_string(),
                device.name,
                device.scope.word(),
                secret_hash.to_string(),
                device.created_at.as_millisecond(),
                device.made_by.word(),
            ],
        )?;
        Ok(())
    }

    /// All devices that are not locked out, the newest first; also those that were not here for long.
    ///
    /// # Errors
    /// [`StoreError::BadRow`] when a row does not hold a device.
    pub fn devices(&self) -> Result<Vec<Device>, StoreError> {
        self.devices_where("revoked_ms IS NULL")
    }

    /// All devices that were locked out, the newest first.
    ///
    /// # Errors
    /// As [`Store::devices`].
    pub fn locked_out_devices(&self) -> Result<Vec<Device>, StoreError> {
        self.devices_where("revoked_ms IS NOT NULL")
    }

    fn devices_where(&self, which: &str) -> Result<Vec<Device>, StoreError> {
        let mut select = self.connection.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM device WHERE {which} ORDER BY created_ms DESC, id"
        ))?;
        let rows = select.query_map([], columns)?;
        rows.map(|row| device(row?)).collect()
    }

    /// The device whose secret has this hash, unless it was locked out or was not here for long.
    ///
    /// # Errors
    /// As [`Store::devices`].
    pub fn device_of(&self, secret_hash: &ContentHash, now: Timestamp) -> Result<Option<Device>, StoreError> {
        let mut select = self.connection.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM device WHERE secret_hash = ?1 AND revoked_ms IS NULL"
        ))?;
        let found = select.query_row([secret_hash.to_string()], columns).optional()?;
        Ok(found.map(device).transpose()?.filter(|device| !device.is_forgotten(now)))
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

    /// Makes the devices such as they were before it was written down who made them.
    #[doc(hidden)]
    pub fn forget_makers_for_test(&self) -> Result<(), StoreError> {
        self.connection.execute("UPDATE device SET made_by = NULL", [])?;
        Ok(())
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

/// A row as it stands.
struct DeviceColumns {
    id: String,
    name: String,
    scope: String,
    made_by: Option<String>,
    created_ms: i64,
    used_ms: Option<i64>,
    revoked_ms: Option<i64>,
}

fn columns(row: &Row<'_>) -> rusqlite::Result<DeviceColumns> {
    Ok(DeviceColumns {
        id: row.get("id")?,
        name: row.get("name")?,
        scope: row.get("scope")?,
        made_by: row.get("made_by")?,
        created_ms: row.get("created_ms")?,
        used_ms: row.get("used_ms")?,
        revoked_ms: row.get("revoked_ms")?,
    })
}

fn device(row: DeviceColumns) -> Result<Device, StoreError> {
    let bad = |error: &dyn fmt::Display| StoreError::bad_row("device", error);
    let at = |ms| Timestamp::from_millisecond(ms).map_err(|error| bad(&error));
    Ok(Device {
        id: row.id.parse().map_err(|error| bad(&error))?,
        name: row.name,
        scope: row.scope.parse().map_err(|error| bad(&error))?,
        made_by: DeviceMaker::read(row.made_by.as_deref()).map_err(|error| bad(&error))?,
        created_at: at(row.created_ms)?,
        used_at: row.used_ms.map(at).transpose()?,
        revoked_at: row.revoked_ms.map(at).transpose()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phone(number: u128, scope: Scope) -> Device {
        let created_at = Timestamp::from_second(1_790_000_000 + number as i64).unwrap();
        Device {
            id: Uuid::from_u128(number),
            name: "Phone".into(),
            scope,
            made_by: DeviceMaker::Owner,
            created_at,
            used_at: None,
            revoked_at: None,
        }
    }

    #[test]
    fn a_device_is_known_by_its_secret_until_it_is_locked_out() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(dir.path()).unwrap();
        let (hash, other) = (ContentHash::of(b"secret"), ContentHash::of(b"other"));
        let (one, two) = (phone(1, Scope::Append), phone(2, Scope::Browser));
        store.add_device(&one, &hash).unwrap();
        store.add_device(&two, &other).unwrap();
        assert!(store.add_device(&phone(3, Scope::Read), &hash).is_err(), "one secret, one device");
        let now = Timestamp::from_second(1_790_003_600).unwrap();
        assert_eq!(store.device_of(&hash, now).unwrap(), Some(one.clone()));
        assert_eq!(store.device_of(&ContentHash::of(b""), now).unwrap(), None);
        assert_eq!(store.devices().unwrap(), [two.clone(), one.clone()]);
        store.device_was_here(one.id, now).unwrap();
        assert_eq!(store.device_of(&hash, now).unwrap().unwrap().used_at, Some(now));
        assert!(store.revoke_device(one.id, now).unwrap());
        assert!(!store.revoke_device(one.id, now).unwrap());
        assert_eq!(store.device_of(&hash, now).unwrap(), None);
        assert_eq!(store.devices().unwrap(), [two]);
        let out = Device { used_at: Some(now), revoked_at: Some(now), ..one };
        assert_eq!(store.locked_out_devices().unwrap(), [out]);
    }

    #[test]
    fn a_device_that_was_not_here_for_long_is_let_in_no_more() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(dir.path()).unwrap();
        let (hash, one) = (ContentHash::of(b"secret"), phone(1, Scope::Append));
        store.add_device(&one, &hash).unwrap();
        let day = |days: i64| one.created_at + SignedDuration::from_hours(24 * days);
        assert!(store.device_of(&hash, day(UNUSED_DAYS)).unwrap().is_some());
        assert_eq!(store.device_of(&hash, day(UNUSED_DAYS + 1)).unwrap(), None);
        store.device_was_here(one.id, day(80)).unwrap();
        assert!(store.device_of(&hash, day(80 + UNUSED_DAYS)).unwrap().is_some());
        assert_eq!(store.device_of(&hash, day(2 * UNUSED_DAYS)).unwrap(), None);
        assert_eq!(store.devices().unwrap().len(), 1, "it stays in the list, where it can be locked out");
    }

    #[test]
    fn who_made_a_device_is_kept_and_what_nobody_wrote_down_may_be_of_any_browser_before_it() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(dir.path()).unwrap();
        let stolen = phone(5, Scope::Browser);
        let of = |number, made_by| Device { made_by, ..phone(number, Scope::Read) };
        let all = [
            of(6, DeviceMaker::Device(stolen.id)),
            of(7, DeviceMaker::Owner),
            of(8, DeviceMaker::Unknown),
            of(4, DeviceMaker::Unknown),
        ];
        for device in &all {
            store.add_device(device, &ContentHash::of(device.id.as_bytes())).unwrap();
        }
        let mut kept = store.devices().unwrap();
        kept.retain(|device| device.may_be_of(&stolen));
        assert_eq!(kept, [all[2].clone(), all[0].clone()]);
        assert!(!all[2].may_be_of(&phone(5, Scope::Append)), "a token could never let in another");
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
