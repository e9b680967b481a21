//! How forecasts of this person would have done: each made from what was known before it, by a quick form of the model.
//!
//! The quick form stands for the posterior because it touches it at its mode: a forecast differs by less than it moves from
//! night to night, and a diary of two years is gone through in a tenth of a second.

mod nights;
mod workouts;

pub(super) use nights::{told as nights_told, track as of_nights};
pub(super) use workouts::{told as workouts_told, track as of_workouts};
