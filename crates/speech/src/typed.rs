//! What people type, read: times, spans, amounts, places. Every refusal says what, the value, and what to type.

mod amount;
mod count;
mod medicine;
mod parts;
mod position;
mod site;
mod span;
mod time;

use charley_domain::{lifetime::OutOfLife, muscle::UnknownWord, quantity::OutOfRange};

pub use amount::{
    air, alcohol, caffeine, carbohydrate, climb_m, distance, distance_with_unit, height, mass, plain, signed,
    sodium, speed, volume,
};
pub use count::count;
pub use medicine::{LONGEST_DOSE, LONGEST_NAME, MedicineField, MedicineTyped, medicine};
pub use position::position;
pub use site::{ReliefSite, site, site_if_said, site_of_relief};
pub use span::{hours, span_s};
pub use time::{When, ahead, date, moment_at, night, night_end, since, when, when_in};

/// Something typed that cannot be taken as it stands.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Mistyped {
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
    /// A time outside the person's life.
    #[error(transparent)]
    Life(#[from] OutOfLife),
    /// A word that is none of the known ones.
    #[error(transparent)]
    Word(#[from] UnknownWord),
}

impl Mistyped {
    /// It has not the form of the thing asked for.
    pub fn form(what: &'static str, typed: &str, remedy: impl Into<String>) -> Self {
        Self::Form { what, typed: typed.trim().to_owned(), remedy: remedy.into() }
    }

    /// It has the form, and cannot be.
    pub fn impossible(typed: &str, problem: impl Into<String>) -> Self {
        Self::Impossible { typed: typed.trim().to_owned(), problem: problem.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Anything, and things that look like what is asked for.
    fn anything() -> impl Strategy<Value = String> {
        prop_oneof![
            "\\PC{0,20}",
            "-?[0-9.,:]{0,16} ?[a-z]{0,6}( ?[0-9]{1,9}[a-z]{0,3})?",
            "[0-9]{4}-[0-9]{2}-[0-9]{2}.{0,8}"
        ]
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_read_or_refused_in_one_line(text in anything()) {
            let now: jiff::ZonedDateTime = "2026-03-29T03:10[Europe/Berlin]".parse().unwrap();
            let refusals = [
                when(Some(&text), &now).err(),
                night(Some(&text), &now).err(),
                date(&text, &now).err(),
                since(&text, &now).err(),
                span_s(&text).err(),
                hours(&text).err(),
                mass(&text, None).err(),
                volume(&text).err(),
                carbohydrate(&text).err(),
                caffeine(&text).err(),
                alcohol(&text).err(),
                sodium(&text).err(),
                distance(&text).err(),
                air(&text).err(),
                height(&text).err(),
                speed(&text).err(),
                site(std::slice::from_ref(&text)).err(),
                site_if_said(std::slice::from_ref(&text)).err(),
                count(&text).err(),
            ];
            for refusal in refusals.into_iter().flatten() {
                let message = refusal.to_string();
                prop_assert!(message.lines().count() == 1 && message.len() > 20, "{message}");
            }
        }
    }
}
