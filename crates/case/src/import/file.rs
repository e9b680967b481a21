//! What became of one file.

use charley_domain::workout::{Workout, WorkoutHead, WorkoutId};
use charley_import::{Damage, Format, Reading};
use charley_speech::correction::{AWAY_FILE, DELETED_FILE};
use charley_store::{ContentHash, FileError};
use jiff::Timestamp;

use super::{
    clinic,
    ledger::{Addition, Ledger, New},
    line::Content,
    observed,
    weather::WeatherFile,
};

/// How a file ended, in the words of the contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Read whole and stored.
    Imported,
    /// Everything in it was stored before.
    Duplicate,
    /// Damaged: what could be read was stored.
    Partial,
    /// Nothing was stored.
    Rejected,
    /// Whole and known, but of a kind that Charley does not use yet.
    NotYet,
}

/// A workout of a file, with the recording it belongs to.
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    /// The workout.
    pub head: WorkoutHead,
    /// The recording of which it is a copy, named by its first copy.
    pub group: WorkoutId,
    /// The longer recording that holds it.
    pub part_of: Option<WorkoutId>,
    /// Whether it was not there before.
    pub is_new: bool,
}

/// What became of one file.
#[derive(Debug, Clone, PartialEq)]
pub struct FileReport {
    /// The way to it, as typed.
    pub path: String,
    /// How it ended.
    pub status: Status,
    /// Its format, if it has a known one.
    pub format: Option<Format>,
    /// The workouts in it.
    pub workouts: Vec<Held>,
    /// Sentences about what was odd, missing, merged or repaired.
    pub notes: Vec<String>,
    /// What was wrong.
    pub error: Option<FileError>,
    /// What it holds that is not used yet.
    pub holds: Vec<&'static str>,
}

/// A file that was read.
#[derive(Debug)]
pub(super) struct Recording {
    pub(super) sha256: ContentHash,
    pub(super) size: u64,
    /// Its bytes; none of what is too large to be kept.
    pub(super) bytes: Option<Vec<u8>>,
    pub(super) reading: Reading,
}

impl FileReport {
    /// A file of which nothing could be stored.
    pub(super) fn rejected(path: String, format: Option<Format>, error: FileError) -> Self {
        let (workouts, notes, holds) = (Vec::new(), Vec::new(), Vec::new());
        Self { path, status: Status::Rejected, format, workouts, notes, error: Some(error), holds }
    }

    /// A file of which everything was there before.
    pub(super) fn known(path: String, format: Option<Format>, heads: Vec<WorkoutHead>) -> Self {
        let workouts = heads.into_iter().map(|head| Held::alone(head, false)).collect();
        let (notes, holds) = (Vec::new(), Vec::new());
        Self { path, status: Status::Duplicate, format, workouts, notes, error: None, holds }
    }

    /// A file, or many of one export, of a known kind that is not used yet.
    pub(super) fn not_yet(
        path: String,
        format: Option<Format>,
        holds: &[&'static str],
        sentence: String,
    ) -> Self {
        let (status, workouts) = (Status::NotYet, Vec::new());
        Self { path, status, format, workouts, notes: vec![sentence], error: None, holds: holds.to_vec() }
    }
}

impl Held {
    pub(super) fn alone(head: WorkoutHead, is_new: bool) -> Self {
        Self { group: head.id.clone(), head, part_of: None, is_new }
    }

