//! What is asked of a case, and what is seen of it: the exposures of a range of nights, and which of those are known.

use std::collections::{BTreeMap, BTreeSet};

use charley_body::{
    ExposureInput,
    daily::{Amount, Diary, Timeliness},
    exposures,
    weather::AirRecord,
};
use charley_domain::{
    diary,
    entry::Record,
    exposure::{Exposure, RiskWindow, TriggerId, Window},
    moment::Moment,
    night::{NightOf, NightState},
    trigger,
};
use charley_evidence::Trigger;
use charley_infer::{
    explanation::{NightCounts, NightRange, WorkoutCounts},
    naming::{ExposureStep, FactorRecording, away},
    studies,
};

use uuid::Uuid;

use super::Case;

/// Seed of every answer where none is asked for.
pub const DEFAULT_SEED: u64 = 1;
/// Nights looked at where nothing was ever recorded.
const EMPTY_NIGHTS: i64 = 90;
/// Silence that parts what is remembered from a diary, and nights that make a diary of what lies before it. Own choice.
const SILENCE_NIGHTS: i32 = 365;
const STRETCH_NIGHTS: usize = 10;
/// Years that a diary looks back at most. Own choice.
const OLDEST_YEARS: i64 = 20;

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AskedRange {
    /// First night; from the first entry where it is not given.
    pub first: Option<NightOf>,
    /// Only this cramp.
    pub cramp: Option<Uuid>,
    /// Seed of the draws.
    pub seed: u64,
}

impl Default for AskedRange {
    fn default() -> Self {
        Self { first: None, cramp: None, seed: DEFAULT_SEED }
    }
}

/// The exposures of a range, with which nights are known.
#[derive(Debug, Clone)]
pub struct Seen {
    /// The exposures of the windows, oldest first.
    pub exposures: Vec<Exposure>,
    known: BTreeSet<NightOf>,
    quiet: BTreeSet<NightOf>,
    /// How each factor that a person tells was told, by its id.
    recordings: BTreeMap<TriggerId, FactorRecording>,
}

impl Seen {
    /// What is seen of a case over a range of nights.
    pub fn of(case: &Case, range: NightRange) -> Self {
        let exposures = exposures(&ExposureInput {
            person: &case.person,
            entries: &case.entries,
            workouts: &case.workouts,
            body: case.body_record(),
            first: range.first,
            last: range.last,
            open: Some(case.tonight()),
            air: &case.air,
        });
        let nights = diary::nights(&case.entries, range.first, range.last);
        let of = |is: fn(NightState) -> bool| {
            nights.iter().filter(|night| is(night.state)).map(|night| night.night).collect()
        };
        let (known, quiet): (BTreeSet<NightOf>, BTreeSet<NightOf>) =
            (of(NightState::is_known), of(|state| state == NightState::None));
        let recordings = recordings(&Diary::of(&case.entries), &case.air, (&known, &quiet));
        Self { exposures, known, quiet, recordings }
    }

    /// Share of the known nights with a cramp.
    pub fn share_of_cramps(&self) -> f64 {
        1.0 - self.quiet.len() as f64 / self.known.len().max(1) as f64
    }

    /// How a factor came to be recorded; `None` of one that no person tells.
    pub fn recording(&self, id: &TriggerId) -> Option<FactorRecording> {
        self.recordings.get(id).copied()
    }

    /// The exposures of one kind of window.
    pub fn of_window(&self, window: Window) -> impl DoubleEndedIterator<Item = &Exposure> {
        self.exposures.iter().filter(move |exposure| kind(&exposure.window) == window)
    }

    /// Nights of which somebody said that nothing came.
    pub fn quiet_nights(&self) -> impl Iterator<Item = NightOf> {
        self.quiet.iter().copied()
    }

    /// Whether the day of a moment has an answer.
    pub fn is_known(&self, moment: &Moment) -> bool {
        self.known.contains(&NightOf(moment.civil().date()))
    }

    /// Workouts of the range by what is known of them.
    pub fn count_workouts(&self, case: &Case, range: NightRange) -> WorkoutCounts {
        let known = self.outcomes(case, range, Window::Workout);
        WorkoutCounts {
            recorded: self.workout_days(case).count(),
            known: known.len(),
            cramp: known.iter().filter(|outcome| outcome.cramped).count(),
        }
    }

