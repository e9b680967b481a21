//! The rule by which a published estimate becomes a prior: shrunk and widened by how sure one can be of it.

use serde::Serialize;

use crate::estimate::{Certainty, Estimate, Scale};

/// A normal prior of a log hazard ratio per unit of its trigger.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Prior {
    /// Mean of the log hazard ratio.
    pub mean: f64,
    /// Standard deviation of the log hazard ratio.
    pub sd: f64,
}

/// Whether chance alone decided who was exposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Design {
    /// A randomised trial.
    Randomised,
    /// Anything else.
    Observational,
}

/// Spread of the log hazard ratio from person to person.
const BETWEEN_PERSONS_SD: f64 = 0.15; // Assumed: docs/studies/inference.md section 1.4
/// Spread of the log hazard ratio that lack of certainty adds, at grade 0: a hazard ratio of 1.4.
const UNCERTAIN_SD: f64 = 0.35; // Assumed: docs/studies/inference.md section 1.4
/// Widest standard deviation of a prior that rests on an estimate.
const WIDEST_SD: f64 = 0.6; // Assumed: docs/studies/inference.md section 1.4
/// Narrowest standard deviation of a prior from an observational source.
const NARROWEST_OBSERVATIONAL_SD: f64 = 0.30; // Assumed: design, section 6
/// Normal quantile of a 95 % interval.
const Z_95: f64 = 1.959_963_984_540_054; // standard normal distribution

impl Prior {
    /// The prior of a log hazard ratio (per unit of the estimate) from a published ratio.
    ///
    /// With `g` the weight of the certainty (high 1, moderate 0.75, low 0.5, very low 0.25), `m` the log of the
    /// ratio and `se` a quarter of the log width of its 95 % interval over 0.98:
    /// mean = g m; sd² = se² + 0.15² + (1 - g)² 0.35², at most 0.6, and at least 0.30 for an observational source.
    /// An odds ratio is read as a hazard ratio, which holds while fewer than 10 % of nights have a cramp.
    ///
    /// Source: docs/studies/inference.md section 1.4; the floor of 0.30 from docs/studies/promises.md section 6.
    ///
    /// `None` when the estimate is not a positive ratio: a percentage or a difference never becomes a prior.
    ///
    /// ```
    /// use charley_evidence::{evidence, prior::{Design, Prior}};
    /// // Long-acting beta agonists: sequence ratio 2.42 (2.02 to 2.89), certainty low.
    /// let factor = evidence().factor("F010").unwrap();
    /// let prior =
    ///     Prior::of(factor.estimate_for_prior().unwrap(), factor.certainty, Design::Observational).unwrap();
    /// assert!((prior.mean - 0.44).abs() < 0.005 && (prior.sd - 0.30).abs() < 1e-9);
    /// ```
    pub fn of(estimate: &Estimate, certainty: Certainty, design: Design) -> Option<Self> {
        if estimate.scale != Scale::Ratio || estimate.value <= 0.0 {
            return None;
        }
        let weight = weight(certainty);
        let se = match (estimate.low, estimate.high) {
            (Some(low), Some(high)) if low > 0.0 => (high / low).ln() / (2.0 * Z_95),
            _ => 0.0,
        };
        let doubt = (1.0 - weight) * UNCERTAIN_SD;
        let sd = (se * se + BETWEEN_PERSONS_SD * BETWEEN_PERSONS_SD + doubt * doubt).sqrt().min(WIDEST_SD);
        let sd = match design {
            Design::Randomised => sd,
            Design::Observational => sd.max(NARROWEST_OBSERVATIONAL_SD),
        };
        Some(Self { mean: weight * estimate.value.ln(), sd })
    }
}

const fn weight(certainty: Certainty) -> f64 {
    match certainty {
        Certainty::High => 1.0,
        Certainty::Moderate => 0.75, // docs/studies/inference.md section 1.4
        Certainty::Low => 0.5,
        Certainty::VeryLow => 0.25, // docs/studies/inference.md section 1.4
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{evidence, trigger::PriorBasis};

    fn ratio(value: f64, low: f64, high: f64) -> Estimate {
        Estimate::of("OR", Some(value), (Some(low), Some(high)), "").unwrap()
    }

    /// Published triggers that do not rest on their factor's estimate as it stands, with the ratio they rest on.
    const CONVERTED: &[(&str, f64, f64, f64)] = &[
        // Far more than 10 % of these women cramp, so the odds ratio is no hazard ratio: the prevalence ratio is.
        ("night.pregnancy_trimester_2", 2.42, 1.95, 3.00),
        ("night.pregnancy_trimester_3", 4.31, 3.51, 5.29),
    ];

    /// An amplitude, half the log of the summer to winter ratio: not a ratio of two states.
    const AMPLITUDE: &str = "night.season";

    #[test]
    fn published_triggers_carry_the_prior_the_rule_gives() {
        let mut checked = 0;
        let published = evidence().triggers.iter().filter(|t| t.basis == PriorBasis::Published);
        for trigger in published.filter(|trigger| trigger.id.to_string() != AMPLITUDE) {
            let factor = evidence().factor(&trigger.factors[0]).unwrap();
            let converted = CONVERTED.iter().find(|(id, ..)| *id == trigger.id.to_string());
            let estimate = converted.map_or_else(
                || factor.estimate_for_prior().unwrap().clone(),
                |(_, value, low, high)| ratio(*value, *low, *high),
            );
            let prior = Prior::of(&estimate, factor.certainty, Design::Observational).unwrap();
            assert!((prior.mean - trigger.prior.mean).abs() <= 0.0051, "{}: mean {}", trigger.id, prior.mean);
            assert!((prior.sd - trigger.prior.sd).abs() <= 0.0051, "{}: sd {}", trigger.id, prior.sd);
            checked += 1;
        }
        assert_eq!(checked, 10);
    }

    #[test]
    fn a_percentage_or_a_difference_gives_no_prior() {
        for measure in ["percent", "MD cramps per week", "p-value"] {
            let estimate = Estimate::of(measure, Some(2.0), (None, None), "").unwrap();
            assert_eq!(Prior::of(&estimate, Certainty::High, Design::Randomised), None);
        }
    }

    proptest! {
        #[test]
        fn less_certainty_never_sharpens(value in 0.2..5.0_f64, width in 1.01..3.0_f64) {
            let estimate = ratio(value, value / width, value * width);
            let grades = [Certainty::High, Certainty::Moderate, Certainty::Low, Certainty::VeryLow];
            let priors = grades.map(|grade| Prior::of(&estimate, grade, Design::Randomised).unwrap());
            for pair in priors.windows(2) {
                prop_assert!(pair[1].sd >= pair[0].sd);
                prop_assert!(pair[1].mean.abs() <= pair[0].mean.abs());
            }
            let observed = Prior::of(&estimate, Certainty::High, Design::Observational).unwrap();
            prop_assert!((NARROWEST_OBSERVATIONAL_SD..=WIDEST_SD).contains(&observed.sd));
        }
    }
}
