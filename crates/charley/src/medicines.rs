//! The medicines of a person: each with its dates, what it is, and the nights with and without it.

use charley_domain::{
    diary::DiaryNight,
    entry::{Entry, MedicineUse, Record},
};
use charley_evidence::{Medicine, MedicineClass};
use jiff::civil::Date;
use uuid::Uuid;

use crate::{gates, medicine, rate::Rate};

/// One medicine with its dates.
#[derive(Debug, Clone)]
pub(crate) struct Taken {
    /// The entry.
    pub(crate) id: Uuid,
    /// Name and dates, as recorded.
    pub(crate) used: MedicineUse,
    /// What it is; empty where it was not recognised, or names a whole class.
    pub(crate) found: Vec<&'static Medicine>,
    /// Nights on it.
    pub(crate) on: Rate,
    /// Nights without it, before and after.
    pub(crate) off: Rate,
}

impl Taken {
    /// Whether it is taken on a date.
    pub(crate) fn is_current(&self, date: Date) -> bool {
        self.used.on(date)
    }

    /// Whether one of its ingredients is a statin.
    pub(crate) fn is_statin(&self) -> bool {
        self.found.iter().any(|medicine| medicine.class == MedicineClass::Statin)
    }
}

/// All medicines, those taken now first, then by their first day, the newest first. "None" is an answer and no medicine.
pub(crate) fn taken(entries: &[Entry], nights: &[DiaryNight], today: Date) -> Vec<Taken> {
    let mut all: Vec<Taken> = entries
        .iter()
        .filter_map(|entry| match &entry.record {
            Record::Medicine(used) if !gates::is_none(&used.name) => Some(of(entry.id, used, nights)),
            _ => None,
        })
        .collect();
    all.sort_by_key(|one| (!one.is_current(today), std::cmp::Reverse(one.used.from), one.used.name.clone()));
    all
}

fn of(id: Uuid, used: &MedicineUse, nights: &[DiaryNight]) -> Taken {
    let (on, off): (Vec<&DiaryNight>, Vec<&DiaryNight>) =
        nights.iter().partition(|night| used.on(night.night.date()));
    Taken {
        id,
        used: used.clone(),
        found: medicine::ingredients(&used.name),
        on: Rate::of(on),
        off: Rate::of(off),
    }
}

/// Whether the person said what they take today: a medicine, or none.
pub(crate) fn is_answered(entries: &[Entry], today: Date) -> bool {
    !gates::current(entries, today).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{case::fixed, rate};

    #[test]
    fn nights_with_and_without_add_up_and_keep_what_is_unknown() {
        let mut case = fixed::adult();
        let today = case.now.date();
        for entry in &mut case.entries {
            if let Record::Medicine(used) = &mut entry.record {
                used.from = Date::constant(2026, 11, 1);
            }
        }
        let nights = rate::nights(&case.entries, None, &case.now);
        let taken = taken(&case.entries, &nights, today);
        assert_eq!(taken.len(), 1);
        let (on, off) = (taken[0].on, taken[0].off);
        assert_eq!(on.all() + off.all(), nights.len());
        assert_eq!(on.unknown + off.unknown, 5);
        assert!(on.known > 10 && off.known > 10 && taken[0].is_current(today) && taken[0].is_statin());
    }

    #[test]
    fn none_is_an_answer_and_no_medicine() {
        let mut case = fixed::adult();
        let today = case.now.date();
        for entry in &mut case.entries {
            if let Record::Medicine(used) = &mut entry.record {
                "None ".clone_into(&mut used.name);
            }
        }
        assert!(taken(&case.entries, &[], today).is_empty() && is_answered(&case.entries, today));
        assert!(!is_answered(&[], today));
    }
}
