//! Sentences of the web app itself: who is let in, and what a browser kept until it could be sent.

pub(crate) mod away;
pub(crate) mod data;
pub mod devices;
pub(crate) mod entry;
pub(crate) mod errors;
pub(crate) mod frame;
pub(crate) mod light;
pub(crate) mod me;
pub(crate) mod now;
pub(crate) mod outbox;
pub mod passphrase;
pub(crate) mod start;
pub(crate) mod today;
pub(crate) mod triage;
pub(crate) mod trust;
