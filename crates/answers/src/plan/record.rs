//! The fastest anybody ever was: a goal beyond it is a slip of the keyboard.

use charley_domain::workout::Sport;

/// The fastest on foot, whether or not it counts as a record: metres and seconds. Source: World Athletics, and beyond the marathon the
/// IAU and reports of the races, as of 2025.
const ON_FOOT: [(f64, f64); 11] = [
    (100.0, 9.58),         // Berlin 2009
    (400.0, 43.03),        // Rio de Janeiro 2016
    (1_500.0, 206.0),      // Rome 1998
    (5_000.0, 755.36),     // Monaco 2020
    (10_000.0, 1_571.0),   // Valencia 2020
    (21_097.5, 3_402.0),   // Barcelona 2025
    (42_195.0, 7_180.0),   // Vienna 2019, with changing pacemakers; the record is 2:00:35, Chicago 2023
    (50_000.0, 9_523.0),   // San Francisco 2022
    (100_000.0, 21_560.0), // Nardò 2025
    (160_934.4, 39_099.0), // Tel Aviv 2022
    (319_614.0, 86_400.0), // Verona 2022
];
/// World bests on skates of the road, the track and the pool are not kept: one speed for each sport, in m/s.
const RIDE_M_S: f64 = 15.776; // UCI hour record 56.792 km, Grenchen 2022
const SWIM_M_S: f64 = 1.722_8; // 1500 m in 14:30.67, Paris 2024
/// Any other sport.
const OTHER_M_S: f64 = 30.0; // faster is a car

/// The least time in s in which anybody covered a distance in m.
///
/// Speeds between the rows are linear in the logarithm of the distance, so never below a record between them.
pub(super) fn fastest_s(sport: Sport, distance_m: f64) -> f64 {
    let speed_m_s = match sport {
        Sport::Run | Sport::TrailRun | Sport::Walk | Sport::Hike => on_foot_m_s(distance_m),
        Sport::Ride | Sport::IndoorRide => RIDE_M_S,
        Sport::Swim => SWIM_M_S,
        _ => OTHER_M_S,
    };
    distance_m / speed_m_s
}

fn on_foot_m_s(distance_m: f64) -> f64 {
    let speed = |place: usize| ON_FOOT[place].0 / ON_FOOT[place].1;
    let after = ON_FOOT.partition_point(|(metres, _)| *metres < distance_m);
    match after {
        0 => speed(0),
        after if after == ON_FOOT.len() => speed(after - 1),
        after => {
            let (near, far) = (ON_FOOT[after - 1].0.ln(), ON_FOOT[after].0.ln());
            let share = (distance_m.ln() - near) / (far - near);
            speed(after - 1) + (speed(after) - speed(after - 1)) * share
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_stand_and_between_them_nothing_is_slower_than_both() {
        for (metres, seconds) in ON_FOOT {
            assert!((fastest_s(Sport::Run, metres) - seconds).abs() < 1e-6);
        }
        let quarter = fastest_s(Sport::Run, 30_000.0);
        assert!((3_402.0..7_180.0).contains(&quarter));
        assert!(fastest_s(Sport::Ride, 100_000.0) < 6_400.0 && fastest_s(Sport::Swim, 1500.0) > 870.0);
    }
}
