//! Times of day: `03:12`, `8:30pm`, `11pm`, `noon`.

use jiff::civil::Time;

/// The time of day typed, in lower case; `None` when it is none, or could be morning or evening.
pub(super) fn time_of_day(typed: &str) -> Option<Time> {
    match typed {
        "noon" => return Some(Time::constant(12, 0, 0, 0)),
        "midnight" => return Some(Time::midnight()),
        _ => {}
    }
    let dotless = typed.replace("a.m.", "am").replace("p.m.", "pm");
    if let Some(morning) = dotless.strip_suffix("am") {
        return half_day(morning.trim(), 0);
    }
    if let Some(evening) = dotless.strip_suffix("pm") {
        return half_day(evening.trim(), 12);
    }
    let TypedTime { hour, minute, second } = fields(&dotless)?;
    Time::new(hour, minute?, second, 0).ok()
}

fn half_day(typed: &str, first_hour: i8) -> Option<Time> {
    let TypedTime { hour, minute, second } = fields(typed)?;
    if !(1..=12).contains(&hour) {
        return None;
    }
    Time::new(hour % 12 + first_hour, minute.unwrap_or(0), second, 0).ok()
}

/// A time as typed.
struct TypedTime {
    hour: i8,
    minute: Option<i8>,
    second: i8,
}

fn fields(typed: &str) -> Option<TypedTime> {
    let mut fields = typed.split(':').map(two_digits);
    let hour = fields.next()??;
    let minute = fields.next().map_or(Some(None), |minute| minute.map(Some))?;
    let second = fields.next().unwrap_or(Some(0))?;
    fields.next().is_none().then_some(TypedTime { hour, minute, second })
}

fn two_digits(typed: &str) -> Option<i8> {
    (typed.len() <= 2 && typed.bytes().all(|byte| byte.is_ascii_digit())).then(|| typed.parse().ok())?
}
