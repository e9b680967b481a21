//! What an entry says, in words: after it was recorded, in the diary, when it is taken back.

use charley_domain::{
    entry::{Cramp, DrinkKind, Entry, ManualWorkout, MedicineUse, Record, Twinge, Weather, WeighIn},
    moment::Precision,
    muscle::{Muscle, Side},
    person::Units,
    quantity::{FluidVolume, SodiumMass},
    triage::{RedFlagAnswer, TriageAnswers},
};
use jiff::civil::Date;

use super::{
    amount::{air, distance, mass, plain, span, volume, wind},
    observation, time,
};
use crate::{gates, spoken::Spell};

/// One line: what, and when as exactly as it is known.
pub fn entry_line(entry: &Entry, units: Units, today: Date) -> String {
    let what = what(&entry.record, units, today);
    let night = time::night(entry.night, today);
    match &entry.record {
        Record::None => format!("{what} in the night of {night}"),
        Record::Unsure => format!("{what} about the night of {night}"),
        Record::Sleep { .. } => format!("{what}, night of {night}"),
        Record::Observed(observation) if observation::is_of_night(observation) => {
            format!("{what}, night of {night}")
        }
        Record::Observed(observation) if observation::is_of_day(observation) => {
            format!("{what}, {}", time::date(entry.night.date(), today))
        }
        Record::Medicine(_) => what,
        Record::Correction(_) => format!("{what}; the workout of {}", time::moment(entry, today)),
        Record::Weather(weather) => match weather.window {
            charley_domain::entry::WeatherFor::Night(_) => format!("{what}, day before the night of {night}"),
            charley_domain::entry::WeatherFor::Workout(_) => {
                format!("{what}, {}", time::moment(entry, today))
            }
        },
        Record::Cramp(_) | Record::Twinge(_)
            if entry.night_cramps() + entry.night_twinges() > 0 && entry.precision != Precision::Night =>
        {
            format!("{what}, {} (night of {night})", time::moment(entry, today))
        }
        _ => format!("{what}, {}", time::moment(entry, today)),
    }
}

/// What a record says, without when.
pub fn what(record: &Record, units: Units, today: Date) -> String {
    match record {
        Record::Cramp(cramp) => of_cramp(cramp),
        Record::Twinge(twinge) => of_twinge(twinge),
        Record::None => "no cramp".to_owned(),
        Record::Unsure => "not sure".to_owned(),
        Record::Drink { volume_ml, sodium_mg, drink } => of_drink(*volume_ml, *sodium_mg, *drink, units),
        Record::Food { carbohydrate_g } => format!("{} g of carbohydrate", plain(carbohydrate_g.g())),
        Record::Weight { mass_kg, weigh_in } => {
            let around = match weigh_in {
                Some(WeighIn::Before) => ", before a workout",
                Some(WeighIn::After) => ", after a workout",
                None => "",
            };
            format!("weight {}{around}", mass(*mass_kg, units))
        }
        Record::Alcohol { units } => alcohol(units.units()),
        Record::Caffeine { caffeine_mg } => format!("{} mg of caffeine", plain(caffeine_mg.mg())),
        Record::Sitting { hours } => format!("{} of sitting", span(hours.h() * 3600.0)),
        Record::Sleep { hours } => format!("{} of sleep", span(hours.h() * 3600.0)),
        Record::Stretch => "stretching".to_owned(),
        Record::NoStretch => "no stretching".to_owned(),
        Record::FoamRoll => "foam rolling".to_owned(),
        Record::WarmUp => "warm-up".to_owned(),
        Record::Medicine(medicine) => self::medicine(medicine, today),
        Record::Weather(weather) => of_weather(weather, units),
        Record::Workout(workout) => of_workout(workout, units),
        Record::Triage(said) => of_triage(said),
        Record::Pause { until } => format!("a pause until {}", time::date(*until, today)),
        Record::NotACramp { .. } => "two quick laps, no cramp".to_owned(),
        Record::Observed(observation) => observation::what(observation, units),
        Record::Correction(correction) => crate::correction::what(&correction.change, today),
    }
}

