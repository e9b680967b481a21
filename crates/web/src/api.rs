//! The door for programs: entries and workout files come in, nothing goes out but what was just sent.

pub(super) mod activities;
pub(super) mod events;
mod fields;
mod refusal;

pub(super) use refusal::Refusal;

/// Whether a path is for programs.
pub(super) fn is_api(path: &str) -> bool {
    path.starts_with("/api/")
}
