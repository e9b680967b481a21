//! What is uncertain about every person and every workout: one table of priors, from which all draws come.

use serde::Serialize;

use crate::draws::{PerDraw, normal_quantile, uniforms};

/// A distribution.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub enum Spread {
    /// Normal, kept within limits.
    Normal {
        /// Mean.
        mean: f64,
        /// Standard deviation.
        sd: f64,
        /// Least and most that is possible.
        within: (f64, f64),
    },
    /// Log-normal.
    LogNormal {
        /// Median.
        median: f64,
        /// Standard deviation of the logarithm.
        log_sd: f64,
    },
    /// One of two values, as likely as the other.
    Either {
        /// The one.
        one: f64,
        /// The other.
        other: f64,
    },
    /// Every value of a range alike.
    Uniform {
        /// Least.
        from: f64,
        /// Most.
        to: f64,
    },
}

impl Spread {
    /// The quantile of a probability, in the unit of the quantity.
    ///
    /// Equation: inverse of the distribution function. Source: definition. Valid for 0 to 1.
    ///
    /// ```
    /// use charley_body::prior::Spread;
    /// assert_eq!(Spread::Uniform { from: 2.0, to: 4.0 }.quantile(0.5), 3.0);
    /// ```
    pub fn quantile(&self, probability: f64) -> f64 {
        match *self {
            Self::Normal { mean, sd, within: (least, most) } => {
                (mean + sd * normal_quantile(probability)).clamp(least, most)
            }
            Self::LogNormal { median, log_sd } => median * (log_sd * normal_quantile(probability)).exp(),
            Self::Uniform { from, to } => from + (to - from) * probability,
            Self::Either { one, other } => {
                if probability < 0.5 {
                    one
                } else {
                    other
                }
            }
        }
    }

    /// The same distribution of a quantity that is higher by `by`, in its unit; limits, a log-normal and a choice stay where they are.
    ///
    /// Equation: mean + by. Source: definition. Valid for normal and uniform distributions.
    ///
    /// ```
    /// use charley_body::prior::Spread;
    /// assert_eq!(Spread::Uniform { from: 2.0, to: 4.0 }.shifted(1.0).quantile(0.0), 3.0);
    /// ```
    #[must_use]
    pub fn shifted(self, by: f64) -> Self {
        match self {
            Self::Normal { mean, sd, within } => Self::Normal { mean: mean + by, sd, within },
            Self::Uniform { from, to } => Self::Uniform { from: from + by, to: to + by },
            Self::LogNormal { .. } | Self::Either { .. } => self,
        }
    }

    /// The 64 draws of a seed and a dimension.
    ///
    /// Equation: quantiles of [`uniforms`]. Source: its own. Valid for dimensions below 256.
    ///
    /// ```
    /// use charley_body::prior::Spread;
    /// assert_eq!(Spread::Uniform { from: 0.0, to: 1.0 }.draws(1, 3).len(), 64);
    /// ```
    pub fn draws(&self, seed: u64, dimension: usize) -> PerDraw<f64> {
        uniforms(seed, dimension).map(|probability| self.quantile(probability))
    }
}

/// One row of the table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PriorRow {
    /// What it is.
    pub name: &'static str,
    /// Its unit; `1` for a ratio.
    pub unit: &'static str,
    /// What is believed before anything is known of the person.
    pub spread: Spread,
    /// Where that comes from.
    pub source: &'static str,
}

