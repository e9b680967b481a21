//! One file a page, with the template of the same name.

mod alone;
mod answer;
mod asked;
pub(super) mod away;
mod band;
mod beside;
pub(super) mod brought;
pub(super) mod calibration;
mod choice;
pub(super) mod data;
pub(super) mod day;
pub(super) mod devices;
pub(super) mod diary;
pub(super) mod entry;
pub(super) mod evidence;
mod exposed;
mod heat;
pub(super) mod imports;
pub(super) mod light;
pub(super) mod me;
pub(super) mod medicines;
mod missing;
pub(super) mod morning;
mod notice;
pub(super) mod now;
pub(super) mod pair;
mod panel;
pub(super) mod passphrase;
pub(super) mod plan;
mod progress;
pub(super) mod put_right;
mod recipes;
pub(super) mod relief_file;
mod replacing;
pub(super) mod report;
pub(super) mod see;
mod sentences;
pub(super) mod settings;
pub(super) mod start;
mod teams;
pub(super) mod tonight;
pub(super) mod triage;
pub(super) mod triage_file;
pub(super) mod trial;
pub(super) mod trust;
pub(super) mod weather;
pub(super) mod weighing;
pub(super) mod why;
pub(super) mod workout;
pub(super) mod workouts;

use axum::{extract::Path, response::Response};

use crate::{asset, error::PageError};

/// `GET /assets/FINGERPRINT/NAME`.
pub(super) async fn asset(Path((_, name)): Path<(String, String)>) -> Result<Response, PageError> {
    asset::file(&name).ok_or(PageError::NotFound)
}
