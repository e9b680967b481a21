//! The hazard of a cramp: one rate in hours of bed and in minutes of workouts, with the likelihood of what is recorded of it.
//!
//! | what is recorded | model |
//! |---|---|
//! | nothing, a twinge, a cramp or several of a night | [`Nights`], with unlogged nights as missing |
//! | the same by body site, where a model is compared with others | [`Sites`] |
//! | how many cramps of a night, as trials count them: the full model that their quick one is held to | [`CountedNights`] |
//! | the minute of a workout in which the first one came | [`Minutes`] |
//!
//! All share log λ = α + log(hours/8) + x·β + season + ρ history. The probability of any cramp is 1 - e^-Λ, so that
//! coefficients are log hazard ratios whatever the length of the window.

mod counts;
mod level;
mod minutes;
mod night;
mod nights;
mod rate;
mod sites;

pub use counts::{CountedNights, CrampCount};
pub use level::{People, Stated};
pub use minutes::{Minutes, WorkoutEnd, WorkoutRows};
pub use night::{Logging, Night, NightPriors, NightSetting, Outcome};
pub(crate) use nights::linear_terms;
pub use nights::{Nights, STAGE_SCALES, probabilities};
pub(crate) use nights::{log_hours, season};
pub use sites::{SiteNight, Sites};
