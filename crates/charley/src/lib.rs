//! The product: the verbs as pure functions of domain values, with the command line and the web app on top.

mod answers;
mod browse;
mod calendar;
mod case;
mod changed;
pub mod cli;
pub mod demo;
mod document;
mod explain;
mod exposures;
mod gates;
mod intake;
mod lab;
mod learned;
mod medicine;
mod place;
mod prevent;
mod profile;
mod relief;
mod said;
mod spoken;
mod trace;
mod triage;
mod typed;
pub mod web;
mod words;
