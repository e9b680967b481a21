//! The normal distribution: of a log rate, or of a log hazard ratio.

use charley_domain::interval::Interval;
use serde::{Deserialize, Serialize};

/// The 95 % quantile of the standard normal distribution.
const Z95: f64 = 1.644_853_626_951_472_2; // standard normal distribution

/// A normal distribution; the unit is that of what it describes.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Normal {
    /// Mean.
    pub mean: f64,
    /// Standard deviation.
    pub sd: f64,
}

impl Normal {
    /// The 5, 50 and 95 % quantiles.
    ///
    /// Equation: mean ± 1.645 sd. Source: definition. Valid for sd ≥ 0.
    ///
    /// ```
    /// let interval = charley_infer::Normal { mean: 1.0, sd: 0.0 }.interval();
    /// assert_eq!((interval.q05, interval.q95), (1.0, 1.0));
    /// ```
    pub fn interval(self) -> Interval {
        Interval { q05: self.mean - Z95 * self.sd, q50: self.mean, q95: self.mean + Z95 * self.sd }
    }

    /// The 5, 50 and 95 % quantiles of the ratio whose logarithm this is (unit 1).
    ///
    /// Equation: exp of [`Normal::interval`]. Source: definition. Valid for sd ≥ 0. The same bits on every platform.
    ///
    /// ```
    /// let ratio = charley_infer::Normal { mean: 0.0, sd: 0.38 }.ratio();
    /// assert!(ratio.q50 == 1.0 && (ratio.q05 * ratio.q95 - 1.0).abs() < 1e-12);
    /// ```
    pub fn ratio(self) -> Interval {
        self.interval().map(libm::exp)
    }

    /// Density of a value, in that of the mean (no unit).
    ///
    /// Equation: exp(-½ ((value - mean)/sd)²). Source: definition. Valid for sd > 0.
    ///
    /// ```
    /// assert_eq!(charley_infer::Normal { mean: 0.3, sd: 0.4 }.density(0.3), 1.0);
    /// ```
    pub fn density(self, value: f64) -> f64 {
        libm::exp(-0.5 * ((value - self.mean) / self.sd).powi(2))
    }

    /// Probability of a value above zero.
    ///
    /// Equation: Φ(mean / sd); 0.5 where both are zero. Source: definition. Valid for sd ≥ 0.
    ///
    /// ```
    /// assert_eq!(charley_infer::Normal { mean: 0.0, sd: 0.4 }.above_zero(), 0.5);
    /// assert!((charley_infer::Normal { mean: 0.4, sd: 0.4 }.above_zero() - 0.8413).abs() < 1e-4);
    /// ```
    pub fn above_zero(self) -> f64 {
        if self.mean == 0.0 {
            return 0.5;
        }
        0.5 * libm::erfc(-self.mean / (self.sd * std::f64::consts::SQRT_2))
    }
}
