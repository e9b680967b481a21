//! What people type, read: times, spans, amounts, places. Every refusal says what, the value, and what to type.

mod amount;
mod parts;
mod site;
mod span;
mod time;

use charley_domain::{muscle::UnknownWord, quantity::OutOfRange};

pub(crate) use amount::{
    air, alcohol, caffeine, carbohydrate, distance, distance_with_unit, mass, plain, sodium, volume,
};
pub(crate) use site::site;
pub(crate) use span::{hours, span_s};
pub(crate) use time::{When, date, moment_at, night, night_end, since, when};

/// Something typed that cannot be taken as it stands.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub(crate) enum Mistyped {
    /// It has not the form of the thing asked for.
    #[error("{typed:?} is no {what}: {remedy}")]
    Form {
        /// What was asked for: `time`, `weight`.
        what: &'static str,
        /// What was typed.
        typed: String,
        /// What to type instead.
        remedy: String,
    },
    /// It has the form, and cannot be.
    #[error("{typed:?} {problem}")]
    Impossible {
        /// What was typed.
        typed: String,
        /// Why it cannot be, the limit, and what to type instead.
        problem: String,
    },
    /// A number outside what its quantity can be.
    #[error(transparent)]
    Range(#[from] OutOfRange),
    /// A word that is none of the known ones.
    #[error(transparent)]
    Word(#[from] UnknownWord),
}

impl Mistyped {
    /// It has not the form of the thing asked for.
    pub(crate) fn form(what: &'static str, typed: &str, remedy: impl Into<String>) -> Self {
        Self::Form { what, typed: typed.trim().to_owned(), remedy: remedy.into() }
    }

    /// It has the form, and cannot be.
    pub(crate) fn impossible(typed: &str, problem: impl Into<String>) -> Self {
        Self::Impossible { typed: typed.trim().to_owned(), problem: problem.into() }
    }
}
