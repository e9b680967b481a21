//! Dates, nights and moments in words.

use charley_domain::{entry::Entry, moment::Precision, night::NightOf};
use jiff::civil::Date;

/// `22 November`, with the year where it is not that of `today`.
pub fn date(date: Date, today: Date) -> String {
    if date.year() == today.year() {
        date.strftime("%-d %B").to_string()
    } else {
        date.strftime("%-d %B %Y").to_string()
    }
}

/// `22 November 2026`: for paper, which is read later.
pub fn dated(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// `22 to 23 November`, `30 November to 1 December`, `31 December 2025 to 1 January 2026`.
pub fn night(night: NightOf, today: Date) -> String {
    let (from, to) = (night.date(), night.after().date());
    let end = if from.year() == to.year() { date(to, today) } else { to.strftime("%-d %B %Y").to_string() };
    if from.year() != to.year() {
        return format!("{} to {end}", from.strftime("%-d %B %Y"));
    }
    if from.month() == to.month() {
        return format!("{} to {end}", from.day());
    }
    format!("{} to {end}", from.strftime("%-d %B"))
}

/// When an entry happened, as exactly as it is known.
pub(super) fn moment(entry: &Entry, today: Date) -> String {
    let wall = entry.occurred_at.civil();
    match entry.precision {
        Precision::Night => format!("night of {}", night(entry.night, today)),
        Precision::Exact | Precision::Minutes | Precision::Recalled => {
            format!("{} on {}", wall.strftime("%H:%M"), date(wall.date(), today))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nights_are_named_by_both_their_dates() {
        let said = |text: &str| night(text.parse().unwrap(), Date::constant(2026, 11, 23));
        assert_eq!(said("2026-11-22"), "22 to 23 November");
        assert_eq!(said("2026-10-31"), "31 October to 1 November");
        assert_eq!(said("2025-12-31"), "31 December 2025 to 1 January 2026");
        assert_eq!(said("2025-10-31"), "31 October to 1 November 2025");
        assert_eq!(said("2025-10-01"), "1 to 2 October 2025");
    }
}
