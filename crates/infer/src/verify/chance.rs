//! The chance in the life of one synthetic person.

use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, Gamma, StandardNormal, StandardUniform};

use charley_domain::stream;

/// Random numbers of one purpose for one person.
pub(super) struct PersonRng(ChaCha8Rng);

impl PersonRng {
    /// Those of a purpose for the person of a number.
    pub(super) fn of(seed: u64, purpose: &str, person: u64) -> Self {
        Self(stream::of(seed, &format!("verify: {purpose} of person {person}")))
    }

    /// Evenly between 0 and 1.
    pub(super) fn even(&mut self) -> f64 {
        StandardUniform.sample(&mut self.0)
    }

    /// Whether something of a probability happens.
    pub(super) fn happens(&mut self, probability: f64) -> bool {
        self.even() < probability
    }

    /// Normally distributed.
    pub(super) fn normal(&mut self, mean: f64, sd: f64) -> f64 {
        let z: f64 = StandardNormal.sample(&mut self.0);
        mean + sd * z
    }

    /// Gamma distributed with shape 2.
    pub(super) fn gamma2(&mut self, scale: f64) -> f64 {
        Gamma::new(2.0, scale).map_or(0.0, |gamma| gamma.sample(&mut self.0))
    }

    /// A whole number from 0 to below a limit.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        ((self.even() * limit as f64) as usize).min(limit.saturating_sub(1))
    }

    /// Different whole numbers from 0 to below a limit.
    pub(super) fn three_below(&mut self, limit: usize) -> [usize; 3] {
        let mut found = [usize::MAX; 3];
        for place in 0..found.len() {
            while found[place] == usize::MAX || found[..place].contains(&found[place]) {
                found[place] = self.below(limit);
            }
        }
        found
    }

    /// Standard normal values of which each remembers the last one by `memory`.
    pub(super) fn drift(&mut self, count: usize, memory: f64) -> Vec<f64> {
        let mut last = self.normal(0.0, 1.0);
        let fresh = (1.0 - memory * memory).sqrt();
        let mut values = Vec::with_capacity(count);
        for _ in 0..count {
            values.push(last);
            last = memory * last + self.normal(0.0, fresh);
        }
        values
    }
}
