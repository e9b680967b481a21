//! Every sentence a person reads about cramps and health, by noun: a catalogue of ids and texts in each file, and functions
//! that fill them. What must never be said is linted in `words/lint.rs`; what would make a
//! device of it, in `words/claims.rs`; how hard it reads, in `words/reading.rs`.

pub(crate) mod aftercare;
pub(crate) mod body;
pub(crate) mod causes;
pub(crate) mod changed;
#[cfg(test)]
mod claims;
pub(crate) mod copies;
pub(crate) mod devices;
pub(crate) mod diary;
pub(crate) mod evening;
pub(crate) mod evidence;
pub(crate) mod forecast;
pub(crate) mod gates;
#[cfg(test)]
pub(crate) mod lint;
pub(crate) mod mechanism;
pub(crate) mod mechanism_account;
mod mechanism_inputs;
pub(crate) mod medicine_advice;
pub(crate) mod medicine_pairs;
pub(crate) mod medicine_sheet;
pub(crate) mod medicines;
pub(crate) mod message;
pub(crate) mod muscle;
pub(crate) mod next;
pub(crate) mod notices;
pub(crate) mod outbox;
pub(crate) mod plan;
mod plan_drink;
mod plan_levers;
pub(crate) mod plan_page;
pub(crate) mod quiet_nights;
#[cfg(test)]
mod reading;
pub(crate) mod recognised;
pub(crate) mod relief;
pub(crate) mod report;
pub(crate) mod report_sheet;
pub(crate) mod set_aside;
pub(crate) mod shares;
pub(crate) mod stretch;
pub(crate) mod synthetic;
pub(crate) mod team;
pub(crate) mod triage;
pub(crate) mod trial;
pub(crate) mod trial_offers;
pub(crate) mod trial_paper;
mod trial_refused;
mod trial_result;
pub(crate) mod what_if;