fn of_triage(said: &TriageAnswers) -> String {
    let flags = |wanted: RedFlagAnswer| -> Vec<&str> {
        let given = said.answers.iter().filter(|(_, answer)| **answer == wanted);
        given.map(|(flag, _)| flag.as_str()).collect()
    };
    let (yes, unsure) = (flags(RedFlagAnswer::Yes), flags(RedFlagAnswer::Unknown));
    let questions = if said.answers.len() == 1 { "question" } else { "questions" };
    match (yes.is_empty(), unsure.is_empty()) {
        (true, true) => format!("red flags, {} {questions} answered, none with yes", said.answers.len()),
        (true, false) => format!("red flags, not sure of {}", unsure.join(" and ")),
        (false, true) => format!("red flags, yes to {}", yes.join(" and ")),
        (false, false) => {
            format!("red flags, yes to {}, not sure of {}", yes.join(" and "), unsure.join(" and "))
        }
    }
}

fn of_cramp(cramp: &Cramp) -> String {
    let times = match cramp.times() {
        1 => "cramp".to_owned(),
        times => format!("{times} cramps"),
    };
    let mut parts = vec![times, place(cramp.muscle, cramp.side)];
    parts.extend(cramp.duration_s.map(|s| span(f64::from(s))));
    parts.extend(cramp.pain.map(|pain| format!("pain {} of 10", plain(pain.of_10()))));
    if !cramp.eased_by.is_empty() {
        let eased: Vec<&str> = cramp.eased_by.iter().map(|by| by.word()).collect();
        parts.push(format!("eased by {}", eased.join(" and ")));
    }
    if cramp.during_workout {
        parts.push("during a workout".to_owned());
    }
    parts.join(", ")
}

fn of_twinge(twinge: &Twinge) -> String {
    let times = match twinge.times() {
        1 => "twinge".to_owned(),
        times => format!("{times} twinges"),
    };
    let place = match (twinge.muscle, twinge.side) {
        (Some(muscle), side) => Some(place(muscle, side)),
        (None, Side::Unknown) => None,
        (None, Side::Both) => Some("both sides".to_owned()),
        (None, side) => Some(format!("{side} side")),
    };
    let mut parts = vec![times];
    parts.extend(place);
    if twinge.during_workout {
        parts.push("during a workout".to_owned());
    }
    parts.join(", ")
}

fn place(named: Muscle, side: Side) -> String {
    match side {
        Side::Unknown => muscle(named).to_owned(),
        Side::Both => format!("{} on both sides", muscle(named)),
        side => format!("{side} {}", muscle(named)),
    }
}

const fn muscle(muscle: Muscle) -> &'static str {
    match muscle {
        Muscle::Other => "another muscle",
        muscle => muscle.word(),
    }
}

fn of_drink(
    volume_ml: FluidVolume,
    sodium_mg: Option<SodiumMass>,
    kind: Option<DrinkKind>,
    units: Units,
) -> String {
    let kind = match kind {
        Some(DrinkKind::Other) | None => "a drink".to_owned(),
        Some(DrinkKind::Ors) => "oral rehydration solution".to_owned(),
        Some(kind) => kind.word().replace('-', " "),
    };
    let sodium =
        sodium_mg.map_or_else(String::new, |sodium| format!(" with {} mg of sodium", plain(sodium.mg())));
    format!("{} of {kind}{sodium}", volume(volume_ml, units))
}

/// `Lipitor, 20 mg, bedtime, since 1 May`.
pub fn medicine(medicine: &MedicineUse, today: Date) -> String {
    if gates::is_none(&medicine.name) {
        return format!("no medicine {}", dates(medicine.from, medicine.until, today));
    }
    let amount = medicine_amount(medicine).map_or_else(String::new, |amount| format!(", {amount},"));
    format!("{}{amount} {}", medicine.name, dates(medicine.from, medicine.until, today))
}

/// `20 mg, morning and bedtime`, as far as it was said.
pub fn medicine_amount(medicine: &MedicineUse) -> Option<String> {
    let times: Vec<&str> = medicine.times_of_day.iter().map(|time| time.word()).collect();
    let times = (!times.is_empty()).then(|| times.join(" and "));
    let said: Vec<String> = medicine.dose.clone().into_iter().chain(times).collect();
    (!said.is_empty()).then(|| said.join(", "))
}

/// `since 1 May`, or `from 1 May to 3 June`.
fn dates(from: Date, until: Option<Date>, today: Date) -> String {
    let from = time::date(from, today);
    match until {
        Some(until) => format!("from {from} to {}", time::date(until, today)),
        None => format!("since {from}"),
    }
}

