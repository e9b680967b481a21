//! Quiet nights gained a month against one's own expected rate: the one figure by which a person judges Charley.

use charley_domain::interval::Interval;
use charley_domain::stream;
use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Beta, Binomial, Distribution, StandardNormal};
use serde::Serialize;

use crate::learn::moving_average;

/// Nights of the month that is judged.
pub const MONTH_NIGHTS: usize = 30; // docs/studies/diary.md section 9
/// Share of them that must be known. Source: docs/studies/diary.md section 9.
pub const LEAST_KNOWN_SHARE: f64 = 0.8; // docs/studies/diary.md section 9
/// Known nights before the month that tell what was to be expected: the newest so many of them count.
pub const BEFORE_NIGHTS: usize = 90; // docs/studies/inference.md section 2: moving average
/// Known nights before the month below which nothing is expected of it.
pub const LEAST_BEFORE: usize = 30; // docs/studies/inference.md section 1.6
/// Weeks drift by themselves: log rate of a week, its standard deviation and memory.
const DRIFT_SD: f64 = 0.3; // docs/studies/inference.md section 3, power table
const DRIFT_MEMORY: f64 = 0.7; // docs/studies/inference.md section 3, power table
/// Nights of a week.
const WEEK: usize = 7;
/// Draws of what was to be expected.
const DRAWS: usize = 8_000;
/// What a moving average begins with, in nights.
const AVERAGE_OF: f64 = 10.0; // as `learn::moving_average`

/// Known nights, and those of them with a cramp.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct KnownNights {
    /// Said yes or no.
    pub known: usize,
    /// With a cramp.
    pub cramp: usize,
}

/// The last month beside what was to be expected of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct QuietNights {
    /// Nights of the month: 30.
    pub nights: usize,
    /// Of these, known.
    pub known: usize,
    /// Of these, without a cramp.
    pub quiet: usize,
    /// Known nights of the month that are still missing to the 80 %; 0 where there are enough.
    pub missing_nights: usize,
    /// The newest known nights before the month, at most 90.
    pub before: KnownNights,
    /// Of those, known nights that are still missing to 30.
    pub missing_before: usize,
    /// Quiet nights to be expected of as many known nights, by the nights before; `None` where too little is known.
    pub expected_quiet: Option<Interval>,
    /// Whether season and own triggers of the month are allowed for.
    pub adjusted: bool,
    /// Quiet nights gained in 30 nights: observed less expected; negative ones are lost.
    pub gained: Option<Interval>,
}

impl QuietNights {
    /// The same, where season and own triggers were not those of the nights before: the shift of the log rate by both, one a draw.
    ///
    /// Equation: as [`QuietNights::of`] with p e^(d + s), s the shift. Source: direct standardisation of a rate. Valid for finite shifts.
    ///
    /// ```
    /// use charley_infer::gained::{KnownNights, QuietNights};
    /// let (month, before) = (KnownNights { known: 28, cramp: 3 }, KnownNights { known: 90, cramp: 18 });
    /// let in_winter = QuietNights::adjusted(month, before, &[-0.7], 1).gained.unwrap();
    /// assert!(in_winter.q50 < QuietNights::of(month, before, 1).gained.unwrap().q50);
    /// ```
    pub fn adjusted(month: KnownNights, before: KnownNights, shift: &[f64], seed: u64) -> Self {
        let counted = Self::counted(month, before);
        if counted.missing_nights > 0 || counted.missing_before > 0 {
            return counted;
        }
        let whole = counted.against(month, &Expected::of(month.known, before, (shift, seed)));
        Self { adjusted: !shift.is_empty(), ..whole }
    }

