//! Import: files found, read by a few workers, written by one, in the order in which they were found.
//!
//! Memory stays bounded however large the archive is: only a few files are on their way at any time. Each file is
//! one transaction, so an interrupted import keeps what was done, and the next run passes quickly over it.

mod document;
mod file;
mod grouping;
mod ledger;
mod line;
mod observed;
mod recordings;
mod strava;

use std::{
    io::Read,
    ops::ControlFlow,
    path::PathBuf,
    sync::atomic::{AtomicBool, Ordering},
};

use charley_import::{
    Reader,
    group::GroupQuestion,
    walk::{Limits, Walked, walk_stream},
};
use jiff::ZonedDateTime;

pub use document::ImportDocument;
pub use file::{FileReport, Status};
pub use ledger::Ledger;
pub use observed::ObservedCounts;

use line::{Content, Found, Job};
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
pub trait ImportWatch {
    /// One more file is done.
    fn done(&mut self, report: &FileReport);
}

/// Nobody follows.
impl ImportWatch for () {
    fn done(&mut self, _report: &FileReport) {}
}

/// What an import came to.
#[derive(Debug, Default)]
pub struct ImportReport {
    /// Each file, in the order in which it was found.
    pub files: Vec<FileReport>,
    /// Files that are nothing Charley reads.
    pub left_alone: u64,
    /// Diary entries that came with a Strava export.
    pub entries: usize,
    /// What devices and apps observed and is new; part of [`ImportReport::entries`].
    pub observed: ObservedCounts,
    /// Pairs of workouts that only the person can judge.
    pub questions: Vec<GroupQuestion>,
    /// Whether it was stopped before the end.
    pub interrupted: bool,
}

impl ImportReport {
    /// Whether nothing came of all that was given, not even that it was there before.
    pub fn is_in_vain(&self) -> bool {
        !self.files.is_empty() && self.entries == 0 && self.count(Status::NotYet) == self.files.len()
    }

    /// How many files have the status.
    pub fn count(&self, status: Status) -> usize {
        self.files.iter().filter(|file| file.status == status).count()
    }
}

/// Imports what came by another way than a path, such as a page: a file, or an archive of many. Nothing is read beside it.
///
/// # Errors
/// When the database cannot be written; what was done before stays.
pub fn import_sent(
    name: &str,
    source: &mut dyn Read,
    ledger: &mut Ledger<'_>,
    now: &ZonedDateTime,
) -> anyhow::Result<ImportReport> {
    let known = ledger.files();
    let mut settling = Settling::new(ledger, now);
    let mut settled = Ok(());
    let walked = walk_stream(name, source, &Limits::default(), &mut |item| {
        settled = settling.add(line::found(item, &reader(now), &known)).map(drop);
        if settled.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    settled?;
    settling.finish(walked)
}

/// Whoever reads for a person at home: with the map of time zones and the day it is.
fn reader(now: &ZonedDateTime) -> Reader<'_> {
    Reader { home: now.time_zone(), map: Some(charley_import::bundled_zones()), now: Some(now.timestamp()) }
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
pub fn import(
    order: &Order<'_>,
    ledger: &mut Ledger<'_>,
    watch: &mut dyn ImportWatch,
) -> anyhow::Result<ImportReport> {
    let known = ledger.files();
    let mut settling = Settling::new(ledger, order.now);
    let job = Job { paths: order.paths, reader: reader(order.now), known: &known, stop: order.stop };
    let walked = line::run(&job, &mut |found| {
        watch.done(settling.add(found)?);
        let go_on = !order.stop.load(Ordering::Relaxed);
        Ok(if go_on { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
    })?;
    settling.report.interrupted = order.stop.load(Ordering::Relaxed);
    settling.finish(walked)
}

/// Files as they come to be stored, and the tables that say more of them.
struct Settling<'a, 'b> {
    ledger: &'a mut Ledger<'b>,
    now: &'a ZonedDateTime,
    tables: Tables,
    report: ImportReport,
}

impl<'a, 'b> Settling<'a, 'b> {
    fn new(ledger: &'a mut Ledger<'b>, now: &'a ZonedDateTime) -> Self {
        Self { ledger, now, tables: Tables::default(), report: ImportReport::default() }
    }

    /// Stores one file, or keeps what a table says until all are there.
    fn add(&mut self, found: Found) -> anyhow::Result<&FileReport> {
        let file = match found.content {
            Content::StravaTable(bytes) => self.tables.read(found.path, &bytes),
            mut content => {
                self.tables.complete(&found.path, &mut content);
                file::settle(found.path, content, self.ledger, self.now.timestamp())?
            }
        };
        self.report.files.push(file);
        let last = self.report.files.len() - 1;
        Ok(&self.report.files[last])
    }

    /// What it all came to, with recordings of the same workout found.
    fn finish(mut self, walked: Walked) -> anyhow::Result<ImportReport> {
        self.report.left_alone = walked.passed_over;
        for unread in walked.unread {
            self.report.left_alone -= unread.files;
            let (sentence, holds) = (unread.sentence(), unread.product.holds());
            self.report.files.push(FileReport::not_yet(unread.path, None, holds, sentence));
        }
        self.report.entries = self.tables.settle(&mut self.report.files, self.ledger, self.now)?;
        self.ledger.flush()?;
        self.report.observed = self.ledger.observed();
        self.report.entries += self.report.observed.total();
        self.report.questions = recordings::regroup(&mut self.report.files, self.ledger)?;
        Ok(self.report)
    }
}
