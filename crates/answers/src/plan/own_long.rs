//! The workout held against the person's own long ones of that kind: how much more or less likely a cramp is, draw by draw.

use charley_domain::{entry::Effort, interval::Interval, workout::Sport};
use charley_infer::{
    ahead::{Along, ExposureCourse, RateAhead},
    learn::{Cell, LearnedWorkouts, STEP_MIN},
    level::Outline,
};
use jiff::ToSpan as _;
use serde::Serialize;

use charley_case::answered::Answered;

/// Months of which workouts are looked at.
const MONTHS: i32 = 12; // own choice: a year has every season
/// Of them the longest quarter is long, within these numbers.
const LONGEST_SHARE: usize = 4; // own choice
const FEWEST: usize = 3; // own choice: one or two are no habit
const MOST: usize = 12; // own choice: once a month
/// What is shorter is not long.
const SHORTEST_MIN: f64 = 30.0; // own choice

/// The long workouts of a person, as one that stands for them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct OwnLong {
    sport: Sport,
    workouts: usize,
    minutes: f64,
    ahead: RateAhead,
}

impl OwnLong {
    /// Those of a sport's kind; `None` where there are too few.
    pub(super) fn of(
        case: &Answered,
        sport: Sport,
        (learned, seed): (&LearnedWorkouts, u64),
    ) -> Option<Self> {
        let since = case.now.date().saturating_sub(MONTHS.months());
        let mut found: Vec<(f64, Option<Effort>)> = case
            .workouts
            .iter()
            .filter(|workout| charley_body::is_of_a_kind(workout.sport, sport))
            .filter(|workout| {
                workout.start.civil().date() >= since && workout.elapsed_s >= 60.0 * SHORTEST_MIN
            })
            .map(|workout| (workout.elapsed_s / 60.0, workout.effort))
            .collect();
        found.sort_by(|a, b| b.0.total_cmp(&a.0));
        let longest_min = found.first()?.0;
        found.truncate((found.len() / LONGEST_SHARE).clamp(FEWEST, MOST));
        if found.len() < FEWEST {
            return None;
        }
        let (minutes, effort) = found[found.len() / 2];
        let outline = Outline { sport, effort, minutes, longest_min };
        let ahead = RateAhead::of(learned, outline, seed, |_| Cell::Unknown);
        Some(Self { sport, workouts: found.len(), minutes, ahead })
    }
}

/// The plan against them.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct AgainstLong {
    /// The kind of workout.
    pub sport: Sport,
    /// How many they are.
    pub workouts: usize,
    /// How long the one in their middle was, in minutes.
    pub minutes: f64,
    /// The chance of a cramp in the plan over that in them.
    pub ratio: Interval,
    /// How sure it is that the plan's is larger, 0 to 1.
    pub likelier: f64,
}

impl AgainstLong {
    /// The plan at its goal, under the same draws.
    pub(super) fn of(long: &OwnLong, goal: &Along) -> Option<Self> {
        let rows = ((long.minutes / STEP_MIN).ceil() as usize).max(1);
        let usual = long.ahead.along(rows, &ExposureCourse::default()).chances(rows - 1);
        let planned = goal.chances(goal.rows().saturating_sub(1));
        let ratios: Vec<f64> = planned
            .iter()
            .zip(&usual)
            .map(|(planned, usual)| planned / usual.max(f64::MIN_POSITIVE))
            .collect();
        let larger = ratios.iter().filter(|ratio| **ratio > 1.0).count();
        Some(Self {
            sport: long.sport,
            workouts: long.workouts,
            minutes: long.minutes,
            ratio: Interval::of(&ratios)?,
            likelier: larger as f64 / ratios.len().max(1) as f64,
        })
    }
}
