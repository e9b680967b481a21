//! How fast a person moved along the ground, second by second, from whatever the recording holds.

use charley_domain::workout::{Channel, ChannelKind, Workout};

use crate::axis;

/// Radius of a sphere as large as the Earth, in metres (IUGG mean radius).
const EARTH_RADIUS_M: f64 = 6_371_008.8; // IUGG mean radius
/// Fastest a person moves along the ground, in m/s: faster is a slip of the receiver.
const FASTEST_M_S: f64 = 40.0; // own limit
/// Seconds on each side over which a speed is taken from distances.
const HALF_WINDOW_S: usize = 5;

/// Speed along the ground in m/s, one a second of `seconds`; `None` when the recording holds no speed, distance or position.
///
/// Equation: the recorded speed, else the change of recorded distance, else of the great-circle distance
/// between positions, over 10 s. Source: geometry. Valid from 0 to 40 m/s; beyond, the second is unknown.
///
/// ```
/// use charley_body::track::speed_m_s;
/// # use charley_domain::workout::*;
/// # let moment = charley_domain::moment::Moment::of(&"2026-05-01T07:00[UTC]".parse()?);
/// # let head = WorkoutHead { id: WorkoutId("a".into()), sport: Sport::Run, start: moment, clock: ClockBasis::File,
/// #   elapsed_s: 2.0, timer_s: None, distance_m: None, device: None, indoor: None, name: None, facts: FileFacts::default() };
/// # let speed = Channel { kind: ChannelKind::Speed, values: vec![Some(3000), Some(3100)] };
/// let workout = Workout { head, time_ms: vec![0, 1000], channels: vec![speed], laps: vec![], pauses: vec![], legs: vec![], notes: vec![] };
/// assert_eq!(speed_m_s(&workout, &[0, 1]), Some(vec![Some(3.0), Some(3.1)]));
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn speed_m_s(workout: &Workout, seconds: &[usize]) -> Option<Vec<Option<f64>>> {
    if let Some(channel) = recorded(workout, ChannelKind::Speed) {
        return Some(axis::held(channel, &workout.time_ms, seconds, 0.0..=FASTEST_M_S));
    }
    let along_m = recorded(workout, ChannelKind::Distance)
        .map(|channel| axis::held(channel, &workout.time_ms, seconds, 0.0..=2.0e7)) // half the Earth: own limit
        .or_else(|| positions(workout, seconds))?;
    Some(speed_of(&along_m, &clock_s(workout, seconds)))
}

fn recorded(workout: &Workout, kind: ChannelKind) -> Option<&Channel> {
    workout.channel(kind).filter(|channel| channel.count() >= 2)
}

/// Seconds since the start of the workout at each active second: active seconds are not evenly spaced across pauses.
fn clock_s(workout: &Workout, seconds: &[usize]) -> Vec<f64> {
    let mut held_for = 0;
    let mut last = usize::MAX;
    seconds
        .iter()
        .map(|&index| {
            held_for = if index == last { held_for + 1 } else { 0 };
            last = index;
            workout.time_ms.get(index).map_or(0.0, |ms| *ms as f64 / 1000.0) + f64::from(held_for)
        })
        .collect()
}

fn speed_of(along_m: &[Option<f64>], clock_s: &[f64]) -> Vec<Option<f64>> {
    (0..along_m.len())
        .map(|second| {
            let from = second.saturating_sub(HALF_WINDOW_S);
            let to = (second + HALF_WINDOW_S).min(along_m.len() - 1);
            let (near, far) = (along_m[from]?, along_m[to]?);
            let speed = (far - near) / (clock_s[to] - clock_s[from]);
            (speed.is_finite() && (0.0..=FASTEST_M_S).contains(&speed)).then_some(speed)
        })
        .collect()
}

/// Distance along the recorded positions, in metres.
fn positions(workout: &Workout, seconds: &[usize]) -> Option<Vec<Option<f64>>> {
    let degrees = |kind, limit: f64| {
        recorded(workout, kind).map(|channel| axis::held(channel, &workout.time_ms, seconds, -limit..=limit))
    };
    let (latitude, longitude) =
        (degrees(ChannelKind::Latitude, 90.0)?, degrees(ChannelKind::Longitude, 180.0)?);
    let (mut along_m, mut last) = (0.0, None);
    let track = latitude.into_iter().zip(longitude).map(|(latitude, longitude)| {
        let here = (latitude?.to_radians(), longitude?.to_radians());
        along_m += last.map_or(0.0, |there| great_circle_m(there, here));
        last = Some(here);
        Some(along_m)
    });
    Some(track.collect())
}

/// Metres between two places on a sphere, from latitude and longitude of each in radians: the haversine formula.
///
/// ```
/// use charley_body::track::great_circle_m;
/// assert!((great_circle_m((0.0, 0.0), (0.0, 1_f64.to_radians())) - 111_195.0).abs() < 1.0);
/// ```
pub fn great_circle_m((lat_a, lon_a): (f64, f64), (lat_b, lon_b): (f64, f64)) -> f64 {
    let half = |angle: f64| (angle / 2.0).sin().powi(2);
    let h = half(lat_b - lat_a) + lat_a.cos() * lat_b.cos() * half(lon_b - lon_a);
    2.0 * EARTH_RADIUS_M * h.clamp(0.0, 1.0).sqrt().asin()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_degree_of_latitude_is_111_km() {
        let metres = great_circle_m((0.0, 0.0), (1_f64.to_radians(), 0.0));
        assert!((metres - 111_195.0).abs() < 1.0, "{metres}");
    }

    #[test]
    fn speed_from_distance_survives_a_standstill_and_a_jump() {
        let along: Vec<Option<f64>> =
            (0..30).map(|s| Some(if s < 20 { 3.0 * f64::from(s) } else { 1.0e6 })).collect();
        let clock: Vec<f64> = (0..30).map(f64::from).collect();
        let speed = speed_of(&along, &clock);
        assert_eq!(speed[10], Some(3.0));
        assert_eq!(speed[20], None);
        assert_eq!(speed_of(&[Some(1.0)], &[0.0]), [None]);
    }
}
