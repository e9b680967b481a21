//! Times, spans and amounts as a person reads them, in the units they chose: the other direction of `typed`.

mod amount;
mod record;
mod time;

pub(crate) use amount::{distance, span};
pub(crate) use record::{entry_line, what};
pub(crate) use time::{date, moment, night};
