//! A daily reminder that belongs to the person: a calendar file for their own calendar. Charley itself sends nothing.

use jiff::{ZonedDateTime, civil::Time};

use charley_speech::diary as say;

/// The calendar file (RFC 5545) of a reminder each day at a time of the wall clock, from today on.
pub fn calendar_file(at: Time, now: &ZonedDateTime) -> String {
    let stamp = now.timestamp().strftime("%Y%m%dT%H%M%SZ").to_string();
    let start = now.date().to_datetime(at).strftime("%Y%m%dT%H%M%S").to_string();
    let uid = format!("charley-morning-{}@charley.invalid", at.strftime("%H%M"));
    file_of(&[
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{uid}"),
        format!("DTSTAMP:{stamp}"),
        // Without a zone: half past seven stays half past seven wherever the person wakes.
        format!("DTSTART:{start}"),
        "DURATION:PT5M".to_owned(),
        "RRULE:FREQ=DAILY".to_owned(),
        format!("SUMMARY:{}", escaped(&say::REMINDER)),
        format!("DESCRIPTION:{}", escaped(&say::REMINDER_HOW)),
        "TRANSP:TRANSPARENT".to_owned(),
        "BEGIN:VALARM".to_owned(),
        "ACTION:DISPLAY".to_owned(),
        format!("DESCRIPTION:{}", escaped(&say::REMINDER)),
        "TRIGGER:PT0S".to_owned(),
        "END:VALARM".to_owned(),
        "END:VEVENT".to_owned(),
    ])
}

/// A calendar file of the lines of its events.
pub fn file_of(events: &[String]) -> String {
    const HEAD: [&str; 3] = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Charley//Diary//EN"];
    let lines = HEAD.into_iter().chain(events.iter().map(String::as_str)).chain(["END:VCALENDAR"]);
    lines.map(folded).collect()
}

/// Text as it stands in a calendar file.
pub fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

/// A content line: at most 75 octets, continued after a break and a blank, ended as the standard has it.
fn folded(line: &str) -> String {
    const OCTETS: usize = 75;
    let mut text = String::new();
    let mut room = OCTETS;
    for letter in line.chars() {
        if letter.len_utf8() > room {
            text.push_str("\r\n ");
            room = OCTETS - 1;
        }
        room -= letter.len_utf8();
        text.push(letter);
    }
    text + "\r\n"
}

#[cfg(test)]
mod tests {
    use jiff::civil::time;

    use super::*;

    #[test]
    fn the_file_is_a_daily_reminder_in_local_time_and_keeps_to_the_standard() {
        let now: ZonedDateTime = "2026-11-26T21:15[Europe/Berlin]".parse().unwrap();
        let file = calendar_file(time(7, 30, 0, 0), &now);
        assert!(file.starts_with("BEGIN:VCALENDAR\r\n") && file.ends_with("END:VCALENDAR\r\n"));
        assert!(file.contains("DTSTART:20261126T073000\r\n") && file.contains("RRULE:FREQ=DAILY\r\n"));
        assert!(file.contains("DTSTAMP:20261126T201500Z\r\n"));
        assert!(file.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{file}");
        assert_eq!(file, calendar_file(time(7, 30, 0, 0), &now));
    }

    #[test]
    fn long_lines_fold_between_letters_and_commas_are_escaped() {
        let line = folded(&"é".repeat(60));
        assert!(line.trim_end().split("\r\n").all(|part| part.len() <= 75));
        assert_eq!(line.replace("\r\n ", "").trim_end(), "é".repeat(60));
        assert_eq!(escaped("Nothing, a cramp; or not"), "Nothing\\, a cramp\\; or not");
    }
}
