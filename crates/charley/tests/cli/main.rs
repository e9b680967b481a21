//! Scenarios through the real binary: what a person types, and what comes back.

#![allow(clippy::unwrap_used, clippy::format_push_string, reason = "a test that fails says where")]

mod asking;
mod bad_input;
mod charley;
mod data;
mod devices;
mod diary;
mod edits;
mod evidence;
mod import;
mod json;
mod kept;
mod lab;
mod learning;
mod log;
mod notices;
mod others;
mod person;
mod plan;
mod posterior;
mod relief;
mod report;
mod see;
mod set_aside;
mod times;
mod triage;
mod trial;
mod units;
mod weather;
mod workouts;
