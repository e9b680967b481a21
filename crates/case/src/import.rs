//! Import: files found, read by a few workers, written by one, in the order in which they were found.
//!
//! Memory stays bounded however large the archive is: only a few files are on their way at any time. Each file is
//! one transaction, so an interrupted import keeps what was done, and the next run passes quickly over it.

mod broke_off;
pub mod clinic;
pub mod cycle;
mod document;
mod file;
mod grouping;
mod ledger;
mod line;
mod observed;
mod recordings;
mod strava;
mod weather;
mod weather_words;

use std::{
    io::Read,
    ops::ControlFlow,
    path::PathBuf,
    sync::atomic::{AtomicBool, Ordering},
};

use charley_import::{
    Reader,
    group::GroupQuestion,
    walk::{Item, Limits, Walked, walk_stream},
};
use jiff::ZonedDateTime;

pub use broke_off::BrokeOff;
pub use clinic::Offered;
pub use cycle::CycleAccount;
pub use document::ImportDocument;
pub use file::{FileReport, Held, Status};
pub use ledger::Ledger;
pub use observed::ObservedCounts;
pub use weather::WeatherSummary;

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
    /// What files of weather brought, where there were any.
    pub weather: Option<WeatherSummary>,
    /// What a clinic's record names, to be looked through.
    pub offered: Offered,
    /// What became of records of menstruation and pregnancy.
    pub cycle: CycleAccount,
    /// Pairs of workouts that only the person can judge.
    pub questions: Vec<GroupQuestion>,
    /// Whether it was stopped before the end.
    pub interrupted: bool,
}

impl ImportReport {
    /// Whether nothing came of all that was given, not even that it was there before.
    pub fn is_in_vain(&self) -> bool {
        !self.files.is_empty()
            && self.entries == 0
            && self.offered.is_empty()
            && self.count(Status::NotYet) == self.files.len()
    }

    /// How many workouts came in that were not there before.
    pub fn new_workouts(&self) -> usize {
        self.files.iter().flat_map(|file| &file.workouts).filter(|held| held.is_new).count()
    }

    /// What was there before: files, and workouts of files that told something else that was new, as an export that was made
    /// again some days later.
    pub fn known_before(&self) -> usize {
        let others = self.files.iter().filter(|file| file.status != Status::Duplicate);
        let workouts = others.flat_map(|file| &file.workouts).filter(|held| !held.is_new);
        self.count(Status::Duplicate) + workouts.count()
    }

    /// How many files have the status.
    pub fn count(&self, status: Status) -> usize {
        self.files.iter().filter(|file| file.status == status).count()
    }
}

/// A file that comes by another way than a path, such as a page.
pub trait SentSource: Read {
    /// What it is called, with the folders it was in.
    fn name(&self) -> &str;
}

/// One source under its name.
struct NamedSource<'a> {
    name: &'a str,
    source: &'a mut dyn Read,
}

impl Read for NamedSource<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.source.read(buffer)
    }
}

impl SentSource for NamedSource<'_> {
    fn name(&self) -> &str {
        self.name
    }
}

/// Imports one file, or an archive of many, that came by another way than a path and that nobody follows.
///
/// # Errors
/// As [`import_all_sent`].
pub fn import_sent(
    name: &str,
    source: &mut dyn Read,
    ledger: &mut Ledger<'_>,
    now: &ZonedDateTime,
) -> anyhow::Result<ImportReport> {
    import_all_sent(&mut [NamedSource { name, source }], ledger, now, &mut ())
}

/// Imports files that came by another way than a path, each a recording or an archive of many, as one export: tables first, so
/// that what they say of the others is known. Nothing is read beside them.
///
/// # Errors
/// When the database cannot be written; what was done before stays.
pub fn import_all_sent(
    files: &mut [impl SentSource],
    ledger: &mut Ledger<'_>,
    now: &ZonedDateTime,
    watch: &mut dyn ImportWatch,
) -> anyhow::Result<ImportReport> {
    files.sort_by_cached_key(|file| {
        let name = file.name().to_owned();
        (!name.to_ascii_lowercase().ends_with(".csv"), name)
    });
    let known = ledger.files();
    let mut settling = Settling::new(ledger, now);
    let mut all = Walked::default();
    for file in files {
        let (name, mut settled) = (file.name().to_owned(), Ok(()));
        let walked = walk_stream(&name, file, &Limits::default(), &mut |item: Item| {
            let found = line::found(item, &reader(now), &known);
            settled = settling.add(found).map(|report| watch.done(report));
            if settled.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        settled?;
        all.items += walked.items;
        all.passed_over += walked.passed_over;
        all.unread.extend(walked.unread);
    }
    settling.finish(all)
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
        ledger.begin(now.timestamp());
        Self { ledger, now, tables: Tables::default(), report: ImportReport::default() }
    }

    /// Stores one file, or keeps what a table says until all are there.
    fn add(&mut self, found: Found) -> anyhow::Result<&FileReport> {
        let file = match found.content {
            Content::StravaTable(bytes) => self.tables.read(found.path, &bytes),
            mut content => {
                self.tables.complete(&found.path, &mut content);
                file::settle(found.path, content, self.ledger, self.now.timestamp())
                    .map_err(|error| BrokeOff::of(&self.report.files, error))?
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
        let settled = self.tables.settle(&mut self.report.files, self.ledger, self.now);
        self.report.entries = settled.map_err(|error| BrokeOff::of(&self.report.files, error))?;
        self.report.observed = self.ledger.observed();
        self.report.offered = self.ledger.offered()?;
        self.report.cycle = self.ledger.cycle();
        self.report.entries += self.report.observed.total();
        let weather = WeatherSummary::of(&self.report.files, self.ledger, self.now);
        self.report.weather = weather.map_err(|error| BrokeOff::of(&self.report.files, error))?;
        let grouped = recordings::regroup(&mut self.report.files, self.ledger);
        self.report.questions = grouped.map_err(|error| BrokeOff::of(&self.report.files, error))?;
        Ok(self.report)
    }
}
