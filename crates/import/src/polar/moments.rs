//! Channels and tracks of a training session of Polar Flow, laid over each other second by second.

use std::collections::BTreeMap;

use charley_domain::workout::ChannelKind;
use jiff::{civil::DateTime, tz::TimeZone};

use super::{
    session::LONGEST_MS,
    shape::{PolarChannel, PolarRoute, PolarSamples},
};
use crate::{
    sample::{Values, slot, steps},
    table,
};

/// Moments of one exercise at most: four days at one a second.
const MOST_MOMENTS: usize = 350_000;
const A_SECOND_MS: i64 = 1_000; // definition
const KMH_OF_M_S: f64 = 3.6; // definition

/// What makes instants of the times of one exercise.
pub(super) struct PolarClock<'a> {
    pub(super) offset_s: Option<i32>,
    pub(super) home: &'a TimeZone,
}

impl PolarClock<'_> {
    fn ms(&self, wall: DateTime) -> Option<i64> {
        let at = match self.offset_s.and_then(|offset_s| jiff::tz::Offset::from_seconds(offset_s).ok()) {
            Some(offset) => offset.to_timestamp(wall).ok()?,
            None => table::at_home(wall, self.home)?,
        };
        Some(at.as_millisecond())
    }

    /// The instant of a text, which may name its own offset.
    pub(super) fn text_ms(&self, text: &str) -> Option<i64> {
        if let Ok(at) = text.parse::<jiff::Timestamp>() {
            return Some(at.as_millisecond());
        }
        self.ms(table::wall(text)?)
    }
}

/// Moments of one exercise while its channels are laid over each other, each at the nearest second from its start.
pub(super) struct PolarMoments {
    pub(super) start_ms: i64,
    pub(super) by_ms: BTreeMap<i64, Values>,
}

impl PolarMoments {
    fn put(&mut self, at_ms: i64, kind: ChannelKind, value: f64) {
        let since_ms = at_ms.saturating_sub(self.start_ms);
        if !(-A_SECOND_MS..=LONGEST_MS).contains(&since_ms) {
            return;
        }
        let at_ms = self.start_ms + (since_ms + A_SECOND_MS / 2).div_euclid(A_SECOND_MS) * A_SECOND_MS;
        let is_full = self.by_ms.len() >= MOST_MOMENTS;
        if let Some(value) = steps(kind, value).filter(|_| !is_full || self.by_ms.contains_key(&at_ms)) {
            self.by_ms.entry(at_ms).or_default()[slot(kind)] = Some(value);
        }
    }

    fn place(&mut self, at_ms: i64, place: (f64, f64), altitude_m: Option<f64>) {
        let (latitude, longitude) = place;
        if latitude.abs() <= 90.0 && longitude.abs() <= 180.0 {
            self.put(at_ms, ChannelKind::Latitude, latitude);
            self.put(at_ms, ChannelKind::Longitude, longitude);
            if let Some(altitude_m) = altitude_m {
                self.put(at_ms, ChannelKind::Altitude, altitude_m);
            }
        }
    }
}

impl PolarSamples {
    pub(super) fn put_into(&self, moments: &mut PolarMoments, clock: &PolarClock<'_>) {
        for channel in &self.samples {
            channel.put_into(moments);
        }
        for (kind, values) in [
            (ChannelKind::HeartRate, &self.heart_rate),
            (ChannelKind::Speed, &self.speed),
            (ChannelKind::Distance, &self.distance),
            (ChannelKind::Altitude, &self.altitude),
            (ChannelKind::Cadence, &self.cadence),
            (ChannelKind::SensorTemperature, &self.temperature),
        ] {
            for one in values {
                if let (Some(at_ms), Some(value)) = (one.at.and_then(|at| clock.ms(at)), one.value) {
                    moments.put(at_ms, kind, in_unit_of(kind, value));
                }
            }
        }
        for one in &self.recorded_route {
            if let (Some(at_ms), Some(place)) =
                (one.at.and_then(|at| clock.ms(at)), one.latitude.zip(one.longitude))
            {
                moments.place(at_ms, place, one.altitude);
            }
        }
    }
}

impl PolarChannel {
    pub(super) fn put_into(&self, moments: &mut PolarMoments) {
        let kind = match self.kind.as_str() {
            "HEART_RATE" => ChannelKind::HeartRate,
            "SPEED" => ChannelKind::Speed,
            "DISTANCE" => ChannelKind::Distance,
            "ALTITUDE" => ChannelKind::Altitude,
            "CADENCE" => ChannelKind::Cadence,
            "TEMPERATURE" => ChannelKind::SensorTemperature,
            _ => return,
        };
        if !(1.0..=3_600_000.0).contains(&self.interval_millis) {
            return;
        }
        // The altimeter says nought until it knows.
        let is_blind =
            |value: &Option<f32>| kind == ChannelKind::Altitude && value.is_none_or(|metres| metres == 0.0);
        let values = self.values.iter().enumerate().skip_while(|(_, value)| is_blind(value));
        for (number, value) in values {
            if let Some(value) = value {
                let since_ms = (number as f64 * self.interval_millis) as i64;
                moments.put(moments.start_ms.saturating_add(since_ms), kind, in_unit_of(kind, *value));
            }
        }
    }
}

impl PolarRoute {
    pub(super) fn put_into(&self, moments: &mut PolarMoments, clock: &PolarClock<'_>) {
        // Its beginning is not that of the exercise.
        let begins_ms =
            self.start_time.as_deref().and_then(|text| clock.text_ms(text)).unwrap_or(moments.start_ms);
        for point in &self.way_points {
            let at_ms = begins_ms.saturating_add(point.elapsed_millis as i64);
            moments.place(at_ms, (point.latitude, point.longitude), point.altitude);
        }
    }
}

/// Speeds are in kilometres an hour.
fn in_unit_of(kind: ChannelKind, value: f32) -> f64 {
    let value = f64::from(value);
    if kind == ChannelKind::Speed { value / KMH_OF_M_S } else { value }
}
