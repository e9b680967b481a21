//! Time: what cannot be is set aside, what was recorded by a wrong clock is moved, and outings are told apart, before
//! anything else looks at a recording.

mod date;
mod outing;
mod set;
mod stray;
mod wall;

pub(crate) use date::doubt;
pub(crate) use outing::{LONGEST_REST_MS, outings};
pub(crate) use wall::{Beginning, WallClock, wall_clock};

/// Seconds from 1970 to the end of 1989, where the clock of FIT devices begins.
pub(crate) const FIT_EPOCH_S: i64 = 631_065_600;
/// FIT times below this count seconds since the device was switched on: its clock was never set.
pub(crate) const FIT_NEVER_SET_S: i64 = 0x1000_0000;
/// 1 January 2000: no recording of a person's device is older, and clocks that were never set begin before.
const YEAR_2000_MS: i64 = 946_684_800_000;
/// After so many weeks the week counter of satellites begins anew.
const ROLLOVER_MS: i64 = 1_024 * 7 * DAY_MS;
const DAY_MS: i64 = 86_400_000;

/// Whether a time comes from a device whose clock was never set: counted since it was switched on, or from where a
/// system's time begins (1970, the satellites' 1980, FIT's 1989).
pub(crate) fn never_set(time_ms: i64) -> bool {
    time_ms < (FIT_EPOCH_S + FIT_NEVER_SET_S) * 1000
}

/// An offset of a wall clock that places on Earth have: at most 14 h, a multiple of 15 min. Small slips are rounded.
pub(crate) fn earthly_offset_s(difference_s: i64) -> Option<i32> {
    let quarters = (difference_s as f64 / 900.0).round() as i64;
    let offset_s = quarters.checked_mul(900)?;
    let near = (difference_s - offset_s).abs() <= 60 && offset_s.abs() <= 14 * 3_600;
    near.then(|| i32::try_from(offset_s).ok()).flatten()
}

/// A span of time as people say it: `40 s`, `25 min`, `2 h 5 min`, `3 days`.
fn span_words(ms: i64) -> String {
    let (seconds, minutes, days) = (ms / 1000, ms / 60_000, ms / DAY_MS);
    match (minutes, days) {
        (0..=1, _) => format!("{seconds} s"),
        (2..=119, _) => format!("{minutes} min"),
        (_, 0..=2) => format!("{} h", minutes / 60),
        _ => format!("{days} days"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_those_of_places() {
        assert_eq!(earthly_offset_s(7_200), Some(7_200));
        assert_eq!(earthly_offset_s(20_699), Some(20_700));
        assert_eq!(earthly_offset_s(7_400), None);
        assert_eq!(earthly_offset_s(15 * 3_600), None);
        assert_eq!(earthly_offset_s(i64::MAX), None);
    }

    #[test]
    fn a_span_is_said_as_people_say_it() {
        let said = [40_000, 1_500_000, 7_500_000, 30 * DAY_MS].map(span_words);
        assert_eq!(said, ["40 s", "25 min", "2 h", "30 days"]);
    }
}
