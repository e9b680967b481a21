//! What of a workout the daily models need: read once from its samples, kept, and independent of every setting.

use std::collections::BTreeMap;

use charley_domain::{
    entry::{Effort, Entry, Record},
    moment::Moment,
    workout::{Sport, Workout, WorkoutId},
};
use serde::{Deserialize, Serialize};

use crate::{axis, grade, metabolic, recorded::RecordedSeconds};

/// Seconds over which power and speed are smoothed before their fourth power is averaged. Source: Coggan's normalised power, recalled.
const SMOOTHING_S: usize = 30;
/// Seconds of a best effort: long enough to tell the threshold.
const BEST_EFFORT_S: usize = 1200;
/// Width of a class of heart rates, in bpm.
const HEART_RATE_CLASS_BPM: u16 = 2;
/// Fastest flat speed that a person runs, in m/s; faster is a car or a slip.
const FASTEST_RUN_M_S: f64 = 12.0;

/// A workout in a few numbers. It depends on no field of the person: it can be kept under the workout's id
/// and [`WorkoutSummary::VERSION`] alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WorkoutSummary {
    /// The workout.
    pub id: WorkoutId,
    /// The sport.
    pub sport: Sport,
    /// When it started.
    pub start: Moment,
    /// From start to end in seconds, pauses included.
    pub elapsed_s: f64,
    /// Seconds in which it was recorded and not paused.
    pub active_s: f64,
    /// Along the ground, in metres.
    pub distance_m: Option<f64>,
    /// Climb in metres.
    pub climb_m: Option<f64>,
    /// Descent in metres.
    pub descent_m: Option<f64>,
    /// Power at the pedals; only of rides.
    pub power_w: Option<Steadied>,
    /// Running speed on the flat that would cost as much; only on foot.
    pub flat_speed_m_s: Option<Steadied>,
    /// Seconds spent in each class of heart rate, by its lower edge in bpm.
    pub heart_rate_s: BTreeMap<u16, u32>,
    /// How hard it felt, for a workout without a watch.
    pub effort: Option<Effort>,
}

/// A quantity over a workout, in the unit of the field that holds it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Steadied {
    /// Mean.
    pub mean: f64,
    /// Fourth root of the mean fourth power of the 30 s mean: what a steady effort as hard would show.
    pub normalised: f64,
    /// Highest mean over 20 minutes; `None` for a shorter workout.
    pub best_20min: Option<f64>,
    /// Seconds in which it is known.
    pub known_s: f64,
}

impl WorkoutSummary {
    /// Changes whenever a summary would come out differently: part of the key under which one is kept.
    pub const VERSION: u32 = 1;
}

/// A workout in a few numbers (units in the field names).
///
/// Equations: [`axis::active_seconds`], [`grade::climb_and_descent_m`], speed × cost(grade) / cost(0) by Minetti 2002,
/// normalised power after Coggan (recalled). Valid for any recording: what it does not hold is `None`.
///
/// ```
/// # use charley_domain::{workout::*, moment::Moment};
/// # let head = WorkoutHead { id: WorkoutId("a".into()), sport: Sport::Ride, start: Moment::of(&"2026-05-01T07:00[UTC]".parse()?), clock: ClockBasis::File,
/// #   elapsed_s: 1800.0, timer_s: None, distance_m: None, device: None, indoor: None, name: None, facts: FileFacts::default() };
/// # let power = Channel { kind: ChannelKind::Power, values: vec![Some(200); 1800] };
/// # let workout = Workout { head, time_ms: (0..1800).map(|s| s * 1000).collect(), channels: vec![power], laps: vec![], pauses: vec![], legs: vec![], notes: vec![] };
/// let summary = charley_body::summary(&workout);
/// assert_eq!(summary.active_s, 1800.0);
/// assert!((summary.power_w.unwrap().normalised - 200.0).abs() < 1e-9);
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn summary(workout: &Workout) -> WorkoutSummary {
    let seconds = axis::of(workout);
    let recorded = RecordedSeconds::of(workout, &seconds);
    let head = &workout.head;
    let climb_and_descent =
        recorded.altitude_m.as_ref().and_then(|altitude| grade::climb_and_descent_m(altitude));
    let active_s =
        if seconds.is_empty() { head.timer_s.unwrap_or(head.elapsed_s) } else { seconds.len() as f64 };
    WorkoutSummary {
        id: head.id.clone(),
        sport: head.sport,
        start: head.start.clone(),
        elapsed_s: finite(head.elapsed_s),
        active_s: finite(active_s),
        distance_m: head.distance_m.or_else(|| travelled_m(&recorded)).filter(|metres| metres.is_finite()),
        climb_m: climb_and_descent.map(|(climb, _)| climb),
        descent_m: climb_and_descent.map(|(_, descent)| descent),
        power_w: recorded
            .power_w
            .as_ref()
            .filter(|_| metabolic::is_ride(head.sport))
            .and_then(|p| steadied(p)),
        flat_speed_m_s: flat_speed(&recorded, head.sport).and_then(|speed| steadied(&speed)),
        heart_rate_s: heart_rate_classes(&recorded),
        effort: None,
    }
}

