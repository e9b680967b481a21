//! `trial`: does a remedy work for this person? The verb as pure functions of what was recorded; the store keeps its lines.
//!
//! | step | where |
//! |---|---|
//! | which remedy, and whether it may be tried | [`choice`] |
//! | how often they cramp, and so how many nights it takes | [`begin`] |
//! | what is written down, never changed | [`charley_case::trial::journal`] |
//! | which night it is, what is drawn, which look is due | [`charley_case::trial::running`] |
//! | the morning's answer, what is expected, the end | [`answer`] |
//! | the document, and the pages to print | [`document`], [`paper`] |

pub mod answer;
pub mod begin;
pub mod choice;
pub mod document;
#[cfg(test)]
mod interrupted;
pub mod paper;
pub mod words;

use crate::{
    notice::{self, Notice},
    triage::{Caution, Profile},
};
pub use charley_case::trial::{Running, TrialRecords, TrialStage};

/// What the red flags say.
pub fn caution(records: &TrialRecords) -> Caution {
    let profile = Profile::of(&records.person, &records.entries, None, records.now.date());
    Caution::of(&records.entries, &profile, &records.now)
}

/// What must be said beside any trial, in the order in which it is said.
pub fn notices(records: &TrialRecords) -> Vec<Notice> {
    notice::of(&records.person, &records.entries, (&caution(records), records.now.date()))
}
