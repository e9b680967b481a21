//! The web app: pages that work without JavaScript, on loopback behind a one-time link, in the network at home behind
//! TLS and pairing.
//!
//! `router` is the list of what there is; `guard` says who may ask; each page is one file in `pages/` with its
//! template of the same name; `api` is the door for programs; `connections` keeps the slow from keeping others out. A handler runs on a blocking thread with the diary open: a panic in one page is a
//! designed error page, and the server lives on.

mod acting;
mod admission;
mod api;
mod app;
mod asset;
mod bounds;
mod browser_name;
mod caller;
mod certificate;
mod connections;
mod cookie;
mod error;
mod form;
mod guard;
mod hall;
mod layout;
mod live;
mod locked;
mod memory;
mod neighbour;
mod network;
mod origin;
mod outbox;
mod own_words;
mod pages;
mod pairing;
mod pen;
mod qr;
mod router;
mod secret;
mod server;
mod synthetic;
mod words;

pub use app::passphrase;
pub use app::session::{FOLLOWED_WITHIN_MINUTES, new_link};
pub use certificate::CertificateError;
pub use certificate::FOLDER as CERTIFICATE_FOLDER;
pub use pairing::Asking;
pub use server::{Lan, PhoneDoor, Server, ServerError, Ways};
pub use words::{devices as device_words, passphrase as passphrase_words};
