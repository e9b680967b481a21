//! Whether last night is asked about: every morning until there is something to learn from, a trial is over and the month can be
//! counted; less once enough is known; never in a pause.
//!
//! Which nights are asked about follows from what happened before them, never from how nights turned out, so that nights
//! left out tilt nothing that is learned.

use charley_domain::{
    diary,
    entry::{Entry, Record},
    night::{NightOf, NightState},
};
use charley_infer::gained::{LEAST_KNOWN_SHARE, MONTH_NIGHTS};
use jiff::civil::Date;

use charley_speech::calendar::Counts;

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
    /// Whether something was learned of own nights: until then nothing is known well enough.
    pub learned: bool,
    /// Whether a trial runs, which takes each night.
    pub trial: bool,
}

/// How last night is asked about, given how much is known.
pub fn asking(entries: &[Entry], counts: Counts, when: AskedWhen) -> Asking {
    let AskedWhen { night, trained, today, learned, trial } = when;
    if let Some(until) = pause(entries).filter(|until| today < *until) {
        return Asking::Paused(until);
    }
    let enough = learned && !trial && is_month_known(entries, night) && width(counts) <= NARROW;
    let answered = entries
        .iter()
        .filter(|entry| entry.answer().is_some_and(NightState::is_known))
        .map(|entry| entry.night)
        .filter(|answered| *answered < night)
        .max();
    let long_ago = answered.is_none_or(|answered| night.nights_since(answered) >= AT_LEAST_EVERY);
    if enough && !trained && !long_ago { Asking::Rest } else { Asking::Ask }
}

/// Whether as many of the 30 nights before one are known as the quiet nights gained take; the night itself chooses nothing.
fn is_month_known(entries: &[Entry], night: NightOf) -> bool {
    let (first, last) = ((0..MONTH_NIGHTS).fold(night, |night, _| night.before()), night.before());
    let known = diary::nights(entries, first, last).iter().filter(|night| night.state.is_known()).count();
    known as f64 >= LEAST_KNOWN_SHARE * MONTH_NIGHTS as f64
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
        AskedWhen { night: last(), trained, today: TODAY, learned: true, trial: false }
    }

    /// Quiet nights up to one, so many of them.
    fn quiet(until: &str, nights: usize) -> Vec<Entry> {
        let until: NightOf = until.parse().unwrap();
        let back = std::iter::successors(Some(until), |night| Some(night.before())).take(nights);
        back.map(|night| said(0, &night.to_string(), Record::None)).collect()
    }

    const PLENTY: Counts = Counts { known: 60, unknown: 2, cramp: 4 };

    #[test]
    fn it_rests_only_when_enough_is_known_and_the_night_would_tell_little() {
        let yesterday = quiet("2026-11-24", 30);
        assert_eq!(asking(&yesterday, PLENTY, last_night(false)), Asking::Rest);
        assert_eq!(asking(&yesterday, PLENTY, last_night(true)), Asking::Ask);
        let wide = Counts { known: 25, unknown: 0, cramp: 12 };
        for counts in [wide, Counts::default()] {
            assert_eq!(asking(&yesterday, counts, last_night(false)), Asking::Ask, "{counts:?}");
        }
        let week_ago = quiet("2026-11-18", 30);
        assert_eq!(asking(&week_ago, PLENTY, last_night(false)), Asking::Ask);
    }

    #[test]
    fn a_cramp_or_none_changes_nothing_in_what_is_asked() {
        let before = quiet("2026-11-24", 30);
        for record in [Record::Unsure, Record::None] {
            let with = [before.clone(), vec![said(1, "2026-11-25", record)]].concat();
            assert_eq!(asking(&before, PLENTY, last_night(false)), asking(&with, PLENTY, last_night(false)));
        }
    }

    #[test]
    fn it_asks_until_there_is_something_to_learn_from_and_the_month_can_be_counted() {
        let known = |nights| asking(&quiet("2026-11-24", nights), PLENTY, last_night(false));
        assert_eq!((known(24), known(23)), (Asking::Rest, Asking::Ask), "24 of 30");
        let when = |learned, trial| AskedWhen { learned, trial, ..last_night(false) };
        let all = quiet("2026-11-24", 30);
        for (learned, trial, asks) in
            [(true, false, Asking::Rest), (false, false, Asking::Ask), (true, true, Asking::Ask)]
        {
            assert_eq!(asking(&all, PLENTY, when(learned, trial)), asks, "{learned} {trial}");
        }
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
