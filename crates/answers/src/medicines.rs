//! The medicines of a person: each with all its periods, what it is, and the nights with and without it.

mod begun;
mod pairs;
pub mod recognised;
pub mod sheet;
mod substance;
mod trigger_note;
pub mod words;

use charley_domain::{
    diary::DiaryNight,
    entry::{Entry, MedicineUse, Record},
};
use charley_evidence::Medicine;
use jiff::civil::Date;
use uuid::Uuid;

use self::substance::Sameness;
pub use self::{
    begun::Begun,
    pairs::{Met, pairs, pairs_with},
    trigger_note::{SwitchedOnce, label, note},
};
use crate::rate::Rate;
use charley_speech::{gates, spoken};

/// One medicine with all the periods in which it was taken.
#[derive(Debug, Clone)]
pub struct Taken {
    /// Its name, as it was typed last.
    pub name: String,
    /// Each entry of it, the newest first.
    pub periods: Vec<Period>,
    /// What of it stands in the table of medicines with cramps.
    pub found: Vec<&'static Medicine>,
    /// Nights on it.
    pub on: Rate,
    /// All other nights of the diary.
    pub off: Rate,
}

/// One entry of a medicine.
#[derive(Debug, Clone)]
pub struct Period {
    /// The entry.
    pub id: Uuid,
    /// Name, dates, dose and time of day, as recorded.
    pub used: MedicineUse,
}

impl Taken {
    /// Whether it is taken on a date.
    pub fn is_current(&self, date: Date) -> bool {
        self.periods.iter().any(|period| period.used.on(date))
    }

    /// The period that was begun last.
    pub fn latest(&self) -> &MedicineUse {
        &self.periods[0].used
    }

    /// The day on which it was first begun.
    pub fn first_day(&self) -> Date {
        self.periods.iter().map(|period| period.used.from).min().unwrap_or(self.latest().from)
    }

    /// The last day of it; `None` while one of its periods has no end.
    pub fn last_day(&self) -> Option<Date> {
        self.periods
            .iter()
            .map(|period| period.used.until)
            .reduce(|one, other| one.zip(other).map(|(a, b)| a.max(b)))?
    }

    /// Its name with how much and when in the day, as said last: `Lipitor, 20 mg, bedtime`.
    pub fn labelled(&self) -> String {
        let amount = spoken::medicine_amount(self.latest());
        amount.map_or_else(|| self.name.clone(), |amount| format!("{}, {amount}", self.name))
    }

    /// When it was taken: its periods, joined where they overlap or follow on one another, the oldest first.
    pub fn spells(&self) -> Vec<spoken::Spell> {
        spoken::union(self.periods.iter().map(|period| &period.used))
    }

    /// Whether one of its ingredients is a statin, be it that the name does not say which.
    pub fn is_statin(&self) -> bool {
        substance::is_statin(&self.name)
    }

    /// What its name can mean, where it asks which.
    pub fn which(&self) -> Vec<&'static str> {
        substance::which(&self.name)
    }

    /// Whether all of its name is understood.
    pub fn is_recognised(&self) -> bool {
        matches!(Sameness::of(&self.name), Sameness::Ingredients(_))
    }
}

/// All medicines, those taken now first, then by the day on which they were last begun, the newest first. "None" is an
/// answer and no medicine.
pub fn taken(entries: &[Entry], nights: &[DiaryNight], today: Date) -> Vec<Taken> {
    grouped(uses(entries), nights, today)
}

/// Each medicine entry of a diary.
fn uses(entries: &[Entry]) -> impl Iterator<Item = (Uuid, &MedicineUse)> {
    entries.iter().filter_map(|entry| match &entry.record {
        Record::Medicine(used) => Some((entry.id, used)),
        _ => None,
    })
}

fn grouped<'a>(
    uses: impl Iterator<Item = (Uuid, &'a MedicineUse)>,
    nights: &[DiaryNight],
    today: Date,
) -> Vec<Taken> {
    let mut groups: Vec<(Sameness, Vec<Period>)> = Vec::new();
    for (id, used) in uses.filter(|(_, used)| !gates::is_none(&used.name)) {
        let (same, period) = (Sameness::of(&used.name), Period { id, used: used.clone() });
        match groups.iter_mut().find(|(other, _)| *other == same) {
            Some((_, periods)) => periods.push(period),
            None => groups.push((same, vec![period])),
        }
    }
    let mut all: Vec<Taken> = groups.into_iter().map(|(_, periods)| of(periods, nights)).collect();
    all.sort_by_key(|one| (!one.is_current(today), std::cmp::Reverse(one.latest().from), one.name.clone()));
    all
}

/// One medicine of its periods, of which there is at least one.
fn of(mut periods: Vec<Period>, nights: &[DiaryNight]) -> Taken {
    periods.sort_by_key(|period| std::cmp::Reverse((period.used.from, period.id)));
    let name = periods[0].used.name.clone();
    let is_on = |night: &&DiaryNight| periods.iter().any(|period| period.used.on(night.night.date()));
    let (on, off): (Vec<&DiaryNight>, Vec<&DiaryNight>) = nights.iter().partition(is_on);
    let (on, off) = (Rate::of(on), Rate::of(off));
    Taken { found: recognised::ingredients(&name), name, periods, on, off }
}

