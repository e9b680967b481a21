//! A rate in words: how many nights it rests on, and what its brackets mean.

use charley_speech::message::{fill, form, sentences};

use charley_domain::interval::Interval;

use super::Rate;

sentences! {
    OF_100 = "{middle} of 100 ({low} to {high})";
    NOTHING_KNOWN = "No night is known yet: there is nothing to report. One answer a morning is enough.";
    DENOMINATOR_ONE = "A cramp in {cramp} of {known} known nights: {rate}. Of {all} nights, {unknown} is unknown.";
    DENOMINATOR_OTHER = "A cramp in {cramp} of {known} known nights: {rate}. Of {all} nights, {unknown} are unknown.";
    DENOMINATOR_KNOWN_ONE = "A cramp in {cramp} of {known} known night: {rate}. Of {all} nights, {unknown} is unknown.";
    DENOMINATOR_KNOWN_OTHER = "A cramp in {cramp} of {known} known night: {rate}. Of {all} nights, {unknown} are unknown.";
    INTERVALS = "Brackets: 90 % interval, as if nights were independent.";
}

/// Known nights, nights with a cramp, unknown nights.
pub fn denominator(rate: Rate) -> String {
    let Some(interval) = rate.interval() else { return NOTHING_KNOWN.to_owned() };
    let forms = match rate.known {
        1 => (DENOMINATOR_KNOWN_ONE, DENOMINATOR_KNOWN_OTHER),
        _ => (DENOMINATOR_ONE, DENOMINATOR_OTHER),
    };
    fill(
        form(rate.unknown, forms),
        &[
            ("cramp", &rate.cramp),
            ("known", &rate.known),
            ("rate", &of_100(interval)),
            ("all", &rate.all()),
            ("unknown", &rate.unknown),
        ],
    )
}

/// `22 of 100 (13 to 34)`.
pub fn of_100(interval: Interval) -> String {
    let [low, middle, high] = hundredths(interval);
    fill(OF_100, &[("middle", &middle), ("low", &low), ("high", &high)])
}

/// The quantiles of a probability, in whole hundredths.
pub fn hundredths(interval: Interval) -> [String; 3] {
    [interval.q05, interval.q50, interval.q95].map(|part| format!("{:.0}", 100.0 * part))
}
