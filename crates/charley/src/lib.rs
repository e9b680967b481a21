//! The product: the verbs as pure functions of domain values, with the command line and the web app on top.

pub mod cli;
pub mod demo;
mod lab;
mod private;