    /// The month against what the nights before it led to expect (quiet nights in 30 nights, -30 to 30).
    ///
    /// Equation: of k known nights c had a cramp. Expected are C ~ Binomial(k, p e^d), p ~ Beta(a + 0.5, b + 9.5) of a cramps
    /// and b quiet among the known nights before, as [`moving_average`] has it; d is how far the mean of the month strays
    /// from the mean of the nights before where the log rate of weeks is AR(1). Gained are 30/k (C + u - c), u uniform
    /// within half a night, since nights are whole: so that zero lies within the 90 % interval of 90 of 100 persons with
    /// whom nothing changed. Source: docs/studies/inference.md sections 2 and 3. Valid for `cramp` ≤ `known` ≤ 30 in the month;
    /// unknown nights are left out, and below 24 known nights, or 30 before, nothing is said.
    ///
    /// ```
    /// use charley_infer::gained::{KnownNights, QuietNights};
    /// let before = KnownNights { known: 90, cramp: 18 };
    /// let month = QuietNights::of(KnownNights { known: 28, cramp: 1 }, before, 1);
    /// assert!(month.gained.unwrap().q50 > 3.0 && month.quiet == 27);
    /// let silent = QuietNights::of(KnownNights { known: 20, cramp: 1 }, before, 1);
    /// assert_eq!((silent.gained, silent.missing_nights), (None, 4));
    /// ```
    pub fn of(month: KnownNights, before: KnownNights, seed: u64) -> Self {
        Self::adjusted(month, before, &[], seed)
    }

    /// What is known, before anything is said of it.
    fn counted(month: KnownNights, before: KnownNights) -> Self {
        let enough = (LEAST_KNOWN_SHARE * MONTH_NIGHTS as f64).ceil() as usize;
        Self {
            nights: MONTH_NIGHTS,
            known: month.known,
            quiet: month.known.saturating_sub(month.cramp),
            missing_nights: enough.saturating_sub(month.known),
            before,
            missing_before: LEAST_BEFORE.saturating_sub(before.known),
            expected_quiet: None,
            adjusted: false,
            gained: None,
        }
    }

    fn against(mut self, month: KnownNights, expected: &Expected) -> Self {
        let known = month.known as f64;
        let quiet = expected.cramps.iter().map(|cramps| (known - cramps).clamp(0.0, known));
        let gained = |cramps: &f64| (cramps - month.cramp as f64) * MONTH_NIGHTS as f64 / known;
        self.expected_quiet = Interval::of(&quiet.collect::<Vec<f64>>());
        self.gained = Interval::of(&expected.cramps.iter().map(gained).collect::<Vec<f64>>());
        self
    }
}

/// What was to be expected of a month: the same for all months of as many known nights.
struct Expected {
    /// Nights with a cramp, within half a night; one a draw.
    cramps: Vec<f64>,
}

impl Expected {
    fn of(nights: usize, before: KnownNights, (shift, seed): (&[f64], u64)) -> Self {
        let mut rng = stream::of(seed, "quiet nights gained");
        let shift = |draw: usize| if shift.is_empty() { 0.0 } else { shift[draw % shift.len()] };
        let mut of_draw = |draw| cramps(nights, before, (shift(draw), &mut rng)) + rng.random::<f64>() - 0.5;
        Self { cramps: (0..DRAWS).map(&mut of_draw).collect() }
    }
}

/// Nights with a cramp that could have come of so many nights.
fn cramps(nights: usize, before: KnownNights, (shift, rng): (f64, &mut ChaCha8Rng)) -> f64 {
    let weight = before.known as f64 + AVERAGE_OF;
    let mean = moving_average(before.cramp, before.known);
    let rate = Beta::new(mean * weight, (1.0 - mean) * weight).map_or(mean, |beta| beta.sample(rng));
    let here = (rate * drift(before.known, rng) * libm::exp(shift)).min(1.0);
    Binomial::new(nights as u64, here).map_or(0.0, |binomial| binomial.sample(rng) as f64)
}

