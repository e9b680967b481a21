//! The web app asked directly, without a socket or a browser: what each page promises whoever asks.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod access;
mod activities;
mod bedside;
mod body;
mod browser;
mod devices;
mod diary;
mod door;
mod entries;
mod events;
mod evidence;
mod home;
mod in_process;
mod kept_forms;
mod light;
mod medicines;
mod morning;
mod now;
mod outbox;
mod pairing;
mod passphrase;
mod report;
mod settings;
mod start;
mod triage;
mod trial;
mod trust;
mod units;
mod weather;
mod why;
mod workouts;
