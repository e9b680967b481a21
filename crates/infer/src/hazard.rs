//! The hazard of a cramp: one rate in hours of bed and in minutes of workouts, with the likelihood of what is recorded of it.
//!
//! | what is recorded | model |
//! |---|---|
//! | a cramp or none of a night | [`Nights`], with unlogged nights as missing |
//! | the same by body site | [`Sites`] |
//! | how many cramps of a night | [`Counts`] |
//! | the minute of a workout in which the first one came | [`Minutes`] |
//!
//! All share log λ = α + log(hours/8) + x·β + season + ρ history. The probability of any cramp is 1 - e^-Λ, so that
//! coefficients are log hazard ratios whatever the length of the window.

mod counts;
mod minutes;
mod nights;
mod rate;
mod sites;

pub use counts::{Count, Counts};
pub use minutes::{Ended, Minutes, WorkoutRows};
pub(crate) use nights::linear_terms;
pub use nights::{Logging, Night, NightPriors, Nights, Outcome, probabilities};
pub(crate) use nights::{log_hours, season};
pub use sites::{SiteNight, Sites};
