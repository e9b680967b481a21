//! The sport as FIT's numbers.

use charley_domain::workout::Sport;

/// Sport and sub-sport.
pub(super) const fn numbers(sport: Sport, indoor: Option<bool>) -> (i64, i64) {
    match (sport, indoor) {
        (Sport::Run, Some(true)) => (1, 1),
        (Sport::Run, _) => (1, 0),
        (Sport::TrailRun, _) => (1, 3),
        (Sport::Ride, _) => (2, 0),
        (Sport::IndoorRide, _) => (2, 6),
        (Sport::Transition, _) => (3, 0),
        (Sport::Swim, _) => (5, 0),
        (Sport::Football, _) => (7, 0),
        (Sport::Strength, _) => (10, 20),
        (Sport::Walk, _) => (11, 0),
        (Sport::Ski, _) => (12, 0),
        (Sport::Row, _) => (15, 0),
        (Sport::Hike, _) => (17, 0),
        (Sport::Multisport, _) => (18, 0),
        (Sport::Other, _) => (0, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sport_is_read_back_as_itself() {
        for &sport in Sport::ALL {
            let (main, sub) = numbers(sport, None);
            let back = crate::sport::from_fit(u32::try_from(main).ok(), u32::try_from(sub).ok());
            assert_eq!(back.0, sport);
        }
    }
}
