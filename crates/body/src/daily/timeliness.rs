//! When something was told, as against the night that it is held against: what is written down after a cramp may be written
//! down because of it.

use std::collections::BTreeMap;

use charley_domain::{
    entry::{Entry, EntrySource},
    night::NightOf,
};
use jiff::{Timestamp, civil::DateTime};

use super::Amount;

/// When something of a day was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timeliness {
    /// Where that it was told cannot depend on the night: before it, by a device or an archive, or in answer to a question
    /// that was fixed before.
    InTime,
    /// By itself, after the night.
    Afterwards,
}

/// What was told of one thing of one day.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct ToldAmount {
    /// The whole of it, in answer to a question: the newest answer.
    asked: Option<f64>,
    by_itself: Option<f64>,
    pub(super) afterwards: Option<f64>,
}

impl ToldAmount {
    /// An answer to a question is of the whole day: it takes the place of an earlier one, and nothing is added to it.
    pub(super) const fn answer(&mut self, value: f64) {
        self.asked = Some(value);
    }

    /// What was told in time; of a drink that was told by itself and an answer about all drinks, the larger.
    pub(super) fn in_time(self) -> Option<f64> {
        match (self.asked, self.by_itself) {
            (Some(asked), Some(by_itself)) => Some(asked.max(by_itself)),
            (asked, by_itself) => asked.or(by_itself),
        }
    }

    /// Whether it was told in time with nobody asking: only such telling can be a habit that makes silence mean something.
    pub(super) const fn is_a_habit(self) -> bool {
        self.by_itself.is_some()
    }

    pub(super) fn add(&mut self, told: Timeliness, value: f64, join: impl Fn(f64, f64) -> f64) {
        let held = match told {
            Timeliness::InTime => &mut self.by_itself,
            Timeliness::Afterwards => &mut self.afterwards,
        };
        *held = Some(held.map_or(value, |held| join(held, value)));
    }

    /// The value that counts: what was told in time, where anything was.
    pub(super) fn value(self) -> Option<f64> {
        self.in_time().or(self.afterwards)
    }

    pub(super) fn told(self) -> Option<Timeliness> {
        let afterwards = self.afterwards.map(|_| Timeliness::Afterwards);
        self.in_time().map(|_| Timeliness::InTime).or(afterwards)
    }
}

/// The first cramp or twinge of each night.
pub(super) fn first_cramps(entries: &[Entry]) -> BTreeMap<NightOf, Timestamp> {
    let mut first: BTreeMap<NightOf, Timestamp> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| entry.is_night_cramp() || entry.night_twinges() > 0) {
        let at = entry.occurred_at.instant;
        first.entry(entry.night).and_modify(|held| *held = at.min(*held)).or_insert(at);
    }
    first
}

/// When an entry was told, held against a night.
pub(super) fn told(entry: &Entry, night: NightOf, first_cramps: &BTreeMap<NightOf, Timestamp>) -> Timeliness {
    let before_cramp = first_cramps.get(&night).is_none_or(|cramp| entry.recorded_at < *cramp);
    let by_itself = !entry.asked && entry.source != EntrySource::Import;
    if by_itself && (night.is_over(wall(entry)) || !before_cramp) {
        Timeliness::Afterwards
    } else {
        Timeliness::InTime
    }
}

/// The night that an amount of an entry is held against: the night to come.
pub(super) fn held_against(what: Amount, entry: &Entry) -> NightOf {
    if what == Amount::Sleep { entry.night.after() } else { entry.night }
}

/// The time on the wall of the person at which an entry was told.
fn wall(entry: &Entry) -> DateTime {
    entry.occurred_at.offset().to_datetime(entry.recorded_at)
}

#[cfg(test)]
mod tests {
    use charley_domain::{
        entry::{Cramp, Record},
        moment::{Moment, Precision},
        muscle::{Muscle, Side},
        quantity::Alcohol,
    };

    use super::*;

    fn at(wall: &str) -> Moment {
        Moment::of(&format!("{wall}[Europe/Berlin]").parse().unwrap())
    }

    fn entry(occurred: &str, recorded: &str, record: Record) -> Entry {
        let occurred_at = at(occurred);
        Entry {
            id: uuid::Uuid::nil(),
            night: NightOf::of(&occurred_at),
            recorded_at: at(recorded).instant,
            occurred_at,
            source: EntrySource::Terminal,
            precision: Precision::Minutes,
            asked: false,
            record,
        }
    }

    fn drunk(recorded: &str) -> Entry {
        entry("2026-11-21T21:00", recorded, Record::Alcohol { units: Alcohol::from_units(2.0).unwrap() })
    }

    fn told_of(entry: &Entry, entries: &[Entry]) -> Timeliness {
        told(entry, entry.night, &first_cramps(entries))
    }

    #[test]
    fn what_is_told_before_the_night_is_told_in_time() {
        assert_eq!(told_of(&drunk("2026-11-21T21:05"), &[]), Timeliness::InTime);
        assert_eq!(told_of(&drunk("2026-11-22T00:30"), &[]), Timeliness::InTime);
        assert_eq!(told_of(&drunk("2026-11-22T08:00"), &[]), Timeliness::Afterwards);
        assert_eq!(told_of(&drunk("2026-11-29T08:00"), &[]), Timeliness::Afterwards);
    }

    #[test]
    fn what_is_told_after_the_cramp_is_told_afterwards_at_any_hour() {
        let cramp = Cramp::of(Muscle::Calf, Side::Left);
        let cramp = entry("2026-11-22T01:10", "2026-11-22T01:12", Record::Cramp(cramp));
        let with = [cramp];
        assert_eq!(told_of(&drunk("2026-11-22T01:20"), &with), Timeliness::Afterwards);
        assert_eq!(told_of(&drunk("2026-11-22T00:20"), &with), Timeliness::InTime);
    }

    #[test]
    fn a_fixed_question_and_an_archive_have_times_of_their_own() {
        let late = drunk("2026-11-22T08:00");
        assert_eq!(told_of(&Entry { asked: true, ..late.clone() }, &[]), Timeliness::InTime);
        assert_eq!(told_of(&Entry { source: EntrySource::Import, ..late }, &[]), Timeliness::InTime);
    }
}
