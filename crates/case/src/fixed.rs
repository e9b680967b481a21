//! A fixed synthetic person for tests: forty nights, a statin, runs without a watch; nothing random.
#![allow(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "made of constants: what is unwrapped is there"
)]

use charley_domain::{
    entry::{Cramp, Effort, Entry, EntrySource, ManualWorkout, MedicineUse, Record},
    moment::{Moment, Precision},
    muscle::{Muscle, Side},
    night::NightOf,
    person::{Hemisphere, Person, Sex},
    quantity::{Alcohol, Distance},
    workout::Sport,
};
use charley_infer::trial::{Burden, Outlook, Rule, TrialDesign};
use jiff::{ToSpan, ZonedDateTime, civil::date, tz::TimeZone};

use super::Case;
use crate::trial::{
    Running,
    journal::{BaselineRate as TrialRate, TrialProtocol},
};

/// An adult with forty nights of diary, of which some are unknown.
pub fn adult() -> Case {
    let now: ZonedDateTime = date(2026, 11, 23).at(9, 0, 0, 0).to_zoned_datetime(TimeZone::UTC).unwrap();
    let person = Person {
        born: Some(date(1980, 5, 1)),
        sex: Some(Sex::Female),
        hemisphere: Some(Hemisphere::North),
        ..Person::default()
    };
    let mut entries = vec![entry(0, "2026-01-01T12:00", medicine("atorvastatin"))];
    for day in 0..40_i64 {
        let morning = date(2026, 10, 15).saturating_add(day.days()).at(7, 0, 0, 0);
        match day % 8 {
            3 => entries.push(entry(entries.len(), &format!("{}T03:12", morning.date()), cramp())),
            6 => {}
            _ => entries.push(entry(entries.len(), &morning.to_string(), Record::None)),
        }
        if day % 3 == 0 {
            entries.push(entry(entries.len(), &format!("{}T18:00", morning.date()), run(day)));
        }
        if day % 4 == 0 {
            let units = Alcohol::from_units((day % 3) as f64).unwrap();
            entries.push(entry(
                entries.len(),
                &format!("{}T20:00", morning.date()),
                Record::Alcohol { units },
            ));
        }
    }
    Case {
        person,
        entries,
        workouts: Vec::new(),
        merged: std::sync::Arc::default(),
        undated: 0,
        body: None,
        air: std::sync::Arc::new(charley_body::weather::AirRecord::none().clone()),
        now,
        kept: crate::learned::LearnedCache::default(),
        trial: None,
        trials: Vec::new(),
    }
}

/// The same diary of somebody else.
pub fn of(person: Person) -> Case {
    Case { person, ..adult() }
}

/// What stands before day 1 of a trial.
pub fn protocol() -> TrialProtocol {
    let burden = Burden::Harmless;
    TrialProtocol {
        remedy: String::new(),
        evidence: None,
        step: None,
        with: String::new(),
        without: String::new(),
        burden,
        design: TrialDesign::NIGHTLY,
        start: NightOf(date(2026, 11, 20)),
        seed: 1,
        rate: TrialRate {
            cramps_a_week: 4.0,
            interval: None,
            known: 0,
            nights: 0,
            cramps: 0,
            twinges_a_week: None,
        },
        target: 0.5,
        outlook: Outlook {
            rule: Rule { burden, nights: 56, bar: 0.9 },
            false_positive: 0.05,
            power: 0.8,
            median_nights: 42,
            persons: 400,
            open_label: None,
        },
        doctor: None,
        evidence_version: String::new(),
        crate_version: String::new(),
    }
}

/// A trial of the forty nights that the person ended after thirty.
pub fn ended_trial() -> Running {
    let protocol = TrialProtocol {
        remedy: "stretching before bed".to_owned(),
        start: NightOf(date(2026, 10, 15)),
        ..protocol()
    };
    Running {
        id: uuid::Uuid::from_u128(77),
        protocol,
        expected: std::collections::BTreeMap::new(),
        answered: std::collections::BTreeMap::new(),
        looked: Vec::new(),
        stopped: Some((30, None)),
        last_written: jiff::Timestamp::UNIX_EPOCH,
    }
}

fn entry(number: usize, wall: &str, record: Record) -> Entry {
    let wall: jiff::civil::DateTime = wall.parse().unwrap();
    let at = Moment::of(&wall.to_zoned_datetime(TimeZone::UTC).unwrap());
    Entry {
        id: uuid::Uuid::from_u128(number as u128),
        recorded_at: at.instant,
        source: EntrySource::Synthetic,
        precision: Precision::Minutes,
        asked: false,
        night: NightOf::of(&at),
        occurred_at: at,
        record,
    }
}

fn medicine(name: &str) -> Record {
    Record::Medicine(MedicineUse::new(name, date(2026, 1, 1), None))
}

fn cramp() -> Record {
    Record::Cramp(Cramp { duration_s: Some(120), ..Cramp::of(Muscle::Calf, Side::Left) })
}

fn run(day: i64) -> Record {
    let effort = if day % 2 == 0 { Effort::Easy } else { Effort::Hard };
    let distance_m = Some(Distance::from_m(7000.0 + 100.0 * day as f64).unwrap());
    Record::Workout(ManualWorkout {
        sport: Sport::Run,
        duration_s: 2400 + 60 * day as u32,
        effort,
        distance_m,
    })
}

/// The document with its numbers rounded: the last bits are the platform's.
pub fn rounded(document: &impl serde::Serialize) -> serde_json::Value {
    fn round(value: &mut serde_json::Value) {
        match value {
            serde_json::Value::Number(number) => {
                if let Some(float) = number.as_f64().filter(|_| number.is_f64()) {
                    *value = ((float * 1e6).round() / 1e6).into();
                }
            }
            serde_json::Value::Array(values) => values.iter_mut().for_each(round),
            serde_json::Value::Object(fields) => fields.values_mut().for_each(round),
            _ => {}
        }
    }
    let mut value = serde_json::to_value(document).unwrap();
    round(&mut value);
    value
}
