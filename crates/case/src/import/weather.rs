//! Files of weather: named after their station, kept, told; and how many nights have their warmest air by them.

use std::collections::BTreeSet;

use charley_body::weather::{AirRecord, FARTHEST_KM};
use charley_domain::{
    air::{AirPlace, AirSeries, AirStep},
    diary,
    entry::Entry,
    night::NightOf,
    person::{Hemisphere, Person},
};
use charley_import::{Format, ReadAir};
use charley_store::{ContentHash, Store};
use jiff::{Timestamp, ZonedDateTime};
use serde::Serialize;

use super::{
    file::{FileReport, Status},
    ledger::{Addition, Ledger},
    weather_words as words,
};

/// A file of weather that was read.
pub(super) struct WeatherFile {
    pub(super) path: String,
    pub(super) sha256: ContentHash,
    pub(super) size: u64,
    pub(super) bytes: Option<Vec<u8>>,
    pub(super) air: ReadAir,
    pub(super) notes: Vec<String>,
}

impl WeatherFile {
    /// Keeps it, and says what it held.
    pub(super) fn settle(self, ledger: &mut Ledger<'_>) -> anyhow::Result<FileReport> {
        let Self { path, sha256, size, bytes, air: ReadAir { mut series, places }, notes: told } = self;
        let format = Format::Weather;
        let known = FileReport::known(path.clone(), Some(format), Vec::new());
        if series.is_empty() {
            let notes = vec![words::where_stations_are(places.len())];
            ledger.learn(places);
            return Ok(FileReport { notes, ..known });
        }
        for one in &mut series {
            one.place = ledger.placed(named(one.place.clone(), &path));
        }
        let person = ledger.store().map(Store::person).transpose()?.unwrap_or_default();
        let mut notes: Vec<String> = held(&series);
        notes.extend(told);
        notes.extend(doubts(&series, &person));
        let addition = Addition {
            sha256: &sha256,
            path: &path,
            format,
            error: None,
            notes: &notes,
            size,
            bytes: bytes.as_deref(),
            workouts: &[],
            entries: &[],
            air: &series,
        };
        let status = if ledger.add(&addition)?.is_nothing() { Status::Duplicate } else { Status::Imported };
        Ok(FileReport { status, notes, ..known })
    }
}

/// A place that its file does not name is named by the name of the file: Meteostat has the number of the station there.
fn named(place: AirPlace, path: &str) -> AirPlace {
    if !place.name.is_empty() {
        return place;
    }
    let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let stem = file.trim_end_matches(".gz").trim_end_matches(".csv").trim_end_matches(".json");
    // A year has four digits, a number of a station five signs.
    let is_number = |part: &&str| part.len() == 5 && part.bytes().any(|byte| byte.is_ascii_digit());
    let station = stem.split(|letter: char| !letter.is_ascii_alphanumeric()).find(is_number);
    let name = station.unwrap_or(if stem.is_empty() { "-" } else { stem });
    AirPlace { key: format!("{} {name}", place.key), name: format!("{} {name}", title(&place.key)), ..place }
}

fn title(key: &str) -> &'static str {
    if key.starts_with("meteostat") { "Meteostat" } else { "Open-Meteo" }
}

/// What stands in it, by place: `8,760 hours of Berlin-Tempelhof, 2024`.
fn held(series: &[AirSeries]) -> Vec<String> {
    let mut told: Vec<((String, AirStep), WeatherHeld)> = Vec::new();
    for one in series {
        let key = (one.place.name.clone(), one.step);
        let part = WeatherHeld::of(one);
        match told.iter_mut().find(|(known, _)| *known == key) {
            Some((_, held)) => held.add(&part),
            None => told.push((key, part)),
        }
    }
    told.iter().map(|((name, step), held)| held.sentence(name, *step)).collect()
}

/// Rows of one place.
struct WeatherHeld {
    rows: usize,
    /// Rows between the first and the last that say no temperature.
    gaps: usize,
    years: (i16, i16),
}

impl WeatherHeld {
    fn of(series: &AirSeries) -> Self {
        let rows = series.rows.iter().filter(|row| row.air_c.is_some()).count();
        let year = |number: i64| {
            let at = Timestamp::from_second(number.saturating_mul(series.step.seconds()));
            at.map_or(1970, |at| at.to_zoned_datetime(jiff::tz::TimeZone::UTC).year())
        };
        let last = series.first + series.rows.len() as i64 - 1;
        Self { rows, gaps: series.rows.len() - rows, years: (year(series.first), year(last)) }
    }

