//! A recorded workout: one time axis, channels on it, laps and pauses, and where each came from.

mod cut;

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{moment::Moment, muscle::words};

/// Identity of a workout: derived from the content of its recording, so the same file gives the same id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WorkoutId(pub String);

impl fmt::Display for WorkoutId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

words! {
    /// The sport, as far as the body model tells sports apart.
    Sport, "sport" {
        /// Running on roads, tracks or a treadmill.
        Run = "run" | "running" | "jog" | "jogging",
        /// Running on trails.
        TrailRun = "trail-run" | "trail",
        /// Walking.
        Walk = "walk" | "walking",
        /// Hiking.
        Hike = "hike" | "hiking",
        /// Cycling outdoors.
        Ride = "ride" | "cycling" | "bike" | "biking" | "mtb",
        /// Cycling indoors.
        IndoorRide = "indoor-ride",
        /// Swimming.
        Swim = "swim" | "swimming",
        /// Football.
        Football = "football" | "soccer",
        /// Strength training.
        Strength = "strength" | "gym" | "weights",
        /// Rowing.
        Row = "row" | "rowing",
        /// Skiing on snow, any style.
        Ski = "ski" | "skiing",
        /// Several sports in one recording.
        Multisport = "multisport" | "triathlon",
        /// A change from one sport to the next within a multisport recording.
        Transition = "transition",
        /// Something else, or not said.
        Other = "other" | "generic" | "training",
    }
}

words! {
    /// What a channel holds, and with it the unit and scale of its integers.
    ChannelKind, "channel" {
        /// Heart rate, 1 bpm.
        HeartRate = "heart_rate_bpm",
        /// Power, 1 W.
        Power = "power_w",
        /// Cadence, 1 per minute (steps of one leg, or crank turns).
        Cadence = "cadence_rpm",
        /// Speed, 1 mm/s.
        Speed = "speed_mm_s",
        /// Distance since the start, 1 cm.
        Distance = "distance_cm",
        /// Altitude, 0.1 m.
        Altitude = "altitude_dm",
        /// Latitude, semicircles (180 degrees = 2^31).
        Latitude = "latitude_semicircle",
        /// Longitude, semicircles.
        Longitude = "longitude_semicircle",
        /// Temperature at the sensor on wrist or handlebar, 0.1 °C: not the air.
        SensorTemperature = "sensor_temperature_dc",
        /// Core temperature from a sensor, 0.01 °C.
        CoreTemperature = "core_temperature_cc",
    }
}

impl ChannelKind {
    /// What one integer step is, in the unit named by [`ChannelKind::unit`].
    pub fn scale(self) -> f64 {
        match self {
            Self::HeartRate | Self::Power | Self::Cadence => 1.0,
            Self::Speed => 0.001,
            Self::Distance | Self::CoreTemperature => 0.01,
            Self::Altitude | Self::SensorTemperature => 0.1,
            Self::Latitude | Self::Longitude => 180.0 / 2_147_483_648.0,
        }
    }

    /// The unit of a value after scaling.
    pub const fn unit(self) -> &'static str {
        match self {
            Self::HeartRate => "bpm",
            Self::Power => "W",
            Self::Cadence => "1/min",
            Self::Speed => "m/s",
            Self::Distance | Self::Altitude => "m",
            Self::Latitude | Self::Longitude => "°",
            Self::SensorTemperature | Self::CoreTemperature => "°C",
        }
    }
}

/// One recorded quantity on the workout's time axis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Channel {
    /// What it holds.
    pub kind: ChannelKind,
    /// One value a sample of [`Workout::time_ms`], in steps of [`ChannelKind::scale`]; `None` where nothing was recorded.
    pub values: Vec<Option<i32>>,
}

impl Channel {
    /// Values in the unit of [`ChannelKind::unit`], one a sample.
    pub fn scaled(&self) -> impl Iterator<Item = Option<f64>> + '_ {
        let scale = self.kind.scale();
        self.values.iter().map(move |value| value.map(|v| f64::from(v) * scale))
    }

    /// How many samples have a value.
    pub fn count(&self) -> usize {
        self.values.iter().flatten().count()
    }
}

/// A span on the time axis, in milliseconds since the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// First millisecond.
    pub from_ms: i64,
    /// Last millisecond.
    pub to_ms: i64,
}

