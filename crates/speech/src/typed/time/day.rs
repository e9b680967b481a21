//! Days as typed: `yesterday`, `saturday`, `2026-11-22`, `last night`; and the nights that begin on them.

use charley_domain::{lifetime::Lifetime, night::NightOf};
use jiff::{
    Timestamp, ToSpan, ZonedDateTime,
    civil::{Date, Time, Weekday},
};

use crate::typed::{Mistyped, parts};

const DATE_FORMS: &str = "write it as in 2026-11-22, yesterday or saturday";

/// A day as typed before a time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum TypedDay {
    Today,
    Yesterday,
    LastNight,
    On(Weekday),
    Date(Date),
}

impl TypedDay {
    fn read(typed: &str) -> Option<Self> {
        Some(match typed {
            "today" | "tonight" => Self::Today,
            "yesterday" => Self::Yesterday,
            "last night" | "last" => Self::LastNight,
            _ => weekday(typed).map(Self::On).or_else(|| iso(typed).map(Self::Date))?,
        })
    }

    /// The date on which `time` of this day was.
    pub(super) fn date(self, time: Time, now: &ZonedDateTime) -> Option<Date> {
        let today = now.date();
        match self {
            Self::Today => Some(today),
            Self::Yesterday => today.yesterday().ok(),
            Self::LastNight => {
                let night = NightOf::last(now.datetime());
                Some(if time.hour() < 12 { night.after().date() } else { night.date() })
            }
            Self::On(weekday) => {
                let back = weekday.until(today.weekday());
                let date = today.checked_sub(i64::from(back).days()).ok()?;
                let not_yet = date.to_datetime(time) > now.datetime();
                if not_yet { date.checked_sub(7.days()).ok() } else { Some(date) }
            }
            Self::Date(date) => Some(date),
        }
    }
}

/// Splits `yesterday 03:12` into its day and its time; the day is absent where only a time was typed.
pub(super) fn split(lower: &str) -> Option<(Option<TypedDay>, &str)> {
    if let Some((date, time)) = lower.split_once('t').filter(|(date, _)| iso(date).is_some()) {
        return Some((TypedDay::read(date), time));
    }
    // The longest day first: `last night 03:12` has two blanks, `8:30 pm` one that belongs to the time.
    for (at, _) in lower.rmatch_indices(' ') {
        let (day, time) = (lower[..at].trim(), lower[at..].trim());
        if let Some(day) = TypedDay::read(day.trim_end_matches(" at").trim_end_matches(',')) {
            return Some((Some(day), time));
        }
    }
    (!lower.is_empty()).then_some((None, lower))
}

/// A date, which may lie in the future of `now`: the caller says whether that is allowed.
///
/// # Errors
/// When it is no date, or before 1900.
pub fn date(typed: &str, now: &ZonedDateTime) -> Result<Date, Mistyped> {
    let lower = typed.trim().to_lowercase();
    let day = TypedDay::read(&lower).ok_or_else(|| Mistyped::form("date", typed, DATE_FORMS))?;
    let date = day.date(Time::midnight(), now).ok_or_else(|| Mistyped::form("date", typed, DATE_FORMS))?;
    // What lies ahead is the caller's affair: a pause and the end of a medicine do.
    Lifetime::until(Timestamp::MAX).check_date(date)?;
    Ok(date)
}

/// The night that began on the date typed, the newest that is over where none was; one that is not over yet is refused.
///
/// # Errors
/// When it is no date, or the night goes on or is still to come.
pub fn night(typed: Option<&str>, now: &ZonedDateTime) -> Result<NightOf, Mistyped> {
    let last = NightOf::over(now.datetime());
    let Some(typed) = typed else { return Ok(last) };
    let lower = typed.trim().to_lowercase();
    if matches!(lower.as_str(), "last" | "last night") {
        return Ok(last);
    }
    let night = NightOf(date(&lower, now)?);
    if night > last {
        let problem = format!(
            "is a night that is not over: the latest that can be answered is {last}, the night that began on that date. \
             Say it in the morning"
        );
        return Err(Mistyped::impossible(typed, problem));
    }
    Ok(night)
}

