//! Who the page speaks of: what a doctor knows of a person before the first word.

use charley_domain::person::{Person, Sex};
use jiff::civil::Date;
use serde::Serialize;

/// A person as far as they said.
#[derive(Debug, Serialize)]
pub(super) struct Someone {
    pub(super) name: Option<String>,
    /// The day of birth, where it was given.
    pub(super) birth_date: Option<Date>,
    pub(super) age_years: Option<i32>,
    pub(super) sex: Option<&'static str>,
    pub(super) pregnant_weeks: Option<i32>,
    /// `None` when never asked.
    pub(super) conditions: Option<Vec<&'static str>>,
    /// First day of the month in which the trouble began, as the person says.
    pub(super) cramps_since: Option<Date>,
}

impl Someone {
    /// The person on a date.
    pub(super) fn of(person: &Person, today: Date) -> Self {
        let since = person.pregnant_since.filter(|_| person.trimester(today).is_some());
        Self {
            name: person.name.clone(),
            birth_date: person.birth_date,
            age_years: person.age_years(today),
            sex: person.sex.map(Sex::word),
            pregnant_weeks: since.map(|since| (today - since).get_days().div_euclid(7)),
            conditions: person.conditions.as_ref().map(|set| set.iter().map(|one| one.word()).collect()),
            cramps_since: person.cramps_since,
        }
    }
}
