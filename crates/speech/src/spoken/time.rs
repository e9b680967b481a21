//! Dates, nights and moments in words.

use charley_domain::{entry::Entry, moment::Precision, night::NightOf};
use jiff::civil::{Date, Time, Weekday};

use super::words::{
    APRIL, APRIL_SHORT, AUGUST, AUGUST_SHORT, DECEMBER, DECEMBER_SHORT, FEBRUARY, FEBRUARY_SHORT, FRIDAY,
    JANUARY, JANUARY_SHORT, JULY, JULY_SHORT, JUNE, JUNE_SHORT, MARCH, MARCH_SHORT, MAY, MAY_SHORT, MONDAY,
    NOVEMBER, NOVEMBER_SHORT, OCTOBER, OCTOBER_SHORT, SATURDAY, SEPTEMBER, SEPTEMBER_SHORT, SUNDAY, THURSDAY,
    TUESDAY, WEDNESDAY, at_on, day_of, day_of_year, day_short, month_of_year, night_of, nights,
    nights_of_month, with_weekday,
};
use crate::{message::Message, voice};

/// The months, in their order: whole, and as short as a chart needs them.
const MONTHS: [(Message, Message); 12] = [
    (JANUARY, JANUARY_SHORT),
    (FEBRUARY, FEBRUARY_SHORT),
    (MARCH, MARCH_SHORT),
    (APRIL, APRIL_SHORT),
    (MAY, MAY_SHORT),
    (JUNE, JUNE_SHORT),
    (JULY, JULY_SHORT),
    (AUGUST, AUGUST_SHORT),
    (SEPTEMBER, SEPTEMBER_SHORT),
    (OCTOBER, OCTOBER_SHORT),
    (NOVEMBER, NOVEMBER_SHORT),
    (DECEMBER, DECEMBER_SHORT),
];

/// The name of a month, from 1.
pub fn month(number: i8) -> &'static str {
    month_names(number).0.text()
}

fn month_names(number: i8) -> (Message, Message) {
    MONTHS[(number - 1).clamp(0, 11) as usize]
}

/// The name of a day of the week.
pub fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => MONDAY,
        Weekday::Tuesday => TUESDAY,
        Weekday::Wednesday => WEDNESDAY,
        Weekday::Thursday => THURSDAY,
        Weekday::Friday => FRIDAY,
        Weekday::Saturday => SATURDAY,
        Weekday::Sunday => SUNDAY,
    }
    .text()
}

/// The first two letters of a day of the week: for charts.
pub fn weekday_short(day: Weekday) -> &'static str {
    let name = weekday(day);
    let end = name.char_indices().nth(2).map_or(name.len(), |(end, _)| end);
    &name[..end]
}

/// A time as its reader's clocks show it: `7:10`, or `7:10 am` where they count to twelve.
///
/// ```
/// use charley_speech::{region::Region, spoken::clock, voice::{Voice, speaking}};
/// let time = jiff::civil::time(19, 5, 0, 0);
/// assert_eq!(clock(time), "19:05");
/// let there = Voice { region: Region::coded("US"), ..Voice::PLAIN };
/// assert_eq!(speaking(there, || clock(time)), "7:05 pm");
/// ```
pub fn clock(time: Time) -> String {
    let form = if voice::spoken().region.twelve_hours { "%-I:%M %P" } else { "%-H:%M" };
    time.strftime(form).to_string()
}

/// `22 November`, with the year where it is not that of `today`.
pub fn date(date: Date, today: Date) -> String {
    if date.year() == today.year() { day_of(date.day(), month(date.month())) } else { dated(date) }
}

/// `22 November 2026`: for paper, which is read later.
pub fn dated(date: Date) -> String {
    day_of_year(date.day(), month(date.month()), date.year())
}

/// `22 Nov`: for charts.
pub fn short_date(date: Date) -> String {
    day_short(date.day(), month_names(date.month()).1)
}

/// `November`, with the year where it is not that of `today`.
pub fn month_of(date: Date, today: Date) -> String {
    let name = month(date.month());
    if date.year() == today.year() { name.to_owned() } else { month_of_year(name, date.year()) }
}

/// `Monday 23 November`.
pub fn day(date: Date) -> String {
    with_weekday(weekday(date.weekday()), day_of(date.day(), month(date.month())))
}

/// `22 to 23 November`, `30 November to 1 December`, `31 December 2025 to 1 January 2026`.
pub fn night(night: NightOf, today: Date) -> String {
    let (from, to) = (night.date(), night.after().date());
    if from.year() != to.year() {
        return nights(dated(from), dated(to));
    }
    let end = date(to, today);
    if from.month() == to.month() {
        return nights_of_month(from.day(), end);
    }
    nights(day_of(from.day(), month(from.month())), end)
}

/// When an entry happened, as exactly as it is known.
pub(super) fn moment(entry: &Entry, today: Date) -> String {
    let wall = entry.occurred_at.civil();
    match entry.precision {
        Precision::Night => night_of(night(entry.night, today)),
        Precision::Exact | Precision::Minutes | Precision::Recalled => {
            let time = if voice::spoken().region.twelve_hours {
                clock(wall.time())
            } else {
                wall.strftime("%H:%M").to_string()
            };
            at_on(time, date(wall.date(), today))
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
