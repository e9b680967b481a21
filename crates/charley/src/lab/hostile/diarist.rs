//! A person who does not exist and keeps a diary: who they are, how they live, what is true of them, what they write down.

use std::collections::BTreeMap;

use charley_domain::{
    entry::{Entry, Record},
    night::NightOf,
    person::Person,
    quantity::OutOfRange,
};
use jiff::civil::Date;

use super::{
    factor::DailyFactor,
    life::{self, LivedDay},
    luck::Luck,
    truth::{Lived, Truth},
    ways::Ways,
    who::Who,
    writing,
};

/// The last night of every diary: nothing here depends on today.
pub(super) const UNTIL: Date = jiff::civil::date(2026, 11, 28);

/// A person with a diary.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Diarist {
    pub(super) person: Person,
    pub(super) days: Vec<LivedDay>,
    pub(super) nights: Vec<Lived>,
    pub(super) truth: Truth,
    /// What was written, in the order of writing.
    pub(super) entries: Vec<Entry>,
    /// What it says of nights: a cramp, or none.
    pub(super) answers: BTreeMap<NightOf, bool>,
}

impl Diarist {
    /// The person of a seed, a kind of diary and a number.
    ///
    /// # Errors
    /// Never with the numbers used here: each is within the range of its quantity.
    pub(super) fn of(seed: u64, (kind, number): (&str, u64), ways: &Ways) -> Result<Self, OutOfRange> {
        let name = format!("{kind} {number}");
        let who = (seed, name.as_str());
        let mut luck = Luck::of(who, "body");
        let Who { person, runs } = Who::of(&mut luck, UNTIL)?;
        let kinds = writing::kinds(&mut luck);
        let mut days = life::days(who, runs, ways, UNTIL);
        let truth = Truth::of(who, ways, &days, &kinds);
        let nights = truth.lived(who, ways, &mut days);
        let entries = writing::entries(who, ways, &kinds, (&days, &nights))?;
        let mut answers = BTreeMap::new();
        for entry in &entries {
            if entry.is_night_cramp() || entry.record == Record::None {
                answers.insert(entry.night, entry.is_night_cramp());
            }
        }
        Ok(Self { person, days, nights, truth, entries, answers })
    }

    /// Whether a trigger that is named is a cause of theirs, with the sign it has.
    pub(super) fn is_right(&self, id: &str, raises: bool) -> bool {
        let factor = DailyFactor::of_id(id);
        let mut causes = self.truth.causes.iter();
        causes.any(|caused| Some(caused.factor) == factor && (caused.log_rate > 0.0) == raises)
    }
}
