//! Sentences about entries that a browser kept and Charley has not taken yet.

use jiff::SignedDuration;

use charley_speech::{
    message::{fill, sentences},
    spoken::span,
};

sentences! {
    REFUSED = "Not taken yet";
    REFUSED_HOW = "These are kept in this browser alone, until you send or delete them.";
    NIGHT = "Night of {night}";
    WHEN = "When was it?";
    SEND = "Send it";
    DELETE = "Delete it";
    DELETE_SURE = "Yes, delete it for good";
    NO_TIME = "When this was kept cannot be read. Say when it was: Charley does not guess.";
    CLOCKS = "This device's clock and Charley's are {span} apart. Say when it was: Charley does not guess.";
    AHEAD = "This time is {span} from now. Say when it was: Charley does not guess.";
    DAYS = "{days} days";
    LONG_AGO = "It waited for {days} days. Is the time right? Then send it as it is.";
}

/// Which night was answered.
pub(crate) fn night_of(night: &str) -> String {
    fill(NIGHT, &[("night", &night)])
}

/// The clock of the browser is not Charley's.
pub(crate) fn clocks(apart: SignedDuration) -> String {
    fill(CLOCKS, &[("span", &how_long(apart))])
}

/// It was kept at a time that is still to come.
pub(crate) fn ahead(by: SignedDuration) -> String {
    fill(AHEAD, &[("span", &how_long(by))])
}

/// It waited longer than anybody waits.
pub(crate) fn long_ago(waited: SignedDuration) -> String {
    fill(LONG_AGO, &[("days", &(waited.as_hours() / 24))])
}

/// Days where hours say nothing any more.
fn how_long(time: SignedDuration) -> String {
    let time = time.abs();
    match time.as_hours() {
        0..48 => span((time.as_secs() / 60 * 60) as f64),
        hours => fill(DAYS, &[("days", &(hours / 24))]),
    }
}
