//! The form of a medicine: as it was typed, with what is wrong at its field.

use charley_domain::entry::{MedicineUse, TimeOfDay};
use jiff::ZonedDateTime;
use uuid::Uuid;

use super::MedicinesQuery;
use crate::form::FormFields;
use charley_answers::medicines::Taken;
use charley_speech::{
    entry_draft,
    typed::{self, LONGEST_DOSE, LONGEST_NAME, MedicineField, MedicineTyped, Mistyped},
};

/// The form, as it was typed.
pub(super) struct MedicineForm {
    pub(super) id: String,
    pub(super) replaces: String,
    pub(super) name: String,
    pub(super) from: String,
    pub(super) until: String,
    pub(super) dose: String,
    times_of_day: Vec<String>,
    wrong: Option<(MedicineField, String)>,
    pub(super) longest_name: usize,
    pub(super) longest_dose: usize,
}

impl MedicineForm {
    fn empty(id: String) -> Self {
        Self {
            id,
            replaces: String::new(),
            name: String::new(),
            from: String::new(),
            until: String::new(),
            dose: String::new(),
            times_of_day: Vec::new(),
            wrong: None,
            longest_name: LONGEST_NAME,
            longest_dose: LONGEST_DOSE,
        }
    }

    /// Before anything was typed: of the period to be changed, or of a name that was found.
    pub(super) fn begun(taken: &[Taken], ask: &MedicinesQuery, now: &ZonedDateTime) -> Self {
        let empty = Self::empty(entry_draft::new_id(now).to_string());
        let changed = ask
            .change
            .and_then(|id| taken.iter().flat_map(|one| &one.periods).find(|period| period.id == id));
        match changed {
            // A name beside it is the answer to "which?".
            Some(period) if !ask.name.trim().is_empty() => {
                Self { name: ask.name.trim().to_owned(), ..Self::of(empty, period.id, &period.used) }
            }
            Some(period) => Self::of(empty, period.id, &period.used),
            None => Self { name: ask.name.trim().to_owned(), ..empty },
        }
    }

    fn of(empty: Self, id: Uuid, used: &MedicineUse) -> Self {
        Self {
            replaces: id.to_string(),
            name: used.name.clone(),
            from: used.from.to_string(),
            until: used.until.map(|date| date.to_string()).unwrap_or_default(),
            dose: used.dose.clone().unwrap_or_default(),
            times_of_day: used.times_of_day.iter().map(|time| time.word().to_owned()).collect(),
            ..empty
        }
    }

    /// As it was sent, with what is wrong with it.
    pub(super) fn refused(fields: &FormFields, (field, error): (MedicineField, Mistyped)) -> Self {
        let text = |name: &str| fields.text(name).to_owned();
        Self {
            replaces: text("replaces"),
            name: text("name"),
            from: text("from"),
            until: text("until"),
            dose: text("dose"),
            times_of_day: fields.all("time_of_day").to_vec(),
            wrong: Some((field, error.to_string())),
            ..Self::empty(text("id"))
        }
    }

    pub(super) fn heading(&self) -> &'static str {
        if self.replaces.is_empty() { "Add a medicine" } else { "Change it" }
    }

    /// What is wrong with a field.
    pub(super) fn wrong(&self, field: &str) -> Option<&str> {
        self.wrong.as_ref().filter(|(wrong, _)| wrong.word() == field).map(|(_, why)| why.as_str())
    }

    /// The times of day, and whether each is chosen.
    pub(super) fn times(&self) -> impl Iterator<Item = (&'static str, bool)> {
        TimeOfDay::ALL
            .iter()
            .map(|time| (time.word(), self.times_of_day.iter().any(|one| one == time.word())))
    }

    /// Whether more than name and dates was said, so that the fields of it stand open.
    pub(super) fn says_more(&self) -> bool {
        let wrong = ["dose", "time_of_day"].iter().any(|field| self.wrong(field).is_some());
        wrong || !self.dose.is_empty() || !self.times_of_day.is_empty()
    }
}

/// The medicine that a form says.
///
/// # Errors
/// The first field that cannot be, and why.
pub(super) fn read(
    fields: &FormFields,
    now: &ZonedDateTime,
) -> Result<MedicineUse, (MedicineField, Mistyped)> {
    let typed = MedicineTyped {
        name: fields.text("name"),
        from: fields.text("from"),
        until: fields.text("until"),
        dose: fields.text("dose"),
        times_of_day: fields.all("time_of_day").iter().map(String::as_str).collect(),
    };
    typed::medicine(&typed, now)
}
