//! What a person types and hears: units, times, amounts, muscles, medicines, gates, and the sentences that no verb owns; pure.

pub mod calendar;
pub mod copies;
pub mod correction;
pub mod day;
pub mod diary;
pub mod edit;
pub mod entry_document;
pub mod entry_draft;
pub mod gates;
pub mod language;
pub mod lint;
pub mod message;
pub mod muscle;
pub mod number;
pub mod place;
pub mod region;
pub mod remedy_gate;
pub mod site;
pub mod spoken;
pub mod spreadsheet;
pub mod typed;
pub mod units;
pub mod voice;
