//! What was drunk and eaten during a workout, as far as the diary says.

use charley_domain::entry::{DrinkKind, Entry, Record};
use jiff::Timestamp;

/// How long before the start a drink still counts for the workout, in s.
const BEFORE_S: i64 = 15 * 60; // own choice
/// Sodium of drinks where it was not said, in mmol/L.
const SPORTS_DRINK_MMOL_L: f64 = 20.0; // usual label, recalled
const ORS_MMOL_L: f64 = 75.0; // WHO reduced-osmolarity solution
const OTHER_MMOL_L: f64 = 2.0; // water and soft drinks, recalled
/// Grams of sodium in a mole.
pub(crate) const SODIUM_G_MOL: f64 = 22.99; // atomic weight

/// One drink or bite.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
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
/// the first minute.
///
/// Equation: none. Source: the diary. Valid where the person recorded all of them: an empty list is unknown, not nothing.
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
    taken
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
        Record::Food { carbohydrate_g } => {
            Some(Intake { minute, carbohydrate_g: carbohydrate_g.g(), ..Intake::default() })
        }
        _ => None,
    }
}
