//! A density whose every moment is known, for tests: a normal distribution, and a funnel-free scale beside it.

use crate::{Model, Symmetric};

/// Normal, its mean 0, its precision matrix given; its scales have nothing but their priors.
pub(super) struct Gaussian {
    precision: Symmetric,
    scales: Vec<f64>,
}

impl Gaussian {
    /// Variances 1; each neighbour correlates with the next by `r`: the precision is that of an autoregression.
    pub(super) fn correlated(dim: usize, r: f64) -> Self {
        let mut precision = Symmetric::zero(dim);
        for i in 0..dim {
            let inner = i > 0 && i + 1 < dim;
            *precision.at_mut(i, i) = if inner { 1.0 + r * r } else { 1.0 } / (1.0 - r * r);
            if i > 0 {
                *precision.at_mut(i, i - 1) = -r / (1.0 - r * r);
            }
        }
        Self { precision, scales: Vec::new() }
    }

    pub(super) fn with_scales(self, scales: Vec<f64>) -> Self {
        Self { scales, ..self }
    }
}

impl Model for Gaussian {
    fn dim(&self) -> usize {
        self.precision.size()
    }

    fn scales(&self) -> &[f64] {
        &self.scales
    }

    fn names(&self) -> Vec<String> {
        (0..self.dim() + self.scales.len()).map(|place| format!("x{place}")).collect()
    }

    fn report(&self, at: &[f64], scales: &[f64]) -> Vec<f64> {
        [at, scales].concat()
    }

    fn start(&self) -> Vec<f64> {
        vec![0.5; self.dim()]
    }

    fn log_density(&self, at: &[f64], scales: &[f64]) -> f64 {
        self.gradient(at, scales, &mut vec![0.0; at.len()], &mut vec![0.0; scales.len()])
    }

    fn gradient(&self, at: &[f64], _: &[f64], by: &mut [f64], by_scale: &mut [f64]) -> f64 {
        by_scale.fill(0.0);
        for (i, by) in by.iter_mut().enumerate() {
            *by = -(0..at.len()).map(|j| self.precision.at(i, j) * at[j]).sum::<f64>();
        }
        0.5 * at.iter().zip(by).map(|(at, by)| at * *by).sum::<f64>()
    }
}
