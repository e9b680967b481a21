//! The states of a run pushed through the rate of cramps: how likely one is by each kilometre, and what a change changes.

use charley_body::{
    carried::RestedBody, draws::DRAWS, heat, heat::band::is_hot_day, strength::StrengthGroup,
    timeline::BodyQuantity,
};
use charley_domain::trigger;
use charley_domain::{exposure::TriggerId, interval::Interval};
use charley_infer::{
    ahead::{Along, ExposureCourse, RateAhead},
    learn::STEP_MIN,
};
use serde::Serialize;

use super::{
    prepared::{Prepared, Ran},
    settings::PlanSettings,
};

/// Core temperature from which heat is counted, in °C.
const CORE_REFERENCE_C: f64 = 37.0; // triggers.csv, core_temp_c: rest
/// One unit of pace above habit.
const INTENSITY_UNIT: f64 = 0.10; // triggers.csv, intensity_10pct
/// One unit of strength that is missing at the start.
const STRENGTH_UNIT: f64 = 0.10; // triggers.csv, strength_missing_10pct
/// Largest exposure believed, in units, as in the body crate.
const BELIEVED: (f64, f64) = (-5.0, 5.0); // own judgement
/// A start between these hours is a morning start, as in the body crate.
const MORNING: std::ops::Range<f64> = 4.0..10.0; // own judgement

/// What a change does to the chance of a cramp: factors on it, with 90 % intervals.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct RiskEffect {
    /// The factor that is changed, alone.
    pub direct: Interval,
    /// With all that follows from it in the body.
    pub total: Interval,
    /// The change in all as a difference of probabilities.
    pub change: Interval,
    /// How sure it is that all in all it lowers the chance: the share of draws in which it does, 0 to 1.
    pub lowers: f64,
}

/// The exposures of a run, for the rate.
pub(super) fn exposures(prepared: &Prepared, ran: &Ran) -> ExposureCourse {
    let rows = rows(ran);
    let state = |id: &str| -> Vec<Vec<f64>> {
        ran.runs.iter().map(|run| course_of(id, &run.minutes, rows)).collect()
    };
    let changing = trigger::BODY_STATES.iter().map(|id| (TriggerId::workout(*id), state(id))).collect();
    let air: Vec<f64> = ran.air_c().map(|air_c| heat(air_c).value).collect();
    let mut constant = vec![(TriggerId::workout(trigger::HEAT), of_bodies(&air))];
    constant.push((TriggerId::workout(trigger::FIRST_HEAT), of_bodies(&new_heat(prepared, ran))));
    constant.push((TriggerId::workout(trigger::STRENGTH_MISSING), of_bodies(&strength_missing(prepared))));
    let begins = (prepared.day.hour + ran.settings.later_h).rem_euclid(24.0);
    let morning = f64::from(u8::from(MORNING.contains(&begins)));
    constant.push((TriggerId::workout(trigger::MORNING), vec![morning; RateAhead::DRAWS]));
    let id = TriggerId::workout(trigger::INTENSITY);
    if let Some(usual) = prepared.ahead.values(&id) {
        let times = mean_pace(prepared, ran);
        let moved = usual.iter().map(|units| {
            (((1.0 + INTENSITY_UNIT * units) * times - 1.0) / INTENSITY_UNIT).clamp(BELIEVED.0, BELIEVED.1)
        });
        constant.push((id, moved.collect()));
    }
    ExposureCourse { constant, changing }
}

/// Whether the heat is one that the person is not used to yet, body by body.
fn new_heat(prepared: &Prepared, ran: &Ran) -> Vec<f64> {
    let is_new = |air_c| prepared.day.heat_is_new && is_hot_day(air_c, ran.time_s());
    ran.air_c().map(|air_c| f64::from(u8::from(is_new(air_c)))).collect()
}

/// Strength of the calf that is missing at the start, in units, body by body.
fn strength_missing(prepared: &Prepared) -> Vec<f64> {
    let lost = |rested: &RestedBody| rested.weary[StrengthGroup::Calf as usize].lost() / STRENGTH_UNIT;
    prepared.before.draws.iter().map(lost).collect()
}

/// How much faster than habit a run is, in units of 10 %; `None` where no habit is known.
pub(super) fn faster(prepared: &Prepared, ran: &Ran) -> Option<f64> {
    let usual = Interval::of(prepared.ahead.values(&TriggerId::workout(trigger::INTENSITY))?)?;
    Some(((1.0 + INTENSITY_UNIT * usual.q50) * mean_pace(prepared, ran) - 1.0) / INTENSITY_UNIT)
}

/// The rate along a run.
pub(super) fn along(prepared: &Prepared, ran: &Ran) -> Along {
    prepared.ahead.along(rows(ran), &exposures(prepared, ran))
}

