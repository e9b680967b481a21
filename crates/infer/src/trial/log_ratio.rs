//! The posterior of a log rate ratio, as a curve.

use charley_domain::interval::Interval;

/// Points at which the curve is summed up.
const POINTS: usize = 181;

/// The posterior of the log of how many times the usual rate the rate with the remedy is.
#[derive(Debug, Clone, PartialEq)]
pub struct LogRatio {
    from: f64,
    width: f64,
    /// Probability below each point.
    below: Vec<f64>,
}

impl LogRatio {
    /// Values of β to each side of the middle at which the density is computed.
    pub(super) const STEPS: usize = 3;
    /// All of them.
    pub(super) const NODES: usize = 2 * Self::STEPS + 1;
    /// Distance of those, in standard deviations.
    pub(super) const STEP: f64 = 1.5; // own choice: 4.5 to each side hold all but 1e-5

    /// Through log densities at evenly spaced values around `middle`.
    pub(super) fn through(middle: f64, spread: f64, log_density: [f64; Self::NODES]) -> Self {
        let reach = Self::STEPS as f64 * Self::STEP * spread;
        let (from, width) = (middle - reach, 2.0 * reach / (POINTS - 1) as f64);
        let scale = (Self::NODES - 1) as f64 / (POINTS - 1) as f64;
        let steps = forward(log_density);
        let heights: Vec<f64> = (0..POINTS).map(|point| newton(&steps, point as f64 * scale)).collect();
        let highest = heights.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let densities: Vec<f64> = heights.iter().map(|height| libm::exp(height - highest)).collect();
        let mut below = Vec::with_capacity(POINTS);
        let mut sum = 0.0;
        for (point, density) in densities.iter().enumerate() {
            if point > 0 {
                sum += f64::midpoint(densities[point - 1], *density);
            }
            below.push(sum);
        }
        for value in &mut below {
            *value /= sum;
        }
        Self { from, width, below }
    }

    /// Probability of a log ratio below a value.
    ///
    /// Equation: the curve summed up to it. Source: definition. Valid for every value.
    pub fn below(&self, value: f64) -> f64 {
        let place = (value - self.from) / self.width;
        if place <= 0.0 {
            return 0.0;
        }
        let point = place as usize;
        let Some(next) = self.below.get(point + 1) else { return 1.0 };
        self.below[point] + (place - point as f64) * (next - self.below[point])
    }

    /// The value below which the log ratio lies with a probability.
    pub fn quantile(&self, probability: f64) -> f64 {
        let next = self.below.partition_point(|below| *below < probability).clamp(1, POINTS - 1);
        let (low, high) = (self.below[next - 1], self.below[next]);
        let share = if high > low { (probability - low) / (high - low) } else { 0.0 };
        self.from + self.width * ((next - 1) as f64 + share.clamp(0.0, 1.0))
    }

    /// The rate ratio: median with its 90 % interval.
    pub fn ratio(&self) -> Interval {
        let at = |probability| libm::exp(self.quantile(probability));
        Interval { q05: at(0.05), q50: at(0.5), q95: at(0.95) }
    }
}

/// Newton's forward differences of values at 0, 1, 2, …, each divided by the factorial of its order.
fn forward<const N: usize>(mut values: [f64; N]) -> [f64; N] {
    for order in 1..N {
        for place in (order..N).rev() {
            values[place] = (values[place] - values[place - 1]) / order as f64;
        }
    }
    values
}

/// The polynomial of forward differences.
fn newton(steps: &[f64], at: f64) -> f64 {
    steps.iter().enumerate().rev().fold(0.0, |sum, (place, step)| sum * (at - place as f64) + step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_polynomial_passes_through_its_values() {
        let steps = forward([3.0, -1.0, 4.0, 1.5]);
        assert!((newton(&steps, 2.0) - 4.0).abs() < 1e-12 && (newton(&steps, 3.0) - 1.5).abs() < 1e-12);
    }

    #[test]
    fn a_normal_density_gives_the_normal_distribution() {
        let heights = [-3.0_f64, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0].map(|step| -0.5 * (1.5 * step).powi(2));
        let curve = LogRatio::through(0.3, 0.2, heights);
        assert!((curve.below(0.3) - 0.5).abs() < 1e-4);
        assert!((curve.below(0.3 + 0.2 * 1.959_964) - 0.975).abs() < 2e-4);
        assert!((curve.quantile(0.05) - (0.3 - 0.2 * 1.644_854)).abs() < 2e-3);
        assert!(curve.below(-9.0) < 1e-9 && curve.below(9.0) > 1.0 - 1e-9);
    }
}
