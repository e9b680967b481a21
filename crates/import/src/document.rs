//! What GPX and TCX share: points with sensors, workouts that fill up point by point, and the end of a document.

use charley_domain::workout::ChannelKind;
use jiff::tz::TimeZone;

use crate::{
    Damage, Format, ReadError, Reading,
    assemble::{self, Draft},
    sample::{Sample, Values, slot, steps},
    xml::{self, Leaf, Outcome, XmlTime},
};

/// Points of one document at most, to bound memory: 23 days at one a second.
pub(crate) const MOST_POINTS: u64 = 2_000_000;
/// Radius of a sphere with the surface of the Earth, in metres.
const EARTH_RADIUS_M: f64 = 6_371_008.8;

/// One trackpoint on its way in.
#[derive(Debug, Default)]
pub(crate) struct Point {
    pub(crate) time: Option<XmlTime>,
    /// Latitude and longitude in degrees.
    pub(crate) position: Option<(f64, f64)>,
    pub(crate) values: Values,
}

impl Point {
    /// Takes over a number in the unit of the channel.
    pub(crate) fn set(&mut self, kind: ChannelKind, text: &str) {
        if let Some(value) = xml::number(text).and_then(|value| steps(kind, value))
            && let Some(place) = self.values.get_mut(slot(kind))
        {
            *place = Some(value);
        }
    }

    /// Takes over a sensor value by the local name programs give it, whatever their prefix.
    pub(crate) fn extension(&mut self, leaf: Leaf<'_>) {
        let kind = match leaf.name {
            "hr" | "heartrate" | "HeartRate" | "heart_rate" => ChannelKind::HeartRate,
            "cad" | "cadence" | "Cadence" | "RunCadence" => ChannelKind::Cadence,
            "power" | "Power" | "PowerInWatts" | "Watts" | "watts" => ChannelKind::Power,
            "atemp" | "temp" | "temperature" | "Temperature" => ChannelKind::SensorTemperature,
            "speed" | "Speed" => ChannelKind::Speed,
            "core_temperature" | "CoreTemperature" | "coretemp" => ChannelKind::CoreTemperature,
            _ => return,
        };
        self.set(kind, leaf.text);
    }
}

/// Workouts that fill up while a document is read.
#[derive(Debug, Default)]
pub(crate) struct Document {
    pub(crate) drafts: Vec<Draft>,
    /// Points so far, with and without time.
    pub(crate) points: u64,
    untimed: u64,
}

impl Document {
    /// The running workout.
    pub(crate) fn draft(&mut self) -> &mut Draft {
        if self.drafts.is_empty() {
            self.drafts.push(Draft::default());
        }
        let last = self.drafts.len() - 1;
        &mut self.drafts[last]
    }

    /// Adds a point to the running workout; `distance` is used where the point brings none of its own.
    pub(crate) fn add(&mut self, point: &Point, distance: Option<i32>) {
        self.points += 1;
        let mut values = point.values;
        if let Some((latitude, longitude)) = point.position {
            values[slot(ChannelKind::Latitude)] = steps(ChannelKind::Latitude, latitude);
            values[slot(ChannelKind::Longitude)] = steps(ChannelKind::Longitude, longitude);
        }
        let draft = self.draft();
        draft.tally.add(&values);
        let own = &mut values[slot(ChannelKind::Distance)];
        *own = own.or(distance);
        let Some(time) = point.time else {
            self.untimed += 1;
            return;
        };
        draft.offset_s = draft.offset_s.or(time.offset_s);
        match draft.samples.last_mut() {
            Some(last) if last.time_ms == time.time_ms => last.absorb(&values),
            _ => draft.samples.push(Sample { time_ms: time.time_ms, values }),
        }
    }

    /// The reading, with what was damaged.
    pub(crate) fn finish(
        self,
        format: Format,
        outcome: Outcome,
        size: u64,
        home: &TimeZone,
    ) -> Result<Reading, ReadError> {
        let mut notes = Vec::new();
        if self.untimed > 0 {
            notes.push(format!("{} points have no time and are counted only", self.untimed));
        }
        let workouts: Vec<_> = self.drafts.into_iter().filter_map(|draft| draft.finish(home)).collect();
        if workouts.is_empty() {
            return Err(nothing(format.word(), outcome));
        }
        let damage = match outcome {
            Outcome::Whole => None,
            Outcome::Broken { code, byte_offset } => {
                let kept_s = workouts.iter().map(assemble::recorded_s).sum();
                let mut damage = Damage::at(code, byte_offset, size);
                damage.measure(kept_s, None, size);
                Some(damage)
            }
        };
        Ok(Reading { format, workouts, damage, notes })
    }
}

/// Why a document without any workout gave none.
pub(crate) fn nothing(format: &str, outcome: Outcome) -> ReadError {
    let format = format.to_uppercase();
    match outcome {
        Outcome::Whole => {
            ReadError::new("no_workout", format!("this {format} file holds no point of a workout: export it again"))
        }
        Outcome::Broken { byte_offset, .. } => ReadError::new(
            "damaged",
            format!("the {format} file breaks at byte {byte_offset}, before any point with a time: export it again"),
        )
        .at(byte_offset),
    }
}

/// Way along the surface of the Earth between two positions in degrees, in metres.
pub(crate) fn haversine_m(from: (f64, f64), to: (f64, f64)) -> f64 {
    let (lat_a, lat_b) = (from.0.to_radians(), to.0.to_radians());
    let half_lat = ((lat_b - lat_a) / 2.0).sin();
    let half_lon = ((to.1 - from.1).to_radians() / 2.0).sin();
    let chord = half_lat.powi(2) + lat_a.cos() * lat_b.cos() * half_lon.powi(2);
    2.0 * EARTH_RADIUS_M * chord.sqrt().min(1.0).asin()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_of_the_way_round() {
        assert!(
            (haversine_m((0.0, 0.0), (90.0, 0.0)) - EARTH_RADIUS_M * std::f64::consts::FRAC_PI_2).abs()
                < 1e-6
        );
        assert!(
            (haversine_m((0.0, 179.5), (0.0, -179.5)) - EARTH_RADIUS_M * 1_f64.to_radians()).abs() < 1e-6
        );
    }
}