/// Whether the person said what they take today: a medicine, or none.
pub fn is_answered(entries: &[Entry], today: Date) -> bool {
    !gates::current(entries, today).is_empty()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::rate;
    use charley_case::{Case, fixed};

    /// The diary of an adult, with these medicines in place of its own.
    fn with(uses: &[(&str, Date, Option<Date>)]) -> (Case, Vec<DiaryNight>) {
        let mut case = fixed::adult();
        let sample =
            case.entries.iter().find(|entry| matches!(entry.record, Record::Medicine(_))).unwrap().clone();
        case.entries.retain(|entry| !matches!(entry.record, Record::Medicine(_)));
        for (number, (name, from, until)) in uses.iter().enumerate() {
            let id = Uuid::from_u128(9_000 + number as u128);
            let record = Record::Medicine(MedicineUse::new(*name, *from, *until));
            case.entries.push(Entry { id, record, ..sample.clone() });
        }
        let nights = rate::nights(&case.entries, None, &case.now);
        (case, nights)
    }

    fn day(month: i8, day: i8) -> Date {
        Date::constant(2026, month, day)
    }

    #[test]
    fn nights_with_and_without_add_up_and_keep_what_is_unknown() {
        let (case, nights) = with(&[("atorvastatin", day(11, 1), None)]);
        let today = case.now.date();
        let taken = taken(&case.entries, &nights, today);
        assert_eq!(taken.len(), 1);
        let (on, off) = (taken[0].on, taken[0].off);
        assert_eq!(on.all() + off.all(), nights.len());
        assert_eq!(on.unknown + off.unknown, 5);
        assert!(on.known > 10 && off.known > 10 && taken[0].is_current(today) && taken[0].is_statin());
    }

    #[test]
    fn the_periods_of_one_medicine_are_one_whatever_it_was_called() {
        let (case, nights) = with(&[
            ("Lipitor 20 mg", day(10, 16), Some(day(10, 24))),
            ("atorvastatin", day(10, 20), Some(day(10, 30))),
            ("ATORVASTATIN 40mg tablets", day(11, 10), None),
            ("Something else", day(10, 20), Some(day(10, 22))),
            ("something  ELSE", day(11, 1), Some(day(11, 2))),
        ]);
        let all = taken(&case.entries, &nights, case.now.date());
        let names: Vec<(&str, usize)> =
            all.iter().map(|one| (one.name.as_str(), one.periods.len())).collect();
        assert_eq!(names, [("ATORVASTATIN 40mg tablets", 3), ("something  ELSE", 2)]);
        let spells: Vec<(Date, Option<Date>)> =
            all[0].spells().iter().map(|one| (one.from, one.until)).collect();
        assert_eq!(spells, [(day(10, 16), Some(day(10, 30))), (day(11, 10), None)]);
        // Without it is every night on which no period of it runs.
        let off = nights.iter().filter(|night| {
            let date = night.night.date();
            !(day(10, 16)..=day(10, 30)).contains(&date) && date < day(11, 10)
        });
        assert_eq!(all[0].off, Rate::of(off));
    }

    #[test]
    fn with_something_unknown_beside_it_is_another_medicine() {
        let (case, nights) =
            with(&[("atorvastatin", day(10, 1), None), ("atorvastatin and Unheardofin", day(10, 1), None)]);
        assert_eq!(taken(&case.entries, &nights, case.now.date()).len(), 2);
    }

    #[test]
    fn none_is_an_answer_and_no_medicine() {
        let (case, _) = with(&[("None ", day(1, 1), None)]);
        let today = case.now.date();
        assert!(taken(&case.entries, &[], today).is_empty() && is_answered(&case.entries, today));
        assert!(!is_answered(&[], today));
    }

    proptest! {
        #[test]
        fn with_and_without_are_complements(
            periods in proptest::collection::vec((0_i8..28, 0_i8..40, proptest::bool::ANY), 1..8),
        ) {
            let uses: Vec<(&str, Date, Option<Date>)> = periods
                .iter()
                .map(|(from, days, open)| {
                    let from = day(10, 1 + from);
                    ("salbutamol", from, (!open).then(|| from.saturating_add(jiff::Span::new().days(*days))))
                })
                .collect();
            let (case, nights) = with(&uses);
            let all = taken(&case.entries, &nights, case.now.date());
            prop_assert_eq!(all.len(), 1);
            let whole = Rate::of(&nights);
            let (on, off) = (all[0].on, all[0].off);
            prop_assert_eq!((on.known + off.known, on.cramp + off.cramp, on.unknown + off.unknown), (whole.known, whole.cramp, whole.unknown));
            let spells = all[0].spells();
            for night in &nights {
                let date = night.night.date();
                prop_assert_eq!(all[0].is_current(date), spells.iter().filter(|spell| spell.holds(date)).count() == 1);
            }
        }
    }
}
