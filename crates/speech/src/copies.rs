//! Sentences about copies of the diary: exports and backups.

use crate::message::{plural, sentences};

sentences! {
    UNPROVED = "This export has no manifest.json, as those of Charley 0.1.0: that nothing is missing cannot be proved.";
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
