//! Reading one file: what came out of it, where it was damaged, or why nothing could be read.

use std::io::Read as _;

use charley_domain::workout::Workout;
use jiff::{Timestamp, tz::TimeZone};

use crate::{
    Format, ReadAir, ZoneMap, air, apple, detect,
    fhir::{self, ClinicRecord},
    fit, fitbit, foreign, garmin, gpx,
    health::{Drawer, Health},
    oura, polar, samsung, tcx, whoop, withings, xml, zepp,
};

/// Largest content of one file that is read, in bytes: a recording of 24 h at one point a second has about 40 MB as XML.
pub(crate) const MAX_CONTENT_BYTES: u64 = 128 * 1024 * 1024;

/// What one file held.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The format of the content.
    pub format: Format,
    /// The workouts in it; at least one, or something in [`Reading::health`] or [`Reading::air`].
    pub workouts: Vec<Workout>,
    /// Where it was damaged, if it was; what could be read is in [`Reading::workouts`].
    pub damage: Option<Damage>,
    /// Sentences about the file as a whole.
    pub notes: Vec<String>,
    /// What it knows of nights and days, and of the air of its workouts.
    pub health: Health,
    /// The air of places, where it is a file of weather.
    pub air: ReadAir,
}

/// Where a file was damaged and how much of it was kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Damage {
    /// How much recording was kept, in seconds.
    pub kept_s: f64,
    /// How much there was, in seconds, where the file still says so or its declared size lets it be told.
    pub of_s: Option<f64>,
    /// Where reading stopped.
    pub byte_offset: u64,
    /// What broke, for programs: `truncated`, `undefined_message`, `bad_xml`, ...
    pub code: &'static str,
    /// What happened, for people: `damaged at 98 %, kept 3 h 59 min of 4 h 2 min`.
    pub sentence: String,
}

impl Damage {
    /// Damage at `byte_offset` of a file of `size` bytes (declared or actual, whichever is larger).
    pub(crate) fn at(code: &'static str, byte_offset: u64, size: u64) -> Self {
        let mut damage = Self { kept_s: 0.0, of_s: None, byte_offset, code, sentence: String::new() };
        damage.measure(0.0, None, size);
        damage
    }

    /// Says how much was kept and writes the sentence.
    pub(crate) fn measure(&mut self, kept_s: f64, of_s: Option<f64>, size: u64) {
        self.kept_s = kept_s;
        self.of_s = of_s.filter(|of| *of >= kept_s);
        let percent = (self.byte_offset.min(size) * 100).checked_div(size).unwrap_or(0);
        let of = self.of_s.map_or_else(String::new, |of| format!(" of {}", span_words(of)));
        self.sentence = format!("damaged at {percent} %, kept {}{of}", span_words(kept_s));
    }
}

/// A span as people say it: `3 h 59 min`, `12 min`, `40 s`.
fn span_words(seconds: f64) -> String {
    let total_s = seconds.max(0.0).round() as u64;
    let minutes = (total_s + 30) / 60;
    match (total_s, minutes / 60, minutes % 60) {
        (0..=90, _, _) => format!("{total_s} s"),
        (_, 0, m) => format!("{m} min"),
        (_, h, m) => format!("{h} h {m} min"),
    }
}

/// Why a file gave no workout.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ReadError {
    /// What went wrong, for programs: `unknown_format`, `not_read_yet`, `no_workout`, `bad_gzip`, ...
    pub code: &'static str,
    /// What went wrong and what to do, for people.
    pub message: String,
    /// Where in the file, when it is a place.
    pub byte_offset: Option<u64>,
    /// What it holds instead, where it is whole and of a known kind: within an export that is no failure.
    pub holds: &'static [&'static str],
}

impl ReadError {
    pub(crate) fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), byte_offset: None, holds: &[] }
    }

    /// A whole file of a known kind that is no workout.
    pub(crate) fn holding(self, holds: &'static [&'static str]) -> Self {
        Self { holds, ..self }
    }

    pub(crate) fn at(mut self, byte_offset: u64) -> Self {
        self.byte_offset = Some(byte_offset);
        self
    }
}

/// Who reads: what is known beside the file.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    /// Gives the wall clock of recordings that carry only universal time and no place.
    pub home: &'a TimeZone,
    /// Gives the wall clock of a place; without it a recording far from home leaves a note.
    pub map: Option<&'a dyn ZoneMap>,
    /// Without it no date is in the future.
    pub now: Option<Timestamp>,
}

impl std::fmt::Debug for Reader<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader").field("home", &self.home).field("now", &self.now).finish_non_exhaustive()
    }
}

impl<'a> Reader<'a> {
    /// Whoever knows nothing but the zone of home.
    pub fn at(home: &'a TimeZone) -> Self {
        Self { home, map: None, now: None }
    }

    /// Reads one file, compressed by gzip or not; its format is told by its content.
    ///
    /// # Errors
    /// [`ReadError`] when there is no workout in it: an unknown format, a file of another kind, or nothing that can be saved.
    pub fn read(&self, bytes: &[u8]) -> Result<Reading, ReadError> {
        match detect(bytes) {
            Some(Format::Gzip) => self.read_plain(&gunzip(bytes)?),
            _ => self.read_plain(bytes),
        }
    }

