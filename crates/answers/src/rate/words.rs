//! A rate in words: how many nights it rests on, and what its brackets mean.

use charley_speech::message::sentences;

use charley_domain::interval::Interval;

use super::Rate;

sentences! {
    of_100_says(middle, low, high) = "{middle} of 100 ({low} to {high})";
    NOTHING_KNOWN = "No night is known yet: there is nothing to report. One answer a morning is enough.";
    known_nights(unknown: count, cramp, known, rate, all) =
        one "A cramp in {cramp} of {known} known nights: {rate}. Of {all} nights, {unknown} is unknown."
        other "A cramp in {cramp} of {known} known nights: {rate}. Of {all} nights, {unknown} are unknown.";
    known_night(unknown: count, cramp, known, rate, all) =
        one "A cramp in {cramp} of {known} known night: {rate}. Of {all} nights, {unknown} is unknown."
        other "A cramp in {cramp} of {known} known night: {rate}. Of {all} nights, {unknown} are unknown.";
    INTERVALS = "Brackets: 90 % interval, as if nights were independent.";
}

/// Known nights, nights with a cramp, unknown nights.
pub fn denominator(rate: Rate) -> String {
    let Some(interval) = rate.interval() else { return NOTHING_KNOWN.to_owned() };
    let (all, cramp, rate_of_100) = (rate.all(), rate.cramp, of_100(interval));
    match rate.known {
        1 => known_night(rate.unknown, cramp, 1, rate_of_100, all),
        known => known_nights(rate.unknown, cramp, known, rate_of_100, all),
    }
}

/// `22 of 100 (13 to 34)`.
pub fn of_100(interval: Interval) -> String {
    let [low, middle, high] = hundredths(interval);
    of_100_says(middle, low, high)
}

/// The quantiles of a probability, in whole hundredths.
pub fn hundredths(interval: Interval) -> [String; 3] {
    [interval.q05, interval.q50, interval.q95].map(|part| format!("{:.0}", 100.0 * part))
}
