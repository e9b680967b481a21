//! Sentences about what a record of a clinic names.

use charley_import::fhir::RecordedMedicine;
use charley_speech::message::sentences;

sentences! {
    NAMES = "it names medicines or conditions: look through them, nothing was written down";
    MEDICINES = "Your clinic's record names these medicines. Nothing was written down: add what you take, with its dates.";
    CONDITIONS = "It names these conditions too. Say under Me what still holds.";
    since(name, day) = "{name}, since {day}";
    no_longer(name) = "{name}, no longer";
    ADD = "Your medicines";
    ME = "What you said of yourself";
}

/// A medicine as the record has it.
pub fn medicine(one: &RecordedMedicine) -> String {
    match (one.is_active, one.from) {
        (false, _) => no_longer(&one.name),
        (true, Some(from)) => since(&one.name, from),
        (true, None) => one.name.clone(),
    }
}
