//! What published studies say of one window: the prior of each trigger, drawn, and the base rate under it.

use rand_distr::Distribution;

use charley_domain::{
    basis::{Basis, Known},
    exposure::TriggerId,
    interval::Interval,
    stream,
};

use crate::Normal;

/// Draws of every forecast: the quantiles of a probability are then good to about 0.002.
pub const DRAWS: usize = 8_000;
/// Relative spread of an exposure that was estimated, and of one that was assumed. Assumed: own judgement.
const ESTIMATED_SPREAD: f64 = 0.10; // own judgement
const ASSUMED_SPREAD: f64 = 0.30; // own judgement
/// Minutes of one unit of time into the workout. Source: triggers.csv, `elapsed_30min`.
const ELAPSED_UNIT_MIN: f64 = 30.0; // triggers.csv, elapsed_30min

/// One exposure that moves the rate of a window.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// The trigger.
    pub trigger: TriggerId,
    /// Its log hazard ratio a unit.
    pub log_ratio: Normal,
    /// Its value in the window.
    pub value: Known<f64>,
    /// Its value in a usual window, at which the base rate holds.
    pub usual: f64,
}

/// For how long a window is at risk.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Span {
    /// A night of usual length.
    Night,
    /// A workout: minutes, and the log hazard ratio of 30 minutes into it.
    Workout {
        /// How long.
        minutes: f64,
        /// Rise of the log rate in 30 minutes.
        rise: Normal,
    },
}

/// Draws of the probability of at least one cramp in a window.
#[derive(Debug, Clone, PartialEq)]
pub struct Probability(Vec<f64>);

impl Probability {
    /// Probability (0 to 1) of a cramp in a night of a person with so many cramps in so many known nights.
    ///
    /// Equation: draws of a beta distribution of cramps + 0.5 and the rest of known + 10, as [`crate::learn::moving_average`]
    /// has it. Source: conjugate of counted nights. Valid for cramps ≤ known.
    ///
    /// ```
    /// use charley_infer::published::Probability;
    /// assert!((Probability::of_counts(35, 640, 1).mean() - 35.5 / 650.0).abs() < 0.001);
    /// ```
    pub fn of_counts(cramps: usize, known: usize, seed: u64) -> Self {
        let mean = crate::learn::moving_average(cramps, known);
        let weight = known as f64 + 10.0; // as the moving average begins
        let mut rng = stream::of(seed, "own rate");
        let beta = rand_distr::Beta::new(mean * weight, (1.0 - mean) * weight);
        Self(beta.map_or_else(|_| vec![mean; DRAWS], |beta| beta.sample_iter(&mut rng).take(DRAWS).collect()))
    }

    /// Probability (0 to 1) of at least one cramp, drawn over the base rate, the triggers and the exposures.
    ///
    /// Equation: P = 1 - exp(-Λ), log Λ = α + Σ β (x - usual); in a workout Λ is integrated over its minutes with the rise
    /// of the rate, Λ = λ (e^(rT) - 1) / r. α, β, r are normal draws, x is drawn around estimated (10 %) and assumed (30 %) values. Each draws from its own
    /// stream, so two windows under one seed differ by their exposures alone. Source: docs/studies/inference.md section 1.3.
    /// Valid for finite exposures; an unknown exposure is left at its usual value and is to be named beside the answer.
    ///
    /// ```
    /// use charley_infer::{base_rate::NIGHT_LOG_RATE, published::{Probability, Span}};
    /// let tonight = Probability::of(NIGHT_LOG_RATE, Span::Night, &[], 1);
    /// let interval = tonight.interval().unwrap();
    /// assert!((0.008..0.012).contains(&interval.q05) && (0.2..0.25).contains(&interval.q95));
    /// ```
    pub fn of(log_rate: Normal, span: Span, terms: &[Term], seed: u64) -> Self {
        let mut log_hazard = scaled(&stream::normals(seed, "base rate", DRAWS), log_rate);
        for term in terms {
            let ratios =
                scaled(&stream::normals(seed, &format!("ratio {}", term.trigger), DRAWS), term.log_ratio);
            let values = stream::normals(seed, &format!("value {}", term.trigger), DRAWS);
            let spread = spread(&term.value);
            for ((hazard, ratio), z) in log_hazard.iter_mut().zip(ratios).zip(values) {
                *hazard += ratio * (term.value.value + spread * z - term.usual);
            }
        }
        let exposed = exposed(span, seed);
        Self(
            log_hazard
                .iter()
                .zip(exposed)
                .map(|(log, exposed)| -libm::expm1(-libm::exp(*log) * exposed))
                .collect(),
        )
    }

    /// Quantiles of the probability (0 to 1); `None` when an exposure was not finite.
    ///
    /// Equation, source, validity and example: [`Probability::of`].
    pub fn interval(&self) -> Option<Interval> {
        Interval::of(&self.0)
    }

    /// Mean probability (0 to 1): how many of 100 such windows bring a cramp, divided by 100.
    ///
    /// Equation, source, validity and example: [`Probability::of`].
    pub fn mean(&self) -> f64 {
        self.0.iter().sum::<f64>() / self.0.len() as f64
    }

