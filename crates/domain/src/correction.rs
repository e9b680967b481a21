//! What a person puts right of a recorded workout. The recording stays as it came: what is read of it is corrected.

use serde::{Deserialize, Serialize};

use crate::{
    moment::Moment,
    workout::{Sport, WorkoutId},
};

/// One thing put right.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Correction {
    /// The workout it was said of; it holds for every copy of it.
    pub workout: WorkoutId,
    /// What is so instead.
    pub change: Change,
}

/// What is so of a workout instead of what its file says. Of two that contradict each other the later one holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// It was this sport.
    Sport(Sport),
    /// It began at this moment: the clock of the device was wrong.
    Start(Moment),
    /// It took this long, in seconds; what was recorded later is no part of it.
    LengthS(u32),
    /// It takes no part in anything.
    Deleted,
    /// Somebody else did it.
    NotMine,
    /// Two workouts were recorded as one: the second begins so many seconds after the start of the recording.
    SplitS(u32),
    /// The other workout goes on with this one.
    Join(WorkoutId),
    /// The other one is a recording of the same workout, and the clock of this one was right.
    SameAs(WorkoutId),
    /// The other one is another workout.
    NotSameAs(WorkoutId),
}

impl Change {
    /// The other workout it speaks of, if any.
    pub const fn other(&self) -> Option<&WorkoutId> {
        match self {
            Self::Join(other) | Self::SameAs(other) | Self::NotSameAs(other) => Some(other),
            Self::Sport(_)
            | Self::Start(_)
            | Self::LengthS(_)
            | Self::Deleted
            | Self::NotMine
            | Self::SplitS(_) => None,
        }
    }

    /// Whether it takes the workout out of everything.
    pub const fn takes_away(&self) -> bool {
        matches!(self, Self::Deleted | Self::NotMine)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_correction_is_short_json() {
        let print = |change| {
            serde_json::to_string(&Correction { workout: WorkoutId("a".to_owned()), change }).unwrap()
        };
        assert_eq!(print(Change::Sport(Sport::Run)), r#"{"workout":"a","change":{"sport":"run"}}"#);
        assert_eq!(print(Change::Deleted), r#"{"workout":"a","change":"deleted"}"#);
        assert_eq!(
            print(Change::SameAs(WorkoutId("b".to_owned()))),
            r#"{"workout":"a","change":{"same_as":"b"}}"#
        );
        let read: Correction = serde_json::from_str(r#"{"workout":"a","change":{"split_s":1800}}"#).unwrap();
        assert_eq!(read.change, Change::SplitS(1800));
    }
}
