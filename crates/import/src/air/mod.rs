//! Files of weather: the air of a place by the hour or the day, as anybody can download it without an account.
//!
//! | from | as | its clock |
//! |---|---|---|
//! | Open-Meteo, the archive | CSV or JSON, for one place or many, units in its head | one fixed offset, said in its head |
//! | Meteostat, bulk data or the page of a station | CSV with a head, or without one as before 2026 | universal time |
//! | the German weather service (DWD), hours of a station | `;` and -999, in a zip with the positions of the station | universal time since 1997 |

mod dwd;
mod gathered;
mod measure;
mod meteostat;
mod open_meteo;
mod open_meteo_json;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use charley_domain::air::{AirPlace, AirSeries};
use encoding_rs::WINDOWS_1252;

use crate::{Format, ReadError, Reader, Reading, health::Health};

/// What a file of weather says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ReadAir {
    /// The air of its places, without long gaps: a place may have several stretches.
    pub series: Vec<AirSeries>,
    /// Where stations are of which other files tell.
    pub places: Vec<AirPlace>,
}

impl ReadAir {
    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.series.is_empty() && self.places.is_empty()
    }
}

/// What a reader of one kind gives.
#[derive(Debug, Default)]
struct AirTold {
    air: ReadAir,
    notes: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum AirKind {
    OpenMeteoTable,
    OpenMeteoJson,
    Meteostat,
    Dwd,
    DwdPlaces,
}

/// Which kind some text begins, if any.
fn kind(head: &str) -> Option<AirKind> {
    let head = head.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    let first = head.lines().next().unwrap_or_default();
    match () {
        () if open_meteo_json::looks_like(head) => Some(AirKind::OpenMeteoJson),
        () if open_meteo::looks_like(head) => Some(AirKind::OpenMeteoTable),
        () if dwd::looks_like(first) => Some(AirKind::Dwd),
        () if dwd::looks_like_places(first) => Some(AirKind::DwdPlaces),
        () if meteostat::looks_like(head) => Some(AirKind::Meteostat),
        () => None,
    }
}

/// Whether some text begins a file of weather.
pub(crate) fn looks_like(head: &str) -> bool {
    kind(head).is_some()
}

/// Reads a file of weather.
pub(crate) fn read(bytes: &[u8], reader: &Reader<'_>) -> Result<Reading, ReadError> {
    let text = text(bytes);
    let text = text.trim_start_matches('\u{feff}');
    let told = match kind(text.get(..text.floor_char_boundary(crate::xml::LOOKED_AT)).unwrap_or(text)) {
        Some(AirKind::OpenMeteoTable) => open_meteo::read(text, reader),
        Some(AirKind::OpenMeteoJson) => open_meteo_json::read(text, reader),
        Some(AirKind::Meteostat) => meteostat::read(text, reader),
        Some(AirKind::Dwd) => dwd::read(text, reader),
        Some(AirKind::DwdPlaces) => Ok(dwd::places(text)),
        None => Err(crate::foreign::refusal(bytes)),
    }?;
    if told.air.is_empty() {
        let why = told.notes.first().map_or("", String::as_str);
        return Err(ReadError::new("no_weather", nothing(why)).holding(&["weather without a temperature"]));
    }
    let (workouts, damage, health) = (Vec::new(), None, Health::default());
    Ok(Reading { format: Format::Weather, workouts, damage, notes: told.notes, health, air: told.air })
}

fn nothing(why: &str) -> String {
    let because = if why.is_empty() { String::new() } else { format!(" ({why})") };
    format!(
        "this file of weather says no temperature of an hour or of a day's warmest that could be used{because}: download it \
         again with the temperature by the hour"
    )
}

/// The tables of some services are not UTF-8.
fn text(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) => {
            crate::xml::decode(bytes)
        }
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}
