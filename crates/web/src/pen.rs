//! One hand that writes for all: what waits at the same time goes into one transaction, and each is answered only
//! after its commit is on the disk.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use charley_store::{Kept, Sent, Store, StoreError};
use jiff::Timestamp;
use tokio::sync::{mpsc, oneshot};

use crate::{error::PageError, host::Host};

/// Entries of one transaction at most.
const AT_ONCE: usize = 256;
/// Longest time that the first of many waits for the others.
const LONGEST_GATHERING: Duration = Duration::from_millis(10);
/// How often it is looked who else has come.
const LOOK: Duration = Duration::from_micros(100);
/// Entries that may wait; whoever comes then waits for a place.
const WAITING: usize = 1024;

/// Hands entries to the writer.
#[derive(Debug, Clone)]
pub(super) struct Pen {
    lines: mpsc::Sender<PenQueue>,
    writer: Arc<Mutex<Writer>>,
    /// Whether the writer is at work; it rests where nothing waits.
    writing: Arc<AtomicBool>,
    host: Arc<dyn Host>,
}

#[derive(Debug)]
struct PenQueue {
    sent: Sent,
    answer: oneshot::Sender<Result<Kept, PageError>>,
}

impl Pen {
    /// A pen with its own hand on the diary.
    pub(super) fn new(store: Store, host: Arc<dyn Host>) -> Self {
        let (lines, waiting) = mpsc::channel(WAITING);
        let writer = Arc::new(Mutex::new(Writer::new(store, waiting)));
        Self { lines, writer, writing: Arc::default(), host }
    }

    /// Writes an entry; it is on the disk when this returns.
    ///
    /// # Errors
    /// [`PageError::Store`] when the diary cannot be written: then nothing of this entry was.
    pub(super) async fn write(&self, sent: Sent) -> Result<Kept, PageError> {
        let (answer, written) = oneshot::channel();
        self.lines.send(PenQueue { sent, answer }).await.map_err(|_| PageError::Broken)?;
        self.wake();
        written.await.unwrap_or(Err(PageError::Broken))
    }

    /// Does something with the pen's hand on the diary while nobody writes.
    pub(super) fn with_store<T>(&self, work: impl FnOnce(&mut Store) -> T) -> T {
        work(&mut self.writer.lock().unwrap_or_else(PoisonError::into_inner).store)
    }

    /// Begins to write where nobody does.
    fn wake(&self) {
        if self.writing.swap(true, Ordering::AcqRel) {
            return;
        }
        let (writer, writing) = (self.writer.clone(), AtWork(self.writing.clone()));
        let host = self.host.clone();
        self.host.later(Box::new(move || {
            // What panicked left the database as its last commit.
            let mut writer = writer.lock().unwrap_or_else(PoisonError::into_inner);
            let pause = writer.step(|| host.now().timestamp());
            if pause.is_some() {
                return pause;
            }
            writing.0.store(false, Ordering::Release);
            // Who came after the last look may have seen the writer at work still.
            (!writer.waiting.is_empty() && !writing.0.swap(true, Ordering::AcqRel)).then_some(Duration::ZERO)
        }));
    }
}

/// The writer at work. One that panics leaves its place to the next.
struct AtWork(Arc<AtomicBool>);

impl Drop for AtWork {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.store(false, Ordering::Release);
        }
    }
}

/// Who writes, and how the last commit went.
#[derive(Debug)]
struct Writer {
    store: Store,
    waiting: mpsc::Receiver<PenQueue>,
    /// What goes into the next commit, and since when others are waited for.
    lines: Vec<PenQueue>,
    since: Option<Timestamp>,
    /// Lines of the last commit, and how long it took.
    crowd: usize,
    commit: Duration,
}

impl Writer {
    fn new(store: Store, waiting: mpsc::Receiver<PenQueue>) -> Self {
        Self { store, waiting, lines: Vec::new(), since: None, crowd: 1, commit: Duration::ZERO }
    }

    /// Gathers what waits or commits it, and says when to go on; nothing where nothing is left.
    ///
    /// Those who were answered together come again together: the first of them waits for the others, at most half as long as
    /// the disk took last, so that one wait for the disk serves all. Whoever comes alone waits for nobody.
    fn step(&mut self, now: impl Fn() -> Timestamp) -> Option<Duration> {
        while self.lines.len() < AT_ONCE
            && let Ok(line) = self.waiting.try_recv()
        {
            self.lines.push(line);
        }
        if self.lines.is_empty() {
            return None;
        }
        let began = now();
        let since = *self.since.get_or_insert(began);
        let most = (self.commit / 2).min(LONGEST_GATHERING);
        if self.lines.len() < self.crowd && between(since, began) < most {
            return Some(LOOK);
        }
        (self.crowd, self.since) = (self.lines.len(), None);
        self.write();
        self.commit = between(began, now());
        Some(Duration::ZERO)
    }

