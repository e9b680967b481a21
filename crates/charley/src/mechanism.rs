//! `see` and `lab cramp`: a scenario in words and numbers, run, and told.

pub(crate) mod account;
pub(crate) mod library;
pub(crate) mod run;
pub(crate) mod scenario;
