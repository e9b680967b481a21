//! From a model to draws of its posterior.
//!
//! | engine | for |
//! |---|---|
//! | [`Importance`] | every day: the mode, a Student t around it, weights that make it exact |
//! | [`Nuts`] | the audit, and where the weights cannot be trusted |
//! | [`Careful`] | the first, and the second where the first says that it failed |

mod importance;
mod newton;
mod nuts;
mod pareto;
mod scales;

pub use importance::Importance;
pub use newton::{PosteriorMode, mode};
pub use nuts::Nuts;
pub use pareto::Smoothed;

use charley_domain::stream;

use crate::{Model, Posterior};

/// Name of the engine of every day.
pub(crate) const IMPORTANCE: &str = "importance";
/// Name of the audit engine.
pub(crate) const NUTS: &str = "nuts";

/// Something that draws from a posterior.
pub trait Engine {
    /// Draws of the posterior of a model.
    ///
    /// # Errors
    /// [`Unfit`] when no mode or no usable draw was found.
    fn draw(&self, model: &dyn Model, seed: u64) -> Result<Posterior, Unfit>;
}

/// Why there is no posterior.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// The search for the mode did not end.
    #[error("the most likely coefficients were not found: an exposure has values that no body can have")]
    NoMode,
    /// No draw has a finite density.
    #[error("no draw has a finite density: an exposure has values that no body can have")]
    NoDraw,
}

/// Importance sampling, and NUTS where its Pareto k says that the weights cannot be trusted.
///
/// Equation: the threshold on k is min(1 - 1/log₁₀ S, 0.7). Source: Vehtari et al. 2024, by way of docs/studies/inference.md
/// section 2. Valid for every model of this crate.
///
/// ```
/// use charley_infer::{Engine, Normal, engine::Careful, hazard::{NightPriors, Nights}};
/// let normal = |mean, sd| Normal { mean, sd };
/// let priors = NightPriors { alpha: normal(-3.0, 1.0), beta: vec![], season: [normal(0.0, 0.3); 2], rho: normal(0.5, 0.5) };
/// let posterior = Careful::default().draw(&Nights::of(&priors, &[], None), 1)?;
/// assert_eq!(posterior.engine, "importance");
/// assert!((posterior.mean("alpha").unwrap() + 3.0).abs() < 0.1);
/// # Ok::<(), charley_infer::engine::Unfit>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Careful {
    /// Tried first.
    pub first: Importance,
    /// Tried where the first fails.
    pub second: Nuts,
}

/// Exposure draws that the audit engine goes through where it has to help out: each is a chain of its own.
const AUDITED: usize = 8; // own choice, of 64

impl Careful {
    /// Draws of the mean of several posteriors, one model for each draw of the exposures.
    ///
    /// # Errors
    /// As [`Engine::draw`].
    pub fn over(&self, models: &[&dyn Model], seed: u64) -> Result<Posterior, Unfit> {
        let posterior = self.first.over(models, seed, None)?;
        if posterior.is_trusted() {
            return Ok(posterior);
        }
        let chosen = AUDITED.min(models.len());
        let one = Nuts { chains: 1, ..self.second };
        let draws: Result<Vec<Posterior>, Unfit> = (0..chosen)
            .map(|number| {
                one.draw(
                    models[number * models.len() / chosen],
                    stream::seed(seed, "audit of model", number as u64),
                )
            })
            .collect();
        Posterior::together(draws?).ok_or(Unfit::NoDraw)
    }
}

impl Engine for Careful {
    fn draw(&self, model: &dyn Model, seed: u64) -> Result<Posterior, Unfit> {
        let posterior = self.first.draw(model, seed)?;
        if posterior.is_trusted() { Ok(posterior) } else { self.second.draw(model, seed) }
    }
}
