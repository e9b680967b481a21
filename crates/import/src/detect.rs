//! Which format some bytes are in, told by the bytes themselves.

use serde::Serialize;

use crate::xml;

/// What kind of file some bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// A FIT recording of a watch or bike computer.
    Fit,
    /// A TCX training file.
    Tcx,
    /// A GPX track.
    Gpx,
    /// The export of Apple Health.
    AppleHealth,
    /// Sleep, drinks, weights or days of a Garmin account's export.
    GarminHealth,
    /// Sleep, weights or heart rates at rest of Fitbit.
    FitbitHealth,
    /// A table of Samsung Health.
    SamsungHealth,
    /// A table of Whoop.
    Whoop,
    /// A table or JSON of Oura.
    Oura,
    /// A table of Withings.
    Withings,
    /// Nights of Polar Flow.
    PolarHealth,
    /// A training session of Polar Flow.
    PolarTraining,
    /// A table of Zepp.
    Zepp,
    /// A record of a clinic.
    Fhir,
    /// A SQLite database, which may be an export of Health Connect.
    Database,
    /// The export of Health Connect.
    HealthConnect,
    /// The weather of a place by the hour or day, of Open-Meteo, Meteostat or the German weather service.
    Weather,
    /// `activities.csv` of a Strava bulk export: read by [`crate::strava::read`].
    StravaTable,
    /// A gzip stream: what it holds decides.
    Gzip,
    /// A zip archive: [`crate::walk`] opens it.
    Zip,
}

impl Format {
    /// The word of the contract: `fit`, `tcx`, `gpx`, ...
    pub const fn word(self) -> &'static str {
        match self {
            Self::Fit => "fit",
            Self::Tcx => "tcx",
            Self::Gpx => "gpx",
            Self::AppleHealth => "apple_health",
            Self::GarminHealth => "garmin_health",
            Self::FitbitHealth => "fitbit_health",
            Self::SamsungHealth => "samsung_health",
            Self::Whoop => "whoop",
            Self::Oura => "oura",
            Self::Withings => "withings",
            Self::PolarHealth => "polar_health",
            Self::PolarTraining => "polar_training",
            Self::Zepp => "zepp",
            Self::Fhir => "fhir",
            Self::Database => "sqlite",
            Self::HealthConnect => "health_connect",
            Self::Weather => "weather",
            Self::StravaTable => "strava_table",
            Self::Gzip => "gzip",
            Self::Zip => "zip",
        }
    }
}

impl std::fmt::Display for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word())
    }
}

/// The format of a file, from its first bytes; `None` when it is none that Charley knows.
///
/// ```
/// use charley_import::{Format, detect};
/// assert_eq!(detect(b"  \n<?xml version='1.0'?><g:gpx xmlns:g='x'>"), Some(Format::Gpx));
/// assert_eq!(detect(b"\x1f\x8b\x08"), Some(Format::Gzip));
/// assert_eq!(detect(b"once upon a time"), None);
/// ```
pub fn detect(bytes: &[u8]) -> Option<Format> {
    let head = bytes.get(..xml::LOOKED_AT).unwrap_or(bytes);
    if head.get(8..12) == Some(b".FIT") && head.first().is_some_and(|size| *size >= 12) {
        return Some(Format::Fit);
    }
    if head.starts_with(&[0x1f, 0x8b]) {
        return Some(Format::Gzip);
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Some(Format::Zip);
    }
    if head.starts_with(b"SQLite format 3\0") {
        return Some(Format::Database);
    }
    let text = xml::decode(head);
    if crate::samsung::looks_like(&text) {
        return Some(Format::SamsungHealth);
    }
    if crate::air::looks_like(&text) {
        return Some(Format::Weather);
    }
    if text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).starts_with(['[', '{']) {
        return json(&text);
    }
    match xml::root_element(&text) {
        Some("gpx") => Some(Format::Gpx),
        Some("TrainingCenterDatabase") => Some(Format::Tcx),
        Some("HealthData") => Some(Format::AppleHealth),
        Some(_) => None,
        None => table(&text),
    }
}

/// Which JSON some text begins.
fn json(text: &str) -> Option<Format> {
    if crate::garmin::looks_like(text) {
        Some(Format::GarminHealth)
    } else if crate::fitbit::looks_like(text) {
        Some(Format::FitbitHealth)
    } else if crate::polar::looks_like(text) {
        Some(Format::PolarHealth)
    } else if crate::polar::looks_like_session(text) {
        Some(Format::PolarTraining)
    } else if crate::oura::looks_like(text) {
        Some(Format::Oura)
    } else if crate::fhir::looks_like(text) {
        Some(Format::Fhir)
    } else {
        None
    }
}

/// Which table some text begins.
fn table(text: &str) -> Option<Format> {
    if crate::strava::looks_like_table(text) {
        Some(Format::StravaTable)
    } else if crate::whoop::looks_like(text) {
        Some(Format::Whoop)
    } else if crate::oura::looks_like(text) {
        Some(Format::Oura)
    } else if crate::withings::looks_like(text) {
        Some(Format::Withings)
    } else if crate::zepp::looks_like(text) || crate::zepp::looks_like_sport(text) {
        Some(Format::Zepp)
    } else if crate::fitbit::looks_like_table(text) {
        Some(Format::FitbitHealth)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_element_decides_whatever_stands_before_it() {
        let gpx =
            "\u{feff}<?xml version=\"1.0\"?><!-- <HealthData> --><!DOCTYPE gpx [<!ENTITY a \"b>\">]>\n<gpx>";
        assert_eq!(detect(gpx.as_bytes()), Some(Format::Gpx));
        assert_eq!(
            detect(b"          <?xml version='1.0'?>\n<TrainingCenterDatabase x='1'>"),
            Some(Format::Tcx)
        );
        assert_eq!(detect(b"<html><gpx>"), None);
        assert_eq!(detect(b""), None);
        assert_eq!(detect(b"<"), None);
    }

    #[test]
    fn sixteen_bit_text_is_recognised() {
        let bytes: Vec<u8> = "\u{feff}<gpx>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(detect(&bytes), Some(Format::Gpx));
    }
}
