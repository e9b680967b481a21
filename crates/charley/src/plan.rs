//! `plan`: a workout that is to come, through the body model and the person's own rate of cramps; what lowers it, what to drink
//! at most, and a card for the wrist. Pure functions of what was recorded and what was asked.

mod calendar;
mod card;
mod document;
mod gate;
mod kept;
mod levers;
mod outing;
mod prepared;
mod prevention;
mod record;
mod risk;
mod settings;
pub(crate) mod spec;
mod standing;
mod stops;
mod turned;
mod water;

pub(crate) use calendar::calendar_file;
pub(crate) use card::{Card, CardLine};
pub(crate) use document::{Finish, PaceReport, Plan, Point};
pub(crate) use gate::Barred;
pub(crate) use kept::{Kept, Planned};
pub(crate) use levers::{Lever, Said};
pub(crate) use outing::Outing;
pub(crate) use prepared::Prepared;
pub(crate) use prevention::NotModelled;
pub(crate) use risk::Effect;
pub(crate) use settings::Settings;
pub(crate) use spec::{Goal, Spec};
pub(crate) use standing::Standing;
pub(crate) use turned::{Turned, what_if};
pub(crate) use water::{Drinking, GAIN_LIMIT};
