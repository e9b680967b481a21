//! Times of the document: to the millisecond, with the offset of a place, and no period that ends before it begins.

use jiff::{RoundMode, Timestamp, TimestampRound, Unit, tz::TimeZone};
use serde_json::{Value, json};

/// An instant of FHIR.
pub(super) fn instant(at: Timestamp) -> String {
    to_the_millisecond(at).to_string()
}

/// A time with the offset of a place.
pub(super) fn stamp(at: Timestamp, zone: &TimeZone) -> String {
    let at = to_the_millisecond(at);
    at.display_with_offset(zone.to_offset(at)).to_string()
}

/// From one time to another; open where it would end before it begins.
pub(super) fn period(from: Timestamp, to: Timestamp, zone: &TimeZone) -> Value {
    let mut period = json!({ "start": stamp(from, zone) });
    if from <= to {
        period["end"] = json!(stamp(to, zone));
    }
    period
}

/// Down to the millisecond: receivers keep no more, and some refuse it.
fn to_the_millisecond(at: Timestamp) -> Timestamp {
    let down = TimestampRound::new().smallest(Unit::Millisecond).mode(RoundMode::Floor);
    at.round(down).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_time_has_more_than_three_digits_after_the_second() {
        let at: Timestamp = "2026-11-22T02:12:00.123999999Z".parse().unwrap();
        assert_eq!(instant(at), "2026-11-22T02:12:00.123Z");
        let berlin = TimeZone::get("Europe/Berlin").unwrap();
        assert_eq!(stamp(at, &berlin), "2026-11-22T03:12:00.123+01:00");
        assert_eq!(instant("2026-11-22T02:12:00Z".parse().unwrap()), "2026-11-22T02:12:00Z");
    }

    #[test]
    fn a_period_that_would_end_before_it_begins_stays_open() {
        let (early, late): (Timestamp, Timestamp) =
            ("2026-11-22T01:00:00Z".parse().unwrap(), "2026-11-22T02:00:00Z".parse().unwrap());
        assert!(period(early, late, &TimeZone::UTC)["end"].is_string());
        assert!(period(late, early, &TimeZone::UTC)["end"].is_null());
    }
}
