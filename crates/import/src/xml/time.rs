//! Times as XML writes them: with `Z`, with an offset, or with neither.

use jiff::{Timestamp, civil::DateTime, fmt::temporal::Pieces, tz::Offset};

use super::spelling;

/// A time and what it says of the wall clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct XmlTime {
    /// Milliseconds since 1970.
    pub(crate) time_ms: i64,
    /// The wall clock's offset where one other than zero is written. Zero says nothing: programs write it for
    /// universal time wherever they are.
    pub(crate) offset_s: Option<i32>,
    /// Whether no zone is named at all.
    pub(crate) zoneless: bool,
}

/// The time behind `2026-05-03T09:36:24.120+02:00` and its kin; without `Z` or offset it is universal time, as the
/// formats demand. Other spellings are understood where they can mean one moment only.
pub(crate) fn parse_time(text: &str) -> Option<XmlTime> {
    if let Some(time_ms) = plain_utc(text.as_bytes()) {
        return Some(XmlTime { time_ms, offset_s: None, zoneless: false });
    }
    if let Some(time_ms) = spelling::epoch_ms(text) {
        return Some(XmlTime { time_ms, offset_s: None, zoneless: false });
    }
    let (civil, offset_s) = standard(text.trim()).or_else(|| {
        let spelt = spelling::parse(text)?;
        Some((spelt.civil, spelt.offset_s))
    })?;
    let offset = Offset::from_seconds(offset_s.unwrap_or(0)).ok()?;
    let instant: Timestamp = offset.to_timestamp(civil).ok()?;
    let zoneless = offset_s.is_none();
    let offset_s = offset_s.filter(|seconds| *seconds != 0);
    Some(XmlTime { time_ms: instant.as_millisecond(), offset_s, zoneless })
}

/// The wall clock and its offset, as the standard writes them.
fn standard(text: &str) -> Option<(DateTime, Option<i32>)> {
    let pieces = Pieces::parse(text).ok()?;
    let civil = pieces.date().to_datetime(pieces.time()?);
    Some((civil, pieces.to_numeric_offset().map(Offset::seconds)))
}

/// The commonest form, `2026-05-03T09:36:24Z` or with three decimals, without a general parser.
fn plain_utc(text: &[u8]) -> Option<i64> {
    let (seconds, fraction) = text.split_first_chunk::<19>()?;
    let milliseconds = match fraction {
        b"Z" => 0,
        [b'.', fraction @ .., b'Z'] if fraction.len() == 3 => digits(fraction)?,
        _ => return None,
    };
    let separators = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':')];
    if separators.iter().any(|(at, byte)| seconds.get(*at) != Some(byte)) {
        return None;
    }
    let part = |from: usize, to: usize| digits(seconds.get(from..to)?);
    let (year, month, day) = (part(0, 4)?, part(5, 7)?, part(8, 10)?);
    let (hour, minute, second) = (part(11, 13)?, part(14, 16)?, part(17, 19)?);
    if !(1970..=2200).contains(&year) || !(1..=12).contains(&month) || !(1..=28).contains(&day) {
        return None;
    }
    (hour < 24 && minute < 60 && second < 60)
        .then(|| (((days(year, month, day) * 24 + hour) * 60 + minute) * 60 + second) * 1000 + milliseconds)
}

fn digits(bytes: &[u8]) -> Option<i64> {
    bytes.iter().try_fold(0, |value, byte| byte.is_ascii_digit().then(|| value * 10 + i64::from(byte - b'0')))
}

/// Days since 1970 of a date of the Gregorian calendar, counting years from March so that leap days come last.
const fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let month_from_march = (month + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    year * 365 + year / 4 - year / 100 + year / 400 + day_of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn with_zone_without_and_neither() {
        let ms = |text: &str| parse_time(text).map(|t| (t.time_ms, t.offset_s));
        assert_eq!(ms("1970-01-02T00:00:00Z"), Some((86_400_000, None)));
        assert_eq!(ms("1970-01-02T02:00:00.5+02:00"), Some((86_400_500, Some(7_200))));
        assert_eq!(ms("1970-01-02T00:00:00+00:00"), Some((86_400_000, None)));
        assert_eq!(ms(" 1970-01-02 00:00:00 "), Some((86_400_000, None)));
        assert_eq!(ms("2019-02-30T00:00:00Z"), None);
        assert_eq!(ms("yesterday"), None);
        assert_eq!(ms("1970-1-2T0:0:0 +0000"), Some((86_400_000, None)));
        assert_eq!(ms("1970-01-02T00:00:00.0000000000Z"), Some((86_400_000, None)));
        assert!(parse_time("1970-01-02 00:00:00").unwrap().zoneless);
        assert!(!parse_time("1970-01-02T00:00:00+00:00").unwrap().zoneless);
    }

    proptest! {
        #[test]
        fn the_short_way_agrees_with_the_long_one(second in 0_i64..7_000_000_000, ms in 0_i64..1000) {
            let instant = Timestamp::from_millisecond(second * 1000 + ms).unwrap();
            prop_assert_eq!(parse_time(&format!("{instant:.3}")).map(|t| t.time_ms), Some(second * 1000 + ms));
        }
    }
}
