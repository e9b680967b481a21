//! Everything known of a person, ordered for looking up, and what is read from it for one trigger.

use std::collections::BTreeMap;

use charley_domain::{basis::Known, entry::Entry, missing::Missing, night::NightOf, person::Person};
use jiff::civil::Date;

use crate::{
    daily::Diary,
    habit::DailyLoad,
    history,
    load::{self, WorkoutLoad},
    medicine::Medicines,
    outcome::BodyRecord,
    summary::{WorkoutSummary, manual_summary},
    threshold::Thresholds,
    weather::AirRecord,
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
    /// The first night that is not over, where one is asked for: its evening may still come, so that silence about it says
    /// nothing yet.
    pub open: Option<NightOf>,
    /// The air of places that was brought; [`AirRecord::none`] where none was.
    pub air: &'a AirRecord,
}

/// What one trigger's value is in a window.
pub(crate) enum TriggerReading {
    /// It is known.
    Is(Known<f64>),
    /// A model computed it, draw by draw; the value is the median.
    Drawn(Known<f64>, Vec<f32>),
    /// It could be known: what is missing.
    Lacks(Missing),
    /// It does not concern this person or window.
    Apart,
}

impl TriggerReading {
    /// Known when there is a value, else lacking `missing`.
    pub(crate) fn of(value: Option<Known<f64>>, missing: Missing) -> Self {
        value.map_or(Self::Lacks(missing), Self::Is)
    }
}

/// A workout with its load.
pub(crate) struct Loaded {
    pub(crate) workout: WorkoutSummary,
    pub(crate) load: Option<WorkoutLoad>,
}

/// Everything known of a person, ordered for looking up.
pub(crate) struct PersonRecord<'a> {
    pub(crate) person: &'a Person,
    pub(crate) diary: Diary<'a>,
    pub(crate) open: Option<NightOf>,
    pub(crate) air: &'a AirRecord,
    pub(crate) medicines: Medicines,
    pub(crate) body: Option<&'a BodyRecord>,
    /// Oldest first.
    pub(crate) workouts: Vec<Loaded>,
    by_date: BTreeMap<Date, Vec<usize>>,
    pub(crate) daily: Option<DailyLoad>,
    /// Recent-cramp index of each night from the first that was answered.
    pub(crate) history: BTreeMap<NightOf, f64>,
}

impl<'a> PersonRecord<'a> {
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
            open: input.open,
            air: input.air,
            daily: DailyLoad::of(&loads, input.last.date()),
            history: history_of(&diary, input.last),
            diary,
            workouts,
        }
    }
}

impl PersonRecord<'_> {
    /// The workouts that started on a date.
    pub(crate) fn on(&self, date: Date) -> impl Iterator<Item = &Loaded> {
        self.by_date.get(&date).into_iter().flatten().filter_map(|index| self.workouts.get(*index))
    }
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
