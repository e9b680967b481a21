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
/// What the thermometer of a device outdoors can show, in °C: beyond, it lay in the sun or is broken.
pub(crate) const SENSOR_C: RangeInclusive<f64> = -25.0..=50.0; // own limits

/// What was recorded, one value an active second.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RecordedSeconds {
    pub(crate) power_w: Option<Vec<Option<f64>>>,
    pub(crate) heart_rate_bpm: Option<Vec<Option<f64>>>,
    pub(crate) speed_m_s: Option<Vec<Option<f64>>>,
    pub(crate) altitude_m: Option<Vec<Option<f64>>>,
    grade: Option<Vec<Option<f64>>>,
}

impl RecordedSeconds {
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

/// What of a recording was left out because nobody can have done it: how much, of what, and where first.
pub(crate) fn left_out(workout: &Workout) -> Vec<String> {
    let limits = [
        (ChannelKind::HeartRate, HEART_RATE_BPM, "heart rates", "bpm"),
        (ChannelKind::Power, POWER_W, "powers", "W"),
        (ChannelKind::Altitude, ALTITUDE_M, "altitudes", "m"),
        (ChannelKind::SensorTemperature, SENSOR_C, "temperatures", "°C"),
    ];
    limits
        .into_iter()
        .filter_map(|(kind, plausible, what, unit)| {
            let values = workout.channel(kind)?.scaled().zip(&workout.time_ms);
            let impossible: Vec<i64> = values
                .filter(|(value, _)| value.is_some_and(|value| !plausible.contains(&value)))
                .map(|(_, at_ms)| *at_ms)
                .collect();
            let first_s = impossible.first()? / 1000;
            let (least, most) = (plausible.start(), plausible.end());
            Some(format!(
                "left out: {} {what} outside {least} to {most} {unit}, the first at {}:{:02}",
                impossible.len(),
                first_s / 60,
                first_s % 60
            ))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use charley_domain::{
        moment::Moment,
        workout::{Channel, ClockBasis, FileFacts, Sport, WorkoutHead, WorkoutId},
    };

    use super::*;

    #[test]
    fn what_nobody_can_have_done_is_left_out_and_said() {
        let head = WorkoutHead {
            id: WorkoutId("a".into()),
            sport: Sport::Ride,
            start: Moment::of(&"2026-05-01T07:00[UTC]".parse().unwrap()),
            clock: ClockBasis::File,
            elapsed_s: 120.0,
            timer_s: None,
            distance_m: None,
            device: None,
            indoor: None,
            name: None,
            facts: FileFacts::default(),
        };
        let heart = |second: i32| Some(if second == 75 { 255 } else { 140 });
        let power = |second: i32| Some(if second > 100 { 35_000 } else { 200 });
        let channels = vec![
            Channel { kind: ChannelKind::HeartRate, values: (0..120).map(heart).collect() },
            Channel { kind: ChannelKind::Power, values: (0..120).map(power).collect() },
        ];
        let time_ms = (0..120).map(|second| second * 1000).collect();
        let workout =
            Workout { head, time_ms, channels, laps: vec![], pauses: vec![], legs: vec![], notes: vec![] };
        let said = left_out(&workout);
        assert_eq!(said[0], "left out: 1 heart rates outside 25 to 250 bpm, the first at 1:15");
        assert!(said[1].starts_with("left out: 19 powers outside 0 to 3000 W, the first at 1:41"));
        let thresholds = crate::threshold::Thresholds::of(
            &charley_domain::person::Person::default(),
            &[],
            "2026-05-01".parse().unwrap(),
        );
        let demand = crate::demand::Demand::of(&workout, &thresholds);
        assert!(demand.assumed.iter().any(|note| note.contains("heart rates")));
        assert!(demand.minutes.iter().all(|minute| minute.base < 3000.0));
    }
}