/// What a changed run does to the chance of a cramp by the end; both under the same random numbers.
pub(super) fn effect(prepared: &Prepared, (was, now): (&Ran, &Ran)) -> Option<RiskEffect> {
    let (before, after) = (exposures(prepared, was), exposures(prepared, now));
    let direct = replaced(before.clone(), &after, &turned(&was.settings, &now.settings));
    let chances = |course: &ExposureCourse, rows: usize| {
        prepared.ahead.along(rows, course).chances(rows.saturating_sub(1))
    };
    let as_was = chances(&before, rows(was));
    let ratio = |with: &[f64]| -> Option<Interval> {
        let ratios: Vec<f64> =
            with.iter().zip(&as_was).map(|(with, was)| with / was.max(f64::MIN_POSITIVE)).collect();
        Interval::of(&ratios)
    };
    let total = chances(&after, rows(now));
    let change: Vec<f64> = total.iter().zip(&as_was).map(|(with, was)| with - was).collect();
    let lower = change.iter().filter(|change| **change < 0.0).count();
    Some(RiskEffect {
        lowers: lower as f64 / change.len().max(1) as f64,
        direct: ratio(&chances(&direct, rows(was)))?,
        total: ratio(&total)?,
        change: Interval::of(&change)?,
    })
}

/// The factors that a change of settings turns by itself.
fn turned(was: &PlanSettings, now: &PlanSettings) -> Vec<TriggerId> {
    let differs = |a: f64, b: f64| (a - b).abs() > 1e-9;
    let turned = [
        (differs(was.pace, now.pace) || was.easy_start != now.easy_start, trigger::INTENSITY),
        (differs(was.warmer_c, now.warmer_c) || differs(was.later_h, now.later_h), trigger::HEAT),
        (differs(was.warmer_c, now.warmer_c) || differs(was.later_h, now.later_h), trigger::FIRST_HEAT),
        (differs(was.later_h, now.later_h), trigger::MORNING),
        (was.drink_ml_h != now.drink_ml_h, trigger::FLUID_DEFICIT),
        (differs(was.sodium_mg_h, now.sodium_mg_h), trigger::SODIUM_DEFICIT),
        (differs(was.carbohydrate_g_h, now.carbohydrate_g_h), trigger::GLYCOGEN_LOW),
    ];
    turned.into_iter().filter(|(is, _)| *is).map(|(_, id)| TriggerId::workout(id)).collect()
}

fn replaced(mut course: ExposureCourse, by: &ExposureCourse, ids: &[TriggerId]) -> ExposureCourse {
    for id in ids {
        let of = |list: &[(TriggerId, Vec<f64>)]| list.iter().position(|(known, _)| known == id);
        if let (Some(here), Some(there)) = (of(&course.constant), of(&by.constant)) {
            course.constant[here] = by.constant[there].clone();
        }
        let of = |list: &[(TriggerId, Vec<Vec<f64>>)]| list.iter().position(|(known, _)| known == id);
        if let (Some(here), Some(there)) = (of(&course.changing), of(&by.changing)) {
            course.changing[here] = by.changing[there].clone();
        }
    }
    course
}

/// Rows of five minutes.
pub(super) fn rows(ran: &Ran) -> usize {
    ((ran.paced.demand.minutes.len() as f64 / STEP_MIN).ceil() as usize).max(1)
}

/// The minute at the end of a row, counted from 0.
pub(super) fn minute_of(row: usize, minutes: usize) -> usize {
    (((row + 1) as f64 * STEP_MIN) as usize).min(minutes).saturating_sub(1)
}

fn course_of(id: &str, minutes: &[[f32; BodyQuantity::COUNT]], rows: usize) -> Vec<f64> {
    let value = |quantities: &[f32; BodyQuantity::COUNT]| {
        let of = |quantity: BodyQuantity| f64::from(quantities[quantity as usize]);
        match id {
            trigger::FLUID_DEFICIT => of(BodyQuantity::MassLost),
            trigger::SODIUM_DEFICIT => of(BodyQuantity::SodiumLost),
            trigger::CORE_TEMPERATURE => of(BodyQuantity::Core) - CORE_REFERENCE_C,
            _ => 1.0 - of(BodyQuantity::Fuel),
        }
    };
    (0..rows).map(|row| minutes.get(minute_of(row, minutes.len())).map_or(0.0, value)).collect()
}

fn of_bodies(values: &[f64]) -> Vec<f64> {
    (0..RateAhead::DRAWS).map(|draw| values[draw % DRAWS.min(values.len()).max(1)]).collect()
}

/// Mean pace or work against the goal.
fn mean_pace(prepared: &Prepared, ran: &Ran) -> f64 {
    if prepared.outing.is_on_foot() && prepared.outing.course.is_some() {
        return prepared.outing.goal_s / ran.time_s().max(1.0);
    }
    let third = if ran.settings.easy_start { 1.0 - 0.05 / 3.0 } else { 1.0 };
    ran.settings.pace * third
}
