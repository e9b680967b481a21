//! Quiet nights gained a month, in words: the figure, what it rests on, and what it does not say.

use charley_infer::gained::QuietNights;

use charley_speech::message::messages;

messages! {
    "month";
    HEADING;
    as_many(low, high);
    more(n: count, low, high);
    fewer(n: count, low, high);
    end_more(n);
    end_fewer(n);
    END_SAME;
    rests(n: count, nights, known, quiet, before, cramp, expected, low, high);
    ALLOWED_FOR;
    BY_ITSELF;
    NOT_WHY;
    not_yet(what);
    not_yet_both(last, before);
    last_known_one(needed, nights, known, missing);
    last_missing_one(needed, nights, known, missing);
    last_other(needed, nights, known, missing);
    before_known_one(needed, known, missing);
    before_missing_one(needed, known, missing);
    before_other(needed, known, missing);
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
    vec![figure, format!("{rests} {}", if certain { &*NOT_WHY } else { &*BY_ITSELF })]
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
        _ => END_SAME.into(),
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
    std::iter::once(HEADING.into()).chain(months.iter().flat_map(lines)).collect()
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