    /// The workouts of a file that was added, each with whether it was new.
    pub(super) fn added(workouts: Vec<Workout>, new: &New) -> Vec<Self> {
        let is_new = new.workouts.iter().copied().chain(std::iter::repeat(false));
        workouts.into_iter().zip(is_new).map(|(workout, is_new)| Self::alone(workout.head, is_new)).collect()
    }
}

/// Stores what was read and says what became of the file.
pub(super) fn settle(
    path: String,
    content: Content,
    ledger: &mut Ledger<'_>,
    now: Timestamp,
) -> anyhow::Result<FileReport> {
    Ok(match content {
        Content::Absent(error) => {
            let error =
                FileError { code: error.code().to_owned(), message: error.to_string(), byte_offset: None };
            FileReport::rejected(path, None, error)
        }
        Content::NotYet { format, error } => FileReport::not_yet(path, format, error.holds, error.message),
        Content::Unreadable { format, error } => {
            let (code, message) = (error.code.to_owned(), error.message);
            FileReport::rejected(path, format, FileError { code, message, byte_offset: error.byte_offset })
        }
        Content::Broken => {
            let message = "reading it failed by a mistake of Charley: keep the file and report it".to_owned();
            let code = "charley_failed".to_owned();
            FileReport::rejected(path, None, FileError { code, message, byte_offset: None })
        }
        // Tables are read before files are settled; one that comes here says nothing new.
        Content::StravaTable(_) => FileReport::known(path, Some(Format::StravaTable), Vec::new()),
        Content::Known { sha256, format } => {
            let mut known = FileReport::known(path, format, ledger.heads_of(&sha256));
            if ledger.is_deleted(&sha256) {
                known.notes.push(DELETED_FILE.to_owned());
            } else if ledger.holds_away(&sha256) {
                known.notes.push(AWAY_FILE.to_owned());
            }
            known
        }
        Content::Recording(recording) => settle_recording(path, *recording, ledger, now)?,
    })
}

fn settle_recording(
    path: String,
    recording: Recording,
    ledger: &mut Ledger<'_>,
    now: Timestamp,
) -> anyhow::Result<FileReport> {
    let Recording { sha256, size, bytes, reading } = recording;
    let is_known = ledger.knows(&sha256);
    if is_known && !ledger.tells_again(&sha256) {
        return Ok(FileReport::known(path, Some(reading.format), ledger.heads_of(&sha256)));
    }
    if !reading.air.is_empty() {
        let weather = WeatherFile { path, sha256, size, bytes, air: reading.air, notes: reading.notes };
        return weather.settle(ledger);
    }
    let Reading { format, mut workouts, damage, mut notes, mut health, air: _ } = reading;
    let clinic = std::mem::take(&mut health.clinic);
    if !clinic.is_empty() {
        ledger.offer(clinic);
        let holds = ["medicines", "conditions"];
        return Ok(FileReport::not_yet(path, Some(format), &holds, clinic::words::NAMES.to_owned()));
    }
    health.observations.extend(ledger.keep_cycle(std::mem::take(&mut health.cycle)));
    if is_known {
        // Its workouts stand as they are, also those that were taken out since.
        workouts.clear();
    }
    let entries = observed::entries(health, now);
    notes.extend(observed::counts(&entries).sentence());
    for note in workouts.iter().flat_map(|workout| &workout.notes) {
        if !notes.contains(note) {
            notes.push(note.clone());
        }
    }
    let error = damage.as_ref().map(problem);
    let addition = Addition {
        sha256: &sha256,
        path: &path,
        format,
        error: error.as_ref(),
        notes: &notes,
        size,
        bytes: bytes.as_deref(),
        workouts: &workouts,
        entries: &entries,
        air: &[],
    };
    let new = ledger.add(&addition)?;
    ledger.observe(&entries, &new);
    let status = match &error {
        Some(_) => Status::Partial,
        None if new.is_nothing() => Status::Duplicate,
        None => Status::Imported,
    };
    let workouts = if is_known {
        ledger.heads_of(&sha256).into_iter().map(|head| Held::alone(head, false)).collect()
    } else {
        Held::added(workouts, &new)
    };
    Ok(FileReport { path, status, format: Some(format), workouts, notes, error, holds: Vec::new() })
}

fn problem(damage: &Damage) -> FileError {
    FileError {
        code: damage.code.to_owned(),
        message: damage.sentence.clone(),
        byte_offset: Some(damage.byte_offset),
    }
}
