//! The case room from outside: what is imported, what is seen of a diary, and how a trial stands by its lines.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod import;
mod merged;
mod seen;
mod trial;
mod weather;
