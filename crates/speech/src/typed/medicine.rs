//! A medicine as a person types it into the terminal or a form: name, dates, dose, time of day, each refused by itself.

use charley_domain::entry::{MedicineUse, TimeOfDay};
use jiff::{ZonedDateTime, civil::Date};

use super::{Mistyped, date};

/// Longest name, in letters.
pub const LONGEST_NAME: usize = 100;
/// Longest dose, in letters.
pub const LONGEST_DOSE: usize = 60;
/// Letters of a refused text that are said back.
const SAID_BACK: usize = 40;
/// Nobody alive took a medicine before.
const EARLIEST: Date = Date::constant(1900, 1, 1);

/// What was typed of a medicine; an empty text was left out.
#[derive(Debug, Clone, Default)]
pub struct MedicineTyped<'a> {
    /// The name.
    pub name: &'a str,
    /// The first day.
    pub from: &'a str,
    /// The last day; empty while it is still taken.
    pub until: &'a str,
    /// How much.
    pub dose: &'a str,
    /// When in the day.
    pub times_of_day: Vec<&'a str>,
}

/// Which field of a medicine is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MedicineField {
    /// The name.
    Name,
    /// The first day.
    From,
    /// The last day.
    Until,
    /// How much.
    Dose,
    /// When in the day.
    TimesOfDay,
}

impl MedicineField {
    /// Its name in a form.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::From => "from",
            Self::Until => "until",
            Self::Dose => "dose",
            Self::TimesOfDay => "time_of_day",
        }
    }
}

/// The medicine that was typed.
///
/// # Errors
/// The first field that cannot be, and why.
pub fn medicine(
    typed: &MedicineTyped<'_>,
    now: &ZonedDateTime,
) -> Result<MedicineUse, (MedicineField, Mistyped)> {
    let of = |field: MedicineField| move |error: Mistyped| (field, error);
    let name = line("name of a medicine", typed.name, LONGEST_NAME, "write the name on the pack")
        .map_err(of(MedicineField::Name))?;
    if name.is_empty() {
        let remedy = "write the name on the pack, or none";
        return Err((MedicineField::Name, Mistyped::form("name of a medicine", "", remedy)));
    }
    let (from, until) = dates(typed, now)?;
    let dose = line("dose", typed.dose, LONGEST_DOSE, "write what the pack or the label says, as in 20 mg")
        .map_err(of(MedicineField::Dose))?;
    let times_of_day = times(&typed.times_of_day).map_err(of(MedicineField::TimesOfDay))?;
    Ok(MedicineUse {
        dose: (!dose.is_empty()).then_some(dose),
        times_of_day,
        ..MedicineUse::new(name, from, until)
    })
}

fn dates(
    typed: &MedicineTyped<'_>,
    now: &ZonedDateTime,
) -> Result<(Date, Option<Date>), (MedicineField, Mistyped)> {
    let impossible = |date: Date, problem: String| Mistyped::impossible(&date.to_string(), problem);
    let from = date(typed.from, now).map_err(|error| (MedicineField::From, error))?;
    if from > now.date() {
        let problem = "is in the future: record the medicine on the day you begin".to_owned();
        return Err((MedicineField::From, impossible(from, problem)));
    }
    if from < EARLIEST {
        let problem = format!("is before {EARLIEST}: write the day you began, or about when");
        return Err((MedicineField::From, impossible(from, problem)));
    }
    let until = (!typed.until.trim().is_empty()).then(|| date(typed.until, now)).transpose();
    let until = until.map_err(|error| (MedicineField::Until, error))?;
    if let Some(until) = until.filter(|until| *until < from) {
        let problem = format!("is before the first day, {from}: the last day cannot be earlier");
        return Err((MedicineField::Until, impossible(until, problem)));
    }
    Ok((from, until))
}

