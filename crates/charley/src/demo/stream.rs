//! Randomness by name: every purpose has its own stream, so that a change to one leaves the others as they were.

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, StandardNormal};
use sha2::{Digest, Sha256};

/// Changes whenever the same seed shall give another person.
const GENERATION: &[u8] = b"charley demo 1";

/// The stream of a purpose; `index` tells workouts or nights apart.
pub(super) fn stream(seed: u64, purpose: &str, index: u64) -> ChaCha8Rng {
    let mut hash = Sha256::new();
    hash.update(GENERATION);
    hash.update(seed.to_le_bytes());
    hash.update(index.to_le_bytes());
    hash.update(purpose.as_bytes());
    ChaCha8Rng::from_seed(hash.finalize().into())
}

/// A draw from the standard normal distribution.
pub(super) fn normal(rng: &mut ChaCha8Rng) -> f64 {
    StandardNormal.sample(rng)
}

/// A value that remembers: each step keeps a share of the last and adds noise, with a standard deviation of 1.
#[derive(Debug, Clone, Copy)]
pub(super) struct Autoregressive {
    kept: f64,
    value: f64,
}

impl Autoregressive {
    /// Starts at a typical value; `kept` is the correlation of one step with the next.
    pub(super) fn new(kept: f64, rng: &mut ChaCha8Rng) -> Self {
        Self { kept, value: normal(rng) }
    }

    /// The next value.
    pub(super) fn step(&mut self, rng: &mut ChaCha8Rng) -> f64 {
        self.value = self.kept * self.value + (1.0 - self.kept * self.kept).sqrt() * normal(rng);
        self.value
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::RngExt;

    #[test]
    fn a_stream_is_its_seed_its_name_and_its_index() {
        let draw = |seed, purpose, index| stream(seed, purpose, index).random::<u64>();
        assert_eq!(draw(1, "heat", 0), draw(1, "heat", 0));
        assert_ne!(draw(1, "heat", 0), draw(2, "heat", 0));
        assert_ne!(draw(1, "heat", 0), draw(1, "sleep", 0));
        assert_ne!(draw(1, "heat", 0), draw(1, "heat", 1));
    }

    #[test]
    fn memory_keeps_its_spread() {
        let mut rng = stream(1, "memory", 0);
        let mut memory = Autoregressive::new(0.9, &mut rng);
        let values: Vec<f64> = (0..20_000).map(|_| memory.step(&mut rng)).collect();
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        let sd = (values.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / values.len() as f64).sqrt();
        assert!(mean.abs() < 0.15 && (sd - 1.0).abs() < 0.1, "mean {mean}, sd {sd}");
    }
}
