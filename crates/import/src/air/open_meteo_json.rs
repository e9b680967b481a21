//! Open-Meteo's JSON: one place or a list of them, each with a list of times and one for each quantity.

use std::{collections::BTreeMap, fmt};

use charley_domain::air::AirStep;
use serde::{
    Deserialize,
    de::{IgnoredAny, MapAccess, Visitor},
};

use super::{
    AirTold,
    gathered::AirGathered,
    measure::AirSaid,
    open_meteo::{MeteoColumn, MeteoPlace, columns, measured, second},
};
use crate::{ReadError, Reader};

/// Largest text that is read: sixty years of hours of six quantities have less.
const MOST_BYTES: usize = 32 * 1024 * 1024;

pub(super) fn looks_like(head: &str) -> bool {
    let has = |key: &str| head.contains(key);
    head.starts_with(['{', '['])
        && (has("\"utc_offset_seconds\"") && has("\"latitude\"")
            || has("\"hourly_units\"")
            || has("\"error\"") && has("\"reason\""))
}

#[derive(Debug, Deserialize)]
struct MeteoAnswer {
    #[serde(default)]
    error: bool,
    #[serde(default)]
    reason: String,
    latitude: Option<f64>,
    longitude: Option<f64>,
    elevation: Option<f64>,
    utc_offset_seconds: Option<f64>,
    #[serde(default)]
    hourly_units: BTreeMap<String, String>,
    #[serde(default)]
    hourly: MeteoLists,
    #[serde(default)]
    daily_units: BTreeMap<String, String>,
    #[serde(default)]
    daily: MeteoLists,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum MeteoAnswers {
    One(Box<MeteoAnswer>),
    Many(Vec<MeteoAnswer>),
}

/// The lists of a block that are used; others are passed over as they are read.
#[derive(Debug, Default)]
struct MeteoLists {
    times: Vec<MeteoTime>,
    values: BTreeMap<String, Vec<Option<f64>>>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum MeteoTime {
    Second(i64),
    Wall(String),
}

impl<'de> Deserialize<'de> for MeteoLists {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ReadingLists;
        impl<'de> Visitor<'de> for ReadingLists {
            type Value = MeteoLists;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("lists by name")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<MeteoLists, A::Error> {
                let mut columns = MeteoLists::default();
                while let Some(key) = map.next_key::<String>()? {
                    if key == "time" {
                        columns.times = map.next_value()?;
                    } else if measured(&key).is_some() {
                        columns.values.insert(key, map.next_value()?);
                    } else {
                        map.next_value::<IgnoredAny>()?;
                    }
                }
                Ok(columns)
            }
        }
        deserializer.deserialize_map(ReadingLists)
    }
}

pub(super) fn read(text: &str, reader: &Reader<'_>) -> Result<AirTold, ReadError> {
    if text.len() > MOST_BYTES {
        let limit = MOST_BYTES / (1024 * 1024);
        let message = format!(
            "a file of weather of more than {limit} MB is more than a lifetime of hours: download fewer years"
        );
        return Err(ReadError::new("too_large", message));
    }
    let bad = |error: serde_json::Error| {
        let place = format!("line {}, column {}", error.line(), error.column());
        ReadError::new("bad_json", format!("the JSON breaks at {place}: download it again"))
    };
    let answers = if text.trim_start().starts_with('[') {
        MeteoAnswers::Many(serde_json::from_str(text).map_err(bad)?)
    } else {
        MeteoAnswers::One(Box::new(serde_json::from_str(text).map_err(bad)?))
    };
    let answers = match answers {
        MeteoAnswers::One(answer) => vec![*answer],
        MeteoAnswers::Many(answers) => answers,
    };
    let mut told = AirTold::default();
    for answer in &answers {
        if answer.error {
            let reason: String = answer.reason.chars().take(200).collect();
            let message = format!("the weather service sent no weather but said: {reason}: ask it again");
            return Err(ReadError::new("no_weather", message));
        }
        answer.add(&mut told, reader)?;
    }
    Ok(told)
}

impl MeteoAnswer {
    fn add(&self, told: &mut AirTold, reader: &Reader<'_>) -> Result<(), ReadError> {
        let offset_s = self.utc_offset_seconds.unwrap_or(0.0) as i64;
        let location = MeteoPlace::of("", self.latitude.zip(self.longitude), self.elevation, offset_s);
        for (lists, units, step) in [
            (&self.hourly, &self.hourly_units, AirStep::Hour),
            (&self.daily, &self.daily_units, AirStep::Day),
        ] {
            let mut gathered = AirGathered::of(location.place.clone(), step, reader.now);
            lists.add(units, (&location, step), &mut gathered);
            told.air.series.extend(gathered.told(&mut told.notes)?);
        }
        Ok(())
    }
}

impl MeteoLists {
    fn add(
        &self,
        units: &BTreeMap<String, String>,
        (location, step): (&MeteoPlace, AirStep),
        gathered: &mut AirGathered,
    ) {
        let lists: Vec<(String, &Vec<Option<f64>>)> = self
            .values
            .iter()
            .map(|(name, list)| {
                (units.get(name).map_or_else(|| name.clone(), |unit| format!("{name} ({unit})")), list)
            })
            .collect();
        let heads: Vec<&str> = lists.iter().map(|(head, _)| head.as_str()).collect();
        let used: Vec<MeteoColumn> = columns(&heads, step);
        for (row, time) in self.times.iter().enumerate() {
            let second = match time {
                MeteoTime::Second(number) => second(&number.to_string(), location.offset_s, step),
                MeteoTime::Wall(wall) => second(wall, location.offset_s, step),
            };
            let Some(second) = second else { continue };
            let mut said = AirSaid::default();
            for column in &used {
                if let Some(value) =
                    lists.get(column.at).and_then(|(_, list)| list.get(row).copied().flatten())
                {
                    said.add(column.measure, value);
                }
            }
            gathered.add(second, &said);
        }
    }
}
