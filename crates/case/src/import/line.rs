//! The assembly line: one walker, a few readers, one writer, and never more than a few files between them.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, Receiver, Sender, SyncSender},
    },
    thread,
};

use charley_import::health_connect::{HealthConnect, HealthConnectRow};
use charley_import::{
    Format, ReadError, Reader, Reading, detect,
    walk::{self, Item, Limits, Taker, WalkError, Walked, walk},
};
use charley_store::ContentHash;

use super::file::Recording;

/// Permits that files on the way from the walker to the writer share; a small file takes one.
const ON_THE_WAY: usize = 6;
/// A file takes one permit more for each of these bytes, so that the largest ones go one after another.
const BYTES_A_PERMIT: u64 = 8 << 20;
/// Readers at most; the walker and the writer are busy beside them.
const MOST_READERS: usize = 4;

/// What the line works on.
#[derive(Debug)]
pub(super) struct Job<'a> {
    /// What was typed.
    pub(super) paths: &'a [PathBuf],
    /// What is known beside the files.
    pub(super) reader: Reader<'a>,
    /// Files that were imported before and need not be read again.
    pub(super) known: &'a BTreeSet<ContentHash>,
    /// Set from outside to end early.
    pub(super) stop: &'a AtomicBool,
}

/// One file that was found and, if it could be, read.
#[derive(Debug)]
pub(super) struct Found {
    /// The way to it, as typed.
    pub(super) path: String,
    /// What was in it.
    pub(super) content: Content,
}

/// What was in a file.
#[derive(Debug)]
pub(super) enum Content {
    /// It could not be had.
    Absent(WalkError),
    /// The table of a Strava export.
    StravaTable(Vec<u8>),
    /// Content that was imported before and was not read again.
    Known { sha256: ContentHash, format: Option<Format> },
    /// A recording, with its bytes for the archive.
    Recording(Box<Recording>),
    /// Met inside an export: whole, of a known kind, and nothing that is used yet.
    NotYet { format: Option<Format>, error: ReadError },
    /// Nothing could be read from it.
    Unreadable { format: Option<Format>, error: ReadError },
    /// Reading it failed in a way that is a mistake of Charley.
    Broken,
}

/// What the writer does with each file.
pub(super) type Write<'a> = &'a mut dyn FnMut(Found) -> anyhow::Result<ControlFlow<()>>;

/// Runs the line until all files are written, `write` breaks it, or the job is stopped.
pub(super) fn run(job: &Job<'_>, write: Write<'_>) -> anyhow::Result<Walked> {
    let (found, to_read) = mpsc::sync_channel(ON_THE_WAY);
    let (done, to_write) = mpsc::channel();
    let (permit, permits) = mpsc::channel();
    for _ in 0..ON_THE_WAY {
        // The receiver lives to the end of this function, so this cannot fail.
        let _ = permit.send(());
    }
    let to_read = Mutex::new(to_read);
    let mut hand_out = HandOut { found, permits, held: 0, number: 0, stop: job.stop };
    thread::scope(|scope| {
        let walker = scope.spawn(move || walk(job.paths, &Limits::default(), &mut hand_out));
        for _ in 0..readers() {
            let (done, to_read) = (done.clone(), &to_read);
            scope.spawn(move || read_all(to_read, &done, job));
        }
        drop(done);
        let written = write_all(&to_write, &permit, write);
        // Without permits and without a taker for its files the walker ends by itself.
        drop((permit, to_write));
        let walked = walker.join().map_err(|_| anyhow::anyhow!("looking for files failed"))?;
        written.map(|()| walked)
    })
}

fn readers() -> usize {
    thread::available_parallelism().map_or(2, |cores| cores.get().clamp(1, MOST_READERS))
}

/// Something on its way through the line: its place in the order, and the permits that come back when it is written.
struct LineItem<T> {
    number: u64,
    permits: usize,
    what: T,
}

struct HandOut<'a> {
    found: SyncSender<LineItem<Item>>,
    permits: Receiver<()>,
    /// Permits that were taken for the next file.
    held: usize,
    /// The number of the next file.
    number: u64,
    stop: &'a AtomicBool,
}

impl HandOut<'_> {
    /// Waits until so many permits are held; `false` where nobody gives any more.
    fn hold(&mut self, permits: usize) -> bool {
        while self.held < permits {
            if self.permits.recv().is_err() {
                return false;
            }
            self.held += 1;
        }
        true
    }
}

impl Taker for HandOut<'_> {
    fn take(&mut self, item: Item) -> ControlFlow<()> {
        let go_on = self.hold(permits_of(&item)) && !self.stop.load(Ordering::Relaxed);
        let permits = std::mem::take(&mut self.held);
        let go_on = go_on && self.found.send(LineItem { number: self.number, permits, what: item }).is_ok();
        self.number += 1;
        if go_on { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }

    /// A large file has the line for itself: it is held as text, as points and as channels, and two of them at once would be
    /// twice as much.
    fn make_room(&mut self) {
        // Where no more permits come, the next file is not taken.
        let _ = self.hold(ON_THE_WAY);
    }
}

