//! Hours of the German weather service: `;` between the cells, `yyyymmddhh` in universal time, -999 where nothing was measured.
//! A table beside them in the same archive says where the station was, and when.

use std::collections::BTreeMap;

use charley_domain::air::{AirPlace, AirStep, Position};
use jiff::{civil::Date, tz::TimeZone};

use super::{
    AirTold,
    gathered::{AirGathered, number},
    measure::{AirMeasure, AirQuantity, AirSaid},
};
use crate::{ReadError, Reader};

/// What stands for nothing.
const MISSING: f64 = -999.0;
/// The first year whose hours are surely of universal time.
const UNIVERSAL_FROM: i16 = 1997; // by the descriptions of the tables; some stations changed earlier

pub(super) fn looks_like(line: &str) -> bool {
    let line = line.to_ascii_uppercase();
    line.starts_with("STATIONS_ID;") && line.contains("MESS_DATUM") && !columns(&line).is_empty()
}

pub(super) fn looks_like_places(line: &str) -> bool {
    let line = line.to_ascii_lowercase();
    line.starts_with("stations_id;") && line.contains("geogr.breite")
}

fn cells(line: &str) -> Vec<&str> {
    line.split(';').map(str::trim).collect()
}

/// Columns of the tables by the hour: temperature and humidity, dew point, wind, clouds.
fn columns(head: &str) -> Vec<(usize, AirMeasure)> {
    const NAMES: [(&str, AirMeasure); 6] = [
        ("TT_TU", AirMeasure::plain(AirQuantity::Air)),
        ("RF_TU", AirMeasure::plain(AirQuantity::Humidity)),
        ("TT", AirMeasure::plain(AirQuantity::Air)),
        ("TD", AirMeasure::plain(AirQuantity::DewPoint)),
        ("F", AirMeasure::plain(AirQuantity::Wind)),
        ("V_N", AirMeasure::SKY_EIGHTHS),
    ];
    let cells = cells(head);
    let place = |name: &str| cells.iter().position(|cell| cell.trim_matches('"') == name);
    NAMES.iter().filter_map(|(name, measure)| Some((place(name)?, *measure))).collect()
}

/// The key of a station.
fn key(id: &str) -> Option<String> {
    let id: u32 = id.trim().parse().ok()?;
    Some(format!("dwd {id:05}"))
}

pub(super) fn read(text: &str, reader: &Reader<'_>) -> Result<AirTold, ReadError> {
    let mut lines = text.lines();
    let columns = columns(&lines.next().unwrap_or_default().to_ascii_uppercase());
    let mut stations: BTreeMap<String, AirGathered> = BTreeMap::new();
    for line in lines {
        let cells = cells(line);
        let Some((id, second)) = cells.first().zip(cells.get(1).and_then(|time| second(time))) else {
            continue;
        };
        let mut said = AirSaid::default();
        for (at, measure) in &columns {
            // Clouds have -1 where the sky was not seen; a temperature may be that.
            let value = cells.get(*at).and_then(|cell| number(cell)).filter(|value| *value > MISSING);
            if let Some(value) = value {
                said.add(*measure, value);
            }
        }
        if !stations.contains_key(*id) {
            let Some(key) = key(id) else { continue };
            let name = format!("DWD {}", key.trim_start_matches("dwd "));
            let place = AirPlace { key, name, position: None, elevation_m: None, is_model: false };
            stations.insert((*id).to_owned(), AirGathered::of(place, AirStep::Hour, reader.now));
        }
        if let Some(station) = stations.get_mut(*id) {
            station.add(second, &said);
        }
    }
    let mut told = AirTold::default();
    for station in stations.into_values() {
        told.air.series.extend(station.told(&mut told.notes)?);
    }
    Ok(told)
}

/// The second since 1970 of `yyyymmddhh`; before its clock is certain, long ago.
fn second(time: &str) -> Option<i64> {
    let (year, month, day, hour) = (time.get(..4)?, time.get(4..6)?, time.get(6..8)?, time.get(8..10)?);
    let year: i16 = year.parse().ok()?;
    if year < UNIVERSAL_FROM {
        return Some(0);
    }
    let wall = Date::new(year, month.parse().ok()?, day.parse().ok()?)
        .ok()?
        .to_datetime(jiff::civil::Time::new(hour.parse().ok()?, 0, 0, 0).ok()?);
    Some(wall.to_zoned_datetime(TimeZone::UTC).ok()?.timestamp().as_second())
}

/// Where stations are: of several places of one station the last, where it is now.
pub(super) fn places(text: &str) -> AirTold {
    let mut lines = text.lines();
    let head = lines.next().unwrap_or_default().to_ascii_lowercase();
    let head = cells(&head);
    let at = |part: &str| head.iter().position(|cell| cell.contains(part));
    let (height, latitude, longitude, name) = (at("hoehe"), at("breite"), at("laenge"), at("stationsname"));
    let mut places: BTreeMap<String, AirPlace> = BTreeMap::new();
    for line in lines {
        let cells = cells(line);
        let cell = |place: Option<usize>| place.and_then(|at| cells.get(at).copied());
        let value = |place| cell(place).and_then(number);
        let Some(key) = cells.first().and_then(|id| key(id)) else { continue };
        let position = value(latitude).zip(value(longitude)).and_then(|(lat, lon)| Position::of(lat, lon));
        if position.is_none() {
            continue;
        }
        let name = cell(name).filter(|name| !name.is_empty()).map_or_else(|| key.clone(), str::to_owned);
        let place =
            AirPlace { key: key.clone(), name, position, elevation_m: value(height), is_model: false };
        places.insert(key, place);
    }
    let mut told = AirTold::default();
    told.air.places = places.into_values().collect();
    told
}
