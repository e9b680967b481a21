//! When something happened, as typed: `-15m`, `03:12`, `yesterday 03:12`, `8:30pm`, RFC 3339; nights and dates too.

mod clock;
mod day;

use charley_domain::{
    lifetime::Lifetime,
    moment::{Moment, Precision},
    night::NightOf,
};
use jiff::{
    SignedDuration, Timestamp, ZonedDateTime,
    civil::{Date, DateTime},
    tz::AmbiguousOffset,
};

use super::{Mistyped, span_s};

pub use day::{date, night, night_end, since};

/// A moment in the past, with how exactly it is known and what had to be decided to read it.
#[derive(Debug, Clone, PartialEq)]
pub struct When {
    /// The moment.
    pub moment: Moment,
    /// How exactly it is known.
    pub precision: Precision,
    /// What was decided where the clocks changed.
    pub note: Option<String>,
}

/// After this long a time is remembered rather than known.
const RECALLED_AFTER: SignedDuration = SignedDuration::from_hours(48);
/// A typed minute may end after the moment it was typed in.
const GRACE: SignedDuration = SignedDuration::from_secs(60);
const FORMS: &str = "write 03:12, yesterday 03:12, 8:30pm, -15m, 2026-11-22 03:12 or 2026-11-22T03:12+01:00";

/// The moment typed, read on the wall clock of `now`; without one it is now, exactly.
///
/// A time without a day is the latest such time in the past: 03:12 typed at 22:00 is this morning's.
///
/// # Errors
/// When it is no time, or lies in the future.
pub fn when(typed: Option<&str>, now: &ZonedDateTime) -> Result<When, Mistyped> {
    let Some(typed) = typed.map(str::trim).filter(|typed| !typed.eq_ignore_ascii_case("now")) else {
        return Ok(When { moment: Moment::of(now), precision: Precision::Exact, note: None });
    };
    let (zoned, note) = match relative(typed, now)? {
        Some(zoned) => (zoned, None),
        None => match absolute(typed, now) {
            Some(zoned) => (zoned, None),
            None => on_the_wall(typed, now)?,
        },
    };
    not_in_the_future(typed, &zoned, now)?;
    let moment = Moment::of(&zoned);
    Lifetime::until(now.timestamp()).check(&moment)?;
    let remembered = now.timestamp().duration_since(zoned.timestamp()) >= RECALLED_AFTER;
    let precision = if remembered { Precision::Recalled } else { Precision::Minutes };
    Ok(When { moment, precision, note })
}

/// The same for something that belongs to a night: a time without a day is that time of this night, from noon to noon.
///
/// # Errors
/// As [`when`].
pub fn when_in(night: NightOf, typed: &str, now: &ZonedDateTime) -> Result<When, Mistyped> {
    let Some(time) = clock::time_of_day(&typed.trim().to_lowercase()) else { return when(Some(typed), now) };
    let day = if time.hour() < 12 { night.after() } else { night };
    let (zoned, note) = resolve(day.date().to_datetime(time), now)?;
    not_in_the_future(typed, &zoned, now)?;
    Ok(When { moment: Moment::of(&zoned), precision: Precision::Minutes, note })
}

/// A wall-clock time in the zone of `now` as a moment; where clocks changed, the earlier reading.
///
/// # Errors
/// [`Mistyped`] when no clock shows that time on that day.
pub fn moment_at(wall: DateTime, now: &ZonedDateTime) -> Result<Moment, Mistyped> {
    resolve(wall, now).map(|(zoned, _)| Moment::of(&zoned))
}

