//! What a chain learns before its draws count: the step, and the spread of each coordinate.

use rand::Rng;

use super::{
    hamiltonian::PhasePoint,
    joint::Joint,
    step_size::{DualAveraging, first_guess},
    trajectory::{Motion, transition},
};

/// Transitions before the first window, in the first window, and after the last.
const OPENING: usize = 75; // Stan reference manual, "HMC algorithm parameters", table of phases
const FIRST_WINDOW: usize = 25; // the same
const CLOSING: usize = 50; // the same
/// Their shares where there are too few transitions for these.
const SHORT_OPENING: f64 = 0.15; // the same
const SHORT_CLOSING: f64 = 0.1; // the same
/// A window's variance counts for its transitions, the floor for so many.
const OF_FLOOR: f64 = 5.0; // as in Stan
/// The floor, as a share of the variance at the mode.
const FLOOR: f64 = 1e-3; // as in Stan, which knows no mode and takes it of 1

/// Where the windows of slow adaptation lie: each twice as long as the one before, the last as long as is left.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Windows {
    opening: usize,
    /// First transition after each window.
    ends: Vec<usize>,
}

impl Windows {
    fn of(transitions: usize) -> Self {
        let share = |share: f64| (share * transitions as f64) as usize;
        let (opening, closing) = if OPENING + FIRST_WINDOW + CLOSING > transitions {
            (share(SHORT_OPENING), share(SHORT_CLOSING))
        } else {
            (OPENING, CLOSING)
        };
        let last = transitions - closing;
        let (mut ends, mut end, mut length) = (Vec::new(), opening, FIRST_WINDOW);
        while end < last {
            // A window that leaves no room for one twice as long takes it all.
            end = if end + 3 * length > last { last } else { end + length };
            ends.push(end);
            length *= 2;
        }
        Self { opening, ends }
    }
}

/// Variance of each coordinate, one draw at a time.
///
/// Source: Welford 1962 (Technometrics 4:419).
struct RunningVariance {
    count: f64,
    mean: Vec<f64>,
    squares: Vec<f64>,
}

impl RunningVariance {
    fn of(dim: usize) -> Self {
        Self { count: 0.0, mean: vec![0.0; dim], squares: vec![0.0; dim] }
    }

    fn add(&mut self, position: &[f64]) {
        self.count += 1.0;
        for ((x, mean), square) in position.iter().zip(&mut self.mean).zip(&mut self.squares) {
            let off = x - *mean;
            *mean += off / self.count;
            *square += off * (x - *mean);
        }
    }

    /// Equation: (n s² + 5 · 0.001 v) / (n + 5), v the variance at the mode. Source: Stan reference manual, "HMC algorithm
    /// parameters". Valid from two draws.
    fn variance(&self, at_mode: &[f64]) -> Vec<f64> {
        let regular = |(square, at_mode): (&f64, &f64)| {
            let sample = square / (self.count - 1.0).max(1.0);
            (self.count * sample + OF_FLOOR * FLOOR * at_mode) / (self.count + OF_FLOOR)
        };
        self.squares.iter().zip(at_mode).map(regular).collect()
    }
}

/// Moves `point` through the warm-up, and gives the motion that its draws are made with.
///
/// Equation: the step is adapted in every transition; the variances are those of the draws of each window, after which the
/// step is found anew. Source: Stan reference manual, "HMC algorithm parameters". `motion` is where it begins: the variances
/// at the mode.
pub(super) fn warm_up(
    point: &mut PhasePoint,
    joint: &mut Joint<'_>,
    rng: &mut impl Rng,
    mut motion: Motion,
    (transitions, acceptance): (usize, f64),
) -> Motion {
    let at_mode = motion.inverse_mass.clone();
    let windows = Windows::of(transitions);
    let found = |motion: &mut Motion, point: &mut PhasePoint, joint: &mut Joint<'_>, rng: &mut _| {
        point.kick(&motion.inverse_mass, rng);
        motion.step = first_guess(point, joint, motion);
        DualAveraging::of(acceptance, motion.step)
    };
    let mut step = found(&mut motion, point, joint, rng);
    let mut spread = RunningVariance::of(joint.dim());
    let mut ends = windows.ends.iter().peekable();
    for number in 0..transitions {
        step.learn(transition(point, joint, &motion, rng).acceptance);
        motion.step = step.next();
        if number >= windows.opening && ends.peek().is_some() {
            spread.add(&point.position);
        }
        if ends.next_if(|end| **end == number + 1).is_some() {
            motion.inverse_mass = spread.variance(&at_mode);
            spread = RunningVariance::of(joint.dim());
            step = found(&mut motion, point, joint, rng);
        }
    }
    motion.step = step.kept();
    motion
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_thousand_transitions_have_the_windows_of_stan() {
        assert_eq!(Windows::of(1_000), Windows { opening: 75, ends: vec![100, 150, 250, 450, 950] });
    }

    proptest! {
        #[test]
        fn windows_fill_what_lies_between_opening_and_closing(transitions in 0_usize..5_000) {
            let windows = Windows::of(transitions);
            prop_assert!(windows.ends.iter().is_sorted_by(|a, b| a < b));
            prop_assert!(windows.ends.iter().all(|end| *end > windows.opening && *end <= transitions));
        }

        #[test]
        fn the_variance_is_that_of_the_draws(values in prop::collection::vec(-1e3..1e3_f64, 2..50)) {
            let mut spread = RunningVariance::of(1);
            for x in &values {
                spread.add(&[*x]);
            }
            let n = values.len() as f64;
            let mean = values.iter().sum::<f64>() / n;
            let sample = values.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (n - 1.0);
            let expected = (n * sample + 0.005) / (n + 5.0);
            prop_assert!((spread.variance(&[1.0])[0] - expected).abs() <= 1e-9 * expected.max(1.0));
        }
    }
}
