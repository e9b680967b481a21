//! Draws of a posterior with their weights, and what is said of them.

mod chains;
mod packed;
mod summary;

pub use packed::Packed;
pub use summary::Summary;

use charley_domain::{interval::Interval, stream};

use crate::Normal;

/// Draws of a posterior: each has a value of every reported parameter, and a weight.
#[derive(Debug, Clone, PartialEq)]
pub struct Posterior {
    /// `importance` or `nuts`.
    pub engine: &'static str,
    /// Names of the parameters.
    pub names: Vec<String>,
    /// One column a parameter, one value a draw.
    pub(crate) columns: Vec<Vec<f64>>,
    /// Weight of each draw; their sum is 1.
    pub weights: Vec<f64>,
    /// Chains that the draws come from, one after the other; 1 where draws are independent.
    pub(crate) chains: usize,
    /// Models that the draws were made for, in equal parts, one after the other: as many as there are exposure draws.
    pub(crate) models: usize,
    /// Shape of the tail of the weights; `None` where there were no weights to judge.
    pub pareto_k: Option<f64>,
    /// Divergent transitions.
    pub divergences: u64,
    /// Gradients that were computed.
    pub gradients: u64,
}

impl Posterior {
    /// The posteriors of several exposure draws as one, each with the same say.
    pub(crate) fn together(posteriors: Vec<Self>) -> Option<Self> {
        let models = posteriors.len();
        let mut all = posteriors.into_iter();
        let mut whole = all.next()?;
        for other in all {
            for (column, more) in whole.columns.iter_mut().zip(other.columns) {
                column.extend(more);
            }
            whole.weights.extend(other.weights);
            whole.divergences += other.divergences;
            whole.gradients += other.gradients;
        }
        for weight in &mut whole.weights {
            *weight /= models as f64;
        }
        Some(Self { chains: models, models, ..whole })
    }

    /// The same with each draw weighing so many times as much, given as logarithms.
    #[must_use]
    pub(crate) fn reweighed(mut self, log_weight: impl Fn(usize) -> f64) -> Self {
        let logs: Vec<f64> = (0..self.draws()).map(log_weight).collect();
        let highest = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let mut weights: Vec<f64> =
            self.weights.iter().zip(&logs).map(|(weight, log)| weight * libm::exp(log - highest)).collect();
        let sum: f64 = weights.iter().sum();
        if sum > 0.0 {
            for weight in &mut weights {
                *weight /= sum;
            }
            self.weights = weights;
        }
        self
    }

    /// The same with the parameters of which nothing was learned, drawn from their priors.
    #[must_use]
    pub(crate) fn completed(mut self, priors: impl Iterator<Item = (String, Normal)>, seed: u64) -> Self {
        for (name, prior) in priors {
            if self.column(&name).is_none() {
                let standard = stream::normals(seed, &format!("prior of {name}"), self.draws());
                self.columns.push(standard.into_iter().map(|z| prior.mean + prior.sd * z).collect());
                self.names.push(name);
            }
        }
        self
    }

    /// Draws.
    pub fn draws(&self) -> usize {
        self.weights.len()
    }

    /// The values of a parameter, one a draw.
    pub fn column(&self, name: &str) -> Option<&[f64]> {
        let place = self.names.iter().position(|known| known == name)?;
        Some(&self.columns[place])
    }

    /// Which exposure draw a draw was made for.
    pub fn model_of(&self, draw: usize) -> usize {
        draw * self.models / self.draws().max(1)
    }

    /// How many exposure draws it was made for.
    pub fn models(&self) -> usize {
        self.models
    }

    /// Weighted mean of a parameter.
    pub fn mean(&self, name: &str) -> Option<f64> {
        self.column(name).map(|column| mean(column, &self.weights))
    }

    /// Weighted standard deviation of a parameter.
    pub fn sd(&self, name: &str) -> Option<f64> {
        self.column(name).map(|column| variance(column, &self.weights).sqrt())
    }

    /// Weighted correlation of two parameters.
    pub fn correlation(&self, a: &str, b: &str) -> Option<f64> {
        let (a, b) = (self.column(a)?, self.column(b)?);
        let (mean_a, mean_b) = (mean(a, &self.weights), mean(b, &self.weights));
        let products = a.iter().zip(b).zip(&self.weights).map(|((a, b), w)| w * (a - mean_a) * (b - mean_b));
        let spread = (variance(a, &self.weights) * variance(b, &self.weights)).sqrt();
        Some(products.sum::<f64>() / spread)
    }

