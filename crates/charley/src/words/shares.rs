//! Sentences about single cramps: what part of the rate went with what, and the nearest quiet night beside it.

use crate::words::message::{fill, messages};

messages! {
    NO_SHARES_YET = "shares.no_shares_yet": "No cramp is explained yet: shares of causes come once Charley has learned from your diary.";
    SHARES = "shares.shares": "A share is the part of that window's rate that goes with a factor, by your diary so far; it \
does not prove what caused that cramp.";
    SIDE_BY_SIDE = "shares.side_by_side": "Each of the last cramps beside the nearest quiet night: parts of the rate by factor; the same in words below";
    SIDE_BY_SIDE_KEY = "shares.side_by_side.key": "Each pair: a cramp (full outline) beside the nearest quiet night (dashed). The filled parts go with a factor, the empty part with nothing we know of. Dots: the week up to the cramp; a gap is an unknown night.";
    OTHER_FACTORS = "shares.other_factors": "other factors";
    NOTHING_KNOWN = "shares.nothing_known": "nothing we know of";
    PART = "shares.part": "{what} {percent} %";
    LINE = "shares.line": "{day}, {muscle}: {parts}.";
    LINE_BESIDE = "shares.line.beside": "{day}, {muscle}: {parts}; {trigger} was {now}, and {then} in the quiet night of {night}.";
}

/// The part of a factor, or of what goes with none.
pub(crate) fn part(what: &str, share: f64) -> String {
    fill(PART, &[("what", &what), ("percent", &format_args!("{:.0}", 100.0 * share))])
}

/// A factor in the night of the cramp and in the quiet night beside it.
pub(crate) struct Beside {
    /// The factor.
    pub(crate) trigger: String,
    /// Its value in the night of the cramp, as written.
    pub(crate) now: String,
    /// Its value in the quiet night.
    pub(crate) then: String,
    /// That night.
    pub(crate) night: String,
}

/// A cramp in a line.
pub(crate) fn line(day: &str, muscle: &str, parts: &[String], beside: Option<&Beside>) -> String {
    let parts = parts.join(", ");
    match beside {
        None => fill(LINE, &[("day", &day), ("muscle", &muscle), ("parts", &parts)]),
        Some(Beside { trigger, now, then, night }) => fill(
            LINE_BESIDE,
            &[
                ("day", &day),
                ("muscle", &muscle),
                ("parts", &parts),
                ("trigger", trigger),
                ("now", now),
                ("then", then),
                ("night", night),
            ],
        ),
    }
}
