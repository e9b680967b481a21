//! One night, and what is held true of nights before any is known.

use super::{People, Stated};
use crate::Normal;

/// What is known of a night.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// A cramp.
    Cramp,
    /// More than one cramp.
    Several,
    /// No cramp, but a twinge that let go by itself.
    Twinge,
    /// None, as somebody said.
    None,
    /// Nobody said.
    Unknown,
}

impl Outcome {
    /// Whether a cramp came; `None` where nobody said.
    ///
    /// ```
    /// use charley_infer::hazard::Outcome;
    /// assert_eq!(Outcome::Twinge.cramp(), Some(false));
    /// assert_eq!(Outcome::Unknown.cramp(), None);
    /// ```
    pub const fn cramp(self) -> Option<bool> {
        match self {
            Self::Cramp | Self::Several => Some(true),
            Self::Twinge | Self::None => Some(false),
            Self::Unknown => None,
        }
    }
}

/// One night.
#[derive(Debug, Clone, PartialEq)]
pub struct Night {
    /// Days since any fixed day: the season is read from it.
    pub day: f64,
    /// Hours in bed.
    pub hours_in_bed: f64,
    /// Recent-cramp index before this night.
    pub history: f64,
    /// Each exposure, in its unit.
    pub exposures: Vec<f64>,
    /// What came of it.
    pub outcome: Outcome,
}

/// Priors of the rate of nights.
#[derive(Debug, Clone, PartialEq)]
pub struct NightPriors {
    /// Log rate of a usual night.
    pub alpha: Normal,
    /// Log hazard ratio of each exposure, with its name.
    pub beta: Vec<(String, Normal)>,
    /// Sine and cosine of the year.
    pub season: [Normal; 2],
    /// Recent cramps.
    pub rho: Normal,
}

/// How answers depend on cramps: log odds of an answer after a quiet night, and how much a cramp adds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Logging {
    /// Log odds of an answer after a quiet night.
    pub kappa0: Normal,
    /// What a cramp adds to them.
    pub delta: Normal,
}

impl Logging {
    /// The usual priors (log odds).
    ///
    /// Equation: logit π₀ ~ N(1, 1); logit π₁ = logit π₀ + δ, δ ~ N(0.7, 0.5). Source: docs/studies/inference.md section 1.3. Valid
    /// for diaries that ask each morning.
    ///
    /// ```
    /// assert_eq!(charley_infer::hazard::Logging::usual().delta.mean, 0.7);
    /// ```
    pub const fn usual() -> Self {
        Self { kappa0: Normal { mean: 1.0, sd: 1.0 }, delta: Normal { mean: 0.7, sd: 0.5 } } // docs/studies/inference.md section 1.3
    }
}

/// What is known of nights beside what each brought.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct NightSetting {
    /// How answers depend on cramps; `None` where they do not: then unknown nights are left out.
    pub logging: Option<Logging>,
    /// How people's levels differ, in place of the normal prior of the level.
    pub people: Option<People>,
    /// Half-normal prior of the step of the log rate from one 28 days to the next; `None` where the level does not drift.
    pub drift_sd: Option<f64>,
    /// What the person says of nights the diary does not know.
    pub stated: Option<Stated>,
}

impl From<Option<Logging>> for NightSetting {
    fn from(logging: Option<Logging>) -> Self {
        Self { logging, ..Self::default() }
    }
}
