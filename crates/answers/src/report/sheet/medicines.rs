//! The medicines of the sheet: every one, those on published lists first, with dates that carry their year.

use jiff::{ToSpan as _, civil::Date};

use super::super::Report;
use crate::{
    medicines::Taken,
    report::words::{self as says, sheet as sheet_says},
};
use charley_speech::spoken;

/// A medicine begun so long before the first cramp, or later, is new beside it. A judgement.
const NEW_WEEKS: i64 = 8;

/// One medicine.
pub(super) struct MedicineRow {
    pub(super) name: String,
    pub(super) dates: String,
    pub(super) what: String,
    pub(super) on: String,
    pub(super) off: String,
}

impl MedicineRow {
    /// The row as one sentence.
    pub(super) fn line(&self) -> String {
        sheet_says::medicine(&self.name, &self.dates, &self.what, &self.on, &self.off)
    }
}

/// Every medicine.
pub(super) fn rows(report: &Report) -> Vec<MedicineRow> {
    report.taken.iter().map(|taken| row(report, taken)).collect()
}

fn row(report: &Report, taken: &Taken) -> MedicineRow {
    let names: Vec<String> = taken.found.iter().map(|one| one.class_name.clone()).collect();
    MedicineRow {
        name: taken.labelled(),
        dates: dates(report, taken),
        what: if names.is_empty() { sheet_says::NOT_RECOGNISED.to_owned() } else { names.join(", ") },
        on: says::short_rate(taken.on),
        off: says::short_rate(taken.off),
    }
}

/// What stands where there is no medicine.
pub(super) fn words(report: &Report) -> Option<&'static str> {
    match (report.taken.is_empty(), report.medicines_answered) {
        (true, true) => Some(says::NO_MEDICINE),
        (true, false) => Some(says::MEDICINES_NOT_ASKED),
        (false, _) => None,
    }
}

/// The first and the last day; of several spells how many, and the last.
fn dates(report: &Report, taken: &Taken) -> String {
    let spells = taken.spells();
    // No date is of the year of the first day there is: each carries its own year.
    let [spell] = spells.as_slice() else { return spoken::medicine_spells(&spells, Date::MIN) };
    let from = spoken::dated(spell.from);
    match spell.until {
        Some(until) => sheet_says::taken_to(from, spoken::dated(until)),
        None if spell.from > report.today => sheet_says::taken_from(from),
        None if is_new(report, taken) => sheet_says::taken_new(from),
        None => sheet_says::taken_since(from),
    }
}

/// Whether it was begun shortly before the cramps, or after they began.
fn is_new(report: &Report, taken: &Taken) -> bool {
    let first = report.cramps.first.map(charley_domain::night::NightOf::date);
    let began = report.person.cramps_since.or(first);
    began.is_some_and(|began| taken.first_day() >= began.saturating_sub(NEW_WEEKS.weeks()))
}
