//! A medicine that a person takes or took: its name, its dates, and as far as they said, how much and when in the day.

use std::{fmt, str::FromStr};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::muscle::words;

words! {
    /// When in the day a medicine is taken.
    TimeOfDay, "time of day" {
        /// On getting up.
        Morning = "morning" | "am" | "breakfast",
        /// In the middle of the day.
        Noon = "noon" | "midday" | "lunch",
        /// In the evening.
        Evening = "evening" | "pm" | "dinner" | "supper",
        /// On going to bed.
        Bedtime = "bedtime" | "night" | "bed",
    }
}

/// A medicine with its dates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MedicineUse {
    /// The name as the person typed it.
    pub name: String,
    /// First day.
    pub from: Date,
    /// Last day; `None` while it is still taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// How much, as the person typed it: a record for whoever prescribed it, never a number that anything is computed from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dose: Option<String>,
    /// When in the day, in the order of the day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub times_of_day: Vec<TimeOfDay>,
}

impl MedicineUse {
    /// A medicine with its dates, of which nobody said how much and when in the day.
    pub fn new(name: impl Into<String>, from: Date, until: Option<Date>) -> Self {
        Self { name: name.into(), from, until, dose: None, times_of_day: Vec::new() }
    }

    /// Whether it is taken on the date (first and last day included).
    pub fn on(&self, date: Date) -> bool {
        self.from <= date && self.until.is_none_or(|until| date <= until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_before_doses_reads_and_is_written_as_it_was() {
        let old = r#"{"name":"Lipitor","from":"2026-05-01"}"#;
        let used: MedicineUse = serde_json::from_str(old).unwrap();
        assert_eq!(used, MedicineUse::new("Lipitor", Date::constant(2026, 5, 1), None));
        assert_eq!(serde_json::to_string(&used).unwrap(), old);
    }

    #[test]
    fn dose_and_times_come_back_as_they_were_said() {
        let used = MedicineUse {
            dose: Some("20 mg".into()),
            times_of_day: vec![TimeOfDay::Morning, TimeOfDay::Bedtime],
            ..MedicineUse::new("Lipitor", Date::constant(2026, 5, 1), None)
        };
        let text = serde_json::to_string(&used).unwrap();
        assert!(text.contains(r#""times_of_day":["morning","bedtime"]"#), "{text}");
        assert_eq!(serde_json::from_str::<MedicineUse>(&text).unwrap(), used);
    }
}
