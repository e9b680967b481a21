//! Which format some bytes are in, told by the bytes themselves.

use serde::Serialize;

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

/// How many first bytes [`detect`] looks at: enough for a long comment or a long table head before the root element.
pub(crate) const LOOKED_AT: usize = 16 * 1024;

/// The format of a file, from its first bytes; `None` when it is none that Charley knows.
///
/// ```
/// use charley_import::{Format, detect};
/// assert_eq!(detect(b"  \n<?xml version='1.0'?><g:gpx xmlns:g='x'>"), Some(Format::Gpx));
/// assert_eq!(detect(b"\x1f\x8b\x08"), Some(Format::Gzip));
/// assert_eq!(detect(b"once upon a time"), None);
/// ```
pub fn detect(bytes: &[u8]) -> Option<Format> {
    let head = bytes.get(..LOOKED_AT).unwrap_or(bytes);
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
    let text = crate::xml::decode(head);
    if crate::samsung::looks_like(&text) {
        return Some(Format::SamsungHealth);
    }
    if crate::air::looks_like(&text) {
        return Some(Format::Weather);
    }
    if text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).starts_with(['[', '{']) {
        return json(&text);
    }
    match root_element(&text) {
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
    } else {
        None
    }
}

/// Local name of the first element, past blanks, declaration, comments and document type.
pub(crate) fn root_element(text: &str) -> Option<&str> {
    let mut rest = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    while let Some(after) = rest.strip_prefix('<') {
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.split_once("-->")?.1;
        } else if after.starts_with('?') {
            rest = after.split_once("?>")?.1;
        } else if after.starts_with("!DOCTYPE") {
            rest = after_doctype(after)?;
        } else {
            let end = after.find(|c: char| c.is_whitespace() || c == '>' || c == '/').unwrap_or(after.len());
            let name = after.get(..end)?;
            return Some(name.rsplit(':').next().unwrap_or(name));
        }
        rest = rest.trim_start();
    }
    None
}

/// What follows a document type, whose internal subset may hold further `>`.
fn after_doctype(text: &str) -> Option<&str> {
    let close = text.find('>')?;
    match text.find('[') {
        Some(open) if open < close => {
            let subset = text.get(open..)?;
            let end = subset.find("]>").map(|at| at + 2).or_else(|| subset.find(']').map(|at| at + 1))?;
            Some(subset.get(end..)?.trim_start().trim_start_matches('>'))
        }
        _ => text.get(close + 1..),
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
