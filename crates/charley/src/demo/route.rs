//! The synthetic place: loops in the middle of the Atlantic, with hills that no sea has.

use std::f64::consts::TAU;

use rand::RngExt;

use super::stream::stream;

/// Middle of all loops, in degrees: open water, a thousand kilometres from any coast.
pub(super) const LATITUDE_DEG: f64 = 44.0;
pub(super) const LONGITUDE_DEG: f64 = -36.0;
/// Metres of a degree of latitude.
const DEGREE_M: f64 = 111_195.0;
/// Straight pieces of which a loop is made.
const PIECES: usize = 720;

/// A corner of the loop, with the way to it from the start.
struct Corner {
    way_m: f64,
    /// East and north of the middle.
    place_m: [f64; 2],
}

/// A closed loop with its hills.
pub(super) struct Route {
    corners: Vec<Corner>,
    length_m: f64,
    /// Height and phase of each wave of the ground; the first goes once round.
    hills: [(f64, f64); 4],
}

/// A place on the loop.
pub(super) struct RoutePlace {
    pub(super) latitude_deg: f64,
    pub(super) longitude_deg: f64,
    pub(super) altitude_m: f64,
    /// Rise over run.
    pub(super) grade: f64,
}

impl Route {
    /// One of the person's loops.
    pub(super) fn of(seed: u64, number: u64, about_m: f64) -> Self {
        let mut rng = stream(seed, "route", number);
        let (bulge, lobes) = (rng.random_range(0.05..0.22), f64::from(rng.random_range(2..5)));
        let turn = rng.random_range(0.0..TAU);
        let radius_m = about_m / TAU;
        let mut corners: Vec<Corner> = Vec::with_capacity(PIECES + 1);
        for piece in 0..=PIECES {
            let angle = TAU * piece as f64 / PIECES as f64;
            let radius = radius_m * (1.0 + bulge * (lobes * angle + turn).sin());
            let place_m = [radius * angle.cos(), radius * angle.sin()];
            let further = |last: &Corner| {
                last.way_m + (place_m[0] - last.place_m[0]).hypot(place_m[1] - last.place_m[1])
            };
            corners.push(Corner { way_m: corners.last().map_or(0.0, further), place_m });
        }
        let length_m = corners.last().map_or(about_m, |corner| corner.way_m);
        // Hills as steep on a long loop as on a short one: at most about 6 %.
        let scale = length_m / 5_000.0;
        let hills = [14.0, 9.0, 6.0, 3.0]
            .map(|m| (m * scale * rng.random_range(0.3..1.0), rng.random_range(0.0..TAU)));
        Self { corners, length_m, hills }
    }

    /// Where one is after so many metres.
    pub(super) fn at(&self, distance_m: f64) -> RoutePlace {
        let way = distance_m.rem_euclid(self.length_m);
        let next = self.corners.partition_point(|corner| corner.way_m <= way).clamp(1, PIECES);
        let (from, to) = (&self.corners[next - 1], &self.corners[next]);
        let length_m = to.way_m - from.way_m;
        let share = if length_m > 0.0 { (way - from.way_m) / length_m } else { 0.0 };
        let [east, north] =
            [0, 1].map(|axis| from.place_m[axis] + share * (to.place_m[axis] - from.place_m[axis]));
        let latitude_deg = LATITUDE_DEG + north / DEGREE_M;
        let longitude_deg = LONGITUDE_DEG + east / (DEGREE_M * LATITUDE_DEG.to_radians().cos());
        let (mut altitude_m, mut grade) = (40.0, 0.0);
        for (wave, (height, phase)) in self.hills.iter().enumerate() {
            let turns = TAU * (wave + 1) as f64 / self.length_m;
            altitude_m += height * (1.0 + (turns * way + phase).sin());
            grade += height * turns * (turns * way + phase).cos();
        }
        RoutePlace { latitude_deg, longitude_deg, altitude_m, grade }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_loop_closes_and_its_grade_is_its_slope() {
        let route = Route::of(7, 0, 6_000.0);
        let (start, end) = (route.at(0.0), route.at(route.length_m - 1e-6));
        assert!((start.latitude_deg - end.latitude_deg).abs() < 1e-6);
        assert!((start.altitude_m - end.altitude_m).abs() < 1e-3);
        for metre in (0..6_000).step_by(37) {
            let (here, there) = (route.at(f64::from(metre)), route.at(f64::from(metre) + 0.1));
            assert!(((there.altitude_m - here.altitude_m) / 0.1 - here.grade).abs() < 1e-3);
            assert!(here.grade.abs() < 0.12, "grade {}", here.grade);
        }
    }
}
