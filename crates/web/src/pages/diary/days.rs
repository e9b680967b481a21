//! The entries of a month, night by night; what devices and archives told is folded, a night at a time.

use charley_domain::{
    entry::{Entry, EntrySource, Record},
    night::NightOf,
    person::Units,
};
use jiff::civil::Date;

use crate::{
    pages::{answer::capital, entry},
    words::entry as say,
};
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

/// What a row says of a night at most; the rest is counted.
const SAID_AT_MOST: usize = 4;

/// The entries of one night and the day before it, as a row that opens.
pub(super) struct DayOfEntries {
    pub(super) title: String,
    /// What was said of it, in a line.
    pub(super) what: String,
    /// Where the row leads: the page of the night.
    pub(super) address: String,
    /// What the person said.
    pub(super) own: Vec<EntryLine>,
    /// What devices and archives told.
    pub(super) told: Vec<EntryLine>,
}

impl DayOfEntries {
    /// The one entry of a night of which nothing else is known: its row leads there.
    pub(super) fn only(&self) -> Option<&EntryLine> {
        let [only] = self.own.as_slice() else { return None };
        self.told.is_empty().then_some(only)
    }

    fn of(night: NightOf, entries: &[Entry], units: Units, today: Date) -> Self {
        let of_night = || entries.iter().rev().filter(move |entry| entry.night == night);
        let line = |entry: &Entry| EntryLine::of(entry, units, today);
        let told: Vec<EntryLine> = of_night().filter(|entry| is_told(entry)).map(line).collect();
        let own: Vec<&Entry> = of_night().filter(|entry| !is_told(entry)).collect();
        Self {
            title: spoken::night(night, today),
            what: what(&own, told.len(), units, today),
            address: format!("/diary?night={night}#question"),
            own: own.into_iter().map(line).collect(),
            told,
        }
    }
}

/// The nights with their entries, newest first.
pub(super) fn days(entries: &[Entry], units: Units, today: Date) -> Vec<DayOfEntries> {
    let mut nights: Vec<NightOf> = entries.iter().map(|entry| entry.night).collect();
    nights.sort_unstable();
    nights.dedup();
    nights.into_iter().rev().map(|night| DayOfEntries::of(night, entries, units, today)).collect()
}

/// What was said of a night in a line: how it was first, then the day, then what devices told.
fn what(own: &[&Entry], told: usize, units: Units, today: Date) -> String {
    let mut by_weight = own.to_vec();
    by_weight.sort_by_key(|entry| weight(entry));
    let said = by_weight.iter().map(|entry| spoken::what(&entry.record, units, today));
    let mut parts: Vec<String> = said.take(SAID_AT_MOST).collect();
    let more = own.len().saturating_sub(SAID_AT_MOST);
    parts.extend((more > 0).then(|| say::and_more(more)));
    parts.extend((told > 0).then(|| say::by_archives(told)));
    capital(&parts.join(", "))
}

/// Where an entry stands in the line: a cramp first, then what else tells how the night was, then the day.
const fn weight(entry: &Entry) -> u8 {
    match entry.record {
        Record::Cramp(_) => 0,
        Record::Twinge(_) => 1,
        Record::None | Record::Unsure => 2,
        _ => 3,
    }
}

/// Whether a device or an archive told it, and not the person.
fn is_told(entry: &Entry) -> bool {
    matches!(entry.record, Record::Observed(_)) || entry.source == EntrySource::Import
}
