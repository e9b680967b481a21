//! The cramps of the synthetic person, drawn from the hazard that their true triggers make, and what was said of nights.

use charley_domain::trigger;
use std::collections::BTreeMap;

use charley_domain::{
    entry::{Cramp, EasedBy, Entry, Record},
    exposure::{Exposure, RiskWindow, TriggerId},
    muscle::{Muscle, Side},
    night::NightOf,
    quantity::{OutOfRange, Pain},
    workout::WorkoutId,
};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use super::{
    Day, Life, TrainingSession,
    day::Answer,
    pen::{DemoPen, later},
    stream::{normal, stream},
    truth::TrueTrigger,
};

/// Amplitude of the season on the log hazard. Source: prior mean of `night.season`, triggers.csv.
pub(super) const SEASON: f64 = 0.2;
/// What a cramp in each of the last nights adds to the log hazard; half of it is forgotten in three nights.
const HISTORY: f64 = 0.5;
const FORGOTTEN: f64 = 0.793_700_525_984_099_8;
/// Log hazard that each half hour of a workout adds. Source: prior mean of `workout.elapsed_30min`, triggers.csv.
const ELAPSED_30MIN: f64 = 0.25;
/// Minutes of a workout before which nothing cramps: the muscle is fresh.
const EARLIEST_MINUTE: u32 = 8;
/// Log hazards between which the one that gives the wanted number of cramps is looked for.
const INTERCEPTS: (f64, f64) = (-14.0, 3.0);
const HALVINGS: u32 = 40;

/// Cramps and answers of all nights, and the cramps of workouts; oldest first.
///
/// The number of cramps is what was aimed at, or nearly: the intercept of the hazard is chosen for it, with the same
/// luck throughout. Cramps of nights that were not answered happened too, and nobody knows of them.
///
/// # Errors
/// Never with the numbers used here: each is within the range of its quantity.
pub fn entries(
    life: &Life,
    truth: &[TrueTrigger],
    exposures: &[Exposure],
    recognised: &[(WorkoutId, &TrainingSession)],
) -> Result<Vec<Entry>, OutOfRange> {
    let mut entries = nights(life, truth, exposures)?;
    entries.extend(workouts(life, truth, exposures, recognised)?);
    entries.sort_by_key(|entry| (entry.recorded_at, entry.id));
    Ok(entries)
}

/// The lowest value in range at which `count` reaches the target.
fn intercept(target: u32, count: impl Fn(f64) -> usize) -> f64 {
    let (mut low, mut high) = INTERCEPTS;
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if count(middle) < target as usize { low = middle } else { high = middle }
    }
    high
}

fn nights(life: &Life, truth: &[TrueTrigger], exposures: &[Exposure]) -> Result<Vec<Entry>, OutOfRange> {
    let seed = life.config.seed;
    let season = TriggerId::night(trigger::SEASON);
    let mut effects: BTreeMap<NightOf, f64> = BTreeMap::new();
    for exposure in exposures {
        let RiskWindow::Night(night) = &exposure.window else { continue };
        let wave = exposure.values.get(&season).map_or(0.0, |known| SEASON * known.value);
        effects.insert(*night, wave + truth.iter().map(|trigger| trigger.effect(exposure)).sum::<f64>());
    }
    let at_risk: Vec<NightAtRisk> = life
        .days
        .iter()
        .map(|day| NightAtRisk {
            effect: effects.get(&NightOf(day.date)).copied().unwrap_or(0.0),
            sleep_h: day.sleep_h,
            is_told: is_told(day),
        })
        .collect();
    let cramped = cramped(&at_risk, (seed, "night"), life.config.night_cramps);
    let mut pen = DemoPen::new(seed, "nights");
    let mut entries = Vec::new();
    for (index, (day, cramped)) in life.days.iter().zip(cramped).enumerate() {
        let mut rng = stream(seed, "cramp", index as u64);
        entries.extend(morning(NightOf(day.date), (day.answer, cramped), &mut pen, &mut rng)?);
    }
    Ok(entries)
}

/// One night as its hazard sees it.
pub(super) struct NightAtRisk {
    /// What the triggers and the season do to the log hazard.
    pub(super) effect: f64,
    pub(super) sleep_h: f64,
    /// Whether a cramp of it would be recorded.
    pub(super) is_told: bool,
}

/// Which nights cramp, so that about `target` cramps are told; the luck is that of a named stream.
pub(super) fn cramped(nights: &[NightAtRisk], (seed, luck): (u64, &str), target: u32) -> Vec<bool> {
    let luck: Vec<f64> = (0..nights.len()).map(|night| stream(seed, luck, night as u64).random()).collect();
    let cramped = |intercept: f64| -> Vec<bool> {
        let mut recent = 0.0;
        let each = nights.iter().zip(&luck).map(|(night, luck)| {
            let log_hazard = intercept + night.effect + (night.sleep_h / 8.0).ln() + HISTORY * recent;
            let cramped = *luck < 1.0 - (-log_hazard.exp()).exp();
            recent = FORGOTTEN * recent + (1.0 - FORGOTTEN) * f64::from(u8::from(cramped));
            cramped
        });
        each.collect()
    };
    let told =
        |cramped: &[bool]| nights.iter().zip(cramped).filter(|(night, c)| **c && night.is_told).count();
    cramped(intercept(target, |value| told(&cramped(value))))
}

