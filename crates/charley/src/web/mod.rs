//! The web app: pages on loopback that work without JavaScript, behind a one-time link, for this machine only.
//!
//! `router` is the list of what there is; `guard` says who may ask; each page is one file in `pages/` with its
//! template of the same name. A handler runs on a blocking thread with the diary open: a panic in one page is a
//! designed error page, and the server lives on.

mod app;
mod asset;
mod error;
mod form;
mod guard;
mod layout;
mod memory;
mod pages;
mod router;
mod server;
mod session;
mod svg;
mod synthetic;

pub use server::{Server, ServerError};
