//! What may be told of a day with a form of its own, by the word in its address: a kind of entry, or the trigger that it tells of.

use charley_domain::{
    entry::{DrinkKind, Effort, ManualWorkout, Record},
    night::NightOf,
    person::Units,
    trigger,
    workout::Sport,
};
use charley_speech::{
    day::{CUP_MG, DayThing},
    typed::{self, Mistyped},
};

use crate::form::FormFields;

/// Something that a form tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DayKind {
    /// One of the things of the card, in buttons and by amount.
    Thing(DayThing),
    Drink,
    Weight,
    Workout,
    WarmUp,
    FoamRoll,
}

/// Where a word leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AskedFor {
    Form(DayKind),
    /// A page that asks for it.
    Page(&'static str),
}

impl AskedFor {
    /// What a word asks for; `None` where it is none of ours.
    pub(super) fn of(word: &str) -> Option<Self> {
        let word = word.rsplit_once('.').map_or(word, |(_, id)| id);
        if let Some(kind) = DayKind::ALL.into_iter().find(|kind| kind.word() == word) {
            return Some(Self::Form(kind));
        }
        if let Some(thing) = DayThing::ALL.into_iter().find(|thing| thing.trigger() == word) {
            return Some(Self::Form(DayKind::Thing(thing)));
        }
        Some(match word {
            trigger::FIRST_HEAT | trigger::CORE_TEMPERATURE => Self::Form(DayKind::Thing(DayThing::Air)),
            trigger::GLYCOGEN_LOW => Self::Form(DayKind::Thing(DayThing::Food)),
            trigger::FLUID_DEFICIT | trigger::SODIUM_DEFICIT => Self::Form(DayKind::Drink),
            trigger::LOAD
            | trigger::LOAD_JUMP
            | trigger::INTENSITY
            | trigger::DISTANCE_JUMP
            | trigger::DESCENT
            | trigger::ELAPSED
            | trigger::STRENGTH_MISSING
            | trigger::MORNING => Self::Form(DayKind::Workout),
            trigger::SEASON => Self::Page("/settings#hemisphere"),
            trigger::HISTORY | trigger::CRAMPED_LAST_WEEK => Self::Page("/diary"),
            trigger::CRAMPED_TODAY => Self::Page("/workouts"),
            id if trigger::is_medicine(id) => Self::Page("/medicines"),
            id if trigger::is_pregnancy(id) => Self::Page("/settings#pregnant-since"),
            _ => return None,
        })
    }
}

impl DayKind {
    /// All of them, in the order in which they are offered.
    pub(super) const ALL: [Self; 12] = [
        Self::Thing(DayThing::Sleep),
        Self::Thing(DayThing::Sitting),
        Self::Thing(DayThing::Alcohol),
        Self::Thing(DayThing::LateCaffeine),
        Self::Thing(DayThing::Stretch),
        Self::Thing(DayThing::Air),
        Self::Thing(DayThing::Food),
        Self::Drink,
        Self::Weight,
        Self::Workout,
        Self::WarmUp,
        Self::FoamRoll,
    ];

    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Thing(thing) => thing.word(),
            Self::Drink => "drink",
            Self::Weight => "weight",
            Self::Workout => "workout",
            Self::WarmUp => "warm-up",
            Self::FoamRoll => "foam-roll",
        }
    }

    /// What stands over the form.
    pub(super) fn heading(self) -> &'static str {
        match self {
            Self::Thing(thing) => thing.question(),
            Self::Drink => "Something you drank",
            Self::Weight => "Your weight",
            Self::Workout => "A workout without a watch",
            Self::WarmUp => "A warm-up",
            Self::FoamRoll => "Foam rolling",
        }
    }

    /// The label of the field for an amount, and what may be typed; `None` where there is no amount.
    pub(super) const fn amount(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Thing(DayThing::Sleep | DayThing::Sitting) => {
                Some(("Or exactly", "hours, as in 6.5h or 6h30"))
            }
            Self::Thing(DayThing::Alcohol) => {
                Some(("Or exactly", "units of 8 g, as in 2, or grams, as in 16g"))
            }
            Self::Thing(DayThing::LateCaffeine) => Some(("Or exactly", "milligrams, as in 120")),
            Self::Thing(DayThing::Air) => Some(("Or exactly", "in the shade, as in 27c or 81f")),
            Self::Thing(DayThing::Food) => Some(("Or exactly", "grams of carbohydrate, as in 60g")),
            Self::Thing(DayThing::Stretch) | Self::WarmUp | Self::FoamRoll => None,
            Self::Drink => Some(("How much", "as in 500ml, 0.5l or 16oz")),
            Self::Weight => Some(("Weight", "as in 72kg, 160lb or 11st 4lb")),
            Self::Workout => Some(("How long", "as in 40min or 1h30")),
        }
    }

    /// What a button says, or else what was typed.
    ///
    /// # Errors
    /// What is wrong with what was typed.
    pub(super) fn read(self, fields: &FormFields, night: NightOf, units: Units) -> Result<Record, Mistyped> {
        let (typed, tapped) = (fields.text("amount"), fields.text("tapped"));
        match self {
            Self::Thing(thing) => {
                let amount = if typed.is_empty() || !tapped.is_empty() {
                    tapped_of(tapped)?
                } else {
                    amount(thing, typed)?
                };
                Ok(thing.record(amount, night)?)
            }
            Self::Drink => Ok(Record::Drink {
                volume_ml: typed::volume(typed)?,
                sodium_mg: None,
                drink: if fields.text("drink").is_empty() {
                    None
                } else {
                    Some(fields.text("drink").parse::<DrinkKind>()?)
                },
            }),
            Self::Weight => Ok(Record::Weight { mass_kg: typed::mass(typed, Some(units))?, weigh_in: None }),
            Self::Workout => Ok(Record::Workout(workout(fields, typed)?)),
            Self::WarmUp => Ok(Record::WarmUp),
            Self::FoamRoll => Ok(Record::FoamRoll),
        }
    }
}