/// What a file takes of what is shared. One that is read as it streams by, or lies on the disk, is small.
fn permits_of(item: &Item) -> usize {
    let bytes = match &item.content {
        Ok(walk::FileContent::Bytes(bytes)) => bytes.len() as u64,
        _ => 0,
    };
    usize::try_from(bytes / BYTES_A_PERMIT).map_or(ON_THE_WAY, |more| (1 + more).min(ON_THE_WAY))
}

fn read_all(to_read: &Mutex<Receiver<LineItem<Item>>>, done: &Sender<LineItem<Found>>, job: &Job<'_>) {
    loop {
        let next = to_read.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(LineItem { number, permits, what }) = next else { return };
        let what = found(what, &job.reader, job.known);
        if done.send(LineItem { number, permits, what }).is_err() {
            return;
        }
    }
}

/// What was in a file that was found.
pub(super) fn found(item: Item, reader: &Reader<'_>, known: &BTreeSet<ContentHash>) -> Found {
    let content = match item.content {
        Ok(content) => read_one(content, reader, known),
        Err(error) => Content::Absent(error),
    };
    let content = match content {
        // Who names such a file wants to know why nothing came of it; within an export it is no failure.
        Content::Unreadable { format, error } if !item.typed && !error.holds.is_empty() => {
            Content::NotYet { format, error }
        }
        content => content,
    };
    Found { path: item.path, content }
}

/// Reads one file, unless its content is known.
fn read_one(content: walk::FileContent, reader: &Reader<'_>, known: &BTreeSet<ContentHash>) -> Content {
    let size = content.size();
    let bytes = match content {
        walk::FileContent::Bytes(bytes) => bytes,
        walk::FileContent::AppleHealth(streamed) => {
            let format = Some(Format::AppleHealth);
            let sha256 = ContentHash::of_digest(streamed.sha256);
            if known.contains(&sha256) {
                return Content::Known { sha256, format };
            }
            // What streamed by is too large to be kept.
            let recording = |reading| Recording { sha256, size, bytes: None, reading };
            return outcome(format, catch(|| streamed.export.told(reader)), recording);
        }
        walk::FileContent::Database(spooled) => return database(&spooled, reader, known),
    };
    let format = detect(&bytes);
    if format == Some(Format::StravaTable) {
        return Content::StravaTable(bytes);
    }
    let sha256 = ContentHash::of(&bytes);
    if known.contains(&sha256) {
        return Content::Known { sha256, format };
    }
    let reading = catch(|| reader.read(&bytes));
    outcome(format, reading, |reading| Recording { sha256, size, bytes: Some(bytes), reading })
}

/// Reads a database, which may be an export of Health Connect.
fn database(spooled: &walk::Spooled, reader: &Reader<'_>, known: &BTreeSet<ContentHash>) -> Content {
    let format = Some(Format::HealthConnect);
    let sha256 = ContentHash::of_digest(spooled.sha256);
    if known.contains(&sha256) {
        return Content::Known { sha256, format };
    }
    let mut export = HealthConnect::default();
    let mut row = |row: charley_store::ForeignRow| {
        let charley_store::ForeignRow { of, by, from_ms, to_ms, offset_s, value, method } = row;
        export.add(&HealthConnectRow { of, by: &by, from_ms, to_ms, offset_s, value, method });
    };
    let refused = |code, message, holds| Content::Unreadable {
        format: Some(Format::Database),
        error: ReadError { code, message, byte_offset: None, holds },
    };
    match charley_store::health_connect(spooled.file.path(), &mut row) {
        Ok(true) => {
            let recording = |reading| Recording { sha256, size: spooled.size, bytes: None, reading };
            outcome(format, catch(|| export.told(reader)), recording)
        }
        Ok(false) => {
            let message =
                "this is a database that Charley does not know: export the workouts as FIT, TCX or GPX";
            refused("unknown_format", message.to_owned(), &["a database"])
        }
        Err(why) => refused("bad_database", format!("the database is damaged ({why}): export it again"), &[]),
    }
}

/// Reads, and says what came of it. One bad file never stops the others, not even by a mistake of ours.
fn catch(read: impl FnOnce() -> Result<Reading, ReadError>) -> Option<Result<Reading, ReadError>> {
    catch_unwind(AssertUnwindSafe(read)).ok()
}

fn outcome(
    format: Option<Format>,
    reading: Option<Result<Reading, ReadError>>,
    recording: impl FnOnce(Reading) -> Recording,
) -> Content {
    match reading {
        Some(Ok(reading)) => Content::Recording(Box::new(recording(reading))),
        Some(Err(error)) => Content::Unreadable { format, error },
        None => Content::Broken,
    }
}

/// Writes files in the order in which they were found, whatever order they were read in.
fn write_all(
    to_write: &Receiver<LineItem<Found>>,
    permit: &Sender<()>,
    write: Write<'_>,
) -> anyhow::Result<()> {
    let mut early = BTreeMap::new();
    let mut next = 0;
    for come in to_write {
        early.insert(come.number, come);
        while let Some(found) = early.remove(&next) {
            next += 1;
            if write(found.what)?.is_break() {
                return Ok(());
            }
            for _ in 0..found.permits {
                // A walker that is done takes no more permits.
                let _ = permit.send(());
            }
        }
    }
    Ok(())
}
