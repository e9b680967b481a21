//! From exposures and published evidence to hazards, intervals and forecasts; pure and seeded.
//!
//! | you want | call |
//! |---|---|
//! | how often a person cramps before anything is known of them | [`base_rate`], in workouts [`level`] |
//! | what published studies say of a trigger, and of tonight | [`published`] |
//! | whether a trigger may be called somebody's own | [`naming`] |
//! | the documents of `why` and `forecast` | [`explanation`], [`forecast`] |
//! | quiet nights gained a month | [`gained`] |
//! | whether a remedy works for this person | [`trial`] |
//! | whether what is learned is true | [`verify`] |
//!
//! Where a diary holds too little to learn from, the posterior is the prior, and every document says so
//! (`"engine": "published"`). No clock, no file, no global randomness: the seed is an argument.

pub mod ahead;
pub mod attribution;
pub mod base_rate;
pub mod engine;
pub mod explanation;
pub mod forecast;
pub mod gained;
pub mod hazard;
pub mod learn;
pub mod level;
mod model;
pub mod naming;
mod normal;
mod numeric;
mod posterior;
pub mod published;
pub mod studies;
pub mod trial;
pub mod verify;

pub use engine::Engine;
pub use model::Model;
pub use normal::Normal;
pub use numeric::matrix::Symmetric;
pub use posterior::{Packed, Posterior, Summary};
