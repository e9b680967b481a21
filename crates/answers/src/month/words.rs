//! Quiet nights gained a month, in words: the figure, what it rests on, and what it does not say.

use charley_infer::gained::QuietNights;

use charley_speech::message::{fill, form, sentences};

sentences! {
    HEADING = "Quiet nights gained";
    AS_MANY = "As many quiet nights a month as your own rate before led to expect (90 %: from {low} to {high}).";
    MORE_ONE = "About {n} more quiet night a month than your own rate before led to expect (90 %: from {low} to {high}).";
    MORE_OTHER = "About {n} more quiet nights a month than your own rate before led to expect (90 %: from {low} to {high}).";
    FEWER_ONE = "About {n} fewer quiet night a month than your own rate before led to expect (90 %: from {low} to {high}).";
    FEWER_OTHER = "About {n} fewer quiet nights a month than your own rate before led to expect (90 %: from {low} to {high}).";
    END_MORE = "{n} more";
    END_FEWER = "{n} fewer";
    END_SAME = "no difference";
    RESTS_ONE = "Of the last {nights} nights {known} are known, {quiet} of them quiet. Your {before} known nights before, {cramp} with a cramp, led to expect {expected} quiet one ({low} to {high}).";
    RESTS_OTHER = "Of the last {nights} nights {known} are known, {quiet} of them quiet. Your {before} known nights before, {cramp} with a cramp, led to expect {expected} quiet ones ({low} to {high}).";
    BY_ITSELF = "Nights change as much by themselves.";
    NOT_WHY = "This is more than nights change by themselves. What made the difference it cannot say: a trial can.";
    NOT_YET = "Not told yet: {what}.";
    NOT_YET_BOTH = "Not told yet: {last}, and {before}.";
    LAST_KNOWN_ONE = "{needed} of the last {nights} nights must be known ({known} is, {missing} are missing)";
    LAST_MISSING_ONE = "{needed} of the last {nights} nights must be known ({known} are, {missing} is missing)";
    LAST_OTHER = "{needed} of the last {nights} nights must be known ({known} are, {missing} are missing)";
    BEFORE_KNOWN_ONE = "{needed} nights before those must be known ({known} is, {missing} are missing)";
    BEFORE_MISSING_ONE = "{needed} nights before those must be known ({known} are, {missing} is missing)";
    BEFORE_OTHER = "{needed} nights before those must be known ({known} are, {missing} are missing)";
}

/// The figure first, then what it rests on.
pub fn lines(month: &QuietNights) -> Vec<String> {
    let QuietNights { nights, known, quiet, missing_nights, before, missing_before, .. } = month;
    let (Some(gained), Some(expected)) = (month.gained, month.expected_quiet) else {
        return vec![missing(month)];
    };
    debug_assert!(*missing_nights == 0 && *missing_before == 0, "{month:?}");
    let figure = fill(
        told(gained.q50),
        &[
            ("n", &format_args!("{:.0}", gained.q50.abs().round())),
            ("low", &end(gained.q05)),
            ("high", &end(gained.q95)),
        ],
    );
    let rests = fill(
        form(expected.q50.round() as usize, (RESTS_ONE, RESTS_OTHER)),
        &[
            ("nights", nights),
            ("known", known),
            ("quiet", quiet),
            ("before", &before.known),
            ("cramp", &before.cramp),
            ("expected", &format_args!("{:.0}", expected.q50)),
            ("low", &format_args!("{:.0}", expected.q05)),
            ("high", &format_args!("{:.0}", expected.q95)),
        ],
    );
    let certain = gained.q05 > 0.0 || gained.q95 < 0.0;
    vec![figure, format!("{rests} {}", if certain { NOT_WHY } else { BY_ITSELF })]
}

fn told(gained: f64) -> &'static str {
    let whole = gained.abs().round() as usize;
    match (whole, gained > 0.0) {
        (0, _) => AS_MANY,
        (_, true) => form(whole, (MORE_ONE, MORE_OTHER)),
        (_, false) => form(whole, (FEWER_ONE, FEWER_OTHER)),
    }
}

fn end(gained: f64) -> String {
    let whole = gained.round();
    let text = match whole {
        _ if whole > 0.5 => END_MORE,
        _ if whole < -0.5 => END_FEWER,
        _ => return END_SAME.to_owned(),
    };
    fill(text, &[("n", &format_args!("{:.0}", whole.abs()))])
}

/// Why there is no figure yet.
fn missing(month: &QuietNights) -> String {
    let QuietNights { nights, known, missing_nights, before, missing_before, .. } = month;
    let wants = |(known, missing): (usize, usize), (known_one, missing_one, other)| {
        let text = match (known, missing) {
            (1, _) => known_one,
            (_, 1) => missing_one,
            _ => other,
        };
        let needed = known + missing;
        let places: [(&str, &dyn std::fmt::Display); 4] =
            [("needed", &needed), ("nights", nights), ("known", &known), ("missing", &missing)];
        (missing > 0).then(|| fill(text, &places))
    };
    let last = wants((*known, *missing_nights), (LAST_KNOWN_ONE, LAST_MISSING_ONE, LAST_OTHER));
    let before = wants((before.known, *missing_before), (BEFORE_KNOWN_ONE, BEFORE_MISSING_ONE, BEFORE_OTHER));
    match (last, before) {
        (Some(last), Some(before)) => fill(NOT_YET_BOTH, &[("last", &last), ("before", &before)]),
        (last, before) => fill(NOT_YET, &[("what", &last.or(before).unwrap_or_default())]),
    }
}

/// Sentences with their places filled, for the lint.
#[cfg(test)]
fn examples() -> Vec<String> {
    use charley_infer::gained::Known;
    let of = |(known, cramp), (known_before, cramp_before)| {
        QuietNights::of(Known { known, cramp }, Known { known: known_before, cramp: cramp_before }, 1)
    };
    let months = [
        of((28, 1), (90, 27)),
        of((28, 2), (90, 7)),
        of((30, 3), (60, 7)),
        of((25, 12), (40, 3)),
        of((21, 2), (90, 7)),
        of((26, 2), (12, 3)),
        of((0, 0), (12, 3)),
    ];
    std::iter::once(HEADING.to_owned()).chain(months.iter().flat_map(lines)).collect()
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
