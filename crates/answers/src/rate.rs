//! How often nights bring a cramp: nights with a cramp of known nights, with an interval, and never without what is unknown.

pub mod words;

use charley_domain::{
    diary::{self, DiaryNight},
    entry::Entry,
    interval::Interval,
    night::{NightOf, NightState},
};
use jiff::ZonedDateTime;

use charley_speech::calendar;

/// Standard normal quantile of 0.95.
const Z_95: f64 = 1.644_853_626_951_472_7;
/// Nights of a mean month of the Gregorian calendar.
const NIGHTS_A_MONTH: f64 = 365.2425 / 12.0;
/// Nights of a window, by the length of the diary: four weeks, a quarter, a half, a year.
const WINDOWS_NIGHTS: [usize; 4] = [28, 91, 182, 364];
/// Windows that still fit beside one another.
const MOST_WINDOWS: usize = 27;

/// Nights by what is known of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rate {
    /// Answered with yes or no.
    pub known: usize,
    /// Of these, with a cramp.
    pub cramp: usize,
    /// Not answered, or "not sure".
    pub unknown: usize,
}

impl Rate {
    /// The nights counted.
    pub fn of<'a>(nights: impl IntoIterator<Item = &'a DiaryNight>) -> Self {
        nights.into_iter().fold(Self::default(), |mut rate, night| {
            *(if night.state.is_known() { &mut rate.known } else { &mut rate.unknown }) += 1;
            rate.cramp += usize::from(night.state == NightState::Cramp);
            rate
        })
    }

    /// All nights, known or not.
    pub const fn all(self) -> usize {
        self.known + self.unknown
    }

    /// Probability of a cramp in a known night: the proportion with its 90 % score interval; `None` without a known night.
    ///
    /// Wilson 1927, Journal of the American Statistical Association 22:209: all p for which the observed proportion lies
    /// within z standard errors. Nights count as independent, so cramps that come in runs make it a little too narrow.
    pub fn interval(self) -> Option<Interval> {
        self.interval_at(Z_95)
    }

    /// Nights with a cramp in a month of known nights, with the interval of the rate.
    pub fn a_month(self) -> Option<Interval> {
        let rate = self.interval()?;
        let [q05, q50, q95] = [rate.q05, rate.q50, rate.q95].map(|part| part * NIGHTS_A_MONTH);
        Some(Interval { q05, q50, q95 })
    }

    fn interval_at(self, z: f64) -> Option<Interval> {
        if self.known == 0 {
            return None;
        }
        let n = self.known as f64;
        let p = self.cramp as f64 / n;
        let z2 = z * z;
        let centre = (p + z2 / (2.0 * n)) / (1.0 + z2 / n);
        let half = z * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt() / (1.0 + z2 / n);
        Some(Interval { q05: (centre - half).max(0.0), q50: p, q95: (centre + half).min(1.0) })
    }

    /// How much higher this rate is than an earlier one, with its 90 % interval.
    ///
    /// Newcombe 1998, Statistics in Medicine 17:873, method 10: the score intervals of both, squared and added.
    pub fn above(self, earlier: Self) -> Option<Interval> {
        self.above_at(earlier, Z_95)
    }

    fn above_at(self, earlier: Self, z: f64) -> Option<Interval> {
        let (now, then) = (self.interval_at(z)?, earlier.interval_at(z)?);
        let difference = now.q50 - then.q50;
        let below = ((now.q50 - now.q05).powi(2) + (then.q95 - then.q50).powi(2)).sqrt();
        let above = ((now.q95 - now.q50).powi(2) + (then.q50 - then.q05).powi(2)).sqrt();
        Some(Interval { q05: difference - below, q50: difference, q95: difference + above })
    }
}

/// A run of nights in words: a row of the table behind a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateWords {
    /// From when to when.
    pub dates: String,
    /// Nights with a cramp, of known.
    pub rate: String,
    /// Nights without an answer.
    pub unknown: usize,
}

/// A run of nights with its rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RateSpan {
    /// First night.
    pub first: NightOf,
    /// Last night.
    pub last: NightOf,
    /// The rate.
    pub rate: Rate,
}

/// Every night from the first that was ever answered (or from `since`, if that is later) to the last that is over, and tonight
/// where it was answered already.
pub fn nights(entries: &[Entry], since: Option<NightOf>, now: &ZonedDateTime) -> Vec<DiaryNight> {
    let Some(answered) = calendar::first_answered(entries) else { return Vec::new() };
    let (over, tonight) = (NightOf::over(now.datetime()), NightOf::at(now.datetime()));
    let first = since.map_or(answered, |since| since.max(answered));
    let mut nights = diary::nights(entries, first, over.max(tonight));
    nights.retain(|night| night.night <= over || night.state.is_known());
    nights
}

