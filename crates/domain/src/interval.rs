//! A median with its 90 % interval: the only way an uncertain number leaves a crate.

use serde::{Deserialize, Serialize};

/// The 5 %, 50 % and 95 % quantiles of an uncertain quantity; the unit is that of the field that holds it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// 5 % quantile.
    pub q05: f64,
    /// Median.
    pub q50: f64,
    /// 95 % quantile.
    pub q95: f64,
}

impl Interval {
    /// The quantiles of `draws` (any order, linear interpolation between order statistics); `None` when
    /// there are none or one is not finite.
    ///
    /// ```
    /// use charley_domain::interval::Interval;
    /// let draws: Vec<f64> = (0..=100).map(f64::from).collect();
    /// assert_eq!(Interval::of(&draws), Some(Interval { q05: 5.0, q50: 50.0, q95: 95.0 }));
    /// assert_eq!(Interval::of(&[]), None);
    /// ```
    pub fn of(draws: &[f64]) -> Option<Self> {
        if draws.is_empty() || draws.iter().any(|d| !d.is_finite()) {
            return None;
        }
        let mut sorted = draws.to_vec();
        sorted.sort_by(f64::total_cmp);
        let at = |p: f64| {
            let position = p * (sorted.len() - 1) as f64;
            let below = position.floor() as usize;
            let above = (below + 1).min(sorted.len() - 1);
            sorted[below] + (sorted[above] - sorted[below]) * (position - below as f64)
        };
        Some(Self { q05: at(0.05), q50: at(0.50), q95: at(0.95) })
    }

    /// The same interval after a monotone increasing change of scale.
    #[must_use]
    pub fn map(self, f: impl Fn(f64) -> f64) -> Self {
        Self { q05: f(self.q05), q50: f(self.q50), q95: f(self.q95) }
    }
}
