//! The sport, from the numbers and words that files use for it.

mod fold;
mod word;

use charley_domain::workout::Sport;

pub(crate) use word::{from_word, said};

/// The sport behind FIT's numbers, and whether it was indoors as far as they say.
pub(crate) fn from_fit(sport: Option<u32>, sub_sport: Option<u32>) -> (Sport, Option<bool>) {
    let indoor = match sub_sport {
        // treadmill, spinning, indoor cycling, indoor rowing, elliptical, stair climbing, virtual, indoor skiing,
        // walking and running
        Some(1 | 5 | 6 | 14 | 15 | 16 | 25 | 27 | 45 | 58) => Some(true),
        // street, trail, track, road, mountain, downhill, cyclo-cross, hand cycling, open water
        Some(2 | 3 | 4 | 7 | 8 | 9 | 11 | 12 | 18) => Some(false),
        _ => None,
    };
    let found = match (sport, sub_sport) {
        (Some(1), Some(3)) => Sport::TrailRun,
        (Some(1), _) => Sport::Run,
        (Some(2), _) if indoor == Some(true) => Sport::IndoorRide,
        (Some(2 | 21), _) => Sport::Ride,
        (Some(3), _) => Sport::Transition,
        (Some(5), _) => Sport::Swim,
        (Some(4), Some(14)) | (Some(15), _) => Sport::Row,
        (Some(7), _) => Sport::Football,
        (_, Some(20)) => Sport::Strength,
        (Some(11), _) => Sport::Walk,
        (Some(12..=14), _) => Sport::Ski,
        (Some(16 | 17), _) => Sport::Hike,
        (Some(18), _) => Sport::Multisport,
        _ => Sport::Other,
    };
    (found, indoor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_lead_to_sports() {
        assert_eq!(from_fit(Some(2), Some(6)), (Sport::IndoorRide, Some(true)));
        assert_eq!(from_fit(Some(1), Some(3)), (Sport::TrailRun, Some(false)));
        assert_eq!(from_fit(Some(10), Some(20)).0, Sport::Strength);
        assert_eq!(from_fit(None, None), (Sport::Other, None));
    }
}
