//! A place in a workout: a minute of it, or a kilometre.

use charley_body::track::great_circle_m;
use charley_domain::workout::{ChannelKind, Workout};
use charley_speech::{
    correction as words,
    typed::{self, Mistyped},
};

/// A place in a workout, as it was typed.
#[derive(Debug, Clone, PartialEq)]
pub enum Spot {
    /// So many seconds after its start.
    After(f64),
    /// So many metres along the ground.
    Far(f64),
}

impl Spot {
    /// `35min`, `1h05`, `1:05:30`, `12.5km`, `7 miles`.
    ///
    /// # Errors
    /// [`Mistyped`] when it is neither a time nor a distance.
    pub fn typed(typed: &str) -> Result<Self, Mistyped> {
        if let Some(seconds) = clock_s(typed) {
            return Ok(Self::After(seconds));
        }
        if let Ok(seconds) = typed::span_s(typed) {
            return Ok(Self::After(seconds));
        }
        let refuse =
            |_| Mistyped::form("place", typed, "write a minute as in 35min, or a distance as in 12.5km");
        typed::distance_with_unit(typed).map(|distance| Self::Far(distance.m())).map_err(refuse)
    }

    /// Where it lies on the axis of a workout, in milliseconds.
    ///
    /// # Errors
    /// [`Mistyped`] when it lies beyond the workout, or no distance was recorded.
    pub fn in_workout(&self, workout: &Workout, typed: &str) -> Result<i64, Mistyped> {
        let end_ms = (workout.head.elapsed_s * 1000.0) as i64;
        let beyond = || Mistyped::impossible(typed, words::NOT_WITHIN);
        match self {
            Self::After(seconds) => {
                let at_ms = (seconds * 1000.0) as i64;
                if (0..=end_ms).contains(&at_ms) { Ok(at_ms) } else { Err(beyond()) }
            }
            Self::Far(metres) => {
                let far = far_m(workout);
                if far.is_empty() {
                    return Err(Mistyped::impossible(typed, words::NO_TRACK));
                }
                let place = far.iter().find(|(_, at_m)| at_m >= metres);
                place.map(|(at_ms, _)| *at_ms).ok_or_else(beyond)
            }
        }
    }
}

/// `mm:ss` or `h:mm:ss`.
fn clock_s(typed: &str) -> Option<f64> {
    let parts: Vec<u32> =
        typed.trim().split(':').map(|part| part.parse().ok()).collect::<Option<Vec<_>>>()?;
    let smaller = |part: &u32| *part < 60;
    match parts.as_slice() {
        [minutes, seconds] if smaller(seconds) => Some(f64::from(minutes * 60 + seconds)),
        [hours, minutes, seconds] if smaller(minutes) && smaller(seconds) && *hours < 1000 => {
            Some(f64::from(hours * 3600 + minutes * 60 + seconds))
        }
        _ => None,
    }
}

/// How far it had gone when: by its distance, else by its positions.
fn far_m(workout: &Workout) -> Vec<(i64, f64)> {
    let times = || workout.time_ms.iter().copied();
    if let Some(distance) = workout.channel(ChannelKind::Distance).filter(|channel| channel.count() > 1) {
        return times().zip(distance.scaled()).filter_map(|(at, far)| Some((at, far?))).collect();
    }
    let (Some(north), Some(east)) =
        (workout.channel(ChannelKind::Latitude), workout.channel(ChannelKind::Longitude))
    else {
        return Vec::new();
    };
    let mut so_far_m = 0.0;
    let mut before: Option<(f64, f64)> = None;
    let mut far = Vec::new();
    for (at, (north, east)) in times().zip(north.scaled().zip(east.scaled())) {
        let here = north.zip(east).map(|(north, east)| (north.to_radians(), east.to_radians()));
        let Some(here) = here else { continue };
        so_far_m += before.map_or(0.0, |before| great_circle_m(before, here));
        before = Some(here);
        far.push((at, so_far_m));
    }
    far
}
