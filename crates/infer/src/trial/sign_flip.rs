//! The sign-flip test: had the coins fallen otherwise, how often would the arms differ as much as they did?

use std::collections::BTreeMap;

use rand::RngExt as _;
use serde::Serialize;

use super::{Arm, TrialDesign, TrialNight};
use charley_domain::stream;

/// Informative pairs up to which every way the coins could have fallen is gone through.
const ENUMERATED: usize = 16;
/// Work (pairs times width of the sums) up to which the sums are convolved.
const CONVOLVED: i64 = 40_000_000;
/// Draws of coins where both would take too long.
const DRAWN: u32 = 20_000;

/// How the p-value was found.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Certain {
    /// Every way the coins could have fallen.
    Exact,
    /// Drawn, with this standard error.
    Drawn {
        /// Standard error of the p-value.
        error: f64,
    },
}

/// The result of the test.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct SignFlip {
    /// Two-sided.
    pub p: f64,
    /// Mean over pairs of cramps (and twinges, where they count) a night with the remedy less those without.
    pub difference: f64,
    /// Pairs with known nights in both arms.
    pub pairs: usize,
    /// Pairs that were begun.
    pub begun: usize,
    /// How p was found.
    pub certain: Certain,
}

impl SignFlip {
    /// The test over the pairs of a trial.
    ///
    /// Equation: D = cramps (with twinges, where they count) a known night with the remedy less those without, of each pair that has both; under no effect each
    /// D could as well have had the other sign; p = P(|Σ ±D| ≥ |Σ D|). Counted over all signs up to 16 pairs, else by exact
    /// convolution, and drawn only where that would be too wide. Source: Fisher 1935; docs/studies/inference.md section 3. Valid
    /// whatever the distribution of cramps, and with missing nights that do not depend on the arm.
    ///
    /// ```
    /// use charley_infer::trial::{Arm, TrialDesign, SignFlip, TrialNight};
    /// let night = |arm, cramps| TrialNight { arm, at_work: 0.0, cramps: Some(cramps), twinges: 0, taken: None };
    /// let nights: Vec<TrialNight> = (0..12).map(|n| if n % 2 == 0 { night(Arm::Usual, 1) } else { night(Arm::Remedy, 0) }).collect();
    /// let test = SignFlip::of(TrialDesign::NIGHTLY, &nights, 1);
    /// assert_eq!((test.p, test.difference, test.pairs), (2.0 / 64.0, -1.0, 6));
    /// ```
    pub fn of(design: TrialDesign, nights: &[TrialNight], seed: u64) -> Self {
        let pairs = pairs(design, nights);
        let begun = pairs.len();
        let both: Vec<PairSums> =
            pairs.into_values().filter(|sums| sums.known.iter().all(|n| *n > 0)).collect();
        let steps = (1..=i64::from(design.block_nights)).fold(1, lowest_common_multiple);
        let differences: Vec<i64> = both.iter().map(|sums| sums.difference(steps)).collect();
        let sum: i64 = differences.iter().sum();
        // A pair without a difference is the same either way.
        let moving: Vec<i64> = differences.iter().map(|d| d.abs()).filter(|d| *d > 0).collect();
        let (p, certain) = probability(&moving, sum.abs(), seed);
        Self {
            p,
            difference: if both.is_empty() { 0.0 } else { sum as f64 / (steps as f64 * both.len() as f64) },
            pairs: both.len(),
            begun,
            certain,
        }
    }
}

/// Known nights of a pair and what came in them, with the remedy and without.
#[derive(Debug, Clone, Copy, Default)]
struct PairSums {
    known: [i64; 2],
    came: [i64; 2],
}

impl PairSums {
    /// In so many steps a cramp a night, so that it is a whole number.
    fn difference(self, steps: i64) -> i64 {
        let rate = |arm: usize| self.came[arm] * steps / self.known[arm];
        rate(0) - rate(1)
    }
}

fn pairs(design: TrialDesign, nights: &[TrialNight]) -> BTreeMap<u32, PairSums> {
    let mut pairs = BTreeMap::<u32, PairSums>::new();
    for (number, night) in nights.iter().enumerate() {
        let number = number as u32;
        let sums = pairs.entry(design.place(number).pair).or_default();
        let Some(came) = night.came().filter(|_| design.counts(number)) else { continue };
        let arm = usize::from(night.arm == Arm::Usual);
        sums.known[arm] += 1;
        sums.came[arm] += i64::from(came.cramps + came.twinges);
    }
    pairs
}

fn lowest_common_multiple(a: i64, b: i64) -> i64 {
    let (mut x, mut y) = (a, b);
    while y > 0 {
        (x, y) = (y, x % y);
    }
    a / x * b
}

