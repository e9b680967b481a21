//! What archives know of nights and days becomes entries, each with an id of its own content: told twice it is one.

use std::collections::BTreeMap;

use charley_domain::{
    entry::{Entry, EntrySource, Record, Weather, WeatherFor},
    moment::{Moment, Precision},
    night::NightOf,
    observation::Observation,
};
use charley_import::health::Health;
use jiff::Timestamp;
use serde::Serialize;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// How much of each kind was observed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct ObservedCounts(BTreeMap<&'static str, usize>);

/// Words for one and for many of a kind.
const WORDS: [(&str, &str, &str); 13] = [
    ("sleep", "night of sleep", "nights of sleep"),
    (
        "stillness",
        "day with its longest stretch without a step",
        "days with their longest stretch without a step",
    ),
    ("steps", "day of steps", "days of steps"),
    ("weight", "weighing", "weighings"),
    ("water", "drink of water", "drinks of water"),
    ("alcohol", "drink with alcohol", "drinks with alcohol"),
    ("caffeine", "time of caffeine", "times of caffeine"),
    ("resting_heart_rate", "resting heart rate", "resting heart rates"),
    ("heart_rate_variability", "heart rate variability", "heart rate variabilities"),
    ("body_temperature", "body temperature", "body temperatures"),
    ("menstruation", "day of menstruation", "days of menstruation"),
    ("answer", "answer about a day", "answers about days"),
    ("weather", "workout with its weather", "workouts with their weather"),
];

impl ObservedCounts {
    /// All kinds together.
    pub fn total(&self) -> usize {
        self.0.values().sum()
    }

    /// How much of each kind there is: `730 nights of sleep, 86 weighings`; nothing where there is none.
    pub fn words(&self) -> Option<String> {
        let of = |(kind, one, many): &(&str, &str, &str)| match self.0.get(kind).copied().unwrap_or(0) {
            0 => None,
            1 => Some(format!("1 {one}")),
            count => Some(format!("{count} {many}")),
        };
        let told: Vec<String> = WORDS.iter().filter_map(of).collect();
        (!told.is_empty()).then(|| told.join(", "))
    }

    /// How often each of these kinds is there; what is no kind of observation is left out.
    pub(crate) fn of_kinds<'a>(kinds: impl Iterator<Item = &'a str>) -> Self {
        let mut counts = Self::default();
        for kind in kinds.filter_map(|kind| WORDS.iter().find(|(known, ..)| *known == kind)) {
            *counts.0.entry(kind.0).or_default() += 1;
        }
        counts
    }

    /// The same as a note of a file.
    pub(super) fn sentence(&self) -> Option<String> {
        self.words().map(|words| format!("it tells of {words}"))
    }

    pub(super) fn add(&mut self, entry: &Entry) {
        if let Some(kind) = kind(entry) {
            *self.0.entry(kind).or_default() += 1;
        }
    }
}

fn kind(entry: &Entry) -> Option<&'static str> {
    match &entry.record {
        Record::Observed(observation) => Some(observation.what.kind()),
        Record::Weather(_) => Some("weather"),
        _ => None,
    }
}

/// How much of each kind some entries are.
pub(super) fn counts(entries: &[Entry]) -> ObservedCounts {
    let mut counts = ObservedCounts::default();
    for entry in entries {
        counts.add(entry);
    }
    counts
}

/// The entries of what an archive knows beside workouts.
pub(super) fn entries(health: Health, now: Timestamp) -> Vec<Entry> {
    let observed = health.observations.into_iter().map(|dated| {
        let record = Record::Observed(dated.observation);
        entry(record, dated.at, dated.night, now)
    });
    let air = health.air.into_iter().map(|air| {
        let weather = Weather {
            window: WeatherFor::Workout(air.workout),
            air_c: air.air_c,
            humidity_pct: air.humidity_pct,
            wind_m_s: None,
            sun: None,
        };
        let night = NightOf::of(&air.start);
        entry(Record::Weather(weather), air.start, night, now)
    });
    observed.chain(air).collect()
}

fn entry(record: Record, occurred_at: Moment, night: NightOf, now: Timestamp) -> Entry {
    Entry {
        id: id(&record, &occurred_at),
        occurred_at,
        recorded_at: now,
        source: EntrySource::Import,
        precision: Precision::Minutes,
        asked: false,
        night,
        record,
    }
}

/// The same record of the same moment has the same id in every import (a custom UUID of version 8).
fn id(record: &Record, at: &Moment) -> Uuid {
    // Whether it was typed is no part of it: earlier versions did not know.
    let record = match record {
        Record::Observed(seen) => Record::Observed(Observation { typed: false, ..seen.clone() }),
        other => other.clone(),
    };
    // A record that came through the checked types is written without fail.
    let body = serde_json::to_string(&record).unwrap_or_default();
    let digest = Sha256::digest(format!("observed {} {body}", at.instant.as_millisecond()));
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}
