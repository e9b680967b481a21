//! `exposures`: what each night and workout exposed a person to, in the units of the trigger table, with how it is known.

mod told;

use std::collections::BTreeMap;

use charley_body::{
    ExposureInput, exposures as compute, habits, minutes::minute_exposures, timeline::WorkoutStates,
};
use charley_domain::{
    basis::Basis,
    exposure::{Exposure, RiskWindow, TriggerId},
    missing::Missing,
    night::NightOf,
    stretch,
    workout::WorkoutId,
};
use charley_evidence::evidence;
use serde::Serialize;

use charley_case::{Case, seen::range};

/// Which windows are asked for.
#[derive(Debug, Clone, PartialEq)]
pub enum Which {
    /// One night.
    Night(NightOf),
    /// One workout.
    Workout(WorkoutId),
    /// All nights and workouts from the first entry to last night.
    All,
}

/// The document of `charley exposures`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Exposures {
    /// `charley.exposures/1`.
    pub schema: &'static str,
    /// Each window, nights first, oldest first.
    pub windows: Vec<WindowDocument>,
    /// Version of the evidence tables.
    pub evidence_version: &'static str,
}

/// One window.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WindowDocument {
    /// The night or workout.
    pub window: RiskWindow,
    /// What is known, in units of each trigger.
    pub values: Vec<ValueDocument>,
    /// What is missing.
    pub missing: Vec<Missing>,
    /// Training load of the day against habit; nights only.
    pub habit: Option<HabitDocument>,
}

/// One exposure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ValueDocument {
    /// The trigger.
    pub trigger: TriggerId,
    /// Its name.
    pub name: String,
    /// The value.
    pub value: f64,
    /// What one unit is.
    pub unit: String,
    /// measured, estimated or assumed.
    pub basis: &'static str,
    /// By what it was estimated, or what was assumed.
    pub detail: Option<String>,
    /// What was told, by whom and when, where it comes from the diary.
    pub told: Option<String>,
}

impl ValueDocument {
    /// How it is known, for a person: what was told and by whom, else by what it was estimated.
    pub fn how(&self) -> String {
        match (&self.told, &self.detail) {
            (Some(told), _) => told.clone(),
            (None, Some(by)) => format!("{}: {by}", self.basis),
            (None, None) => self.basis.to_owned(),
        }
    }
}

/// Load in training-stress points a day; the two averages are never divided by one another.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct HabitDocument {
    /// Load of the day.
    pub load_tss: f64,
    /// Weighted mean of about a week.
    pub mean_7d_tss: f64,
    /// Weighted mean of about six weeks.
    pub mean_42d_tss: Option<f64>,
    /// z of the day's log load over the 42 days before.
    pub z_42d: Option<f64>,
}

/// What the windows asked for exposed the person to; no window when there is none such.
pub fn exposures(case: &Case, which: &Which) -> Exposures {
    let input = input(case, which);
    let habits = habits(&input);
    let windows = compute(&input)
        .into_iter()
        .filter(|exposure| match which {
            Which::Night(_) => matches!(exposure.window, RiskWindow::Night(_)),
            Which::Workout(id) => exposure.window == window_of(case, id),
            Which::All => true,
        })
        .map(|exposure| {
            let habit = habit_of(&exposure.window, &habits);
            WindowDocument { habit, ..WindowDocument::of(exposure) }.told(case)
        })
        .collect();
    Exposures { schema: "charley.exposures/1", windows, evidence_version: charley_evidence::VERSION }
}

/// The same for each minute of one workout; no window when there is no such workout or the body model cannot follow it.
pub fn of_minutes(case: &Case, id: &WorkoutId, states: Option<&WorkoutStates>) -> Exposures {
    let input = input(case, &Which::Workout(id.clone()));
    let window = window_of(case, id);
    let whole = compute(&input).into_iter().find(|exposure| exposure.window == window);
    let minutes = whole.zip(states).map_or_else(Vec::new, |(whole, states)| minute_exposures(&whole, states));
    let windows = minutes.into_iter().map(WindowDocument::of).collect();
    Exposures { schema: "charley.exposures/1", windows, evidence_version: charley_evidence::VERSION }
}

