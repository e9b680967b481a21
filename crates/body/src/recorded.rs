//! The channels of a workout that the models read, on its active seconds, freed of impossible values.

use std::ops::RangeInclusive;

use charley_domain::workout::{ChannelKind, Workout};

use crate::{axis, grade, track};

/// Heart rates a person can have, in bpm: outside, the strap slipped.
const HEART_RATE_BPM: RangeInclusive<f64> = 25.0..=250.0; // own limits
/// Power a person can give, in W.
const POWER_W: RangeInclusive<f64> = 0.0..=3000.0; // own limits
/// Altitudes on land, in metres.
const ALTITUDE_M: RangeInclusive<f64> = -500.0..=9000.0; // own limits

/// What was recorded, one value an active second.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Recorded {
    pub(crate) power_w: Option<Vec<Option<f64>>>,
    pub(crate) heart_rate_bpm: Option<Vec<Option<f64>>>,
    pub(crate) speed_m_s: Option<Vec<Option<f64>>>,
    pub(crate) altitude_m: Option<Vec<Option<f64>>>,
    grade: Option<Vec<Option<f64>>>,
}

impl Recorded {
    pub(crate) fn of(workout: &Workout, seconds: &[usize]) -> Self {
        let channel = |kind, plausible| {
            let values = axis::held(workout.channel(kind)?, &workout.time_ms, seconds, plausible);
            values.iter().any(Option::is_some).then_some(values)
        };
        let speed_m_s = track::speed_m_s(workout, seconds);
        let altitude_m = channel(ChannelKind::Altitude, ALTITUDE_M);
        let grade = altitude_m
            .as_ref()
            .zip(speed_m_s.as_ref())
            .map(|(altitude, speed)| grade::grade(altitude, speed));
        Self {
            power_w: channel(ChannelKind::Power, POWER_W),
            heart_rate_bpm: channel(ChannelKind::HeartRate, HEART_RATE_BPM),
            speed_m_s,
            altitude_m,
            grade,
        }
    }

    /// Grade at a second; level where altitude was not recorded or the stretch is too short to carry one.
    pub(crate) fn grade_at(&self, second: usize) -> f64 {
        self.grade.as_ref().and_then(|grade| *grade.get(second)?).unwrap_or(0.0)
    }
}
