//! What forecasts said against what came, in thirds of the forecasts: where they promised too much or too little.

use serde::Serialize;

use super::Forecasted;

/// Windows of a band below which nothing is said of it.
const LEAST: usize = 10; // own choice: a third of the 30 from which forecasts are judged
/// Standard errors from which a band is off: two-sided 5 % over three bands.
const OFF: f64 = 2.394; // standard normal quantile at 1 - 0.05/6

/// Forecasts that said about the same.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ReliabilityBand {
    /// The lowest of them.
    pub from: f64,
    /// The highest of them.
    pub to: f64,
    /// Windows.
    pub windows: usize,
    /// Windows with a cramp that were to be expected.
    pub expected: f64,
    /// Windows with a cramp that came.
    pub came: usize,
    /// By how many standard errors more came than expected.
    pub z: f64,
}

/// Thirds of forecasts, the lowest first; empty where there are too few.
///
/// Equation: z = (c - Σ p) / √(Σ p (1 - p)). Source: Spiegelhalter 1986. Valid for forecasts made before what they speak of.
///
/// ```
/// use charley_infer::learn::{Forecasted, bands};
/// let window = |model, cramp| Forecasted { name: String::new(), model, average: 0.1, mean: 0.1, level: None, cramp, made_from: 0 };
/// let windows: Vec<Forecasted> = (0..60).map(|n| window(0.01 * f64::from(n), n % 3 == 0)).collect();
/// let thirds = bands(&windows);
/// assert_eq!(thirds.iter().map(|band| band.windows).collect::<Vec<_>>(), [20, 20, 20]);
/// assert!(thirds[0].is_off() && thirds[0].z > 0.0 && !thirds[1].is_off());
/// ```
pub fn bands(windows: &[Forecasted]) -> Vec<ReliabilityBand> {
    let mut sorted: Vec<&Forecasted> = windows.iter().collect();
    sorted.sort_by(|a, b| a.model.total_cmp(&b.model));
    let third = sorted.len().div_ceil(3);
    if third < LEAST {
        return Vec::new();
    }
    sorted.chunks(third).filter(|band| band.len() >= LEAST).map(ReliabilityBand::of).collect()
}

impl ReliabilityBand {
    fn of(windows: &[&Forecasted]) -> Self {
        let sum = |of: &dyn Fn(f64) -> f64| windows.iter().map(|window| of(window.model)).sum::<f64>();
        let (expected, variance) = (sum(&|p| p), sum(&|p| p * (1.0 - p)));
        let came = windows.iter().filter(|window| window.cramp).count();
        let ends = windows.first().zip(windows.last());
        Self {
            from: ends.map_or(0.0, |(first, _)| first.model),
            to: ends.map_or(1.0, |(_, last)| last.model),
            windows: windows.len(),
            expected,
            came,
            z: (came as f64 - expected) / variance.sqrt().max(f64::MIN_POSITIVE),
        }
    }

    /// Whether more or fewer came than chance explains.
    pub fn is_off(&self) -> bool {
        self.z.abs() > OFF
    }
}
