//! What is kept of a simulated workout: enough for every later question, and to go on from it.

use std::collections::BTreeMap;

use charley_domain::{basis::Basis, workout::WorkoutId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    carried::{Carried, FORGOTTEN_H, Meals, RestedBody, WATERED_H},
    draws::PerDraw,
    factors::Factors,
    glycogen::KCAL_A_GRAM,
    intake::SODIUM_G_MOL,
    safety::{Drinker, Safety},
    strength::StrengthGroup,
    timeline::{Band, BodyQuantity, DrawEnd, WorkoutStates},
    weather::{AirBasis, Setting},
};

/// Core temperature from which heat is counted, in °C.
const CORE_REFERENCE_C: f64 = 37.0; // triggers.csv, core_temp_c: rest
/// Share of lost cations that is sodium.
const SODIUM_SHARE: f64 = 0.88; // sweat of 36 mmol/L sodium and 5 potassium, Baker 2016

/// What is kept of one workout.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WorkoutOutcome {
    /// The workout.
    pub id: WorkoutId,
    /// When it ended.
    pub ended: Timestamp,
    /// Where it took place, as far as its recording tells.
    pub setting: Setting,
    /// The air it met at its middle, in °C; `None` where an older version made this.
    pub air: Option<AirKnown>,
    /// Sweat in L.
    pub sweat_l: Band,
    /// Water lost since the start and not replaced, in % of body mass: as the page of the workout has it.
    pub deficit_pct: Band,
    /// Sodium lost and not replaced, in g.
    pub sodium_deficit_g: Band,
    /// Highest core temperature above rest, in °C.
    pub core_rise_c: Band,
    /// Share of the glycogen stores that is gone.
    pub fuel_spent: Band,
    /// Least W' left.
    pub w_least: Band,
    /// Greatest spent share of calf, quadriceps, hamstrings.
    pub fatigue_peak: [Band; 3],
    /// Strength left in calf and thigh at the end, 0 to 1.
    pub strength_left: [Band; 2],
    /// Carbohydrate burnt in g.
    pub carbohydrate_burnt_g: Band,
    /// Seconds above the threshold.
    pub above_threshold_s: u32,
    /// The safety of it.
    pub safety: Safety,
    /// What was assumed, in words.
    pub assumed: Vec<String>,
    /// The states of which risk depends, along the workout.
    pub course: Vec<CourseMoment>,
    /// The same at its end, draw by draw, in the order of [`CourseMoment::states`].
    pub ends: [Vec<f32>; 4],
    /// The body after it.
    pub carried: Carried,
}

/// The air of a workout, with how it is known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AirKnown {
    /// In °C.
    pub air_c: Band,
    /// The same draw by draw.
    pub draws_c: Vec<f32>,
    /// How it is known.
    pub basis: AirBasis,
    /// Where a thermometer or a place tells it, in words which.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

impl AirKnown {
    /// Whether it is known of that day, and not only what the season usually brings.
    ///
    /// Equation: none. Source: definition. Valid always.
    ///
    /// Example: the tests of the exposures.
    pub const fn is_of_that_day(&self) -> bool {
        matches!(self.basis, AirBasis::Said | AirBasis::DaySaid | AirBasis::Thermometer | AirBasis::Station)
    }

    fn of(states: &WorkoutStates) -> Option<Self> {
        let draws_c = states.air.air_c.clone();
        let (basis, source) = (states.air.basis, states.air.source.clone());
        Some(Self { air_c: Band::of(draws_c.iter().copied())?, draws_c, basis, source })
    }
}

/// Minutes between two moments of the course that is kept.
const COURSE_STEP_MIN: usize = 10; // own choice: the states are smooth

/// The median states at the end of one minute of a workout.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct CourseMoment {
    /// Minutes since the start.
    pub minute: u32,
    /// Body mass lost as water (%), sodium lost and not replaced (g), core temperature above rest (°C), glycogen gone (0 to
    /// 1); all since the start, as [`crate::minutes`] has them.
    pub states: [f32; 4],
}

