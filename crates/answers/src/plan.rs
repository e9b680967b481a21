//! `plan`: a workout that is to come, through the body model and the person's own rate of cramps; what lowers it, what to drink
//! at most, and a card for the wrist. Pure functions of what was recorded and what was asked.

mod amounts;
mod calendar;
mod called_off;
mod card;
mod day;
mod document;
mod gate;
mod heat;
mod last_plan;
mod levers;
mod outing;
mod own_long;
mod prepared;
mod prevention;
mod record;
mod risk;
mod settings;
pub mod spec;
mod standing;
mod stops;
mod water;
mod what_if;
pub mod words;

pub use amounts::{Amounts, ToldAmounts};
pub use calendar::calendar_file;
pub use card::{Card, CardLine};
pub use document::{Finish, PaceReport, Plan, WayPoint};
pub use gate::Barred;
pub use heat::HeatReport;
pub use last_plan::{LastPlan, PlanMade};
pub use levers::{EvidenceSaid, PlanLever};
pub use outing::Outing;
pub use own_long::AgainstLong;
pub use prepared::Prepared;
pub use prevention::NotModelled;
pub use risk::RiskEffect;
pub use settings::PlanSettings;
pub use spec::{Goal, Spec};
pub use standing::LevelStanding;
pub use water::{Drinking, GAIN_LIMIT};
pub use what_if::{TurnedPlan, what_if};
