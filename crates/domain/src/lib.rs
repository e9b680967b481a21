//! The words people record and the values that cross borders between crates.
//!
//! | you have | start at |
//! |---|---|
//! | a number with a unit | [`quantity`] |
//! | a time on somebody's wall clock | [`moment`], [`night`] |
//! | something a person said | [`entry`], [`diary`], [`person`], [`lifetime`], [`stretch`] |
//! | something a device recorded, and what was put right of it | [`workout`], [`observation`], [`correction`] |
//! | the air of a place | [`air`] |
//! | something a model computed | [`exposure`], [`interval`], [`basis`] |
//! | what is not known, and what would fill it | [`missing`] |
//! | a seed, and a purpose to draw for | [`stream`] |
//!
//! No I/O, no clock, no model: the moment, the zone and the seed are arguments everywhere.

pub mod air;
pub mod basis;
pub mod correction;
pub mod diary;
pub mod entry;
pub mod exposure;
pub mod interval;
pub mod lifetime;
pub mod missing;
pub mod moment;
pub mod muscle;
pub mod night;
pub mod normal;
pub mod observation;
pub mod person;
pub mod quantity;
pub mod stream;
pub mod stretch;
pub mod triage;
pub mod trigger;
pub mod workout;