    /// Quantiles of how much the probability changes (as a difference, -1 to 1) when this window becomes `other`.
    ///
    /// Equation: draw by draw, under common random numbers. Source and validity: [`Probability::of`], of the same seed.
    ///
    /// ```
    /// use charley_infer::{base_rate::NIGHT_LOG_RATE, published::{Probability, Span}};
    /// let tonight = Probability::of(NIGHT_LOG_RATE, Span::Night, &[], 1);
    /// assert_eq!(tonight.change_to(&tonight).unwrap().q95, 0.0);
    /// ```
    pub fn change_to(&self, other: &Self) -> Option<Interval> {
        let changes: Vec<f64> = self.0.iter().zip(&other.0).map(|(from, to)| to - from).collect();
        Interval::of(&changes)
    }
}

fn scaled(standard: &[f64], normal: Normal) -> Vec<f64> {
    standard.iter().map(|z| normal.mean + normal.sd * z).collect()
}

pub(crate) fn spread(value: &Known<f64>) -> f64 {
    let relative = match value.basis {
        Basis::Measured => 0.0,
        Basis::Estimated { .. } => ESTIMATED_SPREAD,
        Basis::Assumed { .. } => ASSUMED_SPREAD,
    };
    relative * value.value.abs()
}

/// Minutes (or nights) at risk, weighted by how the rate rises within them, one a draw.
fn exposed(span: Span, seed: u64) -> Vec<f64> {
    match span {
        Span::Night => vec![1.0; DRAWS],
        Span::Workout { minutes, rise } => scaled(&stream::normals(seed, "rise in the workout", DRAWS), rise)
            .into_iter()
            .map(|rise| {
                let per_minute = rise / ELAPSED_UNIT_MIN;
                // At no rise the integral is the time itself.
                if per_minute.abs() < 1e-9 { minutes } else { libm::expm1(per_minute * minutes) / per_minute }
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base_rate::{NIGHT_LOG_RATE, WORKOUT_LOG_RATE_MIN};
    use charley_domain::trigger;
    use proptest::prelude::*;

    /// E[f(X)] for X normal, by the trapezoid rule over ten standard deviations each way.
    fn expectation(normal: Normal, f: impl Fn(f64) -> f64) -> f64 {
        let steps = 20_000;
        (0..=steps)
            .map(|i| {
                let z = -10.0 + 20.0 * f64::from(i) / f64::from(steps);
                let density = (-z * z / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt();
                density * f(normal.mean + normal.sd * z) * 20.0 / f64::from(steps)
            })
            .sum()
    }

    fn term(id: &str, mean: f64, value: f64) -> Term {
        Term {
            trigger: TriggerId::night(id),
            log_ratio: Normal { mean, sd: 0.4 },
            value: Known::measured(value),
            usual: 0.0,
        }
    }

    #[test]
    fn without_exposures_it_is_the_quadrature() {
        let exact = expectation(NIGHT_LOG_RATE, |alpha| 1.0 - (-alpha.exp()).exp());
        for seed in [1, 2, 3] {
            let drawn = Probability::of(NIGHT_LOG_RATE, Span::Night, &[], seed);
            assert!((drawn.mean() - exact).abs() < 0.004, "{} against {exact}", drawn.mean());
            let interval = drawn.interval().unwrap();
            let at = |z: f64| 1.0 - (-(NIGHT_LOG_RATE.mean + z).exp()).exp();
            assert!((interval.q50 - at(0.0)).abs() < 0.003);
            assert!(
                (interval.q05 - at(-1.644_854)).abs() < 0.001 && (interval.q95 - at(1.644_854)).abs() < 0.015
            );
        }
    }

    #[test]
    fn with_one_exposure_it_is_the_quadrature_of_the_sum() {
        let both =
            Normal { mean: NIGHT_LOG_RATE.mean + 0.3 * 2.0, sd: (1.0_f64 + (0.4_f64 * 2.0).powi(2)).sqrt() };
        let exact = expectation(both, |log| 1.0 - (-log.exp()).exp());
        let drawn =
            Probability::of(NIGHT_LOG_RATE, Span::Night, &[term(trigger::LOAD_JUMP, 0.3, 2.0)], 1).mean();
        assert!((drawn - exact).abs() < 0.006, "{drawn} against {exact}");
    }

    #[test]
    fn a_marathon_brings_about_as_many_cramps_as_were_counted() {
        let rise = Normal { mean: 0.25, sd: 0.3 };
        let span = |minutes| Span::Workout { minutes, rise };
        let marathon = Probability::of(WORKOUT_LOG_RATE_MIN, span(225.0), &[], 1).interval().unwrap();
        assert!((0.15..0.35).contains(&marathon.q50), "{marathon:?}");
        let hour = Probability::of(WORKOUT_LOG_RATE_MIN, span(60.0), &[], 1).interval().unwrap();
        assert!((0.025..0.06).contains(&hour.q50), "{hour:?}");
    }

    #[test]
    fn the_same_seed_gives_the_same_answer() {
        let of = |seed| Probability::of(NIGHT_LOG_RATE, Span::Night, &[term(trigger::HEAT, 0.1, 1.0)], seed);
        assert_eq!(of(5), of(5));
        assert_ne!(of(5), of(6));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]
        #[test]
        fn probabilities_stay_probabilities(mean in -3.0..3.0_f64, value in -1e6..1e6_f64, minutes in 0.0..6000.0_f64) {
            let span = Span::Workout { minutes, rise: Normal { mean: 0.25, sd: 0.3 } };
            let interval = Probability::of(WORKOUT_LOG_RATE_MIN, span, &[term("x", mean, value)], 1).interval();
            if let Some(interval) = interval {
                prop_assert!(0.0 <= interval.q05 && interval.q05 <= interval.q95 && interval.q95 <= 1.0);
            }
        }
    }
}
