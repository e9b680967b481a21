//! The mode of a posterior, by Newton steps that never go downhill.

use super::Unfit;
use crate::{Model, numeric::matrix::Cholesky};

/// Steps after which a search is given up.
const MOST_STEPS: usize = 200;
/// A step is halved so often at most.
const MOST_HALVINGS: usize = 40;
/// Gain of a step that could still be made below which the mode is reached, in log density.
const LEAST_GAIN: f64 = 1e-9; // far below what a draw can tell
/// A curvature serves for further steps while each gains no more than this share of the one before.
const SERVES: f64 = 0.1; // own choice
/// Gain since a curvature was computed up to which it counts as that of the mode.
const STANDS: f64 = 0.01; // own choice: a seventh of a standard deviation away

/// The mode of a posterior given its scales.
#[derive(Debug, Clone, PartialEq)]
pub struct PosteriorMode {
    /// The coefficients.
    pub at: Vec<f64>,
    /// Log density there.
    pub log_density: f64,
    /// Gradients that were computed.
    pub gradients: u64,
    pub(crate) factor: Cholesky,
}

impl PosteriorMode {
    /// Log of the integral of the density, were it that normal distribution, up to a constant.
    pub(crate) fn log_evidence(&self) -> f64 {
        self.log_density - self.factor.half_log_determinant()
    }
}

/// The mode of a model's posterior given its scales, searched from `start` (coefficients, no unit).
///
/// Equation: θ ← θ + a H⁻¹ g, H the negative second derivatives (a ridge is added where they are not positive), a halved
/// until the density rises; H serves while each step gains at most a tenth of the one before; it ends when g·H⁻¹g/2 < 1e-9. Source: Newton's method with line search. Valid for densities
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
pub fn mode(model: &dyn Model, scales: &[f64], start: &[f64]) -> Result<PosteriorMode, Unfit> {
    let dim = model.dim();
    let mut at = start.to_vec();
    let mut gradient = vec![0.0; dim];
    let mut ignored = vec![0.0; scales.len()];
    let mut value = model.gradient(&at, scales, &mut gradient, &mut ignored);
    let mut factor = factor_at(model, scales, &at)?;
    // Gain of the last step, and of all steps since the factor was computed.
    let (mut last, mut since) = (f64::INFINITY, 0.0);
    for gradients in 1..=MOST_STEPS as u64 {
        let (mut step, mut gain) = step_by(&factor, &gradient);
        if since > 0.0 && (gain > SERVES * last || (gain < LEAST_GAIN && since > STANDS)) {
            (factor, since) = (factor_at(model, scales, &at)?, 0.0);
            (step, gain) = step_by(&factor, &gradient);
        }
        if !gain.is_finite() || !value.is_finite() {
            return Err(Unfit::NoMode);
        }
        if gain < LEAST_GAIN {
            return Ok(PosteriorMode { at, log_density: value, gradients, factor });
        }
        let Some(next) = uphill(model, scales, (&at, value), &step) else {
            if since > 0.0 {
                factor = factor_at(model, scales, &at)?;
                (last, since) = (f64::INFINITY, 0.0);
                continue;
            }
            // No step along the gradient helps: this is the mode, to the last bit.
            return Ok(PosteriorMode { at, log_density: value, gradients, factor });
        };
        at = next;
        value = model.gradient(&at, scales, &mut gradient, &mut ignored);
        last = gain;
        since += gain;
    }
    Err(Unfit::NoMode)
}

/// The step that a curvature makes of a gradient, and the gain in log density that it promises.
fn step_by(factor: &Cholesky, gradient: &[f64]) -> (Vec<f64>, f64) {
    let mut step = gradient.to_vec();
    factor.solve(&mut step);
    let gain = step.iter().zip(gradient).map(|(step, slope)| step * slope).sum::<f64>() / 2.0;
    (step, gain)
}

/// The Cholesky factor of the curvature, with a ridge where it needs one.
fn factor_at(model: &dyn Model, scales: &[f64], at: &[f64]) -> Result<Cholesky, Unfit> {
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
