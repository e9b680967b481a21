//! What devices and apps observed, night by night: one source of each, on the scale of what the person says where both are known.

use std::{collections::BTreeMap, ops::Range};

use charley_domain::{
    basis::{Basis, Known},
    entry::{Entry, Record},
    night::NightOf,
    observation::{Habit, NightSleep, Observation, Observed},
};

use super::{Amount, EVENING, LATE_FROM_HOUR, ToldAmount, median};

/// Nights on which both the person and a device must have told the same thing before one is moved to the scale of the other.
const BOTH: usize = 5; // own judgement

/// What devices observed of one amount.
#[derive(Debug, Clone)]
pub(super) struct DeviceAmounts<'a> {
    what: Amount,
    taken: BTreeMap<NightOf, TakenValue<'a>>,
    /// By how much the person says more than the devices, where both are known often enough.
    moved: Option<f64>,
}

/// What is taken of a night.
#[derive(Debug, Clone, Copy)]
struct TakenValue<'a> {
    by: &'a str,
    /// Whether a person typed it into the app.
    typed: bool,
    value: f64,
    sleep: Option<&'a NightSleep>,
}

impl<'a> DeviceAmounts<'a> {
    /// What was observed of an amount, beside what was said of it.
    pub(super) fn of(what: Amount, entries: &'a [Entry], said: &BTreeMap<NightOf, ToldAmount>) -> Self {
        let mut by_device: BTreeMap<(NightOf, &str), TakenValue<'a>> = BTreeMap::new();
        for entry in entries {
            let Record::Observed(observation) = &entry.record else { continue };
            let Some(one) = taken(what, entry, observation) else { continue };
            by_device
                .entry((entry.night, one.by))
                .and_modify(|held| *held = held.joined(one, what))
                .or_insert(one);
        }
        let mut taken: BTreeMap<NightOf, TakenValue<'a>> = BTreeMap::new();
        for ((night, _), one) in by_device {
            taken.entry(night).and_modify(|held| *held = held.or_richer(one, what)).or_insert(one);
        }
        let both = taken.iter().filter_map(|(night, one)| Some(said.get(night)?.value()? - one.value));
        let both: Vec<f64> = both.collect();
        let moved = (what == Amount::Sitting && both.len() >= BOTH).then(|| median(both)).flatten();
        Self { what, taken, moved }
    }

    /// What was observed of a night.
    pub(super) fn on(&self, night: NightOf) -> Option<Known<f64>> {
        let one = self.taken.get(&night)?;
        let by = match self.what {
            Amount::Sleep if one.typed => format!("sleep as it was typed into {}", one.by),
            Amount::Sleep => format!("sleep as {} recorded it", one.by),
            Amount::Sitting if self.moved.is_some() => {
                format!("the longest stretch without a step, by {}, moved to what you type yourself", one.by)
            }
            Amount::Sitting => format!("the longest stretch without a step, by {}", one.by),
            _ if one.typed => format!("what was typed into {}", one.by),
            Amount::Alcohol | Amount::LateCaffeine | Amount::EveningStretch => {
                format!("what {} holds", one.by)
            }
        };
        Some(Known { value: self.value(one), basis: Basis::estimated(by) })
    }

    /// Whether values of devices are on the scale of what the person says.
    pub(super) const fn is_calibrated(&self) -> bool {
        self.moved.is_some()
    }

    /// The values of some nights.
    pub(super) fn range(&self, nights: Range<NightOf>) -> impl Iterator<Item = f64> {
        self.range_where(nights, |_| true)
    }

    /// The values of those of some nights that are wanted.
    pub(super) fn range_where(
        &self,
        nights: Range<NightOf>,
        wanted: impl Fn(&NightOf) -> bool,
    ) -> impl Iterator<Item = f64> {
        let taken = self.taken.range(nights).filter(move |(night, _)| wanted(night));
        taken.map(|(_, one)| self.value(one))
    }

    fn value(&self, one: &TakenValue<'_>) -> f64 {
        (one.value + self.moved.unwrap_or(0.0)).max(0.0)
    }
}