    fn read_plain(&self, bytes: &[u8]) -> Result<Reading, ReadError> {
        match detect(bytes) {
            Some(Format::Fit) => fit::read(bytes, self),
            Some(Format::Tcx) => tcx::read(bytes, self),
            Some(Format::Gpx) => gpx::read(bytes, self),
            Some(format @ Format::GarminHealth) => {
                of_rows(format, garmin::read(&xml::decode(bytes), self.home)?, self.home)
            }
            Some(format @ Format::SamsungHealth) => {
                of_rows(format, samsung::read(&xml::decode(bytes))?, self.home)
            }
            Some(format @ Format::FitbitHealth) => {
                of_rows(format, fitbit::read(&xml::decode(bytes), self.home)?, self.home)
            }
            Some(format @ Format::Whoop) => {
                of_rows(format, whoop::read(&xml::decode(bytes), self.home)?, self.home)
            }
            Some(format @ Format::Oura) => {
                of_rows(format, oura::read(&xml::decode(bytes), self.home)?, self.home)
            }
            Some(format @ Format::Withings) => {
                of_rows(format, withings::read(&xml::decode(bytes), self.home)?, self.home)
            }
            Some(format @ Format::PolarHealth) => {
                of_rows(format, polar::read(&xml::decode(bytes), self.home)?, self.home)
            }
            Some(Format::PolarTraining) => polar::read_session(&xml::decode(bytes), self),
            Some(Format::Zepp) if zepp::looks_like_sport(&xml::decode(bytes)) => {
                zepp::read_sport(&xml::decode(bytes), self)
            }
            Some(format @ Format::Zepp) => {
                of_rows(format, zepp::read(&xml::decode(bytes), self.home)?, self.home)
            }
            Some(Format::Fhir) => of_clinic(fhir::read(&xml::decode(bytes))?),
            Some(Format::AppleHealth) => apple::read(&mut { bytes }).told(self),
            Some(Format::Weather) => air::read(bytes, self),
            Some(Format::StravaTable) => Err(ReadError::new(
                "table_only",
                "this is the activity table of a Strava export, with no recording in it: import the whole export (the zip file or its folder)",
            )),
            Some(Format::Zip) => Err(ReadError::new(
                "archive",
                "this is a zip archive inside what should be one file: import the archive itself",
            )),
            Some(Format::Gzip) => Err(ReadError::new(
                "nested_gzip",
                "this file is compressed twice with gzip: decompress it once and import the result",
            )),
            None if bytes.is_empty() => {
                Err(ReadError::new("empty", "the file is empty (0 bytes): copy it from the device again"))
            }
            Some(Format::Database | Format::HealthConnect) | None => Err(foreign::refusal(bytes)),
        }
    }
}

/// Reads one file, with nothing known beside it but home: [`Reader::read`].
///
/// # Errors
/// As there.
pub fn read(bytes: &[u8], home: &TimeZone) -> Result<Reading, ReadError> {
    Reader::at(home).read(bytes)
}

/// What rows of nights and days tell; a file without any that can be used is whole all the same.
fn of_rows(format: Format, drawer: Drawer, home: &TimeZone) -> Result<Reading, ReadError> {
    let observations = drawer.told(home);
    if observations.is_empty() {
        let sentence =
            "none of the rows of this file can be used: they are empty, or of a night off the wrist";
        return Err(ReadError::new("no_observation", sentence).holding(&["rows without a value"]));
    }
    let health = Health { observations, ..Health::default() };
    Ok(Reading {
        format,
        workouts: Vec::new(),
        damage: None,
        notes: Vec::new(),
        health,
        air: ReadAir::default(),
    })
}

/// What a record of a clinic names; one that names nothing that is asked about is whole all the same.
fn of_clinic(clinic: ClinicRecord) -> Result<Reading, ReadError> {
    if clinic.is_empty() {
        let sentence = "this part of a clinic's record names neither medicines nor conditions";
        return Err(ReadError::new("no_observation", sentence).holding(&["no medicines or conditions"]));
    }
    let health = Health { clinic, ..Health::default() };
    let (workouts, notes) = (Vec::new(), Vec::new());
    Ok(Reading { format: Format::Fhir, workouts, damage: None, notes, health, air: ReadAir::default() })
}

/// Decompresses gzip with a limit; a stream that breaks gives what came before the break.
fn gunzip(bytes: &[u8]) -> Result<Vec<u8>, ReadError> {
    let mut content = Vec::new();
    let mut stream = flate2::read::MultiGzDecoder::new(bytes).take(MAX_CONTENT_BYTES + 1);
    let outcome = stream.read_to_end(&mut content);
    if content.len() as u64 > MAX_CONTENT_BYTES {
        return Err(ReadError::new(
            "too_large",
            format!(
                "decompressed, the file has more than {} MB: no recording of a workout is that large",
                MAX_CONTENT_BYTES / (1024 * 1024)
            ),
        ));
    }
    match outcome {
        Err(error) if content.is_empty() => Err(ReadError::new(
            "bad_gzip",
            format!("the file cannot be decompressed ({error}): copy it again"),
        )),
        _ => Ok(content),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_a_person_understands() {
        let mut damage = Damage::at("truncated", 980, 1000);
        damage.measure(14_340.0, Some(14_520.0), 1000);
        assert_eq!(damage.sentence, "damaged at 98 %, kept 3 h 59 min of 4 h 2 min");
        damage.measure(40.0, None, 0);
        assert_eq!(damage.sentence, "damaged at 0 %, kept 40 s");
    }

    #[test]
    fn files_of_other_kinds_are_told_apart() {
        let code = |bytes: &[u8]| read(bytes, &TimeZone::UTC).unwrap_err().code;
        assert_eq!(code(b""), "empty");
        assert_eq!(code(b"hello"), "unknown_format");
        assert_eq!(code(b"<?xml version=\"1.0\"?><HealthData locale=\"de\">"), "no_workout");
        assert_eq!(code(b"PK\x03\x04"), "archive");
        assert_eq!(code(b"\x1f\x8b\x08\x00"), "bad_gzip");
    }
}
