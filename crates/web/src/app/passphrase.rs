//! The passphrase that is asked before a browser is shown the diary, where its owner set one: for the eyes of those who share
//! the machine. It never stands before relief and red flags, and whoever has the file of the diary needs none.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use argon2::{Argon2, PasswordHasher as _, PasswordVerifier as _};
use charley_store::{Door, Store, StoreError};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::{app::App, caller::Caller, error::PageError};

/// Shortest passphrase, in letters.
pub const SHORTEST: usize = 6;
/// Longest passphrase, in bytes.
const LONGEST_BYTES: usize = 500;
/// Time without a page after which it is asked again.
const SHOWN_FOR: SignedDuration = SignedDuration::from_mins(15);
/// Tries that fail and cost nothing yet.
const FREE_TRIES: u32 = 5;
/// The first wait after those; each further one takes twice as long.
const FIRST_WAIT_S: i64 = 30;
const LONGEST_WAIT_S: i64 = 1800;

/// Browsers that gave the passphrase, and tries that failed.
#[derive(Debug, Default)]
pub(crate) struct Passphrase(Mutex<LockState>);

#[derive(Debug, Default)]
struct LockState {
    /// When each browser was last here since it gave the passphrase.
    open: BTreeMap<Uuid, Timestamp>,
    failed: u32,
    /// When the next try is taken.
    again_at: Option<Timestamp>,
}

/// Why a passphrase is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UnfitPassphrase {
    /// Too short or too long.
    #[error("a passphrase has {SHORTEST} letters or more, and {LONGEST_BYTES} bytes at most")]
    Length,
    /// It could not be hashed.
    #[error("the passphrase could not be hashed: {0}")]
    Hash(String),
}

/// What is kept of a passphrase: a slow, salted hash (Argon2id).
///
/// # Errors
/// [`UnfitPassphrase`].
pub fn hashed(passphrase: &str) -> Result<String, UnfitPassphrase> {
    if passphrase.chars().count() < SHORTEST || passphrase.len() > LONGEST_BYTES {
        return Err(UnfitPassphrase::Length);
    }
    let mut salt = [0_u8; 16];
    getrandom::fill(&mut salt).map_err(|error| UnfitPassphrase::Hash(error.to_string()))?;
    let hash = Argon2::default().hash_password_with_salt(passphrase.as_bytes(), &salt);
    hash.map(|hash| hash.to_string()).map_err(|error| UnfitPassphrase::Hash(error.to_string()))
}

fn fits(passphrase: &str, hash: &str) -> bool {
    passphrase.len() <= LONGEST_BYTES
        && Argon2::default().verify_password(passphrase.as_bytes(), hash).is_ok()
}

/// Keeps another passphrase for the diary, or none.
///
/// # Errors
/// [`StoreError::ReadOnly`] and whatever else a write is refused with.
pub fn keep(store: &mut Store, hash: Option<String>) -> Result<(), StoreError> {
    let door = store.door()?.unwrap_or_default();
    store.set_door(&Door { passphrase: hash, ..door })
}

impl Passphrase {
    fn state(&self) -> MutexGuard<'_, LockState> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl LockState {
    /// Counts a try that failed, and says how long the next one has to wait.
    fn failed(&mut self, now: Timestamp) {
        self.failed += 1;
        if let Some(over) = self.failed.checked_sub(FREE_TRIES) {
            let wait_s = (FIRST_WAIT_S << over.min(10)).min(LONGEST_WAIT_S);
            self.again_at = Some(now + SignedDuration::from_secs(wait_s));
        }
    }
}

impl App {
    fn passphrase(&self) -> Option<String> {
        // Where the diary cannot be read there is nothing to hide.
        self.at_the_door(|store| store.door()).ok().flatten()?.passphrase
    }

    /// Whether a passphrase is set.
    pub(crate) fn has_passphrase(&self) -> bool {
        self.passphrase().is_some()
    }

    /// Whether a browser has to give the passphrase first. Where it gave it, it is here now.
    pub(crate) fn asks_passphrase(&self, caller: &Caller) -> bool {
        if self.passphrase().is_none() {
            return false;
        }
        let now = self.now().timestamp();
        let mut state = self.passphrases.state();
        match state.open.get_mut(&caller.id()) {
            Some(last) if now.duration_since(*last) < SHOWN_FOR => {
                *last = now;
                false
            }
            _ => true,
        }
    }

    /// Shows the diary to a browser that gives the passphrase.
    ///
    /// # Errors
    /// [`PageError::WrongPassphrase`]; [`PageError::TooManyTries`] after several.
    pub(crate) fn unlock(&self, caller: &Caller, typed: &str) -> Result<(), PageError> {
        let now = self.now().timestamp();
        // One try at a time: the lock is held while the hash is made.
        let mut state = self.passphrases.state();
        let left = state.again_at.map(|at| at.duration_since(now)).filter(SignedDuration::is_positive);
        if let Some(left) = left {
            return Err(PageError::TooManyTries { wait_s: left.as_secs() + 1 });
        }
        if !self.passphrase().is_none_or(|hash| fits(typed, &hash)) {
            state.failed(now);
            return Err(PageError::WrongPassphrase);
        }
        (state.failed, state.again_at) = (0, None);
        state.open.insert(caller.id(), now);
        Ok(())
    }

    /// Asks a browser for the passphrase with its next page.
    pub(crate) fn lock(&self, caller: &Caller) {
        self.passphrases.state().open.remove(&caller.id());
    }

    /// Sets another passphrase, or none where it is empty; the one that is set must be given. Every other browser is asked.
    ///
    /// # Errors
    /// As [`App::unlock`], and [`PageError::BadForm`] where it is none.
    pub(crate) fn set_passphrase(&self, caller: &Caller, (old, new): (&str, &str)) -> Result<(), PageError> {
        self.unlock(caller, old)?;
        let hash = if new.is_empty() {
            None
        } else {
            Some(hashed(new).map_err(|error| PageError::BadForm(format!("That did not work: {error}.")))?)
        };
        self.at_the_door(|store| keep(store, hash))?;
        let now = self.now().timestamp();
        self.passphrases.state().open = BTreeMap::from([(caller.id(), now)]);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passphrase_is_kept_as_a_slow_salted_hash() {
        let (one, two) = (hashed("three blue trains").unwrap(), hashed("three blue trains").unwrap());
        assert!(one.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "OWASP's least: {one}");
        assert_ne!(one, two);
        assert!(fits("three blue trains", &one) && !fits("three blue train", &one) && !fits("", &one));
        assert!(!fits("x", "no hash"));
        assert_eq!(hashed("short"), Err(UnfitPassphrase::Length));
        assert_eq!(hashed(&"x".repeat(501)), Err(UnfitPassphrase::Length));
        assert!(hashed("žluťoučký kůň").is_ok());
    }

    #[test]
    fn tries_that_fail_cost_more_and_more_time() {
        let (mut state, now) = (LockState::default(), Timestamp::UNIX_EPOCH);
        for _ in 1..FREE_TRIES {
            state.failed(now);
            assert_eq!(state.again_at, None);
        }
        let mut waits = Vec::new();
        for _ in 0..9 {
            state.failed(now);
            waits.push(state.again_at.unwrap().as_second());
        }
        assert_eq!(waits, [30, 60, 120, 240, 480, 960, 1800, 1800, 1800]);
    }
}
