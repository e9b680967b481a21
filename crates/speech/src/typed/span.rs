//! Spans of time as typed: `2m`, `90s`, `1h30`, `6h30`, `40min`.

use charley_domain::quantity::Hours;

use super::{Mistyped, parts};

/// A span in seconds.
///
/// # Errors
/// When it has no unit, an unknown unit, or is zero.
pub fn span_s(typed: &str) -> Result<f64, Mistyped> {
    let refuse =
        || Mistyped::form("span of time", typed, "write it with its unit, as in 90s, 2m, 40min or 1h30");
    let mut total_s = 0.0;
    let mut next_unit_s = None;
    for part in parts::parts(typed).ok_or_else(refuse)? {
        let unit_s =
            if part.unit.is_empty() { next_unit_s } else { unit_s(&part.unit) }.ok_or_else(refuse)?;
        // `1h30` means minutes after hours, `2m30` seconds after minutes; never a larger unit after a smaller one.
        if next_unit_s.is_some_and(|next| unit_s > next) {
            return Err(refuse());
        }
        total_s += part.value * unit_s;
        next_unit_s = Some(unit_s / 60.0);
    }
    if total_s > 0.0 {
        Ok(total_s)
    } else {
        Err(Mistyped::impossible(typed, "is no time at all: leave it out"))
    }
}

/// A span in hours, as for sleep and sitting.
///
/// # Errors
/// As [`span_s`], and when it is longer than two days.
pub fn hours(typed: &str) -> Result<Hours, Mistyped> {
    Ok(Hours::from_h(span_s(typed)? / 3600.0)?)
}

fn unit_s(unit: &str) -> Option<f64> {
    match unit.trim_end_matches('.') {
        "s" | "sec" | "secs" | "second" | "seconds" => Some(1.0),
        "m" | "min" | "mins" | "minute" | "minutes" => Some(60.0),
        "h" | "hr" | "hrs" | "hour" | "hours" => Some(3600.0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_read_as_people_type_them() {
        for (typed, expected_s) in [
            ("2m", 120.0),
            ("90s", 90.0),
            ("1h30", 5400.0),
            ("6h30", 23_400.0),
            ("9h", 32_400.0),
            ("2m30", 150.0),
            ("1h 5min 3s", 3903.0),
            ("0,5h", 1800.0),
            ("1.5 hours", 5400.0),
        ] {
            assert_eq!(span_s(typed), Ok(expected_s), "{typed}");
        }
    }

    #[test]
    fn spans_without_a_plain_meaning_are_refused() {
        for typed in ["2", "", "m", "30m1h", "2:30", "0s", "-2m", "3 days", "1h30x"] {
            assert!(span_s(typed).is_err(), "{typed}");
        }
        assert_eq!(
            span_s("40").unwrap_err().to_string(),
            "\"40\" is no span of time: write it with its unit, as in 90s, 2m, 40min or 1h30"
        );
        assert!(hours("60h").unwrap_err().to_string().contains("outside 0 to 48 h"));
    }
}
