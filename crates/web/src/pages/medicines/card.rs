//! One medicine as it is read on the page: its periods, what it is, what is known of it, the nights with and without.

use charley_domain::diary::DiaryNight;
use jiff::civil::Date;

use charley_answers::medicines::{
    Begun, Period, Taken, sheet,
    words::{self as says, advice as medicine_advice},
};
use charley_speech::{gates::Mode, spoken};

/// One medicine as it is read.
pub(super) struct MedicineCard {
    /// Of the heading.
    pub(super) id: String,
    pub(super) name: String,
    /// When it is or was taken, as a sentence.
    pub(super) when: String,
    pub(super) current: bool,
    pub(super) what: String,
    pub(super) facts: Vec<String>,
    /// What is new of it.
    pub(super) news: Option<String>,
    pub(super) rates: Vec<(&'static str, String)>,
    /// What its name can mean, where it asks which.
    pub(super) which: Vec<&'static str>,
    /// Each entry of it, the newest first.
    pub(super) periods: Vec<MedicineEntry>,
}

/// One entry of a medicine.
pub(super) struct MedicineEntry {
    pub(super) id: String,
    /// Name, dose and dates.
    pub(super) what: String,
    /// What its buttons are called: the name alone where there is no other entry of it.
    pub(super) called: String,
}

impl MedicineCard {
    pub(super) fn of(taken: &Taken, nights: &[DiaryNight], mode: Mode, today: Date) -> Self {
        let current = taken.is_current(today);
        let begun = Begun::of(taken, nights).filter(|_| mode != Mode::Minor);
        let spells = spoken::medicine_spells(&taken.spells(), today);
        Self {
            id: taken.periods[0].id.to_string(),
            name: taken.labelled(),
            when: says::when(&spells, current),
            current,
            what: charley_answers::medicines::recognised::recognised(&taken.name),
            facts: facts(taken, mode),
            news: begun.map(|begun| says::begun(begun, &|date| spoken::date(date, today))),
            rates: if mode == Mode::Minor { Vec::new() } else { sheet::rates(taken, begun) },
            which: taken.which(),
            periods: taken.periods.iter().map(|period| row(taken, period, today)).collect(),
        }
    }
}

fn row(taken: &Taken, period: &Period, today: Date) -> MedicineEntry {
    let what = spoken::medicine(&period.used, today);
    let called = if taken.periods.len() == 1 { taken.name.clone() } else { what.clone() };
    MedicineEntry { id: period.id.to_string(), what, called }
}

fn facts(taken: &Taken, mode: Mode) -> Vec<String> {
    if mode == Mode::Minor {
        return vec![says::KEPT_FOR_THE_DOCTOR.to_owned()];
    }
    let mut facts: Vec<String> = Vec::new();
    facts.extend(taken.found.iter().filter_map(|one| says::association(one)));
    facts.dedup();
    facts.push(medicine_advice::asks(taken));
    facts
}