/// The window of a workout, by the id of any recording of it.
fn window_of(case: &Case, id: &WorkoutId) -> RiskWindow {
    RiskWindow::Workout(case.merged.followed_for(id).map_or(id, |one| &one.head.id).clone())
}

impl WindowDocument {
    /// The same with what was told of each value.
    fn told(mut self, case: &Case) -> Self {
        for value in &mut self.values {
            value.told = match value.basis {
                "assumed" => None,
                _ => told::told(case, &self.window, &value.trigger, value.detail.as_deref()),
            };
        }
        self
    }

    fn of(exposure: Exposure) -> Self {
        let values =
            exposure.values.iter().filter_map(|(id, known)| value(id, known.value, &known.basis)).collect();
        Self { habit: None, values, window: exposure.window, missing: exposure.missing }
    }
}

fn input<'a>(case: &'a Case, which: &Which) -> ExposureInput<'a> {
    let all = range(case, None);
    let days = case.workouts.iter().map(|workout| NightOf(workout.start.civil().date()));
    let earliest = stretch::beginning(days, case.tonight()).map(|begins| begins.night);
    let (first, last) = match which {
        Which::Night(night) => (*night, *night),
        // A workout of today belongs to a night that is not over.
        Which::Workout(_) | Which::All => {
            (earliest.map_or(all.first, |day| day.min(all.first)), case.tonight())
        }
    };
    let last = if *which == Which::All { all.last } else { last };
    ExposureInput {
        person: &case.person,
        entries: &case.entries,
        workouts: &case.workouts,
        body: case.body_record(),
        first,
        last,
        open: Some(case.tonight()),
        air: &case.air,
    }
}

fn habit_of(
    window: &RiskWindow,
    habits: &BTreeMap<NightOf, charley_body::habit::Habit>,
) -> Option<HabitDocument> {
    let RiskWindow::Night(night) = window else { return None };
    let habit = habits.get(night)?;
    Some(HabitDocument {
        load_tss: habit.points,
        mean_7d_tss: habit.acute_points,
        mean_42d_tss: habit.chronic_points,
        z_42d: habit.z,
    })
}

fn value(id: &TriggerId, value: f64, basis: &Basis) -> Option<ValueDocument> {
    let trigger = evidence().trigger(id)?;
    let detail = match basis {
        Basis::Measured => None,
        Basis::Estimated { by } => Some(by.clone()),
        Basis::Assumed { what } => Some(what.clone()),
    };
    Some(ValueDocument {
        trigger: id.clone(),
        name: trigger.name.clone(),
        value,
        unit: trigger.one_unit_is.clone(),
        basis: basis.word(),
        detail,
        told: None,
    })
}

impl Exposures {
    /// The values as a table of one row each, for spreadsheets: unknown values have no row.
    pub fn csv(&self) -> String {
        let mut text = "window,of,trigger,value,unit,basis,detail\n".to_owned();
        for window in &self.windows {
            let (kind, of) = name_of(&window.window);
            for value in &window.values {
                let cells = [
                    kind.to_owned(),
                    of.clone(),
                    value.trigger.to_string(),
                    value.value.to_string(),
                    value.unit.clone(),
                    value.basis.to_owned(),
                    value.detail.clone().unwrap_or_default(),
                ];
                text.push_str(&cells.map(|cell| quoted(&cell)).join(","));
                text.push('\n');
            }
        }
        text
    }
}

/// A window as two words: `night`, its date; `workout`, its id.
pub fn name_of(window: &RiskWindow) -> (&'static str, String) {
    match window {
        RiskWindow::Night(night) => ("night", night.to_string()),
        RiskWindow::Workout(id) => ("workout", id.to_string()),
        RiskWindow::Minute(id, minute) => ("minute", format!("{id}:{minute}")),
    }
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}
