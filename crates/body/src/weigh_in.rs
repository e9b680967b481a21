//! What two weighings say of a person's sweat.

use serde::{Deserialize, Serialize};

use crate::{
    draws::{DRAWS, PerDraw},
    prior::{self, Spread},
};

/// Standard deviation of the difference of two weighings, in kg.
const SCALE_KG: f64 = 0.2; // knowledge/body.md section 1.4
/// Widest that the weights become, in standard deviations of the scale.
const WIDEST: f64 = 64.0; // own choice
/// Fewest draws' worth of weight before the draws are spread anew.
const FEWEST: f64 = 20.0; // knowledge/body.md section 6

/// What is believed of the personal sweat factor: a log-normal.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct SweatFactor {
    /// Median.
    pub median: f64,
    /// Standard deviation of its logarithm.
    pub log_sd: f64,
    /// Weighings behind it.
    pub weighings: u32,
}

impl SweatFactor {
    /// What is believed before any weighing.
    ///
    /// Equation: none. Source: [`prior::SWEAT_FACTOR`]. Valid for anybody.
    ///
    /// ```
    /// assert_eq!(charley_body::weigh_in::SweatFactor::unknown().median, 1.0);
    /// ```
    pub const fn unknown() -> Self {
        let (median, log_sd) = match prior::SWEAT_FACTOR.spread {
            Spread::LogNormal { median, log_sd } => (median, log_sd),
            Spread::Normal { mean, sd, .. } => (mean, sd),
            Spread::Uniform { from, to } => (from, to),
        };
        Self { median, log_sd, weighings: 0 }
    }

    /// The distribution to draw from.
    ///
    /// Equation: log-normal. Source: own choice. Valid always.
    ///
    /// ```
    /// use charley_body::{prior, weigh_in::SweatFactor};
    /// assert_eq!(SweatFactor::unknown().spread(), prior::SWEAT_FACTOR.spread);
    /// ```
    pub const fn spread(&self) -> Spread {
        Spread::LogNormal { median: self.median, log_sd: self.log_sd }
    }

    /// The middle 80 %.
    ///
    /// Equation: quantiles 0.1 and 0.9. Source: [`SweatFactor::spread`]. Valid always.
    ///
    /// ```
    /// let (low, high) = charley_body::weigh_in::SweatFactor::unknown().interval80();
    /// assert!(low < 0.65 && high > 1.5);
    /// ```
    pub fn interval80(&self) -> (f64, f64) {
        (self.spread().quantile(0.1), self.spread().quantile(0.9)) // 80 %
    }
}

/// One weighing pair with what the model expected, draw by draw.
#[derive(Debug, Clone, PartialEq)]
pub struct WeighIn {
    /// Mass lost between the weighings, in kg.
    pub lost_kg: f64,
    /// What each draw expected to be lost, in kg.
    pub expected_kg: PerDraw<f64>,
    /// The sweat factor of each draw.
    pub factors: PerDraw<f64>,
}

/// What is believed of the sweat factor after a weighing.
///
/// Equation: importance weights exp(-½ ((lost - expected) / 0.2 kg)²), then the log-normal of their weighted mean and
/// spread; when fewer than 20 draws' worth of weight is left, the spread is taken from the draws near the best and the
/// scale, so that it never collapses. Source: knowledge/body.md section 6. Valid for weighings in dry clothes, before
/// drinking; a loss beyond everything expected moves the median by two spreads at most.
///
/// ```
/// use charley_body::weigh_in::{SweatFactor, WeighIn, learn};
/// let factors = SweatFactor::unknown().spread().draws(1, 0);
/// let seen = WeighIn { lost_kg: 1.5, expected_kg: factors.map(|factor| factor * 1.0), factors };
/// let learned = learn(SweatFactor::unknown(), &seen);
/// assert!((learned.median - 1.45).abs() < 0.1 && learned.log_sd < 0.2);
/// ```
pub fn learn(before: SweatFactor, seen: &WeighIn) -> SweatFactor {
    if !seen.lost_kg.is_finite() {
        return before;
    }
    let distance: PerDraw<f64> =
        std::array::from_fn(|draw| (seen.lost_kg - seen.expected_kg[draw]) / SCALE_KG);
    let nearest = distance.iter().map(|distance| distance.abs()).fold(f64::INFINITY, f64::min);
    // Where even the nearest draw is far away, the model is wrong by more than the scale: the weights widen with it.
    let width = nearest.max(1.0);
    let mut weights: PerDraw<f64> = distance.map(|distance| (-0.5 * (distance / width).powi(2)).exp());
    let mut width = width;
    while effective(&weights) < FEWEST / 4.0 && width < WIDEST {
        // own choice: five draws carry a spread
        width *= 1.25; // own choice
        weights = distance.map(|distance| (-0.5 * (distance / width).powi(2)).exp());
    }
    let (mean, sd) = weighted_log(&seen.factors, &weights);
    SweatFactor {
        median: mean.exp(),
        log_sd: sd.clamp(0.04, before.log_sd), // own choice: a scale and a day vary by more
        weighings: before.weighings + 1,
    }
}

/// How many draws' worth of weight there is.
fn effective(weights: &PerDraw<f64>) -> f64 {
    let sum: f64 = weights.iter().sum();
    let squares: f64 = weights.iter().map(|weight| weight * weight).sum();
    if squares > 0.0 { sum * sum / squares } else { 0.0 }
}

fn weighted_log(factors: &PerDraw<f64>, weights: &PerDraw<f64>) -> (f64, f64) {
    let sum: f64 = weights.iter().sum::<f64>().max(f64::MIN_POSITIVE);
    let logs = factors.map(f64::ln);
    let mean = (0..DRAWS).map(|draw| weights[draw] * logs[draw]).sum::<f64>() / sum;
    let variance = (0..DRAWS).map(|draw| weights[draw] * (logs[draw] - mean).powi(2)).sum::<f64>() / sum;
    (mean, variance.sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weighings_close_in_on_the_truth() {
        for truth in [0.6, 0.9, 1.3, 1.8] {
            let mut believed = SweatFactor::unknown();
            for hours in [1.5, 2.0, 1.2] {
                let factors = believed.spread().draws(9, 0);
                let seen =
                    WeighIn { lost_kg: truth * hours, expected_kg: factors.map(|f| f * hours), factors };
                let after = learn(believed, &seen);
                assert!(after.log_sd <= believed.log_sd);
                believed = after;
            }
            assert!((believed.median / truth).ln().abs() < 0.12, "{truth}: {believed:?}");
            assert!(believed.log_sd < 0.15 && believed.weighings == 3);
        }
    }

    #[test]
    fn an_absurd_loss_does_not_break_anything() {
        let factors = SweatFactor::unknown().spread().draws(1, 0);
        for lost_kg in [-3.0, 40.0, f64::NAN] {
            let seen = WeighIn { lost_kg, expected_kg: factors, factors };
            let after = learn(SweatFactor::unknown(), &seen);
            assert!(after.median.is_finite() && after.log_sd > 0.0, "{lost_kg}: {after:?}");
        }
    }
}