/// The summary of a workout without a watch; `None` when the entry is none. Its id is that of the entry.
///
/// Equation: none, what was said. Source: the person. Valid for entries of kind workout.
///
/// ```
/// # use charley_domain::{entry::*, workout::Sport, moment::*, night::NightOf};
/// # let at = Moment::of(&"2026-05-01T18:00[UTC]".parse()?);
/// let run = ManualWorkout { sport: Sport::Run, duration_s: 2400, effort: Effort::Easy, distance_m: None };
/// let entry = Entry { id: uuid::Uuid::nil(), recorded_at: at.instant, source: EntrySource::Terminal, precision: Precision::Minutes,
///     asked: false, night: NightOf::of(&at), occurred_at: at, record: Record::Workout(run) };
/// assert_eq!(charley_body::manual_summary(&entry).unwrap().active_s, 2400.0);
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn manual_summary(entry: &Entry) -> Option<WorkoutSummary> {
    let Record::Workout(workout) = &entry.record else { return None };
    let duration_s = f64::from(workout.duration_s);
    Some(WorkoutSummary {
        id: WorkoutId(entry.id.to_string()),
        sport: workout.sport,
        start: entry.occurred_at.clone(),
        elapsed_s: duration_s,
        active_s: duration_s,
        distance_m: workout.distance_m.map(charley_domain::quantity::Distance::m),
        climb_m: None,
        descent_m: None,
        power_w: None,
        flat_speed_m_s: None,
        heart_rate_s: BTreeMap::new(),
        effort: Some(workout.effort),
    })
}

fn finite(value: f64) -> f64 {
    if value.is_finite() { value.max(0.0) } else { 0.0 }
}

fn travelled_m(recorded: &RecordedSeconds) -> Option<f64> {
    recorded.speed_m_s.as_ref().map(|speed| speed.iter().flatten().sum())
}

/// Speed on the flat that costs as much as the recorded one on its grade.
fn flat_speed(recorded: &RecordedSeconds, sport: Sport) -> Option<Vec<Option<f64>>> {
    let speeds = recorded.speed_m_s.as_ref().filter(|_| metabolic::is_on_foot(sport))?;
    let flat = speeds.iter().enumerate().map(|(second, speed)| {
        let flat = metabolic::level_speed_m_s((*speed)?, recorded.grade_at(second));
        (flat <= FASTEST_RUN_M_S).then_some(flat)
    });
    Some(flat.collect())
}

fn steadied(values: &[Option<f64>]) -> Option<Steadied> {
    // Unknown seconds are left out, so that a lost signal neither adds nor removes work.
    let known: Vec<f64> = values.iter().flatten().copied().collect();
    if known.is_empty() {
        return None;
    }
    let seconds = known.len() as f64;
    let smooth = rolling_means(&known, SMOOTHING_S.min(known.len()));
    let fourth = smooth.iter().map(|value| value.powi(4)).sum::<f64>() / smooth.len() as f64;
    let best_20min = (known.len() >= BEST_EFFORT_S)
        .then(|| rolling_means(&known, BEST_EFFORT_S).into_iter().fold(0.0, f64::max));
    Some(Steadied {
        mean: known.iter().sum::<f64>() / seconds,
        normalised: fourth.sqrt().sqrt(),
        best_20min,
        known_s: seconds,
    })
}

/// Means over every run of `width` values; `width` is at least 1 and at most the number of values.
fn rolling_means(values: &[f64], width: usize) -> Vec<f64> {
    let mut sum: f64 = values[..width].iter().sum();
    let mut means = vec![sum / width as f64];
    for (leaving, entering) in values.iter().zip(&values[width..]) {
        sum += entering - leaving;
        means.push((sum / width as f64).max(0.0));
    }
    means
}

fn heart_rate_classes(recorded: &RecordedSeconds) -> BTreeMap<u16, u32> {
    let mut classes = BTreeMap::new();
    for bpm in recorded.heart_rate_bpm.iter().flatten().flatten() {
        *classes.entry(*bpm as u16 / HEART_RATE_CLASS_BPM * HEART_RATE_CLASS_BPM).or_insert(0) += 1;
    }
    classes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_are_harder_than_their_mean() {
        let intervals: Vec<Option<f64>> =
            (0..3600).map(|s| Some(if s / 120 % 2 == 0 { 300.0 } else { 100.0 })).collect();
        let ride = steadied(&intervals).unwrap();
        assert!((ride.mean - 200.0).abs() < 1e-9 && ride.normalised > 235.0, "{ride:?}");
        assert!((ride.best_20min.unwrap() - 200.0).abs() < 25.0);
    }

    #[test]
    fn nothing_known_is_nothing() {
        assert_eq!(steadied(&[None, None]), None);
        assert_eq!(steadied(&[Some(5.0)]).unwrap().best_20min, None);
    }
}
