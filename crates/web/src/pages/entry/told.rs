//! An entry as its form has it when it is opened: each field as it could be typed.

use charley_case::edit;
use charley_domain::{
    entry::{Entry, Record, WeatherFor, WeighIn},
    moment::Precision,
    muscle::Side,
    person::Units,
};
use charley_speech::{
    spoken::{self, plain},
    units::fahrenheit,
};

use crate::form::FormFields;

/// The kind whose form an entry has; `None` where it has none.
pub(super) fn kind(entry: &Entry) -> Option<&'static str> {
    edit::can_be_changed(entry).ok()?;
    match &entry.record {
        Record::Observed(observation) => edit::as_said(observation).map(|record| record.kind()),
        record => Some(record.kind()),
    }
}

/// The fields of an entry.
pub(super) fn told(entry: &Entry, units: Units) -> FormFields {
    let as_said = match &entry.record {
        Record::Observed(observation) => edit::as_said(observation),
        record => Some(record.clone()),
    };
    let mut pairs = when(entry);
    if let Some(record) = &as_said {
        pairs.extend(what(record, units));
    }
    FormFields::of(pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

fn when(entry: &Entry) -> Vec<(&'static str, String)> {
    let wall = entry.occurred_at.civil();
    let time = match entry.precision {
        Precision::Night => String::new(),
        _ => spoken::clock(wall.time()),
    };
    // Of something of which only the night is known the day is that on which the night began.
    let day = if entry.precision == Precision::Night { entry.night.date() } else { wall.date() };
    vec![("night", entry.night.to_string()), ("day", day.to_string()), ("time", time)]
}

fn what(record: &Record, units: Units) -> Vec<(&'static str, String)> {
    let text = |value: Option<String>| value.unwrap_or_default();
    let mut pairs = vec![("kind", record.kind().to_owned())];
    match record {
        Record::Cramp(cramp) => {
            pairs.push(("muscle", cramp.muscle.word().to_owned()));
            pairs.push(("side", side(cramp.side)));
            pairs.push(("pain", text(cramp.pain.map(|pain| plain(pain.of_10())))));
            pairs.push(("for", text(cramp.duration_s.map(span))));
            pairs.push(("count", text(cramp.count.map(|count| count.times().to_string()))));
            pairs.extend(cramp.eased_by.iter().map(|by| ("eased", by.word().to_owned())));
            pairs.extend(cramp.during_workout.then(|| ("during_workout", "yes".to_owned())));
        }
        Record::Twinge(twinge) => {
            pairs.push(("muscle", text(twinge.muscle.map(|muscle| muscle.word().to_owned()))));
            pairs.push(("side", side(twinge.side)));
            pairs.push(("count", text(twinge.count.map(|count| count.times().to_string()))));
            pairs.extend(twinge.during_workout.then(|| ("during_workout", "yes".to_owned())));
        }
        Record::Drink { volume_ml, sodium_mg, drink } => {
            pairs.push(("volume", spoken::volume(*volume_ml, units)));
            pairs.push(("sodium", text(sodium_mg.map(|sodium| plain(sodium.mg())))));
            pairs.push(("drink", text(drink.map(|drink| drink.word().to_owned()))));
        }
        Record::Food { carbohydrate_g } => pairs.push(("carbs", plain(carbohydrate_g.g()))),
        Record::Weight { mass_kg, weigh_in } => {
            let around = weigh_in.map(|one| if one == WeighIn::Before { "before" } else { "after" });
            pairs.push(("weight", spoken::mass(*mass_kg, units)));
            pairs.push(("around", around.unwrap_or_default().to_owned()));
        }
        Record::Alcohol { units } => pairs.push(("alcohol", plain(units.units()))),
        Record::Caffeine { caffeine_mg } => pairs.push(("caffeine", plain(caffeine_mg.mg()))),
        Record::Sitting { hours } => pairs.push(("sitting", plain(hours.h()))),
        Record::Sleep { hours } => pairs.push(("sleep", plain(hours.h()))),
        Record::Medicine(used) => {
            pairs.push(("name", used.name.clone()));
            pairs.push(("from", used.from.to_string()));
            pairs.push(("until", text(used.until.map(|date| date.to_string()))));
            pairs.push(("dose", text(used.dose.clone())));
            pairs.extend(used.times_of_day.iter().map(|time| ("time_of_day", time.word().to_owned())));
        }
        Record::Weather(weather) => {
            let air_c = weather.air_c.c();
            pairs.push(("air", plain(if units == Units::Us { fahrenheit(air_c) } else { air_c })));
            pairs.push(("humidity", text(weather.humidity_pct.map(|humidity| plain(humidity.pct())))));
            pairs.push(("wind", text(weather.wind_m_s.map(|wind| plain(wind.m_s())))));
            pairs.push(("sun", text(weather.sun.map(|sun| sun.word().to_owned()))));
            if let WeatherFor::Workout(id) = &weather.window {
                pairs.push(("workout", id.0.clone()));
            }
        }
        Record::Workout(workout) => {
            pairs.push(("sport", workout.sport.word().to_owned()));
            pairs.push(("length", spoken::span(f64::from(workout.duration_s))));
            pairs.push(("effort", workout.effort.word().to_owned()));
            pairs.push(("distance", text(workout.distance_m.map(|far| spoken::far(far.m(), units)))));
        }
        Record::Pause { until } => pairs.push(("until", until.to_string())),
        _ => {}
    }
    pairs
}

fn side(side: Side) -> String {
    if side == Side::Unknown { String::new() } else { side.word().to_owned() }
}

/// A span as the chips have it: `2m`, `2m10s`.
fn span(seconds: u32) -> String {
    match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("{seconds}s"),
        (minutes, 0) => format!("{minutes}m"),
        (minutes, seconds) => format!("{minutes}m{seconds}s"),
    }
}
