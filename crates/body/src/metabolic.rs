//! Metabolic rate in W/kg or W: from power, else from speed and grade, else from heart rate.

use charley_domain::{
    basis::Basis,
    person::{Person, Sex},
    workout::{Sport, Workout},
};
use jiff::civil::Date;
use serde::Serialize;

use crate::{
    axis,
    parameter::{
        CYCLING_MIN_W, GRADE_LIMIT, GROSS_EFFICIENCY, OXYGEN_J_ML, REST_VO2, TYPICAL_REST_HR_BPM,
        WALK_TO_RUN_M_S,
    },
    recorded::RecordedSeconds,
};

/// Coefficients of the cost of running from the fifth power of grade down. Source: Minetti 2002, table read in nine code copies.
const RUNNING: [f64; 6] = [155.4, -30.4, -43.3, 46.3, 19.5, 3.6]; // Minetti 2002
/// The same for walking. Source: Minetti 2002, recalled.
const WALKING: [f64; 6] = [280.5, -58.7, -76.8, 51.9, 19.6, 2.5]; // Minetti 2002, recalled

/// Cost of running in J per kg of body mass and metre along the ground, at a `grade` (rise over run).
///
/// Equation: 155.4 i⁵ - 30.4 i⁴ - 43.3 i³ + 46.3 i² + 19.5 i + 3.6. Source: Minetti 2002, ten elite mountain
/// runners on a treadmill. Valid for -0.45 to 0.45; beyond, the cost at the limit is given. Not finite: not finite.
///
/// ```
/// assert_eq!(charley_body::metabolic::running_cost_j_kg_m(0.0), 3.6);
/// assert!(charley_body::metabolic::running_cost_j_kg_m(-0.2) < 1.9);
/// ```
pub fn running_cost_j_kg_m(grade: f64) -> f64 {
    polynomial(&RUNNING, grade.clamp(-GRADE_LIMIT.value, GRADE_LIMIT.value))
}

/// Cost of walking in J per kg and metre above rest, at the speed that is cheapest for the `grade`.
///
/// Equation: 280.5 i⁵ - 58.7 i⁴ - 76.8 i³ + 51.9 i² + 19.6 i + 2.5. Source: Minetti 2002 (recalled). Valid for
/// -0.45 to 0.45; beyond, the cost at the limit is given.
///
/// ```
/// assert_eq!(charley_body::metabolic::walking_cost_j_kg_m(0.0), 2.5);
/// ```
pub fn walking_cost_j_kg_m(grade: f64) -> f64 {
    polynomial(&WALKING, grade.clamp(-GRADE_LIMIT.value, GRADE_LIMIT.value))
}

/// Metabolic rate of standing still in W/kg, and of running a metre on the level in J/kg, as ordinary runners have it.
const STANDING_W_KG: f64 = 1.2; // docs/studies/sweat-and-heat.md section 4: 3.5 mL/kg/min
const LEVEL_J_KG_M: f64 = 3.86; // with rest about a kilocalorie a kilogram and kilometre, as ordinary runners; elites take 3.6

/// Speed on the level in m/s that costs as much as a speed on a `grade`.
///
/// Equation: speed × cost(grade) / cost(0). Source: [`running_cost_j_kg_m`]. Valid for running on firm ground.
///
/// ```
/// assert_eq!(charley_body::metabolic::level_speed_m_s(3.0, 0.0), 3.0);
/// ```
pub fn level_speed_m_s(speed_m_s: f64, grade: f64) -> f64 {
    speed_m_s * running_cost_j_kg_m(grade) / running_cost_j_kg_m(0.0)
}

/// Metabolic rate of running in W/kg, rest included.
///
/// Equation: 1.2 + 3.86 × [`level_speed_m_s`]. Source: about 1 kcal/kg/km of ordinary runners (Margaria 1963), between the net cost
/// of elite mountain runners (Minetti 2002, 3.6 J/kg/m) and the oxygen of ACSM; grade by Minetti. Spread between people about
/// 10 % (recalled). Valid for running on firm ground; air resistance is left out.
///
/// ```
/// assert!((charley_body::metabolic::running_w_kg(3.0, 0.0) - 12.78).abs() < 1e-9);
/// ```
pub fn running_w_kg(speed_m_s: f64, grade: f64) -> f64 {
    STANDING_W_KG + LEVEL_J_KG_M * level_speed_m_s(speed_m_s, grade)
}

