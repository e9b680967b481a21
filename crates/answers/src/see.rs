//! `see` and `lab cramp`: a scenario in words and numbers, run, and told.

pub mod account;
pub mod experiments;
pub mod library;
pub mod run;
pub mod scenario;
pub mod words;
