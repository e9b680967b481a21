//! The product: the verbs as pure functions of domain values, with the command line and the web app on top.

mod answers;
mod calendar;
pub mod cli;
pub mod demo;
mod document;
mod intake;
mod medicine;
mod profile;
mod said;
mod spoken;
mod typed;
pub mod web;
