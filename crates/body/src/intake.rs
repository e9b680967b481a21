//! What was drunk and eaten during a workout, as far as the diary says.

use charley_domain::{
    entry::{DrinkKind, Entry, Record},
    observation::{Observation, Observed},
};
use jiff::Timestamp;
use serde::Serialize;

/// How long before the start a drink still counts for the workout, in s.
const BEFORE_S: i64 = 15 * 60; // own choice
/// Sodium of drinks where it was not said, in mmol/L.
const SPORTS_DRINK_MMOL_L: f64 = 20.0; // usual label, recalled
const ORS_MMOL_L: f64 = 75.0; // WHO reduced-osmolarity solution
const OTHER_MMOL_L: f64 = 2.0; // water and soft drinks, recalled
/// Grams of sodium in a mole.
pub(crate) const SODIUM_G_MOL: f64 = 22.99; // atomic weight

/// One drink or bite.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Intake {
    /// Minute of the workout.
    pub minute: usize,
    /// Water in L.
    pub water_l: f64,
    /// Sodium in mmol.
    pub sodium_mmol: f64,
    /// Carbohydrate in g.
    pub carbohydrate_g: f64,
}

/// Drinks and food between start and end of a workout, in order; drinks of the last quarter of an hour before count for
/// the first minute. Drinks are spread in sips over the minutes since the one before.
///
/// Equation: none. Source: the diary; docs/studies/sweat-and-heat.md section 6. Valid where the person recorded all of them: an empty list is unknown, not nothing.
///
/// ```
/// let (start, end) = ("2026-05-01T07:00:00Z".parse()?, "2026-05-01T08:00:00Z".parse()?);
/// assert!(charley_body::intake::during(&[], (start, end)).is_empty());
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn during(entries: &[Entry], (start, end): (Timestamp, Timestamp)) -> Vec<Intake> {
    let mut taken: Vec<Intake> = entries
        .iter()
        .filter_map(|entry| {
            let after_s = entry.occurred_at.instant.duration_since(start).as_secs();
            let within = (-BEFORE_S..=end.duration_since(start).as_secs()).contains(&after_s);
            within.then(|| intake(&entry.record, (after_s.max(0) / 60) as usize)).flatten()
        })
        .collect();
    taken.sort_by_key(|intake| intake.minute);
    sipped(taken)
}

/// A drink that was noted when it was finished went down in sips since the one before, or since the start.
fn sipped(taken: Vec<Intake>) -> Vec<Intake> {
    let mut since = 0;
    let mut sips: Vec<Intake> = Vec::with_capacity(taken.len());
    for drink in taken {
        let minutes = (drink.minute - since).max(1);
        if drink.water_l <= 0.0 {
            sips.push(drink);
            continue;
        }
        let share = 1.0 / minutes as f64;
        sips.extend((0..minutes).map(|minute| Intake {
            minute: since + minute,
            water_l: share * drink.water_l,
            sodium_mmol: share * drink.sodium_mmol,
            carbohydrate_g: share * drink.carbohydrate_g,
        }));
        since = drink.minute;
    }
    sips.sort_by_key(|intake| intake.minute);
    sips
}

/// Carbohydrate in g recorded between two instants; `None` where none was.
///
/// Equation: sum. Source: the diary. Valid where meals are recorded.
///
/// ```
/// let (from, to) = ("2026-05-01T07:00:00Z".parse()?, "2026-05-01T08:00:00Z".parse()?);
/// assert_eq!(charley_body::intake::carbohydrate_g(&[], (from, to)), None);
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn carbohydrate_g(entries: &[Entry], (from, to): (Timestamp, Timestamp)) -> Option<f64> {
    let within = |entry: &&Entry| from <= entry.occurred_at.instant && entry.occurred_at.instant < to;
    let grams = entries.iter().filter(within).filter_map(|entry| match &entry.record {
        Record::Food { carbohydrate_g } => Some(carbohydrate_g.g()),
        _ => None,
    });
    grams.reduce(|sum, g| sum + g)
}

fn intake(record: &Record, minute: usize) -> Option<Intake> {
    match record {
        Record::Drink { volume_ml, sodium_mg, drink } => {
            let water_l = volume_ml.ml() / 1000.0;
            let usual = match drink {
                Some(DrinkKind::SportsDrink) => SPORTS_DRINK_MMOL_L,
                Some(DrinkKind::Ors) => ORS_MMOL_L,
                _ => OTHER_MMOL_L,
            };
            let sodium_mmol = sodium_mg.map_or(usual * water_l, |sodium| sodium.mg() / SODIUM_G_MOL);
            Some(Intake { minute, water_l, sodium_mmol, carbohydrate_g: 0.0 })
        }
        Record::Observed(Observation { what: Observed::Water { volume_ml }, .. }) => {
            let water_l = volume_ml.ml() / 1000.0;
            Some(Intake { minute, water_l, sodium_mmol: OTHER_MMOL_L * water_l, carbohydrate_g: 0.0 })
        }
        Record::Food { carbohydrate_g } => {
            Some(Intake { minute, carbohydrate_g: carbohydrate_g.g(), ..Intake::default() })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drink_is_sipped_since_the_last_one_and_nothing_of_it_is_lost() {
        let drink =
            |minute, water_l| Intake { minute, water_l, sodium_mmol: 10.0 * water_l, carbohydrate_g: 0.0 };
        let gel = Intake { minute: 20, carbohydrate_g: 25.0, ..Intake::default() };
        let sips = sipped(vec![drink(0, 0.2), gel, drink(30, 0.3), drink(90, 0.6), drink(90, 0.1)]);
        let drunk = |from: usize, to: usize| -> f64 {
            sips.iter().filter(|sip| (from..to).contains(&sip.minute)).map(|sip| sip.water_l).sum()
        };
        assert!((drunk(0, 500) - 1.2).abs() < 1e-9 && (drunk(1, 30) - 0.29).abs() < 1e-9);
        assert!((drunk(30, 60) - 0.3).abs() < 1e-9 && (drunk(60, 90) - 0.3).abs() < 1e-9, "{sips:?}");
        assert!(sips.windows(2).all(|pair| pair[0].minute <= pair[1].minute));
        assert!(sips.contains(&gel), "food is eaten at once");
    }
}
