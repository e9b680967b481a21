//! What two weighings say of a person's sweat.

use serde::{Deserialize, Serialize};

use crate::{
    draws::{DRAWS, PerDraw},
    prior::{self, Spread},
};

/// Standard deviation of the difference of two weighings, in kg.
const SCALE_KG: f64 = 0.2; // docs/studies/body.md section 1.4
/// Sweat factors that people have.
const POSSIBLE: (f64, f64) = (0.25, 4.0); // own limits: five standard deviations of people
/// Sweat below which a scale says nothing of it, in kg.
const LEAST_SWEAT_KG: f64 = 0.5; // two and a half times the scale's own error
/// Narrowest that a belief becomes: a person sweats otherwise on another day, in another year.
const NARROWEST: f64 = 0.06; // own judgement
/// Normal quantile of the middle half, for a spread that a few odd draws do not move.
const MIDDLE_HALF: f64 = 1.349; // standard normal distribution

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
            Spread::Either { one, other } => (one, other),
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
    /// assert!(low < 0.75 && high > 1.4);
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
    /// How much of that was sweat, in kg.
    pub sweat_kg: PerDraw<f64>,
    /// The sweat factor of each draw.
    pub factors: PerDraw<f64>,
}

impl WeighIn {
    /// The factor with which each draw would have lost what the scale says.
    fn explaining(&self) -> Vec<f64> {
        let (least, most) = POSSIBLE;
        (0..DRAWS)
            .filter_map(|draw| {
                let usual_kg = self.sweat_kg[draw] / self.factors[draw];
                let otherwise_kg = self.expected_kg[draw] - self.sweat_kg[draw];
                let factor = (self.lost_kg - otherwise_kg) / usual_kg;
                // A draw that expects no sweat at all is explained by the greatest factor, or not at all.
                (!factor.is_nan()).then(|| factor.clamp(least, most))
            })
            .collect()
    }
}

/// What is believed of the sweat factor after a weighing.
///
/// Equation: each draw gives the factor k = (lost - what was no sweat) / usual sweat that explains the scale; their
/// median and spread, with the 0.2 kg of two weighings, are the evidence, which joins the belief by precision in log k.
/// Source: docs/studies/body.md section 6, in closed form instead of importance weights, since 64 draws are too few to weigh
/// a narrow belief. Valid for weighings in dry clothes around at least
/// half a litre of sweat, expected or weighed, less teaches nothing; a belief never becomes narrower than 6 %.
///
/// ```
/// use charley_body::weigh_in::{SweatFactor, WeighIn, learn};
/// let factors = SweatFactor::unknown().spread().draws(1, 0);
/// let seen = WeighIn { lost_kg: 1.5, expected_kg: factors, sweat_kg: factors, factors };
/// let learned = learn(SweatFactor::unknown(), &seen);
/// assert!((1.2..1.5).contains(&learned.median) && learned.log_sd < 0.22);
/// ```
pub fn learn(before: SweatFactor, seen: &WeighIn) -> SweatFactor {
    let mut logs: Vec<f64> = seen.explaining().into_iter().map(f64::ln).collect();
    if logs.len() < DRAWS / 2 {
        return before;
    }
    logs.sort_unstable_by(f64::total_cmp);
    let at = |share: f64| logs[(share * (logs.len() - 1) as f64).round() as usize];
    let spread = (at(0.75) - at(0.25)) / MIDDLE_HALF; // quartiles
    let usual_kg = seen.sweat_kg.iter().sum::<f64>() / DRAWS as f64;
    let otherwise_kg =
        (0..DRAWS).map(|draw| seen.expected_kg[draw] - seen.sweat_kg[draw]).sum::<f64>() / DRAWS as f64;
    if usual_kg.max(seen.lost_kg - otherwise_kg) < LEAST_SWEAT_KG {
        return before;
    }
    let scale = SCALE_KG / usual_kg.max(SCALE_KG);
    let evidence = (spread * spread + scale * scale).max(f64::MIN_POSITIVE);
    let prior = before.log_sd * before.log_sd;
    let weight = prior / (prior + evidence);
    let mean = before.median.ln() + weight * (at(0.5) - before.median.ln());
    SweatFactor {
        median: mean.exp(),
        log_sd: (prior * (1.0 - weight)).sqrt().max(NARROWEST).min(before.log_sd),
        weighings: before.weighings + 1,
    }
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
                let seen = WeighIn {
                    lost_kg: truth * hours,
                    expected_kg: factors.map(|f| f * hours),
                    sweat_kg: factors.map(|f| f * hours),
                    factors,
                };
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
            let seen = WeighIn { lost_kg, expected_kg: factors, sweat_kg: factors, factors };
            let after = learn(SweatFactor::unknown(), &seen);
            assert!(after.median.is_finite() && after.log_sd > 0.0, "{lost_kg}: {after:?}");
        }
    }
}
