//! NUTS, the sampler of record: the no-U-turn sampler with a diagonal mass matrix.
//!
//! | step | file |
//! |---|---|
//! | what is sampled | `joint` |
//! | how a point moves | `hamiltonian` |
//! | one transition | `trajectory` |
//! | how long a step is | `step_size` |
//! | what is learned before draws count | `warm_up` |

#[cfg(test)]
mod gaussian;
mod hamiltonian;
mod joint;
mod step_size;
#[cfg(test)]
mod tests;
mod trajectory;
mod warm_up;

use charley_domain::stream;

use self::{
    hamiltonian::PhasePoint,
    joint::Joint,
    trajectory::{Motion, transition},
    warm_up::warm_up,
};
use super::{Engine, NUTS, PosteriorMode, Unfit, mode};
use crate::{Model, Posterior};

/// The audit engine: the no-U-turn sampler with a diagonal mass matrix, from the mode.
///
/// Equation: Hamiltonian dynamics of (θ, log scales), each trajectory as long as it does not turn back. The target acceptance
/// is 0.8 for models without scales, 0.9 with one and 0.99 with two, whose funnel needs it. Source: Hoffman and Gelman 2014
/// (JMLR 15:1593); Betancourt 2017 (arXiv:1701.02434); Stan reference manual. Valid for every model of this crate.
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
const TARGET_ACCEPTANCE: [f64; 3] = [0.8, 0.9, 0.99]; // docs/studies/inference.md section 5
/// Doublings of a trajectory at most.
const MOST_DOUBLINGS: u32 = 10; // as in Stan
/// Spread of the starting points around the mode, in standard deviations.
const START_SPREAD: f64 = 1.0; // own choice: chains begin apart
/// Spread of the logarithm of a scale where chains begin.
const LOG_SCALE_SD: f64 = 0.5; // own choice: within the prior

/// Draws of one chain.
struct NutsChain {
    /// What the model reports, one a draw.
    reports: Vec<Vec<f64>>,
    divergences: u64,
    gradients: u64,
}

impl Nuts {
    fn chain(
        &self,
        model: &dyn Model,
        mode: &PosteriorMode,
        seed: u64,
        number: usize,
    ) -> Result<NutsChain, Unfit> {
        let mut joint = Joint::of(model);
        let mut rng = stream::of(seed, &format!("chain {number}"));
        let start =
            start(model, mode, stream::normals(seed, &format!("start of chain {number}"), joint.dim()));
        let mut point = PhasePoint::at(&mut joint, start).ok_or(Unfit::NoMode)?;
        let opening = Motion { inverse_mass: variances_at(mode, model.scales().len()), step: 1.0 };
        let acceptance = TARGET_ACCEPTANCE[model.scales().len().min(2)];
        let motion = warm_up(&mut point, &mut joint, &mut rng, opening, (self.tune, acceptance));
        let (mut reports, mut divergences) = (Vec::with_capacity(self.draws), 0);
        for _ in 0..self.draws {
            divergences += u64::from(transition(&mut point, &mut joint, &motion, &mut rng).diverged);
            reports.push(joint.report(&point.position));
        }
        Ok(NutsChain { reports, divergences, gradients: joint.gradients() })
    }
}

/// Where a chain begins: around the mode, the scales around half of the spread of their priors.
fn start(model: &dyn Model, mode: &PosteriorMode, mut normals: Vec<f64>) -> Vec<f64> {
    let (coefficients, logs) = normals.split_at_mut(model.dim());
    mode.factor.backward(coefficients);
    for (coefficient, at) in coefficients.iter_mut().zip(&mode.at) {
        *coefficient = at + START_SPREAD * *coefficient;
    }
    for (log, sd) in logs.iter_mut().zip(model.scales()) {
        *log = libm::log(sd / 2.0) + LOG_SCALE_SD * *log;
    }
    normals
}

/// Variance of each coordinate as the mode sees it, and of the logarithms of `scales` as their starts are spread.
fn variances_at(mode: &PosteriorMode, scales: usize) -> Vec<f64> {
    let dim = mode.at.len();
    let of_coefficient = |place: usize| {
        let mut column = vec![0.0; dim];
        column[place] = 1.0;
        mode.factor.solve(&mut column);
        column[place]
    };
    (0..dim).map(of_coefficient).chain(std::iter::repeat_n(LOG_SCALE_SD * LOG_SCALE_SD, scales)).collect()
}

impl Engine for Nuts {
    fn draw(&self, model: &dyn Model, seed: u64) -> Result<Posterior, Unfit> {
        let mode = mode(model, model.scales(), &model.start())?;
        let chains: Vec<NutsChain> = (0..self.chains)
            .map(|number| self.chain(model, &mode, seed, number))
            .collect::<Result<_, _>>()?;
        let reports = || chains.iter().flat_map(|chain| &chain.reports);
        let names = model.names();
        let kept = self.chains * self.draws;
        Ok(Posterior {
            engine: NUTS,
            columns: (0..names.len()).map(|place| reports().map(|report| report[place]).collect()).collect(),
            names,
            weights: vec![1.0 / kept as f64; kept],
            chains: self.chains,
            models: 1,
            pareto_k: None,
            divergences: chains.iter().map(|chain| chain.divergences).sum(),
            gradients: mode.gradients + chains.iter().map(|chain| chain.gradients).sum::<u64>(),
        })
    }
}
