//! Times in other spellings than the formats ask for: without zeros in front, with slashes, as numbers of seconds.

use jiff::civil::DateTime;

/// A time taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spelt {
    /// As the wall clock showed it.
    pub(super) civil: DateTime,
    /// Offset of that clock; none where no zone is named.
    pub(super) offset_s: Option<i32>,
}

/// Seconds since 1970 have so many digits from 2001 to 2286, milliseconds three more.
const EPOCH_DIGITS: usize = 10;

/// Milliseconds since 1970 of a time that is written as a number of seconds, milliseconds, micro- or nanoseconds.
pub(super) fn epoch_ms(text: &str) -> Option<i64> {
    let text = ascii_digits(text.trim());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let plain = !whole.is_empty() && whole.bytes().chain(fraction.bytes()).all(|b| b.is_ascii_digit());
    let number: i64 = whole.parse().ok().filter(|_| plain)?;
    match whole.len().checked_sub(EPOCH_DIGITS)? {
        0 => {
            let padded = format!("{fraction:0<3}");
            number.checked_mul(1000)?.checked_add(padded.get(..3)?.parse().ok()?)
        }
        3 => Some(number),
        6 => Some(number / 1_000),
        9 => Some(number / 1_000_000),
        _ => None,
    }
}

/// Takes a time apart that begins with its year, or is written as in letters (`Wed, 09 Sep 2026 10:00:00 +0000`), or as
/// in German (`09.09.2026 10:00:00`). `09/09/2026` is understood nowhere: it is another day in another country.
pub(super) fn parse(text: &str) -> Option<Spelt> {
    let text = ascii_digits(text.trim());
    let (date, rest) = year_first(&text).or_else(|| compact(&text)).or_else(|| day_first(&text))?;
    let (clock, rest) = clock(rest.trim_start_matches(['T', 't', ' ', ',', '_', '-']))?;
    let offset_s = zone(rest.trim())?;
    let [year, month, day] = date;
    let [hour, minute, second, nanosecond] = clock;
    let whole_day = hour == 24 && minute == 0 && second == 0;
    let civil = DateTime::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
        if whole_day { 0 } else { i8::try_from(hour).ok()? },
        i8::try_from(minute).ok()?,
        // A leap second is the last moment of its minute.
        i8::try_from(second.min(59)).ok()?,
        i32::try_from(nanosecond).ok()?,
    );
    let civil = civil.ok().filter(|_| second <= 60)?;
    let civil = if whole_day { civil.tomorrow().ok()? } else { civil };
    Some(Spelt { civil, offset_s })
}

/// Digits of other scripts, as phones write them where their language does.
fn ascii_digits(text: &str) -> String {
    const ZEROS: [char; 6] = ['\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{e50}', '\u{ff10}'];
    let plain = |letter: char| {
        let script = ZEROS.iter().find(|zero| (**zero as u32..**zero as u32 + 10).contains(&(letter as u32)));
        script.and_then(|zero| char::from_digit(letter as u32 - *zero as u32, 10)).unwrap_or(letter)
    };
    text.chars().map(plain).collect()
}

/// The number that a text begins with, of so many digits.
fn number(text: &str, digits: std::ops::RangeInclusive<usize>) -> Option<(i64, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    if !digits.contains(&length) {
        return None;
    }
    Some((text.get(..length)?.parse().ok()?, text.get(length..)?))
}

/// `2026-9-9`, `2026/09/09`, `2026.09.09`.
fn year_first(text: &str) -> Option<([i64; 3], &str)> {
    let (year, rest) = number(text, 4..=4)?;
    let mark = rest.chars().next().filter(|mark| ['-', '/', '.', ':'].contains(mark))?;
    let (month, rest) = number(rest.strip_prefix(mark)?, 1..=2)?;
    let (day, rest) = number(rest.strip_prefix(mark)?, 1..=2)?;
    Some(([year, month, day], rest))
}

/// `20260909T100000Z`.
fn compact(text: &str) -> Option<([i64; 3], &str)> {
    let (date, rest) = number(text, 8..=8)?;
    rest.starts_with(['T', 't', ' ']).then_some(([date / 10_000, date / 100 % 100, date % 100], rest))
}

