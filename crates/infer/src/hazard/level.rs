//! How often people cramp, as the prior of one person's level; and what a person says of their last weeks.

use super::rate::{log_any, log_any_slope, logistic};

/// Share of what a night remembered weighs beside one that was answered the morning after.
const REMEMBERED: f64 = 1.0 / 3.0; // assumed: a count of four weeks told from memory is good to about a half

/// How rates of cramps differ between people: those who hardly cramp, those who do, and those who do every night.
///
/// Equation: p(λ) ∝ λ^(k-1) (1 + λ/b)^-(k+c): a gamma distribution of shape k whose scale differs between people. Source:
/// [`crate::base_rate::SurveyedMonth::people`], which fits k and b to both answers of a survey. Valid for rates of any size.
///
/// ```
/// use charley_infer::base_rate::SurveyedMonth;
/// let adults = SurveyedMonth { any: 0.305, more_than: 0.06, often: 5 }.people().unwrap();
/// assert!(adults.shape < 0.25 && adults.slope(-8.0) > 0.0 && adults.slope(1.0) < 0.0);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct People {
    /// k: the smaller, the more people hardly cramp.
    pub shape: f64,
    /// log b, of a rate in cramps a night.
    pub log_bend: f64,
    /// c: the smaller, the more people cramp every night.
    pub tail: f64,
}

impl People {
    /// Log density of the log of a rate (cramps a night), up to a constant.
    ///
    /// Equation, source and validity: [`People`].
    pub fn log_density(&self, log_rate: f64) -> f64 {
        let beyond = log_rate - self.log_bend;
        let softened = if beyond > 0.0 {
            beyond + libm::log1p(libm::exp(-beyond))
        } else {
            libm::log1p(libm::exp(beyond))
        };
        self.shape * log_rate - (self.shape + self.tail) * softened
    }

    /// Its derivative.
    ///
    /// Equation, source and validity: [`People`].
    pub fn slope(&self, log_rate: f64) -> f64 {
        self.shape - (self.shape + self.tail) * logistic(log_rate - self.log_bend)
    }

    /// Its negative second derivative.
    pub(crate) fn curvature(&self, log_rate: f64) -> f64 {
        let share = logistic(log_rate - self.log_bend);
        (self.shape + self.tail) * share * (1.0 - share)
    }
}

/// What a person says of the nights of four weeks of which the diary knows nothing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stated {
    /// The day on which they said it, as [`super::Night::day`] counts.
    pub day: f64,
    /// Nights they speak of.
    pub nights: f64,
    /// Of these, with a cramp.
    pub cramps: f64,
}

impl Stated {
    /// Log likelihood at a log rate, with its first derivative and its negative second.
    ///
    /// Equation: w [c log(1 - e^-λ) - (n - c) λ], as of nights that count a third. Source: own choice. Valid for c ≤ n.
    pub(crate) fn terms(&self, log_rate: f64) -> [f64; 3] {
        let rate = libm::exp(log_rate);
        let (some, none) = (REMEMBERED * self.cramps, REMEMBERED * (self.nights - self.cramps));
        let slope = log_any_slope(rate);
        [
            some * log_any(rate) - none * rate,
            some * slope - none * rate,
            -some * slope * (1.0 - rate - slope) + none * rate,
        ]
    }
}
