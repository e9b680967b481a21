//! The verbs as pure functions of a case: their values, their documents, their words. None of them knows the store, a socket or a clock.

pub mod asking;
pub mod body;
pub mod changed;
pub mod draw;
pub mod evidence;
pub mod exposures;
pub mod forecast;
pub mod marks;
pub mod medicines;
pub mod month;
pub mod notice;
pub mod now;
pub mod person;
pub mod plan;
pub mod rate;
pub mod reminder;
pub mod report;
pub mod see;
pub mod sheet;
pub mod synthetic;
pub mod team;
pub mod trace;
pub mod triage;
pub mod trial;
pub mod why;
