//! The one cause that is planted in the person: what truly raises their risk, in the life they led and not as the phone saw it.

use charley_domain::{exposure::TriggerId, trigger};
use rand::RngExt;

use super::{PhoneLife, day::PhoneDay};
use crate::demo::stream::stream;

/// Spread of the log hazard that the cause makes over the nights, and the log hazard ratios that count as realistic.
const SPREAD: std::ops::Range<f64> = 0.45..0.65;
const SIZE: std::ops::RangeInclusive<f64> = 0.4..=0.9;
/// Air from which heat counts, and a unit of it, in °C. Source: `heat_5c`, triggers.csv.
const HEAT_FROM_C: f64 = 18.0;
const HEAT_UNIT_C: f64 = 5.0;
/// A unit of sitting, in hours. Source: `sitting_2h`, triggers.csv.
const SITTING_UNIT_H: f64 = 2.0;
/// What may be planted.
const CAUSES: [&str; 3] = [trigger::HEAT, trigger::SITTING, trigger::SHORT_SLEEP];

/// A cause, and how much it matters.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PlantedCause {
    pub(crate) id: TriggerId,
    /// Change of the log hazard per unit.
    pub(crate) log_hazard_ratio: f64,
    /// What it does to the log hazard of each night.
    pub(super) effects: Vec<f64>,
}

impl PlantedCause {
    /// The cause of a person: drawn from three, as large as its spread over their nights allows.
    pub(super) fn of(life: &PhoneLife) -> Self {
        let mut rng = stream(life.config.seed, "planted cause", 0);
        let id = CAUSES[rng.random_range(0..CAUSES.len())];
        let units: Vec<f64> = life.days.iter().map(|day| units(id, day, before(life, day.index))).collect();
        let n = units.len() as f64;
        let mean = units.iter().sum::<f64>() / n;
        let sd = (units.iter().map(|unit| (unit - mean).powi(2)).sum::<f64>() / n).sqrt();
        let log_hazard_ratio = (rng.random_range(SPREAD) / sd).clamp(*SIZE.start(), *SIZE.end());
        let effects = units.into_iter().map(|unit| log_hazard_ratio * (unit - mean)).collect();
        Self { id: TriggerId::night(id), log_hazard_ratio, effects }
    }
}

/// The day whose night came before.
fn before(life: &PhoneLife, index: usize) -> Option<&PhoneDay> {
    life.days.get(index.checked_sub(1)?)
}

fn units(id: &str, day: &PhoneDay, before: Option<&PhoneDay>) -> f64 {
    match id {
        trigger::HEAT => ((day.weather.warmest_c - HEAT_FROM_C) / HEAT_UNIT_C).max(0.0),
        trigger::SITTING => day.sat_h / SITTING_UNIT_H,
        // An hour less is a unit more.
        _ => -before.unwrap_or(day).slept_h,
    }
}