/// Running speed on the level in m/s that takes a metabolic rate in W/kg, rest included.
///
/// Equation: the inverse of [`running_w_kg`], never below zero. Source: as there. Valid as there.
///
/// ```
/// use charley_body::metabolic::{running_speed_m_s, running_w_kg};
/// assert!((running_speed_m_s(running_w_kg(3.0, 0.0)) - 3.0).abs() < 1e-12);
/// ```
pub fn running_speed_m_s(w_kg: f64) -> f64 {
    ((w_kg - STANDING_W_KG) / LEVEL_J_KG_M).max(0.0)
}

/// Metabolic rate of walking in W/kg, rest included.
///
/// Equation: 1.44 + (1.94 S^0.43 + 0.24 S⁴) × cost(grade) / cost(0). Source: level walking LCDA (Looney 2019,
/// recalled; standard error 0.20 W/kg), scaled for grade by Minetti 2002: the product of the two is ours. Valid
/// for 0 to 1.97 m/s; above, the speed at the limit is used.
///
/// ```
/// assert_eq!(charley_body::metabolic::walking_w_kg(0.0, 0.1), 1.44);
/// assert!((3.5..4.5).contains(&charley_body::metabolic::walking_w_kg(1.3, 0.0)));
/// ```
pub fn walking_w_kg(speed_m_s: f64, grade: f64) -> f64 {
    let speed = speed_m_s.clamp(0.0, 1.97); // limit of LCDA, recalled
    let level = 1.94 * speed.powf(0.43) + 0.24 * speed.powi(4); // Looney 2019, recalled
    1.44 + level * walking_cost_j_kg_m(grade) / walking_cost_j_kg_m(0.0) // Looney 2019, recalled
}

/// Metabolic rate of cycling in W, from power at the pedals in W.
///
/// Equation: power / 0.215, and never below the rate at rest of a 70 kg person. Source: [`GROSS_EFFICIENCY`], trained
/// cyclists, N(0.215, 0.012) (recalled). Valid above 75 W; below, it reads low by up to a tenth.
///
/// ```
/// assert!((charley_body::metabolic::cycling_w(215.0) - 1000.0).abs() < 1e-9);
/// ```
pub fn cycling_w(power_w: f64) -> f64 {
    let rest_w = 70.0 * REST_VO2.value * OXYGEN_J_ML.value / 60.0; // a typical person of 70 kg
    (power_w / GROSS_EFFICIENCY.value).max(rest_w)
}

/// The heart rates and the oxygen uptake between which a person's heart rate is read.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct HeartRange {
    /// At rest, in bpm.
    pub rest_bpm: f64,
    /// Highest, in bpm.
    pub max_bpm: f64,
    /// Highest oxygen uptake, in mL/kg/min.
    pub vo2max_ml_kg_min: f64,
}

impl HeartRange {
    /// The range of a person on a date (bpm and mL/kg/min), with a sentence for each value that was assumed.
    ///
    /// Equation: highest heart rate 208 - 0.7 × age; uptake 79.9 - 0.39 × age - 13.7 if female - 0.28 × mass in kg.
    /// Source: Tanaka 2001 and Myers 2017 (both recalled). Valid for adults; a standard deviation of the uptake is
    /// about 7 mL/kg/min. `None` when neither the highest heart rate nor the age is known.
    ///
    /// ```
    /// let nobody = charley_domain::person::Person::default();
    /// assert!(charley_body::metabolic::HeartRange::of(&nobody, "2026-05-01".parse()?).is_none());
    /// # Ok::<(), jiff::Error>(())
    /// ```
    pub fn of(person: &Person, date: Date) -> Option<(Self, Vec<String>)> {
        let age = person.age_years(date).map(f64::from);
        let mut assumed = Vec::new();
        let max_bpm = person.max_hr_bpm.map(charley_domain::quantity::HeartRate::bpm).or_else(|| {
            assumed.push("highest heart rate from age".to_owned());
            age.map(|age| 208.0 - 0.7 * age) // Tanaka 2001, recalled
        })?;
        let rest_bpm = person.rest_hr_bpm.map_or_else(
            || {
                assumed.push(format!("resting heart rate {:.0} bpm", TYPICAL_REST_HR_BPM.value));
                TYPICAL_REST_HR_BPM.value
            },
            charley_domain::quantity::HeartRate::bpm,
        );
        assumed.push("oxygen uptake typical of age, sex and mass".to_owned());
        let female = match person.sex {
            Some(Sex::Female) => 1.0,
            Some(Sex::Male) => 0.0,
            _ => 0.5,
        };
        let mass_kg = person.mass_kg.map_or(70.0, charley_domain::quantity::BodyMass::kg); // a typical person of 70 kg
        let vo2max = 79.9 - 0.39 * age.unwrap_or(40.0) - 13.7 * female - 0.28 * mass_kg; // Myers 2017, recalled
        let range = Self { rest_bpm, max_bpm, vo2max_ml_kg_min: vo2max.max(15.0) }; // own limit
        (range.max_bpm > range.rest_bpm + 20.0).then_some((range, assumed)) // own limit: closer is a slip
    }

