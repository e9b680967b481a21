//! Attributes of an element, by name, as Apple Health writes them.

use std::borrow::Cow;

use quick_xml::events::BytesStart;

/// Attributes of one element.
#[derive(Debug, Clone, Copy)]
pub(super) struct Attributes<'a>(pub(super) &'a BytesStart<'a>);

impl<'a> Attributes<'a> {
    /// Name and raw value of each, in order.
    pub(super) fn all(self) -> impl Iterator<Item = (&'a str, Cow<'a, str>)> + use<'a> {
        let mut attributes = self.0.attributes();
        attributes.with_checks(false);
        attributes.take(64).flatten().map(|attribute| (attribute.key.0, attribute.value))
    }

    /// The value of a name, with its entities resolved.
    pub(super) fn get(self, name: &str) -> Option<Cow<'a, str>> {
        self.all().find(|(key, _)| *key == name).map(|(_, value)| plain(value))
    }
}

/// A value with its entities resolved, where it has any.
pub(super) fn plain(value: Cow<'_, str>) -> Cow<'_, str> {
    if !value.contains('&') {
        return value;
    }
    match quick_xml::escape::unescape(&value) {
        Ok(plain) => Cow::Owned(plain.into_owned()),
        Err(_) => value,
    }
}

/// Milliseconds since 1970 of `2024-12-23 06:38:53 -0600`. The instant holds; the offset is that of the phone at the time of
/// the export and tells nothing of the place.
pub(super) fn instant_ms(text: &str) -> Option<i64> {
    let bytes = text.as_bytes();
    let number = |from: usize, to: usize| {
        bytes
            .get(from..to)?
            .iter()
            .try_fold(0_i64, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + i64::from(digit - b'0')))
    };
    let marks = [(4, b'-'), (7, b'-'), (10, b' '), (13, b':'), (16, b':'), (19, b' ')];
    if !marks.iter().all(|(at, mark)| bytes.get(*at) == Some(mark)) {
        return None;
    }
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    if !(1970..=2200).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let sign = match bytes.get(20)? {
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
            assert_eq!(instant_ms(text), Some(at.as_millisecond()), "{text}");
        }
        for bad in [
            "",
            "2024-12-23T06:38:53Z",
            "2024-13-01 00:00:00 +0000",
            "2024-12-23 06:38:53",
            "x024-12-23 06:38:53 +0000",
        ] {
            assert_eq!(instant_ms(bad), None, "{bad}");
        }
    }
}
