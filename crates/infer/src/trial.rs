//! Trials of one person: does a remedy work for them? Randomised, concealed, looked at by a rule that was simulated before day 1.
//!
//! | question | answer |
//! |---|---|
//! | what is done on which night | [`TrialDesign`], [`Allocation`] |
//! | how many times the rate with the remedy is the usual one | [`LogRatio`] of [`WeeklyCounts`] |
//! | could that be the luck of the coins | [`SignFlip`] |
//! | may the trial end | [`Rule`] over its [`Look`]s |
//! | how long will it take, how often would it be wrong | [`Outlook`] over many [`TrialCourse`]s |
//! | what came of it | [`Findings`] |
//!
//! Where the person notes twinges too, these count beside the cramps, on a scale of their own ([`WeeklyCounts`]).
//!
//! A night without an answer is missing, never quiet. Nights count for the arm that was drawn (intention to treat); what was
//! truly taken is a sensitivity. Source of all: docs/studies/inference.md section 3.

mod allocation;
mod course;
mod design;
mod findings;
mod log_ratio;
mod outlook;
mod rule;
mod sign_flip;
mod usual_rate;
mod weekly;

pub use allocation::{Allocation, Arm};
pub use course::{LookSchedule, TrialCourse, TrialRecipe};
pub use design::{BadDesign, LONGEST_NIGHTS, PairPlace, TrialDesign, WEEK};
pub use findings::{Findings, InArm, TrialNight};
pub use log_ratio::LogRatio;
pub use outlook::{Courses, OpenLabel, Outlook};
pub use rule::{Burden, Look, Rule, RuleVerdict};
pub use sign_flip::{Certain, SignFlip};
pub use usual_rate::UsualRate;
pub use weekly::{LOG_RATIO, TWINGE_SHARE, TrialOutcome, WeeklyCounts};
