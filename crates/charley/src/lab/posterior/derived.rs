//! What follows from a posterior for single rows: the chance of a cramp, and the shares of a cramp that came.

use std::collections::BTreeMap;

use charley_infer::{Posterior, attribution::SharesDrawn, hazard::probabilities};

use super::{DerivedQuantity, read::Data};

/// Last nights whose chance is given, and last cramps whose shares are.
const NIGHTS: usize = 14;
const CRAMPS: usize = 5;

pub(super) fn derived(
    posterior: &Posterior,
    data: &Data,
    reference: Option<&BTreeMap<String, f64>>,
) -> Vec<DerivedQuantity> {
    let first = data.nights.len().saturating_sub(NIGHTS);
    let mut derived: Vec<DerivedQuantity> = data.nights[first..]
        .iter()
        .enumerate()
        .filter_map(|(place, night)| {
            let chances = probabilities(posterior, std::slice::from_ref(night));
            of(posterior, "p_cramp".to_owned(), first + place, &chances)
        })
        .collect();
    let Some(reference) = reference else { return derived };
    let first = data.cramps.len().saturating_sub(CRAMPS);
    for (row, exposures) in &data.cramps[first..] {
        let factors: Vec<(String, Vec<f64>)> = data
            .factors
            .iter()
            .zip(exposures)
            .map(|(name, value)| {
                let level = reference.get(name).copied().unwrap_or(0.0);
                (format!("beta[{name}]"), vec![value - level])
            })
            .collect();
        let shares = SharesDrawn::of(posterior, &factors);
        for (name, share) in data.factors.iter().zip(&shares.factors) {
            derived.extend(of(posterior, format!("shapley_share:{name}"), *row, share));
        }
        derived.extend(of(posterior, "share_unexplained_baseline".to_owned(), *row, &shares.unexplained));
    }
    derived
}

fn of(posterior: &Posterior, quantity: String, row: usize, values: &[f64]) -> Option<DerivedQuantity> {
    let interval = posterior.interval(values)?;
    let (mean, sd) = posterior.moments(values);
    Some(DerivedQuantity { quantity, row, mean, sd, q5: interval.q05, q50: interval.q50, q95: interval.q95 })
}
