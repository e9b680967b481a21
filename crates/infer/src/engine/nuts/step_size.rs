//! The step of the leapfrog: a first guess, then dual averaging towards the acceptance that is wanted.

use super::{hamiltonian::PhasePoint, joint::Joint, trajectory::Motion};

/// How strongly the step is held to its centre.
const GAMMA: f64 = 0.05; // Hoffman and Gelman 2014 (JMLR 15:1593), section 3.2.1
/// Transitions that the start of the adaptation counts for.
const T_0: f64 = 10.0; // the same
/// How fast old steps are forgotten in the average.
const KAPPA: f64 = 0.75; // the same
/// The centre lies above the first guess: a longer step costs less.
const CENTRE_OVER_FIRST: f64 = 10.0; // the same
/// Acceptance of one leapfrog step that the first guess crosses.
const CROSSED: f64 = 0.8; // as in Stan
/// The guess is doubled or halved so often at most.
const MOST_TRIES: usize = 100; // own choice: far beyond any density with a gradient

/// Dual averaging of the logarithm of the step.
///
/// Equation: H̄ₜ = (1 - 1/(t+t₀)) H̄ₜ₋₁ + (δ - α)/(t+t₀); log εₜ = μ - √t/γ H̄ₜ; log ε̄ₜ = t^-κ log εₜ + (1 - t^-κ) log ε̄ₜ₋₁,
/// α the acceptance of a transition, δ the wanted one. Source: Hoffman and Gelman 2014 (JMLR 15:1593), equation 6 and
/// algorithm 6. Valid for acceptances that fall with the step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct DualAveraging {
    wanted: f64,
    centre: f64,
    count: f64,
    /// H̄: how far the acceptance was below the wanted one.
    short: f64,
    log_step: f64,
    log_average: f64,
}

impl DualAveraging {
    pub(super) fn of(wanted: f64, first: f64) -> Self {
        let log_step = libm::log(first);
        let centre = libm::log(CENTRE_OVER_FIRST * first);
        Self { wanted, centre, count: 0.0, short: 0.0, log_step, log_average: 0.0 }
    }

    /// Learns from the acceptance of one transition.
    pub(super) fn learn(&mut self, acceptance: f64) {
        self.count += 1.0;
        let weight = 1.0 / (self.count + T_0);
        self.short = (1.0 - weight) * self.short + weight * (self.wanted - acceptance);
        self.log_step = self.centre - self.count.sqrt() / GAMMA * self.short;
        let newest = libm::pow(self.count, -KAPPA);
        self.log_average = newest * self.log_step + (1.0 - newest) * self.log_average;
    }

    /// The step to try next.
    pub(super) fn next(&self) -> f64 {
        libm::exp(self.log_step)
    }

    /// The step to keep.
    pub(super) fn kept(&self) -> f64 {
        if self.count > 0.0 { libm::exp(self.log_average) } else { self.next() }
    }
}

/// The first guess: doubled or halved until the acceptance of one leapfrog step crosses 0.8.
///
/// Source: Hoffman and Gelman 2014 (JMLR 15:1593), algorithm 4, with the threshold of Stan. Valid from points of finite
/// density; the momentum of `point` is used as it is.
pub(super) fn first_guess(point: &PhasePoint, joint: &mut Joint<'_>, motion: &Motion) -> f64 {
    let before = point.energy(&motion.inverse_mass);
    let mut step = motion.step;
    let mut log_acceptance = |step: f64| {
        let mut moved = point.clone();
        let inside = moved.leapfrog(joint, &motion.inverse_mass, step);
        let gain = before - moved.energy(&motion.inverse_mass);
        if inside && gain.is_finite() { gain } else { f64::NEG_INFINITY }
    };
    let crossed = libm::log(CROSSED);
    let longer = log_acceptance(step) > crossed;
    for _ in 0..MOST_TRIES {
        let next = if longer { 2.0 * step } else { 0.5 * step };
        if (log_acceptance(next) > crossed) != longer {
            return if longer { step } else { next };
        }
        step = next;
    }
    step
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_step_that_is_accepted_as_wanted_is_found() {
        // A sampler whose acceptance is e^-ε accepts 0.8 at ε = 0.223.
        let mut step = DualAveraging::of(0.8, 5.0);
        for _ in 0..1_000 {
            step.learn(libm::exp(-step.next()));
        }
        assert!((step.kept() / 0.2231 - 1.0).abs() < 0.05, "{}", step.kept());
    }

    #[test]
    fn a_rejected_step_shrinks_and_an_accepted_one_grows() {
        let after = |acceptance| {
            let mut step = DualAveraging::of(0.8, 1.0);
            for _ in 0..20 {
                step.learn(acceptance);
            }
            step.next()
        };
        assert!(after(0.0) < 1e-3 && after(1.0) > 10.0, "{} {}", after(0.0), after(1.0));
    }
}
