//! How much of the diary is known, in words: the denominator of everything.

use crate::{calendar::Counts, diary};

/// After an entry: `Known: 37 of the last 41 nights.`
pub fn known_nights(counts: Counts) -> String {
    diary::known_nights(counts.known, counts.all())
}

/// Under the calendar: how many nights are known, of how many, and in how many there was a cramp.
pub fn counted_nights(counts: Counts) -> String {
    diary::counted_nights((counts.known, counts.all()), counts.cramp, counts.unknown)
}