/// One line of text without what no pack carries.
fn line(what: &'static str, typed: &str, longest: usize, remedy: &str) -> Result<String, Mistyped> {
    let text = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let said_back = || text.chars().take(SAID_BACK).collect::<String>();
    let length = text.chars().count();
    if length > longest {
        let remedy = format!("{remedy}, at most {longest} letters (these are {length})");
        return Err(Mistyped::form(what, &format!("{}…", said_back()), remedy));
    }
    if text.chars().any(is_hidden) {
        let remedy = format!("{remedy}: there is a sign in it that cannot be seen");
        return Err(Mistyped::form(what, &said_back(), remedy));
    }
    Ok(text)
}

/// Control characters, and those that turn or hide what stands beside them.
fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// The times of day that were named, each once, in the order of the day.
fn times(typed: &[&str]) -> Result<Vec<TimeOfDay>, Mistyped> {
    let named = typed.iter().flat_map(|text| text.split(',')).filter(|word| !word.trim().is_empty());
    let mut times = named.map(str::parse).collect::<Result<Vec<TimeOfDay>, _>>()?;
    times.sort();
    times.dedup();
    Ok(times)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn now() -> ZonedDateTime {
        "2026-11-23T09:00[Europe/Berlin]".parse().unwrap()
    }

    fn typed<'a>(name: &'a str, from: &'a str, until: &'a str) -> MedicineTyped<'a> {
        MedicineTyped { name, from, until, ..MedicineTyped::default() }
    }

    fn wrong(typed: &MedicineTyped<'_>) -> (MedicineField, String) {
        let (field, error) = medicine(typed, &now()).unwrap_err();
        (field, error.to_string())
    }

    #[test]
    fn each_field_says_what_is_wrong_with_it() {
        for (name, from, until, field, said) in [
            ("  ", "2026-01-01", "", MedicineField::Name, "on the pack"),
            ("x", "soon", "", MedicineField::From, "soon"),
            ("x", "2027-01-01", "", MedicineField::From, "in the future"),
            ("x", "1492-01-01", "", MedicineField::From, "1900"),
            ("x", "2026-01-01", "2025-01-01", MedicineField::Until, "cannot be earlier"),
            ("a\u{202e}b", "2026-01-01", "", MedicineField::Name, "cannot be seen"),
            ("bell\u{7}", "2026-01-01", "", MedicineField::Name, "cannot be seen"),
        ] {
            let (at, why) = wrong(&typed(name, from, until));
            assert!(at == field && why.contains(said), "{name:?} {from} {until}: {at:?} {why}");
        }
        let (at, why) = wrong(&typed(&"n".repeat(300), "2026-01-01", ""));
        assert!(at == MedicineField::Name && why.contains("300") && why.len() < 200, "{why}");
        let (at, why) = wrong(&MedicineTyped { dose: "\u{0}", ..typed("x", "2026-01-01", "") });
        assert!(at == MedicineField::Dose && why.lines().count() == 1, "{why}");
        let (at, why) = wrong(&MedicineTyped { times_of_day: vec!["tea"], ..typed("x", "2026-01-01", "") });
        assert!(at == MedicineField::TimesOfDay && why.contains("bedtime"), "{why}");
    }

    #[test]
    fn what_was_typed_is_read_with_single_spaces_and_in_the_order_of_the_day() {
        let typed = MedicineTyped {
            dose: " 20  mg ",
            times_of_day: vec!["bedtime,morning", "Morning"],
            ..typed(" two  words ", "2026-01-01", "")
        };
        let used = medicine(&typed, &now()).unwrap();
        assert_eq!((used.name.as_str(), used.until), ("two words", None));
        assert_eq!(used.dose.as_deref(), Some("20 mg"));
        assert_eq!(used.times_of_day, [TimeOfDay::Morning, TimeOfDay::Bedtime]);
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_read_or_refused_in_one_line(
            name in "\\PC{0,120}", from in "\\PC{0,12}", until in "\\PC{0,12}", dose in ".{0,80}", at in "\\PC{0,9}",
        ) {
            let typed = MedicineTyped { dose: &dose, times_of_day: vec![&at], ..typed(&name, &from, &until) };
            match medicine(&typed, &now()) {
                Ok(used) => prop_assert!(used.until.is_none_or(|until| used.from <= until)),
                Err((_, why)) => prop_assert_eq!(why.to_string().lines().count(), 1),
            }
        }
    }
}
