//! How much a device may send: so much a minute and so much a day. A tag that is stuck on its reader, or a stolen token, ends
//! there; whoever keeps a diary by hand never does.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::{Mutex, MutexGuard, PoisonError},
};

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// Largest form, in bytes; files have a limit of their own.
pub(super) const LARGEST_FORM_BYTES: u64 = 64 * 1024;
/// Most that the page of workouts takes at a time, in bytes: a whole export, which goes to the disk as it comes.
pub(super) const LARGEST_UPLOAD_BYTES: u64 = 1024 * 1024 * 1024;
/// Largest file, in bytes.
pub(super) const LARGEST_FILE_BYTES: u64 = 64 * 1024 * 1024;

/// What a device sends within a minute at most.
pub(super) const A_MINUTE: usize = 3_000;
/// What a device sends within a day at most.
pub(super) const A_DAY: usize = 4_000;

const MINUTE: SignedDuration = SignedDuration::from_mins(1);
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// When each device sent something within the last day.
#[derive(Debug, Default)]
pub(super) struct SendingBounds {
    sent: Mutex<BTreeMap<Uuid, VecDeque<Timestamp>>>,
}

/// A device sent too much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooMany {
    /// What is taken at most.
    pub(super) most: usize,
    /// Within which time.
    pub(super) within: &'static str,
    /// When there is room again.
    pub(super) wait_s: i64,
}

impl SendingBounds {
    /// Takes a place for something a device sends. `before` gives what the diary knows of its last day, and is asked once.
    ///
    /// # Errors
    /// [`TooMany`] where there is none.
    pub(super) fn take(
        &self,
        device: Uuid,
        now: Timestamp,
        before: impl FnOnce() -> Vec<Timestamp>,
    ) -> Result<(), TooMany> {
        let mut sent = self.sent();
        let times = sent.entry(device).or_insert_with(|| before().into());
        // What a clock left behind that was ahead by more than a day counts no more than what is older than one.
        times.retain(|at| now.duration_since(*at).abs() < DAY);
        let room = |most: usize, within: &'static str, span: SignedDuration| {
            // The one that leaves the span next, where all places of it are taken.
            let first = times.len().checked_sub(most).and_then(|place| times.get(place)).copied();
            let left =
                first.map(|at| (span - now.duration_since(at)).min(span)).filter(SignedDuration::is_positive);
            left.map_or(Ok(()), |left| Err(TooMany { most, within, wait_s: left.as_secs() + 1 }))
        };
        room(A_DAY, "day", DAY)?;
        room(A_MINUTE, "minute", MINUTE)?;
        times.push_back(now);
        Ok(())
    }

    /// Gives the place back that was taken last: what was sent was there already, or was refused.
    pub(super) fn give_back(&self, device: Uuid) {
        if let Some(times) = self.sent().get_mut(&device) {
            times.pop_back();
        }
    }

    fn sent(&self) -> MutexGuard<'_, BTreeMap<Uuid, VecDeque<Timestamp>>> {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TAG: Uuid = Uuid::from_u128(1);

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_790_000_000 + seconds).unwrap()
    }

    #[test]
    fn a_minute_and_a_day_have_their_bounds_and_tell_when_there_is_room() {
        let bounds = SendingBounds::default();
        for _ in 0..A_MINUTE {
            bounds.take(TAG, at(0), Vec::new).unwrap();
        }
        let full = bounds.take(TAG, at(20), Vec::new).unwrap_err();
        assert_eq!(full, TooMany { most: A_MINUTE, within: "minute", wait_s: 41 });
        bounds.take(Uuid::from_u128(2), at(20), Vec::new).unwrap();
        bounds.give_back(TAG);
        bounds.take(TAG, at(20), Vec::new).unwrap();
        for _ in A_MINUTE..A_DAY {
            bounds.take(TAG, at(100), Vec::new).unwrap();
        }
        let full = bounds.take(TAG, at(200), Vec::new).unwrap_err();
        assert_eq!((full.within, full.wait_s), ("day", 24 * 3600 - 200 + 1));
        bounds.take(TAG, at(24 * 3600), Vec::new).unwrap();
    }

    #[test]
    fn a_restart_forgets_nothing_and_a_clock_that_was_ahead_locks_nobody_out() {
        let bounds = SendingBounds::default();
        let full = bounds.take(TAG, at(3600), || vec![at(0); A_DAY]).unwrap_err();
        assert_eq!(full.within, "day");
        let ahead = SendingBounds::default();
        ahead.take(TAG, at(0), || vec![at(9_000_000); A_DAY]).unwrap();
    }
}
