//! The answers as they stood after an entry, kept so that the next entry can say what it changed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::CauseSaid;

/// The answers as they stood after some entry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Standpoint {
    /// How many entries there were, and which came last.
    pub entries: (usize, String),
    /// Known nights, and those with a cramp.
    pub nights: (usize, usize),
    /// Whether anything was learned from the diary.
    pub learned: bool,
    /// Cramps to expect in 100 nights like tonight, where that is answered.
    pub of_100: Option<f64>,
    /// What was said of each trigger that was learned, by its id.
    pub triggers: BTreeMap<String, Stood>,
    /// The same of each cause, as it goes into the log of names.
    #[serde(default)]
    pub said: Vec<CauseSaid>,
    /// What the last entry changed.
    pub line: Option<String>,
}

/// What was said of a trigger.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stood {
    /// Its name.
    pub name: String,
    /// The verdict, in words.
    pub verdict: String,
    /// Median factor on the rate.
    pub times: f64,
}
