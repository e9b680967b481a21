//! Dates as accounts of seven languages write them.

use jiff::civil::DateTime;

/// The date and time behind `Sep 12, 2018, 3:02:23 PM`, `12.09.2018, 15:02:23`, `12 sept. 2018 à 15:02:23` and their kin.
pub(super) fn parse(text: &str) -> Option<DateTime> {
    let numbers: Vec<i16> =
        text.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect();
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let named_month = words.iter().find_map(|word| month(word));
    let (year, month, day, clock) = match (named_month, numbers.as_slice()) {
        (Some(month), [day, year, clock @ ..] | [year, day, clock @ ..]) if *year > 31 => {
            (*year, month, *day, clock)
        }
        (None, [year, month, day, clock @ ..]) if *year > 31 => (*year, *month, *day, clock),
        // Slashes with the month first are told only by a day that cannot be a month.
        (None, [month, day, year, clock @ ..]) if *day > 12 && text.contains('/') => {
            (*year, *month, *day, clock)
        }
        (None, [day, month, year, clock @ ..]) => (*year, *month, *day, clock),
        _ => return None,
    };
    let hour = *clock.first().unwrap_or(&0);
    let hour = match words.iter().find(|word| matches!(word.as_str(), "am" | "pm")).map(String::as_str) {
        Some("pm") if hour < 12 => hour + 12,
        Some("am") if hour == 12 => 0,
        _ => hour,
    };
    let small = |value: i16| i8::try_from(value).ok();
    let (minute, second) = (*clock.get(1).unwrap_or(&0), *clock.get(2).unwrap_or(&0));
    let date =
        DateTime::new(year, small(month)?, small(day)?, small(hour)?, small(minute)?, small(second)?, 0)
            .ok()?;
    (1990..=2200).contains(&date.year()).then_some(date)
}

/// The month by the beginning of its name.
fn month(word: &str) -> Option<i16> {
    const BEGINNINGS: [(&str, i16); 34] = [
        ("jan", 1),
        ("ene", 1),
        ("gen", 1),
        ("feb", 2),
        ("fév", 2),
        ("fev", 2),
        ("mar", 3),
        ("mär", 3),
        ("mrt", 3),
        ("maa", 3),
        ("apr", 4),
        ("abr", 4),
        ("avr", 4),
        ("may", 5),
        ("mai", 5),
        ("mei", 5),
        ("mag", 5),
        ("jun", 6),
        ("juin", 6),
        ("giu", 6),
        ("jul", 7),
        ("juil", 7),
        ("lug", 7),
        ("aug", 8),
        ("ago", 8),
        ("aoû", 8),
        ("sep", 9),
        ("set", 9),
        ("oct", 10),
        ("okt", 10),
        ("ott", 10),
        ("out", 10),
        ("nov", 11),
        ("d", 12),
    ];
    // The words between the parts of a Spanish or Portuguese date are no month.
    if matches!(word, "de" | "del" | "der" | "di" | "do" | "da") {
        return None;
    }
    BEGINNINGS.iter().find(|(beginning, _)| word.starts_with(beginning)).map(|(_, month)| *month)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn every_language_says_the_same_moment() {
        for text in [
            "Sep 12, 2018, 3:02:23 PM",
            "12.09.2018, 15:02:23",
            "12 sept. 2018 à 15:02:23",
            "12 sept 2018, 15:02:23",
            "12 set 2018, 15:02:23",
            "12 sep. 2018 15:02:23",
            "12 de set. de 2018, 15:02:23",
            "2018-09-12 15:02:23",
            "12/09/2018 15:02:23",
        ] {
            assert_eq!(parse(text).map(|t| t.to_string()).as_deref(), Some("2018-09-12T15:02:23"), "{text}");
        }
        assert_eq!(
            parse("Dec 31, 2020, 12:00:01 AM").map(|t| t.to_string()).as_deref(),
            Some("2020-12-31T00:00:01")
        );
        assert_eq!(parse("09/30/2018 01:00").map(jiff::civil::DateTime::month), Some(9));
        assert_eq!(parse("12.13.2018"), None);
        assert_eq!(parse("soon"), None);
    }
}
