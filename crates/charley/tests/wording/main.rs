//! Wording, over every sentence in the sources: what must never be said, what would make a device of Charley, how hard it reads.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod claims;
mod commands;
mod forbidden;
mod grades;
mod languages;
mod source;
