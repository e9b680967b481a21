//! `charley doctor`: whether this installation is sound, without showing anything about health.

use std::{os::unix::fs::PermissionsExt as _, path::Path};

use charley_store::{DATABASE_FILE, SCHEMA_VERSION, Store, StoreError, sqlite_version};
use etcetera::BaseStrategy as _;
use serde::Serialize;

use crate::cli::{Context, Exit};
use charley_speech::{copies as copies_words, spoken};

/// Arguments of `charley doctor`.
#[derive(Debug, clap::Args)]
#[command(after_help = "What it prints can be shown to others: no names, dates, places or counts of yours.")]
pub(crate) struct Args {}

#[derive(Debug, Serialize)]
struct DoctorFindings {
    schema: &'static str,
    version: &'static str,
    os: &'static str,
    arch: &'static str,
    sqlite_version: &'static str,
    schema_version: i64,
    folder: String,
    folder_private: Option<bool>,
    database: &'static str,
    database_private: Option<bool>,
    problem: Option<String>,
    time_zone_known: bool,
    has_person: Option<bool>,
    has_entries: Option<bool>,
    has_workouts: Option<bool>,
    backup_age_days: Option<i64>,
    backup_problem: Option<String>,
}

pub(crate) fn run(context: &Context, _args: Args) -> anyhow::Result<Exit> {
    let findings = find(context);
    if context.json {
        context.print_json(&findings)?;
    } else {
        context.print(&table(&findings))?;
    }
    Ok(if findings.problem.is_none() { Exit::Ok } else { Exit::Failed })
}

fn find(context: &Context) -> DoctorFindings {
    let dir = &context.data_dir;
    let mut findings = DoctorFindings {
        schema: "charley.doctor/1",
        version: env!("CARGO_PKG_VERSION"),
        os: std::env::consts::OS,
        arch: std::env::consts::ARCH,
        sqlite_version: sqlite_version(),
        schema_version: SCHEMA_VERSION,
        folder: named(dir),
        folder_private: private(dir),
        database: "ok",
        database_private: private(&dir.join(DATABASE_FILE)),
        problem: None,
        time_zone_known: context.now.time_zone().iana_name().is_some(),
        has_person: None,
        has_entries: None,
        has_workouts: None,
        backup_age_days: None,
        backup_problem: None,
    };
    if let Err(error) = look_inside(context, &mut findings) {
        findings.database = state(&error);
        if !matches!(error, StoreError::NoDatabase { .. }) {
            findings.problem = Some(nameless(&error.to_string(), dir));
        }
    }
    findings
}

/// A path can hold a name.
fn nameless(text: &str, dir: &Path) -> String {
    text.replace(&dir.display().to_string(), "the data folder")
}

fn look_inside(context: &Context, findings: &mut DoctorFindings) -> Result<(), StoreError> {
    let (dir, today) = (&context.data_dir, context.now.date());
    let store = Store::open(dir)?;
    let copies = store.copies(today)?;
    findings.backup_age_days = copies.newest().map(|copy| i64::from((today - copy.day).get_days()));
    findings.backup_problem = copies.failed.map(|failed| nameless(&failed.why, dir));
    store.check()?;
    findings.has_person = Some(store.person()? != charley_domain::person::Person::default());
    findings.has_entries = Some(!store.last_entries(1)?.is_empty());
    findings.has_workouts = Some(!store.heads()?.is_empty());
    Ok(())
}

const fn state(error: &StoreError) -> &'static str {
    match error {
        StoreError::NoDatabase { .. } => "absent",
        StoreError::Locked { .. } => "locked",
        StoreError::Newer { .. } => "newer",
        StoreError::Corrupt { .. } => "damaged",
        _ => "unreadable",
    }
}

/// Bits of the mode that speak of group and others.
const OTHERS_BITS: u32 = 6;

/// Whether only the owner may look; `None` where there is nothing.
fn private(path: &Path) -> Option<bool> {
    path.metadata().ok().map(|metadata| metadata.permissions().mode().trailing_zeros() >= OTHERS_BITS)
}

/// The folder without the name of its owner.
fn named(dir: &Path) -> String {
    let home = etcetera::choose_base_strategy().ok().map(|strategy| strategy.home_dir().to_owned());
    match home.and_then(|home| dir.strip_prefix(home).ok().map(Path::to_owned)) {
        Some(rest) => Path::new("~").join(rest).display().to_string(),
        None => "outside the home folder".to_owned(),
    }
}

fn table(findings: &DoctorFindings) -> String {
    let word = |known: Option<bool>, yes: &'static str, no: &'static str| match known {
        Some(true) => yes,
        Some(false) => no,
        None => "not there yet",
    };
    let rows = [
        ("Charley", format!("{} on {} {}", findings.version, findings.os, findings.arch)),
        (
            "Folder",
            format!("{} ({})", findings.folder, word(findings.folder_private, "private", "OPEN TO OTHERS")),
        ),
        (
            "Database",
            format!(
                "{} ({})",
                findings.database,
                word(findings.database_private, "private", "OPEN TO OTHERS")
            ),
        ),
        ("SQLite", format!("{}, schema {}", findings.sqlite_version, findings.schema_version)),
        (
            "Time zone",
            if findings.time_zone_known { "known" } else { "not known: set it with person set" }.to_owned(),
        ),
        ("Person", word(findings.has_person, "set", "not set").to_owned()),
        ("Diary", word(findings.has_entries, "begun", "empty").to_owned()),
        ("Workouts", word(findings.has_workouts, "some", "none").to_owned()),
        ("Backup", findings.backup_age_days.map_or_else(|| "none".to_owned(), copies_words::age)),
    ];
    let mut text: String =
        rows.iter().fold(String::new(), |text, (name, value)| text + &format!("{name:12}{value}\n"));
    if let Some(problem) = &findings.backup_problem {
        text = text + "\n" + &spoken::wrapped(&copies_words::not_made(problem), 0);
    }
    if let Some(problem) = &findings.problem {
        text = text + "\n" + &spoken::wrapped(&format!("Problem: {problem}"), 0);
    }
    text
}
