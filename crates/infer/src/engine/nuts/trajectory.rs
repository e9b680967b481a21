//! One transition: a trajectory that doubles until it turns back, and the draw that is taken from it.

use rand::{Rng, RngExt as _};

use super::{
    MOST_DOUBLINGS,
    hamiltonian::{PhasePoint, product},
    joint::Joint,
};

/// Energy error from which a trajectory has left the dynamics that it stands for.
const DIVERGED: f64 = 1_000.0; // as in Stan; Hoffman and Gelman 2014, section 3.2

/// How a chain moves: the inverse mass of each coordinate, and the step.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Motion {
    /// Variance of each coordinate, as far as it is known.
    pub(super) inverse_mass: Vec<f64>,
    pub(super) step: f64,
}

/// What a transition did, beside moving.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct TransitionProgress {
    /// Mean acceptance along the trajectory, min(1, e^-error).
    pub(super) acceptance: f64,
    pub(super) diverged: bool,
}

/// A stretch of a trajectory.
struct TrajectoryStretch {
    /// Momentum where it begins, as seen in the direction of growth, and where it ends.
    first: Vec<f64>,
    last: Vec<f64>,
    /// Sum of the momenta of its points.
    sum: Vec<f64>,
    /// Log of the summed weights e^-error of its points.
    log_weight: f64,
    /// The point drawn from it, each by its weight.
    chosen: PhasePoint,
}

/// The builder of one trajectory.
struct Trajectory<'a, 'm, R> {
    joint: &'a mut Joint<'m>,
    motion: &'a Motion,
    rng: &'a mut R,
    /// Energy where it begins.
    energy: f64,
    /// Leapfrog steps, and the sum of their acceptances.
    steps: u32,
    accepted: f64,
    diverged: bool,
}

/// One transition from `point`, whose position then is the next draw.
///
/// Equation: the trajectory doubles to a random side until pᵀM⁻¹ρ ≤ 0 at an end of any stretch of it, ρ the sum of its
/// momenta; within a new half points are drawn by weight, and the new half replaces the draw with probability min(1, w/w₀).
/// Source: Hoffman and Gelman 2014 (JMLR 15:1593), algorithm 3; Betancourt 2017 (arXiv:1701.02434), appendix A.3 to A.4; the
/// checks across the seam of two halves as in Stan. Valid for every density with a gradient: it leaves it as it is.
pub(super) fn transition(
    point: &mut PhasePoint,
    joint: &mut Joint<'_>,
    motion: &Motion,
    rng: &mut impl Rng,
) -> TransitionProgress {
    point.kick(&motion.inverse_mass, rng);
    let energy = point.energy(&motion.inverse_mass);
    let mut trajectory = Trajectory { joint, motion, rng, energy, steps: 0, accepted: 0.0, diverged: false };
    *point = trajectory.draw(point);
    TransitionProgress {
        acceptance: trajectory.accepted / f64::from(trajectory.steps.max(1)),
        diverged: trajectory.diverged,
    }
}

impl<R: Rng> Trajectory<'_, '_, R> {
    fn draw(&mut self, start: &PhasePoint) -> PhasePoint {
        let mut whole = TrajectoryStretch::of(start.clone(), 0.0);
        // The two ends; growth happens at the second, so that they change places with the direction.
        let mut ends = [start.clone(), start.clone()];
        let mut sign = 1.0;
        for depth in 0..MOST_DOUBLINGS {
            if self.rng.random::<bool>() {
                sign = -sign;
                ends.swap(0, 1);
                std::mem::swap(&mut whole.first, &mut whole.last);
            }
            let Some(half) = self.grow(depth, &mut ends[1], sign * self.motion.step) else { break };
            let replace = libm::exp(half.log_weight - whole.log_weight);
            let turned = whole.turns_with(&half, &self.motion.inverse_mass);
            let taken = self.rng.random::<f64>() < replace;
            whole = whole.joined(half, taken);
            if turned {
                break;
            }
        }
        whole.chosen
    }

    /// The next 2^depth points from an end; `None` where they turn back or diverge.
    fn grow(&mut self, depth: u32, end: &mut PhasePoint, step: f64) -> Option<TrajectoryStretch> {
        if depth == 0 {
            return self.advance(end, step);
        }
        let first = self.grow(depth - 1, end, step)?;
        let second = self.grow(depth - 1, end, step)?;
        if first.turns_with(&second, &self.motion.inverse_mass) {
            return None;
        }
        let share = libm::exp(second.log_weight - log_sum(first.log_weight, second.log_weight));
        let taken = self.rng.random::<f64>() < share;
        Some(first.joined(second, taken))
    }

    /// The next point from an end; `None` where it diverges.
    fn advance(&mut self, end: &mut PhasePoint, step: f64) -> Option<TrajectoryStretch> {
        self.steps += 1;
        let inside = end.leapfrog(self.joint, &self.motion.inverse_mass, step);
        let error = end.energy(&self.motion.inverse_mass) - self.energy;
        if !inside || !error.is_finite() || error > DIVERGED {
            self.diverged = true;
            return None;
        }
        self.accepted += libm::exp(-error).min(1.0);
        Some(TrajectoryStretch::of(end.clone(), -error))
    }
}

impl TrajectoryStretch {
    fn of(point: PhasePoint, log_weight: f64) -> Self {
        let momentum = || point.momentum.clone();
        Self { first: momentum(), last: momentum(), sum: momentum(), log_weight, chosen: point }
    }

    /// Whether the stretch of this and the next would turn back: as a whole, or up to the first point beyond the seam.
    fn turns_with(&self, next: &Self, inverse_mass: &[f64]) -> bool {
        let sum = |a: &[f64], b: &[f64]| -> Vec<f64> { a.iter().zip(b).map(|(a, b)| a + b).collect() };
        let turns = |first: &[f64], last: &[f64], sum: &[f64]| {
            let ahead = |momentum| product(momentum, inverse_mass, sum) > 0.0;
            !(ahead(first) && ahead(last))
        };
        turns(&self.first, &next.last, &sum(&self.sum, &next.sum))
            || turns(&self.first, &next.first, &sum(&self.sum, &next.first))
            || turns(&self.last, &next.last, &sum(&self.last, &next.sum))
    }

    /// This and the next as one, with the next's draw where it is taken.
    fn joined(mut self, next: Self, taken: bool) -> Self {
        for (sum, more) in self.sum.iter_mut().zip(&next.sum) {
            *sum += more;
        }
        Self {
            last: next.last,
            log_weight: log_sum(self.log_weight, next.log_weight),
            chosen: if taken { next.chosen } else { self.chosen },
            first: self.first,
            sum: self.sum,
        }
    }
}

/// log(eᵃ + eᵇ).
fn log_sum(a: f64, b: f64) -> f64 {
    a.max(b) + libm::log1p(libm::exp(-(a - b).abs()))
}
