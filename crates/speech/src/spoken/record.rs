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
pub mod words;

use self::words as say;
use crate::{gates, muscle, spoken::Spell};

/// A word of the diary as a person reads it: of a muscle, a sport.
pub fn word(of: &str, word: &'static str) -> &'static str {
    crate::message::of_table("words", &format!("{of}-{word}"), word)
}

/// One line: what, and when as exactly as it is known.
pub fn entry_line(entry: &Entry, units: Units, today: Date) -> String {
    let what = what(&entry.record, units, today);
    let night = time::night(entry.night, today);
    match &entry.record {
        Record::None => say::of_night(what, night),
        Record::Unsure => say::about_night(what, night),
        Record::Sleep { .. } => say::night_told(what, night),
        Record::Observed(observation) if observation::is_of_night(observation) => {
            say::night_told(what, night)
        }
        Record::Observed(observation) if observation::is_of_day(observation) => {
            say::on(what, time::date(entry.night.date(), today))
        }
        Record::Medicine(_) => what,
        Record::Correction(_) => say::put_right(what, time::moment(entry, today)),
        Record::Weather(weather) => match weather.window {
            charley_domain::entry::WeatherFor::Night(_) => say::day_before(what, night),
            charley_domain::entry::WeatherFor::Workout(_) => say::on(what, time::moment(entry, today)),
        },
        Record::Cramp(_) | Record::Twinge(_)
            if entry.night_cramps() + entry.night_twinges() > 0 && entry.precision != Precision::Night =>
        {
            say::at_night(what, time::moment(entry, today), night)
        }
        _ => say::on(what, time::moment(entry, today)),
    }
}

/// What a record says, without when.
pub fn what(record: &Record, units: Units, today: Date) -> String {
    match record {
        Record::Cramp(cramp) => of_cramp(cramp),
        Record::Twinge(twinge) => of_twinge(twinge),
        Record::None => say::NO_CRAMP.into(),
        Record::Unsure => say::NOT_SURE.into(),
        Record::Drink { volume_ml, sodium_mg, drink } => of_drink(*volume_ml, *sodium_mg, *drink, units),
        Record::Food { carbohydrate_g } => say::carbohydrate(plain(carbohydrate_g.g())),
        Record::Weight { mass_kg, weigh_in } => {
            let around = match weigh_in {
                Some(WeighIn::Before) => say::BEFORE_WORKOUT.text(),
                Some(WeighIn::After) => say::AFTER_WORKOUT.text(),
                None => "",
            };
            say::weight(mass(*mass_kg, units)) + around
        }
        Record::Alcohol { units } => alcohol(units.units()),
        Record::Caffeine { caffeine_mg } => say::caffeine(plain(caffeine_mg.mg())),
        Record::Sitting { hours } => say::sitting(span(hours.h() * 3600.0)),
        Record::Sleep { hours } => say::sleep(span(hours.h() * 3600.0)),
        Record::Stretch => say::STRETCHING.into(),
        Record::NoStretch => say::NO_STRETCHING.into(),
        Record::FoamRoll => say::FOAM_ROLLING.into(),
        Record::WarmUp => say::WARM_UP.into(),
        Record::Medicine(medicine) => self::medicine(medicine, today),
        Record::Weather(weather) => of_weather(weather, units),
        Record::Workout(workout) => of_workout(workout, units),
        Record::Triage(said) => of_triage(said),
        Record::Pause { until } => say::pause(time::date(*until, today)),
        Record::NotACramp { .. } => say::LAPS.into(),
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
    let questions = if said.answers.len() == 1 { say::QUESTION } else { say::QUESTIONS };
    let and = |flags: Vec<&str>| flags.join(&format!(" {} ", say::AND));
    match (yes.is_empty(), unsure.is_empty()) {
        (true, true) => say::flags_none(said.answers.len(), questions),
        (true, false) => say::flags_unsure(and(unsure)),
        (false, true) => say::flags_yes(and(yes)),
        (false, false) => say::flags_both(and(yes), and(unsure)),
    }
}

fn of_cramp(cramp: &Cramp) -> String {
    let times = match cramp.times() {
        1 => say::CRAMP.into(),
        times => say::cramps(times),
    };
    let mut parts = vec![times, place(cramp.muscle, cramp.side)];
    parts.extend(cramp.duration_s.map(|s| span(f64::from(s))));
    parts.extend(cramp.pain.map(|pain| say::pain(plain(pain.of_10()))));
    if !cramp.eased_by.is_empty() {
        let eased: Vec<&str> = cramp.eased_by.iter().map(|by| word("eased", by.word())).collect();
        parts.push(say::eased(eased.join(&format!(" {} ", say::AND))));
    }
    if cramp.during_workout {
        parts.push(say::DURING.into());
    }
    parts.join(", ")
}

fn of_twinge(twinge: &Twinge) -> String {
    let times = match twinge.times() {
        1 => say::TWINGE.into(),
        times => say::twinges(times),
    };
    let place = match (twinge.muscle, twinge.side) {
        (Some(muscle), side) => Some(place(muscle, side)),
        (None, Side::Unknown) => None,
        (None, Side::Both) => Some(say::BOTH_SIDES.into()),
        (None, side) => Some(say::one_side(muscle::side_name(side))),
    };
    let mut parts = vec![times];
    parts.extend(place);
    if twinge.during_workout {
        parts.push(say::DURING.into());
    }
    parts.join(", ")
}

fn place(named: Muscle, side: Side) -> String {
    match side {
        Side::Unknown => muscle_word(named).to_owned(),
        Side::Both => say::both(muscle_word(named)),
        side => say::sided(muscle::side_name(side), muscle_word(named)),
    }
}

fn muscle_word(muscle: Muscle) -> &'static str {
    match muscle {
        Muscle::Other => say::ANOTHER.text(),
        muscle => word("muscle", muscle.word()),
    }
}

fn of_drink(
    volume_ml: FluidVolume,
    sodium_mg: Option<SodiumMass>,
    kind: Option<DrinkKind>,
    units: Units,
) -> String {
    let kind = match kind {
        Some(DrinkKind::Other) | None => say::A_DRINK.into(),
        Some(DrinkKind::Ors) => say::ORS.into(),
        Some(kind) => word("drink", kind.word()).replace('-', " "),
    };
    let sodium = sodium_mg.map_or_else(String::new, |sodium| say::with_sodium(plain(sodium.mg())));
    say::drink(volume(volume_ml, units), kind, sodium)
}

/// `Lipitor, 20 mg, bedtime, since 1 May`.
pub fn medicine(medicine: &MedicineUse, today: Date) -> String {
    if gates::is_none(&medicine.name) {
        return say::no_medicine(dates(medicine.from, medicine.until, today));
    }
    let amount = medicine_amount(medicine).map_or_else(String::new, |amount| format!(", {amount},"));
    format!("{}{amount} {}", medicine.name, dates(medicine.from, medicine.until, today))
}

/// `20 mg, morning and bedtime`, as far as it was said.
pub fn medicine_amount(medicine: &MedicineUse) -> Option<String> {
    let times: Vec<&str> = medicine.times_of_day.iter().map(|time| word("time", time.word())).collect();
    let times = (!times.is_empty()).then(|| times.join(&format!(" {} ", say::AND)));
    let said: Vec<String> = medicine.dose.clone().into_iter().chain(times).collect();
    (!said.is_empty()).then(|| said.join(", "))
}

/// `since 1 May`, or `from 1 May to 3 June`.
fn dates(from: Date, until: Option<Date>, today: Date) -> String {
    let from = time::date(from, today);
    match until {
        Some(until) => say::from_to(from, time::date(until, today)),
        None => say::since(from),
    }
}

/// Spells that are named one by one; of more only the last is.
const MOST_SPELLS: usize = 2;

/// `from 1 May to 3 June and since 1 July`; of many, how many and the last: `5 times, the last from 1 May to 3 June`.
pub fn medicine_spells(spells: &[Spell], today: Date) -> String {
    let said = |spell: &Spell| dates(spell.from, spell.until, today);
    match spells {
        [] => String::new(),
        spells if spells.len() <= MOST_SPELLS => {
            spells.iter().map(said).collect::<Vec<_>>().join(&format!(" {} ", say::AND))
        }
        [.., last] => say::times(spells.len(), said(last)),
    }
}

fn of_weather(weather: &Weather, units: Units) -> String {
    let mut parts = vec![air(weather.air_c, units)];
    parts.extend(weather.humidity_pct.map(|humidity| say::humidity(format_args!("{:.0}", humidity.pct()))));
    parts.extend(weather.wind_m_s.map(|speed| say::wind(wind(speed, units))));
    parts.extend(weather.sun.map(|sun| match sun {
        charley_domain::entry::Sun::Full => say::FULL_SUN.into(),
        charley_domain::entry::Sun::Partial => say::SOME_SUN.into(),
        charley_domain::entry::Sun::Shade => say::SHADE.into(),
    }));
    parts.join(", ")
}

fn of_workout(workout: &ManualWorkout, units: Units) -> String {
    let sport = word("sport", workout.sport.word()).replace('-', " ");
    let far = workout.distance_m.map_or_else(String::new, |m| format!(", {}", distance(m, units)));
    format!(
        "{sport}, {}, {}{far}",
        span(f64::from(workout.duration_s)),
        word("effort", workout.effort.word())
    )
}

/// An amount of alcohol: `1 unit of alcohol`.
pub(super) fn alcohol(units: f64) -> String {
    let amount = plain(units);
    if amount == "1" { say::alcohol_one(amount) } else { say::alcohol_more(amount) }
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
