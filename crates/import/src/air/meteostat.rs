//! Meteostat's tables: hours or days of one station, in universal time; with a head since 2026, and without one before.
//!
//! No file of it says where the station is: its number stands in the name of the file.

use charley_domain::air::{AirPlace, AirStep};
use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::TimeZone,
};

use super::{
    AirTold,
    gathered::{AirGathered, delimiter, number, step_count},
    measure::{AirMeasure, AirQuantity, AirSaid},
};
use crate::{ReadError, Reader};

/// Columns of a table without a head: hours, and days.
const HOUR_NAMES: &str = "date,hour,temp,dwpt,rhum,prcp,snow,wdir,wspd,wpgt,pres,tsun,coco";
const DAY_NAMES: &str = "date,tavg,tmin,tmax,prcp,snow,wdir,wspd,wpgt,pres,tsun";
/// What tells that a value is of a model, in the column that names its source.
const MODELS: [&str; 3] = ["forecast", "mosmix", "model"];

pub(super) fn looks_like(head: &str) -> bool {
    StationHead::of(head.lines().next().unwrap_or_default()).is_some()
}

/// How the time of a row is written.
#[derive(Debug, Clone, Copy)]
enum StationClock {
    /// Year, month and day in columns of their own, with the hour where there is one.
    Parts { year: usize, month: usize, day: usize, hour: Option<usize> },
    /// A date, with the hour in a column of its own where there is one.
    Dated { date: usize, hour: Option<usize> },
}

#[derive(Debug)]
struct StationHead {
    clock: StationClock,
    step: AirStep,
    columns: Vec<(usize, AirMeasure)>,
    /// Where the source of the temperature stands.
    source: Option<usize>,
    /// Whether the first line is a head.
    is_line: bool,
}

impl StationHead {
    fn of(line: &str) -> Option<Self> {
        let letter = delimiter(line) as char;
        let cells = |line: &str, letter: char| -> Vec<String> {
            line.split(letter).map(|cell| cell.trim().trim_matches('"').to_ascii_lowercase()).collect()
        };
        let first = cells(line, letter);
        if let Some(head) = Self::named(&first, true) {
            return Some(head);
        }
        // Without a head: a date, and as many cells as the service had columns, each a number or nothing.
        let date: Date = first.first()?.parse().ok()?;
        let rest = first.get(1..)?;
        let numbers = rest.iter().filter(|cell| number(cell).is_some()).count();
        let plain = rest.iter().all(|cell| cell.is_empty() || number(cell).is_some());
        if !plain || numbers == 0 || date.year() < 1900 {
            return None;
        }
        match first.len() {
            13 if number(&first[1]).is_some_and(|hour| (0.0..24.0).contains(&hour)) => {
                Self::named(&cells(HOUR_NAMES, ','), false)
            }
            11 => Self::named(&cells(DAY_NAMES, ','), false),
            _ => None,
        }
    }

    fn named(cells: &[String], is_line: bool) -> Option<Self> {
        let place = |name: &str| cells.iter().position(|cell| cell == name);
        let hour = place("hour");
        let clock = match (place("year"), place("month"), place("day"), place("date").or(place("time"))) {
            (Some(year), Some(month), Some(day), _) => StationClock::Parts { year, month, day, hour },
            (_, _, _, Some(date)) => StationClock::Dated { date, hour },
            _ => return None,
        };
        // Other tables have a date and a temperature as well: the service's own codes tell.
        let own =
            ["rhum", "dwpt", "wspd", "wpgt", "prcp", "pres", "tsun", "coco", "temp_source", "tmax_source"];
        if !own.iter().any(|name| place(name).is_some()) {
            return None;
        }
        let step = match (place("temp").is_some() && place("tmin").is_none(), place("tmax").is_some()) {
            (true, _) => AirStep::Hour,
            (false, true) => AirStep::Day,
            (false, false) => return None,
        };
        let known: &[(&str, AirMeasure)] = match step {
            AirStep::Hour => &[
                ("temp", AirMeasure::plain(AirQuantity::Air)),
                ("dwpt", AirMeasure::plain(AirQuantity::DewPoint)),
                ("rhum", AirMeasure::plain(AirQuantity::Humidity)),
                ("wspd", AirMeasure::WIND_KM_H),
                ("cldc", AirMeasure::SKY_EIGHTHS),
            ],
            AirStep::Day => &[("tmax", AirMeasure::plain(AirQuantity::Air))],
        };
        let columns = known.iter().filter_map(|(name, measure)| Some((place(name)?, *measure))).collect();
        let source = place(if step == AirStep::Hour { "temp_source" } else { "tmax_source" });
        Some(Self { clock, step, columns, source, is_line })
    }

