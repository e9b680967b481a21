//! Everything a person recorded becomes the exposures of each night and each workout.

use std::collections::BTreeMap;

use charley_domain::{
    exposure::{Exposure, RiskWindow, TriggerId, Window},
    missing::Missing,
    night::NightOf,
};

pub use crate::record::ExposureInput;
use crate::{
    night,
    record::{PersonRecord, TriggerReading},
    session,
};

/// The exposures of each night from `first` to `last` and of each workout begun on those dates: nights first, oldest first.
/// Each value is in the unit of its row of the trigger table, with its basis; what is unknown is absent and named.
///
/// Equations: those of the modules of this crate. Source: triggers.csv for units. Valid for any diary; the water, salt,
/// fuel and heat of the body come from the outcomes of [`crate::timeline`], and are named as missing without them.
///
/// ```
/// use charley_body::{ExposureInput, exposures};
/// use charley_domain::{night::NightOf, person::Person};
/// let person = Person::default();
/// let night = NightOf("2026-05-01".parse()?);
/// let all = exposures(&ExposureInput { person: &person, entries: &[], workouts: &[], body: None, first: night, last: night, open: None, air: charley_body::weather::AirRecord::none() });
/// assert_eq!(all.len(), 1);
/// assert!(all[0].values.is_empty() && !all[0].missing.is_empty());
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn exposures(input: &ExposureInput<'_>) -> Vec<Exposure> {
    let record = PersonRecord::of(input);
    let nights = input.first.through(input.last).map(|night| {
        let readings = night::readings(&record, night);
        gather(RiskWindow::Night(night), Window::Night, readings)
    });
    let workouts = (0..record.workouts.len()).filter_map(|index| {
        let workout = &record.workouts[index].workout;
        let date = workout.start.civil().date();
        (input.first.date() <= date && date <= input.last.date()).then(|| {
            gather(
                RiskWindow::Workout(workout.id.clone()),
                Window::Workout,
                session::readings(&record, index),
            )
        })
    });
    nights.chain(workouts).collect()
}

fn gather(window: RiskWindow, kind: Window, readings: Vec<(String, TriggerReading)>) -> Exposure {
    let mut exposure =
        Exposure { window, values: BTreeMap::new(), missing: Vec::new(), draws: BTreeMap::new() };
    for (id, reading) in readings {
        match reading {
            // A value that is not finite would poison every sum it enters.
            TriggerReading::Is(known) if known.value.is_finite() => {
                exposure.values.insert(TriggerId { window: kind, id }, known);
            }
            TriggerReading::Drawn(known, draws) if known.value.is_finite() => {
                let id = TriggerId { window: kind, id };
                exposure.draws.insert(id.clone(), draws);
                exposure.values.insert(id, known);
            }
            TriggerReading::Is(_) | TriggerReading::Drawn(..) => {
                exposure.missing.push(Missing::made(format!("a usable value of {id}"), []));
            }
            TriggerReading::Lacks(missing) if !exposure.missing.contains(&missing) => {
                exposure.missing.push(missing);
            }
            TriggerReading::Lacks(_) | TriggerReading::Apart => {}
        }
    }
    exposure
}

/// The load of each day against habit, for the nights asked for; days of unknown load are absent.
///
/// Equation, source and validity: [`crate::habit::DailyLoad::habit`].
///
/// ```
/// use charley_body::{ExposureInput, habits};
/// let (person, night) = (Default::default(), charley_domain::night::NightOf("2026-05-01".parse()?));
/// assert!(habits(&ExposureInput { person: &person, entries: &[], workouts: &[], body: None, first: night, last: night, open: None, air: charley_body::weather::AirRecord::none() }).is_empty());
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn habits(input: &ExposureInput<'_>) -> BTreeMap<NightOf, crate::habit::Habit> {
    let record = PersonRecord::of(input);
    let Some(daily) = record.daily else { return BTreeMap::new() };
    input.first.through(input.last).filter_map(|night| Some((night, daily.habit(night.date())?))).collect()
}
