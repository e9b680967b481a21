//! How soon a doctor is needed: now, today, or by a day that is named.

use serde::{Deserialize, Serialize};

/// How soon a doctor is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Urgency {
    /// At an appointment: [`Within`] says by when.
    #[serde(rename = "routine")]
    Routine,
    /// Today.
    #[serde(rename = "same day")]
    SameDay,
    /// Now.
    #[serde(rename = "emergency")]
    Emergency,
}

impl Urgency {
    /// The word of the table.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Routine => "routine",
            Self::SameDay => "same day",
            Self::Emergency => "emergency",
        }
    }
}

/// By when an appointment is needed; the soonest is the greatest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Within {
    /// Within two weeks.
    #[serde(rename = "two weeks")]
    TwoWeeks,
    /// This week.
    #[serde(rename = "week")]
    Week,
    /// Within a few days.
    #[serde(rename = "days")]
    Days,
}
