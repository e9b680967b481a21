//! The exposures of a range of nights, with which of those nights are known.

use std::collections::{BTreeMap, BTreeSet};

use charley_body::{ExposureInput, exposures};
use charley_domain::{
    diary,
    entry::Record,
    exposure::{Exposure, RiskWindow, Window},
    moment::Moment,
    night::{NightOf, NightState},
};
use charley_evidence::Trigger;
use charley_infer::{
    explanation::{NightRange, WorkoutCounts},
    naming::{Step, away},
    studies,
};

use crate::case::Case;

/// The exposures of a range, with which nights are known.
#[derive(Debug)]
pub(crate) struct Seen {
    pub(super) exposures: Vec<Exposure>,
    known: BTreeSet<NightOf>,
    quiet: BTreeSet<NightOf>,
}

impl Seen {
    pub(crate) fn of(case: &Case, range: NightRange) -> Self {
        let exposures = exposures(&ExposureInput {
            person: &case.person,
            entries: &case.entries,
            workouts: &case.workouts,
            body: case.body_record(),
            first: range.first,
            last: range.last,
        });
        let nights = diary::nights(&case.entries, range.first, range.last);
        let of = |is: fn(NightState) -> bool| {
            nights.iter().filter(|night| is(night.state)).map(|night| night.night).collect()
        };
        let (known, quiet) = (of(NightState::is_known), of(|state| state == NightState::None));
        Self { exposures, known, quiet }
    }

    pub(crate) fn of_window(&self, window: Window) -> impl DoubleEndedIterator<Item = &Exposure> {
        self.exposures.iter().filter(move |exposure| kind(&exposure.window) == window)
    }

    /// Nights of which somebody said that nothing came.
    pub(super) fn quiet_nights(&self) -> impl Iterator<Item = NightOf> {
        self.quiet.iter().copied()
    }

    /// Whether the day of a moment has an answer.
    pub(crate) fn is_known(&self, moment: &Moment) -> bool {
        self.known.contains(&NightOf(moment.civil().date()))
    }

    pub(crate) fn count_workouts(&self, case: &Case, range: NightRange) -> WorkoutCounts {
        let cramped: BTreeSet<NightOf> = in_workouts(case, range).collect();
        let recorded = case.workouts.iter().map(|workout| (workout.id.0.clone(), &workout.start));
        let said = case.entries.iter().filter(|entry| matches!(entry.record, Record::Workout(_)));
        let starts: BTreeMap<String, &Moment> =
            recorded.chain(said.map(|entry| (entry.id.to_string(), &entry.occurred_at))).collect();
        let days = self.of_window(Window::Workout).filter_map(|exposure| match &exposure.window {
            RiskWindow::Workout(id) => starts.get(&id.0).map(|start| NightOf(start.civil().date())),
            RiskWindow::Night(_) | RiskWindow::Minute(..) => None,
        });
        days.fold(WorkoutCounts::default(), |mut counts, day| {
            let cramp = cramped.contains(&day);
            counts.recorded += 1;
            counts.cramp += usize::from(cramp);
            counts.known += usize::from(cramp || self.known.contains(&day));
            counts
        })
    }

    /// How a trigger lay over the known windows, in the order of time.
    pub(super) fn laid(&self, trigger: &Trigger) -> Laid {
        let known = self.exposures.iter().filter_map(|exposure| {
            let night = match &exposure.window {
                RiskWindow::Night(night) if !self.known.contains(night) => return None,
                RiskWindow::Night(night) => Some(*night),
                RiskWindow::Workout(_) | RiskWindow::Minute(..) => None,
            };
            exposure.values.get(&trigger.id).map(|known| (night, known.value))
        });
        let (nights, values): (Vec<Option<NightOf>>, Vec<f64>) = known.unzip();
        let away = away(values.into_iter(), studies::reference(trigger));
        Laid { step: Step::of(&away), away, nights }
    }
}

/// How a trigger lay over the known windows.
pub(super) struct Laid {
    /// Whether each lies away from its reference.
    pub(super) away: Vec<bool>,
    /// The single step that accounts best for it.
    pub(super) step: Step,
    /// The night of each; none for a workout.
    nights: Vec<Option<NightOf>>,
}

impl Laid {
    /// The night from which on it lay on the other side, where a single step accounts for all of it.
    pub(super) fn switched_once(&self) -> Option<NightOf> {
        if !self.step.stands_alone() {
            return None;
        }
        self.nights.get(self.step.at).copied().flatten().filter(|_| self.step.at > 0)
    }
}

/// Dates on which a cramp came during a workout, as nights.
fn in_workouts(case: &Case, range: NightRange) -> impl Iterator<Item = NightOf> {
    case.entries.iter().filter_map(move |entry| match &entry.record {
        Record::Cramp(cramp) if cramp.during_workout => {
            let day = NightOf(entry.occurred_at.civil().date());
            (range.first <= day && day <= range.last.after()).then_some(day)
        }
        _ => None,
    })
}

const fn kind(window: &RiskWindow) -> Window {
    match window {
        RiskWindow::Night(_) => Window::Night,
        RiskWindow::Workout(_) | RiskWindow::Minute(..) => Window::Workout,
    }
}
