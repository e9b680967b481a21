//! The mode of a posterior, by Newton steps that never go downhill.

use super::Unfit;
use crate::{Model, numeric::matrix::Cholesky};

/// Steps after which a search is given up.
const MOST_STEPS: usize = 200;
/// A step is halved so often at most.
const MOST_HALVINGS: usize = 40;
/// Gain of a step that could still be made below which the mode is reached, in log density.
const LEAST_GAIN: f64 = 1e-9; // far below what a draw can tell

/// The mode of a posterior given its scales.
#[derive(Debug, Clone, PartialEq)]
pub struct Mode {
    /// The coefficients.
    pub at: Vec<f64>,
    /// Log density there.
    pub log_density: f64,
    /// Gradients that were computed.
    pub gradients: u64,
    pub(crate) factor: Cholesky,
}

impl Mode {
    /// Log of the integral of the density, were it that normal distribution, up to a constant.
    pub(crate) fn log_evidence(&self) -> f64 {
        self.log_density - self.factor.half_log_determinant()
    }
}

/// The mode of a model's posterior given its scales, searched from `start` (coefficients, no unit).
///
/// Equation: θ ← θ + a H⁻¹ g, H the negative second derivatives (a ridge is added where they are not positive), a halved
/// until the density rises; it ends when g·H⁻¹g/2 < 1e-9. Source: Newton's method with line search. Valid for densities
/// that fall off in every direction, as normal priors make them.
///
/// # Errors
/// [`Unfit::NoMode`] when it does not end.
///
/// ```
/// use charley_infer::{Model, Normal, engine::mode, hazard::{Night, NightPriors, Nights, Outcome}};
/// let normal = |mean, sd| Normal { mean, sd };
/// let priors = NightPriors { alpha: normal(-3.0, 1.0), beta: vec![], season: [normal(0.0, 0.3); 2], rho: normal(0.5, 0.5) };
/// let night = Night { day: 0.0, hours_in_bed: 8.0, history: 0.0, exposures: vec![], outcome: Outcome::Cramp };
/// let nights = Nights::of(&priors, &vec![night; 20], None);
/// assert!(mode(&nights, &[], &nights.start())?.at[0] > -3.0);
/// # Ok::<(), charley_infer::engine::Unfit>(())
/// ```
pub fn mode(model: &dyn Model, scales: &[f64], start: &[f64]) -> Result<Mode, Unfit> {
    let dim = model.dim();
    let mut at = start.to_vec();
    let mut gradient = vec![0.0; dim];
    let mut ignored = vec![0.0; scales.len()];
    let mut value = model.gradient(&at, scales, &mut gradient, &mut ignored);
    for gradients in 1..=MOST_STEPS as u64 {
        let factor = factor(model, scales, &at)?;
        let mut step = gradient.clone();
        factor.solve(&mut step);
        let gain: f64 = step.iter().zip(&gradient).map(|(step, slope)| step * slope).sum::<f64>() / 2.0;
        if !gain.is_finite() || !value.is_finite() {
            return Err(Unfit::NoMode);
        }
        if gain < LEAST_GAIN {
            return Ok(Mode { at, log_density: value, gradients, factor });
        }
        let Some(next) = uphill(model, scales, (&at, value), &step) else {
            // No step along the gradient helps: this is the mode, to the last bit.
            return Ok(Mode { at, log_density: value, gradients, factor });
        };
        at = next;
        value = model.gradient(&at, scales, &mut gradient, &mut ignored);
    }
    Err(Unfit::NoMode)
}

/// The Cholesky factor of the curvature, with a ridge where it needs one.
fn factor(model: &dyn Model, scales: &[f64], at: &[f64]) -> Result<Cholesky, Unfit> {
    let mut curvature = model.curvature(at, scales);
    let mut ridge = 0.0;
    for _ in 0..MOST_HALVINGS {
        if let Some(factor) = curvature.cholesky() {
            return Ok(factor);
        }
        let more = if ridge > 0.0 { 9.0 * ridge } else { 1e-6 }; // tenfold each time
        for place in 0..curvature.size() {
            *curvature.at_mut(place, place) += more;
        }
        ridge += more;
    }
    Err(Unfit::NoMode)
}

/// The first of the halved steps that does not go downhill.
fn uphill(model: &dyn Model, scales: &[f64], (at, value): (&[f64], f64), step: &[f64]) -> Option<Vec<f64>> {
    let mut share = 1.0;
    for _ in 0..MOST_HALVINGS {
        let next: Vec<f64> = at.iter().zip(step).map(|(at, step)| at + share * step).collect();
        if model.log_density(&next, scales) > value {
            return Some(next);
        }
        share /= 2.0;
    }
    None
}