/// A moment to come: `2027-05-09T09:00` on the wall clock of `now`, RFC 3339, or `07:30` and `tomorrow 07:30`.
///
/// # Errors
/// When it is no time, or lies in the past.
pub fn ahead(typed: &str, now: &ZonedDateTime) -> Result<Moment, Mistyped> {
    let typed = typed.trim();
    let refuse = || {
        Mistyped::form(
            "start",
            typed,
            "write 2027-05-09T09:00, 2027-05-09T09:00+02:00, tomorrow 07:30 or 07:30",
        )
    };
    let moment = match absolute(typed, now) {
        Some(zoned) => Moment::of(&zoned),
        None => match typed.parse::<DateTime>() {
            // A date alone is no start.
            Ok(wall) if typed.contains(':') => moment_at(wall, now)?,
            _ => {
                let lower = typed.to_lowercase();
                let (today, time) = match lower.split_once(' ') {
                    Some(("today", time)) => (true, time),
                    Some(("tomorrow", time)) => (false, time),
                    Some(_) => return Err(refuse()),
                    None => (true, lower.as_str()),
                };
                let time = clock::time_of_day(time).ok_or_else(refuse)?;
                let tomorrow = now.date().tomorrow().map_err(|_| refuse())?;
                let of_today = moment_at(now.date().to_datetime(time), now)?;
                let gone = of_today.instant <= now.timestamp() && !lower.starts_with("today");
                if today && !gone { of_today } else { moment_at(tomorrow.to_datetime(time), now)? }
            }
        },
    };
    if moment.instant < now.timestamp() {
        let now = now.strftime("%H:%M on %-d %B %Y, %Z");
        let problem = format!("is in the past, it is {now}: a plan is for a start that is to come");
        return Err(Mistyped::impossible(typed, problem));
    }
    Ok(moment)
}

/// `-15m`, `-1h30`, `15m ago`.
fn relative(typed: &str, now: &ZonedDateTime) -> Result<Option<ZonedDateTime>, Mistyped> {
    let Some(span) = typed.strip_prefix('-').or_else(|| typed.strip_suffix("ago")) else { return Ok(None) };
    let seconds = span_s(span).map_err(|_| {
        Mistyped::form("time", typed, "write how long ago with its unit, as in -15m, -90s or -1h30")
    })?;
    let ago = SignedDuration::try_from_secs_f64(seconds).ok();
    let zoned = ago.and_then(|ago| now.checked_sub(ago).ok());
    zoned.map(Some).ok_or_else(|| Mistyped::impossible(typed, "is longer ago than the calendar goes"))
}

/// RFC 3339 with an offset or a zone.
fn absolute(typed: &str, now: &ZonedDateTime) -> Option<ZonedDateTime> {
    if let Ok(zoned) = typed.parse::<ZonedDateTime>() {
        return Some(zoned);
    }
    let instant: Timestamp = typed.parse().ok()?;
    let home = instant.to_zoned_datetime(now.time_zone().clone());
    let pieces = jiff::fmt::temporal::Pieces::parse(typed).ok()?;
    match pieces.to_numeric_offset() {
        // `Z` says nothing of the wall clock, and an offset that home had then is home.
        Some(offset) if offset != home.offset() && !typed.ends_with(['Z', 'z']) => {
            Some(instant.to_zoned_datetime(offset.to_time_zone()))
        }
        _ => Some(home),
    }
}

/// A time of day, with or without a day before it.
fn on_the_wall(typed: &str, now: &ZonedDateTime) -> Result<(ZonedDateTime, Option<String>), Mistyped> {
    let refuse = || Mistyped::form("time", typed, FORMS);
    let lower = typed.to_lowercase();
    let (day, time) = day::split(&lower).ok_or_else(refuse)?;
    let time = clock::time_of_day(time).ok_or_else(refuse)?;
    if let Some(day) = day {
        return resolve(day.date(time, now).ok_or_else(refuse)?.to_datetime(time), now);
    }
    let today = resolve(now.date().to_datetime(time), now)?;
    if is_past(&today.0, now) { Ok(today) } else { resolve(yesterday(now)?.to_datetime(time), now) }
}

fn yesterday(now: &ZonedDateTime) -> Result<Date, Mistyped> {
    now.date().yesterday().map_err(|_| Mistyped::impossible("yesterday", "is before the calendar begins"))
}

