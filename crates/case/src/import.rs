//! Import: files found, read by a few workers, written by one, in the order in which they were found.
//!
//! Memory stays bounded however large the archive is: only a few files are on their way at any time. Each file is
//! one transaction, so an interrupted import keeps what was done, and the next run passes quickly over it.

mod document;
mod file;
mod ledger;
mod line;
mod recordings;
mod strava;

use std::{
    ops::ControlFlow,
    path::PathBuf,
    sync::atomic::{AtomicBool, Ordering},
};

use charley_import::group::Ask;
use jiff::ZonedDateTime;

pub use document::ImportDocument;
pub use file::{FileReport, Status};
pub use ledger::Ledger;

use line::{Content, Job};
use strava::Tables;

/// What is to be imported, and when.
#[derive(Debug)]
pub struct Order<'a> {
    /// Files, folders, archives, `-`.
    pub paths: &'a [PathBuf],
    /// The time it is where the person lives; recordings without a zone are read on that wall clock.
    pub now: &'a ZonedDateTime,
    /// Set from outside to end early.
    pub stop: &'a AtomicBool,
}

/// Who follows an import.
pub trait Watch {
    /// One more file is done.
    fn done(&mut self, report: &FileReport);
}

/// Nobody follows.
impl Watch for () {
    fn done(&mut self, _report: &FileReport) {}
}

/// What an import came to.
#[derive(Debug, Default)]
pub struct Report {
    /// Each file, in the order in which it was found.
    pub files: Vec<FileReport>,
    /// Files that are nothing Charley reads.
    pub left_alone: u64,
    /// Diary entries that came with a Strava export.
    pub entries: usize,
    /// Pairs of workouts that only the person can judge.
    pub questions: Vec<Ask>,
    /// Whether it was stopped before the end.
    pub interrupted: bool,
}

impl Report {
    /// How many files have the status.
    pub fn count(&self, status: Status) -> usize {
        self.files.iter().filter(|file| file.status == status).count()
    }
}

/// Imports one file whose bytes came by another way, such as a page.
///
/// # Errors
/// When the database cannot be written.
pub fn import_one(
    name: &str,
    bytes: Vec<u8>,
    ledger: &mut Ledger<'_>,
    now: &ZonedDateTime,
) -> anyhow::Result<FileReport> {
    let known = ledger.files();
    let content = line::read_one(bytes, now.time_zone(), &known);
    let mut files = [file::settle(name.to_owned(), content, ledger, now.timestamp())?];
    recordings::regroup(&mut files, ledger)?;
    let [file] = files;
    Ok(file)
}

/// Finds anew which workouts are copies or parts of one recording, after some came or went by another way.
///
/// # Errors
/// When the database cannot be written.
pub fn regroup(store: &mut charley_store::Store) -> anyhow::Result<()> {
    recordings::regroup(&mut [], &mut Ledger::kept(store)?).map(drop)
}

/// Imports everything behind the paths, until done or stopped.
///
/// # Errors
/// When the database cannot be written; what was done before stays.
pub fn import(order: &Order<'_>, ledger: &mut Ledger<'_>, watch: &mut dyn Watch) -> anyhow::Result<Report> {
    let mut report = Report::default();
    let mut tables = Tables::default();
    let known = ledger.files();
    let job = Job { paths: order.paths, home: order.now.time_zone(), known: &known, stop: order.stop };
    let walked = line::run(&job, &mut |found| {
        let file = match found.content {
            Content::StravaTable(bytes) => tables.read(found.path, &bytes),
            mut content => {
                tables.name(&found.path, &mut content);
                file::settle(found.path, content, ledger, order.now.timestamp())?
            }
        };
        watch.done(&file);
        report.files.push(file);
        let go_on = !order.stop.load(Ordering::Relaxed);
        Ok(if go_on { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
    })?;
    report.left_alone = walked.passed_over;
    report.interrupted = order.stop.load(Ordering::Relaxed);
    report.entries = tables.settle(&mut report.files, ledger, order.now)?;
    report.questions = recordings::regroup(&mut report.files, ledger)?;
    Ok(report)
}