    /// The second since 1970 of a row.
    fn second(&self, row: &csv::StringRecord) -> Option<i64> {
        let cell = |at: usize| row.get(at).map(str::trim);
        let whole = |at: usize| cell(at)?.parse::<i8>().ok();
        let at = |date: Date, hour: i8| {
            let wall = date.to_datetime(jiff::civil::Time::new(hour, 0, 0, 0).ok()?);
            Some(wall.to_zoned_datetime(TimeZone::UTC).ok()?.timestamp().as_second())
        };
        match self.clock {
            StationClock::Parts { year, month, day, hour } => {
                let date = Date::new(cell(year)?.parse().ok()?, whole(month)?, whole(day)?).ok()?;
                at(date, hour.map_or(Some(0), whole)?)
            }
            StationClock::Dated { date, hour } => {
                let text = cell(date)?;
                if let Some(hour) = hour {
                    return at(text.parse().ok()?, whole(hour)?);
                }
                if self.step == AirStep::Day {
                    return at(text.get(..10)?.parse().ok()?, 0);
                }
                // A time with its offset was written for another clock than universal time.
                if let Ok(moment) = text.parse::<Timestamp>() {
                    return Some(moment.as_second());
                }
                let wall: DateTime = text.parse().ok()?;
                Some(wall.to_zoned_datetime(TimeZone::UTC).ok()?.timestamp().as_second())
            }
        }
    }
}

pub(super) fn read(text: &str, reader: &Reader<'_>) -> Result<AirTold, ReadError> {
    let first = text.lines().next().unwrap_or_default();
    let Some(head) = StationHead::of(first) else { return Ok(AirTold::default()) };
    let mut rows = csv::ReaderBuilder::new()
        .has_headers(head.is_line)
        .flexible(true)
        .delimiter(delimiter(first))
        .from_reader(text.as_bytes());
    let place = AirPlace {
        key: STATION.to_owned(),
        name: String::new(),
        position: None,
        elevation_m: None,
        is_model: false,
    };
    let mut gathered = AirGathered::of(place, head.step, reader.now);
    let (mut row, mut count, mut modelled) = (csv::StringRecord::new(), 0_usize, 0_usize);
    while rows.read_record(&mut row).unwrap_or(false) {
        let Some(second) = head.second(&row) else { continue };
        let mut said = AirSaid::default();
        for (at, measure) in &head.columns {
            if let Some(value) = row.get(*at).and_then(number) {
                said.add(*measure, value);
            }
        }
        count += 1;
        let source = head.source.and_then(|at| row.get(at)).unwrap_or_default().to_ascii_lowercase();
        modelled += usize::from(MODELS.iter().any(|model| source.contains(model)));
        gathered.add(second, &said);
    }
    let mut told = AirTold::default();
    if modelled > 0 {
        let all = step_count(count, head.step);
        told.notes.push(format!("of its {all} a weather model filled in {modelled}"));
    }
    told.air.series = gathered.told(&mut told.notes)?;
    Ok(told)
}

/// The key of a station whose number is not known yet.
pub(super) const STATION: &str = "meteostat";
