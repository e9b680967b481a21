//! The diary as a calendar: every night with what is known of it, and the denominators that go with it.

use charley_domain::{
    diary::{self, DiaryNight},
    entry::Entry,
    night::{NightOf, NightState},
    stretch,
};
use jiff::{ToSpan as _, ZonedDateTime, civil::Date};

use crate::voice;

/// How many nights a denominator looks back.
const LOOK_BACK_NIGHTS: usize = 90;
/// Blank nights before a diary that a calendar shows, whatever was asked for.
const LONGEST_BLANK_D: i32 = 400;

/// Every night of a span, oldest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Calendar {
    /// The nights.
    pub nights: Vec<DiaryNight>,
    /// Counts from the first night that was ever answered to the last of the calendar.
    pub counts: Counts,
}

/// Nights by what is known of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct Counts {
    /// Answered with yes or no.
    pub known: usize,
    /// Not answered, or answered with "not sure".
    pub unknown: usize,
    /// With a cramp.
    pub cramp: usize,
}

impl Counts {
    /// Known and unknown nights together.
    pub const fn all(self) -> usize {
        self.known + self.unknown
    }

    fn of<'a>(nights: impl Iterator<Item = &'a DiaryNight>) -> Self {
        nights.fold(Self::default(), |mut counts, night| {
            *(if night.state.is_known() { &mut counts.known } else { &mut counts.unknown }) += 1;
            counts.cramp += usize::from(night.state == NightState::Cramp);
            counts
        })
    }
}

impl Calendar {
    /// The calendar from `first` (from the first entry, where none is given) to the newest night that is over, or to tonight
    /// where something was already recorded in it.
    pub fn of(entries: &[Entry], first: Option<NightOf>, now: &ZonedDateTime) -> Self {
        let last = last_night(entries, now);
        let begins = stretch::beginning(entries.iter().map(|entry| entry.night), last);
        let begins = begins.map(|begins| begins.night);
        let long_before = begins.unwrap_or(last).date().saturating_sub(LONGEST_BLANK_D.days());
        let first = first.map(|first| first.max(NightOf(long_before)));
        let nights = match first.or(begins) {
            Some(first) => diary::nights(entries, first, last),
            None => Vec::new(),
        };
        let over = NightOf::over(now.datetime());
        // A night that is still to be slept through is no unknown night yet.
        let answered = first_answered(entries);
        let counted = nights.iter().filter(|night| {
            answered.is_some_and(|answered| answered <= night.night)
                && (night.night <= over || night.state.is_known())
        });
        let counts = Counts::of(counted);
        Self { nights, counts }
    }

    /// The nights in weeks that begin as where the reader is; a day outside the calendar is `None`.
    pub fn weeks(&self) -> Vec<[Option<&DiaryNight>; 7]> {
        let begins = voice::spoken().region.week_begins;
        let mut weeks: Vec<[Option<&DiaryNight>; 7]> = Vec::new();
        for night in &self.nights {
            let day = begins.days_before(night.night.date().weekday());
            if weeks.is_empty() || day == 0 {
                weeks.push([None; 7]);
            }
            if let Some(week) = weeks.last_mut() {
                week[day] = Some(night);
            }
        }
        weeks
    }
}

/// The first night that was ever answered, be it with "not sure": the diary begins there. A medicine taken for years
/// or the weather of an old workout does not make the nights since then unanswered.
pub fn first_answered(entries: &[Entry]) -> Option<NightOf> {
    let answers = entries.iter().filter(|entry| entry.answer().is_some());
    stretch::beginning(answers.map(|entry| entry.night), NightOf(Date::MAX)).map(|begins| begins.night)
}

/// How many of the last nights are known: the denominator after each entry.
pub fn recent_counts(entries: &[Entry], now: &ZonedDateTime) -> Counts {
    let last = last_night(entries, now);
    let first = (1..LOOK_BACK_NIGHTS).fold(last, |night, _| night.before());
    Calendar::of(entries, Some(first), now).counts
}

fn last_night(entries: &[Entry], now: &ZonedDateTime) -> NightOf {
    let (tonight, over) = (NightOf::at(now.datetime()), NightOf::over(now.datetime()));
    if entries.iter().any(|entry| entry.night == tonight) { tonight } else { over }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry_draft::EntryDraft;
    use charley_domain::entry::{EntrySource, Record};

    fn now() -> ZonedDateTime {
        "2026-11-23T20:00[Europe/Berlin]".parse().unwrap()
    }

    fn entry(record: Record, night: &str) -> Entry {
        let said = EntryDraft::of_night(record, night.parse().unwrap(), &now()).unwrap();
        said.into_entry(None, EntrySource::Terminal, &now())
    }

    #[test]
    fn nights_before_the_first_answer_and_tonight_are_in_no_denominator() {
        let entries = [
            entry(Record::Stretch, "2026-11-02"),
            entry(Record::None, "2026-11-18"),
            entry(Record::Unsure, "2026-11-20"),
            entry(Record::Stretch, "2026-11-23"),
        ];
        let calendar = Calendar::of(&entries, Some("2026-11-01".parse().unwrap()), &now());
        assert_eq!(calendar.nights.len(), 23);
        assert_eq!(calendar.counts, Counts { known: 1, unknown: 4, cramp: 0 });
        assert_eq!(recent_counts(&entries, &now()).all(), 5);
        assert_eq!(Calendar::of(&[], None, &now()).nights.len(), 0);
    }

    #[test]
    fn weeks_begin_on_monday_and_hold_every_night_once() {
        let first = "2026-11-04".parse().unwrap();
        let calendar = Calendar::of(&[], Some(first), &now());
        let weeks = calendar.weeks();
        assert_eq!(weeks.len(), 3);
        assert!(weeks[0][1].is_none() && weeks[0][2].is_some_and(|night| night.night == first));
        assert_eq!(weeks.iter().flatten().flatten().count(), calendar.nights.len());
    }
}
