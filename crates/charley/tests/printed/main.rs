//! Everything that Charley prints, to each of many persons: no sentence of it may be one that this person must not read.
//!
//! | file | what it holds |
//! |---|---|
//! | [`person`] | who reads: what they said of themselves, what they take, what they answered |
//! | [`app`] | their app, asked as their own browser asks it |
//! | [`press`] | every page, answer, report and file that they are given |
//! | [`rules`] | what must not be said to whom: docs/studies/evidence.md section 9, walked over all of it |
//! | [`commands`] | that no page tells anybody to type a command |
//! | [`clinic`] | the ten persons of docs/studies/clinic.md, each with what was found wrong |
//! | [`reference`] | the evidence in the terminal: once for all who may read it, and beside closed gates |
//! | [`shown`] | what one person is shown, word for word: every page, answer and document ([`outline`], [`redacted`]) |
//! | [`german`] | pages for a browser that asks for German: wholly German, warning signs first |
//! | [`others`] | hearts, kidneys, thinned blood, minors, and a check that the walk can fail |
#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod app;
mod clinic;
mod commands;
mod german;
mod others;
mod outline;
mod person;
mod press;
mod redacted;
mod reference;
mod rules;
mod shown;
