//! Importance sampling around the mode, with a Student t as the proposal and Pareto-smoothed weights.

use std::sync::OnceLock;

use charley_domain::stream;
use rand_chacha::ChaCha8Rng;
use rand_distr::{ChiSquared, Distribution, StandardNormal};
use rayon::prelude::*;

use super::{
    Engine, IMPORTANCE, PosteriorMode, Smoothed, Unfit, mode,
    scales::{ScaleGrid, log_prior},
};
use crate::{Model, Posterior, numeric::matrix::Cholesky};

/// Degrees of freedom of the proposal: heavier than any posterior with normal priors.
const FREEDOM: f64 = 10.0; // docs/studies/inference.md section 0
/// In many dimensions a heavy tail throws most draws too far out: the freedom is then half the dimensions.
const FREEDOM_A_DIMENSION: f64 = 0.5; // own choice, measured on the reference by body site
/// Draws whose density is computed at once.
const AT_ONCE: usize = 256;

/// The engine of every day.
///
/// Equation: θ = mode + L⁻ᵀ z / √(u/10), L Lᵀ the curvature at the mode, z normal, u ~ χ²(10); the weight of a draw is its
/// posterior density over the density with which it was proposed, Pareto-smoothed. Models with scales are drawn on a grid
/// of modes over the scales ([`Model::scales`]). Several models (the same nights under draws of their exposures) share the
/// draws in equal parts, each around its own mode: multiple imputation. Source: docs/studies/inference.md section 0 item 4; Vehtari
/// et al. 2024. Valid where [`Posterior::is_trusted`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Importance {
    /// Draws.
    pub draws: usize,
}

impl Default for Importance {
    fn default() -> Self {
        Self { draws: 4_000 }
    }
}

impl Engine for Importance {
    fn draw(&self, model: &dyn Model, seed: u64) -> Result<Posterior, Unfit> {
        self.over(&[model], seed, None)
    }
}

/// Proposed draws of one model.
#[derive(Default)]
pub(super) struct Proposed {
    pub(super) at: Vec<Vec<f64>>,
    pub(super) scales: Vec<Vec<f64>>,
    /// Log density of having been proposed.
    pub(super) log_density: Vec<f64>,
    pub(super) gradients: u64,
    /// Log of the integral of the density, as the modes see it.
    pub(super) log_evidence: f64,
}

impl Importance {
    /// Draws of the mean of several posteriors, one model for each draw of the exposures, searched from `start`.
    ///
    /// # Errors
    /// As [`Engine::draw`].
    pub fn over(&self, models: &[&dyn Model], seed: u64, start: Option<&[f64]>) -> Result<Posterior, Unfit> {
        let first = models.first().ok_or(Unfit::NoDraw)?;
        let each = self.draws.div_ceil(models.len());
        let start =
            start.filter(|start| start.len() == first.dim()).map_or_else(|| first.start(), <[f64]>::to_vec);
        let (opening, near) = ModelDraws::of(*first, &Near::of(start), each, &mut stream_of(seed, 0))?;
        let mut parts = vec![opening];
        // All others start from what the first found, so that it does not matter which is done when.
        let others: Result<Vec<ModelDraws>, Unfit> = models[1..]
            .par_iter()
            .enumerate()
            .map(|(before, model)| {
                ModelDraws::of(*model, &near, each, &mut stream_of(seed, before + 1)).map(|(part, _)| part)
            })
            .collect();
        parts.extend(others?);
        let log_weights: Vec<f64> = parts.iter().flat_map(|part| part.log_weights.iter().copied()).collect();
        let Smoothed { weights, pareto_k } = Smoothed::of(&log_weights);
        if !weights.iter().any(|weight| *weight > 0.0) {
            return Err(Unfit::NoDraw);
        }
        let names = first.names();
        let column =
            |place: usize| parts.iter().flat_map(|part| part.columns[place].iter().copied()).collect();
        Ok(Posterior {
            engine: IMPORTANCE,
            columns: (0..names.len()).map(column).collect(),
            names,
            weights,
            chains: 1,
            models: models.len(),
            pareto_k,
            divergences: 0,
            gradients: parts.iter().map(|part| part.gradients).sum(),
        })
    }
}

fn stream_of(seed: u64, model: usize) -> ChaCha8Rng {
    stream::of(seed, &format!("draws of model {model}"))
}

/// What one model found, from which those near it start: a mode and a shape at each point of the grid of scales.
pub(super) struct Near<'a> {
    pub(super) modes: Vec<Vec<f64>>,
    /// The shape may be that of a neighbour: a proposal need not fit, the weights make up for it.
    pub(super) shapes: Vec<OnceLock<Shape>>,
    /// The scales of all models, where the first tells them.
    pub(super) grid: Option<ScaleGrid<'a>>,
}

impl Near<'_> {
    /// Nothing is known but where to begin.
    fn of(start: Vec<f64>) -> Self {
        Self { modes: vec![start], shapes: vec![OnceLock::new()], grid: None }
    }
}

/// The draws of one model.
struct ModelDraws {
    /// One column for each name of the model.
    columns: Vec<Vec<f64>>,
    log_weights: Vec<f64>,
    gradients: u64,
}

