//! Where one drinks on the way: aid stations, or what is carried, and how much at each for a rate an hour.

use charley_body::{course::Paced, intake::Intake};

use super::{
    outing::{Aid, Outing},
    prepared::SODIUM_MG_MMOL,
};

/// Drink that goes down at once, in mL: more is spilt or sloshes.
const AT_ONCE_ML: f64 = 300.0; // own judgement
/// Amounts are told in steps of these: nobody pours 137 mL.
const STEP_ML: f64 = 10.0;
const STEP_MG: f64 = 10.0;
/// Marks on the way where no aid station was named: m on foot, m otherwise, and minutes where there is no way.
const MARKS_M: (f64, f64) = (5_000.0, 10_000.0);
const MARKS_MIN: usize = 30;
/// Nothing is taken in the last minutes: it would not arrive.
const BEFORE_FINISH_MIN: usize = 5;

/// One place to drink.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stop {
    /// Metres since the start; `None` where there is no way.
    pub at_m: Option<f64>,
    /// Minute of the workout.
    pub minute: usize,
}

/// Amounts an hour.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct PerHour {
    /// Drink in mL.
    pub fluid_ml: f64,
    /// Sodium in mg.
    pub sodium_mg: f64,
    /// Carbohydrate in g.
    pub carbohydrate_g: f64,
}

/// What is taken at one place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Serving {
    /// Where.
    pub stop: Stop,
    /// How much.
    pub amount: PerHour,
}

/// The stops of a run.
pub(super) fn stops(outing: &Outing, paced: &Paced) -> Vec<Stop> {
    let minutes = paced.demand.minutes.len();
    let last = minutes.saturating_sub(BEFORE_FINISH_MIN);
    let Some(distance_m) = outing.distance_m() else {
        return (MARKS_MIN..last.max(1))
            .step_by(MARKS_MIN)
            .map(|minute| Stop { at_m: None, minute })
            .collect();
    };
    let every_m = if outing.is_on_foot() { MARKS_M.0 } else { MARKS_M.1 };
    let marks: Vec<f64> = if outing.aid.at_m.is_empty() {
        (1_u32..(distance_m / every_m).ceil() as u32).map(|number| every_m * f64::from(number)).collect()
    } else {
        outing.aid.at_m.clone()
    };
    let minute = |metres: f64| paced.along_m.partition_point(|along| *along < metres);
    marks
        .into_iter()
        .map(|metres| Stop { at_m: Some(metres), minute: minute(metres) })
        .filter(|stop| 0 < stop.minute && stop.minute < last)
        .collect()
}

/// What is taken at each stop for a rate an hour: what the time since the last stop comes to, so nobody is ever ahead of the rate.
pub(super) fn servings(aid: &Aid, stops: &[Stop], per_hour: PerHour) -> Vec<Serving> {
    let mut before = 0;
    let mut left_ml = match aid.carry_ml {
        // Without stations what is carried is all there is.
        Some(carried) if aid.at_m.is_empty() => carried,
        _ => f64::INFINITY,
    };
    let carried_ml = aid.carry_ml.unwrap_or(0.0);
    stops
        .iter()
        .map(|stop| {
            let hours = (stop.minute - before) as f64 / 60.0;
            before = stop.minute;
            let down = |value: f64, step: f64| (value / step + 1e-9).floor() * step;
            // Bottle in hand one drinks between the stations too.
            let most_ml = (AT_ONCE_ML + carried_ml).min(left_ml);
            let fluid_ml = down((per_hour.fluid_ml * hours).min(most_ml), STEP_ML);
            left_ml -= fluid_ml;
            let amount = PerHour {
                fluid_ml,
                sodium_mg: down(per_hour.sodium_mg * hours, STEP_MG),
                carbohydrate_g: down(per_hour.carbohydrate_g * hours, 1.0),
            };
            Serving { stop: *stop, amount }
        })
        .collect()
}

/// The servings as the body model takes them.
pub(super) fn intakes(servings: &[Serving]) -> Vec<Intake> {
    let intake = |serving: &Serving| Intake {
        minute: serving.stop.minute,
        water_l: serving.amount.fluid_ml / 1000.0,
        sodium_mmol: serving.amount.sodium_mg / SODIUM_MG_MMOL,
        carbohydrate_g: serving.amount.carbohydrate_g,
    };
    servings.iter().map(intake).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn nobody_is_ever_ahead_of_the_rate(
            gaps in prop::collection::vec(1_usize..200, 1..30), fluid_ml in 0.0..900.0_f64, sodium_mg in 0.0..2000.0_f64,
            carry in prop::option::of(0.0..2000.0_f64), stations in any::<bool>(),
        ) {
            let mut minute = 0;
            let stops: Vec<Stop> = gaps.iter().map(|gap| {
                minute += gap;
                Stop { at_m: None, minute }
            }).collect();
            let at_m = if stations { vec![1.0] } else { Vec::new() };
            let aid = Aid { at_m, carry_ml: carry };
            let served = servings(&aid, &stops, PerHour { fluid_ml, sodium_mg, carbohydrate_g: 40.0 });
            let (mut drunk, mut salt) = (0.0, 0.0);
            for serving in &served {
                drunk += serving.amount.fluid_ml;
                salt += serving.amount.sodium_mg;
                let hours = serving.stop.minute as f64 / 60.0;
                prop_assert!(drunk <= fluid_ml * hours + 1e-6 && salt <= sodium_mg * hours + 1e-6);
                prop_assert!(serving.amount.fluid_ml >= 0.0);
            }
            if let (Some(carried), false) = (carry, stations) {
                prop_assert!(drunk <= carried + 1e-6);
            }
        }
    }
}