    fn add(&mut self, other: &Self) {
        self.rows += other.rows;
        self.gaps += other.gaps;
        self.years = (self.years.0.min(other.years.0), self.years.1.max(other.years.1));
    }

    fn sentence(&self, name: &str, step: AirStep) -> String {
        let (first, last) = self.years;
        let years = if first == last { first.to_string() } else { format!("{first} to {last}") };
        let held = match step {
            AirStep::Hour => words::hours_of(self.rows, grouped(self.rows), name, &years),
            AirStep::Day => words::days_of(self.rows, grouped(self.rows), name, &years),
        };
        if self.gaps == 0 { held } else { format!("{held}; {}", words::gaps(self.gaps)) }
    }
}

/// A count with a comma between its thousands.
fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// What a person should know before they trust it.
fn doubts(series: &[AirSeries], person: &Person) -> Vec<String> {
    let mut notes = BTreeSet::new();
    for place in series.iter().map(|series| &series.place) {
        let Some(position) = place.position else {
            notes.insert(words::without_place(&place.name));
            continue;
        };
        let is_south = position.latitude_deg < 0.0;
        let home_is_south = person.hemisphere.map(|hemisphere| hemisphere == Hemisphere::South);
        if home_is_south.is_some_and(|home| home != is_south) && position.latitude_deg.abs() > 3.0 {
            let half = if is_south { words::SOUTH } else { words::NORTH };
            notes.insert(words::other_half(&place.name, half));
        }
        if let Some(home) = person.home {
            let km = home.km_to(position);
            if km > FARTHEST_KM {
                notes.insert(words::far_from_home(&place.name, format!("{km:.0}")));
            }
        }
    }
    notes.into_iter().collect()
}

/// What files of weather came to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct WeatherSummary {
    /// Nights that the diary tells of.
    pub nights: usize,
    /// Those whose warmest air is known by what was brought.
    pub nights_known: usize,
    /// The place that is taken as home, where the person did not say where that is and there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taken_as_home: Option<String>,
}

impl WeatherSummary {
    /// The summary, where one of the files brought weather that is kept.
    pub(super) fn of(
        files: &[FileReport],
        ledger: &Ledger<'_>,
        now: &ZonedDateTime,
    ) -> anyhow::Result<Option<Self>> {
        let brought =
            |file: &FileReport| file.format == Some(Format::Weather) && file.status == Status::Imported;
        let Some(store) = ledger.store().filter(|_| files.iter().any(brought)) else { return Ok(None) };
        let (person, entries) = (store.person()?, store.entries()?);
        let air = crate::air::record(store, &person, now)?;
        let nights = nights(&entries, NightOf::last(now.datetime()));
        Ok(Some(Self {
            nights: nights.len(),
            nights_known: air.days_known(nights.into_iter().map(NightOf::date)),
            taken_as_home: taken_as_home(&air),
        }))
    }

    /// It in sentences.
    pub fn sentences(&self) -> Vec<String> {
        let mut told = vec![match (self.nights, self.nights_known) {
            (0, _) => words::NO_NIGHTS.to_owned(),
            (_, 0) => words::NONE_KNOWN.to_owned(),
            (all, known) => words::nights_known(all, known.to_string()),
        }];
        told.extend(self.taken_as_home.as_ref().map(words::taken_as_home));
        told
    }
}

/// Nights with an answer.
fn nights(entries: &[Entry], last: NightOf) -> Vec<NightOf> {
    let first = entries.iter().filter(|entry| entry.record.tells_of_its_day()).map(|entry| entry.night).min();
    let Some(first) = first.filter(|first| *first <= last) else { return Vec::new() };
    let states = diary::nights(entries, first, last);
    states.into_iter().filter(|night| night.state.is_known()).map(|night| night.night).collect()
}

fn taken_as_home(air: &AirRecord) -> Option<String> {
    let places: BTreeSet<&str> = air.series().iter().map(|series| series.place.key.as_str()).collect();
    if air.home_is_said() || places.len() < 2 {
        return None;
    }
    let home = air.home()?;
    air.series()
        .iter()
        .find(|series| series.place.position == Some(home))
        .map(|series| series.place.name.clone())
}
