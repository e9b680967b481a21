//! Sentences about single cramps: what raised the rate of that night beyond a usual one.

use charley_speech::message::sentences;

sentences! {
    NO_SHARES_YET = "No cramp is explained yet: that comes once Charley has learned from your diary.";
    SHARES = "A share is the part of the risk of that night beyond one that is usual for you, as far as it goes along with what is \
named. It does not prove what caused that cramp.";
    SIDE_BY_SIDE = "Each of the last cramps beside the nearest quiet night: parts of the rate by factor; the same in words on this page";
    SIDE_BY_SIDE_KEY = "Each pair: a cramp (full outline) beside the nearest quiet night (dashed). The filled parts go with a factor, the empty part with nothing we know of. Dots: the week up to the cramp; a gap is an unknown night.";
    OTHER_FACTORS = "other factors";
    NOTHING_KNOWN = "nothing we know of";
    part_says(what, percent) = "{what} ({percent} %)";
    with_parts(day, muscle, parts) = "{day}, {muscle}: {parts}; the rest is not known.";
    as_usual(day, muscle) = "{day}, {muscle}: nothing that is named was out of the ordinary.";
    not_learned(day, muscle) = "{day}, {muscle}.";
}

/// What a factor was, and its share.
pub fn part(what: &str, share: f64) -> String {
    part_says(what, format_args!("{:.0}", 100.0 * share))
}

/// A cramp in one sentence: its parts, where anything could be learned of its window.
pub fn cramp(day: &str, muscle: &str, parts: Option<Vec<String>>) -> String {
    match parts {
        None => not_learned(day, muscle),
        Some(parts) if parts.is_empty() => as_usual(day, muscle),
        Some(parts) => with_parts(day, muscle, parts.join(", ")),
    }
}

/// Sentences with their places filled, for the lint.
#[cfg(test)]
fn examples() -> Vec<String> {
    let parts = vec![part("sat 6 h", 0.24), part("28 °C by day", 0.12)];
    [None, Some(Vec::new()), Some(parts)].map(|parts| cramp("22 Nov", "calf", parts)).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filled_sentences_read_well() {
        charley_speech::lint::check(&examples());
        insta::assert_snapshot!(examples().join("\n"));
    }
}
