//! The heat that workouts met, where it mattered: those in heat that is dangerous for hard exercise, and their cramps.

use charley_body::{
    heat::band::{HeatBand, HeatBandClass},
    outcome::{AirKnown, WorkoutOutcome},
};
use charley_case::{Case, body::heat::band};
use charley_domain::{
    entry::{Entry, Record},
    interval::Interval,
    night::NightOf,
    workout::WorkoutId,
};
use jiff::{SignedDuration, civil::Date};
use serde::Serialize;

/// Air in °C below which heat is not looked for.
const WARM_C: f64 = 18.0; // triggers.csv, heat_5c: heat counts from here
/// How long after the end a cramp still belongs to a workout.
const AFTERWARDS: SignedDuration = SignedDuration::from_mins(3); // own choice, as where workouts are learned from

/// Workouts in dangerous heat.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct HeatMet {
    /// Workouts whose air is known: told, or seen by a thermometer.
    pub(super) known: usize,
    /// Those in heat that is dangerous for hard exercise: red and above.
    pub(super) dangerous: usize,
    /// Those in heat at which races are called off: black and beyond.
    pub(super) called_off: usize,
    /// Those in dangerous heat in which a cramp came.
    pub(super) cramped: usize,
    /// The hottest of them.
    pub(super) hottest: Hottest,
}

/// The hottest workout.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Hottest {
    pub(super) workout: WorkoutId,
    pub(super) date: Date,
    /// Its highest wet-bulb globe temperature, in °C.
    pub(super) wbgt_c: Interval,
    pub(super) class: HeatBandClass,
}

impl HeatMet {
    /// The heat of the workouts since a night; `None` where none of known air was dangerous.
    pub(super) fn of(case: &Case, (since, cramps): (Option<NightOf>, &[&Entry])) -> Option<Self> {
        let outcomes = &case.body_record()?.outcomes;
        let met: Vec<&WorkoutOutcome> = outcomes
            .values()
            .filter(|outcome| outcome.air.as_ref().is_some_and(AirKnown::is_of_that_day))
            .filter(|outcome| since.is_none_or(|since| date(case, outcome) >= Some(since.date())))
            .collect();
        let warm =
            met.iter().filter(|outcome| outcome.air.as_ref().is_some_and(|air| air.air_c.q90 >= WARM_C));
        let dangerous: Vec<(&WorkoutOutcome, HeatBand)> = warm
            .filter_map(|outcome| Some((*outcome, band(case, &outcome.id)?)))
            .filter(|(_, band)| band.class >= HeatBandClass::Red)
            .collect();
        let (outcome, band) =
            dangerous.iter().max_by(|(_, a), (_, b)| a.wbgt_c.q50.total_cmp(&b.wbgt_c.q50))?;
        Some(Self {
            known: met.len(),
            dangerous: dangerous.len(),
            called_off: dangerous.iter().filter(|(_, band)| band.class >= HeatBandClass::Black).count(),
            cramped: dangerous.iter().filter(|(outcome, _)| cramped(case, outcome, cramps)).count(),
            hottest: Hottest {
                workout: outcome.id.clone(),
                date: date(case, outcome)?,
                wbgt_c: band.wbgt_c,
                class: band.class,
            },
        })
    }
}

fn head<'a>(case: &'a Case, outcome: &WorkoutOutcome) -> Option<&'a charley_domain::workout::WorkoutHead> {
    Some(&case.merged.followed_for(&outcome.id)?.head)
}

fn date(case: &Case, outcome: &WorkoutOutcome) -> Option<Date> {
    Some(head(case, outcome)?.start.civil().date())
}

fn cramped(case: &Case, outcome: &WorkoutOutcome, entries: &[&Entry]) -> bool {
    let Some(head) = head(case, outcome) else { return false };
    let span = head.start.instant..=outcome.ended + AFTERWARDS;
    let came = |entry: &&&Entry| {
        matches!(&entry.record, Record::Cramp(cramp) if cramp.during_workout)
            && span.contains(&entry.occurred_at.instant)
    };
    entries.iter().any(|entry| came(&entry))
}
