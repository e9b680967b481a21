//! The entries of a month, night by night; what devices and archives told is folded, a night at a time.

use charley_domain::{
    entry::{Entry, EntrySource, Record},
    night::NightOf,
    person::Units,
};
use jiff::civil::Date;

use crate::{pages::entry, words::entry as say};
use charley_speech::spoken;

/// One entry as a line that leads to it.
pub(super) struct EntryLine {
    pub(super) said: String,
    pub(super) address: String,
}

impl EntryLine {
    pub(super) fn of(entry: &Entry, units: Units, today: Date) -> Self {
        Self { said: super::said(entry, units, today), address: entry::address(entry.id) }
    }
}

/// The entries of one night and the day before it.
pub(super) struct DayOfEntries {
    pub(super) title: String,
    pub(super) address: String,
    /// What the person said.
    pub(super) own: Vec<EntryLine>,
    /// What devices and archives told.
    pub(super) told: Vec<EntryLine>,
    pub(super) told_words: String,
}

/// The nights with their entries, newest first.
pub(super) fn days(entries: &[Entry], units: Units, today: Date) -> Vec<DayOfEntries> {
    let mut nights: Vec<NightOf> = entries.iter().map(|entry| entry.night).collect();
    nights.sort_unstable();
    nights.dedup();
    let day = |night: NightOf| {
        let of_night = || entries.iter().rev().filter(move |entry| entry.night == night);
        let line = |entry: &Entry| EntryLine::of(entry, units, today);
        let told: Vec<EntryLine> = of_night().filter(|entry| is_told(entry)).map(line).collect();
        DayOfEntries {
            title: spoken::night(night, today),
            address: format!("/diary?night={night}#question"),
            own: of_night().filter(|entry| !is_told(entry)).map(line).collect(),
            told_words: say::by_archives(told.len()),
            told,
        }
    };
    nights.into_iter().rev().map(day).collect()
}

/// Whether a device or an archive told it, and not the person.
fn is_told(entry: &Entry) -> bool {
    matches!(entry.record, Record::Observed(_)) || entry.source == EntrySource::Import
}
