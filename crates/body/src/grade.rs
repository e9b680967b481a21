//! How steep the ground was: altitude smoothed, then its change over a stretch long enough to carry it.

use crate::parameter::{ALTITUDE_SMOOTHING_S, CLIMB_STEP_M, GRADE_LIMIT, GRADE_STRETCH_M};

/// Altitude in metres, averaged over the 30 s around each second; `None` where that window holds no value.
///
/// Equation: centred moving mean. Source: [`ALTITUDE_SMOOTHING_S`]. Valid for one value a second.
///
/// ```
/// let smooth = charley_body::grade::smooth_altitude_m(&[Some(10.0), None, Some(12.0)]);
/// assert_eq!(smooth[1], Some(11.0));
/// ```
pub fn smooth_altitude_m(altitude_m: &[Option<f64>]) -> Vec<Option<f64>> {
    let half = (ALTITUDE_SMOOTHING_S.value / 2.0) as usize;
    let mut sums = vec![(0.0, 0_u32)];
    let (mut sum, mut count) = (0.0, 0);
    for altitude in altitude_m {
        if let Some(altitude) = altitude {
            (sum, count) = (sum + altitude, count + 1);
        }
        sums.push((sum, count));
    }
    (0..altitude_m.len())
        .map(|second| {
            let (from, to) =
                (sums[second.saturating_sub(half)], sums[(second + half + 1).min(altitude_m.len())]);
            let values = to.1 - from.1;
            (values > 0).then(|| (to.0 - from.0) / f64::from(values))
        })
        .collect()
}

/// Grade (rise over run, unit 1) at each second, from altitude in metres and speed in m/s.
///
/// Equation: change of smoothed altitude over the stretch of at least 20 m around the second, clamped to
/// ±0.45. Source: [`GRADE_STRETCH_M`], [`GRADE_LIMIT`]. `None` where the stretch is shorter or altitude or speed are unknown.
///
/// ```
/// let altitude: Vec<_> = (0..200).map(|s| Some(0.3 * f64::from(s))).collect();
/// let grade = charley_body::grade::grade(&altitude, &vec![Some(3.0); 200]);
/// assert!((grade[100].unwrap() - 0.1).abs() < 1e-9);
/// ```
pub fn grade(altitude_m: &[Option<f64>], speed_m_s: &[Option<f64>]) -> Vec<Option<f64>> {
    let altitude = smooth_altitude_m(altitude_m);
    let mut along = 0.0;
    let along_m: Vec<f64> = speed_m_s
        .iter()
        .map(|speed| {
            along += speed.unwrap_or(0.0);
            along
        })
        .collect();
    let half = GRADE_STRETCH_M.value / 2.0;
    let (mut from, mut to) = (0, 0);
    (0..altitude.len().min(along_m.len()))
        .map(|second| {
            while from + 1 < second && along_m[second] - along_m[from + 1] >= half {
                from += 1;
            }
            while to + 1 < along_m.len() && along_m[to] - along_m[second] < half {
                to += 1;
            }
            let run = along_m[to] - along_m[from];
            let rise = altitude.get(to).copied().flatten()? - altitude[from]?;
            (run >= GRADE_STRETCH_M.value).then(|| (rise / run).clamp(-GRADE_LIMIT.value, GRADE_LIMIT.value))
        })
        .collect()
}

/// Climb and descent in metres over a workout; `None` when no altitude was recorded.
///
/// Equation: sums of changes of smoothed altitude, counted once they pass 2 m. Source: [`CLIMB_STEP_M`].
/// Valid for one value a second.
///
/// ```
/// let hill: Vec<_> = (0..600).map(|s| Some(if s < 300 { f64::from(s) } else { f64::from(600 - s) } * 0.2)).collect();
/// let (up, down) = charley_body::grade::climb_and_descent_m(&hill).unwrap();
/// assert!((50.0..60.0).contains(&up) && (50.0..60.0).contains(&down));
/// ```
pub fn climb_and_descent_m(altitude_m: &[Option<f64>]) -> Option<(f64, f64)> {
    let smooth = smooth_altitude_m(altitude_m);
    let mut known = smooth.into_iter().flatten();
    let mut held = known.next()?;
    let (mut climb, mut descent) = (0.0, 0.0);
    for altitude in known {
        let change = altitude - held;
        if change.abs() >= CLIMB_STEP_M.value {
            if change > 0.0 {
                climb += change;
            } else {
                descent -= change;
            }
            held = altitude;
        }
    }
    Some((climb, descent))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn standing_still_has_no_grade() {
        let altitude = vec![Some(100.0); 60];
        assert!(grade(&altitude, &vec![Some(0.0); 60]).iter().all(Option::is_none));
    }

    #[test]
    fn a_cliff_is_clamped() {
        let altitude: Vec<_> = (0..200).map(|s| Some(5.0 * f64::from(s))).collect();
        assert!(grade(&altitude, &vec![Some(3.0); 200]).iter().flatten().all(|g| *g <= 0.45));
    }

    #[test]
    fn jitter_of_a_metre_climbs_nothing() {
        let altitude: Vec<_> = (0..600).map(|s| Some(100.0 + f64::from(s % 2))).collect();
        assert_eq!(climb_and_descent_m(&altitude), Some((0.0, 0.0)));
    }
}