/// Spells that are named one by one; of more only the last is.
const MOST_SPELLS: usize = 2;

/// `from 1 May to 3 June and since 1 July`; of many, how many and the last: `5 times, the last from 1 May to 3 June`.
pub fn medicine_spells(spells: &[Spell], today: Date) -> String {
    let said = |spell: &Spell| dates(spell.from, spell.until, today);
    match spells {
        [] => String::new(),
        spells if spells.len() <= MOST_SPELLS => spells.iter().map(said).collect::<Vec<_>>().join(" and "),
        [.., last] => format!("{} times, the last {}", spells.len(), said(last)),
    }
}

fn of_weather(weather: &Weather, units: Units) -> String {
    let mut parts = vec![air(weather.air_c, units)];
    parts.extend(weather.humidity_pct.map(|humidity| format!("{:.0} % humidity", humidity.pct())));
    parts.extend(weather.wind_m_s.map(|speed| format!("wind {}", wind(speed, units))));
    parts.extend(weather.sun.map(|sun| match sun {
        charley_domain::entry::Sun::Full => "full sun".to_owned(),
        charley_domain::entry::Sun::Partial => "some sun".to_owned(),
        charley_domain::entry::Sun::Shade => "shade".to_owned(),
    }));
    parts.join(", ")
}

fn of_workout(workout: &ManualWorkout, units: Units) -> String {
    let sport = workout.sport.word().replace('-', " ");
    let far = workout.distance_m.map_or_else(String::new, |m| format!(", {}", distance(m, units)));
    format!("{sport}, {}, {}{far}", span(f64::from(workout.duration_s)), workout.effort)
}

/// An amount of alcohol: `1 unit of alcohol`.
pub(super) fn alcohol(units: f64) -> String {
    let amount = plain(units);
    let unit = if amount == "1" { "unit" } else { "units" };
    format!("{amount} {unit} of alcohol")
}

#[cfg(test)]
mod tests {
    use charley_domain::entry::{Count, EntrySource};

    use super::*;
    use crate::entry_draft::EntryDraft;

    fn line(record: Record) -> String {
        let now: jiff::ZonedDateTime = "2026-11-23T05:00[Europe/Berlin]".parse().unwrap();
        let said = EntryDraft::now(record, &now).into_entry(None, EntrySource::Terminal, &now);
        entry_line(&said, Units::Metric, now.date())
    }

    #[test]
    fn one_is_not_counted_aloud_and_more_are() {
        let count = Count::from_number(3.0).ok();
        let cramp = Cramp::of(Muscle::Calf, Side::Left);
        assert!(line(Record::Cramp(cramp.clone())).starts_with("cramp, left calf, 05:00 on"));
        assert!(line(Record::Cramp(Cramp { count, ..cramp })).starts_with("3 cramps, left calf, 05:00 on"));
        let twinge = Twinge::of(None, Side::Unknown);
        assert_eq!(
            line(Record::Twinge(twinge.clone())),
            "twinge, 05:00 on 23 November (night of 22 to 23 November)"
        );
        let both = Twinge { side: Side::Both, count, ..twinge };
        assert!(line(Record::Twinge(both)).starts_with("3 twinges, both sides, 05:00"));
    }

    #[test]
    fn what_came_in_a_workout_belongs_to_no_night() {
        let twinge = Twinge { during_workout: true, ..Twinge::of(Some(Muscle::Foot), Side::Right) };
        assert_eq!(
            line(Record::Twinge(twinge)),
            "twinge, right foot, during a workout, 05:00 on 23 November"
        );
    }

    #[test]
    fn the_night_is_named_once() {
        let now: jiff::ZonedDateTime = "2026-11-23T08:00[Europe/Berlin]".parse().unwrap();
        let said = EntryDraft::of_night(
            Record::Cramp(Cramp::of(Muscle::Calf, Side::Left)),
            "2026-11-22".parse().unwrap(),
            &now,
        );
        let entry = said.unwrap().into_entry(None, EntrySource::Page, &now);
        assert_eq!(
            entry_line(&entry, Units::Metric, now.date()),
            "cramp, left calf, night of 22 to 23 November"
        );
    }
}
