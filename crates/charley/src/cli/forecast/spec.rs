//! A planned workout as typed: `run 90min hard 18km 29c`.

use charley_domain::{entry::Effort, moment::Moment, workout::Sport};
use jiff::Zoned;

use crate::{
    prevent::Planned,
    typed::{self, Mistyped},
};

/// Longest workout that is taken for one.
const LONGEST_S: f64 = 7.0 * 24.0 * 3600.0;
const FORM: &str = "write sport, how long and how hard, and if you like how far and how warm, as in 'run 90min hard 18km 29c'";

/// The workout typed; it starts now.
///
/// # Errors
/// When the sport or the time is missing, or a word is none of what can be said of a workout.
pub(crate) fn planned(typed: &str, now: &Zoned) -> Result<Planned, Mistyped> {
    let (mut sport, mut effort, mut duration_s, mut distance_m, mut air_c) = (None, None, None, None, None);
    for word in typed.split_whitespace() {
        if let (Ok(found), None) = (word.parse::<Sport>(), sport) {
            sport = Some(found);
        } else if let (Ok(found), None) = (word.parse::<Effort>(), effort) {
            effort = Some(found);
        } else if let (Some(found), None) = (warmth(word)?, air_c) {
            air_c = Some(found);
        } else if let (Ok(found), None) = (typed::distance_with_unit(word), distance_m) {
            distance_m = Some(found.m());
        } else if duration_s.is_none() {
            duration_s = Some(lasts(word)?);
        } else {
            return Err(Mistyped::form("part of a workout", word, FORM));
        }
    }
    let missing = |what: &str| Mistyped::form("workout", typed, format!("{what} is missing; {FORM}"));
    Ok(Planned {
        sport: sport.ok_or_else(|| missing("the sport"))?,
        duration_s: duration_s.ok_or_else(|| missing("how long"))?,
        effort,
        distance_m,
        air_c,
        start: Moment::of(now),
    })
}

/// A temperature with its sign: `29c`, `84f`, `29°C`; `None` when the word is none.
fn warmth(word: &str) -> Result<Option<f64>, Mistyped> {
    let lower = word.to_lowercase();
    let number = lower.strip_suffix(['c', 'f']).map(|number| number.trim_end_matches('°'));
    match number {
        Some(number) if number.parse::<f64>().is_ok() => Ok(Some(typed::air(word)?.c())),
        _ => Ok(None),
    }
}

fn lasts(word: &str) -> Result<f64, Mistyped> {
    let seconds = typed::span_s(word).map_err(|_| Mistyped::form("part of a workout", word, FORM))?;
    if seconds > LONGEST_S {
        return Err(Mistyped::impossible(word, "is longer than a week: forecast each day by itself"));
    }
    Ok(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str) -> Result<Planned, Mistyped> {
        planned(typed, &"2026-11-23T09:00[Europe/Berlin]".parse().unwrap())
    }

    #[test]
    fn words_come_in_any_order() {
        let workout = read("90min run 29c hard 18km").unwrap();
        assert_eq!((workout.sport, workout.duration_s), (Sport::Run, 5400.0));
        assert_eq!(
            (workout.effort, workout.distance_m, workout.air_c),
            (Some(Effort::Hard), Some(18_000.0), Some(29.0))
        );
        assert_eq!(read("ride 2h").unwrap().effort, None);
    }

    #[test]
    fn refusals_name_the_word() {
        for (typed, named) in [
            ("run", "how long"),
            ("40min easy", "sport"),
            ("run 40min fast", "fast"),
            ("run 40min easy --", "--"),
            ("run 40min 84c", "84"),
            ("run 2000h", "2000h"),
            ("", "sport"),
        ] {
            let message = read(typed).unwrap_err().to_string();
            assert!(message.contains(named), "{typed}: {message}");
        }
    }
}
