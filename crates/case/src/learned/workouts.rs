//! Workouts as rows of five minutes, up to the first cramp.

use charley_domain::trigger;
use std::collections::BTreeMap;

use charley_body::{WorkoutSummary, outcome::WorkoutOutcome};
use charley_domain::{
    entry::{Entry, Record},
    exposure::{Exposure, RiskWindow, TriggerId, Window},
    moment::Moment,
    workout::{Sport, WorkoutId},
};
use charley_infer::{
    explanation::NightRange,
    hazard::WorkoutEnd,
    learn::{Cell, Factor, LearnedWorkouts, PosteriorCache, STEP_MIN, WorkoutRow},
    level::{Level, Outline},
    studies,
};

use crate::{Case, seen::Seen};

/// How far a recalled minute may be off, in rows each way.
const RECALLED_MIN: f64 = 3.0;

/// A workout with where and how long it was.
struct TimedWorkout<'a> {
    exposure: &'a Exposure,
    id: &'a WorkoutId,
    start: &'a Moment,
    elapsed_s: f64,
    outline: Outline,
}

/// What studies say of this person's workouts, with what they answered about the past.
///
/// # Panics
/// Never: the priors of the crate's own tables have a mode.
pub fn by_studies(case: &Case, seed: u64) -> LearnedWorkouts {
    let evidence = charley_evidence::evidence();
    let level = Level::of(evidence, case.person.race_cramps);
    LearnedWorkouts::of(
        Vec::new(),
        &studies::workout_factors(evidence),
        level,
        seed,
        &PosteriorCache::default(),
    )
    .expect("the priors of the crate's own tables have a mode")
}

/// What a workout is, as far as its level goes, beside those of this person before it.
pub fn outline(case: &Case, workout: &WorkoutSummary) -> Outline {
    let manual = case.entries.iter().filter_map(charley_body::manual_summary);
    let before = case.workouts.iter().cloned().chain(manual).filter(|other| {
        other.start.instant < workout.start.instant && charley_body::is_of_a_kind(other.sport, workout.sport)
    });
    outlined(workout, before.map(|other| other.elapsed_s).fold(0.0, f64::max))
}

fn outlined(workout: &WorkoutSummary, longest_s: f64) -> Outline {
    Outline {
        sport: workout.sport,
        effort: workout.effort,
        minutes: workout.elapsed_s / 60.0,
        longest_min: longest_s / 60.0,
    }
}

/// The outline of each workout, by its id.
fn outlines(workouts: &mut [WorkoutSummary]) -> BTreeMap<WorkoutId, Outline> {
    workouts.sort_by_key(|workout| workout.start.instant);
    let mut longest: Vec<(Sport, f64)> = Vec::new();
    let mut found = BTreeMap::new();
    for workout in workouts {
        let kind = longest.iter_mut().find(|(sport, _)| charley_body::is_of_a_kind(*sport, workout.sport));
        let so_far = kind.as_ref().map_or(0.0, |(_, longest_s)| *longest_s);
        found.insert(workout.id.clone(), outlined(workout, so_far));
        match kind {
            Some((_, longest_s)) => *longest_s = longest_s.max(workout.elapsed_s),
            None => longest.push((workout.sport, workout.elapsed_s)),
        }
    }
    found
}

pub(super) fn learn(case: &Case, range: NightRange, seen: &Seen, seed: u64) -> Option<LearnedWorkouts> {
    let factors = studies::workout_factors(charley_evidence::evidence());
    let manual = case.entries.iter().filter_map(charley_body::manual_summary);
    let mut workouts: Vec<WorkoutSummary> = case.workouts.iter().cloned().chain(manual).collect();
    let outlines = outlines(&mut workouts);
    let lengths: BTreeMap<&WorkoutId, (&Moment, f64)> =
        workouts.iter().map(|workout| (&workout.id, (&workout.start, workout.elapsed_s))).collect();
    let sessions: Vec<TimedWorkout<'_>> = seen
        .of_window(Window::Workout)
        .filter_map(|exposure| {
            let RiskWindow::Workout(id) = &exposure.window else { return None };
            let (start, elapsed_s) = *lengths.get(id)?;
            Some(TimedWorkout { exposure, id, start, elapsed_s, outline: *outlines.get(id)? })
        })
        .collect();
    let cramps: Vec<&Entry> = case
        .entries
        .iter()
        .filter(|entry| matches!(&entry.record, Record::Cramp(cramp) if cramp.during_workout))
        .filter(|entry| range.first <= entry.night && entry.night <= range.last.after())
        .collect();
    let rows: Vec<WorkoutRow> = sessions
        .iter()
        .filter_map(|session| {
            let came = first_cramp(session, &cramps, &sessions);
            // Silence of the day says nothing of its workouts.
            (came.is_some() || seen.is_known(session.start))
                .then(|| recorded(case, session, (&factors, came)))
        })
        .collect();
    let level = Level::of(charley_evidence::evidence(), case.person.race_cramps);
    LearnedWorkouts::of(rows, &factors, level, seed, &case.kept.workouts).ok()
}

