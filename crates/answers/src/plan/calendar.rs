//! The plan as a calendar file: the workout itself, with the card in its description, and the evening before.

use super::{card::Card, outing::Outing};
use crate::{plan::words as say, reminder::file_of};

/// The calendar file (RFC 5545) of a plan.
pub fn calendar_file(
    outing: &Outing,
    card: &Card,
    (now, units): (&jiff::ZonedDateTime, charley_domain::person::Units),
) -> String {
    let utc = |at: jiff::Timestamp| at.strftime("%Y%m%dT%H%M%SZ").to_string();
    let start = outing.start.instant;
    let end = start + jiff::SignedDuration::from_secs(outing.goal_s.round() as i64);
    let stamp = utc(now.timestamp());
    let uid = format!("charley-plan-{}@charley.invalid", utc(start));
    file_of(&[
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{uid}"),
        format!("DTSTAMP:{stamp}"),
        format!("DTSTART:{}", utc(start)),
        format!("DTEND:{}", utc(end)),
        format!("SUMMARY:{}", crate::reminder::escaped(&card.title)),
        format!("DESCRIPTION:{}", crate::reminder::escaped(&card.text(units))),
        "BEGIN:VALARM".to_owned(),
        "ACTION:DISPLAY".to_owned(),
        format!("DESCRIPTION:{}", crate::reminder::escaped(say::EVENING_BEFORE)),
        "TRIGGER:-PT12H".to_owned(),
        "END:VALARM".to_owned(),
        "END:VEVENT".to_owned(),
    ])
}
