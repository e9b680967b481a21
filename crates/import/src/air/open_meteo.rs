//! Open-Meteo's CSV: blocks parted by empty lines. The first says where and which clock, the others are the hours and the days.
//!
//! The clock is one fixed offset through the whole file, also over a change to summer time. A table without its first block, as
//! a spreadsheet may leave it, is read as universal time, which is what the service gives where nobody asks for another.

use charley_domain::air::{AirPlace, AirStep, Position};
use jiff::civil::{Date, DateTime};

use super::{
    AirTold,
    gathered::{AirGathered, delimiter, number},
    measure::{AirMeasure, AirQuantity, AirSaid},
};
use crate::{ReadError, Reader};

/// Offsets of a wall clock that places on Earth have, in seconds.
const EARTHLY_S: std::ops::RangeInclusive<i64> = -50_400..=50_400;
/// Most places of one file.
const MOST_PLACES: usize = 100;

pub(super) fn looks_like(head: &str) -> bool {
    head.lines().take(400).any(|line| {
        let line = line.to_ascii_lowercase();
        let cells: Vec<&str> =
            line.split([',', ';', '\t']).map(|cell| cell.trim().trim_matches('"')).collect();
        let has = |name: &str| cells.contains(&name);
        let measured = cells.iter().any(|cell| measured(cell).is_some());
        has("latitude") && has("utc_offset_seconds") || has("time") && measured && line.contains('(')
    })
}

/// A name of the service with what it is; of the daily ones only the warmest.
const NAMES: [(&str, AirQuantity); 11] = [
    ("temperature_2m_max", AirQuantity::Air),
    ("temperature_2m", AirQuantity::Air),
    ("dew_point_2m", AirQuantity::DewPoint),
    ("dewpoint_2m", AirQuantity::DewPoint),
    ("relative_humidity_2m", AirQuantity::Humidity),
    ("relativehumidity_2m", AirQuantity::Humidity),
    ("wind_speed_10m", AirQuantity::Wind),
    ("windspeed_10m", AirQuantity::Wind),
    ("shortwave_radiation", AirQuantity::Radiation),
    ("cloud_cover", AirQuantity::Cloud),
    ("cloudcover", AirQuantity::Cloud),
];
/// What a further part of a name says, where it is another quantity and not the model it is of.
const OTHER_QUANTITIES: [&str; 9] =
    ["max", "min", "mean", "sum", "instant", "low", "mid", "high", "previous"];

/// The quantity of a column, and whether the column is named after it alone: `temperature_2m_era5` is of one model of several.
pub(super) fn measured(name: &str) -> Option<(AirQuantity, bool)> {
    let name = name.split('(').next().unwrap_or(name).trim();
    let of = |(known, quantity): &(&str, AirQuantity)| {
        let rest = name.strip_prefix(known)?;
        let model = rest.strip_prefix('_');
        let is_model = model.is_some_and(|model| {
            let first = model.split('_').next().unwrap_or_default();
            !OTHER_QUANTITIES.contains(&first)
        });
        (rest.is_empty() || is_model).then_some((*quantity, rest.is_empty()))
    };
    NAMES.iter().find_map(of)
}

/// A place of the file, with its clock.
#[derive(Debug)]
pub(super) struct MeteoPlace {
    pub(super) id: String,
    pub(super) place: AirPlace,
    pub(super) offset_s: i64,
}

impl MeteoPlace {
    /// The place of some words; one without a position where they say none.
    pub(super) fn of(id: &str, at: Option<(f64, f64)>, elevation_m: Option<f64>, offset_s: i64) -> Self {
        let position = at.and_then(|(latitude, longitude)| Position::of(latitude, longitude));
        let (key, name) = match position {
            Some(Position { latitude_deg, longitude_deg }) => (
                format!("open-meteo {latitude_deg:.2} {longitude_deg:.2}"),
                position.map(|position| position.to_string()).unwrap_or_default(),
            ),
            None => ("open-meteo".to_owned(), String::new()),
        };
        let place = AirPlace { key, name, position, elevation_m, is_model: true };
        Self { id: id.to_owned(), place, offset_s: if EARTHLY_S.contains(&offset_s) { offset_s } else { 0 } }
    }
}

/// The second since 1970 of a time as the service writes it, and whether it is that of a day.
pub(super) fn second(time: &str, offset_s: i64, step: AirStep) -> Option<i64> {
    let time = time.trim();
    let wall = |wall: DateTime| {
        wall.to_zoned_datetime(jiff::tz::TimeZone::UTC).ok().map(|zoned| zoned.timestamp().as_second())
    };
    match step {
        // A day is that of its place: it keeps its date.
        AirStep::Day => match time.parse::<i64>() {
            Ok(second) => second.checked_add(offset_s),
            Err(_) => wall(time.get(..10)?.parse::<Date>().ok()?.at(0, 0, 0, 0)),
        },
        AirStep::Hour => match time.parse::<i64>() {
            Ok(second) => Some(second),
            Err(_) => wall(time.parse().ok()?)?.checked_sub(offset_s),
        },
    }
}

/// A column that is used.
#[derive(Debug, Clone, Copy)]
pub(super) struct MeteoColumn {
    pub(super) at: usize,
    pub(super) measure: AirMeasure,
}

/// The head of a block of rows.
#[derive(Debug)]
struct MeteoBlock {
    step: AirStep,
    time: usize,
    location: Option<usize>,
    columns: Vec<MeteoColumn>,
}

