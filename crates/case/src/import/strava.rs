//! The table of a Strava export: names, weather and weights, joined to the recordings by file name.

use charley_domain::{
    entry::{Entry, EntrySource, Record, Weather, WeatherFor},
    moment::Precision,
    night::NightOf,
    workout::WorkoutHead,
};
use charley_import::{
    Format,
    strava::{self, Activity, Table},
};
use charley_store::FileError;
use jiff::ZonedDateTime;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{
    file::{FileReport, Status},
    ledger::Ledger,
    line::Content,
};

/// Tables found on the way, kept until every file they name has been seen.
#[derive(Debug, Default)]
pub(super) struct Tables {
    found: Vec<Found>,
}

#[derive(Debug)]
struct Found {
    path: String,
    table: Table,
}

impl Tables {
    /// Reads a table; its entries are recorded once all files are there.
    pub(super) fn read(&mut self, path: String, bytes: &[u8]) -> FileReport {
        let format = Some(Format::StravaTable);
        match strava::read(bytes) {
            Ok(table) => {
                let report = FileReport {
                    notes: table.notes.clone(),
                    ..FileReport::known(path.clone(), format, Vec::new())
                };
                self.found.push(Found { path, table });
                report
            }
            Err(error) => {
                let (code, message) = (error.code.to_owned(), error.message);
                FileReport::rejected(
                    path,
                    format,
                    FileError { code, message, byte_offset: error.byte_offset },
                )
            }
        }
    }

    /// Gives a recording the name that its table has for it, unless it has one.
    pub(super) fn name(&self, path: &str, content: &mut Content) {
        let Content::Recording(recording) = content else { return };
        let Some(activity) = self.found.iter().find_map(|found| found.activity(path)) else { return };
        for workout in recording.reading.workouts.iter_mut().filter(|workout| workout.head.name.is_none()) {
            workout.head.name.clone_from(&activity.name);
        }
    }

    /// Records weather and weights as diary entries; how many were new.
    pub(super) fn settle(
        self,
        files: &mut [FileReport],
        ledger: &mut Ledger<'_>,
        now: &ZonedDateTime,
    ) -> anyhow::Result<usize> {
        let mut total = 0;
        for found in self.found {
            let matched = found.matched(files);
            let mut new = 0;
            for entry in entries(&matched, now) {
                new += usize::from(ledger.record(&entry)?);
            }
            if let Some(report) = files.iter_mut().find(|file| file.path == found.path) {
                report.notes.push(format!(
                    "The table describes {} activities, {} of them with a recording here; {new} diary entries of \
                     weather and weight are new.",
                    found.table.activities.len(),
                    matched.len()
                ));
                if new > 0 {
                    report.status = Status::Imported;
                }
            }
            total += new;
        }
        Ok(total)
    }
}

impl Found {
    /// What the table says of a file in its own folder or archive.
    fn activity(&self, path: &str) -> Option<&Activity> {
        let folder = self.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        if path.starts_with(folder) { self.table.activity(path) } else { None }
    }

    /// Activities with the workout their file holds, in the order in which they were done.
    fn matched(&self, files: &[FileReport]) -> Vec<(&Activity, WorkoutHead)> {
        let mut matched: Vec<(&Activity, WorkoutHead)> = files
            .iter()
            .filter_map(|file| Some((self.activity(&file.path)?, file.workouts.first()?.head.clone())))
            .collect();
        matched.sort_by_key(|(_, head)| head.start.instant);
        matched
    }
}

/// Weather of each workout, and the weight wherever it changed: the table repeats it on every row.
fn entries(matched: &[(&Activity, WorkoutHead)], now: &ZonedDateTime) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut weight = None;
    for (activity, head) in matched {
        if let Some(air_c) = activity.air {
            let weather = Weather {
                window: WeatherFor::Workout(head.id.clone()),
                air_c,
                humidity_pct: activity.humidity,
                wind_m_s: activity.wind,
                sun: None,
            };
            entries.push(entry(Record::Weather(weather), head, now));
        }
        if let Some(mass_kg) = activity.body_mass.filter(|mass| weight != Some(*mass)) {
            weight = Some(mass_kg);
            entries.push(entry(Record::Weight { mass_kg, weigh_in: None }, head, now));
        }
    }
    entries
}

fn entry(record: Record, head: &WorkoutHead, now: &ZonedDateTime) -> Entry {
    Entry {
        id: id(&record, head),
        occurred_at: head.start.clone(),
        recorded_at: now.timestamp(),
        source: EntrySource::Import,
        precision: Precision::Minutes,
        asked: false,
        night: NightOf::of(&head.start),
        record,
    }
}

/// The same record of the same workout has the same id in every import (a custom UUID of version 8).
fn id(record: &Record, head: &WorkoutHead) -> Uuid {
    let digest = Sha256::digest(format!("strava {} {}", record.kind(), head.id));
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}
