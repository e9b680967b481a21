//! Tables with a line of names above them: a column is found by its name whatever its capitals, blanks and brackets.

use jiff::{
    Timestamp,
    civil::DateTime,
    tz::{Offset, TimeZone},
};

use crate::{ReadError, clock};

/// A row, and the names of its columns.
#[derive(Debug)]
pub(crate) struct NamedRow<'a> {
    names: &'a [String],
    row: &'a csv::StringRecord,
}

/// Hands out each row of a table; a row that cannot be read is passed over.
pub(crate) fn each<R>(text: &str, mut row: impl FnMut(&NamedRow<'_>) -> R) -> Result<(), ReadError> {
    let text = text.trim_start_matches('\u{feff}');
    let mut table =
        csv::ReaderBuilder::new().flexible(true).delimiter(delimiter(text)).from_reader(text.as_bytes());
    let bad = |error: csv::Error| {
        ReadError::new("bad_table", format!("the table breaks ({error}): export it again"))
    };
    let names: Vec<String> = table.headers().map_err(bad)?.iter().map(plain).collect();
    for record in table.records().flatten() {
        row(&NamedRow { names: &names, row: &record });
    }
    Ok(())
}

/// The names of a table, as [`plain`] makes them.
pub(crate) fn names(head: &str) -> Vec<String> {
    let head = head.trim_start_matches('\u{feff}');
    let line = head.lines().next().unwrap_or("");
    let mut table = csv::ReaderBuilder::new().delimiter(delimiter(head)).from_reader(line.as_bytes());
    table.headers().map(|names| names.iter().map(plain).collect()).unwrap_or_default()
}

/// A comma, or the semicolon where the first line has more of them.
fn delimiter(text: &str) -> u8 {
    let line = text.lines().next().unwrap_or("");
    if line.matches(';').count() > line.matches(',').count() { b';' } else { b',' }
}

/// `Asleep duration (min)` as `asleep_duration_min`.
fn plain(name: &str) -> String {
    let mut plain = String::new();
    for letter in name.chars().flat_map(char::to_lowercase) {
        if letter.is_alphanumeric() {
            plain.push(letter);
        } else if !plain.is_empty() && !plain.ends_with('_') {
            plain.push('_');
        }
    }
    plain.trim_end_matches('_').to_owned()
}

impl NamedRow<'_> {
    /// The text of the first of these columns that is there and has one.
    pub(crate) fn text(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| {
            let at = self.names.iter().position(|column| column == name)?;
            self.at(at)
        })
    }

    /// Whether there is a column of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.names.iter().any(|column| column == name)
    }

    /// The text of a column by its place.
    pub(crate) fn at(&self, place: usize) -> Option<&str> {
        self.row.get(place).map(str::trim).filter(|text| !text.is_empty())
    }

    /// The number of the first of these columns that is there.
    pub(crate) fn number(&self, names: &[&str]) -> Option<f64> {
        self.text(names)?.parse().ok().filter(|number: &f64| number.is_finite())
    }
}

/// A time on a wall: `2026-03-01 23:12:00`, `2026-03-01T23:12`.
pub(crate) fn wall(text: &str) -> Option<DateTime> {
    text.trim().replacen(' ', "T", 1).parse().ok()
}

/// An instant with its offset: `2026-03-01T23:12:00+01:00`. Without one it is a time on the wall of home.
pub(crate) fn instant(text: &str, home: &TimeZone) -> Option<(Timestamp, Option<i32>)> {
    let text = text.trim();
    if let Ok(at) = text.parse::<Timestamp>() {
        let is_universal = text.ends_with(['Z', 'z']);
        let offset = Offset::UTC.to_timestamp(wall(text.get(..19)?)?).ok()?.duration_since(at);
        let offset_s = clock::earthly_offset_s(offset.as_secs()).filter(|_| !is_universal);
        return Some((at, offset_s));
    }
    Some((at_home(wall(text)?, home)?, None))
}

/// The instant of a time on the wall of home.
pub(crate) fn at_home(wall: DateTime, home: &TimeZone) -> Option<Timestamp> {
    Some(home.to_ambiguous_zoned_datetime(wall).compatible().ok()?.timestamp())
}

/// The offset behind `UTC+01:00`, `GMT-5`, `UTC`, in seconds.
pub(crate) fn offset_s(text: &str) -> Option<i32> {
    let text = text.trim();
    let rest = text.strip_prefix("UTC").or_else(|| text.strip_prefix("GMT"))?;
    let digits = rest.trim_start_matches(['+', '-', '−']);
    if digits.is_empty() {
        return rest.is_empty().then_some(0);
    }
    if !digits.is_ascii() {
        return None;
    }
    let (hours, minutes) = match digits.split_once(':') {
        Some((hours, minutes)) => (hours, minutes),
        None if digits.len() > 2 => digits.split_at(digits.len() - 2),
        None => (digits, "0"),
    };
    let number = |digits: &str| digits.parse::<u16>().ok().map(i64::from);
    let seconds = number(hours)? * 3_600 + number(minutes)? * 60;
    clock::earthly_offset_s(if rest.starts_with(['-', '−']) { -seconds } else { seconds })
}

/// The instant of a time on a wall of which the offset is known.
pub(crate) fn at_offset(wall: DateTime, offset_s: i32) -> Option<Timestamp> {
    Offset::from_seconds(offset_s).ok()?.to_timestamp(wall).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_whatever_their_capitals_and_their_delimiter() {
        let mut found = Vec::new();
        let text = "\u{feff}Day;\"Deep (SWS) duration (min)\";x\n2026-03-01;84;\n;oops\n";
        each(text, |row| {
            found.push((row.text(&["day"]).map(str::to_owned), row.number(&["deep_sws_duration_min"])));
        })
        .unwrap();
        assert_eq!(found, [(Some("2026-03-01".to_owned()), Some(84.0)), (None, None)]);
        assert_eq!(names("a b,\"C, d\"\n1,2"), ["a_b", "c_d"]);
        assert_eq!(names(""), Vec::<String>::new());
    }

    #[test]
    fn offsets_are_read_as_people_write_them() {
        let read = ["UTC+01:00", "GMT-5", "UTC", "UTC+0530", "UTC-03:30"].map(offset_s);
        assert_eq!(read, [Some(3_600), Some(-18_000), Some(0), Some(19_800), Some(-12_600)]);
        assert_eq!(["", "Z", "UTC+99", "UTCx", "UTC+\u{fffd}5"].map(offset_s), [None; 5]);
    }

    #[test]
    fn an_instant_keeps_the_offset_it_is_written_with() {
        let home = TimeZone::get("Europe/Berlin").unwrap();
        let read = |text| instant(text, &home).map(|(at, offset_s)| (at.to_string(), offset_s));
        assert_eq!(
            read("2026-03-01T23:12:00-07:00"),
            Some(("2026-03-02T06:12:00Z".to_owned(), Some(-25_200)))
        );
        assert_eq!(read("2026-03-01T23:12:00.000Z"), Some(("2026-03-01T23:12:00Z".to_owned(), None)));
        assert_eq!(read("2026-03-01 23:12:00"), Some(("2026-03-01T22:12:00Z".to_owned(), None)));
        assert_eq!(read("yesterday"), None);
    }
}