impl ModelDraws {
    fn of<'a>(
        model: &'a dyn Model,
        near: &Near<'a>,
        draws: usize,
        rng: &mut ChaCha8Rng,
    ) -> Result<(Self, Near<'a>), Unfit> {
        let (proposed, found) = propose(model, near, draws, rng)?;
        let mut columns = vec![Vec::with_capacity(draws); model.names().len()];
        let mut log_weights = Vec::with_capacity(draws);
        for (at, scales) in proposed.at.chunks(AT_ONCE).zip(proposed.scales.chunks(AT_ONCE)) {
            log_weights.extend(model.log_densities(at, scales));
            for (at, scales) in at.iter().zip(scales) {
                for (column, value) in columns.iter_mut().zip(model.report(at, scales)) {
                    column.push(value);
                }
            }
        }
        // Each model has the same say: its own integral is divided out.
        for (weight, (log_q, scales)) in
            log_weights.iter_mut().zip(proposed.log_density.iter().zip(&proposed.scales))
        {
            *weight += log_prior(model.scales(), scales) - log_q - proposed.log_evidence;
        }
        Ok((Self { columns, log_weights, gradients: proposed.gradients }, found))
    }
}

/// Draws around the mode, which is searched from what is `near`; and what was found.
fn propose<'a>(
    model: &'a dyn Model,
    near: &Near<'a>,
    draws: usize,
    rng: &mut ChaCha8Rng,
) -> Result<(Proposed, Near<'a>), Unfit> {
    if let Some(grid) = &near.grid {
        return Ok((grid.beside(model, draws, rng)?, Near::of(Vec::new())));
    }
    if !model.scales().is_empty() {
        let grid = ScaleGrid::of(model, near)?;
        return Ok((grid.propose(draws, rng)?, grid.found()));
    }
    let mode = mode(model, &[], &near.modes[0])?;
    let shape = near.shapes[0].clone();
    let measured = shape.get_or_init(|| Shape::of(model, &[], &mode));
    let mut proposed =
        Proposed { gradients: mode.gradients, log_evidence: mode.log_evidence(), ..Proposed::default() };
    for _ in 0..draws {
        let (at, log_density) = measured.around(&mode, &mode.at, rng);
        proposed.at.push(at);
        proposed.scales.push(Vec::new());
        proposed.log_density.push(log_density);
    }
    Ok((proposed, Near { modes: vec![mode.at], shapes: vec![shape], grid: None }))
}

/// How much wider or narrower than at the mode the posterior is, to each side of each direction.
///
/// Source: the split Student t of Geweke 1989 (Econometrica 57:1317).
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shape {
    /// Below and above.
    widths: Vec<(f64, f64)>,
}

impl Shape {
    /// Measured where a normal density has fallen by a factor of 3.
    pub(super) fn of(model: &dyn Model, scales: &[f64], mode: &PosteriorMode) -> Self {
        const DISTANCE: f64 = 1.5; // standard deviations: e^(-1.5²/2) is a third
        const NARROWEST: f64 = 0.7; // own choice
        const WIDEST: f64 = 2.0; // own choice
        let dim = mode.at.len();
        let width = |direction: usize, distance: f64| {
            let mut step = vec![0.0; dim];
            step[direction] = distance;
            mode.factor.backward(&mut step);
            let at: Vec<f64> = mode.at.iter().zip(&step).map(|(at, step)| at + step).collect();
            let fall = mode.log_density - model.log_density(&at, scales);
            let width = distance.abs() / (2.0 * fall).sqrt();
            if width.is_nan() { WIDEST } else { width.clamp(NARROWEST, WIDEST) }
        };
        Self {
            widths: (0..dim)
                .map(|direction| (width(direction, -DISTANCE), width(direction, DISTANCE)))
                .collect(),
        }
    }

    /// One draw of a Student t of this shape around `centre`, and its log density up to a constant.
    pub(super) fn around(
        &self,
        mode: &PosteriorMode,
        centre: &[f64],
        rng: &mut ChaCha8Rng,
    ) -> (Vec<f64>, f64) {
        let factor: &Cholesky = &mode.factor;
        let mut at: Vec<f64> = (0..centre.len()).map(|_| StandardNormal.sample(rng)).collect();
        let freedom = FREEDOM.max(FREEDOM_A_DIMENSION * factor.size() as f64);
        let chi_squared: f64 = ChiSquared::new(freedom).map_or(freedom, |chi| chi.sample(rng));
        let shrink = (chi_squared / freedom).sqrt();
        let square: f64 = at.iter().map(|z| (z / shrink).powi(2)).sum();
        let mut log_widths = 0.0;
        for (z, (below, above)) in at.iter_mut().zip(&self.widths) {
            let width = if *z < 0.0 { below } else { above };
            *z *= width / shrink;
            log_widths += libm::log(*width);
        }
        factor.backward(&mut at);
        for (value, centre) in at.iter_mut().zip(centre) {
            *value += centre;
        }
        let tail = f64::midpoint(freedom, factor.size() as f64) * libm::log1p(square / freedom);
        (at, factor.half_log_determinant() - log_widths - tail)
    }
}
