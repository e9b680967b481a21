//! What would have changed the chance of a cramp: direct effects by the coefficient alone, total ones by the body model run again.

use charley_body::{ExposureInput, exposures};
use charley_domain::trigger;
use charley_domain::{
    basis::Known,
    exposure::{Exposure, RiskWindow, TriggerId, Window},
    interval::Interval,
    person::Units,
};
use charley_infer::{
    Posterior,
    explanation::WhatIf,
    learn::{Cell, LearnedNights, LearnedWorkouts, Timing},
};

use super::Seen;
use crate::why::words::what_if as what_if_words;
use charley_case::{
    Case,
    body::what_if::{self, Scenario, WhatIfs},
    learned::{Learned, night_row, outline, workout_as_it_was},
};

/// Fewer windows than these say nothing of a habit.
const LEAST_WINDOWS: usize = 3;
/// The effects, for what was learned and run.
pub(super) fn reports(case: &Case, what_ifs: &WhatIfs, (seen, learned): (&Seen, &Learned)) -> Vec<WhatIf> {
    let mut reports = Vec::new();
    for (scenario, outcomes) in what_ifs.iter() {
        let Some(body) = case.body_record().map(|body| body.with(outcomes)) else { continue };
        // What acts by the days before falls on the nights after these, which are not asked about.
        let of_the_night = learned.grounded(&TriggerId::night(trigger::HEAT)).timing == Timing::Night;
        if let (Scenario::Cooler, Some(nights), true) = (scenario, &learned.nights, of_the_night) {
            reports.extend(of_nights(case, seen, nights, &body));
        }
        if let Some(workouts) = learned.telling_workouts() {
            reports.extend(of_workouts(case, seen, (workouts, scenario), &body));
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
    let heat = TriggerId::night(trigger::HEAT);
    let nights = what_if::hot_nights(seen);
    let (first, last) = (*nights.first()?, *nights.last()?);
    let again = exposures(&ExposureInput {
        person: &case.person,
        entries: &case.entries,
        workouts: &case.workouts,
        body: Some(body),
        first,
        last,
        open: Some(case.tonight()),
        air: &case.air,
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
    let trigger = scenario.trigger();
    let change = |units: f64| match scenario {
        Scenario::Cooler => units - 1.0,
        Scenario::HalfTheJump => units / 2.0,
    };
    let mut sums = Sums::of(&learned.posterior);
    for (id, _) in what_if::workouts(seen, scenario) {
        let window = RiskWindow::Workout(id.clone());
        let was = seen.exposures.iter().find(|exposure| exposure.window == window)?;
        let Some(workout) = case.workouts.iter().find(|workout| workout.id == id) else { continue };
        let changed = lowered(was, &trigger, change);
        let outline = outline(case, workout);
        let chance = |exposure: &Exposure, record: Option<&charley_body::outcome::BodyRecord>| {
            let outcome = record.and_then(|record| record.outcomes.get(&id));
            let (row, cell) = workout_as_it_was(&id.0, outline, exposure, outcome);
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
            action: what_if_words::action(scenario, units),
            trigger: TriggerId { window, id: scenario.trigger_word().to_owned() },
            window,
            windows: self.windows,
            direct: times(&self.direct)?,
            total: times(&self.total)?,
        })
    }
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
