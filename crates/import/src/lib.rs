//! Bytes of foreign files in, domain values out.
//!
//! | you have | call |
//! |---|---|
//! | the bytes of one file | [`Reader::read`], or [`read`] where only home is known |
//! | paths a person typed: files, folders, archives | [`walk::walk`], then [`read`] on each item |
//! | a course to be run, as GPX, with or without times | [`course()`] |
//! | the table of a Strava bulk export | [`strava::read`] |
//! | hours or days of weather | [`Reader::read`], in [`Reading::air`] |
//! | a workout to be written as a file | [`write::fit`], [`write::tcx`], [`write::gpx`] |
//! | many workouts, some recorded twice | [`group::group`], [`group::merged`], [`group::best_channels`] |
//!
//! The format is told by content and never by name. Nothing here panics on any input: a file is read as far as it
//! can be, what was odd becomes a note, where it broke becomes [`Damage`], and only a file without any workout in
//! it is a [`ReadError`].

mod air;
pub mod apple;
mod assemble;
mod clock;
mod course;
mod detect;
mod document;
mod draft;
pub mod fhir;
mod fit;
mod fitbit;
mod foreign;
mod garmin;
mod gpx;
pub mod group;
pub mod health;
pub mod health_connect;
mod identity;
mod oura;
mod polar;
mod reading;
mod recorded;
mod rows;
mod sample;
mod samsung;
mod sport;
pub mod strava;
mod table;
mod tcx;
mod totals;
pub mod walk;
mod way;
mod whoop;
mod withings;
pub mod write;
mod xml;
mod zepp;
mod zone;

pub use air::ReadAir;
pub use course::{CourseFile, CoursePoint, course};
pub use detect::{Format, detect};
pub use reading::{Damage, ReadError, Reader, Reading, read};
pub use zone::ZoneMap;
#[cfg(feature = "zones")]
pub use zone::bundled as bundled_zones;
