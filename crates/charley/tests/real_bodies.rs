//! Real recordings through the body model: each within the interval that the study's own run on the file gave.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a test reads files and says how near it came"
)]

use std::path::PathBuf;

use charley_body::{
    carried::Carried,
    demand::Demand,
    factors::people,
    threshold::Thresholds,
    timeline::{WorkoutInput, workout},
    weather::{Setting, Weather},
};
use charley_domain::{
    person::{Person, Sex},
    quantity::{BodyMass, HeartRate, Height},
    workout::Workout,
};

/// File, and the middle 80 % of its sweat in litres by the study, for a man of 72 kg.
const FILES: [(&str, f64, f64); 11] = [
    ("run-ultra-12h-fenix6x.fit", 3.1, 9.1),
    ("bike-6h30-elemnt-cold.fit", 0.5, 1.2),
    ("bike-2h-hot-edge500.fit", 1.3, 3.1),
    ("bike-3h30-edge500.fit", 1.4, 3.9),
    ("bike-2h19-power-edge1000.fit", 1.7, 4.9),
    ("indoor-bike-fr935.fit", 0.4, 1.0),
    ("strength-suunto.fit", 0.13, 0.51),
    ("swim-pool-chained.fit", 0.3, 1.2),
    ("run-trail-78min-fenix6x.fit", 0.4, 0.9),
    ("run-same-fenix6.fit", 0.6, 1.5),
    ("run-75min-stamina-fr965.fit", 0.5, 1.5),
];

fn shared(file: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/workouts").join(file)
}

fn man() -> Person {
    Person {
        mass_kg: BodyMass::from_kg(72.0).ok(),
        height_cm: Height::from_cm(178.0).ok(),
        sex: Some(Sex::Male),
        born: Some("1985-05-01".parse().unwrap()),
        max_hr_bpm: HeartRate::from_bpm(188.0).ok(),
        rest_hr_bpm: HeartRate::from_bpm(50.0).ok(),
        ..Person::default()
    }
}

fn read(file: &str) -> Workout {
    let bytes = std::fs::read(shared(file)).unwrap();
    let reading = charley_import::read(&bytes, &jiff::tz::TimeZone::UTC).unwrap();
    reading.workouts.into_iter().next().unwrap()
}

#[test]
#[ignore = "reads ../shared; CI runs it"]
fn eleven_recordings_sweat_as_the_study_has_them() {
    let man = man();
    let mut outside = Vec::new();
    for (file, least, most) in FILES {
        let recording = read(file);
        let date = recording.head.start.civil().date();
        let thresholds = Thresholds::of(&man, &[charley_body::summary(&recording)], date);
        let demand = Demand::of(&recording, &thresholds);
        let weather = Weather::of(&recording.head, &Setting::of(&recording), (&[], &man));
        let people = Box::new(people(&man, date, 1, None).0);
        let start = recording.head.start.instant;
        let (states, _) = workout(WorkoutInput {
            id: &recording.head.id,
            start,
            demand: &demand,
            weather: &weather,
            intakes: &[],
            before: &Carried::fresh(start),
            people: &people,
            seed: 1,
        });
        let sweat = states.band(|end| end.sweat_l).unwrap();
        println!(
            "{file:<30} {:.2} ({:.2} to {:.2}) of {least} to {most} L; {:?} {:?} at {:.0} °C: {:?}",
            sweat.q50,
            sweat.q10,
            sweat.q90,
            demand.source,
            weather.around,
            weather.air_c.quantile(0.5),
            states.assumed
        );
        if !(least..=most).contains(&sweat.q50) {
            outside.push(file);
        }
    }
    assert!(outside.is_empty(), "{outside:?}");
}
