//! A workout that is to come, as typed in words: `run 90min hard 18km 29c`, `marathon 3:45:00 +200m`.

use charley_domain::{entry::Effort, workout::Sport};

use super::{Goal, Spec};
use charley_speech::typed::{self, Mistyped};

/// What to write.
const FORM: &str = "write sport, how long and how hard, and if you like how far, how high and how warm, as in 'run 90min hard 18km +200m 29c'";
/// Races by name, in m.
const RACES: [(&str, f64); 4] =
    [("marathon", 42_195.0), ("half-marathon", 21_097.5), ("half", 21_097.5), ("parkrun", 5_000.0)];

/// Adds what the words say.
///
/// # Errors
/// When a word is none of what can be said of a workout, or says again what was said.
pub(super) fn read(typed: &str, spec: &mut Spec) -> Result<(), Mistyped> {
    for word in typed.split_whitespace() {
        if word.starts_with('-') && !word.to_lowercase().ends_with(['c', 'f']) {
            return Err(Mistyped::impossible(
                word,
                format!("is negative, which only a temperature can be: {FORM}"),
            ));
        }
        let race = RACES.iter().find(|(name, _)| word.eq_ignore_ascii_case(name));
        if let (Ok(found), None) = (word.parse::<Sport>(), spec.sport) {
            spec.sport = Some(found);
        } else if let (Ok(found), None) = (word.parse::<Effort>(), spec.effort) {
            spec.effort = Some(found);
        } else if let (Some((_, metres)), None) = (race, spec.distance_m) {
            spec.distance_m = Some(*metres);
        } else if let (Some(found), None) = (warmth(word)?, spec.air_c) {
            spec.air_c = Some(found);
        } else if let (Some(found), None) = (climb(word)?, spec.climb_m) {
            spec.climb_m = Some(found);
        } else if let (Ok(found), None) = (typed::distance_with_unit(word), spec.distance_m) {
            spec.distance_m = Some(found.m());
        } else if spec.goal.is_none() {
            spec.goal = Some(Goal::read(word).map_err(|_| Mistyped::form("part of a workout", word, FORM))?);
        } else {
            return Err(Mistyped::form("part of a workout", word, FORM));
        }
    }
    Ok(())
}

/// A sport or time that is missing, with what to write.
pub fn missing(what: &str, typed: &str) -> Mistyped {
    Mistyped::form("workout", typed, format!("{what} is missing; {FORM}"))
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

/// A climb: `+200m`, `+650ft`; `None` when the word is none.
fn climb(word: &str) -> Result<Option<f64>, Mistyped> {
    match word.strip_prefix('+') {
        Some(climb) => typed::climb_m(climb).map(Some),
        None => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(typed: &str) -> Result<Spec, Mistyped> {
        let mut spec = Spec::default();
        read(typed, &mut spec).map(|()| spec)
    }

    #[test]
    fn words_come_in_any_order() {
        let workout = words("90min run 29c hard 18km +200m").unwrap();
        assert_eq!((workout.sport, workout.goal), (Some(Sport::Run), Some(Goal::Time(5400.0))));
        assert_eq!(
            (workout.effort, workout.distance_m, workout.air_c, workout.climb_m),
            (Some(Effort::Hard), Some(18_000.0), Some(29.0), Some(200.0))
        );
        assert_eq!(words("marathon 3:45").unwrap().goal, Some(Goal::Time(13_500.0)));
        assert_eq!(words("10km 5:00/km").unwrap().goal, Some(Goal::Pace(300.0)));
    }

    #[test]
    fn refusals_name_the_word() {
        for (typed, named) in [
            ("run 40min fast", "fast"),
            ("run 40min easy --", "--"),
            ("run 40min 84c", "84"),
            ("run +x", "x"),
        ] {
            let message = words(typed).unwrap_err().to_string();
            assert!(message.contains(named), "{typed}: {message}");
        }
    }
}
