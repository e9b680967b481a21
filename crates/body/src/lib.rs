//! A recorded workout or night becomes exposures: what the body went through, in the units in which triggers are studied.
//!
//! | you have | call |
//! |---|---|
//! | a workout with its samples | [`summary()`], once; keep it, it depends on no setting |
//! | summaries and a person | [`threshold::Thresholds::of`], then [`load::load`] |
//! | one workout and a person | [`workout_load`] |
//! | everything a person recorded | [`exposures()`] |
//! | a course that is to be run | [`course::Course`], then [`course::Paced`] |
//!
//! Pure: no file, no clock, no global randomness. What is not known is absent and named in words, never zero.
//! The constants of the models, each with its source, stand in [`parameter::TABLE`].

pub mod axis;
pub mod blood_flow;
pub mod breath;
pub mod carried;
pub mod course;
pub mod daily;
pub mod demand;
pub mod draws;
mod exposures;
pub mod factors;
pub mod first_heat;
pub mod glycogen;
pub mod grade;
pub mod gut;
pub mod habit;
pub mod heat;
pub mod history;
pub mod intake;
pub mod load;
pub mod mass;
pub mod medicine;
pub mod metabolic;
pub mod minutes;
pub mod muscle_fatigue;
mod night;
pub mod outcome;
pub mod parameter;
pub mod plasma_sodium;
pub mod prior;
mod record;
mod recorded;
pub mod safety;
pub mod season;
mod session;
pub mod strength;
mod summary;
pub mod sweat;
pub mod sweat_sodium;
pub mod threshold;
pub mod timeline;
pub mod track;
pub mod vapour;
pub mod w_balance;
pub mod weather;
pub mod weigh_in;

pub use exposures::{ExposureInput, exposures, habits};
pub use load::{WorkoutLoad, workout_load};
pub use night::heat;
pub use session::is_of_a_kind;
pub use summary::{Steadied, WorkoutSummary, manual_summary, summary};
