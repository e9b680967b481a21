//! Quiet nights gained a month, in words: the figure, what it rests on, and what it does not say.

use charley_infer::gained::QuietNights;

use charley_speech::message::sentences;

sentences! {
    HEADING = "Quiet nights gained";
    as_many(low, high) = "As many quiet nights a month as your own rate before led to expect (90 %: from {low} to {high}).";
    more(n: count, low, high) =
        one "About {n} more quiet night a month than your own rate before led to expect (90 %: from {low} to {high})."
        other "About {n} more quiet nights a month than your own rate before led to expect (90 %: from {low} to {high}).";
    fewer(n: count, low, high) =
        one "About {n} fewer quiet night a month than your own rate before led to expect (90 %: from {low} to {high})."
        other "About {n} fewer quiet nights a month than your own rate before led to expect (90 %: from {low} to {high}).";
    end_more(n) = "{n} more";
    end_fewer(n) = "{n} fewer";
    END_SAME = "no difference";
    rests(n: count, nights, known, quiet, before, cramp, expected, low, high) =
        one "Of the last {nights} nights {known} are known, {quiet} of them quiet. Your {before} known nights before, {cramp} with a cramp, led to expect {expected} quiet one ({low} to {high})."
        other "Of the last {nights} nights {known} are known, {quiet} of them quiet. Your {before} known nights before, {cramp} with a cramp, led to expect {expected} quiet ones ({low} to {high}).";
    ALLOWED_FOR = "The season and what raises your risk are allowed for.";
    BY_ITSELF = "Nights change as much by themselves.";
    NOT_WHY = "This is more than nights change by themselves. What made the difference it cannot say: a trial can.";
    not_yet(what) = "Not told yet: {what}.";
    not_yet_both(last, before) = "Not told yet: {last}, and {before}.";
    last_known_one(needed, nights, known, missing) = "{needed} of the last {nights} nights must be known ({known} is, {missing} are missing)";
    last_missing_one(needed, nights, known, missing) = "{needed} of the last {nights} nights must be known ({known} are, {missing} is missing)";
    last_other(needed, nights, known, missing) = "{needed} of the last {nights} nights must be known ({known} are, {missing} are missing)";
    before_known_one(needed, known, missing) = "{needed} nights before those must be known ({known} is, {missing} are missing)";
    before_missing_one(needed, known, missing) = "{needed} nights before those must be known ({known} are, {missing} is missing)";
    before_other(needed, known, missing) = "{needed} nights before those must be known ({known} are, {missing} are missing)";
}

/// The figure first, then what it rests on.
pub fn lines(month: &QuietNights) -> Vec<String> {
    let QuietNights { nights, known, quiet, missing_nights, before, missing_before, .. } = month;
    let (Some(gained), Some(expected)) = (month.gained, month.expected_quiet) else {
        return vec![missing(month)];
    };
    debug_assert!(*missing_nights == 0 && *missing_before == 0, "{month:?}");
    let figure = told(gained.q50, end(gained.q05), end(gained.q95));
    let rests = rests(
        expected.q50.round() as usize,
        nights,
        known,
        quiet,
        before.known,
        before.cramp,
        format_args!("{:.0}", expected.q50),
        format_args!("{:.0}", expected.q05),
        format_args!("{:.0}", expected.q95),
    );
    let rests = if month.adjusted { format!("{rests} {ALLOWED_FOR}") } else { rests };
    let certain = gained.q05 > 0.0 || gained.q95 < 0.0;
    vec![figure, format!("{rests} {}", if certain { NOT_WHY } else { BY_ITSELF })]
}

fn told(gained: f64, low: String, high: String) -> String {
    let whole = gained.abs().round() as usize;
    match (whole, gained > 0.0) {
        (0, _) => as_many(low, high),
        (_, true) => more(whole, low, high),
        (_, false) => fewer(whole, low, high),
    }
}

fn end(gained: f64) -> String {
    let whole = gained.round();
    let n = format!("{:.0}", whole.abs());
    match whole {
        _ if whole > 0.5 => end_more(n),
        _ if whole < -0.5 => end_fewer(n),
        _ => END_SAME.to_owned(),
    }
}

/// Why there is no figure yet.
fn missing(month: &QuietNights) -> String {
    let QuietNights { nights, known, missing_nights, before, missing_before, .. } = *month;
    let last = (missing_nights > 0).then(|| wanted_last(nights, known, missing_nights));
    let before = (missing_before > 0).then(|| wanted_before(before.known, missing_before));
    match (last, before) {
        (Some(last), Some(before)) => not_yet_both(last, before),
        (last, before) => not_yet(last.or(before).unwrap_or_default()),
    }
}

/// What the last nights still want.
fn wanted_last(nights: usize, known: usize, missing: usize) -> String {
    let needed = known + missing;
    match (known, missing) {
        (1, _) => last_known_one(needed, nights, known, missing),
        (_, 1) => last_missing_one(needed, nights, known, missing),
        _ => last_other(needed, nights, known, missing),
    }
}

/// What the nights before them still want.
fn wanted_before(known: usize, missing: usize) -> String {
    let needed = known + missing;
    match (known, missing) {
        (1, _) => before_known_one(needed, known, missing),
        (_, 1) => before_missing_one(needed, known, missing),
        _ => before_other(needed, known, missing),
    }
}

/// Sentences with their places filled, for the lint.
#[cfg(test)]
fn examples() -> Vec<String> {
    use charley_infer::gained::KnownNights;
    let of = |(known, cramp), (known_before, cramp_before)| {
        QuietNights::of(
            KnownNights { known, cramp },
            KnownNights { known: known_before, cramp: cramp_before },
            1,
        )
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
