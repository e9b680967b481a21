//! Sessions of whoever keeps the diary: a one-time link becomes a browser that is known for ninety days, also after Charley
//! was started anew. Of links and sessions only hashes are kept.

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

use crate::{ContentHash, Store, StoreError};

/// Days for which a session lasts.
pub const SESSION_DAYS: i64 = 90;
/// Minutes for which a link that nobody followed stands.
pub const LINK_MINUTES: i64 = 60;

/// A browser that followed a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrowserSession {
    /// Identity.
    pub id: Uuid,
    /// What the browser calls itself.
    pub name: String,
    /// When it was opened.
    pub created_at: Timestamp,
    /// When it was last here, to the hour.
    pub used_at: Option<Timestamp>,
}

impl Store {
    /// Keeps a link that opens one session.
    ///
    /// # Errors
    /// [`StoreError::Locked`], [`StoreError::Full`], [`StoreError::ReadOnly`]: then nothing was written.
    pub fn add_link(&mut self, secret_hash: &ContentHash, now: Timestamp) -> Result<(), StoreError> {
        self.connection.execute(
            "INSERT INTO link (secret_hash, created_ms) VALUES (?1, ?2)",
            params![secret_hash.to_string(), now.as_millisecond()],
        )?;
        Ok(())
    }

    /// Whether a link stands that nobody followed.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn has_link(&self, secret_hash: &ContentHash, now: Timestamp) -> Result<bool, StoreError> {
        has_link(&self.connection, secret_hash, now)
    }

    /// Uses a link up for a session; `false`, and nothing happens, where no such link stands.
    ///
    /// # Errors
    /// As [`Store::add_link`].
    pub fn open_session(
        &mut self,
        link: &ContentHash,
        (session, secret_hash): (&BrowserSession, &ContentHash),
    ) -> Result<bool, StoreError> {
        let transaction = self.write()?;
        if !has_link(&transaction, link, session.created_at)? {
            return Ok(false);
        }
        let (now, old) = (session.created_at, session.created_at - SignedDuration::from_mins(LINK_MINUTES));
        transaction.execute(
            "DELETE FROM link WHERE secret_hash = ?1 OR created_ms < ?2",
            params![link.to_string(), old.as_millisecond()],
        )?;
        transaction.execute(
            "INSERT INTO session (id, name, secret_hash, created_ms, used_ms) VALUES (?1, ?2, ?3, ?4, ?4)",
            params![session.id.to_string(), session.name, secret_hash.to_string(), now.as_millisecond()],
        )?;
        transaction.commit()?;
        Ok(true)
    }

    /// Sessions that stand, the newest first.
    ///
    /// # Errors
    /// [`StoreError::BadRow`] when a row does not hold a session.
    pub fn sessions(&self, now: Timestamp) -> Result<Vec<BrowserSession>, StoreError> {
        let mut select = self.connection.prepare_cached(
            "SELECT id, name, created_ms, used_ms FROM session WHERE ended_ms IS NULL ORDER BY created_ms DESC, rowid DESC",
        )?;
        let rows = select.query_map([], columns)?;
        let all = rows.map(|row| session(row?)).collect::<Result<Vec<_>, _>>()?;
        Ok(all.into_iter().filter(|session| !session.is_over(now)).collect())
    }

    /// The session whose secret has this hash, where it stands.
    ///
    /// # Errors
    /// As [`Store::sessions`].
    pub fn session_of(
        &self,
        secret_hash: &ContentHash,
        now: Timestamp,
    ) -> Result<Option<BrowserSession>, StoreError> {
        let mut select = self.connection.prepare_cached(
            "SELECT id, name, created_ms, used_ms FROM session WHERE secret_hash = ?1 AND ended_ms IS NULL",
        )?;
        let found = select.query_row([secret_hash.to_string()], columns).optional()?;
        Ok(found.map(session).transpose()?.filter(|session| !session.is_over(now)))
    }

    /// Notes that a session was here.
    ///
    /// # Errors
    /// As [`Store::add_link`].
    pub fn session_was_here(&mut self, id: Uuid, now: Timestamp) -> Result<(), StoreError> {
        self.connection.execute(
            "UPDATE session SET used_ms = ?2 WHERE id = ?1",
            params![id.to_string(), now.as_millisecond()],
        )?;
        Ok(())
    }

    /// Ends one session, or all of them, and every link that nobody followed; gives how many sessions ended.
    ///
    /// # Errors
    /// As [`Store::add_link`].
    pub fn end_sessions(&mut self, id: Option<Uuid>, now: Timestamp) -> Result<usize, StoreError> {
        let transaction = self.write()?;
        let ended = transaction.execute(
            "UPDATE session SET ended_ms = ?2 WHERE id = coalesce(?1, id) AND ended_ms IS NULL",
            params![id.map(|id| id.to_string()), now.as_millisecond()],
        )?;
        if id.is_none() {
            transaction.execute("DELETE FROM link", [])?;
        }
        transaction.commit()?;
        Ok(ended)
    }
}

