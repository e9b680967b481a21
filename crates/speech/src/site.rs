//! Where a cramp is and in what it came, as far as relief asks.

use std::{fmt, str::FromStr};

use charley_domain::{
    entry::{Entry, Record},
    muscle::{Muscle, Side},
};
use serde::Serialize;

/// In what a cramp came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CrampOccasion {
    /// At rest or at night.
    Night,
    /// In a workout.
    Workout,
}

impl CrampOccasion {
    /// The word in addresses and documents.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Night => "night",
            Self::Workout => "workout",
        }
    }
}

/// The front or the back of the hip: what makes the one longer makes the other shorter. Only relief asks it; the diary knows
/// the hip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Hip {
    /// The front: the leg goes back.
    Front,
    /// The back: the knee goes to the chest.
    Back,
}

/// Where a cramp is, and in what it came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Site {
    /// The muscle.
    pub muscle: Muscle,
    /// The side.
    pub side: Side,
    /// In what it came.
    pub kind: CrampOccasion,
    /// Which side of the hip, where it is the hip and was said.
    pub hip: Option<Hip>,
}

impl Site {
    /// Where nothing is known: most cramps at night are in the calf.
    pub const CALF: Self =
        Self { muscle: Muscle::Calf, side: Side::Unknown, kind: CrampOccasion::Night, hip: None };

    /// Where the last cramp was; at rest, since that is when a page is opened.
    pub fn of_last(entries: &[Entry]) -> Self {
        let last = entries.iter().rev().find_map(|entry| match &entry.record {
            Record::Cramp(cramp) => Some((cramp.muscle, cramp.side)),
            _ => None,
        });
        last.map_or(Self::CALF, |(muscle, side)| Self { muscle, side, ..Self::CALF })
    }

    /// The same in another part.
    #[must_use]
    pub const fn in_part(self, part: BodyPart) -> Self {
        Self { muscle: part.muscle, hip: part.hip, ..self }
    }

    /// The part of the body without side and kind.
    pub const fn part(self) -> BodyPart {
        BodyPart { muscle: self.muscle, hip: self.hip }
    }
}

/// What one stretch is for: a muscle, of the hip its front or back. In addresses `calf`, `hip`, `hip-front`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BodyPart {
    /// The muscle.
    pub muscle: Muscle,
    /// Which side of the hip.
    pub hip: Option<Hip>,
}

impl BodyPart {
    /// Every part with a stretch of its own, in the order of the muscles.
    pub fn all() -> Vec<Self> {
        let parts = Muscle::ALL.iter().flat_map(|muscle| {
            match muscle {
                Muscle::Hip => vec![Some(Hip::Front), Some(Hip::Back)],
                _ => vec![None],
            }
            .into_iter()
            .map(|hip| Self { muscle: *muscle, hip })
        });
        parts.collect()
    }
}

impl fmt::Display for BodyPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hip = match self.hip {
            Some(Hip::Front) => "-front",
            Some(Hip::Back) => "-back",
            None => "",
        };
        write!(f, "{}{hip}", self.muscle)
    }
}

impl FromStr for BodyPart {
    type Err = charley_domain::muscle::UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "hip-front" => Ok(Self { muscle: Muscle::Hip, hip: Some(Hip::Front) }),
            "hip-back" => Ok(Self { muscle: Muscle::Hip, hip: Some(Hip::Back) }),
            _ => Ok(Self { muscle: text.parse()?, hip: None }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_is_read_as_it_is_written_and_only_the_hip_has_two() {
        let parts = BodyPart::all();
        assert_eq!(parts.len(), Muscle::ALL.len() + 1);
        for part in parts {
            assert_eq!(part.to_string().parse(), Ok(part));
        }
        assert_eq!("hip".parse(), Ok(BodyPart { muscle: Muscle::Hip, hip: None }));
        assert!("calf-front".parse::<BodyPart>().is_err());
    }
}
