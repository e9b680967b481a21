//! Modes over a grid of scales, and draws that follow them: the posterior of coefficients bends with its scales.

use std::sync::OnceLock;

use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use super::{
    PosteriorMode, Unfit,
    importance::{Near, Proposed, Shape},
    mode,
};
use crate::Model;

/// Grid points of each scale, by how many scales there are.
const POINTS: [usize; 3] = [1, 7, 14];
/// The last grid point in standard deviations of the half-normal prior; 6 in 100,000 lie beyond it, and are left out.
const LAST: f64 = 4.0; // half-normal tail
/// How the grid points crowd towards zero, where the modes bend most.
const CROWDING: f64 = 1.5; // own choice
/// Log density below the best point that a point is raised to, so that no corner is never visited.
const LEAST: f64 = -9.0; // own choice: one in ten thousand

/// Log of the half-normal priors of scales, up to a constant.
pub(super) fn log_prior(sds: &[f64], scales: &[f64]) -> f64 {
    -0.5 * sds.iter().zip(scales).map(|(sd, scale)| (scale / sd).powi(2)).sum::<f64>()
}

/// Modes at the points of a grid over one scale or two.
pub(super) struct ScaleGrid<'a> {
    model: &'a dyn Model,
    /// The points of each scale.
    axes: Vec<Vec<f64>>,
    /// The mode at each point, the last scale fastest.
    modes: Vec<PosteriorMode>,
    /// The shape at each point, measured when the first draw comes near.
    shapes: Vec<OnceLock<Shape>>,
    /// Height of the marginal density at each point, the highest being 1.
    heights: Vec<f64>,
    log_evidence: f64,
}

/// A draw of the scales.
struct Picked {
    scales: Vec<f64>,
    /// The mode there, between those of the points.
    centre: Vec<f64>,
    /// The point of which the shape is taken.
    nearest: usize,
    log_density: f64,
}

/// A cell of the grid: its corners as places of modes, and its sides.
struct GridCell {
    corners: Vec<usize>,
    low: Vec<f64>,
    high: Vec<f64>,
    mass: f64,
}

impl<'a> ScaleGrid<'a> {
    /// Searches the modes: each from the one of its place that is `near`, or from its neighbour.
    pub(super) fn of(model: &'a dyn Model, near: &Near<'_>) -> Result<Self, Unfit> {
        let sds = model.scales();
        let points = POINTS[sds.len().min(2)];
        let axis = |sd: &f64| -> Vec<f64> {
            let last = (points - 1) as f64;
            (0..points).map(|i| sd * LAST * (i as f64 / last).powf(CROWDING)).collect()
        };
        let axes: Vec<Vec<f64>> = sds.iter().map(axis).collect();
        let count: usize = axes.iter().map(Vec::len).product();
        let mut modes: Vec<PosteriorMode> = Vec::with_capacity(count);
        for place in 0..count {
            let scales = scales_at(&axes, place);
            let same = near.modes.get(place).filter(|_| near.modes.len() == count);
            // The neighbour on the last axis, or at the start of a row the one on the axis before.
            let neighbour = if place % points == 0 { place.checked_sub(points) } else { Some(place - 1) };
            let beside = neighbour.map_or(&near.modes[0], |neighbour| &modes[neighbour].at);
            modes.push(mode(model, &scales, same.unwrap_or(beside))?);
        }
        let logs: Vec<f64> = modes
            .iter()
            .enumerate()
            .map(|(place, mode)| mode.log_evidence() + log_prior(sds, &scales_at(&axes, place)))
            .collect();
        let best = (0..count).max_by(|a, b| logs[*a].total_cmp(&logs[*b])).unwrap_or(0);
        let heights = logs.iter().map(|log| libm::exp((log - logs[best]).max(LEAST))).collect();
        let shapes =
            if near.shapes.len() == count { near.shapes.clone() } else { vec![OnceLock::new(); count] };
        Ok(Self { model, shapes, axes, modes, heights, log_evidence: logs[best] })
    }

