//! What published studies say of one night: the prior of each trigger, drawn, and the base rate under it.

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

/// Draws of the probability of at least one cramp in a window.
#[derive(Debug, Clone, PartialEq)]
pub struct Probability(Vec<f64>);

impl Probability {
    /// Probability (0 to 1) of at least one cramp, drawn over the base rate, the triggers and the exposures.
    ///
    /// Equation: P = 1 - exp(-Λ), log Λ = α + Σ β (x - usual). α and β are normal draws, x is drawn around estimated (10 %) and
    /// assumed (30 %) values. Each draws from its own stream, so two nights under one seed differ by their exposures alone. Source: docs/studies/inference.md section 1.3.
    /// Valid for finite exposures; an unknown exposure is left at its usual value and is to be named beside the answer.
    ///
    /// ```
    /// use charley_infer::{base_rate::NIGHT_LOG_RATE, published::Probability};
    /// let tonight = Probability::of(NIGHT_LOG_RATE, &[], 1);
    /// let interval = tonight.interval().unwrap();
    /// assert!((0.008..0.012).contains(&interval.q05) && (0.2..0.25).contains(&interval.q95));
    /// ```
    pub fn of(log_rate: Normal, terms: &[Term], seed: u64) -> Self {
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
        Self(log_hazard.iter().map(|log| -libm::expm1(-libm::exp(*log))).collect())
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
    /// use charley_infer::{base_rate::NIGHT_LOG_RATE, published::Probability};
    /// let tonight = Probability::of(NIGHT_LOG_RATE, &[], 1);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base_rate::NIGHT_LOG_RATE;
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
            let drawn = Probability::of(NIGHT_LOG_RATE, &[], seed);
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
        let drawn = Probability::of(NIGHT_LOG_RATE, &[term(trigger::LOAD_JUMP, 0.3, 2.0)], 1).mean();
        assert!((drawn - exact).abs() < 0.006, "{drawn} against {exact}");
    }

    #[test]
    fn the_same_seed_gives_the_same_answer() {
        let of = |seed| Probability::of(NIGHT_LOG_RATE, &[term(trigger::HEAT, 0.1, 1.0)], seed);
        assert_eq!(of(5), of(5));
        assert_ne!(of(5), of(6));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]
        #[test]
        fn probabilities_stay_probabilities(mean in -3.0..3.0_f64, value in -1e6..1e6_f64) {
            let interval = Probability::of(NIGHT_LOG_RATE, &[term("x", mean, value)], 1).interval();
            if let Some(interval) = interval {
                prop_assert!(0.0 <= interval.q05 && interval.q05 <= interval.q95 && interval.q95 <= 1.0);
            }
        }
    }
}