fn is_past(zoned: &ZonedDateTime, now: &ZonedDateTime) -> bool {
    zoned.timestamp().duration_since(now.timestamp()) <= GRACE
}

fn not_in_the_future(typed: &str, zoned: &ZonedDateTime, now: &ZonedDateTime) -> Result<(), Mistyped> {
    if is_past(zoned, now) {
        return Ok(());
    }
    let (then, now) = (zoned.strftime("%H:%M on %-d %B %Y"), now.strftime("%H:%M on %-d %B %Y, %Z"));
    Err(Mistyped::impossible(
        typed,
        format!(
            "({then}) is in the future, it is {now}: give a time that has been, as in -15m or yesterday 23:30"
        ),
    ))
}

/// The instant of a wall-clock time, and a sentence where the clocks changed.
fn resolve(wall: DateTime, now: &ZonedDateTime) -> Result<(ZonedDateTime, Option<String>), Mistyped> {
    let outside =
        || Mistyped::impossible(&wall.to_string(), "is outside the calendar: give a date of your own life");
    let ambiguous = now.time_zone().to_ambiguous_zoned_datetime(wall);
    let offset = ambiguous.offset();
    let zoned = ambiguous.compatible().map_err(|_| outside())?;
    let typed = wall.strftime("%H:%M");
    let note = match offset {
        AmbiguousOffset::Unambiguous { .. } => None,
        AmbiguousOffset::Gap { .. } => Some(format!(
            "The clocks went forward then and {typed} did not exist: taken as {}.",
            zoned.strftime("%H:%M")
        )),
        AmbiguousOffset::Fold { after, .. } => Some(format!(
            "The clocks went back then and {typed} came twice: taken as the first. For the second write --at {}.",
            wall.strftime("%Y-%m-%dT%H:%M").to_string() + &after.to_string()
        )),
    };
    Ok((zoned, note))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: &str = "2026-11-23T22:00[Europe/Berlin]";

    fn at(typed: &str, now: &str) -> Result<String, String> {
        when(Some(typed), &now.parse().unwrap()).map(|w| w.moment.to_string()).map_err(|e| e.to_string())
    }

    #[track_caller]
    fn check(typed: &str, expected: &str) {
        assert_eq!(at(typed, NOW).as_deref(), Ok(expected));
    }

    #[test]
    fn times_read_as_people_type_them() {
        check("03:12", "2026-11-23T03:12:00+01:00");
        check("23:30", "2026-11-22T23:30:00+01:00");
        check("8:30pm", "2026-11-23T20:30:00+01:00");
        check("8:30 PM", "2026-11-23T20:30:00+01:00");
        check("11pm", "2026-11-22T23:00:00+01:00");
        check("yesterday 03:12", "2026-11-22T03:12:00+01:00");
        check("last night 03:12", "2026-11-23T03:12:00+01:00");
        check("last night 23:40", "2026-11-22T23:40:00+01:00");
        check("saturday 8am", "2026-11-21T08:00:00+01:00");
        check("2026-11-20 03:12", "2026-11-20T03:12:00+01:00");
        check("2026-11-20T03:12", "2026-11-20T03:12:00+01:00");
        check("-15m", "2026-11-23T21:45:00+01:00");
        check("-1h30", "2026-11-23T20:30:00+01:00");
        check("15 min ago", "2026-11-23T21:45:00+01:00");
        check("2026-11-20T03:12:00Z", "2026-11-20T04:12:00+01:00");
        check("2026-11-20T03:12:00+09:00", "2026-11-20T03:12:00+09:00");
        check("noon", "2026-11-23T12:00:00+01:00");
    }

    #[test]
    fn times_that_cannot_be_are_refused_with_a_way_out() {
        for typed in ["", "25:00", "13pm", "8", "0:60", "-15", "tomorrow 03:12", "2026-02-30 03:12", "soon"] {
            assert!(at(typed, NOW).unwrap_err().contains("write"), "{typed}");
        }
        let future = at("today 23:30", NOW).unwrap_err();
        assert!(future.contains("is in the future") && future.contains("-15m"), "{future}");
        assert!(at("2026-11-24T00:00:00Z", NOW).is_err());
        for long_ago in
            ["1066-10-14 09:00", "0001-01-01T00:00:00Z", "1899-12-31T12:00+01:00", "-200y", "-9999999h"]
        {
            let refused = at(long_ago, NOW).unwrap_err();
            assert!(refused.contains("1900") || refused.contains("write"), "{refused}");
        }
    }

    #[test]
    fn a_time_of_a_night_is_of_that_night_however_long_ago() {
        let now: ZonedDateTime = NOW.parse().unwrap();
        let night = "2026-11-10".parse().unwrap();
        let at = |typed: &str| when_in(night, typed, &now).map(|when| when.moment.to_string());
        assert_eq!(at("03:12").as_deref(), Ok("2026-11-11T03:12:00+01:00"));
        assert_eq!(at("11:30pm").as_deref(), Ok("2026-11-10T23:30:00+01:00"));
        assert_eq!(at("2026-11-20 03:12").as_deref(), Ok("2026-11-20T03:12:00+01:00"));
        let tonight = when_in("2026-11-23".parse().unwrap(), "03:12", &now).unwrap_err().to_string();
        assert!(tonight.contains("is in the future"), "{tonight}");
        assert!(when_in(night, "soon", &now).is_err());
    }

    #[test]
    fn how_exactly_a_time_is_known_follows_from_how_it_was_said() {
        let now: ZonedDateTime = NOW.parse().unwrap();
        assert_eq!(when(None, &now).unwrap().precision, Precision::Exact);
        assert_eq!(when(Some("03:12"), &now).unwrap().precision, Precision::Minutes);
        assert_eq!(when(Some("2026-11-21 03:12"), &now).unwrap().precision, Precision::Recalled);
    }

    #[test]
    fn changed_clocks_are_resolved_and_said() {
        let spring: ZonedDateTime = "2026-03-29T10:00[Europe/Berlin]".parse().unwrap();
        let gap = when(Some("02:30"), &spring).unwrap();
        assert_eq!(gap.moment.to_string(), "2026-03-29T03:30:00+02:00");
        assert!(gap.note.unwrap().contains("did not exist: taken as 03:30"));
        let autumn: ZonedDateTime = "2026-10-25T10:00[Europe/Berlin]".parse().unwrap();
        let fold = when(Some("02:30"), &autumn).unwrap();
        assert_eq!(fold.moment.to_string(), "2026-10-25T02:30:00+02:00");
        let note = fold.note.unwrap();
        let second = note.split("--at ").nth(1).unwrap().trim_end_matches('.');
        assert_eq!(when(Some(second), &autumn).unwrap().moment.to_string(), "2026-10-25T02:30:00+01:00");
    }

    proptest! {
        #[test]
        fn whatever_is_typed_gives_a_past_time_or_a_refusal(typed in "[-+0-9a-zT: ]{0,20}") {
            let now: ZonedDateTime = NOW.parse().unwrap();
            if let Ok(when) = when(Some(&typed), &now) {
                prop_assert!(when.moment.instant <= now.timestamp() + GRACE);
                prop_assert!(when.moment.civil().year() >= 1900);
            }
        }

        #[test]
        fn a_time_of_day_is_the_latest_in_the_past(minute in 0i8..60, hour in 0i8..24) {
            let now: ZonedDateTime = NOW.parse().unwrap();
            let when = when(Some(&format!("{hour:02}:{minute:02}")), &now).unwrap();
            let ago = now.timestamp().duration_since(when.moment.instant);
            prop_assert!(-GRACE <= ago && ago <= SignedDuration::from_hours(24));
            prop_assert_eq!((when.moment.civil().hour(), when.moment.civil().minute()), (hour, minute));
        }
    }
}