    /// What was found, for a model that is near.
    pub(super) fn found(self) -> Near<'a> {
        if self.model.shares_scales() {
            return Near { modes: Vec::new(), shapes: Vec::new(), grid: Some(self) };
        }
        let modes = self.modes.into_iter().map(|mode| mode.at).collect();
        Near { modes, shapes: self.shapes, grid: None }
    }

    /// Draws of a model whose scales are distributed as here: all at one draw of the scales, around its own mode there.
    pub(super) fn beside(
        &self,
        model: &dyn Model,
        draws: usize,
        rng: &mut ChaCha8Rng,
    ) -> Result<Proposed, Unfit> {
        let Picked { scales, centre, nearest, .. } = self.pick(&self.cells(), rng)?;
        let mode = mode(model, &scales, &centre)?;
        let mut proposed = Proposed {
            gradients: mode.gradients,
            // What the scales are worth is known already: only the coefficients are weighed.
            log_evidence: mode.log_evidence() + log_prior(model.scales(), &scales),
            ..Proposed::default()
        };
        for _ in 0..draws {
            let (at, log_density) = self.shape(nearest).around(&mode, &mode.at, rng);
            proposed.scales.push(scales.clone());
            proposed.at.push(at);
            proposed.log_density.push(log_density);
        }
        Ok(proposed)
    }

    /// Draws of scales from the density that is linear between the points, and of coefficients around the mode there.
    pub(super) fn propose(&self, draws: usize, rng: &mut ChaCha8Rng) -> Result<Proposed, Unfit> {
        let cells = self.cells();
        let mut proposed = Proposed {
            gradients: self.modes.iter().map(|mode| mode.gradients).sum(),
            log_evidence: self.log_evidence,
            ..Proposed::default()
        };
        for _ in 0..draws {
            let Picked { scales, centre, nearest, log_density } = self.pick(&cells, rng)?;
            let (at, of_coefficients) = self.shape(nearest).around(&self.modes[nearest], &centre, rng);
            proposed.scales.push(scales);
            proposed.at.push(at);
            proposed.log_density.push(of_coefficients + log_density);
        }
        Ok(proposed)
    }

    /// One draw of the scales from the density that is linear between the points.
    fn pick(&self, cells: &[GridCell], rng: &mut ChaCha8Rng) -> Result<Picked, Unfit> {
        let total: f64 = cells.iter().map(|cell| cell.mass).sum();
        let mut left = rng.random::<f64>() * total;
        let cell = cells
            .iter()
            .find(|cell| {
                left -= cell.mass;
                left < 0.0
            })
            .or(cells.last())
            .ok_or(Unfit::NoDraw)?;
        let (share, height) = self.within(cell, rng);
        let corner_weights = corner_weights(&share);
        let nearest =
            (0..corner_weights.len()).max_by(|a, b| corner_weights[*a].total_cmp(&corner_weights[*b]));
        let sides = cell.low.iter().zip(&cell.high);
        Ok(Picked {
            scales: sides.zip(&share).map(|((low, high), t)| low + t * (high - low)).collect(),
            centre: self.centre(cell, &corner_weights),
            nearest: cell.corners[nearest.unwrap_or(0)],
            log_density: libm::log(height / total),
        })
    }

    fn shape(&self, place: usize) -> &Shape {
        let measured = || Shape::of(self.model, &scales_at(&self.axes, place), &self.modes[place]);
        self.shapes[place].get_or_init(measured)
    }

    fn cells(&self) -> Vec<GridCell> {
        let (dims, points) = (self.axes.len(), self.axes[0].len());
        let strides: Vec<usize> = (0..dims).map(|axis| points.pow((dims - 1 - axis) as u32)).collect();
        let first_corners = (0..self.modes.len())
            .filter(|place| strides.iter().all(|stride| place / stride % points + 1 < points));
        first_corners
            .map(|first| {
                let corners: Vec<usize> = (0..1 << dims)
                    .map(|bits: usize| {
                        let steps = strides.iter().enumerate();
                        first + steps.map(|(axis, stride)| (bits >> axis & 1) * stride).sum::<usize>()
                    })
                    .collect();
                let opposite = *corners.last().unwrap_or(&first);
                let (low, high) = (scales_at(&self.axes, first), scales_at(&self.axes, opposite));
                let area: f64 = low.iter().zip(&high).map(|(low, high)| high - low).product();
                let heights = corners.iter().map(|corner| self.heights[*corner]).sum::<f64>();
                GridCell { mass: area * heights / corners.len() as f64, corners, low, high }
            })
            .collect()
    }

    /// A place within a cell by rejection, and the height there.
    fn within(&self, cell: &GridCell, rng: &mut ChaCha8Rng) -> (Vec<f64>, f64) {
        let highest = cell.corners.iter().map(|corner| self.heights[*corner]).fold(0.0, f64::max);
        loop {
            let share: Vec<f64> = (0..self.axes.len()).map(|_| rng.random()).collect();
            let weights = corner_weights(&share);
            let height: f64 = weights
                .iter()
                .zip(&cell.corners)
                .map(|(weight, corner)| weight * self.heights[*corner])
                .sum();
            if rng.random::<f64>() * highest <= height {
                return (share, height);
            }
        }
    }

    fn centre(&self, cell: &GridCell, weights: &[f64]) -> Vec<f64> {
        let mut centre = vec![0.0; self.modes[0].at.len()];
        for (weight, corner) in weights.iter().zip(&cell.corners) {
            for (centre, at) in centre.iter_mut().zip(&self.modes[*corner].at) {
                *centre += weight * at;
            }
        }
        centre
    }
}

fn scales_at(axes: &[Vec<f64>], place: usize) -> Vec<f64> {
    let mut rest = place;
    let mut scales: Vec<f64> = axes
        .iter()
        .rev()
        .map(|axis| {
            let value = axis[rest % axis.len()];
            rest /= axis.len();
            value
        })
        .collect();
    scales.reverse();
    scales
}

/// The weight of each corner at a place within a cell, in the order of the bits of its number.
fn corner_weights(share: &[f64]) -> Vec<f64> {
    (0..1_usize << share.len())
        .map(|bits| {
            share
                .iter()
                .enumerate()
                .map(|(axis, t)| if bits >> axis & 1 == 1 { *t } else { 1.0 - t })
                .product()
        })
        .collect()
}
