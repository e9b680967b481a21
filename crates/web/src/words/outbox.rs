//! Sentences about entries that a browser kept and Charley has not taken yet.

use jiff::SignedDuration;

use charley_speech::{message::messages, spoken::span};

messages! {
    "outbox";
    WAITING;
    REFUSED;
    REFUSED_HOW;
    night_of(night);
    WHEN;
    SEND;
    DELETE;
    DELETE_SURE;
    NO_TIME;
    clocks_says(span);
    ahead_says(span);
    days_ago(days);
    long_ago_says(days);
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
