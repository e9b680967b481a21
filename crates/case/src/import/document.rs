//! `charley.import/1`: an import as other programs read it.

use charley_import::group::GroupQuestion;
use charley_store::FileError;
use serde::Serialize;

use super::{
    CycleAccount, ImportReport, ObservedCounts, Offered, WeatherSummary,
    file::{FileReport, Held, Status},
};

/// `charley.import/1`.
#[derive(Debug, Serialize)]
pub struct ImportDocument<'a> {
    schema: &'static str,
    files: Vec<FileDocument<'a>>,
    imported: usize,
    duplicates: usize,
    partial: usize,
    rejected: usize,
    not_yet: usize,
    left_alone: u64,
    entries: usize,
    observed: &'a ObservedCounts,
    #[serde(skip_serializing_if = "Option::is_none")]
    weather: Option<&'a WeatherSummary>,
    offered: &'a Offered,
    #[serde(skip_serializing_if = "CycleAccount::is_empty")]
    cycle: &'a CycleAccount,
    questions: &'a [GroupQuestion],
    interrupted: bool,
    dry_run: bool,
}

#[derive(Debug, Serialize)]
struct FileDocument<'a> {
    path: &'a str,
    status: Status,
    format: Option<&'static str>,
    workouts: Vec<WorkoutDocument<'a>>,
    notes: &'a [String],
    error: Option<Problem<'a>>,
    #[serde(skip_serializing_if = "<[&str]>::is_empty")]
    holds: &'a [&'static str],
}

#[derive(Debug, Serialize)]
struct WorkoutDocument<'a> {
    id: &'a str,
    start: String,
    sport: &'static str,
    elapsed_s: f64,
    timer_s: Option<f64>,
    distance_m: Option<f64>,
    records: u64,
    heart_rate_records: u64,
    heart_rate_mean_bpm: Option<f64>,
    heart_rate_max_bpm: Option<f64>,
    power_records: u64,
    power_mean_w: Option<f64>,
    temperature_min_c: Option<f64>,
    temperature_max_c: Option<f64>,
    group: &'a str,
    part_of: Option<&'a str>,
    is_new: bool,
}

#[derive(Debug, Serialize)]
struct Problem<'a> {
    code: &'a str,
    message: &'a str,
    byte_offset: Option<u64>,
}

impl<'a> Problem<'a> {
    fn of(error: &'a FileError) -> Self {
        Self { code: &error.code, message: &error.message, byte_offset: error.byte_offset }
    }
}

impl<'a> ImportDocument<'a> {
    /// The document of a report, of an import that was only tried where `dry_run`.
    pub fn of(report: &'a ImportReport, dry_run: bool) -> Self {
        Self {
            schema: "charley.import/1",
            files: report.files.iter().map(FileDocument::of).collect(),
            imported: report.count(Status::Imported),
            duplicates: report.count(Status::Duplicate),
            partial: report.count(Status::Partial),
            rejected: report.count(Status::Rejected),
            not_yet: report.count(Status::NotYet),
            left_alone: report.left_alone,
            entries: report.entries,
            observed: &report.observed,
            weather: report.weather.as_ref(),
            offered: &report.offered,
            cycle: &report.cycle,
            questions: &report.questions,
            interrupted: report.interrupted,
            dry_run,
        }
    }
}

impl<'a> FileDocument<'a> {
    fn of(file: &'a FileReport) -> Self {
        Self {
            path: &file.path,
            status: file.status,
            format: file.format.map(charley_import::Format::word),
            workouts: file.workouts.iter().map(WorkoutDocument::of).collect(),
            notes: &file.notes,
            error: file.error.as_ref().map(Problem::of),
            holds: &file.holds,
        }
    }
}

impl<'a> WorkoutDocument<'a> {
    fn of(held: &'a Held) -> Self {
        let (head, facts) = (&held.head, &held.head.facts);
        Self {
            id: &head.id.0,
            start: head.start.to_string(),
            sport: head.sport.word(),
            elapsed_s: head.elapsed_s,
            timer_s: head.timer_s,
            distance_m: head.distance_m,
            records: facts.records,
            heart_rate_records: facts.heart_rate_records,
            heart_rate_mean_bpm: facts.heart_rate_mean_bpm,
            heart_rate_max_bpm: facts.heart_rate_max_bpm,
            power_records: facts.power_records,
            power_mean_w: facts.power_mean_w,
            temperature_min_c: facts.temperature_min_c,
            temperature_max_c: facts.temperature_max_c,
            group: &held.group.0,
            part_of: held.part_of.as_ref().map(|whole| whole.0.as_str()),
            is_new: held.is_new,
        }
    }
}
