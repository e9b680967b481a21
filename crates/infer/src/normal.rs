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

/// The quantile of the standard normal distribution.
///
/// Two steps of Halley's method on Φ from a rational start: Abramowitz and Stegun 26.2.23.
pub(crate) fn quantile(p: f64) -> f64 {
    let tail = p.min(1.0 - p);
    let t = (-2.0 * libm::log(tail)).sqrt();
    let start = t
        - (2.515_517 + t * (0.802_853 + t * 0.010_328)) // Abramowitz and Stegun 26.2.23
        / (1.0 + t * (1.432_788 + t * (0.189_269 + t * 0.001_308))); // Abramowitz and Stegun 26.2.23
    let mut x = -start;
    for _ in 0..2 {
        let error = 0.5 * libm::erfc(-x / std::f64::consts::SQRT_2) - tail; // Φ(x) - p
        let slope = libm::exp(-x * x / 2.0) / (2.0 * std::f64::consts::PI).sqrt();
        let step = error / slope;
        x -= step / (1.0 + x * step / 2.0);
    }
    if p < 0.5 { x } else { -x }
}
