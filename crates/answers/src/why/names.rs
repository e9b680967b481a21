//! What was said of causes before, with the day on which it was said.

use charley_case::{Case, learned::SaidAt};
use jiff::civil::Date;
use serde::Serialize;

/// What was said of a cause on a day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DatedName {
    /// The day, where the person lives.
    pub on: Date,
    /// When, and what.
    #[serde(flatten)]
    pub said: SaidAt,
}

/// All that was said of a person's causes, oldest first.
pub(super) fn of(case: &Case) -> Vec<DatedName> {
    let day = |at: &SaidAt| at.at.to_zoned_datetime(case.now.time_zone().clone()).date();
    case.kept.names.lines().iter().map(|line| DatedName { on: day(line), said: line.clone() }).collect()
}