/// The wall-clock morning at which a night counts as over, for entries that know only their night.
pub fn night_end(night: NightOf) -> jiff::civil::DateTime {
    night.after().date().at(7, 0, 0, 0)
}

/// The first night of `90d`, `12w`, `6mo`, `1y` or a date; `None` for `all`.
///
/// # Errors
/// When it is neither a number of days nor a date.
pub fn since(typed: &str, now: &ZonedDateTime) -> Result<Option<NightOf>, Mistyped> {
    let refuse = || {
        Mistyped::form("length of time", typed, "write 90d, 12w, 6mo, 1y, all, or a date as in 2026-11-22")
    };
    let lower = typed.trim().to_lowercase();
    if lower == "all" {
        return Ok(None);
    }
    if let Ok(date) = date(&lower, now) {
        return if date > now.date() { Err(refuse()) } else { Ok(Some(NightOf(date))) };
    }
    let part = parts::one(&lower).filter(|part| (1.0..=40_000.0).contains(&part.value)).ok_or_else(refuse)?;
    let count = part.value as i32;
    let back = match part.unit.as_str() {
        "d" | "day" | "days" | "night" | "nights" => count.days(),
        "w" | "week" | "weeks" => count.min(6_000).weeks(),
        "mo" | "month" | "months" => count.min(1_400).months(),
        "y" | "year" | "years" => count.min(120).years(),
        _ => return Err(refuse()),
    };
    // 90 days are the 90 nights that end with last night.
    Ok(Some(NightOf(now.date().saturating_sub(back))))
}

fn weekday(typed: &str) -> Option<Weekday> {
    Some(match typed {
        "mon" | "monday" => Weekday::Monday,
        "tue" | "tues" | "tuesday" => Weekday::Tuesday,
        "wed" | "wednesday" => Weekday::Wednesday,
        "thu" | "thur" | "thurs" | "thursday" => Weekday::Thursday,
        "fri" | "friday" => Weekday::Friday,
        "sat" | "saturday" => Weekday::Saturday,
        "sun" | "sunday" => Weekday::Sunday,
        _ => return None,
    })
}

fn iso(typed: &str) -> Option<Date> {
    (typed.len() == 10).then(|| typed.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> ZonedDateTime {
        "2026-11-23T09:00[Europe/Berlin]".parse().unwrap()
    }

    #[test]
    fn a_night_is_last_night_unless_said_and_never_one_to_come() {
        let read = |typed| night(typed, &now()).map(|night| night.to_string()).map_err(|e| e.to_string());
        assert_eq!(read(None).as_deref(), Ok("2026-11-22"));
        assert_eq!(read(Some("last")).as_deref(), Ok("2026-11-22"));
        assert_eq!(read(Some("yesterday")).as_deref(), Ok("2026-11-22"));
        assert_eq!(read(Some("2026-11-01")).as_deref(), Ok("2026-11-01"));
        assert!(read(Some("today")).unwrap_err().contains("not over"));
        assert!(read(Some("22.11.")).unwrap_err().contains("2026-11-22"));
    }

    #[test]
    fn a_night_that_is_going_on_is_not_last_night_yet() {
        let at = |now: &str, typed| night(typed, &now.parse().unwrap()).map(|night| night.to_string());
        let (up, early) = ("2026-11-23T01:50[Europe/Berlin]", "2026-11-23T04:00[Europe/Berlin]");
        assert_eq!(at(up, None).as_deref(), Ok("2026-11-21"));
        assert_eq!(at(early, None).as_deref(), Ok("2026-11-22"));
        assert!(at(up, Some("2026-11-22")).unwrap_err().to_string().contains("2026-11-21"));
    }

    #[test]
    fn ninety_days_are_the_ninety_nights_that_end_with_last_night() {
        let first = since("90d", &now()).unwrap().unwrap();
        assert_eq!(first.through(NightOf::last(now().datetime())).count(), 90);
        assert_eq!(since("all", &now()), Ok(None));
        assert_eq!(since("2026-11-01", &now()).unwrap().unwrap().to_string(), "2026-11-01");
        for typed in ["", "90", "0d", "2027-01-01", "99999999999d", "6m"] {
            assert!(since(typed, &now()).is_err(), "{typed}");
        }
    }
}
