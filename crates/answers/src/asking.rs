//! Whether last night is asked about: every morning at first, less once enough is known, never in a pause.
//!
//! Which nights are asked about follows from what happened before them, never from how nights turned out, so that nights
//! left out tilt nothing that is learned.

use charley_domain::{
    entry::{Entry, Record},
    night::{NightOf, NightState},
};
use jiff::civil::Date;

use charley_speech::calendar::Counts;

/// Known nights from which on less may be asked. Source: docs/studies/diary.md section 4, rule 2.
const ENOUGH_KNOWN: usize = 21;
/// Width of the interval of one's own rate from which on more nights hardly narrow it. A judgement: 20 of 100 nights.
const NARROW: f64 = 0.2;
/// Quantile of the 90 % interval. Source: the normal distribution.
const Z90: f64 = 1.645;
/// After so many nights without an answer it is asked again in any case.
const AT_LEAST_EVERY: i32 = 7;

/// How it is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asking {
    /// The question stands open.
    Ask,
    /// Enough is known, and this night would tell little: it may be answered, and is not asked about.
    Rest,
    /// Paused until this day.
    Paused(Date),
}

/// Of which night is asked, and when.
#[derive(Debug, Clone, Copy)]
pub struct AskedWhen {
    /// Last night.
    pub night: NightOf,
    /// Whether its day was one with a workout.
    pub trained: bool,
    /// Today's date.
    pub today: Date,
}

/// How last night is asked about, given how much is known.
pub fn asking(entries: &[Entry], counts: Counts, when: AskedWhen) -> Asking {
    let AskedWhen { night, trained, today } = when;
    if let Some(until) = pause(entries).filter(|until| today < *until) {
        return Asking::Paused(until);
    }
    let enough = counts.known >= ENOUGH_KNOWN && width(counts) <= NARROW;
    let answered = entries
        .iter()
        .filter(|entry| entry.answer().is_some_and(NightState::is_known))
        .map(|entry| entry.night)
        .filter(|answered| *answered < night)
        .max();
    let long_ago = answered.is_none_or(|answered| night.nights_since(answered) >= AT_LEAST_EVERY);
    if enough && !trained && !long_ago { Asking::Rest } else { Asking::Ask }
}

/// The day on which the newest pause ends.
fn pause(entries: &[Entry]) -> Option<Date> {
    let pauses = entries.iter().filter_map(|entry| match entry.record {
        Record::Pause { until } => Some((entry.recorded_at, until)),
        _ => None,
    });
    pauses.max_by_key(|(said, _)| *said).map(|(_, until)| until)
}

/// Width of Wilson's 90 % interval of the share of nights with a cramp.
fn width(counts: Counts) -> f64 {
    let n = counts.known as f64;
    let share = counts.cramp as f64 / n;
    let spread = share.mul_add(1.0 - share, Z90 * Z90 / (4.0 * n)) / n;
    2.0 * Z90 * spread.sqrt() / (1.0 + Z90 * Z90 / n)
}

#[cfg(test)]
mod tests {
    use charley_domain::{
        entry::EntrySource,
        moment::{Moment, Precision},
    };
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 26);

    fn said(minute: i64, night: &str, record: Record) -> Entry {
        let at = Moment::of(&"2026-11-26T09:00[UTC]".parse().unwrap());
        Entry {
            id: uuid::Uuid::nil(),
            recorded_at: at.instant.checked_add(jiff::SignedDuration::from_mins(minute)).unwrap(),
            occurred_at: at,
            source: EntrySource::Page,
            precision: Precision::Night,
            asked: false,
            night: night.parse().unwrap(),
            record,
        }
    }

    fn last() -> NightOf {
        NightOf(date(2026, 11, 25))
    }

    fn last_night(trained: bool) -> AskedWhen {
        AskedWhen { night: last(), trained, today: TODAY }
    }

    const PLENTY: Counts = Counts { known: 60, unknown: 2, cramp: 4 };

    #[test]
    fn it_rests_only_when_enough_is_known_and_the_night_would_tell_little() {
        let yesterday = [said(0, "2026-11-24", Record::None)];
        assert_eq!(asking(&yesterday, PLENTY, last_night(false)), Asking::Rest);
        assert_eq!(asking(&yesterday, PLENTY, last_night(true)), Asking::Ask);
        let few = Counts { known: 20, unknown: 2, cramp: 1 };
        let wide = Counts { known: 25, unknown: 0, cramp: 12 };
        for counts in [few, wide, Counts::default()] {
            assert_eq!(asking(&yesterday, counts, last_night(false)), Asking::Ask, "{counts:?}");
        }
        let week_ago = [said(0, "2026-11-18", Record::None)];
        assert_eq!(asking(&week_ago, PLENTY, last_night(false)), Asking::Ask);
    }

    #[test]
    fn a_cramp_or_none_changes_nothing_in_what_is_asked() {
        let quiet = [said(0, "2026-11-24", Record::None)];
        let unsure = [said(0, "2026-11-24", Record::None), said(1, "2026-11-25", Record::Unsure)];
        assert_eq!(asking(&quiet, PLENTY, last_night(false)), asking(&unsure, PLENTY, last_night(false)));
    }

    #[test]
    fn the_newest_pause_counts_and_ends_by_itself() {
        let until = |minute, until| said(minute, "2026-11-25", Record::Pause { until });
        let paused = [until(0, date(2026, 12, 24)), until(1, date(2026, 12, 3))];
        assert_eq!(asking(&paused, PLENTY, last_night(true)), Asking::Paused(date(2026, 12, 3)));
        assert_eq!(
            asking(&paused, PLENTY, AskedWhen { today: date(2026, 12, 3), ..last_night(true) }),
            Asking::Ask
        );
        let resumed = [paused[0].clone(), until(2, TODAY)];
        assert_eq!(asking(&resumed, PLENTY, last_night(true)), Asking::Ask);
    }

    #[test]
    fn the_interval_narrows_with_nights() {
        assert!(width(Counts { known: 21, unknown: 0, cramp: 1 }) < NARROW);
        assert!(width(Counts { known: 21, unknown: 0, cramp: 8 }) > NARROW);
        let wilson = width(Counts { known: 100, unknown: 0, cramp: 10 });
        // 2 * 1.645 / 1.02706 * sqrt(0.00096765), by hand.
        assert!((wilson - 0.0996).abs() < 0.0002, "{wilson}");
    }
}
