//! The web app asked directly, without a socket or a browser: what each page promises whoever asks.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod body;
mod browser;
mod diary;
mod door;
mod evidence;
mod light;
mod now;
mod settings;
mod triage;
mod why;
mod workouts;
