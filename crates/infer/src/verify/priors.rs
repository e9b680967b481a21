//! The priors under which synthetic persons are judged: placeholders of the study, and those of the evidence tables.

use charley_domain::exposure::TriggerId;
use charley_domain::trigger;
use charley_evidence::Evidence;

use super::EXPOSURES;
use crate::{Normal, hazard::NightPriors, studies};

/// Placeholders in the order of [`EXPOSURES`].
pub(super) const PLACEHOLDERS: [(f64, f64); 12] = [
    (0.15, 0.30),  // generate.py of docs/studies/inference.md
    (0.10, 0.25),  // generate.py
    (0.25, 0.30),  // generate.py
    (0.30, 0.35),  // generate.py
    (0.10, 0.25),  // generate.py
    (0.10, 0.25),  // generate.py
    (0.15, 0.25),  // generate.py
    (0.0, 0.25),   // generate.py
    (0.0, 0.30),   // generate.py
    (0.0, 0.25),   // generate.py
    (0.40, 0.40),  // generate.py
    (-0.45, 0.35), // generate.py
];

/// Share of nights with a cramp that is expected before anything is known.
const USUAL_SHARE: f64 = 0.05; // docs/studies/inference.md section 1.3

/// The priors of generate.py (log hazard ratio a unit): of the right shape, but of no study.
///
/// Equation: none. Source: docs/studies/inference.md section 1.3 and generate.py. Valid for synthetic persons.
///
/// ```
/// assert_eq!(charley_infer::verify::placeholders().beta[3].1.mean, 0.3);
/// ```
pub fn placeholders() -> NightPriors {
    with(|place| Normal { mean: PLACEHOLDERS[place].0, sd: PLACEHOLDERS[place].1 })
}

/// The priors of the evidence tables for the same exposures (log hazard ratio a unit).
///
/// Equation: none. Source: triggers.csv, rows of the night; the medicine of the study stands for any listed one
/// (`medicine_other`). Base rate, season and history as in [`placeholders`], so that only what is known of exposures
/// differs. Valid for synthetic persons.
///
/// ```
/// let priors = charley_infer::verify::published(charley_evidence::evidence());
/// assert_eq!((priors.beta[10].1.mean, priors.beta[10].1.sd), (0.0, 0.38));
/// ```
pub fn published(evidence: &Evidence) -> NightPriors {
    const UNKNOWN: Normal = Normal { mean: 0.0, sd: 0.38 }; // triggers.csv, rows without a study
    with(|place| evidence.trigger(&trigger(place)).map_or(UNKNOWN, studies::prior))
}

/// The row of the trigger table of an exposure.
pub(super) fn trigger(place: usize) -> TriggerId {
    TriggerId::night(if EXPOSURES[place] == "medicine" { trigger::MEDICINE_OTHER } else { EXPOSURES[place] })
}

fn with(beta: impl Fn(usize) -> Normal) -> NightPriors {
    let named = |(place, name): (usize, &&str)| ((*name).to_owned(), beta(place));
    NightPriors {
        alpha: Normal { mean: libm::log(USUAL_SHARE), sd: 1.0 },
        beta: EXPOSURES.iter().enumerate().map(named).collect(),
        season: [Normal { mean: 0.0, sd: 0.3 }; 2], // docs/studies/inference.md section 1.3
        rho: Normal { mean: 0.5, sd: 0.5 },
    }
}
