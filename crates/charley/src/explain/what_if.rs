//! What would have changed the chance of a cramp: direct effects by the coefficient alone, total ones by the body model run again.

use charley_body::{ExposureInput, exposures};
use charley_domain::{
    basis::Known,
    exposure::{Exposure, RiskWindow, TriggerId, Window},
    interval::Interval,
    night::NightOf,
    person::Units,
    workout::WorkoutId,
};
use charley_infer::{
    Posterior,
    explanation::WhatIf,
    learn::{Cell, LearnedNights, LearnedWorkouts},
};
use charley_store::Store;

use super::{Ask, Seen, range};
use crate::{
    case::{
        Case,
        body::what_if::{self, Scenario},
    },
    learned::{Learned, night_row, seen, workout_as_it_was},
    words,
};

/// Windows that are looked at: the last of those that a question concerns.
const WINDOWS: usize = 8;
/// Fewer windows than these say nothing of a habit.
const LEAST_WINDOWS: usize = 3;
/// Least exposure of a window that a question concerns, in units: [`Scenario::WARM_C`], or a tenth above habit.
const LEAST: f64 = 1.0; // triggers.csv: one unit

/// Runs the body model for the questions that [`reports`] will ask of a case.
///
/// # Errors
/// When the database cannot be read.
pub(crate) fn prepare(store: &mut Store, case: &mut Case, ask: &Ask) -> anyhow::Result<()> {
    let seen = seen(case, range(case, ask.first));
    let mut prepared = Vec::new();
    for scenario in Scenario::ALL {
        let mut chosen: Vec<(WorkoutId, f64)> = workouts(&seen, scenario);
        if scenario == Scenario::Cooler {
            let days: Vec<NightOf> = hot_nights(&seen);
            let of_day = case.workouts.iter().filter(|one| days.contains(&NightOf(one.start.civil().date())));
            chosen.extend(of_day.map(|workout| (workout.id.clone(), 0.0)));
            chosen.sort_by(|a, b| a.0.cmp(&b.0));
            chosen.dedup_by(|a, b| a.0 == b.0);
        }
        prepared.push((scenario, what_if::outcomes(store, case, (scenario, &chosen))?));
    }
    case.what_if = prepared;
    Ok(())
}

/// The effects, for what was learned and prepared.
pub(super) fn reports(case: &Case, seen: &Seen, learned: &Learned) -> Vec<WhatIf> {
    let mut reports = Vec::new();
    for (scenario, outcomes) in &case.what_if {
        let Some(body) = case.body_record().map(|body| body.with(outcomes)) else { continue };
        if let (Scenario::Cooler, Some(nights)) = (scenario, &learned.nights) {
            reports.extend(of_nights(case, seen, nights, &body));
        }
        if let Some(workouts) = &learned.workouts {
            reports.extend(of_workouts(case, seen, (workouts, *scenario), &body));
        }
    }
    reports
}

fn of_nights(
    case: &Case,
    seen: &Seen,
    learned: &LearnedNights,
    body: &charley_body::outcome::BodyRecord,
) -> Option<WhatIf> {
    let heat = TriggerId::night("heat_5c");
    let nights = hot_nights(seen);
    let (first, last) = (*nights.first()?, *nights.last()?);
    let again = exposures(&ExposureInput {
        person: &case.person,
        entries: &case.entries,
        workouts: &case.workouts,
        body: Some(body),
        first,
        last,
    });
    let mut sums = Sums::of(&learned.posterior);
    for night in &nights {
        let window = RiskWindow::Night(*night);
        let find = |among: &[Exposure]| among.iter().find(|exposure| exposure.window == window).cloned();
        let (Some(was), Some(states)) = (find(&seen.exposures), find(&again)) else { continue };
        let row = night_row(case, *night, Some(&was));
        let chance = |exposure: &Exposure| learned.probability(&row, |id| Cell::of(exposure, id));
        sums.add(
            chance(&was),
            chance(&lowered(&was, &heat, |units| units - 1.0)),
            chance(&lowered(&states, &heat, |units| units - 1.0)),
        );
    }
    sums.report(&learned.posterior, (Window::Night, Scenario::Cooler), case.person.spoken_units())
}