/// A lap.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Lap {
    /// Where it lies.
    #[serde(flatten)]
    pub span: Span,
    /// Whether the person pressed the button for it, as far as the file says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manual: Option<bool>,
}

/// A leg of a multisport recording.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Leg {
    /// The sport of the leg.
    pub sport: Sport,
    /// Where it lies.
    #[serde(flatten)]
    pub span: Span,
}

/// How the wall clock of a recording is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockBasis {
    /// The file says what the local time was.
    File,
    /// From the zone of the place where it was recorded.
    Place,
    /// From the person's home zone.
    Home,
    /// The device's clock was never set: the date is not known and the person must be asked.
    NeverSet,
    /// The person said when it was.
    Said,
}

/// Facts of the file as the contract reports them: record messages and trackpoints only.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct FileFacts {
    /// Record messages or trackpoints.
    pub records: u64,
    /// Records with a heart rate.
    pub heart_rate_records: u64,
    /// Their mean, in bpm.
    pub heart_rate_mean_bpm: Option<f64>,
    /// Their maximum, in bpm.
    pub heart_rate_max_bpm: Option<f64>,
    /// Records with a power.
    pub power_records: u64,
    /// Their mean, in W; zero counts.
    pub power_mean_w: Option<f64>,
    /// Lowest raw sensor temperature, in °C.
    pub temperature_min_c: Option<f64>,
    /// Highest raw sensor temperature, in °C.
    pub temperature_max_c: Option<f64>,
    /// Stretches of time that its samples cover, in order, parted where nothing was recorded for long; empty where an
    /// earlier version read the file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recorded: Vec<Span>,
}

/// A workout without its samples: what a list needs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WorkoutHead {
    /// Identity by content.
    pub id: WorkoutId,
    /// The sport.
    pub sport: Sport,
    /// When it started.
    pub start: Moment,
    /// How the wall clock is known.
    pub clock: ClockBasis,
    /// From the first to the last moment, pauses included, in seconds; of a recording as its file declares it.
    pub elapsed_s: f64,
    /// With the timer running, in seconds.
    pub timer_s: Option<f64>,
    /// Along the ground, in metres.
    pub distance_m: Option<f64>,
    /// Manufacturer and product, or the program that wrote the file.
    pub device: Option<String>,
    /// Whether it was indoors, as far as the file says.
    pub indoor: Option<bool>,
    /// Name the person gave it.
    pub name: Option<String>,
    /// Facts of the file.
    pub facts: FileFacts,
}

impl WorkoutHead {
    /// The stretches of time in which it was recorded, since its start; from start to end where only its length is known.
    pub fn recorded(&self) -> Vec<Span> {
        let declared = Span { from_ms: 0, to_ms: (self.elapsed_s.max(0.0) * 1000.0) as i64 };
        if self.facts.recorded.is_empty() { vec![declared] } else { self.facts.recorded.clone() }
    }

    /// The recorded length in seconds: from the first to the last moment of what is kept of it, pauses included. A
    /// device may declare more, such as the weeks for which a ride was left open.
    pub fn recorded_s(&self) -> f64 {
        match (self.facts.recorded.first(), self.facts.recorded.last()) {
            (Some(first), Some(last)) => last.to_ms.saturating_sub(first.from_ms) as f64 / 1000.0,
            _ => self.elapsed_s.max(0.0),
        }
    }
}

/// A workout with its samples.
#[derive(Debug, Clone, PartialEq)]
pub struct Workout {
    /// Everything but the samples.
    pub head: WorkoutHead,
    /// Milliseconds of each sample since [`WorkoutHead::start`], never decreasing.
    pub time_ms: Vec<i64>,
    /// Channels, at most one of a kind, each as long as [`Workout::time_ms`].
    pub channels: Vec<Channel>,
    /// Laps in order.
    pub laps: Vec<Lap>,
    /// Pauses of the timer in order.
    pub pauses: Vec<Span>,
    /// Legs of a multisport recording; empty otherwise.
    pub legs: Vec<Leg>,
    /// Sentences about what was odd, missing, merged or repaired.
    pub notes: Vec<String>,
}

impl Workout {
    /// The channel of a kind, if it was recorded.
    pub fn channel(&self, kind: ChannelKind) -> Option<&Channel> {
        self.channels.iter().find(|channel| channel.kind == kind)
    }
}