/// Share of all signs under which the sum is at least so far from zero.
fn probability(sizes: &[i64], reached: i64, seed: u64) -> (f64, Certain) {
    let divisor = sizes.iter().fold(0, |divisor, size| greatest_common_divisor(*size, divisor)).max(1);
    let sizes: Vec<i64> = sizes.iter().map(|size| size / divisor).collect();
    let reached = reached / divisor;
    let width = sizes.iter().sum::<i64>();
    if sizes.len() <= ENUMERATED {
        (enumerated(&sizes, reached), Certain::Exact)
    } else if width.saturating_mul(sizes.len() as i64) <= CONVOLVED {
        (convolved(&sizes, reached), Certain::Exact)
    } else {
        let p = drawn(&sizes, reached, seed);
        (p, Certain::Drawn { error: (p * (1.0 - p) / f64::from(DRAWN)).sqrt() })
    }
}

fn greatest_common_divisor(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { greatest_common_divisor(b, a % b) }
}

fn enumerated(sizes: &[i64], reached: i64) -> f64 {
    let all = 1_u32 << sizes.len();
    let mut sum: i64 = -sizes.iter().sum::<i64>();
    let mut as_far = u32::from(sum.abs() >= reached);
    // In Gray's order one sign changes at a time.
    for number in 1..all {
        let place = number.trailing_zeros() as usize;
        let is_plus = (number ^ (number >> 1)) >> place & 1 == 1;
        sum += if is_plus { 2 * sizes[place] } else { -2 * sizes[place] };
        as_far += u32::from(sum.abs() >= reached);
    }
    f64::from(as_far) / f64::from(all)
}

fn convolved(sizes: &[i64], reached: i64) -> f64 {
    // The sum of those with a plus; the rest follows from it.
    let total: i64 = sizes.iter().sum();
    let mut chance = vec![0.0; total as usize + 1];
    chance[0] = 1.0;
    let mut top = 0;
    for size in sizes.iter().map(|size| *size as usize) {
        top += size;
        for sum in (0..=top).rev() {
            let moved = if sum >= size { chance[sum - size] } else { 0.0 };
            chance[sum] = 0.5 * (chance[sum] + moved);
        }
    }
    let far = chance.iter().enumerate().filter(|(plus, _)| (2 * *plus as i64 - total).abs() >= reached);
    far.map(|(_, chance)| chance).sum::<f64>().min(1.0)
}

fn drawn(sizes: &[i64], reached: i64, seed: u64) -> f64 {
    let mut coins = stream::of(seed, "trial: signs");
    let mut as_far = 0_u32;
    for _ in 0..DRAWN {
        let sum: i64 = sizes.iter().map(|size| if coins.random() { *size } else { -size }).sum();
        as_far += u32::from(sum.abs() >= reached);
    }
    // The draw that happened is one of them: so p is never 0, and the test stays valid.
    f64::from(1 + as_far) / f64::from(1 + DRAWN)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn convolution_is_enumeration(sizes in prop::collection::vec(1_i64..40, 0..12), share in 0.0..1.0_f64) {
            let reached = (share * sizes.iter().sum::<i64>() as f64) as i64;
            prop_assert!((enumerated(&sizes, reached) - convolved(&sizes, reached)).abs() < 1e-12);
        }

        #[test]
        fn draws_come_close(sizes in prop::collection::vec(1_i64..40, 1..12), share in 0.0..1.0_f64) {
            let reached = (share * sizes.iter().sum::<i64>() as f64) as i64;
            let exact = enumerated(&sizes, reached);
            let error = (exact * (1.0 - exact) / f64::from(DRAWN)).sqrt();
            prop_assert!((exact - drawn(&sizes, reached, 5)).abs() < 5.0 * error + 1e-3);
        }
    }

    fn night(arm: Arm, cramps: Option<u32>) -> TrialNight {
        TrialNight { arm, at_work: 0.0, cramps, twinges: 0, taken: None }
    }

    #[test]
    fn a_pair_with_a_missing_arm_says_nothing() {
        let nights = [
            night(Arm::Usual, Some(2)),
            night(Arm::Remedy, None),
            night(Arm::Usual, Some(1)),
            night(Arm::Remedy, Some(0)),
        ];
        let test = SignFlip::of(TrialDesign::NIGHTLY, &nights, 1);
        assert_eq!((test.pairs, test.begun, test.p), (1, 2, 1.0));
        let nothing = SignFlip::of(TrialDesign::NIGHTLY, &[], 1);
        assert_eq!((nothing.p, nothing.difference, nothing.begun), (1.0, 0.0, 0));
    }

    #[test]
    fn washed_out_nights_count_for_nothing() {
        let design = TrialDesign { block_nights: 7, washout_nights: 2, half_life_nights: None };
        let nights: Vec<TrialNight> = (0..14)
            .map(|n| {
                night(
                    if n < 7 { Arm::Remedy } else { Arm::Usual },
                    Some(if n % 7 < 2 { 9 } else { u32::from(n >= 7) }),
                )
            })
            .collect();
        assert!((SignFlip::of(design, &nights, 1).difference + 1.0).abs() < 1e-12);
    }
}
