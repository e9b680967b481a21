//! One thread that writes for all: what waits at the same time goes into one transaction, and each is answered only
//! after its commit is on the disk.

use std::{
    thread,
    time::{Duration, Instant},
};

use charley_store::{Kept, Sent, Store, StoreError};
use tokio::sync::{mpsc, oneshot};

use crate::error::PageError;

/// Entries of one transaction at most.
const AT_ONCE: usize = 256;
/// Longest time that the first of many waits for the others.
const LONGEST_GATHERING: Duration = Duration::from_millis(10);
/// How often it is looked who else has come.
const LOOK: Duration = Duration::from_micros(100);
/// Entries that may wait; whoever comes then waits for a place.
const WAITING: usize = 1024;

/// Hands entries to the writing thread.
#[derive(Debug, Clone)]
pub(super) struct Pen {
    lines: mpsc::Sender<Line>,
}

#[derive(Debug)]
struct Line {
    sent: Sent,
    answer: oneshot::Sender<Result<Kept, PageError>>,
}

impl Pen {
    /// A pen with its own hand on the diary.
    pub(super) fn new(store: Store) -> Self {
        let (lines, waiting) = mpsc::channel(WAITING);
        thread::spawn(move || write_all(store, waiting));
        Self { lines }
    }

    /// Writes an entry; it is on the disk when this returns.
    ///
    /// # Errors
    /// [`PageError::Store`] when the diary cannot be written: then nothing of this entry was.
    pub(super) async fn write(&self, sent: Sent) -> Result<Kept, PageError> {
        let (answer, written) = oneshot::channel();
        self.lines.send(Line { sent, answer }).await.map_err(|_| PageError::Broken)?;
        written.await.unwrap_or(Err(PageError::Broken))
    }
}

fn write_all(mut store: Store, mut waiting: mpsc::Receiver<Line>) {
    let mut lines = Vec::with_capacity(AT_ONCE);
    let (mut crowd, mut commit) = (1, Duration::ZERO);
    while waiting.blocking_recv_many(&mut lines, AT_ONCE) > 0 {
        gather(&mut waiting, &mut lines, (crowd, (commit / 2).min(LONGEST_GATHERING)));
        crowd = lines.len();
        let began = Instant::now();
        let (sent, answers): (Vec<Sent>, Vec<_>) =
            lines.drain(..).map(|line| (line.sent, line.answer)).unzip();
        let written = store.record_each(&sent);
        commit = began.elapsed();
        match written {
            // Whoever went away meanwhile sends the same id again and is told that it is known.
            Ok(kept) => answers.into_iter().zip(kept).for_each(|(answer, kept)| drop(answer.send(Ok(kept)))),
            Err(error) => answers.into_iter().for_each(|answer| drop(answer.send(Err(refused(&error))))),
        }
    }
}

/// Those who were answered together come again together: the first of them waits for the others, at most half as long as the
/// disk took last, so that one wait for the disk serves all. Whoever comes alone waits for nobody.
fn gather(waiting: &mut mpsc::Receiver<Line>, lines: &mut Vec<Line>, (crowd, most): (usize, Duration)) {
    let began = Instant::now();
    while lines.len() < crowd && began.elapsed() < most {
        match waiting.try_recv() {
            Ok(line) => lines.push(line),
            Err(_) => thread::sleep(LOOK),
        }
    }
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
    use charley_domain::entry::{Entry, EntrySource, Record};

    use super::*;
    use charley_speech::said::Said;

    fn entry() -> Entry {
        let now: jiff::ZonedDateTime = "2026-11-23T07:10[Europe/Berlin]".parse().unwrap();
        let night = charley_domain::night::NightOf::last(now.datetime());
        Said::of_night(Record::None, night, &now).unwrap().into_entry(None, EntrySource::Api, &now)
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn everything_that_was_acknowledged_is_there_and_repeats_are_known() {
        let dir = tempfile::tempdir().unwrap();
        let pen = Pen::new(Store::open_or_create(dir.path()).unwrap());
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

    #[tokio::test]
    async fn the_first_of_a_crowd_waits_for_the_others_and_whoever_is_alone_for_nobody() {
        let (lines, mut waiting) = mpsc::channel(WAITING);
        let line = || Line { sent: entry().into(), answer: oneshot::channel().0 };
        let ever = Duration::from_mins(1);
        let mut alone = vec![line()];
        gather(&mut waiting, &mut alone, (1, ever));
        assert_eq!(alone.len(), 1);
        let others = thread::spawn(move || {
            for _ in 0..7 {
                thread::sleep(Duration::from_millis(1));
                lines.blocking_send(line()).unwrap();
            }
            lines
        });
        let mut crowd = vec![line()];
        gather(&mut waiting, &mut crowd, (8, ever));
        assert_eq!(crowd.len(), 8);
        let lines = others.join().unwrap();
        // Those who do not come again are waited for no longer than the disk took.
        gather(&mut waiting, &mut crowd, (9, Duration::from_millis(1)));
        assert_eq!((crowd.len(), lines.capacity()), (8, WAITING));
    }

    #[tokio::test]
    async fn what_cannot_be_written_is_refused_to_everyone_who_waited() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open_or_create(dir.path()).unwrap();
        store.forbid_writing_for_test();
        let error = Pen::new(store).write(entry().into()).await.unwrap_err();
        assert!(matches!(error, PageError::Store(StoreError::ReadOnly)), "{error:?}");
    }
}