/// `Wed, 09 Sep 2026`, `9 September 2026`, `Sep 9, 2026`, `09.09.2026`.
fn day_first(text: &str) -> Option<([i64; 3], &str)> {
    if let Some((day, rest)) = number(text, 1..=2)
        && let Some(rest) = rest.strip_prefix('.')
    {
        let (month, rest) = number(rest.trim_start(), 1..=2)?;
        let (year, rest) = number(rest.strip_prefix('.')?, 4..=4)?;
        return Some(([year, month, day], rest));
    }
    let blank = |c: char| c == ' ' || c == ',' || c == '-';
    let text = WEEKDAYS.iter().find_map(|weekday| {
        let rest = text.get(..3).filter(|head| head.eq_ignore_ascii_case(weekday)).and(text.get(3..))?;
        Some(rest.trim_start_matches(|c: char| c.is_ascii_alphabetic()).trim_start_matches(blank))
    });
    let text = text?;
    if let Some((day, rest)) = number(text, 1..=2) {
        let (month, rest) = month(rest.trim_start_matches(blank))?;
        let (year, rest) = number(rest.trim_start_matches(blank), 4..=4)?;
        return Some(([year, month, day], rest));
    }
    let (month, rest) = month(text)?;
    let (day, rest) = number(rest.trim_start_matches(blank), 1..=2)?;
    let (year, rest) = number(rest.trim_start_matches(blank), 4..=4)?;
    Some(([year, month, day], rest))
}

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

fn month(text: &str) -> Option<(i64, &str)> {
    let head = text.get(..3)?.to_ascii_lowercase();
    let month = MONTHS.iter().position(|month| *month == head)? as i64 + 1;
    Some((month, text.get(3..)?.trim_start_matches(|c: char| c.is_ascii_alphabetic())))
}

/// `10:0:0`, `10:00`, `100000`, `10:00:00.1234567890`, `3:05:00 PM`: hour, minute, second and nanosecond.
fn clock(text: &str) -> Option<([i64; 4], &str)> {
    if let Some((all, rest)) = number(text, 6..=6) {
        let (nanosecond, rest) = fraction(rest);
        return Some(([all / 10_000, all / 100 % 100, all % 100, nanosecond], rest));
    }
    let (hour, rest) = number(text, 1..=2)?;
    let (minute, rest) = number(rest.strip_prefix([':', '.'])?, 1..=2)?;
    let (second, rest) = match rest.strip_prefix([':', '.']) {
        Some(rest) => number(rest, 1..=2)?,
        None => (0, rest),
    };
    let (nanosecond, rest) = fraction(rest);
    let half = rest.trim_start().get(..2).map(str::to_ascii_lowercase);
    let hour = match half.as_deref() {
        Some("am") if (1..=12).contains(&hour) => hour % 12,
        Some("pm") if (1..=12).contains(&hour) => hour % 12 + 12,
        _ => return Some(([hour, minute, second, nanosecond], rest)),
    };
    Some(([hour, minute, second, nanosecond], rest.trim_start().get(2..)?))
}

/// Nanoseconds of however many decimals, with a point or a comma.
fn fraction(text: &str) -> (i64, &str) {
    let Some(decimals) = text.strip_prefix(['.', ',']) else { return (0, text) };
    let length = decimals.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = decimals.split_at(length);
    let nine: String = digits.chars().chain(std::iter::repeat('0')).take(9).collect();
    (nine.parse().unwrap_or(0), rest)
}