/// Windows of equal length that end with the last night. What is left over at the beginning stands by itself when it is at least
/// half as long, and otherwise belongs to the window after it.
pub fn windows(nights: &[DiaryNight]) -> Vec<RateSpan> {
    let fits = |length: &&usize| nights.len().div_ceil(**length) <= MOST_WINDOWS;
    let length =
        WINDOWS_NIGHTS.iter().find(fits).copied().unwrap_or_else(|| nights.len().div_ceil(MOST_WINDOWS));
    let length = length.max(1);
    let left = nights.len() % length;
    let first = if left > 0 && left < length / 2 && nights.len() > length { left + length } else { left };
    let (oldest, rest) = nights.split_at(first);
    std::iter::once(oldest).chain(rest.chunks(length)).filter_map(span).collect()
}

fn span(nights: &[DiaryNight]) -> Option<RateSpan> {
    Some(RateSpan { first: nights.first()?.night, last: nights.last()?.night, rate: Rate::of(nights) })
}

/// The last so many nights beside as many before, both whole; `None` where the diary is too short.
pub fn last_two(nights: &[DiaryNight], length: usize) -> Option<(RateSpan, RateSpan)> {
    let end = nights.len();
    let (before, last) =
        (nights.get(end.checked_sub(2 * length)?..end - length)?, nights.get(end - length..)?);
    Some((span(before)?, span(last)?))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use charley_case::fixed;

    fn rate(cramp: usize, known: usize) -> Rate {
        Rate { known, cramp, unknown: 0 }
    }

    fn assert_close(interval: Interval, low: f64, high: f64) {
        assert!((interval.q05 - low).abs() < 5e-5 && (interval.q95 - high).abs() < 5e-5, "{interval:?}");
    }

    #[test]
    fn the_score_interval_is_that_of_the_formula_solved_for_p() {
        // (p - k/n)² = z² p (1 - p) / n at both ends.
        for (cramp, known) in [(9, 41), (1, 7), (40, 41), (12, 300)] {
            let interval = rate(cramp, known).interval().unwrap();
            let n = known as f64;
            for end in [interval.q05, interval.q95] {
                let off = (end - cramp as f64 / n).powi(2) - Z_95 * Z_95 * end * (1.0 - end) / n;
                assert!(off.abs() < 1e-12, "{cramp}/{known} {end} {off}");
            }
        }
        assert_close(rate(0, 20).interval().unwrap(), 0.0, 0.1192);
    }

    #[test]
    fn nothing_known_has_no_rate() {
        assert_eq!(Rate { known: 0, cramp: 0, unknown: 9 }.interval(), None);
        assert_eq!(rate(1, 2).above(rate(0, 0)), None);
    }

    #[test]
    fn the_difference_is_newcombes() {
        // Newcombe 1998, table II, 56/70 against 48/80 and 9/10 against 3/10, 95 %, method 10.
        for ((a, m), (b, n), low, high) in
            [((56, 70), (48, 80), 0.0524, 0.3339), ((9, 10), (3, 10), 0.1705, 0.8090)]
        {
            let interval = rate(a, m).above_at(rate(b, n), 1.959_964).unwrap();
            assert_close(interval, low, high);
        }
    }

    #[test]
    fn unknown_nights_of_a_diary_stay_unknown() {
        let case = fixed::adult();
        let nights = nights(&case.entries, None, &case.now);
        let all = Rate::of(&nights);
        assert_eq!((all.known, all.cramp, all.unknown), (35, 5, 5));
        let spans = windows(&nights);
        // Twelve nights are less than half a window: they belong to the next.
        assert_eq!(spans.iter().map(|span| span.rate.all()).collect::<Vec<_>>(), [40]);
        assert_eq!(windows(&nights[..28]).len(), 1);
        assert_eq!(windows(&nights[..14]).len(), 1);
        assert_eq!(last_two(&nights, 20).map(|(a, b)| (a.rate.all(), b.rate.all())), Some((20, 20)));
        assert_eq!(last_two(&nights, 21), None);
    }

    proptest! {
        #[test]
        fn the_rate_lies_in_its_interval(cramp in 0usize..400, quiet in 0usize..400) {
            prop_assume!(cramp + quiet > 0);
            let interval = rate(cramp, cramp + quiet).interval().unwrap();
            prop_assert!(0.0 <= interval.q05 && interval.q05 <= interval.q50 + 1e-12);
            prop_assert!(interval.q50 <= interval.q95 + 1e-12 && interval.q95 <= 1.0);
        }

        #[test]
        fn windows_hold_every_night_once_and_are_few(count in 0usize..4000) {
            let first: NightOf = "2020-01-01".parse().unwrap();
            let nights: Vec<DiaryNight> = std::iter::successors(Some(first), |night| Some(night.after()))
                .take(count)
                .map(|night| DiaryNight::blank(night, NightState::Unknown))
                .collect();
            let spans = windows(&nights);
            prop_assert!(spans.len() <= MOST_WINDOWS);
            prop_assert_eq!(spans.iter().map(|span| span.rate.unknown).sum::<usize>(), count);
        }
    }
}
