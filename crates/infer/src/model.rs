//! What every hazard model offers to every engine: a log density with its gradient, and names for what it reports.

use crate::{
    Normal,
    numeric::{difference, matrix::Symmetric},
};

/// A log posterior density over coefficients, given scales that have priors of their own.
///
/// Coefficients are unbounded with normal priors, which the density includes. Scales (a frailty variance, the spread
/// between sites) are positive with half-normal priors, which the density does not include: an engine goes over them.
pub trait Model: Sync {
    /// How many coefficients there are.
    fn dim(&self) -> usize;
    /// Standard deviation of the half-normal prior of each scale; empty for most models.
    fn scales(&self) -> &[f64] {
        &[]
    }
    /// Whether models that differ by a draw of their exposures have all but the same scales: then one of them tells the scales of all.
    fn shares_scales(&self) -> bool {
        false
    }
    /// Names of what is reported, in the order of [`Model::report`].
    fn names(&self) -> Vec<String>;
    /// What is reported of one draw: coefficients, scales and what follows from them.
    fn report(&self, at: &[f64], scales: &[f64]) -> Vec<f64>;
    /// Where a search for the mode begins.
    fn start(&self) -> Vec<f64>;
    /// Log density of coefficients given scales, up to a constant.
    fn log_density(&self, at: &[f64], scales: &[f64]) -> f64;
    /// The same with its gradient by coefficient and by scale.
    fn gradient(&self, at: &[f64], scales: &[f64], by: &mut [f64], by_scale: &mut [f64]) -> f64;
    /// Negative second derivatives by coefficient.
    fn curvature(&self, at: &[f64], scales: &[f64]) -> Symmetric {
        let mut curvature = Symmetric::zero(self.dim());
        difference::curvature(self, at, scales, 0, &mut curvature);
        curvature
    }
    /// The log density of many draws at once, each with its scales; a model of many rows goes through them but once.
    fn log_densities(&self, draws: &[Vec<f64>], scales: &[Vec<f64>]) -> Vec<f64> {
        draws.iter().zip(scales).map(|(at, scales)| self.log_density(at, scales)).collect()
    }
}

/// Adds independent normal priors to a log density and its gradient.
pub(crate) fn add_priors(priors: &[Normal], at: &[f64], by: Option<&mut [f64]>) -> f64 {
    if let Some(by) = by {
        for ((by, prior), at) in by.iter_mut().zip(priors).zip(at) {
            *by -= (at - prior.mean) / (prior.sd * prior.sd);
        }
    }
    let squares = priors.iter().zip(at).map(|(prior, at)| ((at - prior.mean) / prior.sd).powi(2));
    -0.5 * squares.sum::<f64>()
}

/// Adds what independent normal priors add to the curvature.
pub(crate) fn add_prior_curvature(priors: &[Normal], curvature: &mut Symmetric) {
    for (place, prior) in priors.iter().enumerate() {
        *curvature.at_mut(place, place) += 1.0 / (prior.sd * prior.sd);
    }
}