/// When in a workout its first cramp came: the minute, or only that it came.
#[derive(Debug, Clone, Copy, PartialEq)]
enum FirstCramp {
    Minute(f64),
    Somewhere,
}

fn first_cramp(
    session: &TimedWorkout<'_>,
    cramps: &[&Entry],
    sessions: &[TimedWorkout<'_>],
) -> Option<FirstCramp> {
    let minute = |entry: &&&Entry| {
        let seconds = entry.occurred_at.instant.duration_since(session.start.instant).as_secs_f64();
        (0.0..=session.elapsed_s + 60.0 * RECALLED_MIN).contains(&seconds).then_some(seconds / 60.0)
    };
    if let Some(first) = cramps.iter().filter_map(|entry| minute(&entry)).reduce(f64::min) {
        return Some(FirstCramp::Minute(first));
    }
    // A cramp noted later belongs to the only workout of its day.
    let day = session.start.civil().date();
    let of_day = |other: &&TimedWorkout<'_>| other.start.civil().date() == day;
    let alone = sessions.iter().filter(of_day).count() == 1;
    let noted = cramps.iter().any(|entry| entry.occurred_at.civil().date() == day);
    (alone && noted).then_some(FirstCramp::Somewhere)
}

fn recorded(
    case: &Case,
    session: &TimedWorkout<'_>,
    (factors, came): (&[Factor], Option<FirstCramp>),
) -> WorkoutRow {
    let outcome = case.body_record().and_then(|body| body.outcomes.get(session.id));
    let row = row(&session.id.0, session.outline, outcome);
    let at_end = |factor: &Factor| cell(&row.course, (session.exposure, outcome), &factor.id);
    let cells = factors.iter().map(at_end).collect();
    let all = row.rows;
    let (rows, ended) = match came {
        None => (all, WorkoutEnd::Quiet),
        Some(FirstCramp::Somewhere) => (all, WorkoutEnd::Cramp { rows: all }),
        Some(FirstCramp::Minute(minute)) => {
            let place = |minute: f64| ((minute / STEP_MIN).floor().max(0.0) as usize).min(all - 1);
            let (first, last) = (place(minute - RECALLED_MIN), place(minute + RECALLED_MIN));
            (last + 1, WorkoutEnd::Cramp { rows: last + 1 - first })
        }
    };
    WorkoutRow { cells, rows, ended, ..row }
}

/// A workout that is planned, as rows.
pub fn planned(outline: Outline) -> WorkoutRow {
    row("planned", outline, None)
}

/// A workout with what it came to, as rows, and its exposures at the end.
pub fn as_it_was<'a>(
    name: &str,
    outline: Outline,
    exposure: &'a Exposure,
    outcome: Option<&'a WorkoutOutcome>,
) -> (WorkoutRow, impl Fn(&TriggerId) -> Cell + 'a) {
    let row = row(name, outline, outcome);
    let course = row.course.clone();
    (row, move |id: &TriggerId| cell(&course, (exposure, outcome), id))
}

fn row(name: &str, outline: Outline, outcome: Option<&WorkoutOutcome>) -> WorkoutRow {
    let rows = ((outline.minutes / STEP_MIN).ceil() as usize).max(1);
    let mut course = Vec::new();
    if let Some(outcome) = outcome {
        for (place, id) in trigger::BODY_STATES.iter().enumerate() {
            course.push((TriggerId::workout(*id), along(outcome, place, rows)));
        }
    }
    WorkoutRow {
        name: name.to_owned(),
        outline,
        cells: Vec::new(),
        course,
        whole: rows,
        rows,
        ended: WorkoutEnd::Quiet,
    }
}

/// An exposure at the end of a workout.
fn cell(
    course: &[(TriggerId, Vec<f64>)],
    (exposure, outcome): (&Exposure, Option<&WorkoutOutcome>),
    id: &TriggerId,
) -> Cell {
    let last = course.iter().find(|(known, _)| known == id).and_then(|(_, values)| values.last());
    let place = trigger::BODY_STATES.iter().position(|state| *state == id.id);
    match (last, place.zip(outcome)) {
        // The draws of the end, moved to where the median course ends.
        (Some(last), Some((place, outcome))) => Cell::Draws(around(&outcome.ends[place], *last)),
        (Some(last), None) => Cell::Known(*last),
        _ => Cell::of(exposure, id),
    }
}