impl MeteoBlock {
    fn of(cells: &[&str]) -> Self {
        let place = |name: &str| cells.iter().position(|cell| cell.eq_ignore_ascii_case(name));
        let step = if cells.iter().any(|cell| {
            cell.contains("_max")
                || cell.contains("_sum")
                || cell.contains("_mean")
                || cell.contains("sunrise")
        }) {
            AirStep::Day
        } else {
            AirStep::Hour
        };
        Self {
            step,
            time: place("time").unwrap_or(0),
            location: place("location_id"),
            columns: columns(cells, step),
        }
    }
}

/// Columns that are used: those named after a quantity alone come before those of one model.
pub(super) fn columns(cells: &[&str], step: AirStep) -> Vec<MeteoColumn> {
    let mut columns: Vec<(bool, MeteoColumn)> = Vec::new();
    for (at, cell) in cells.iter().enumerate() {
        let Some((quantity, plain)) = measured(&cell.to_ascii_lowercase()) else { continue };
        let is_warmest = cell.contains("_max");
        if is_warmest != (step == AirStep::Day) || step == AirStep::Day && quantity != AirQuantity::Air {
            continue;
        }
        let unit = cell.split_once('(').map_or("", |(_, unit)| unit.trim_end().trim_end_matches(')'));
        let Some(measure) = AirMeasure::in_unit(quantity, unit) else { continue };
        match columns.iter_mut().find(|(_, column)| column.measure.quantity == quantity) {
            Some(first) if plain && !first.0 => *first = (plain, MeteoColumn { at, measure }),
            Some(_) => {}
            None => columns.push((plain, MeteoColumn { at, measure })),
        }
    }
    columns.into_iter().map(|(_, column)| column).collect()
}

/// Whether a moment is a full hour of the clock it was written on: a table may hold the quarters as well.
fn is_full_hour(time: &str) -> bool {
    time.split_once([':']).is_none_or(|(_, minutes)| minutes.starts_with("00"))
}

#[derive(Default)]
struct MeteoTables {
    locations: Vec<MeteoPlace>,
    gathered: Vec<(String, AirStep, AirGathered)>,
}

pub(super) fn read(text: &str, reader: &Reader<'_>) -> Result<AirTold, ReadError> {
    let first = text.lines().next().unwrap_or_default();
    let mut rows = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(first))
        .from_reader(text.as_bytes());
    let mut tables = MeteoTables::default();
    let (mut heading, mut block): (Vec<String>, Option<MeteoBlock>) = (Vec::new(), None);
    let mut row = csv::StringRecord::new();
    while rows.read_record(&mut row).unwrap_or(false) {
        let cells: Vec<&str> = row.iter().map(|cell| cell.trim().trim_start_matches('\u{feff}')).collect();
        let has = |name: &str| cells.iter().any(|cell| cell.eq_ignore_ascii_case(name));
        if has("latitude") && has("longitude") {
            heading = cells.iter().map(|cell| cell.to_ascii_lowercase()).collect();
            block = None;
        } else if has("time") {
            block = Some(MeteoBlock::of(&cells));
        } else if let Some(block) = &block {
            tables.row(block, &cells, reader);
        } else if tables.locations.len() < MOST_PLACES {
            tables.locations.extend(location(&heading, &cells));
        }
    }
    tables.told()
}

fn location(heading: &[String], cells: &[&str]) -> Option<MeteoPlace> {
    let cell =
        |name: &str| heading.iter().position(|cell| cell == name).and_then(|at| cells.get(at).copied());
    let value = |name: &str| cell(name).and_then(number);
    let at = value("latitude").zip(value("longitude"))?;
    let offset_s = value("utc_offset_seconds").unwrap_or(0.0) as i64;
    Some(MeteoPlace::of(cell("location_id").unwrap_or_default(), Some(at), value("elevation"), offset_s))
}

impl MeteoTables {
    fn row(&mut self, block: &MeteoBlock, cells: &[&str], reader: &Reader<'_>) {
        let id = block.location.and_then(|at| cells.get(at).copied()).unwrap_or_default();
        if self.locations.is_empty() {
            self.locations.push(MeteoPlace::of(id, None, None, 0));
        }
        let Some(location) =
            self.locations.iter().find(|location| location.id == id).or(self.locations.first())
        else {
            return;
        };
        let Some(time) = cells.get(block.time).filter(|time| is_full_hour(time)) else { return };
        let Some(second) = second(time, location.offset_s, block.step) else { return };
        let mut said = AirSaid::default();
        for column in &block.columns {
            if let Some(value) = cells.get(column.at).and_then(|cell| number(cell)) {
                said.add(column.measure, value);
            }
        }
        let known = self.gathered.iter().position(|(of, step, _)| of == &location.id && *step == block.step);
        let at = known.unwrap_or_else(|| {
            let gathered = AirGathered::of(location.place.clone(), block.step, reader.now);
            self.gathered.push((location.id.clone(), block.step, gathered));
            self.gathered.len() - 1
        });
        self.gathered[at].2.add(second, &said);
    }

    fn told(self) -> Result<AirTold, ReadError> {
        let mut told = AirTold::default();
        for (_, _, gathered) in self.gathered {
            if gathered.place.position.is_none() {
                told.notes.push(WITHOUT_PLACE.to_owned());
            }
            told.air.series.extend(gathered.told(&mut told.notes)?);
        }
        told.notes.dedup();
        Ok(told)
    }
}

/// What a table without its first lines is read as.
const WITHOUT_PLACE: &str =
    "its first lines are gone, which say the place and the clock: read as universal time, of home";