/// Longest workout without a watch, in s.
const LONGEST_S: f64 = 7.0 * 24.0 * 3600.0; // a week

fn workout(fields: &FormFields, lasted: &str) -> Result<ManualWorkout, Mistyped> {
    let seconds = typed::span_s(lasted)?;
    if seconds > LONGEST_S {
        return Err(Mistyped::impossible(
            lasted,
            "is longer than a week: record each day as its own workout",
        ));
    }
    let far = fields.text("far");
    Ok(ManualWorkout {
        sport: fields.text("sport").parse::<Sport>()?,
        duration_s: seconds.round() as u32,
        effort: fields.text("effort").parse::<Effort>()?,
        distance_m: if far.is_empty() { None } else { Some(typed::distance(far)?) },
    })
}

fn tapped_of(text: &str) -> Result<f64, Mistyped> {
    let wrong = || Mistyped::form("answer", text, "tap one, or type an amount");
    text.parse().ok().filter(|amount: &f64| amount.is_finite()).ok_or_else(wrong)
}

/// An amount that was typed, in the unit of its thing; a bare number of hours or grams is one.
fn amount(thing: DayThing, typed: &str) -> Result<f64, Mistyped> {
    let bare = typed.parse::<f64>().ok();
    match thing {
        DayThing::Sleep | DayThing::Sitting => match bare {
            Some(hours) => Ok(hours),
            None => Ok(typed::hours(typed)?.h()),
        },
        DayThing::Alcohol => Ok(typed::alcohol(typed)?.units()),
        DayThing::LateCaffeine => Ok(typed::caffeine(typed)?.mg() / CUP_MG),
        DayThing::Air => Ok(typed::air(typed)?.c()),
        DayThing::Food => match bare {
            Some(grams) => Ok(grams),
            None => Ok(typed::carbohydrate(typed)?.g()),
        },
        DayThing::Stretch => tapped_of(typed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_trigger_that_a_person_can_know_leads_somewhere() {
        for id in trigger::ALL {
            assert!(AskedFor::of(id).is_some(), "{id}");
            assert_eq!(AskedFor::of(&format!("night.{id}")), AskedFor::of(id));
        }
        assert_eq!(AskedFor::of("sitting"), Some(AskedFor::Form(DayKind::Thing(DayThing::Sitting))));
        assert_eq!(AskedFor::of("tea leaves"), None);
    }

    #[test]
    fn what_is_typed_comes_before_nothing_and_after_a_tap() {
        let fields = |pairs: &[(&str, &str)]| {
            FormFields::of(
                pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
            )
        };
        let night = "2026-11-22".parse().unwrap();
        let read = |kind: DayKind, pairs: &[(&str, &str)]| kind.read(&fields(pairs), night, Units::Metric);
        let sleep = DayKind::Thing(DayThing::Sleep);
        assert_eq!(DayThing::Sleep.amount(&read(sleep, &[("amount", "6h30")]).unwrap()), Some(6.5));
        assert_eq!(
            DayThing::Sleep.amount(&read(sleep, &[("amount", "7"), ("tapped", "5.5")]).unwrap()),
            Some(5.5)
        );
        assert!(read(sleep, &[]).is_err() && read(sleep, &[("amount", "long")]).is_err());
        assert!(read(DayKind::Weight, &[("amount", "11st 4lb")]).is_ok());
        assert!(read(DayKind::Weight, &[("amount", "72")]).is_ok());
        assert!(read(DayKind::Workout, &[("amount", "40min"), ("sport", "run"), ("effort", "easy")]).is_ok());
    }
}
