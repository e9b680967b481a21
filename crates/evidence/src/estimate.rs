//! A published number with its interval, what it measures, and how sure one can be of it.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How sure one can be, in the manner of GRADE.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Certainty {
    /// Very low.
    #[serde(rename = "very low")]
    VeryLow,
    /// Low.
    #[serde(rename = "low")]
    Low,
    /// Moderate.
    #[serde(rename = "moderate")]
    Moderate,
    /// High.
    #[serde(rename = "high")]
    High,
}

impl Certainty {
    /// The word of the tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::VeryLow => "very low",
            Self::Low => "low",
            Self::Moderate => "moderate",
            Self::High => "high",
        }
    }
}

/// What kind of number an estimate is. Only a [`Scale::Ratio`] may become a log hazard ratio.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Scale {
    /// A ratio of rates, risks or odds: 1 is no difference.
    Ratio,
    /// A percentage of people or of time: says nothing about a difference.
    Percent,
    /// A difference: 0 is no difference.
    Difference,
    /// Anything else: a test statistic, a level, a word.
    Other,
}

/// A published number.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Estimate {
    /// What it measures, in the words of the table: `sequence ratio`, `MD cramps per week`.
    pub measure: String,
    /// What kind of number it is.
    pub scale: Scale,
    /// The number.
    pub value: f64,
    /// Lower end of the 95 % interval.
    pub low: Option<f64>,
    /// Upper end of the 95 % interval.
    pub high: Option<f64>,
    /// Unit, where it has one.
    pub unit: Option<String>,
}

/// Measures that are ratios, as the tables call them.
const RATIOS: &[&str] =
    &["or", "rr", "pr", "sequence ratio", "rate ratio", "or of no quinine at 12 wk", "rr of responders"];

impl Estimate {
    pub(crate) fn of(
        measure: &str,
        value: Option<f64>,
        (low, high): (Option<f64>, Option<f64>),
        unit: &str,
    ) -> Option<Self> {
        let unit = (!unit.is_empty()).then(|| unit.to_owned());
        Some(Self { measure: measure.to_owned(), scale: scale_of(measure), value: value?, low, high, unit })
    }

    /// Whether the interval, as far as there is one, holds the estimate.
    pub fn is_bracketed(&self) -> bool {
        self.low.is_none_or(|low| low <= self.value) && self.high.is_none_or(|high| self.value <= high)
    }
}

fn scale_of(measure: &str) -> Scale {
    let measure = measure.to_lowercase();
    if RATIOS.contains(&measure.as_str()) {
        Scale::Ratio
    } else if measure.starts_with("percent") || measure.ends_with("% of water") {
        Scale::Percent
    } else if ["md ", "wmd ", "difference", "change"].iter().any(|word| measure.starts_with(word)) {
        Scale::Difference
    } else {
        Scale::Other
    }
}

impl fmt::Display for Estimate {
    /// `OR 1.63 (1.49 to 1.78)`, with the unit where there is one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.measure, self.value)?;
        if let Some(unit) = &self.unit {
            write!(f, " {unit}")?;
        }
        match (self.low, self.high) {
            (Some(low), Some(high)) => write!(f, " ({low} to {high})"),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_is_never_a_ratio() {
        assert_eq!(scale_of("percent in cycle 1"), Scale::Percent);
        assert_eq!(scale_of("sequence ratio"), Scale::Ratio);
        assert_eq!(scale_of("MD cramps/2 wk"), Scale::Difference);
        assert_eq!(scale_of("ratio of means"), Scale::Other);
    }

    #[test]
    fn an_estimate_reads_with_its_interval() {
        let estimate = Estimate::of("OR", Some(1.63), (Some(1.49), Some(1.78)), "").unwrap();
        assert_eq!(estimate.to_string(), "OR 1.63 (1.49 to 1.78)");
        assert!(estimate.is_bracketed());
        assert_eq!(Estimate::of("OR", None, (None, None), ""), None);
    }
}