/// The course of one state at the end of each row, straight between the moments that were kept.
fn along(outcome: &WorkoutOutcome, place: usize, rows: usize) -> Vec<f64> {
    let kept: Vec<(f64, f64)> = outcome
        .course
        .iter()
        .map(|moment| (f64::from(moment.minute), f64::from(moment.states[place])))
        .collect();
    let at = |minute: f64| {
        let after = kept.partition_point(|(known, _)| *known < minute);
        match (after.checked_sub(1).and_then(|before| kept.get(before)), kept.get(after)) {
            (Some((m0, x0)), Some((m1, x1))) => x0 + (x1 - x0) * (minute - m0) / (m1 - m0),
            (None, Some((_, x))) | (Some((_, x)), None) => *x,
            (None, None) => 0.0,
        }
    };
    (0..rows).map(|row| at((row + 1) as f64 * STEP_MIN)).collect()
}

fn around(draws: &[f32], middle: f64) -> Vec<f32> {
    let mean = draws.iter().sum::<f32>() / draws.len().max(1) as f32;
    draws.iter().map(|draw| draw - mean + middle as f32).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixed;

    const HOUR: Outline = Outline { sport: Sport::Run, effort: None, minutes: 60.0, longest_min: 0.0 };

    fn moment(wall: &str) -> Moment {
        Moment::of(&format!("{wall}[UTC]").parse().unwrap())
    }

    fn cramp_at(wall: &str) -> Entry {
        let is_cramp = |entry: &Entry| matches!(entry.record, Record::Cramp(_));
        let cramp = fixed::adult().entries.into_iter().find(is_cramp).unwrap();
        Entry { occurred_at: moment(wall), ..cramp }
    }

    fn exposure(id: &WorkoutId) -> Exposure {
        let window = RiskWindow::Workout(id.clone());
        Exposure { window, values: BTreeMap::new(), missing: Vec::new(), draws: BTreeMap::new() }
    }

    /// Shows a test the workout of an hour that began at 18:00, alone and beside another of that day.
    fn with_workouts(test: impl Fn(&TimedWorkout<'_>, [&[TimedWorkout<'_>]; 2])) {
        let ids = ["evening", "morning"].map(|id| WorkoutId(id.to_owned()));
        let exposures = ids.each_ref().map(exposure);
        let starts = ["2026-10-20T18:00", "2026-10-20T06:00"].map(moment);
        let timed = |place: usize| TimedWorkout {
            exposure: &exposures[place],
            id: &ids[place],
            start: &starts[place],
            elapsed_s: 3600.0,
            outline: HOUR,
        };
        test(&timed(0), [&[timed(0)], &[timed(0), timed(1)]]);
    }

    #[test]
    fn a_cramp_is_placed_by_its_minute_or_by_the_only_workout_of_its_day() {
        let walls = ["2026-10-20T18:50", "2026-10-20T18:20", "2026-10-20T21:00", "2026-10-21T09:00"];
        let [within, earlier, later, next_day] = walls.map(cramp_at);
        with_workouts(|evening, [alone, two]| {
            let first = |cramps: &[&Entry], of: &[TimedWorkout<'_>]| first_cramp(evening, cramps, of);
            assert_eq!(first(&[&later, &within, &earlier], two), Some(FirstCramp::Minute(20.0)));
            assert_eq!(first(&[&later], alone), Some(FirstCramp::Somewhere));
            assert_eq!(first(&[&later], two), None, "nobody knows in which of the two");
            assert_eq!(first(&[&next_day], alone), None);
        });
    }

    #[test]
    fn a_recalled_minute_may_be_off_and_what_follows_is_not_at_risk() {
        let case = fixed::adult();
        with_workouts(|evening, _| {
            let rows = |came| {
                let row = recorded(&case, evening, (&[], came));
                assert_eq!(row.whole, 12, "five minutes each");
                (row.rows, row.ended)
            };
            assert_eq!(rows(None), (12, WorkoutEnd::Quiet));
            assert_eq!(rows(Some(FirstCramp::Somewhere)), (12, WorkoutEnd::Cramp { rows: 12 }));
            assert_eq!(rows(Some(FirstCramp::Minute(20.0))), (5, WorkoutEnd::Cramp { rows: 2 }), "17 to 23");
            assert_eq!(rows(Some(FirstCramp::Minute(1.0))), (1, WorkoutEnd::Cramp { rows: 1 }));
            assert_eq!(rows(Some(FirstCramp::Minute(62.0))), (12, WorkoutEnd::Cramp { rows: 1 }));
        });
    }

    #[test]
    fn a_workout_is_held_against_the_longest_of_its_kind_before_it() {
        let case = fixed::adult();
        let mut workouts: Vec<WorkoutSummary> =
            case.entries.iter().filter_map(charley_body::manual_summary).rev().collect();
        let known = outlines(&mut workouts);
        let mut longest_min: f64 = 0.0;
        for workout in &workouts {
            let of = known[&workout.id];
            assert!((of.longest_min - longest_min).abs() < 1e-9, "{of:?} after {longest_min} minutes");
            assert_eq!(of, outline(&case, workout), "one at a time is the same");
            longest_min = longest_min.max(of.minutes);
        }
        assert!(workouts.len() > 5 && longest_min > 0.0);
    }
}
