//! Workouts as they would have been: the body model run again with cooler air or a steadier pace, and kept.

use charley_domain::trigger;

use charley_body::{WorkoutSummary, outcome::WorkoutOutcome};
use charley_domain::{
    exposure::{RiskWindow, TriggerId, Window},
    night::NightOf,
    workout::WorkoutId,
};
use charley_store::Store;

use crate::{
    kind::{Inputs, ResultKind},
    seen::Seen,
};

use super::{Case, Link, Maker, OUTCOME, Otherwise, is_near, links};

/// Workouts as they would have been.
const WHAT_IF: ResultKind = ResultKind { prefix: "what if/", ..OUTCOME };
/// Windows that are looked at: the last of those that a question concerns.
const WINDOWS: usize = 8;
/// Least exposure of a window that a question concerns, in units: [`Scenario::WARM_C`], or a tenth above habit.
const LEAST: f64 = 1.0; // triggers.csv: one unit

/// How things might have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scenario {
    /// Warm days, each cooler.
    Cooler,
    /// Workouts faster or harder than habit by a tenth or more, each by half of that.
    HalfTheJump,
}

impl Scenario {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Cooler, Self::HalfTheJump];
    /// How much cooler, in °C.
    pub const COOLER_C: f64 = 5.0; // triggers.csv, heat_5c: one unit
    /// What a warm day is, in °C.
    pub const WARM_C: f64 = 23.0; // triggers.csv, heat_5c: one unit above its reference of 18

    const fn word(self) -> &'static str {
        match self {
            Self::Cooler => "cooler",
            Self::HalfTheJump => "half the jump",
        }
    }

    /// The trigger of a workout that a question turns.
    pub fn trigger(self) -> TriggerId {
        TriggerId::workout(self.trigger_word())
    }

    /// The id of its trigger, without the window.
    pub const fn trigger_word(self) -> &'static str {
        match self {
            Self::Cooler => trigger::HEAT,
            Self::HalfTheJump => trigger::INTENSITY,
        }
    }

    /// A workout whose pace or power was so many tenths above habit, otherwise.
    fn otherwise(self, tenths: f64) -> Otherwise {
        match self {
            Self::Cooler => Otherwise { warmer_c: -Self::COOLER_C, pace: 1.0 },
            Self::HalfTheJump => {
                Otherwise { warmer_c: 0.0, pace: (1.0 + 0.05 * tenths) / (1.0 + 0.10 * tenths) } // triggers.csv, intensity_10pct
            }
        }
    }
}

/// Workouts as they would have been, for each question.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct WhatIfs(Vec<(Scenario, Vec<WorkoutOutcome>)>);

impl WhatIfs {
    /// Runs the body model for the questions about the warm days and the fast workouts of what is asked.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(crate) fn run(store: &mut Store, case: &Case, seen: &Seen) -> anyhow::Result<Self> {
        let mut run = Vec::new();
        for scenario in Scenario::ALL {
            let mut chosen: Vec<(WorkoutId, f64)> = workouts(seen, scenario);
            if scenario == Scenario::Cooler {
                let days: Vec<NightOf> = hot_nights(seen);
                let is_of_one = |one: &&WorkoutSummary| days.contains(&NightOf(one.start.civil().date()));
                let of_day = case.workouts.iter().filter(is_of_one);
                chosen.extend(of_day.map(|workout| (workout.id.clone(), 0.0)));
                chosen.sort_by(|a, b| a.0.cmp(&b.0));
                chosen.dedup_by(|a, b| a.0 == b.0);
            }
            run.push((scenario, outcomes(store, case, (scenario, &chosen))?));
        }
        Ok(Self(run))
    }

    /// Each question with the workouts that it turns.
    pub fn iter(&self) -> impl Iterator<Item = (Scenario, &[WorkoutOutcome])> {
        self.0.iter().map(|(scenario, outcomes)| (*scenario, outcomes.as_slice()))
    }
}

/// The last hot days, as the nights after them, oldest first.
pub fn hot_nights(seen: &Seen) -> Vec<NightOf> {
    let heat = TriggerId::night(trigger::HEAT);
    let hot = seen.of_window(Window::Night).rev().filter_map(|exposure| match exposure.window {
        RiskWindow::Night(night) => (exposure.values.get(&heat)?.value >= LEAST).then_some(night),
        _ => None,
    });
    let mut nights: Vec<NightOf> = hot.take(WINDOWS).collect();
    nights.reverse();
    nights
}

/// The last workouts that a question concerns, with the value of its factor in units.
pub fn workouts(seen: &Seen, scenario: Scenario) -> Vec<(WorkoutId, f64)> {
    let trigger = scenario.trigger();
    let concerned = seen.of_window(Window::Workout).rev().filter_map(|exposure| {
        let RiskWindow::Workout(id) = &exposure.window else { return None };
        let value = exposure.values.get(&trigger)?.value;
        (value >= LEAST).then(|| (id.clone(), value))
    });
    concerned.take(WINDOWS).collect()
}

/// Workouts otherwise, each from the body that the workout before it truly left: id, and tenths above habit.
///
/// # Errors
/// When the database cannot be read.
pub fn outcomes(
    store: &mut Store,
    case: &Case,
    (scenario, chosen): (Scenario, &[(WorkoutId, f64)]),
) -> anyhow::Result<Vec<WorkoutOutcome>> {
    let Some(simulated) = case.body.as_ref().filter(|_| !chosen.is_empty()) else { return Ok(Vec::new()) };
    let kept = WHAT_IF.kept(store)?;
    let manual: Vec<WorkoutSummary> = case.entries.iter().filter_map(charley_body::manual_summary).collect();
    let links = links(case, &manual);
    let maker = Maker::with(case, &links, simulated.learned.last().map(|learned| learned.after))?;
    let (mut outcomes, mut fresh) = (Vec::with_capacity(chosen.len()), Vec::new());
    for (id, tenths) in chosen {
        let Some(link) = links.iter().find(|link| link.head.id == *id) else { continue };
        let before = before(case, link);
        let otherwise = scenario.otherwise(*tenths);
        let as_it_was = simulated.record.outcomes.get(id);
        // What the workout was made from shows in what it came to, to the last digit.
        let inputs = Inputs::of(&(otherwise, as_it_was, before))?;
        let name = format!("{}/{id}", scenario.word());
        if let Some(outcome) = kept.of(&name, &inputs) {
            outcomes.push(outcome);
            continue;
        }
        let run = maker.run(store, link, before, otherwise)?;
        if let Some(outcome) = run.and_then(|followed| followed.outcome(&maker.drinker(link))) {
            fresh.push(WHAT_IF.keep(&name, &inputs, &outcome)?);
            outcomes.push(outcome);
        }
    }
    if !fresh.is_empty() {
        // Keeping them only saves time.
        drop(store.set_derived(&fresh));
    }
    Ok(outcomes)
}

/// The outcome of the workout before, where it is near enough to matter.
fn before<'a>(case: &'a Case, link: &Link<'_>) -> Option<&'a WorkoutOutcome> {
    let start = link.head.start.instant;
    let earlier = case.body_record()?.outcomes.values().filter(|outcome| outcome.ended <= start);
    earlier.max_by_key(|outcome| outcome.ended).filter(|last| is_near(last.ended, start))
}
