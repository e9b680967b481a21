//! Sentences about entries that a browser kept and Charley has not taken yet.

use jiff::SignedDuration;

use charley_speech::{message::sentences, spoken::span};

sentences! {
    REFUSED = "Not taken yet";
    REFUSED_HOW = "These are kept in this browser alone, until you send or delete them.";
    night_of(night) = "Night of {night}";
    WHEN = "When was it?";
    SEND = "Send it";
    DELETE = "Delete it";
    DELETE_SURE = "Yes, delete it for good";
    NO_TIME = "When this was kept cannot be read. Say when it was: Charley does not guess.";
    clocks_says(span) = "This device's clock and Charley's are {span} apart. Say when it was: Charley does not guess.";
    ahead_says(span) = "This time is {span} from now. Say when it was: Charley does not guess.";
    days_ago(days) = "{days} days";
    long_ago_says(days) = "It waited for {days} days. Is the time right? Then send it as it is.";
}

/// The clock of the browser is not Charley's.
pub(crate) fn clocks(apart: SignedDuration) -> String {
    clocks_says(how_long(apart))
}

/// It was kept at a time that is still to come.
pub(crate) fn ahead(by: SignedDuration) -> String {
    ahead_says(how_long(by))
}

/// It waited longer than anybody waits.
pub(crate) fn long_ago(waited: SignedDuration) -> String {
    long_ago_says(waited.as_hours() / 24)
}

/// Days where hours say nothing any more.
fn how_long(time: SignedDuration) -> String {
    let time = time.abs();
    match time.as_hours() {
        0..48 => span((time.as_secs() / 60 * 60) as f64),
        hours => days_ago(hours / 24),
    }
}
