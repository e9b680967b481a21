//! Two years of training: a week with its long run, four-week blocks with a week of rest, breaks and races.

use std::collections::BTreeSet;

use charley_domain::workout::Sport;
use jiff::civil::{DateTime, Weekday};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use super::{
    Config,
    climate::DayWeather,
    stream::{normal, stream},
};

/// Days of a training block, and how long each of its weeks' workouts are against usual.
const BLOCK_DAYS: usize = 28;
const BLOCK_WEEKS: [f64; 4] = [0.80, 1.05, 1.35, 0.50];
/// Every so many days comes a break, by illness or work, and how long it is.
const BREAK_EVERY_DAYS: usize = 170;
const BREAK_DAYS: usize = 12;
/// Every so many Sundays the long run is a race.
const RACE_EVERY_SUNDAYS: usize = 13;

/// What kind of workout it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrainingKind {
    /// An easy run.
    EasyRun,
    /// Intervals at threshold.
    HardRun,
    /// The long run of the week.
    LongRun,
    /// A race over the longest way in months.
    Race,
    /// A ride outdoors.
    Ride,
}

impl TrainingKind {
    /// The sport of the recording.
    pub const fn sport(self) -> Sport {
        match self {
            Self::Ride => Sport::Ride,
            _ => Sport::Run,
        }
    }

    /// Usual length in hours.
    const fn hours(self) -> f64 {
        match self {
            Self::EasyRun => 0.72,
            Self::HardRun => 0.88,
            Self::LongRun => 1.45,
            Self::Race => 2.6,
            Self::Ride => 1.75,
        }
    }
}

/// One workout as it was planned and done.
#[derive(Debug, Clone, Copy)]
pub struct TrainingSession {
    /// Its place among all.
    pub index: usize,
    /// What it was.
    pub kind: TrainingKind,
    /// Start on the clock of the place, which is universal time.
    pub start: DateTime,
    /// Seconds with the timer running.
    pub active_s: u32,
    /// How hard against usual: 1 is usual.
    pub effort: f64,
    /// Air in the shade at the start.
    pub air_c: f64,
    pub(super) humidity_pct: f64,
}

/// A day on which there could be a workout.
struct Slot {
    day: usize,
    kind: TrainingKind,
    /// The lower, the surer it happens.
    rank: f64,
}

/// Every workout, oldest first.
pub(super) fn sessions(
    config: &Config,
    weather: &[DayWeather],
    away: &BTreeSet<usize>,
) -> Vec<TrainingSession> {
    let mut rng = stream(config.seed, "plan", 0);
    let mut slots: Vec<Slot> =
        weather.iter().enumerate().map(|(day, weather)| slot(day, weather, away, &mut rng)).collect();
    slots.sort_by(|a, b| a.rank.total_cmp(&b.rank));
    slots.truncate(config.workouts as usize);
    slots.sort_by_key(|slot| slot.day);
    slots
        .into_iter()
        .enumerate()
        .map(|(index, slot)| {
            let mut rng = stream(config.seed, "session", slot.day as u64);
            session(config, (index, &slot), &weather[slot.day], &mut rng)
        })
        .collect()
}

fn slot(day: usize, weather: &DayWeather, away: &BTreeSet<usize>, rng: &mut ChaCha8Rng) -> Slot {
    let (kind, rank) = match weather.date.weekday() {
        Weekday::Sunday if (day / 7) % RACE_EVERY_SUNDAYS == RACE_EVERY_SUNDAYS - 1 => {
            (TrainingKind::Race, -3.0)
        }
        Weekday::Sunday => (TrainingKind::LongRun, 0.0),
        Weekday::Wednesday => (TrainingKind::HardRun, 1.0),
        Weekday::Saturday => (TrainingKind::Ride, 1.6),
        Weekday::Monday => (TrainingKind::EasyRun, 2.8),
        Weekday::Friday => (TrainingKind::Ride, 3.4),
        Weekday::Tuesday => (TrainingKind::EasyRun, 3.8),
        Weekday::Thursday => (TrainingKind::EasyRun, 4.4),
    };
    let rest = if day / 7 % 4 == 3 { 1.2 } else { 0.0 };
    let broken = if day % BREAK_EVERY_DAYS >= BREAK_EVERY_DAYS - BREAK_DAYS { 30.0 } else { 0.0 };
    let gone = if away.contains(&day) { 60.0 } else { 0.0 };
    Slot { day, kind, rank: rank + rest + broken + gone + 1.1 * normal(rng) }
}

fn session(
    config: &Config,
    (index, slot): (usize, &Slot),
    weather: &DayWeather,
    rng: &mut ChaCha8Rng,
) -> TrainingSession {
    let mut block = stream(config.seed, "block", (slot.day / BLOCK_DAYS) as u64);
    let week = BLOCK_WEEKS[slot.day % BLOCK_DAYS / 7];
    let factor = if slot.kind == TrainingKind::Race { 1.0 } else { week * (0.22 * normal(&mut block)).exp() };
    let hours = slot.kind.hours() * factor * (0.13 * normal(rng)).exp();
    let (hour, minute) = match slot.kind {
        TrainingKind::LongRun | TrainingKind::Race => (9, rng.random_range(0..50)),
        TrainingKind::Ride => (if rng.random_bool(0.3) { 10 } else { 14 }, rng.random_range(0..50)),
        _ => (if rng.random_bool(0.4) { 6 } else { 18 }, rng.random_range(0..50)),
    };
    let push = if slot.kind == TrainingKind::Race { 1.06 } else { 1.0 };
    TrainingSession {
        index,
        kind: slot.kind,
        start: weather.date.at(hour, minute, rng.random_range(0..60), 0),
        active_s: ((hours * f64::from(config.hour_s)) as u32).max(config.hour_s / 6),
        effort: push * (0.055 * normal(rng)).exp(),
        air_c: (weather.at(hour) * 10.0).round() / 10.0,
        humidity_pct: weather.humidity_pct,
    }
}