    /// Weighted share of draws of which something is true.
    pub fn probability(&self, mut is: impl FnMut(usize) -> bool) -> f64 {
        self.weights.iter().enumerate().filter(|(draw, _)| is(*draw)).map(|(_, weight)| weight).sum()
    }

    /// Weighted 5, 50 and 95 % quantiles of one value a draw; `None` where one is not finite.
    pub fn interval(&self, values: &[f64]) -> Option<Interval> {
        let [q05, q50, q95] = quantiles(values, &self.weights, [0.05, 0.5, 0.95])?;
        Some(Interval { q05, q50, q95 })
    }

    /// The same, each draw weighed anew by something of its value.
    pub fn interval_by(&self, values: &[f64], by: impl Fn(f64) -> f64) -> Option<Interval> {
        let weights: Vec<f64> =
            values.iter().zip(&self.weights).map(|(value, weight)| weight * by(*value)).collect();
        let whole: f64 = weights.iter().sum();
        let weights: Vec<f64> = weights.iter().map(|weight| weight / whole).collect();
        let [q05, q50, q95] = quantiles(values, &weights, [0.05, 0.5, 0.95])?;
        Some(Interval { q05, q50, q95 })
    }

    /// Weighted mean and standard deviation of one value a draw.
    pub fn moments(&self, values: &[f64]) -> (f64, f64) {
        (mean(values, &self.weights), variance(values, &self.weights).sqrt())
    }

    /// So many draws at even steps of their weight: each stands for as much as the next.
    pub(crate) fn even_draws(&self, count: usize) -> Vec<usize> {
        let (mut sum, mut next, mut draws) = (0.0, 0.5, Vec::new());
        for (draw, weight) in self.weights.iter().enumerate() {
            sum += weight * count as f64;
            while next < sum {
                draws.push(draw);
                next += 1.0;
            }
        }
        draws
    }

    /// As many draws as independent ones of equal weight would be worth.
    pub fn effective(&self) -> f64 {
        1.0 / self.weights.iter().map(|weight| weight * weight).sum::<f64>()
    }

    /// Whether the weights can be trusted: k below min(1 - 1/log₁₀ S, 0.7).
    pub fn is_trusted(&self) -> bool {
        const HIGHEST_K: f64 = 0.7; // Vehtari et al. 2024
        let draws = self.draws() as f64;
        let threshold = (1.0 - 1.0 / libm::log10(draws.max(11.0))).min(HIGHEST_K); // the same
        self.pareto_k.is_none_or(|k| k <= threshold)
    }
}

pub(crate) fn mean(values: &[f64], weights: &[f64]) -> f64 {
    values.iter().zip(weights).map(|(value, weight)| value * weight).sum()
}

pub(crate) fn variance(values: &[f64], weights: &[f64]) -> f64 {
    let mean = mean(values, weights);
    let squares = values.iter().zip(weights).map(|(value, weight)| weight * (value - mean) * (value - mean));
    squares.sum()
}

/// Weighted quantiles, with half the weight of a draw on each side of it, linear between draws.
pub(crate) fn quantiles<const N: usize>(values: &[f64], weights: &[f64], at: [f64; N]) -> Option<[f64; N]> {
    if values.is_empty() || values.iter().any(|value| !value.is_finite()) {
        return None;
    }
    // Each value beside its weight: sorting places of values reads memory at random.
    let mut drawn: Vec<(f64, f64)> = values.iter().copied().zip(weights.iter().copied()).collect();
    drawn.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let mut found = [drawn.last()?.0; N];
    let (mut below, mut next, mut last) = (0.0, 0, (0.0, drawn[0].0));
    for (value, weight) in drawn {
        let middle = below + weight / 2.0;
        while next < N && at[next] <= middle {
            let span = middle - last.0;
            let share = if span > 0.0 { (at[next] - last.0) / span } else { 1.0 };
            found[next] = last.1 + share * (value - last.1);
            next += 1;
        }
        if next == N {
            break;
        }
        last = (middle, value);
        below += weight;
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_move_the_quantiles() {
        let values = [1.0, 2.0, 3.0];
        let even = quantiles(&values, &[1.0 / 3.0; 3], [0.5]).unwrap();
        assert!((even[0] - 2.0).abs() < 1e-12);
        let [low, high] = quantiles(&values, &[0.98, 0.01, 0.01], [0.05, 0.95]).unwrap();
        assert!(low < 1.0 + 1e-12 && high < 2.0);
        assert_eq!(quantiles(&[f64::NAN], &[1.0], [0.5]), None);
    }
}