impl TakenValue<'_> {
    /// Two values of one device and night.
    fn joined(self, other: Self, what: Amount) -> Self {
        match what {
            Amount::Alcohol | Amount::LateCaffeine => Self { value: self.value + other.value, ..self },
            _ => self.or_richer(other, what),
        }
    }

    /// Of two devices that tell of the same night the one that tells more: they are never added. Of sleep that is the one with
    /// stages, then with more sleep; of a stretch without a step the shorter one, for the device that saw a step was carried.
    fn or_richer(self, other: Self, what: Amount) -> Self {
        let richer = match (self.sleep, other.sleep) {
            (Some(mine), Some(theirs)) => theirs.tells_more_than(mine),
            _ if what == Amount::Sitting && self.by != other.by => other.value < self.value,
            _ => other.value > self.value,
        };
        if richer { other } else { self }
    }
}

fn taken<'a>(what: Amount, entry: &'a Entry, observation: &'a Observation) -> Option<TakenValue<'a>> {
    let (by, typed) = (observation.by.as_str(), observation.typed);
    let of = |value: f64| Some(TakenValue { by, typed, value, sleep: None });
    match (&observation.what, what) {
        (Observed::Sleep(sleep), Amount::Sleep) => {
            Some(TakenValue { by, typed, value: sleep.asleep_h.h(), sleep: Some(sleep) })
        }
        (Observed::Stillness { hours, .. }, Amount::Sitting) => of(hours.h()),
        (Observed::Alcohol { units }, Amount::Alcohol) => of(units.units()),
        (Observed::Caffeine { caffeine_mg }, Amount::LateCaffeine) => {
            let hour = entry.occurred_at.civil().hour();
            of(if hour >= LATE_FROM_HOUR || hour < EVENING.1 { caffeine_mg.mg() } else { 0.0 })
        }
        // That there was none is known; that there was some says neither how much nor when.
        (Observed::Answered { habit, yes: false }, what) => match (habit, what) {
            (Habit::Alcohol, Amount::Alcohol)
            | (Habit::Caffeine, Amount::LateCaffeine)
            | (Habit::Stretching, Amount::EveningStretch) => of(0.0),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use charley_domain::{
        entry::EntrySource,
        moment::{Moment, Precision},
        observation::Stages,
        quantity::Hours,
    };
    use jiff::Timestamp;

    use super::*;
    use crate::daily::{Diary, Timeliness};

    fn night(day: u8) -> NightOf {
        NightOf(format!("2026-05-{day:02}").parse().unwrap())
    }

    fn hours(h: f64) -> Hours {
        Hours::from_h(h).unwrap()
    }

    fn entry(day: u8, record: Record) -> Entry {
        let zoned = format!("2026-05-{day:02}T20:00[UTC]").parse().unwrap();
        let source =
            if matches!(record, Record::Observed(_)) { EntrySource::Import } else { EntrySource::Terminal };
        Entry {
            id: uuid::Uuid::nil(),
            occurred_at: Moment::of(&zoned),
            recorded_at: zoned.timestamp(),
            source,
            precision: Precision::Minutes,
            asked: false,
            night: night(day),
            record,
        }
    }

    fn observed(day: u8, by: &str, what: Observed) -> Entry {
        entry(day, Record::Observed(Observation::by_device(by.to_owned(), what)))
    }

    fn slept(day: u8, by: &str, h: f64, staged: bool) -> Entry {
        let at = Timestamp::UNIX_EPOCH;
        let stages = staged.then(Stages::default);
        observed(day, by, Observed::Sleep(NightSleep { begins: at, ends: at, asleep_h: hours(h), stages }))
    }

    fn still(day: u8, h: f64) -> Entry {
        observed(day, "Phone", Observed::Stillness { hours: hours(h), before_sleep_h: None })
    }

    #[test]
    fn one_device_of_a_night_is_taken_and_what_the_person_says_goes_before() {
        let entries = [slept(1, "Phone", 8.0, false), slept(1, "Watch", 6.5, true)];
        let diary = Diary::of(&entries);
        let known = diary.amount(Amount::Sleep, night(1)).unwrap();
        assert_eq!((known.value, known.basis), (6.5, Basis::estimated("sleep as Watch recorded it")));
        assert_eq!(diary.told(Amount::Sleep, night(1)), Some(Timeliness::InTime));
        let mut said = entries.to_vec();
        said.push(entry(1, Record::Sleep { hours: hours(7.0) }));
        assert_eq!(Diary::of(&said).amount(Amount::Sleep, night(1)), Some(Known::measured(7.0)));
        assert_eq!(diary.amount(Amount::Sleep, night(2)), None, "silence is unknown");
    }

    #[test]
    fn a_device_is_held_against_devices_and_a_person_against_the_person() {
        let mut entries: Vec<Entry> = (1..=6).map(|day| slept(day, "Watch", 6.0, true)).collect();
        entries.extend((1..=6).map(|day| entry(day, Record::Sleep { hours: hours(8.0) })));
        entries.push(slept(7, "Watch", 5.0, true));
        let diary = Diary::of(&entries);
        assert_eq!(diary.usual(Amount::Sleep, night(7)), Some(6.0));
        entries.push(entry(7, Record::Sleep { hours: hours(7.0) }));
        assert_eq!(Diary::of(&entries).usual(Amount::Sleep, night(7)), Some(8.0));
    }

    #[test]
    fn sitting_by_steps_is_moved_to_what_is_typed_once_both_are_known() {
        let mut entries: Vec<Entry> = (1..=5).map(|day| still(day, 2.0)).collect();
        entries.push(still(6, 3.0));
        let alone = Diary::of(&entries);
        assert_eq!(alone.amount(Amount::Sitting, night(6)).map(|known| known.value), Some(3.0));
        assert_eq!(alone.usual(Amount::Sitting, night(6)), Some(2.0));
        entries.extend((1..=5).map(|day| entry(day, Record::Sitting { hours: hours(3.5) })));
        let both = Diary::of(&entries);
        let known = both.amount(Amount::Sitting, night(6)).unwrap();
        assert_eq!((known.value, both.usual(Amount::Sitting, night(6))), (4.5, Some(3.5)));
        assert!(matches!(known.basis, Basis::Estimated { by } if by.contains("moved to what you type")));
    }

    #[test]
    fn an_answer_knows_that_there_was_none_and_not_how_much_there_was() {
        let answered = |day, habit, yes| observed(day, "Whoop", Observed::Answered { habit, yes });
        let entries = [
            answered(1, Habit::Alcohol, false),
            answered(2, Habit::Alcohol, true),
            answered(1, Habit::Stretching, false),
            answered(2, Habit::Caffeine, false),
        ];
        let diary = Diary::of(&entries);
        let known = |what, day| diary.amount(what, night(day)).map(|known| known.value);
        assert_eq!((known(Amount::Alcohol, 1), known(Amount::Alcohol, 2)), (Some(0.0), None));
        assert_eq!(
            (known(Amount::EveningStretch, 1), known(Amount::LateCaffeine, 2)),
            (Some(0.0), Some(0.0))
        );
        assert_eq!(known(Amount::LateCaffeine, 1), None);
        let mut said = entries.to_vec();
        let units = charley_domain::quantity::Alcohol::from_units(3.0).unwrap();
        said.push(entry(2, Record::Alcohol { units }));
        assert_eq!(Diary::of(&said).amount(Amount::Alcohol, night(2)), Some(Known::measured(3.0)));
    }

    #[test]
    fn an_app_that_counts_drinks_makes_no_habit_of_silence() {
        let caffeine =
            || Observed::Caffeine { caffeine_mg: charley_domain::quantity::Caffeine::from_mg(80.0).unwrap() };
        let entries: Vec<Entry> = (1..=5)
            .flat_map(|day| [observed(day, "App", caffeine()), observed(day, "App", caffeine())])
            .collect();
        let diary = Diary::of(&entries);
        assert_eq!(diary.amount(Amount::LateCaffeine, night(5)).map(|known| known.value), Some(160.0));
        assert_eq!(diary.amount(Amount::LateCaffeine, night(6)), None);
    }
}