/// The mean rate of a month over that of the nights before it, where nothing but the drift of weeks is at work.
fn drift(before: usize, rng: &mut ChaCha8Rng) -> f64 {
    let fresh = (1.0 - DRIFT_MEMORY * DRIFT_MEMORY).sqrt();
    let mut level: f64 = StandardNormal.sample(rng);
    let mut mean_of = |weeks: usize| -> f64 {
        let sum: f64 = (0..weeks)
            .map(|_| {
                let new: f64 = StandardNormal.sample(rng);
                level = DRIFT_MEMORY * level + fresh * new;
                libm::exp(DRIFT_SD * level)
            })
            .sum();
        sum / weeks as f64
    };
    let earlier = mean_of(before.div_ceil(WEEK).max(1));
    mean_of(MONTH_NIGHTS.div_ceil(WEEK)) / earlier
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    /// What is gained with so many cramps; what was to be expected is drawn once for many months.
    fn gained(cramp: usize, known: usize, before: KnownNights, expected: &Expected) -> Interval {
        let month = KnownNights { known, cramp };
        QuietNights::counted(month, before).against(month, expected).gained.unwrap()
    }

    #[test]
    fn a_month_is_what_its_expected_nights_make_of_it() {
        let (month, before) = (KnownNights { known: 27, cramp: 4 }, KnownNights { known: 90, cramp: 9 });
        let whole = QuietNights::of(month, before, 1).gained.unwrap();
        assert_eq!(whole, gained(4, 27, before, &Expected::of(27, before, (&[], 1))));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn fewer_cramps_gain_more_and_the_sign_is_that_of_the_difference(
            known in 24usize..=30, before in 30usize..=90, share in 0.02f64..0.6,
        ) {
            let cramp = (share * before as f64) as usize;
            let before = KnownNights { known: before, cramp };
            let expected = Expected::of(known, before, (&[], 1));
            let all: Vec<Interval> = (0..=known).map(|cramp| gained(cramp, known, before, &expected)).collect();
            for pair in all.windows(2) {
                prop_assert!(pair[1].q05 < pair[0].q05 && pair[1].q50 < pair[0].q50 && pair[1].q95 < pair[0].q95);
            }
            // All nights with a cramp is a loss, whatever was before; none is no loss.
            prop_assert!(all[known].q95 < 0.5 && all[0].q50 > -0.5);
            let expected = known as f64 * moving_average(before.cramp, before.known);
            for (cramp, interval) in all.iter().enumerate() {
                if (cramp as f64 - expected).abs() > 1.5 {
                    prop_assert_eq!(interval.q50 > 0.0, (cramp as f64) < expected);
                }
                prop_assert!(interval.q05 <= interval.q50 && interval.q50 <= interval.q95);
                prop_assert!(interval.q05 >= -31.0 && interval.q95 <= 31.0);
            }
        }

        #[test]
        fn below_the_thresholds_nothing_is_said_but_what_is_missing(known in 0usize..30, before in 0usize..90) {
            let month = QuietNights::of(KnownNights { known, cramp: 0 }, KnownNights { known: before, cramp: 0 }, 1);
            prop_assert_eq!(month.gained.is_some(), known >= 24 && before >= 30);
            prop_assert_eq!(month.expected_quiet.is_some(), month.gained.is_some());
            prop_assert_eq!(month.missing_nights, 24usize.saturating_sub(known));
            prop_assert_eq!(month.missing_before, 30usize.saturating_sub(before));
        }
    }

    /// Share of persons, with whom nothing changed, in whose interval zero lies.
    fn covered(rate: f64, (drifts, persons): (bool, u64)) -> f64 {
        let mut rng = stream::of(7, &format!("null persons {rate} {drifts}"));
        let (mut within, mut expected) = (0_usize, BTreeMap::new());
        for _ in 0..persons {
            let drift = if drifts { drift(BEFORE_NIGHTS, &mut rng) } else { 1.0 };
            let mut count = |known: u64, rate: f64| {
                let cramp = Binomial::new(known, rate).unwrap().sample(&mut rng) as usize;
                KnownNights { known: known as usize, cramp }
            };
            let (before, month) = (count(90, rate), count(27, (rate * drift).min(1.0)));
            let expected =
                expected.entry(before.cramp).or_insert_with(|| Expected::of(month.known, before, (&[], 1)));
            let interval = gained(month.cramp, month.known, before, expected);
            within += usize::from(interval.q05 <= 0.0 && 0.0 <= interval.q95);
        }
        within as f64 / persons as f64
    }

    #[test]
    fn with_nobody_of_whom_anything_changed_it_claims_more_than_one_in_ten_times() {
        for (rate, drifts) in [(0.05, true), (0.1, true), (0.3, true), (0.1, false), (0.3, false)] {
            let covered = covered(rate, (drifts, 400));
            assert!((0.86..=0.965).contains(&covered), "{rate} {drifts}: {covered}");
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_month() {
        let of = |seed| {
            QuietNights::of(KnownNights { known: 28, cramp: 3 }, KnownNights { known: 60, cramp: 9 }, seed)
        };
        assert_eq!(of(3), of(3));
        assert_ne!(of(3).gained, of(4).gained);
    }
}