    fn write(&mut self) {
        let (sent, answers): (Vec<Sent>, Vec<_>) =
            self.lines.drain(..).map(|line| (line.sent, line.answer)).unzip();
        match self.store.record_each(&sent) {
            // Whoever went away meanwhile sends the same id again and is told that it is known.
            Ok(kept) => answers.into_iter().zip(kept).for_each(|(answer, kept)| drop(answer.send(Ok(kept)))),
            Err(error) => answers.into_iter().for_each(|answer| drop(answer.send(Err(refused(&error))))),
        }
    }
}

/// The time from one moment to another; none where the clock was set back in between.
fn between(from: Timestamp, to: Timestamp) -> Duration {
    to.duration_since(from).try_into().unwrap_or_default()
}

/// One failure for all that waited for the same commit.
fn refused(error: &StoreError) -> PageError {
    match error {
        StoreError::Locked { waited_s } => PageError::Store(StoreError::Locked { waited_s: *waited_s }),
        StoreError::Full => PageError::Store(StoreError::Full),
        StoreError::ReadOnly => PageError::Store(StoreError::ReadOnly),
        _ => PageError::Broken,
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use charley_domain::entry::{Entry, EntrySource, Record};
    use jiff::SignedDuration;

    use super::*;
    use crate::host::still::Still;
    use charley_speech::entry_draft::EntryDraft;

    fn entry() -> Entry {
        let now: jiff::ZonedDateTime = "2026-11-23T07:10[Europe/Berlin]".parse().unwrap();
        let night = charley_domain::night::NightOf::last(now.datetime());
        EntryDraft::of_night(Record::None, night, &now).unwrap().into_entry(None, EntrySource::Api, &now)
    }

    fn pen(store: Store) -> Pen {
        Pen::new(store, Still::at("2026-11-23T07:10[Europe/Berlin]"))
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn everything_that_was_acknowledged_is_there_and_repeats_are_known() {
        let dir = tempfile::tempdir().unwrap();
        let pen = pen(Store::open_or_create(dir.path()).unwrap());
        let writers: Vec<_> = (0..300)
            .map(|_| {
                let (pen, entry) = (pen.clone(), entry());
                tokio::spawn(async move {
                    let first = pen.write(entry.clone().into()).await.unwrap();
                    (first, pen.write(entry.into()).await.unwrap())
                })
            })
            .collect();
        for writer in writers {
            let (first, again) = writer.await.unwrap();
            assert!(matches!((first, again), (Kept::New, Kept::Known(_))));
        }
        assert_eq!(Store::open(dir.path()).unwrap().entries().unwrap().len(), 300);
    }

    #[test]
    fn the_first_of_a_crowd_waits_for_the_others_and_whoever_is_alone_for_nobody() {
        let dir = tempfile::tempdir().unwrap();
        let (lines, waiting) = mpsc::channel(WAITING);
        let mut writer = Writer::new(Store::open_or_create(dir.path()).unwrap(), waiting);
        let (clock, mut answers) = (Cell::new(Timestamp::UNIX_EPOCH), Vec::new());
        let mut come = |count: usize| {
            for _ in 0..count {
                let (answer, answered) = oneshot::channel();
                lines.try_send(PenQueue { sent: entry().into(), answer }).unwrap();
                answers.push(answered);
            }
        };
        let now = || clock.get();
        assert_eq!(writer.step(now), None, "nothing waits");
        come(1);
        assert_eq!((writer.step(now), writer.crowd), (Some(Duration::ZERO), 1), "alone");
        (writer.crowd, writer.commit) = (8, Duration::from_millis(6));
        come(1);
        assert_eq!(writer.step(now), Some(LOOK), "seven more were answered with this one");
        come(7);
        assert_eq!((writer.step(now), writer.lines.len()), (Some(Duration::ZERO), 0), "all are there");
        // Those who do not come again are waited for no longer than half of what the disk took.
        (writer.crowd, writer.commit) = (9, Duration::from_millis(6));
        come(8);
        assert_eq!(writer.step(now), Some(LOOK));
        clock.set(clock.get() + SignedDuration::from_millis(3));
        assert_eq!((writer.step(now), writer.crowd), (Some(Duration::ZERO), 8));
        assert_eq!(writer.step(now), None);
        assert!(answers.iter_mut().all(|answered| answered.try_recv().unwrap().is_ok()));
    }

    #[tokio::test]
    async fn what_cannot_be_written_is_refused_to_everyone_who_waited() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open_or_create(dir.path()).unwrap();
        store.forbid_writing_for_test();
        let error = pen(store).write(entry().into()).await.unwrap_err();
        assert!(matches!(error, PageError::Store(StoreError::ReadOnly)), "{error:?}");
    }
}