    /// The windows of a kind of which it is known whether a cramp came, oldest first: of a workout it is where one came, or the
    /// day has an answer.
    pub fn outcomes(&self, case: &Case, range: NightRange, window: Window) -> Vec<SeenOutcome<'_>> {
        let of = |exposure, cramped| SeenOutcome { exposure, cramped };
        if window == Window::Night {
            let nights = self.exposures.iter().filter_map(|exposure| match exposure.window {
                RiskWindow::Night(night) => Some((exposure, night)),
                RiskWindow::Workout(_) | RiskWindow::Minute(..) => None,
            });
            let known = nights.filter(|(_, night)| self.known.contains(night));
            return known.map(|(exposure, night)| of(exposure, !self.quiet.contains(&night))).collect();
        }
        let cramped: BTreeSet<NightOf> = in_workouts(case, range).collect();
        let days = self.workout_days(case);
        let known = days.filter(|(_, day)| cramped.contains(day) || self.known.contains(day));
        known.map(|(exposure, day)| of(exposure, cramped.contains(&day))).collect()
    }

    /// The workouts with their days.
    fn workout_days(&self, case: &Case) -> impl Iterator<Item = (&Exposure, NightOf)> {
        let recorded = case.workouts.iter().map(|workout| (workout.id.0.clone(), &workout.start));
        let said = case.entries.iter().filter(|entry| matches!(entry.record, Record::Workout(_)));
        let starts: BTreeMap<String, NightOf> = recorded
            .chain(said.map(|entry| (entry.id.to_string(), &entry.occurred_at)))
            .map(|(id, start)| (id, NightOf(start.civil().date())))
            .collect();
        self.of_window(Window::Workout).filter_map(move |exposure| match &exposure.window {
            RiskWindow::Workout(id) => Some((exposure, *starts.get(&id.0)?)),
            RiskWindow::Night(_) | RiskWindow::Minute(..) => None,
        })
    }

    /// How a trigger lay over the known windows, in the order of time.
    pub fn laid(&self, trigger: &Trigger) -> Laid {
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
        Laid { step: ExposureStep::of(&away), away, nights }
    }
}

/// A window with what came of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SeenOutcome<'a> {
    /// The window, with its exposures.
    pub exposure: &'a Exposure,
    /// Whether a cramp came.
    pub cramped: bool,
}

/// When something of the day before a night was told.
type ToldWhen<'a> = &'a dyn Fn(NightOf) -> Option<Timeliness>;

/// How often each factor that a person tells was told in time, and how often only after a night, of known nights.
fn recordings(
    diary: &Diary<'_>,
    air: &AirRecord,
    (known, quiet): (&BTreeSet<NightOf>, &BTreeSet<NightOf>),
) -> BTreeMap<TriggerId, FactorRecording> {
    let told: [(&str, ToldWhen<'_>); 6] = [
        (trigger::ALCOHOL, &|night| diary.told(Amount::Alcohol, night)),
        (trigger::LATE_CAFFEINE, &|night| diary.told(Amount::LateCaffeine, night)),
        (trigger::STRETCH, &|night| diary.told(Amount::EveningStretch, night)),
        (trigger::SITTING, &|night| diary.told(Amount::Sitting, night)),
        (trigger::SHORT_SLEEP, &|night| diary.told(Amount::Sleep, night.before())),
        (trigger::HEAT, &|night| match diary.told_air(night) {
            // That a station measured it cannot depend on how the night went.
            None | Some(Timeliness::Afterwards) if air.warmest(night.date()).is_some() => {
                Some(Timeliness::InTime)
            }
            told => told,
        }),
    ];
    let recording = |told: ToldWhen<'_>| {
        known.iter().fold(FactorRecording::default(), |mut recording, night| {
            let after =
                if quiet.contains(night) { &mut recording.after_quiet } else { &mut recording.after_cramps };
            match told(*night) {
                Some(Timeliness::InTime) => recording.in_time += 1,
                when => {
                    after.of += 1;
                    after.told += usize::from(when.is_some());
                }
            }
            recording
        })
    };
    told.into_iter().map(|(id, told)| (TriggerId::night(id), recording(told))).collect()
}