impl CourseMoment {
    fn of(states: &WorkoutStates, minute: usize) -> Self {
        let median = |quantity: BodyQuantity| states.minutes[minute][quantity as usize].q50;
        let values = [
            median(BodyQuantity::MassLost),
            median(BodyQuantity::SodiumLost),
            median(BodyQuantity::Core) - CORE_REFERENCE_C,
            1.0 - median(BodyQuantity::Fuel),
        ];
        Self { minute: minute as u32 + 1, states: values.map(|value| (value as f32 * 1e4).round() / 1e4) }
    }
}

/// The course of a workout: every tenth minute and the last.
fn course(states: &WorkoutStates) -> Vec<CourseMoment> {
    let last = states.minutes.len().saturating_sub(1);
    let places = (0..last).step_by(COURSE_STEP_MIN).chain([last]);
    places
        .filter(|minute| *minute < states.minutes.len())
        .map(|minute| CourseMoment::of(states, minute))
        .collect()
}

/// The states at the end, draw by draw.
fn ends(states: &WorkoutStates) -> [Vec<f32>; 4] {
    let of = |value: fn(&DrawEnd) -> f32| -> Vec<f32> {
        states.ends.iter().map(|end| (value(end) * 1e4).round() / 1e4).collect()
    };
    [
        of(|end| end.mass_lost_pct),
        of(|end| end.sodium_deficit_g),
        of(|end| end.core_peak_c - CORE_REFERENCE_C as f32),
        of(|end| 1.0 - end.fuel_left),
    ]
}

impl WorkoutOutcome {
    /// What is kept of a simulated workout; `None` for one without a minute.
    ///
    /// Equation: bands of the draws. Source: definition. Valid always.
    ///
    /// Example: [`BodyRecord`].
    pub fn of(
        (states, setting): (&WorkoutStates, Setting),
        drinker: &Drinker,
        carried: Carried,
    ) -> Option<Self> {
        let fatigue = |group: usize| states.band(|end| end.fatigue_peak[group]);
        Some(Self {
            id: states.id.clone(),
            ended: carried.at,
            setting,
            air: AirKnown::of(states),
            sweat_l: states.band(|end| end.sweat_l)?,
            deficit_pct: states.band(|end| end.mass_lost_pct)?,
            sodium_deficit_g: states.band(|end| end.sodium_deficit_g)?,
            core_rise_c: states.band(|end| end.core_peak_c - CORE_REFERENCE_C as f32)?,
            fuel_spent: states.band(|end| 1.0 - end.fuel_left)?,
            w_least: states.band(|end| end.w_least)?,
            fatigue_peak: [fatigue(0)?, fatigue(1)?, fatigue(2)?],
            strength_left: [
                states.band(|end| end.strength_left[0])?,
                states.band(|end| end.strength_left[1])?,
            ],
            carbohydrate_burnt_g: states.band(|end| end.carbohydrate_burnt_g)?,
            above_threshold_s: states.above_threshold_s,
            safety: Safety::of(states, drinker),
            assumed: states.assumed.clone(),
            course: course(states),
            ends: ends(states),
            carried,
        })
    }

    /// How its values are known.
    ///
    /// Equation: estimated, with what was assumed. Source: the timeline. Valid always.
    ///
    /// Example: [`BodyRecord`].
    pub fn basis(&self) -> Basis {
        let assumed = if self.assumed.is_empty() {
            String::new()
        } else {
            format!("; assumed: {}", self.assumed.join(", "))
        };
        Basis::estimated(format!("the body model{assumed}"))
    }
}

/// All simulated workouts of a person, and the possible persons they were simulated with.
///
/// ```
/// use charley_body::outcome::BodyRecord;
/// let (people, _) = charley_body::factors::people(&Default::default(), "2026-05-01".parse()?, 1, None);
/// let record = BodyRecord::of(Box::new(people), Vec::new());
/// assert!(record.before("2026-05-01T20:00:00Z".parse()?, |_| Default::default()).is_none());
/// # Ok::<(), jiff::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct BodyRecord {
    /// The possible persons.
    pub people: Box<PerDraw<Factors>>,
    /// The outcome of each workout.
    pub outcomes: BTreeMap<WorkoutId, WorkoutOutcome>,
    /// The workouts by when they ended.
    by_end: Vec<(Timestamp, WorkoutId)>,
}

