//! Hamiltonian dynamics: a point that has momentum, its energy, and one leapfrog step.

use rand::Rng;
use rand_distr::{Distribution, StandardNormal};

use super::joint::Joint;

/// Position and momentum, with what the density says there.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PhasePoint {
    pub(super) position: Vec<f64>,
    pub(super) momentum: Vec<f64>,
    gradient: Vec<f64>,
    log_density: f64,
}

impl PhasePoint {
    /// At rest; `None` where the density is not finite.
    pub(super) fn at(joint: &mut Joint<'_>, position: Vec<f64>) -> Option<Self> {
        let mut gradient = vec![0.0; position.len()];
        let log_density = joint.log_density(&position, &mut gradient)?;
        Some(Self { momentum: vec![0.0; position.len()], position, gradient, log_density })
    }

    /// Draws the momentum anew: normal, its variance the mass of each coordinate.
    pub(super) fn kick(&mut self, inverse_mass: &[f64], rng: &mut impl Rng) {
        for (momentum, inverse) in self.momentum.iter_mut().zip(inverse_mass) {
            let normal: f64 = StandardNormal.sample(rng);
            *momentum = normal / inverse.sqrt();
        }
    }

    /// Equation: H = -log p(q) + pᵀ M⁻¹ p / 2. Source: Betancourt 2017 (arXiv:1701.02434), section 4.
    pub(super) fn energy(&self, inverse_mass: &[f64]) -> f64 {
        0.5 * product(&self.momentum, inverse_mass, &self.momentum) - self.log_density
    }

    /// One leapfrog step, back in time where `step` is negative; `false` where it leaves the density's support.
    ///
    /// Equation: p ← p + ε/2 ∇log p(q); q ← q + ε M⁻¹ p; p ← p + ε/2 ∇log p(q). Source: Hoffman and Gelman 2014 (JMLR
    /// 15:1593), algorithm 1. Valid for steps below 2 standard deviations, where it is stable.
    pub(super) fn leapfrog(&mut self, joint: &mut Joint<'_>, inverse_mass: &[f64], step: f64) -> bool {
        self.push(0.5 * step);
        for ((place, momentum), inverse) in self.position.iter_mut().zip(&self.momentum).zip(inverse_mass) {
            *place += step * inverse * momentum;
        }
        let Some(log_density) = joint.log_density(&self.position, &mut self.gradient) else { return false };
        self.log_density = log_density;
        self.push(0.5 * step);
        true
    }

    fn push(&mut self, time: f64) {
        for (momentum, slope) in self.momentum.iter_mut().zip(&self.gradient) {
            *momentum += time * slope;
        }
    }
}

/// aᵀ M⁻¹ b.
pub(super) fn product(a: &[f64], inverse_mass: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(inverse_mass).zip(b).map(|((a, inverse), b)| a * inverse * b).sum()
}

#[cfg(test)]
mod tests {
    use charley_domain::stream;
    use proptest::prelude::*;

    use super::{super::gaussian::Gaussian, *};

    const INVERSE_MASS: [f64; 3] = [1.0, 0.3, 2.5];

    fn kicked(joint: &mut Joint<'_>, seed: u64) -> PhasePoint {
        let start = stream::normals(seed, "start", joint.dim());
        let mut point = PhasePoint::at(joint, start).unwrap();
        point.kick(&INVERSE_MASS, &mut stream::of(seed, "kick"));
        point
    }

    proptest! {
        #[test]
        fn a_way_there_leads_back(seed in 0_u64..1_000, step in 0.01..0.3_f64, steps in 1_usize..40) {
            let model = Gaussian::correlated(3, 0.6);
            let mut joint = Joint::of(&model);
            let start = kicked(&mut joint, seed);
            let mut point = start.clone();
            for _ in 0..steps {
                prop_assert!(point.leapfrog(&mut joint, &INVERSE_MASS, step));
            }
            for _ in 0..steps {
                prop_assert!(point.leapfrog(&mut joint, &INVERSE_MASS, -step));
            }
            let back = start.position.iter().zip(&point.position);
            let moment = start.momentum.iter().zip(&point.momentum);
            for (a, b) in back.chain(moment) {
                prop_assert!((a - b).abs() < 1e-9, "{a} {b}");
            }
        }
    }

    #[test]
    fn the_energy_error_falls_with_the_square_of_the_step() {
        let model = Gaussian::correlated(3, 0.6);
        let mut joint = Joint::of(&model);
        let furthest = |joint: &mut Joint<'_>, step: f64| {
            let mut point = kicked(joint, 7);
            let before = point.energy(&INVERSE_MASS);
            let mut furthest = 0.0_f64;
            for _ in 0..(6.0 / step) as usize {
                assert!(point.leapfrog(joint, &INVERSE_MASS, step));
                furthest = furthest.max((point.energy(&INVERSE_MASS) - before).abs());
            }
            furthest
        };
        let (coarse, fine) = (furthest(&mut joint, 0.1), furthest(&mut joint, 0.05));
        assert!(fine > 0.0 && (3.0..5.5).contains(&(coarse / fine)), "{coarse} {fine}");
    }
}
