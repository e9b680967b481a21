//! The shape of a training session of Polar Flow, of newer and older exports.

use jiff::civil::DateTime;
use serde::{Deserialize, Deserializer, de::IgnoredAny};

use crate::table;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PolarSession {
    #[serde(alias = "timezoneOffset", alias = "timeZoneOffset", alias = "timezoneOffsetMinutes")]
    pub(super) offset_min: Option<f64>,
    pub(super) name: Option<String>,
    pub(super) product: Option<PolarProduct>,
    #[serde(default)]
    pub(super) exercises: Vec<PolarExercise>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PolarProduct {
    pub(super) model_name: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PolarExercise {
    pub(super) start_time: Option<String>,
    pub(super) stop_time: Option<String>,
    #[serde(alias = "timezoneOffset", alias = "timeZoneOffset", alias = "timezoneOffsetMinutes")]
    pub(super) offset_min: Option<f64>,
    pub(super) duration_millis: Option<f64>,
    pub(super) duration: Option<String>,
    #[serde(alias = "distance", alias = "distanceMeters")]
    pub(super) distance_m: Option<f64>,
    pub(super) sport: Option<PolarSport>,
    #[serde(default)]
    pub(super) samples: PolarSamples,
    #[serde(default)]
    pub(super) routes: PolarRoutes,
    #[serde(default)]
    pub(super) pause_times: Vec<PolarPause>,
}

/// A sport by its number, or in older exports by its name.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum PolarSport {
    Name(String),
    Id { id: PolarSportId },
    Unknown(IgnoredAny),
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum PolarSportId {
    Text(String),
    Number(u32),
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct PolarSamples {
    /// Channels of newer exports.
    pub(super) samples: Vec<PolarChannel>,
    pub(super) heart_rate: Vec<TimedValue>,
    pub(super) speed: Vec<TimedValue>,
    pub(super) distance: Vec<TimedValue>,
    pub(super) altitude: Vec<TimedValue>,
    pub(super) cadence: Vec<TimedValue>,
    pub(super) temperature: Vec<TimedValue>,
    pub(super) recorded_route: Vec<TimedPlace>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PolarChannel {
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) interval_millis: f64,
    pub(super) values: Vec<Option<f32>>,
}

/// A value of an older export.
#[derive(Debug, Deserialize)]
pub(super) struct TimedValue {
    #[serde(rename = "dateTime", deserialize_with = "wall")]
    pub(super) at: Option<DateTime>,
    pub(super) value: Option<f32>,
}

#[derive(Debug, Deserialize)]
pub(super) struct TimedPlace {
    #[serde(rename = "dateTime", deserialize_with = "wall")]
    pub(super) at: Option<DateTime>,
    pub(super) latitude: Option<f64>,
    pub(super) longitude: Option<f64>,
    pub(super) altitude: Option<f64>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct PolarRoutes {
    pub(super) route: PolarRoute,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct PolarRoute {
    pub(super) start_time: Option<String>,
    pub(super) way_points: Vec<PolarPoint>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PolarPoint {
    pub(super) elapsed_millis: f64,
    pub(super) latitude: f64,
    pub(super) longitude: f64,
    pub(super) altitude: Option<f64>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PolarPause {
    pub(super) start_time: Option<String>,
    pub(super) end_time: Option<String>,
}

/// A time on the wall, held as such: texts of a hundred thousand times would be many times as large.
fn wall<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<DateTime>, D::Error> {
    let text = Option::<std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
    Ok(text.and_then(|text| table::wall(&text)))
}
