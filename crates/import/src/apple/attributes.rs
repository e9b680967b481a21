//! Attributes of an element, by name, as Apple Health writes them.

use std::borrow::Cow;

use memchr::memchr;

use super::tags::Element;

/// Attributes of one element, by name and raw value, in order.
#[derive(Debug, Clone)]
pub(super) struct Attributes<'a>(&'a [u8]);

impl<'a> Attributes<'a> {
    pub(super) fn of(element: Element<'a>) -> Self {
        Self(element.attributes)
    }

    /// The value of a name, with its entities resolved.
    pub(super) fn get(&self, name: &str) -> Option<Cow<'a, str>> {
        self.clone().find(|(key, _)| *key == name.as_bytes()).map(|(_, value)| plain(value))
    }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a [u8], &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        // Names are short: a loop finds their end sooner than what is set up for long ones.
        let equals = self.0.iter().position(|byte| *byte == b'=')?;
        let name = self.0[..equals].trim_ascii();
        let after = self.0[equals + 1..].trim_ascii_start();
        let (quote, after) = after.split_first().filter(|(quote, _)| matches!(quote, b'"' | b'\''))?;
        let ends = memchr(*quote, after)?;
        self.0 = &after[ends + 1..];
        Some((name, &after[..ends]))
    }
}

/// A value as text, with its entities resolved, where it has any.
pub(super) fn plain(value: &[u8]) -> Cow<'_, str> {
    let text = String::from_utf8_lossy(value);
    if !value.contains(&b'&') {
        return text;
    }
    match quick_xml::escape::unescape(&text) {
        Ok(plain) => Cow::Owned(plain.into_owned()),
        Err(_) => text,
    }
}

/// A value as a number.
pub(super) fn number(value: &[u8]) -> Option<f64> {
    str::from_utf8(value).ok()?.parse().ok()
}

/// Milliseconds since 1970 of `2024-12-23 06:38:53 -0600`. The instant holds; the offset is that of the phone at the time of
/// the export and tells nothing of the place.
pub(super) fn instant_ms(text: &[u8]) -> Option<i64> {
    let text = text.first_chunk::<25>()?;
    let number = |from: usize, to: usize| {
        text[from..to]
            .iter()
            .try_fold(0_i64, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + i64::from(digit - b'0')))
    };
    let marks = [(4, b'-'), (7, b'-'), (10, b' '), (13, b':'), (16, b':'), (19, b' ')];
    if !marks.iter().all(|(at, mark)| text[*at] == *mark) {
        return None;
    }
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    if !(1970..=2200).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let sign = match text[20] {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let offset_min = sign * (number(21, 23)? * 60 + number(23, 25)?);
    let minute = (days(year, month, day) * 24 + number(11, 13)?) * 60 + number(14, 16)? - offset_min;
    Some((minute * 60 + number(17, 19)?) * 1_000)
}

/// Days since 1970 of a date (Hinnant 2013, `days_from_civil`).
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_those_of_jiff() {
        for (text, zulu) in [
            ("2024-12-23 06:38:53 -0600", "2024-12-23T12:38:53Z"),
            ("2024-02-29 23:59:59 +0545", "2024-02-29T18:14:59Z"),
            ("2000-03-01 00:00:00 +0000", "2000-03-01T00:00:00Z"),
            ("1999-12-31 12:00:00 +1300", "1999-12-30T23:00:00Z"),
        ] {
            let at: jiff::Timestamp = zulu.parse().unwrap();
            assert_eq!(instant_ms(text.as_bytes()), Some(at.as_millisecond()), "{text}");
        }
        for bad in [
            "",
            "2024-12-23T06:38:53Z",
            "2024-13-01 00:00:00 +0000",
            "2024-12-23 06:38:53",
            "x024-12-23 06:38:53 +0000",
        ] {
            assert_eq!(instant_ms(bad.as_bytes()), None, "{bad}");
        }
    }
}
