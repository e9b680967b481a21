//! The sport, from the numbers and words that files use for it.

use charley_domain::workout::Sport;

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

/// The sport behind a word of TCX, GPX or a table: English, with or without blanks; Strava's track numbers too.
pub(crate) fn from_word(word: &str) -> Sport {
    let plain: String =
        word.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    match plain.as_str() {
        "1" => Sport::Ride,
        "4" => Sport::Hike,
        "9" => Sport::Run,
        "10" => Sport::Walk,
        "virtualride" | "indoorcycling" | "indoorride" | "spinning" => Sport::IndoorRide,
        "weighttraining" | "strengthtraining" | "workout" => Sport::Strength,
        "soccer" | "football" => Sport::Football,
        "" => Sport::Other,
        text => contained(text),
    }
}

fn contained(text: &str) -> Sport {
    const PARTS: [(&str, Sport); 13] = [
        ("trail", Sport::TrailRun),
        ("run", Sport::Run),
        ("jog", Sport::Run),
        ("hik", Sport::Hike),
        ("walk", Sport::Walk),
        ("cycl", Sport::Ride),
        ("bik", Sport::Ride),
        ("ride", Sport::Ride),
        ("swim", Sport::Swim),
        ("rowing", Sport::Row),
        ("ski", Sport::Ski),
        ("strength", Sport::Strength),
        ("multisport", Sport::Multisport),
    ];
    PARTS.iter().find(|(part, _)| text.contains(part)).map_or(Sport::Other, |(_, sport)| *sport)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_numbers_lead_to_the_same_sports() {
        assert_eq!(from_word("Trail Running"), Sport::TrailRun);
        assert_eq!(from_word("Biking"), Sport::Ride);
        assert_eq!(from_word("9"), Sport::Run);
        assert_eq!(from_word("VirtualRide"), Sport::IndoorRide);
        assert_eq!(from_word("other"), Sport::Other);
        assert_eq!(from_fit(Some(2), Some(6)), (Sport::IndoorRide, Some(true)));
        assert_eq!(from_fit(Some(1), Some(3)), (Sport::TrailRun, Some(false)));
        assert_eq!(from_fit(Some(10), Some(20)).0, Sport::Strength);
        assert_eq!(from_fit(None, None), (Sport::Other, None));
    }
}
