//! Sentences about copies of the diary: exports and backups.

use std::path::Path;

use jiff::civil::Date;

use crate::{message::sentences, spoken};

sentences! {
    UNPROVED = "This export has no manifest.json, as those of Charley 0.1.0: that nothing is missing cannot be proved.";
    NONE_YET = "No copy has been made yet.";
    HOW = "While Charley runs it makes one on each day on which something was recorded, and after each import. The last seven are kept.";
    newest(day, place) = "The last copy is of {day}: {place}";
    failed(day, why) = "The try of {day} failed: {why}.";
    not_made_says(why) = "Everything is kept, but no copy of it could be made: {why}.";
    NOTHING_TO_REPAIR = "No entry differs from what the log can vouch for: nothing was changed.";
    repaired(n: count) =
        one "{n} entry was written anew from the log:"
        other "{n} entries were written anew from the log:";
    before_repair(place) = "The diary as it was before: {place}";
    left(n: count) =
        one "{n} entry was left as it is:"
        other "{n} entries were left as they are:";
    more(n) = "and {n} more";
    repair(n: count) =
        one "`charley data repair` writes {n} entry anew from the log, and keeps a copy of the diary first."
        other "`charley data repair` writes {n} entries anew from the log, and keeps a copy of the diary first.";
    RESTORE_HOW = "What the log does not hold comes back from a copy: `charley data` names the newest, `charley data restore FILE` puts it in place and keeps what is there.";
    TODAY = "today";
    days_old(n: count) =
        one "{n} day old"
        other "{n} days old";
    without(n: count) =
        one "{n} file has no original in it."
        other "{n} files have no original in it.";
}

/// An export that no manifest proves, and how many files came without their original.
pub fn unproved(without_original: usize) -> String {
    match without_original {
        0 => UNPROVED.to_owned(),
        n => format!("{UNPROVED} {}", without(n)),
    }
}

/// The copies of the diary that there are.
#[derive(Debug, Clone, Copy)]
pub struct CopiesStanding<'a> {
    /// The newest and its day.
    pub newest: Option<(&'a Path, Date)>,
    /// What went wrong since, and when.
    pub failed: Option<(&'a str, Date)>,
    /// The day it is.
    pub today: Date,
}

impl CopiesStanding<'_> {
    /// The newest copy and where it is, and what went wrong since.
    pub fn lines(&self) -> Vec<String> {
        let day = |day: Date| spoken::date(day, self.today);
        let newest =
            self.newest.map_or_else(|| NONE_YET.to_owned(), |(path, of)| newest(day(of), path.display()));
        let failed = self.failed.map(|(why, of)| failed(day(of), why.trim_end_matches('.')));
        std::iter::once(newest).chain(failed).collect()
    }
}

/// What can be done about so many entries of which the log knows better, where anything else is wrong too.
pub fn remedies(repairable: u64, others: bool) -> Vec<String> {
    let repair = (repairable > 0).then(|| repair(repairable as usize));
    repair.into_iter().chain(others.then(|| RESTORE_HOW.to_owned())).collect()
}

/// How old the newest copy is, without a date.
pub fn age(days: i64) -> String {
    if days == 0 { TODAY.to_owned() } else { days_old(days as usize) }
}

/// What came in is kept, and there is no copy of it.
pub fn not_made(why: &str) -> String {
    not_made_says(why.trim_end_matches('.'))
}
