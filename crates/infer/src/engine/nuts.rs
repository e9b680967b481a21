//! NUTS, the sampler of record, behind the trait of this crate.

use charley_domain::stream;
use nuts_rs::{
    Chain as _, CpuLogpFunc, CpuMath, CpuMathError, DiagNutsSettings, HasDims, LogpError, Settings as _,
};

use super::{Engine, NUTS, Unfit, mode};
use crate::{Model, Posterior};

/// The audit engine: the no-U-turn sampler with a diagonal mass matrix, from the mode.
///
/// Equation: Hamiltonian dynamics of (θ, log scales); the log density gains Σ log scale for the change of variable. The
/// target acceptance is 0.8 for models without scales, 0.9 with one and 0.99 with two, whose funnel needs it. Source:
/// Hoffman and Gelman 2014, as implemented in nuts-rs. Valid for every model of this crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nuts {
    /// Chains.
    pub chains: usize,
    /// Draws of each chain to adapt by, which are not kept.
    pub tune: usize,
    /// Draws of each chain that are kept.
    pub draws: usize,
}

impl Default for Nuts {
    fn default() -> Self {
        Self { chains: 4, tune: 1_000, draws: 1_000 }
    }
}

/// Target acceptance by how many scales a model has.
const TARGET_ACCEPTANCE: [f64; 3] = [0.8, 0.9, 0.99]; // inference study, section 5
/// Doublings of a trajectory at most.
const MOST_DOUBLINGS: u64 = 10; // as in Stan
/// Spread of the starting points around the mode, in standard deviations.
const START_SPREAD: f64 = 1.0; // own choice: chains begin apart

/// A model as the sampler sees it.
struct Joint<'a> {
    model: &'a dyn Model,
    /// Coefficients.
    dim: usize,
    gradients: u64,
}

/// A density that is not finite: a divergence.
#[derive(Debug, thiserror::Error)]
#[error("the log density is not finite")]
struct NotFinite;

impl LogpError for NotFinite {
    fn is_recoverable(&self) -> bool {
        true
    }
}

impl HasDims for Joint<'_> {
    // The map has one entry, whose order cannot matter.
    #[expect(clippy::disallowed_types, reason = "the type that the sampler asks for")]
    fn dim_sizes(&self) -> std::collections::HashMap<String, u64> {
        std::iter::once(("unconstrained_parameter".to_owned(), self.dim() as u64)).collect()
    }
}

impl CpuLogpFunc for Joint<'_> {
    type LogpError = NotFinite;
    type ExpandedVector = Vec<f64>;
    type FlowParameters = ();

    fn dim(&self) -> usize {
        self.dim + self.model.scales().len()
    }

    fn logp(&mut self, position: &[f64], gradient: &mut [f64]) -> Result<f64, NotFinite> {
        self.gradients += 1;
        let (at, logs) = position.split_at(self.dim);
        let scales: Vec<f64> = logs.iter().map(|log| libm::exp(*log)).collect();
        let (by, by_logs) = gradient.split_at_mut(self.dim);
        let mut value = self.model.gradient(at, &scales, by, by_logs);
        for ((by_log, (log, scale)), sd) in
            by_logs.iter_mut().zip(logs.iter().zip(&scales)).zip(self.model.scales())
        {
            let square = (scale / sd).powi(2);
            value += log - 0.5 * square;
            *by_log = *by_log * scale + 1.0 - square;
        }
        let finite = value.is_finite() && gradient.iter().all(|slope| slope.is_finite());
        if finite { Ok(value) } else { Err(NotFinite) }
    }

    fn expand_vector<R: nuts_rs::rand::Rng + ?Sized>(
        &mut self,
        _: &mut R,
        position: &[f64],
    ) -> Result<Vec<f64>, CpuMathError> {
        Ok(position.to_vec())
    }
}

impl Engine for Nuts {
    fn draw(&self, model: &dyn Model, seed: u64) -> Result<Posterior, Unfit> {
        let sds = model.scales();
        let mode = mode(model, sds, &model.start())?;
        let mut columns: Vec<Vec<f64>> =
            vec![Vec::with_capacity(self.chains * self.draws); model.names().len()];
        let (mut divergences, mut gradients) = (0, mode.gradients);
        let mut settings = DiagNutsSettings {
            num_tune: self.tune as u64,
            num_draws: self.draws as u64,
            maxdepth: MOST_DOUBLINGS,
            ..DiagNutsSettings::default()
        };
        settings.adapt_options.step_size_settings.target_accept = TARGET_ACCEPTANCE[sds.len().min(2)];
        for chain in 0..self.chains {
            let mut rng = stream::of(seed, &format!("chain {chain}"));
            let mut start =
                stream::normals(seed, &format!("start of chain {chain}"), model.dim() + sds.len());
            let (of_scales, of_coefficients) = {
                let (coefficients, scales) = start.split_at_mut(model.dim());
                (scales, coefficients)
            };
            mode.factor.backward(of_coefficients);
            for (start, at) in of_coefficients.iter_mut().zip(&mode.at) {
                *start = at + START_SPREAD * *start;
            }
            for (start, sd) in of_scales.iter_mut().zip(sds) {
                *start = libm::log(sd / 2.0) + 0.5 * *start; // within the prior
            }
            let joint = Joint { model, dim: model.dim(), gradients: 0 };
            let mut sampler =
                settings.new_chain(chain as u64, CpuMath::new(joint), &mut rng).map_err(|_| Unfit::NoDraw)?;
            sampler.set_position(&start).map_err(|_| Unfit::NoMode)?;
            for draw in 0..self.tune + self.draws {
                let (position, progress) = sampler.draw().map_err(|_| Unfit::NoDraw)?;
                gradients += progress.num_steps;
                if draw < self.tune {
                    continue;
                }
                divergences += u64::from(progress.diverging);
                let (at, logs) = position.split_at(model.dim());
                let scales: Vec<f64> = logs.iter().map(|log| libm::exp(*log)).collect();
                for (column, value) in columns.iter_mut().zip(model.report(at, &scales)) {
                    column.push(value);
                }
            }
        }
        let kept = self.chains * self.draws;
        Ok(Posterior {
            engine: NUTS,
            names: model.names(),
            columns,
            weights: vec![1.0 / kept as f64; kept],
            chains: self.chains,
            models: 1,
            pareto_k: None,
            divergences,
            gradients,
        })
    }
}