impl BrowserSession {
    /// When it ends by itself.
    pub fn ends_at(&self) -> Timestamp {
        self.created_at + SignedDuration::from_hours(24 * SESSION_DAYS)
    }

    fn is_over(&self, now: Timestamp) -> bool {
        now >= self.ends_at()
    }
}

fn has_link(connection: &Connection, secret_hash: &ContentHash, now: Timestamp) -> Result<bool, StoreError> {
    let since = now - SignedDuration::from_mins(LINK_MINUTES);
    let sql = "SELECT EXISTS (SELECT 1 FROM link WHERE secret_hash = ?1 AND created_ms >= ?2)";
    let asked = params![secret_hash.to_string(), since.as_millisecond()];
    Ok(connection.prepare_cached(sql)?.query_row(asked, |row| row.get(0))?)
}

/// A row as it stands.
struct SessionColumns {
    id: String,
    name: String,
    created_ms: i64,
    used_ms: Option<i64>,
}

fn columns(row: &Row<'_>) -> rusqlite::Result<SessionColumns> {
    Ok(SessionColumns {
        id: row.get("id")?,
        name: row.get("name")?,
        created_ms: row.get("created_ms")?,
        used_ms: row.get("used_ms")?,
    })
}

fn session(row: SessionColumns) -> Result<BrowserSession, StoreError> {
    let bad = |error: &dyn std::fmt::Display| StoreError::bad_row("session", error);
    let at = |ms| Timestamp::from_millisecond(ms).map_err(|error| bad(&error));
    Ok(BrowserSession {
        id: row.id.parse().map_err(|error| bad(&error))?,
        name: row.name,
        created_at: at(row.created_ms)?,
        used_at: row.used_ms.map(at).transpose()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: i64) -> Timestamp {
        Timestamp::from_second(1_790_000_000 + minutes * 60).unwrap()
    }

    fn browser(number: u128, minutes: i64) -> BrowserSession {
        let created_at = at(minutes);
        BrowserSession {
            id: Uuid::from_u128(number),
            name: "Firefox".into(),
            created_at,
            used_at: Some(created_at),
        }
    }

    #[test]
    fn a_link_opens_one_session_within_its_hour() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(dir.path()).unwrap();
        let [link, late, cookie, other] =
            ["link", "late", "cookie", "other"].map(|text| ContentHash::of(text.as_bytes()));
        store.add_link(&link, at(0)).unwrap();
        store.add_link(&late, at(0)).unwrap();
        assert!(!store.open_session(&cookie, (&browser(1, 1), &cookie)).unwrap());
        assert!(store.has_link(&link, at(1)).unwrap());
        assert!(store.open_session(&link, (&browser(1, 1), &cookie)).unwrap());
        assert!(!store.open_session(&link, (&browser(2, 2), &other)).unwrap(), "it was used");
        assert!(!store.open_session(&late, (&browser(2, 61), &other)).unwrap(), "an hour has gone");
        assert_eq!(store.session_of(&cookie, at(5)).unwrap(), Some(browser(1, 1)));
        assert_eq!(store.session_of(&other, at(5)).unwrap(), None);
    }

    #[test]
    fn a_session_outlives_the_process_and_ends_after_ninety_days_or_by_hand() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(dir.path()).unwrap();
        let cookies: Vec<ContentHash> = (0..3_u8).map(|n| ContentHash::of(&[n])).collect();
        for (number, cookie) in cookies.iter().enumerate() {
            store.add_link(cookie, at(0)).unwrap();
            assert!(store.open_session(cookie, (&browser(number as u128, 0), cookie)).unwrap());
        }
        drop(store);
        let mut store = Store::open(dir.path()).unwrap();
        store.session_was_here(Uuid::from_u128(0), at(90)).unwrap();
        assert_eq!(store.session_of(&cookies[0], at(91)).unwrap().unwrap().used_at, Some(at(90)));
        assert_eq!(store.end_sessions(Some(Uuid::from_u128(1)), at(9)).unwrap(), 1);
        assert_eq!(store.session_of(&cookies[1], at(9)).unwrap(), None);
        assert_eq!(store.sessions(at(9)).unwrap().len(), 2);
        assert_eq!(store.sessions(at(90 * 24 * 60)).unwrap(), []);
        store.add_link(&cookies[0], at(9)).unwrap();
        assert_eq!(store.end_sessions(None, at(9)).unwrap(), 2);
        assert!(!store.has_link(&cookies[0], at(9)).unwrap(), "a link that lies around is over too");
        assert_eq!(store.session_of(&cookies[0], at(9)).unwrap(), None);
    }
}
