//! Which entries of a diary belong together: work is bounded by what is known in it, not by the time it spans.

use crate::{entry::Entry, night::NightOf};

/// Longest silence within one stretch of a diary, in nights.
const SILENCE_NIGHTS: i32 = 400;
/// A longer silence is bridged where what lies before it holds one night for each so many of the silence.
const BRIDGED_NIGHTS: i32 = 30;

/// The night from which a diary is worked with, and how many of its nights lie before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beginning {
    /// The first night.
    pub night: NightOf,
    /// Nights with an entry that stand apart before it.
    pub apart: usize,
}

/// Where a diary begins: work is bounded by what is known in it, not by the time it spans. A night that is parted from the
/// rest by more than 400 nights stands apart, unless what lies before the silence is itself a diary: one night for each
/// thirty of the silence. `None` where there is no night.
pub fn beginning(nights: impl IntoIterator<Item = NightOf>, last: NightOf) -> Option<Beginning> {
    let mut nights: Vec<NightOf> = nights.into_iter().filter(|night| *night <= last).collect();
    nights.sort_unstable();
    nights.dedup();
    let parted = |at: &usize| {
        let silence = nights[*at].nights_since(nights[*at - 1]);
        silence > SILENCE_NIGHTS && silence > BRIDGED_NIGHTS.saturating_mul(*at as i32)
    };
    let apart = (1..nights.len()).rev().find(parted).unwrap_or(0);
    nights.get(apart).map(|night| Beginning { night: *night, apart })
}

/// The entries that answers are made of, and those that stand apart.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Stretch {
    /// The diary.
    pub entries: Vec<Entry>,
    /// What was recorded of nights that are parted from it: kept, and part of no answer.
    pub apart: Vec<Entry>,
}

impl Stretch {
    /// Parts a diary. A medicine taken since long ago, an answer to a red flag, a pause and a correction are no nights, and stay.
    pub fn of(entries: Vec<Entry>, last: NightOf) -> Self {
        let of_nights = entries.iter().filter(|entry| entry.record.tells_of_its_day());
        let Some(begins) = beginning(of_nights.map(|entry| entry.night), last) else {
            return Self { entries, apart: Vec::new() };
        };
        let stays = |entry: &Entry| begins.night <= entry.night || !entry.record.tells_of_its_day();
        let (entries, apart) = entries.into_iter().partition(stays);
        Self { entries, apart }
    }
}

#[cfg(test)]
mod tests {
    use jiff::{ToSpan as _, civil::Date};

    use super::*;

    fn nights(first: &str, step: i64, count: i64) -> Vec<NightOf> {
        let first: Date = first.parse().unwrap();
        (0..count).map(|number| NightOf(first.saturating_add((number * step).days()))).collect()
    }

    fn begins(nights: &[Vec<NightOf>]) -> (String, usize) {
        let found = beginning(nights.concat(), "2026-11-22".parse().unwrap()).unwrap();
        (found.night.to_string(), found.apart)
    }

    #[test]
    fn a_stray_night_stands_apart_and_a_diary_taken_up_again_does_not() {
        let now = nights("2026-08-01", 1, 90);
        assert_eq!(begins(std::slice::from_ref(&now)), ("2026-08-01".into(), 0));
        let stray = nights("1900-01-01", 1, 1);
        assert_eq!(begins(&[stray.clone(), now.clone()]), ("2026-08-01".into(), 1));
        let early = nights("2019-01-01", 2, 120);
        assert_eq!(begins(&[early.clone(), now.clone()]), ("2019-01-01".into(), 0));
        assert_eq!(begins(&[stray, early, now.clone()]), ("2019-01-01".into(), 1));
        assert_eq!(begins(&[nights("2025-07-01", 1, 1), now]), ("2025-07-01".into(), 0));
        assert_eq!(begins(&[nights("1900-01-01", 1, 3)]), ("1900-01-01".into(), 0));
        assert_eq!(beginning([], "2026-11-22".parse().unwrap()), None);
    }
}
