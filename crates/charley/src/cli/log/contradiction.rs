//! What is said over what is written down: a cramp of the same instant is the same cramp, however its time is written; over a
//! cramp a quiet night is kept, and it is said that the cramp goes on to count and how to go on.

use charley_domain::{
    entry::{Entry, Record},
    moment::Precision,
};
use charley_speech::{edit as words, spoken};
use charley_store::Recorded;

use crate::cli::desk::Desk;

/// Commits an entry, in the place of what says otherwise where that is wanted; gives also what there is to say.
///
/// # Errors
/// When the database cannot be written.
pub(super) fn keep(
    desk: &mut Desk,
    entry: &Entry,
    (replaces, mut notes): (bool, Vec<String>),
) -> anyhow::Result<(Recorded, Vec<String>)> {
    let cramps = against(entry, &desk.entries().unwrap_or_default());
    let known = desk.store().is_some_and(|store| store.knows(entry.id).unwrap_or(false));
    if cramps.is_empty() || known {
        return Ok((desk.keep(entry)?, notes));
    }
    let today = desk.now.date();
    let lines: Vec<String> =
        cramps.iter().map(|cramp| spoken::entry_line(cramp, desk.units(), today)).collect();
    let lines = lines.join("; ");
    if !replaces {
        notes.push(words::cramp_there(lines));
        return Ok((desk.keep(entry)?, notes));
    }
    notes.push(words::replaces(lines));
    Ok((desk.keep_in_place_of(&cramps, entry)?, notes))
}

/// The entry that tells of the same cramp or twinge at the same instant, be it written by another clock: `02:30+02:00` and
/// `01:30+01:00` in the night in which the clocks go back are one, `02:30+01:00` is another.
pub(super) fn told_already(entry: &Entry, entries: &[Entry]) -> Option<Entry> {
    let is_typed = matches!(entry.precision, Precision::Minutes | Precision::Recalled);
    let is_one = matches!(entry.record, Record::Cramp(_) | Record::Twinge(_));
    let same =
        |one: &&Entry| one.record == entry.record && one.occurred_at.instant == entry.occurred_at.instant;
    entries.iter().find(same).filter(|_| is_typed && is_one).cloned()
}

/// The cramps of its night, where an entry says that there was none or that nobody is sure.
fn against(entry: &Entry, entries: &[Entry]) -> Vec<Entry> {
    let denies = matches!(entry.record, Record::None | Record::Unsure);
    let there = |one: &&Entry| denies && one.night == entry.night && one.is_night_cramp();
    entries.iter().filter(there).cloned().collect()
}