/// The body at a time of rest, draw by draw.
#[derive(Debug, Clone, PartialEq)]
pub struct AtRest {
    /// Water missing, in % of body mass.
    pub fluid_deficit_pct: Vec<f32>,
    /// Sodium missing, in g.
    pub sodium_deficit_g: Vec<f32>,
    /// Carbohydrate missing, in g per kg of body mass; `None` where no meal was recorded since the workout: it is not known.
    pub carbohydrate_shortfall_g_kg: Option<Vec<f32>>,
}

impl BodyRecord {
    /// The record of some outcomes.
    ///
    /// Equation: none. Source: the timeline. Valid always.
    ///
    /// Example: [`BodyRecord`].
    pub fn of(people: Box<PerDraw<Factors>>, outcomes: Vec<WorkoutOutcome>) -> Self {
        let mut by_end: Vec<(Timestamp, WorkoutId)> =
            outcomes.iter().map(|outcome| (outcome.ended, outcome.id.clone())).collect();
        by_end.sort();
        let outcomes = outcomes.into_iter().map(|outcome| (outcome.id.clone(), outcome)).collect();
        Self { people, outcomes, by_end }
    }

    /// The same with some outcomes in place of those of the same workouts.
    ///
    /// Equation: none. Source: definition. Valid for outcomes of the same possible persons.
    ///
    /// Example: [`BodyRecord`].
    #[must_use]
    pub fn with(&self, changed: &[WorkoutOutcome]) -> Self {
        let mut record = self.clone();
        for outcome in changed {
            record.outcomes.insert(outcome.id.clone(), outcome.clone());
        }
        record
    }

    /// Strength of the calf that the workouts before an instant have left missing, as a share, draw by draw; `None` where
    /// none was recorded before it.
    ///
    /// Equation: [`crate::strength::Weary::rested`] of the last outcome. Source: as there. Valid where every workout was recorded.
    ///
    /// Example: the tests of the exposures.
    pub fn strength_missing(&self, at: Timestamp) -> Option<Vec<f32>> {
        let place = self.by_end.partition_point(|(ended, _)| *ended <= at).checked_sub(1)?;
        let last = self.outcomes.get(&self.by_end[place].1)?;
        let hours = at.duration_since(last.ended).as_secs_f64() / 3600.0;
        let missing = |rested: &RestedBody| rested.weary[StrengthGroup::Calf as usize].rested(hours).lost();
        // After two weeks nothing is left, as in what is carried on.
        let kept = if hours > FORGOTTEN_H { 0.0 } else { 1.0 };
        Some(last.carried.draws.iter().map(|draw| (kept * missing(draw)) as f32).collect())
    }

    /// The body at an instant of rest, from the last workout that ended before it; `None` where none did in four days.
    ///
    /// Equation: [`Carried::rested`] of its draws, with what was eaten since it ended. Source: as there. Valid with free food and drink.
    ///
    /// Example: [`BodyRecord`].
    pub fn before(&self, at: Timestamp, eaten: impl Fn(Timestamp) -> Meals) -> Option<AtRest> {
        let place = self.by_end.partition_point(|(ended, _)| *ended <= at).checked_sub(1)?;
        let last = self.outcomes.get(&self.by_end[place].1)?;
        let hours = at.duration_since(last.ended).as_secs_f64() / 3600.0;
        if hours > WATERED_H {
            return None;
        }
        let meals = eaten(last.ended);
        let rested = last.carried.rested(at, &self.people, meals);
        let of = |value: &dyn Fn(usize) -> f64| -> Vec<f32> {
            (0..rested.draws.len()).map(|draw| value(draw) as f32).collect()
        };
        Some(AtRest {
            fluid_deficit_pct: of(&|draw| {
                100.0 * f64::from(rested.draws[draw].water_deficit_l) / self.people[draw].mass_kg
            }),
            sodium_deficit_g: of(&|draw| {
                f64::from(rested.draws[draw].cation_deficit_mmol) * SODIUM_SHARE * SODIUM_G_MOL / 1000.0
            }),
            carbohydrate_shortfall_g_kg: meals.carbohydrate_g.map(|_| {
                of(&|draw| {
                    let factors = &self.people[draw];
                    let capacity = factors.glycogen.liver_kcal + factors.glycogen.legs_kcal;
                    let gone = 1.0 - f64::from(rested.draws[draw].glycogen_left);
                    gone * capacity / KCAL_A_GRAM / factors.mass_kg
                })
            }),
        })
    }
}
