//! Sentences about copies of the diary: exports and backups.

use std::path::Path;

use jiff::civil::Date;

use crate::{
    message::{fill, plural, sentences},
    spoken,
};

sentences! {
    UNPROVED = "This export has no manifest.json, as those of Charley 0.1.0: that nothing is missing cannot be proved.";
    NONE_YET = "No copy has been made yet.";
    HOW = "While Charley runs it makes one on each day on which something was recorded, and after each import. The last seven are kept.";
    NEWEST = "The last copy is of {day}: {place}";
    FAILED = "The try of {day} failed: {why}.";
    NOT_MADE = "Everything is kept, but no copy of it could be made: {why}.";
    NOTHING_TO_REPAIR = "No entry differs from what the log can vouch for: nothing was changed.";
    REPAIRED_ONE = "{n} entry was written anew from the log:";
    REPAIRED_OTHER = "{n} entries were written anew from the log:";
    BEFORE_REPAIR = "The diary as it was before: {place}";
    LEFT_ONE = "{n} entry was left as it is:";
    LEFT_OTHER = "{n} entries were left as they are:";
    MORE = "and {n} more";
    REPAIR_ONE = "`charley data repair` writes {n} entry anew from the log, and keeps a copy of the diary first.";
    REPAIR_OTHER = "`charley data repair` writes {n} entries anew from the log, and keeps a copy of the diary first.";
    RESTORE_HOW = "What the log does not hold comes back from a copy: `charley data` names the newest, `charley data restore FILE` puts it in place and keeps what is there.";
    TODAY = "today";
    DAYS_ONE = "{n} day old";
    DAYS_OTHER = "{n} days old";
    WITHOUT_ONE = "{n} file has no original in it.";
    WITHOUT_OTHER = "{n} files have no original in it.";
}

/// An export that no manifest proves, and how many files came without their original.
pub fn unproved(without_original: usize) -> String {
    match without_original {
        0 => UNPROVED.to_owned(),
        n => format!("{UNPROVED} {}", plural(n, (WITHOUT_ONE, WITHOUT_OTHER))),
    }
}

/// The copies of the diary that there are.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    /// The newest and its day.
    pub newest: Option<(&'a Path, Date)>,
    /// What went wrong since, and when.
    pub failed: Option<(&'a str, Date)>,
    /// The day it is.
    pub today: Date,
}

impl Standing<'_> {
    /// The newest copy and where it is, and what went wrong since.
    pub fn lines(&self) -> Vec<String> {
        let day = |day: Date| spoken::date(day, self.today);
        let newest = self.newest.map_or_else(
            || NONE_YET.to_owned(),
            |(path, of)| fill(NEWEST, &[("day", &day(of)), ("place", &path.display())]),
        );
        let failed = self
            .failed
            .map(|(why, of)| fill(FAILED, &[("day", &day(of)), ("why", &why.trim_end_matches('.'))]));
        std::iter::once(newest).chain(failed).collect()
    }
}

/// So many entries were written anew.
pub fn repaired(n: usize) -> String {
    plural(n, (REPAIRED_ONE, REPAIRED_OTHER))
}

/// Where the diary of before the repair is.
pub fn before_repair(place: &str) -> String {
    fill(BEFORE_REPAIR, &[("place", &place)])
}

/// So many entries differ and were not touched.
pub fn left(n: usize) -> String {
    plural(n, (LEFT_ONE, LEFT_OTHER))
}

/// So many are not named.
pub fn more(n: usize) -> String {
    fill(MORE, &[("n", &n)])
}

/// What can be done about so many entries of which the log knows better, where anything else is wrong too.
pub fn remedies(repairable: u64, others: bool) -> Vec<String> {
    let repair = (repairable > 0).then(|| plural(repairable as usize, (REPAIR_ONE, REPAIR_OTHER)));
    repair.into_iter().chain(others.then(|| RESTORE_HOW.to_owned())).collect()
}

/// How old the newest copy is, without a date.
pub fn age(days: i64) -> String {
    if days == 0 { TODAY.to_owned() } else { plural(days as usize, (DAYS_ONE, DAYS_OTHER)) }
}

/// What came in is kept, and there is no copy of it.
pub fn not_made(why: &str) -> String {
    fill(NOT_MADE, &[("why", &why.trim_end_matches('.'))])
}
