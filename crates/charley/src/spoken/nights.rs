//! How much of the diary is known, in words: the denominator of everything.

use crate::calendar::Counts;

/// After an entry: `Known: 37 of the last 41 nights.`
pub(crate) fn known_nights(counts: Counts) -> String {
    match (counts.known, counts.all()) {
        (_, 0) => "No night is answered yet: in the morning say charley log none, or log cramp.".to_owned(),
        (1, 1) => "Known: 1 night, your first.".to_owned(),
        (0, 1) => "Known: 0 of 1 night.".to_owned(),
        (known, all) => format!("Known: {known} of the last {all} nights."),
    }
}

/// Under the calendar: how many nights are known, of how many, and in how many there was a cramp.
pub(crate) fn counted_nights(counts: Counts) -> String {
    let cramps = match counts.cramp {
        0 => "none with a cramp".to_owned(),
        cramp => format!("{cramp} with a cramp"),
    };
    let nights = if counts.all() == 1 { "night" } else { "nights" };
    format!("Known: {} of {} {nights}, {cramps}. Unknown: {}.", counts.known, counts.all(), counts.unknown)
}