macro_rules! priors {
    ($($(#[$doc:meta])* $id:ident = $spread:expr, $unit:literal, $name:literal, $source:literal;)+) => {
        $($(#[$doc])* pub const $id: PriorRow = PriorRow { name: $name, unit: $unit, spread: $spread, source: $source };)+

        /// The table; the place of a row is its dimension.
        pub const TABLE: &[PriorRow] = &[$($id),+];
    };
}

const fn normal(mean: f64, sd: f64, within: (f64, f64)) -> Spread {
    Spread::Normal { mean, sd, within }
}

const fn log_normal(median: f64, log_sd: f64) -> Spread {
    Spread::LogNormal { median, log_sd }
}

const fn uniform(from: f64, to: f64) -> Spread {
    Spread::Uniform { from, to }
}

priors! {
    /// Personal sweat factor.
    SWEAT_FACTOR = log_normal(1.0, 0.28), "1", "personal sweat factor", "docs/studies/sweat-and-heat.md section 4: with the day 0.34, as 33 weighed groups spread"; // source: the last field
    /// Sweat sodium at 1.2 L/h.
    SWEAT_SODIUM = normal(36.0, 10.0, (10.0, 80.0)), "mmol/L", "sweat sodium at 1.2 L/h", "Baker 2016: 35.9 ± 10.4"; // source: the last field
    /// Rise of sweat sodium with rate.
    SWEAT_SODIUM_SLOPE = normal(15.0, 6.0, (0.0, 40.0)), "mmol/L per L/h", "rise of sweat sodium", "Holmes 2016, as in docs/studies/body.md 1.4"; // source: the last field
    /// Body water around what sex and age say.
    BODY_WATER = normal(0.0, 0.03, (-0.08, 0.08)), "1", "body water around the usual share", "Montain 2006 swept 0.50 to 0.63"; // source: the last field
    /// Plasma sodium before the workout.
    START_SODIUM = normal(140.0, 2.0, (134.0, 146.0)), "mmol/L", "plasma sodium at the start", "docs/studies/body.md section 6"; // source: the last field
    /// Gross efficiency of cycling.
    EFFICIENCY = normal(0.215, 0.012, (0.17, 0.26)), "1", "gross efficiency of cycling", "0.20 to 0.23, recalled"; // source: the last field
    /// Cost of running or walking of a person against the equation.
    RUNNING_ECONOMY = log_normal(1.0, 0.09), "1", "cost of moving on foot", "Minetti 2002: about 10 % between people, recalled"; // source: the last field
    /// Error of a metabolic rate from heart rate.
    HEART_RATE_ERROR = log_normal(1.0, 0.17), "1", "metabolic rate from heart rate", "15 to 20 %, recalled"; // source: the last field
    /// Error of a metabolic rate from how hard it felt.
    EFFORT_ERROR = log_normal(1.0, 0.25), "1", "metabolic rate from felt effort", "own judgement"; // source: the last field
    /// Error of the threshold.
    THRESHOLD_ERROR = log_normal(1.0, 0.06), "1", "power or speed held for an hour", "own judgement"; // source: the last field
    /// W' of cycling.
    W_CAPACITY = normal(15_000.0, 5_000.0, (5_000.0, 30_000.0)), "J", "W'", "docs/studies/body.md section 6, assumed"; // source: the last field
    /// D' of running.
    D_CAPACITY = normal(200.0, 60.0, (60.0, 400.0)), "m", "D'", "typical of trained runners, recalled"; // source: the last field
    /// Error of the highest oxygen uptake.
    UPTAKE_ERROR = log_normal(1.0, 0.14), "1", "highest oxygen uptake", "Myers 2017: 7 mL/kg/min, recalled"; // source: the last field
    /// Glycogen of leg muscle.
    LEG_GLYCOGEN = normal(80.0, 18.0, (40.0, 120.0)), "kcal/kg", "glycogen of leg muscle", "Rapoport 2010: 40 to 120"; // source: the last field
    /// Absorption from the gut.
    ABSORPTION = uniform(0.8, 1.0), "L/h", "absorption of drink", "docs/studies/body.md 1.4, recalled"; // source: the last field
    /// Urine during a workout.
    URINE = uniform(0.0, 0.1), "L/h", "urine in a workout", "docs/studies/body.md 1.5"; // source: the last field
    /// Water the kidneys give off when sodium falls.
    DILUTION = uniform(0.0, 0.4), "L/h", "free water of the kidneys", "from none (ADH on, Hew-Butler 2015) to what rest in exercise allows; spread assumed"; // source: the last field
    /// Insulation of sports clothes against what is usual in such air.
    CLOTHING = normal(0.0, 0.1, (-0.25, 0.3)), "clo", "sports clothes against the usual", "docs/studies/sweat-and-heat.md section 4, assumed"; // source: the last field
    /// Share of people used to heat.
    ACCLIMATISED = uniform(0.0, 1.0), "1", "whether used to heat", "nothing known: one half"; // source: the last field
    /// Share of greatest force that the leg muscles give at threshold, against the table.
    LEG_FORCE = log_normal(1.0, 0.2), "1", "force of leg muscles", "own judgement"; // source: the last field
    /// Speed of tiring against the table.
    TIRING = log_normal(1.0, 0.3), "1", "speed of tiring", "Frey-Law 2012: endurance times vary by a third"; // source: the last field
    /// Half-life of a deficit of water and salt while eating and drinking freely.
    DEFICIT_HALF_LIFE = uniform(4.0, 6.0), "h", "half-life of a deficit", "docs/studies/body.md 1.8, assumed"; // source: the last field
    /// Carbohydrate eaten a day where no meal was recorded.
    DAILY_CARBOHYDRATE = normal(4.5, 1.3, (1.5, 9.0)), "g/kg/d", "carbohydrate eaten a day", "surveys of recreational athletes, recalled"; // source: the last field
    /// Body mass where it was not said.
    MASS = normal(70.0, 12.0, (40.0, 120.0)), "kg", "body mass", "adults, recalled"; // source: the last field
    /// Strength lost against the published mean.
    STRENGTH_LOST = log_normal(1.0, 0.38), "1", "strength lost in a workout", "docs/studies/sweat-and-heat.md section 7: own losses within 40 %"; // source: the last field
    /// Share of energy from carbohydrate against the curve.
    CARBOHYDRATE_SHARE = normal(0.0, 0.08, (-0.2, 0.2)), "1", "carbohydrate in the fuel", "Rothschild 2022: 434 studies, 36 to 59 % of the spread explained; spread own"; // source: the last field
}

/// The row's dimension among the draws.
pub(crate) fn dimension(prior: &PriorRow) -> usize {
    TABLE.iter().position(|row| row.name == prior.name).unwrap_or(TABLE.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_prior_is_named_once_with_unit_and_source() {
        for (place, prior) in TABLE.iter().enumerate() {
            assert_eq!(dimension(prior), place);
            assert!(!prior.unit.is_empty() && prior.source.len() > 8, "{prior:?}");
            let (low, high) = (prior.spread.quantile(0.1), prior.spread.quantile(0.9));
            assert!(low.is_finite() && low < high, "{prior:?}");
        }
    }

    #[test]
    fn draws_keep_median_and_spread() {
        let mut draws = SWEAT_FACTOR.spread.draws(3, 0);
        draws.sort_by(f64::total_cmp);
        assert!((draws[32].ln()).abs() < 0.05 && (draws[57].ln() / 0.28 - 1.28).abs() < 0.15);
    }
}
