//! The app on a desk: sockets, TLS, threads and the system's clock. Everything else of this crate also runs where there is
//! none of them.

mod certificate;
mod connections;
mod desk;
mod hall;
mod names;
mod neighbour;
mod renewal;
mod server;
mod weather_service;

pub use certificate::CertificateError;
pub use server::{Lan, PhoneDoor, Server, ServerAddresses, ServerError};
pub use weather_service::WeatherService;
