//! When a medicine was taken: spells of days that neither overlap nor touch.

use charley_domain::entry::MedicineUse;
use jiff::{ToSpan, civil::Date};

/// A spell on a medicine, first and last day included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spell {
    /// First day.
    pub from: Date,
    /// Last day; `None` while it lasts.
    pub until: Option<Date>,
}

impl Spell {
    /// Whether a date lies in it.
    pub fn holds(self, date: Date) -> bool {
        self.from <= date && self.until.is_none_or(|until| date <= until)
    }

    /// Whether what begins on a date goes on where this ends.
    fn reaches(self, date: Date) -> bool {
        self.until.is_none_or(|until| date <= until.saturating_add(1.day()))
    }
}

/// The days on which at least one of some uses runs, the oldest spell first.
pub fn union<'a>(uses: impl Iterator<Item = &'a MedicineUse>) -> Vec<Spell> {
    let mut spells: Vec<Spell> = uses.map(|used| Spell { from: used.from, until: used.until }).collect();
    spells.sort_by_key(|spell| spell.from);
    spells.into_iter().fold(Vec::new(), |mut joined, spell| {
        match joined.last_mut() {
            Some(last) if last.reaches(spell.from) => {
                last.until = last.until.zip(spell.until).map(|(one, other)| one.max(other));
            }
            _ => joined.push(spell),
        }
        joined
    })
}