/// `Z`, `UTC`, `+0000`, `+02`, `-3:30`, or nothing; an offset in brackets behind it, such as `(CEST)`, says nothing more.
#[expect(
    clippy::option_option,
    reason = "no zone is a way of writing, a zone that is not understood is none"
)]
fn zone(text: &str) -> Option<Option<i32>> {
    let text = text.split_once('(').map_or(text, |(before, _)| before.trim());
    let text = if text.len() > 3 {
        text.strip_prefix("UTC").or(text.strip_prefix("GMT")).unwrap_or(text)
    } else {
        text
    };
    match text {
        "" => return Some(None),
        "Z" | "z" | "UTC" | "utc" | "GMT" | "gmt" | "UT" | "Zulu" => return Some(Some(0)),
        _ => {}
    }
    let (sign, rest) = match text.chars().next()? {
        '+' => (1, &text[1..]),
        '-' => (-1, &text[1..]),
        '\u{2212}' => (-1, text.strip_prefix('\u{2212}')?),
        _ => return None,
    };
    let digits: String = rest.chars().filter(|c| *c != ':').collect();
    let number: i32 = digits.parse().ok().filter(|_| digits.bytes().all(|b| b.is_ascii_digit()))?;
    let (hours, minutes) = match (rest.find(':'), digits.len()) {
        (_, 1 | 2) => (number, 0),
        (_, 3 | 4) => (number / 100, number % 100),
        (_, 6) => (number / 10_000, number / 100 % 100),
        _ => return None,
    };
    (hours <= 18 && minutes < 60).then_some(Some(sign * (hours * 3_600 + minutes * 60)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn every_spelling_of_one_moment() {
        let ten = date(2026, 9, 9).at(10, 0, 0, 0);
        for (text, offset_s) in [
            ("2026-9-9T10:0:0Z", Some(0)),
            ("2026-09-09 10:00:00 +0000", Some(0)),
            ("2026/09/09 10:00:00", None),
            ("2026/9/9 10:00", None),
            ("2026.09.09 10:00:00", None),
            ("2026:09:09 10:00:00", None),
            ("20260909T100000Z", Some(0)),
            ("2026-09-09T10:00:00.0000000000Z", Some(0)),
            ("2026-09-09t10:00:00z", Some(0)),
            ("2026-09-09 10:00:00 UTC", Some(0)),
            ("2026-09-09 10:00:00 GMT+2", Some(7_200)),
            ("2026-09-09T10:00:00+0200", Some(7_200)),
            ("2026-09-09T10:00:00+02", Some(7_200)),
            ("2026-09-09T10:00:00 -3:30", Some(-12_600)),
            ("2026-09-09 10:00:00 AM", None),
            ("Wed, 09 Sep 2026 10:00:00 +0000", Some(0)),
            ("Wed Sep 9, 2026 10:00:00", None),
            ("09.09.2026 10:00:00", None),
            ("٢٠٢٦-٠٩-٠٩T١٠:٠٠:٠٠Z", Some(0)),
        ] {
            assert_eq!(parse(text), Some(Spelt { civil: ten, offset_s }), "{text}");
        }
        assert_eq!(parse("2026-09-08T24:00:00Z").unwrap().civil, date(2026, 9, 9).at(0, 0, 0, 0));
        assert_eq!(parse("2026-09-09 3:05:00 pm").unwrap().civil, date(2026, 9, 9).at(15, 5, 0, 0));
        assert_eq!(parse("2026-09-09T10:00:00,5Z").unwrap().civil.subsec_nanosecond(), 500_000_000);
    }

    #[test]
    fn what_could_be_two_days_or_none_is_not_read() {
        for text in [
            "09/08/2026 10:00:00",
            "2026-13-09T10:00:00Z",
            "2026-02-30T10:00:00Z",
            "2026-09-09",
            "yesterday",
            "",
            "2026-09-09T25:00:00Z",
            "2026-09-09T10:00:00 noon",
            "10:00:00",
            "2026-09-09T10:00:00+99",
            "é",
            "Wed",
            "Wed, é",
            "Sun\u{2212}",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_count_from_1970() {
        for text in ["1788948000", "1788948000000", "1788948000000000", "1788948000000000000"] {
            assert_eq!(epoch_ms(text), Some(1_788_948_000_000), "{text}");
        }
        assert_eq!(epoch_ms("1788948000.25"), Some(1_788_948_000_250));
        for text in ["", "20260909", "17889480001", "1788948000Z", "-1788948000", "."] {
            assert_eq!(epoch_ms(text), None, "{text}");
        }
    }
}
