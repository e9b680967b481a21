//! How much more or less than usual a body sweats on one day.

use charley_domain::workout::Sport;

use super::WorkoutInput;
use crate::{
    draws::{PerDraw, named},
    prior::Spread,
    sweat::weighed::SESSION_LOG_SD,
    weather::Around,
};

/// Spread of a strength session, in which the rests decide, and of a swim, in which nobody saw the sweat.
const STRENGTH_LOG_SD: f64 = 0.40; // assumed, docs/studies/sweat-and-heat.md section 4
const WATER_LOG_SD: f64 = 0.40; // five of seven groups, docs/studies/sweat-and-heat.md section 4
/// Spread below the air in which anybody was weighed, and where it begins and is whole, in °C.
const COLD_LOG_SD: f64 = 0.35; // extrapolated, docs/studies/sweat-and-heat.md section 4
const COLD_C: (f64, f64) = (4.0, 2.0); // the coolest group: 3.6 °C

/// The factor of each draw for this one workout; no weighing learns it.
pub(super) fn factors(input: &WorkoutInput<'_>, name: &str) -> PerDraw<f64> {
    let air_c = input.weather.air_c.quantile(0.5);
    let log_sd = log_sd(input.demand.sport, input.weather.around, air_c);
    Spread::LogNormal { median: 1.0, log_sd }.draws(named(named(input.seed, name), "session"), 0)
}

fn log_sd(sport: Sport, around: Around, air_c: f64) -> f64 {
    let (begins, whole) = COLD_C;
    match (around, sport) {
        (Around::Water, _) => WATER_LOG_SD,
        (_, Sport::Strength) => STRENGTH_LOG_SD,
        _ => {
            let cold = ((begins - air_c) / (begins - whole)).clamp(0.0, 1.0);
            SESSION_LOG_SD + cold * (COLD_LOG_SD - SESSION_LOG_SD)
        }
    }
}
