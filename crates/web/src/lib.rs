//! The web app: pages that work without JavaScript, on loopback behind a one-time link, in the network at home behind
//! TLS and pairing.
//!
//! `router` is the list of what there is; `guard` says who may ask; each page is one file in `pages/` with its
//! template of the same name; `api` is the door for programs. A handler works on the diary where work may wait: a panic in one page is a
//! designed error page, and the app lives on. Of the machine it knows [`Host`] alone; `network` is a machine with sockets,
//! [`InProcess`] the app without a server.

#![cfg_attr(
    not(feature = "network"),
    allow(
        dead_code,
        reason = "one-time links, names at ports and codes for phones, which only a server hands out"
    )
)]

mod acting;
mod admission;
mod api;
mod app;
mod asset;
mod bounds;
mod browser_name;
mod caller;
mod certificate_folder;
mod cookie;
mod error;
mod form;
mod guard;
mod host;
mod import_runs;
mod in_process;
mod installed;
mod kept_form;
mod layout;
mod live;
mod locked;
mod memory;
#[cfg(feature = "network")]
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
mod sent;
mod synthetic;
mod trust;
mod typed_form;
mod unbroken;
mod voice;
mod words;

pub use app::passphrase;
pub use app::session::{FOLLOWED_WITHIN_MINUTES, new_link};
pub use certificate_folder::remove_certificates;
pub use host::{Errand, Host, Pause, WeatherReply, Work};
pub use in_process::{InProcess, OpenError};
#[cfg(feature = "network")]
pub use network::{CertificateError, Lan, PhoneDoor, Server, ServerAddresses, ServerError, WeatherService};
pub use pairing::WaitingPhone;
pub use words::{devices as device_words, passphrase as passphrase_words};