    /// Share of the heart-rate reserve in use (unit 1, 0 to 1) at a heart rate in bpm.
    ///
    /// Equation: (rate - rest) / (highest - rest). Source: Karvonen 1957 (recalled). Valid in steady aerobic work;
    /// clamped to 0 and 1.
    ///
    /// ```
    /// let range = charley_body::metabolic::HeartRange { rest_bpm: 60.0, max_bpm: 180.0, vo2max_ml_kg_min: 45.0 };
    /// assert_eq!(range.reserve(120.0), 0.5);
    /// ```
    pub fn reserve(&self, bpm: f64) -> f64 {
        ((bpm - self.rest_bpm) / (self.max_bpm - self.rest_bpm)).clamp(0.0, 1.0)
    }

    /// Metabolic rate in W/kg at a heart rate in bpm.
    ///
    /// Equation: share of heart-rate reserve = share of oxygen-uptake reserve, at 20.9 J/mL. Source: Swain 1998
    /// (recalled); error of one person about 15-20 %. Valid in steady aerobic work, not in the first minute.
    ///
    /// ```
    /// let range = charley_body::metabolic::HeartRange { rest_bpm: 60.0, max_bpm: 180.0, vo2max_ml_kg_min: 45.0 };
    /// assert!((range.w_kg(180.0) - 45.0 * 20.9 / 60.0).abs() < 1e-9);
    /// ```
    pub fn w_kg(&self, bpm: f64) -> f64 {
        let uptake = REST_VO2.value + self.reserve(bpm) * (self.vo2max_ml_kg_min - REST_VO2.value);
        uptake * OXYGEN_J_ML.value / 60.0
    }
}

/// The metabolic rate through one workout.
#[derive(Debug, Clone, PartialEq)]
pub struct MetabolicTrace {
    /// Rate in W for the whole body, one a second of [`axis::active_seconds`].
    pub w: Vec<Option<f64>>,
    /// How it is known, with the equation.
    pub basis: Basis,
}

/// Metabolic rate in W through a workout, by the best source it holds; `None` when it holds none or the body mass is needed and unknown.
///
/// Equation: power ([`cycling_w`]), else speed and grade ([`running_w_kg`], [`walking_w_kg`]), else heart rate
/// ([`HeartRange::w_kg`]). Source and validity: theirs. Running power of a watch is not used: each maker defines its own.
///
/// ```
/// use charley_body::metabolic::trace;
/// # use charley_domain::{workout::*, person::Person, quantity::BodyMass, moment::Moment};
/// # let head = WorkoutHead { id: WorkoutId("a".into()), sport: Sport::Run, start: Moment::of(&"2026-05-01T07:00[UTC]".parse()?), clock: ClockBasis::File,
/// #   elapsed_s: 2.0, timer_s: None, distance_m: None, device: None, indoor: None, name: None, facts: FileFacts::default() };
/// # let speed = Channel { kind: ChannelKind::Speed, values: vec![Some(3000), Some(3000)] };
/// # let workout = Workout { head, time_ms: vec![0, 1000], channels: vec![speed], laps: vec![], pauses: vec![], legs: vec![], notes: vec![] };
/// let person = Person { mass_kg: Some(BodyMass::from_kg(70.0)?), ..Person::default() };
/// assert!((trace(&workout, &person).unwrap().w[1].unwrap() - 894.6).abs() < 1e-9);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn trace(workout: &Workout, person: &Person) -> Option<MetabolicTrace> {
    let recorded = RecordedSeconds::of(workout, &axis::of(workout));
    from_power(&recorded, workout.head.sport)
        .or_else(|| from_speed(&recorded, workout.head.sport, person.mass_kg?.kg()))
        .or_else(|| {
            let (range, assumed) = HeartRange::of(person, workout.head.start.civil().date())?;
            from_heart_rate(&recorded, range, person.mass_kg?.kg()).map(|w| {
                let by = format!("heart rate (Swain 1998); assumed: {}", assumed.join(", "));
                MetabolicTrace { w, basis: Basis::Estimated { by } }
            })
        })
}