/// Whether a cramp of that night is recorded: a morning without an answer hides it, one of doubt does not.
fn is_told(day: &Day) -> bool {
    day.answer != Answer::Missing
}

/// What is said of a night the morning after.
pub(super) fn morning(
    night: NightOf,
    (answer, cramped): (Answer, bool),
    pen: &mut DemoPen,
    rng: &mut ChaCha8Rng,
) -> Result<Option<Entry>, OutOfRange> {
    Ok(match (answer, cramped) {
        (Answer::Missing, _) => None,
        (_, true) => {
            let at = later(night.date().at(23, 30, 0, 0), rng.random_range(0..390));
            Some(pen.next_morning(night, Some(at), Record::Cramp(cramp(false, rng)?)))
        }
        (Answer::Unsure, false) => Some(pen.next_morning(night, None, Record::Unsure)),
        (Answer::Given, false) => Some(pen.next_morning(night, None, Record::None)),
    })
}

fn workouts(
    life: &Life,
    truth: &[TrueTrigger],
    exposures: &[Exposure],
    recognised: &[(WorkoutId, &TrainingSession)],
) -> Result<Vec<Entry>, OutOfRange> {
    let sessions: BTreeMap<&WorkoutId, &TrainingSession> =
        recognised.iter().map(|(id, session)| (id, *session)).collect();
    let at_risk: Vec<(&TrainingSession, f64, f64)> = exposures
        .iter()
        .filter_map(|exposure| {
            let RiskWindow::Workout(id) = &exposure.window else { return None };
            let session = *sessions.get(id)?;
            let luck =
                -(1.0 - stream(life.config.seed, "workout", session.index as u64).random::<f64>()).ln();
            Some((session, truth.iter().map(|trigger| trigger.effect(exposure)).sum(), luck))
        })
        .collect();
    let first_minute = |intercept: f64, (session, effect, luck): &(&TrainingSession, f64, f64)| {
        let mut hazard = 0.0;
        (EARLIEST_MINUTE..minutes(life, session)).find(|minute| {
            hazard += (intercept + effect + ELAPSED_30MIN * f64::from(*minute) / 30.0).exp();
            hazard > *luck
        })
    };
    let count = |intercept: f64| at_risk.iter().filter(|one| first_minute(intercept, one).is_some()).count();
    let intercept = intercept(life.config.workout_cramps, count);
    let mut pen = DemoPen::new(life.config.seed, "cramps in workouts");
    let mut entries = Vec::new();
    for one in &at_risk {
        let Some(minute) = first_minute(intercept, one) else { continue };
        let mut rng = stream(life.config.seed, "cramp in workout", one.0.index as u64);
        // In a shortened workout a minute is shorter too.
        let seconds = i64::from(minute) * i64::from(life.config.hour_s) / 60;
        let at = one.0.start.saturating_add(jiff::ToSpan::seconds(seconds));
        entries.push(pen.at(at, Record::Cramp(cramp(true, &mut rng)?)));
    }
    Ok(entries)
}

fn minutes(life: &Life, session: &TrainingSession) -> u32 {
    session.active_s * 60 / life.config.hour_s.max(1)
}

fn cramp(during_workout: bool, rng: &mut ChaCha8Rng) -> Result<Cramp, OutOfRange> {
    let muscle = match (during_workout, rng.random::<f64>()) {
        (false, chance) if chance < 0.72 => Muscle::Calf,
        (false, chance) if chance < 0.90 => Muscle::Foot,
        (false, _) => Muscle::Hamstrings,
        (true, chance) if chance < 0.55 => Muscle::Calf,
        (true, chance) if chance < 0.85 => Muscle::Hamstrings,
        (true, _) => Muscle::Quadriceps,
    };
    let side = if rng.random_bool(0.58) { Side::Left } else { Side::Right };
    let seconds = 95.0 * (0.55 * normal(rng)).exp();
    let timed = rng.random_bool(0.85);
    Ok(Cramp {
        duration_s: timed.then_some(((seconds / 10.0).round() * 10.0).max(10.0) as u32),
        pain: Some(Pain::from_0_10(f64::from(rng.random_range(4..=8)))?),
        during_workout,
        eased_by: vec![if rng.random_bool(0.7) { EasedBy::Stretch } else { EasedBy::Walking }],
        ..Cramp::of(muscle, side)
    })
}
