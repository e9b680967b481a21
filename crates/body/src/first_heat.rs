//! The first two weeks of heat: what comes before a person is used to it.

use charley_domain::basis::{Basis, Known};
use jiff::civil::Date;

use crate::{
    heat::band::{HOT_DAYS_WITHIN, is_hot_day},
    record::{PersonRecord, TriggerReading},
    session::NO_AIR,
    summary::WorkoutSummary,
};

/// Days that count as the first weeks of heat.
const FIRST_DAYS: i32 = 14; // docs/studies/sweat-and-heat.md section 8: the first 7 to 14 days are the worst

/// Whether a hot day lies in the first two weeks of its spell of hot days; `earlier` are the hot days before it, newest first.
///
/// Equation: hot days with less than three weeks between them are one spell. Source: docs/studies/sweat-and-heat.md section 8 for the
/// two weeks, own judgement for the gap. Valid where hot days are recorded workouts: heat met otherwise is not known.
///
/// ```
/// use charley_body::first_heat::is_first;
/// let day = |day| jiff::civil::date(2026, 7, day);
/// assert!(is_first(day(10), [day(8), day(1)].into_iter()));
/// assert!(!is_first(day(20), [day(8), day(1)].into_iter()), "nineteen days after the first");
/// assert!(is_first(day(31), [day(1)].into_iter()), "a month without heat undoes it");
/// ```
pub fn is_first(today: Date, earlier: impl Iterator<Item = Date>) -> bool {
    let mut first = today;
    for date in earlier {
        if i64::from((first - date).get_days()) > HOT_DAYS_WITHIN {
            break;
        }
        first = date;
        if (today - first).get_days() >= FIRST_DAYS {
            return false;
        }
    }
    true
}

/// Whether the workout at `index` was in heat, and in the first two weeks of it.
pub(crate) fn reading(record: &PersonRecord<'_>, index: usize) -> TriggerReading {
    let Some(loaded) = record.workouts.get(index) else { return TriggerReading::Apart };
    let workout = &loaded.workout;
    let Some(air_c) = air_of_that_day_c(record, workout) else {
        return TriggerReading::Lacks(NO_AIR);
    };
    let earlier = record.workouts[..index].iter().rev().map(|loaded| &loaded.workout);
    let hot_before = earlier.filter(|earlier| was_hot(record, earlier)).map(date_of);
    let first = is_hot_day(air_c, workout.active_s) && is_first(date_of(workout), hot_before);
    let basis = Basis::estimated("recorded workouts in hot air");
    TriggerReading::Is(Known { value: f64::from(u8::from(first)), basis })
}

/// By whatever is known of the air: what got the body used to heat need not have been measured.
fn was_hot(record: &PersonRecord<'_>, workout: &WorkoutSummary) -> bool {
    let met = record.body.and_then(|body| body.outcomes.get(&workout.id)?.air.as_ref());
    let air_c = met.map(|air| air.air_c.q50).or_else(|| record.diary.workout_air_c(&workout.id));
    air_c.is_some_and(|air_c| is_hot_day(air_c, workout.active_s))
}

fn air_of_that_day_c(record: &PersonRecord<'_>, workout: &WorkoutSummary) -> Option<f64> {
    let met = record.body.and_then(|body| body.outcomes.get(&workout.id)?.air.as_ref());
    let met = met.filter(|air| air.is_of_that_day()).map(|air| air.air_c.q50);
    met.or_else(|| record.diary.workout_air_c(&workout.id))
}

fn date_of(workout: &WorkoutSummary) -> Date {
    workout.start.civil().date()
}