fn from_power(recorded: &RecordedSeconds, sport: Sport) -> Option<MetabolicTrace> {
    let power = recorded.power_w.as_ref().filter(|_| is_ride(sport))?;
    let w = power.iter().map(|power| power.map(cycling_w)).collect();
    let low = if mean(power)? < CYCLING_MIN_W.value { ", below 75 W: reads low" } else { "" };
    Some(MetabolicTrace { w, basis: Basis::estimated(format!("power at 21.5 % efficiency{low}")) })
}

fn from_speed(recorded: &RecordedSeconds, sport: Sport, mass_kg: f64) -> Option<MetabolicTrace> {
    let speeds = recorded.speed_m_s.as_ref().filter(|_| is_on_foot(sport))?;
    let w = (0..speeds.len())
        .map(|second| Some(on_foot_w_kg(speeds[second]?, recorded.grade_at(second), sport) * mass_kg))
        .collect();
    Some(MetabolicTrace { w, basis: Basis::estimated("speed and grade (Minetti 2002)") })
}

fn from_heart_rate(recorded: &RecordedSeconds, range: HeartRange, mass_kg: f64) -> Option<Vec<Option<f64>>> {
    let rates = recorded.heart_rate_bpm.as_ref()?;
    Some(rates.iter().map(|bpm| bpm.map(|bpm| range.w_kg(bpm) * mass_kg)).collect())
}

/// Metabolic rate on foot in W/kg: running above the walk-to-run speed unless the sport is walking.
pub(crate) fn on_foot_w_kg(speed_m_s: f64, grade: f64, sport: Sport) -> f64 {
    if matches!(sport, Sport::Walk | Sport::Hike) || speed_m_s < WALK_TO_RUN_M_S.value {
        walking_w_kg(speed_m_s, grade)
    } else {
        running_w_kg(speed_m_s, grade)
    }
}

/// Whether power is measured at pedals.
pub(crate) const fn is_ride(sport: Sport) -> bool {
    matches!(sport, Sport::Ride | Sport::IndoorRide)
}

/// Whether speed and grade tell the work.
pub(crate) const fn is_on_foot(sport: Sport) -> bool {
    matches!(sport, Sport::Run | Sport::TrailRun | Sport::Walk | Sport::Hike)
}

fn mean(values: &[Option<f64>]) -> Option<f64> {
    let known: Vec<f64> = values.iter().flatten().copied().collect();
    (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64)
}

fn polynomial(coefficients: &[f64], x: f64) -> f64 {
    coefficients.iter().fold(0.0, |sum, coefficient| sum * x + coefficient)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn rates_are_finite_and_never_negative(speed in 0.0..40.0_f64, grade in -2.0..2.0_f64, bpm in 0.0..300.0_f64) {
            let range = HeartRange { rest_bpm: 50.0, max_bpm: 190.0, vo2max_ml_kg_min: 50.0 };
            for rate in [running_w_kg(speed, grade), walking_w_kg(speed, grade), cycling_w(speed * 50.0), range.w_kg(bpm)] {
                prop_assert!(rate.is_finite() && rate >= 0.0, "{rate}");
            }
        }
    }

    #[test]
    fn uphill_costs_more_than_level() {
        assert!(running_cost_j_kg_m(0.1) > running_cost_j_kg_m(0.0));
        assert!(walking_w_kg(1.2, 0.1) > walking_w_kg(1.2, 0.0));
    }
}
