//! The luck of a person who does not exist: random numbers by the name of what they decide.

use charley_domain::stream;
use rand::RngExt as _;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution as _, Gamma, StandardNormal};
use uuid::{Builder, Uuid};

/// Random numbers of one purpose in one life.
pub(super) struct Luck(ChaCha8Rng);

impl Luck {
    /// Those of a purpose for a person; the name of the person holds seed, scenario and number, which are never added up.
    pub(super) fn of((seed, person): (u64, &str), purpose: &str) -> Self {
        Self(stream::of(seed, &format!("hostile: {purpose} of {person}")))
    }

    /// Evenly between two limits.
    pub(super) fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.0.random::<f64>()
    }

    /// Whether something of a probability happens.
    pub(super) fn happens(&mut self, probability: f64) -> bool {
        self.0.random::<f64>() < probability
    }

    /// Normally distributed.
    pub(super) fn normal(&mut self, mean: f64, sd: f64) -> f64 {
        let z: f64 = StandardNormal.sample(&mut self.0);
        mean + sd * z
    }

    /// Gamma distributed.
    pub(super) fn gamma(&mut self, shape: f64, scale: f64) -> f64 {
        Gamma::new(shape, scale).map_or(0.0, |gamma| gamma.sample(&mut self.0))
    }

    /// One of some things.
    pub(super) fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.0.random_range(0..of.len())]
    }

    /// So many different ones of some things, in the order drawn.
    pub(super) fn some<T: Copy>(&mut self, of: &[T], count: usize) -> Vec<T> {
        let mut left = of.to_vec();
        (0..count.min(of.len())).map(|_| left.swap_remove(self.0.random_range(0..left.len()))).collect()
    }

    /// Standard normal values of which each remembers the last by `memory`.
    pub(super) fn drift(&mut self, count: usize, memory: f64) -> Vec<f64> {
        let fresh = (1.0 - memory * memory).sqrt();
        let mut value = self.normal(0.0, 1.0);
        (0..count)
            .map(|_| {
                let here = value;
                value = memory * value + self.normal(0.0, fresh);
                here
            })
            .collect()
    }

    /// An id of an entry.
    pub(super) fn id(&mut self) -> Uuid {
        Builder::from_random_bytes(self.0.random()).into_uuid()
    }
}
