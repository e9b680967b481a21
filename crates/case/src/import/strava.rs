//! The table of a Strava export: names, weather and weights, joined to the recordings by file name.

use charley_domain::{
    entry::{Effort, Entry, EntrySource, ManualWorkout, Record, Weather, WeatherFor},
    moment::Precision,
    night::NightOf,
    quantity::Distance,
    workout::{Sport, Workout, WorkoutHead},
};
use charley_import::{
    Format,
    strava::{self, Activity, Table},
};
use charley_speech::correction::DELETED_FILE;
use charley_store::{ContentHash, FileError};
use jiff::ZonedDateTime;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{
    file::{FileReport, Held, Status},
    ledger::{Addition, Ledger, New},
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
    sha256: ContentHash,
    bytes: Vec<u8>,
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
                self.found.push(Found { path, sha256: ContentHash::of(bytes), bytes: bytes.to_vec(), table });
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

    /// Gives a recording the name and the sport that its table has for it, where the file itself has none.
    pub(super) fn complete(&self, path: &str, content: &mut Content) {
        let Content::Recording(recording) = content else { return };
        let Some(activity) = self.found.iter().find_map(|found| found.activity(path)) else { return };
        for workout in &mut recording.reading.workouts {
            if workout.head.name.is_none() {
                workout.head.name.clone_from(&activity.name);
            }
            if let Some(sport) = activity.sport.filter(|_| workout.head.sport == Sport::Other) {
                workout.head.sport = sport;
            }
        }
    }

    /// Records weather and weights as diary entries, and what was entered by hand as workouts; how many entries were new.
    pub(super) fn settle(
        self,
        files: &mut [FileReport],
        ledger: &mut Ledger<'_>,
        now: &ZonedDateTime,
    ) -> anyhow::Result<usize> {
        let mut total = 0;
        for found in self.found {
            let matched = found.matched(files);
            let told = entries(&matched, now);
            let (by_hand, workouts) = found.without_file(now);
            let new = found.keep(ledger, &[told.as_slice(), &by_hand].concat(), &workouts)?;
            let new_told = told.iter().filter(|entry| new.entries.contains(&entry.id)).count();
            let summary = found.summary(matched.len(), new_told);
            if let Some(report) = files.iter_mut().find(|file| file.path == found.path) {
                report.notes.push(if ledger.is_deleted(&found.sha256) {
                    DELETED_FILE.to_owned()
                } else {
                    summary
                });
                report.workouts = Held::added(workouts, &new);
                if !new.is_nothing() {
                    report.status = Status::Imported;
                }
            }
            total += new.entries.len();
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

    /// What the table says, in numbers.
    fn summary(&self, matched: usize, new: usize) -> String {
        let without = match self.table.without_file().count() {
            0 => String::new(),
            count => format!("; {count} without a file, entered by hand, are kept without a track"),
        };
        format!(
            "The table describes {} activities, {matched} of them with a recording here{without}; new in the diary, of \
             weather and weight: {new}.",
            self.table.activities.len()
        )
    }

    /// What was entered by hand: with its effort as if it had been logged, else as a workout without samples.
    fn without_file(&self, now: &ZonedDateTime) -> (Vec<Entry>, Vec<Workout>) {
        let (mut logged, mut workouts) = (Vec::new(), Vec::new());
        for activity in self.table.without_file() {
            let Some(mut workout) = activity.workout(now.time_zone()) else { continue };
            if let Some(record) = felt(activity, &workout) {
                logged.push(entry(record, &workout.head, now));
            } else {
                workout.notes.push("entered by hand: how hard it was is not known".to_owned());
                workouts.push(workout);
            }
        }
        (logged, workouts)
    }

    /// Keeps what the table tells, unless the person deleted it.
    fn keep(&self, ledger: &mut Ledger<'_>, entries: &[Entry], workouts: &[Workout]) -> anyhow::Result<New> {
        if ledger.is_deleted(&self.sha256) || (entries.is_empty() && workouts.is_empty()) {
            return Ok(New::default());
        }
        ledger.add(&Addition {
            sha256: &self.sha256,
            path: &self.path,
            format: Format::StravaTable,
            error: None,
            notes: &[],
            size: self.bytes.len() as u64,
            bytes: Some(&self.bytes),
            workouts,
            entries,
            air: &[],
        })
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

/// A workout by hand whose effort the person said, as the diary has it.
fn felt(activity: &Activity, workout: &Workout) -> Option<Record> {
    // Strava's own classes of its ten steps.
    let effort = match activity.perceived_effort? {
        ..4.0 => Effort::Easy,
        4.0..7.0 => Effort::Moderate,
        _ => Effort::Hard,
    };
    Some(Record::Workout(ManualWorkout {
        sport: workout.head.sport,
        duration_s: workout.head.elapsed_s.round() as u32,
        effort,
        distance_m: workout.head.distance_m.and_then(|metres| Distance::from_m(metres).ok()),
    }))
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
