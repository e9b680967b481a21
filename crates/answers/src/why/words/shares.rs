//! Sentences about single cramps: what part of the rate went with what, and the nearest quiet night beside it.

use charley_speech::message::sentences;

sentences! {
    NO_SHARES_YET = "No cramp is explained yet: shares of causes come once Charley has learned from your diary.";
    SHARES = "A share is the part of that window's rate that goes with a factor, by your diary so far; it \
does not prove what caused that cramp.";
    SIDE_BY_SIDE = "Each of the last cramps beside the nearest quiet night: parts of the rate by factor; the same in words below";
    SIDE_BY_SIDE_KEY = "Each pair: a cramp (full outline) beside the nearest quiet night (dashed). The filled parts go with a factor, the empty part with nothing we know of. Dots: the week up to the cramp; a gap is an unknown night.";
    OTHER_FACTORS = "other factors";
    NOTHING_KNOWN = "nothing we know of";
    part_says(what, percent) = "{what} {percent} %";
    line_says(day, muscle, parts) = "{day}, {muscle}: {parts}.";
    taken_both(day, muscle, parts, trigger, night) = "{day}, {muscle}: {parts}. You took {trigger} on both nights, this one and the quiet one of {night}.";
    taken_now(day, muscle, parts, trigger, night) = "{day}, {muscle}: {parts}. You took {trigger} that night, and not in the quiet night of {night}.";
    taken_then(day, muscle, parts, trigger, night) = "{day}, {muscle}: {parts}. You took {trigger} in the quiet night of {night}, and not that night.";
    taken_neither(day, muscle, parts, trigger, night) = "{day}, {muscle}: {parts}. You took {trigger} on neither night, this one or the quiet one of {night}.";
    line_beside(day, muscle, parts, trigger, now, then, night) = "{day}, {muscle}: {parts}; {trigger} was {now}, and {then} in the quiet night of {night}.";
}

/// The part of a factor, or of what goes with none.
pub fn part(what: &str, share: f64) -> String {
    part_says(what, format_args!("{:.0}", 100.0 * share))
}

/// What a factor was in the night of a cramp, and in the quiet night beside it.
pub enum FactorValues {
    /// As written.
    Written(String, String),
    /// Whether a medicine was taken.
    Taken(bool, bool),
}

/// A factor in the night of the cramp and in the quiet night beside it.
pub struct PairedFactor {
    /// The factor.
    pub trigger: String,
    /// What it was.
    pub values: FactorValues,
    /// That night.
    pub night: String,
}

/// A cramp in a line.
pub fn line(day: &str, muscle: &str, parts: &[String], beside: Option<&PairedFactor>) -> String {
    let parts = parts.join(", ");
    match beside {
        None => line_says(day, muscle, parts),
        Some(PairedFactor { trigger, values, night }) => match values {
            FactorValues::Written(now, then) => line_beside(day, muscle, parts, trigger, now, then, night),
            FactorValues::Taken(true, true) => taken_both(day, muscle, parts, trigger, night),
            FactorValues::Taken(true, false) => taken_now(day, muscle, parts, trigger, night),
            FactorValues::Taken(false, true) => taken_then(day, muscle, parts, trigger, night),
            FactorValues::Taken(false, false) => taken_neither(day, muscle, parts, trigger, night),
        },
    }
}