fn of_workouts(
    case: &Case,
    seen: &Seen,
    (learned, scenario): (&LearnedWorkouts, Scenario),
    body: &charley_body::outcome::BodyRecord,
) -> Option<WhatIf> {
    let trigger = trigger(scenario);
    let change = |units: f64| match scenario {
        Scenario::Cooler => units - 1.0,
        Scenario::HalfTheJump => units / 2.0,
    };
    let mut sums = Sums::of(&learned.posterior);
    for (id, _) in workouts(seen, scenario) {
        let window = RiskWindow::Workout(id.clone());
        let was = seen.exposures.iter().find(|exposure| exposure.window == window)?;
        let Some(workout) = case.workouts.iter().find(|workout| workout.id == id) else { continue };
        let changed = lowered(was, &trigger, change);
        let chance = |exposure: &Exposure, record: Option<&charley_body::outcome::BodyRecord>| {
            let outcome = record.and_then(|record| record.outcomes.get(&id));
            let (row, cell) = workout_as_it_was(&id.0, exposure, workout.elapsed_s, outcome);
            learned.probability(&row, cell)
        };
        let true_body = case.body_record();
        sums.add(chance(was, true_body), chance(&changed, true_body), chance(&changed, Some(body)));
    }
    sums.report(&learned.posterior, (Window::Workout, scenario), case.person.spoken_units())
}

/// Chances as they were, with the factor changed alone, and with all that follows from it: one value a draw, summed over windows.
struct Sums {
    windows: usize,
    was: Vec<f64>,
    direct: Vec<f64>,
    total: Vec<f64>,
}

impl Sums {
    fn of(posterior: &Posterior) -> Self {
        let zero = || vec![0.0; posterior.draws()];
        Self { windows: 0, was: zero(), direct: zero(), total: zero() }
    }

    fn add(&mut self, was: Vec<f64>, direct: Vec<f64>, total: Vec<f64>) {
        self.windows += 1;
        for (sum, more) in [(&mut self.was, was), (&mut self.direct, direct), (&mut self.total, total)] {
            for (sum, more) in sum.iter_mut().zip(more) {
                *sum += more;
            }
        }
    }

    fn report(
        &self,
        posterior: &Posterior,
        (window, scenario): (Window, Scenario),
        units: Units,
    ) -> Option<WhatIf> {
        let times = |with: &[f64]| -> Option<Interval> {
            let ratios: Vec<f64> = with.iter().zip(&self.was).map(|(with, was)| with / was).collect();
            posterior.interval(&ratios)
        };
        (self.windows >= LEAST_WINDOWS).then_some(())?;
        Some(WhatIf {
            action: words::what_if::action(scenario, units),
            trigger: TriggerId { window, id: id(scenario).to_owned() },
            window,
            windows: self.windows,
            direct: times(&self.direct)?,
            total: times(&self.total)?,
        })
    }
}

const fn id(scenario: Scenario) -> &'static str {
    match scenario {
        Scenario::Cooler => "heat_5c",
        Scenario::HalfTheJump => "intensity_10pct",
    }
}

fn trigger(scenario: Scenario) -> TriggerId {
    TriggerId::workout(id(scenario))
}

/// The last hot days, as the nights after them, oldest first.
fn hot_nights(seen: &Seen) -> Vec<NightOf> {
    let heat = TriggerId::night("heat_5c");
    let hot = seen.of_window(Window::Night).rev().filter_map(|exposure| match exposure.window {
        RiskWindow::Night(night) => (exposure.values.get(&heat)?.value >= LEAST).then_some(night),
        _ => None,
    });
    let mut nights: Vec<NightOf> = hot.take(WINDOWS).collect();
    nights.reverse();
    nights
}

/// The last workouts that a question concerns, with the value of its factor in units.
fn workouts(seen: &Seen, scenario: Scenario) -> Vec<(WorkoutId, f64)> {
    let trigger = trigger(scenario);
    let concerned = seen.of_window(Window::Workout).rev().filter_map(|exposure| {
        let RiskWindow::Workout(id) = &exposure.window else { return None };
        let value = exposure.values.get(&trigger)?.value;
        (value >= LEAST).then(|| (id.clone(), value))
    });
    concerned.take(WINDOWS).collect()
}

/// An exposure with one factor changed, never below none.
fn lowered(exposure: &Exposure, id: &TriggerId, change: impl Fn(f64) -> f64) -> Exposure {
    let mut changed = exposure.clone();
    if let Some(Known { value, .. }) = changed.values.get_mut(id) {
        *value = change(*value).max(0.0);
    }
    changed.draws.remove(id);
    changed
}