/// How a trigger lay over the known windows.
pub struct Laid {
    /// Whether each lies away from its reference.
    pub away: Vec<bool>,
    /// The single step that accounts best for it.
    pub step: ExposureStep,
    /// The night of each; none for a workout.
    nights: Vec<Option<NightOf>>,
}

impl Laid {
    /// The night from which on it lay on the other side, where a single step accounts for all of it.
    pub fn switched_once(&self) -> Option<NightOf> {
        if !self.step.stands_alone() {
            return None;
        }
        self.nights.get(self.step.at).copied().flatten().filter(|_| self.step.at > 0)
    }
}

/// Nights of a range by what is known of them.
pub fn count_nights(case: &Case, range: NightRange) -> NightCounts {
    let nights = diary::nights(&case.entries, range.first, range.last);
    let known = nights.iter().filter(|night| night.state.is_known()).count();
    let cramp = nights.iter().filter(|night| night.state == NightState::Cramp).count();
    NightCounts { known, unknown: nights.len() - known, cramp }
}

/// The first night of the diary: a few entries before a long silence are remembered, not kept, and no part of it.
fn begins(nights: &BTreeSet<NightOf>) -> Option<NightOf> {
    let mut stretch: Option<(NightOf, NightOf, usize)> = None;
    for night in nights.iter().copied() {
        stretch = Some(match stretch {
            Some((first, last, count)) if night.nights_since(last) <= SILENCE_NIGHTS => {
                (first, night, count + 1)
            }
            Some((first, _, count)) if count >= STRETCH_NIGHTS => return Some(first),
            _ => (night, night, 1),
        });
    }
    stretch.map(|(first, ..)| first)
}

/// From the first night asked for, else from the first of the diary, to last night.
pub fn range(case: &Case, first: Option<NightOf>) -> NightRange {
    let last = case.last_night();
    let long_ago = NightOf(last.date().saturating_sub(jiff::Span::new().days(EMPTY_NIGHTS - 1)));
    // A medicine taken since January does not make the nights since January part of the diary, nor does a watch.
    let keeps = |record: &Record| record.tells_of_its_day() && !matches!(record, Record::Observed(_));
    let kept = case.entries.iter().filter(|entry| keeps(&entry.record));
    let nights: BTreeSet<NightOf> = kept.map(|entry| entry.night).filter(|night| *night <= last).collect();
    let oldest = NightOf(last.date().saturating_sub(jiff::Span::new().years(OLDEST_YEARS)));
    let earliest = begins(&nights).map_or(long_ago, |first| first.max(oldest));
    NightRange { first: first.unwrap_or(earliest).min(last), last }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn nights(dates: &[&str]) -> BTreeSet<NightOf> {
        dates.iter().map(|date| NightOf(date.parse().unwrap())).collect()
    }

    fn first(dates: &[&str]) -> Option<String> {
        begins(&nights(dates)).map(|night| night.to_string())
    }

    #[test]
    fn a_stray_entry_before_a_long_silence_is_no_part_of_the_diary() {
        assert_eq!(first(&["2016-05-01", "2026-10-01", "2026-10-02"]).unwrap(), "2026-10-01");
        assert_eq!(first(&["0001-01-01", "2016-05-01", "2026-10-01"]).unwrap(), "2026-10-01");
        assert_eq!(first(&["2026-01-01", "2026-10-01"]).unwrap(), "2026-01-01", "less than a year");
        assert_eq!(first(&[]), None);
    }

    #[test]
    fn a_diary_before_a_long_silence_counts() {
        let old: Vec<String> = (1..=10).map(|day| format!("2020-05-{day:02}")).collect();
        let mut dates: Vec<&str> = old.iter().map(String::as_str).collect();
        dates.extend(["2026-10-01"]);
        assert_eq!(first(&dates).unwrap(), "2020-05-01");
        assert_eq!(first(&dates[1..]).unwrap(), "2026-10-01", "nine nights do not");
    }
}
