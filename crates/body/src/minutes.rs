//! The exposures of each minute of a workout: what changes in it from the timeline, the rest from the whole workout.

use charley_domain::trigger;
use charley_domain::{
    basis::{Basis, Known},
    exposure::{Exposure, RiskWindow, TriggerId},
};

use crate::timeline::{BodyQuantity, WorkoutStates};

/// Minutes in a unit of time into the workout.
const UNIT_MIN: f64 = 30.0; // triggers.csv, elapsed_30min
/// Core temperature from which heat is counted, in °C.
const CORE_REFERENCE_C: f64 = 37.0; // triggers.csv, core_temp_c: rest

/// One exposure a minute of the workout whose whole exposure is given; what the timeline does not follow stays as in the whole.
///
/// Equation: medians of the 64 draws at the end of the minute; time, water, sodium and heat counted from the start. Source: the
/// timeline. Valid for workouts that the timeline follows; fuel and pace jumps are those of triggers.csv.
///
/// ```
/// use charley_body::{minutes::minute_exposures, timeline::{AirMet, WorkoutStates}};
/// use charley_domain::{exposure::{Exposure, RiskWindow}, workout::WorkoutId};
/// let id = WorkoutId("a".into());
/// let whole = Exposure { window: RiskWindow::Workout(id.clone()), values: Default::default(), missing: vec![], draws: Default::default() };
/// let states = WorkoutStates { id, minutes: vec![], ends: vec![], assumed: vec![],
///     air: AirMet { air_c: vec![], basis: charley_body::weather::AirBasis::Season, source: None }, above_threshold_s: 0, drink_is_logged: false };
/// assert!(minute_exposures(&whole, &states).is_empty());
/// ```
pub fn minute_exposures(whole: &Exposure, states: &WorkoutStates) -> Vec<Exposure> {
    let assumed = if states.assumed.is_empty() {
        String::new()
    } else {
        format!("; assumed: {}", states.assumed.join(", "))
    };
    let by = format!("the body model{assumed}");
    let rows = states.minutes.iter().zip(0_u32..);
    rows.map(|(bands, minute)| {
        let median = |quantity: BodyQuantity| bands[quantity as usize].q50;
        let mut exposure =
            Exposure { window: RiskWindow::Minute(states.id.clone(), minute), ..whole.clone() };
        exposure.draws.clear();
        let elapsed = Known::measured(f64::from(minute + 1) / UNIT_MIN);
        exposure.values.insert(TriggerId::workout(trigger::ELAPSED), elapsed);
        for (id, value) in [
            (trigger::FLUID_DEFICIT, median(BodyQuantity::MassLost)),
            (trigger::SODIUM_DEFICIT, median(BodyQuantity::SodiumLost)),
            (trigger::CORE_TEMPERATURE, median(BodyQuantity::Core) - CORE_REFERENCE_C),
            (trigger::GLYCOGEN_LOW, 1.0 - median(BodyQuantity::Fuel)),
        ] {
            let known = Known { value, basis: Basis::estimated(by.clone()) };
            exposure.values.insert(TriggerId::workout(id), known);
        }
        exposure
    })
    .collect()
}
