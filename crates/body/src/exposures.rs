//! Everything a person recorded becomes the exposures of each night and each workout.

use std::collections::BTreeMap;

use charley_domain::{
    basis::Known,
    entry::Entry,
    exposure::{Exposure, RiskWindow, TriggerId, Window},
    night::NightOf,
    person::Person,
};
use jiff::civil::Date;

use crate::{
    daily::Diary,
    habit::DailyLoad,
    history,
    load::{self, WorkoutLoad},
    medicine::Medicines,
    night,
    outcome::BodyRecord,
    session,
    summary::{WorkoutSummary, manual_summary},
    threshold::Thresholds,
};

/// What the exposures are computed from.
#[derive(Debug, Clone, Copy)]
pub struct ExposureInput<'a> {
    /// The person.
    pub person: &'a Person,
    /// The whole diary: habits before the first night asked for are read from it.
    pub entries: &'a [Entry],
    /// Recorded workouts, one of each group of copies; workouts without a watch come from the diary.
    pub workouts: &'a [WorkoutSummary],
    /// The workouts as the body model sees them, where it was run.
    pub body: Option<&'a BodyRecord>,
    /// First night asked for.
    pub first: NightOf,
    /// Last night asked for.
    pub last: NightOf,
}

/// What one trigger's value is in a window.
pub(crate) enum Reading {
    /// It is known.
    Is(Known<f64>),
    /// A model computed it, draw by draw; the value is the median.
    Drawn(Known<f64>, Vec<f32>),
    /// It could be known: what is missing.
    Lacks(String),
    /// It does not concern this person or window.
    Apart,
}

impl Reading {
    /// Known when there is a value, else lacking `missing`.
    pub(crate) fn of(value: Option<Known<f64>>, missing: &str) -> Self {
        value.map_or_else(|| Self::Lacks(missing.to_owned()), Self::Is)
    }
}

/// A workout with its load.
pub(crate) struct Loaded {
    pub(crate) workout: WorkoutSummary,
    pub(crate) load: Option<WorkoutLoad>,
}

/// Everything known of a person, ordered for looking up.
pub(crate) struct Record<'a> {
    pub(crate) person: &'a Person,
    pub(crate) diary: Diary<'a>,
    pub(crate) medicines: Medicines,
    pub(crate) body: Option<&'a BodyRecord>,
    /// Oldest first.
    pub(crate) workouts: Vec<Loaded>,
    by_date: BTreeMap<Date, Vec<usize>>,
    pub(crate) daily: Option<DailyLoad>,
    /// Recent-cramp index of each night from the first that was answered.
    pub(crate) history: BTreeMap<NightOf, f64>,
}

impl<'a> Record<'a> {
    pub(crate) fn of(input: &ExposureInput<'a>) -> Self {
        let diary = Diary::of(input.entries);
        let workouts = loaded(input);
        let loads: Vec<_> = workouts
            .iter()
            .map(|loaded| {
                let load = loaded.load.as_ref().map(|load| load.points.value);
                (loaded.workout.start.civil().date(), load)
            })
            .collect();
        let mut by_date: BTreeMap<Date, Vec<usize>> = BTreeMap::new();
        for (index, (date, _)) in loads.iter().enumerate() {
            by_date.entry(*date).or_default().push(index);
        }
        Self {
            by_date,
            person: input.person,
            medicines: Medicines::of(input.entries),
            body: input.body,
            daily: DailyLoad::of(&loads, input.last.date()),
            history: history_of(&diary, input.last),
            diary,
            workouts,
        }
    }
}

impl Record<'_> {
    /// The workouts that started on a date.
    pub(crate) fn on(&self, date: Date) -> impl Iterator<Item = &Loaded> {
        self.by_date.get(&date).into_iter().flatten().filter_map(|index| self.workouts.get(*index))
    }
}

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
/// let all = exposures(&ExposureInput { person: &person, entries: &[], workouts: &[], body: None, first: night, last: night });
/// assert_eq!(all.len(), 1);
/// assert!(all[0].values.is_empty() && !all[0].missing.is_empty());
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn exposures(input: &ExposureInput<'_>) -> Vec<Exposure> {
    let record = Record::of(input);
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

fn gather(window: RiskWindow, kind: Window, readings: Vec<(String, Reading)>) -> Exposure {
    let mut exposure =
        Exposure { window, values: BTreeMap::new(), missing: Vec::new(), draws: BTreeMap::new() };
    for (id, reading) in readings {
        match reading {
            // A value that is not finite would poison every sum it enters.
            Reading::Is(known) if known.value.is_finite() => {
                exposure.values.insert(TriggerId { window: kind, id }, known);
            }
            Reading::Drawn(known, draws) if known.value.is_finite() => {
                let id = TriggerId { window: kind, id };
                exposure.draws.insert(id.clone(), draws);
                exposure.values.insert(id, known);
            }
            Reading::Is(_) | Reading::Drawn(..) => exposure.missing.push(format!("a usable value of {id}")),
            Reading::Lacks(missing) if !exposure.missing.contains(&missing) => exposure.missing.push(missing),
            Reading::Lacks(_) | Reading::Apart => {}
        }
    }
    exposure
}

fn loaded(input: &ExposureInput<'_>) -> Vec<Loaded> {
    let mut workouts: Vec<WorkoutSummary> = input.workouts.to_vec();
    workouts.extend(input.entries.iter().filter_map(manual_summary));
    workouts.sort_by(|a, b| (a.start.instant, &a.id).cmp(&(b.start.instant, &b.id)));
    let thresholds = Thresholds::of(input.person, &workouts, input.last.date());
    workouts.into_iter().map(|workout| Loaded { load: load::load(&workout, &thresholds), workout }).collect()
}

fn history_of(diary: &Diary<'_>, last: NightOf) -> BTreeMap<NightOf, f64> {
    let Some(first) = diary.first_known() else { return BTreeMap::new() };
    let nights: Vec<NightOf> = first.through(last).collect();
    let cramped: Vec<bool> = nights.iter().map(|night| diary.cramped(*night)).collect();
    // The first answered night itself has no history yet.
    nights.into_iter().zip(history::recent_cramp_index(&cramped)).skip(1).collect()
}

/// The load of each day against habit, for the nights asked for; days of unknown load are absent.
///
/// Equation, source and validity: [`DailyLoad::habit`].
///
/// ```
/// use charley_body::{ExposureInput, habits};
/// let (person, night) = (Default::default(), charley_domain::night::NightOf("2026-05-01".parse()?));
/// assert!(habits(&ExposureInput { person: &person, entries: &[], workouts: &[], body: None, first: night, last: night }).is_empty());
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn habits(input: &ExposureInput<'_>) -> BTreeMap<NightOf, crate::habit::Habit> {
    let record = Record::of(input);
    let Some(daily) = record.daily else { return BTreeMap::new() };
    input.first.through(input.last).filter_map(|night| Some((night, daily.habit(night.date())?))).collect()
}
