//! How long a process waits for another one that has the database.

use std::{thread, time::Duration};

use crate::error::{StoreError, WAIT_S};

/// Pause between two tries for a lock. Short, so that a neighbour who writes without rest (an import) leaves a gap that
/// is found; SQLite's own waiting grows to 100 ms and starves.
const PAUSE: Duration = Duration::from_micros(500);

/// Tries in [`WAIT_S`].
const TRIES: i32 = (WAIT_S * 2_000) as i32;

pub(crate) fn ask_again(tries: i32) -> bool {
    // Where there is one thread, whoever has the database goes on only after this one gave up.
    if cfg!(target_family = "wasm") {
        return false;
    }
    thread::sleep(PAUSE);
    tries < TRIES
}

/// Does again what SQLite refuses at once, without asking its busy handler, while another process creates the same
/// database.
pub(crate) fn patiently<T>(mut attempt: impl FnMut() -> Result<T, StoreError>) -> Result<T, StoreError> {
    let mut tries = 0;
    loop {
        match attempt() {
            Err(StoreError::Locked { .. }) if ask_again(tries) => tries += 1,
            outcome => return outcome,
        }
    }
}
