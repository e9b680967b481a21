//! Telling which workouts are the same recording, parts of each other, or to be asked about.

mod channel;

use charley_domain::workout::{WorkoutHead, WorkoutId};
use serde::Serialize;

pub use channel::{ChannelSource, best_channels};

/// What grouping needs to know of a workout.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupInput {
    /// The workout.
    pub id: WorkoutId,
    /// First moment, in milliseconds since 1970 (universal time).
    pub start_ms: i64,
    /// Last moment, in milliseconds since 1970.
    pub end_ms: i64,
    /// Along the ground, in metres.
    pub distance_m: Option<f64>,
    /// Mean heart rate, in bpm.
    pub heart_rate_mean_bpm: Option<f64>,
}

impl GroupInput {
    /// What grouping needs, from a stored head.
    pub fn of(head: &WorkoutHead) -> Self {
        let start_ms = head.start.instant.as_millisecond();
        Self {
            id: head.id.clone(),
            start_ms,
            end_ms: start_ms.saturating_add((head.elapsed_s * 1000.0) as i64),
            distance_m: head.distance_m,
            heart_rate_mean_bpm: head.facts.heart_rate_mean_bpm,
        }
    }
}

/// What a comparison of two workouts came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// They overlap in time, more than by chance and less than copies do.
    Overlap,
    /// One looks like the other with its clock in another time zone.
    ZoneShift,
}

/// Two workouts that only the person can judge.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ask {
    /// The earlier one.
    pub first: WorkoutId,
    /// The later one.
    pub second: WorkoutId,
    /// What is odd.
    pub question: Question,
}

/// A workout that lies within another.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PartOf {
    /// The shorter one.
    pub part: WorkoutId,
    /// The longer one.
    pub whole: WorkoutId,
}

/// All workouts, sorted into recordings.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Grouping {
    /// Every workout in exactly one group; the members of a group are copies of one recording, ids in order.
    pub groups: Vec<Vec<WorkoutId>>,
    /// Links from a part to its whole.
    pub parts: Vec<PartOf>,
    /// What to ask the person.
    pub asks: Vec<Ask>,
}

/// Sorts the workouts of one person into recordings.
pub fn group(inputs: &[GroupInput]) -> Grouping {
    Grouping { groups: inputs.iter().map(|input| vec![input.id.clone()]).collect(), ..Grouping::default() }
}
