//! A stream whose content is summed (SHA-256) as it is read, beside the reading where another processor is free for it.

use std::{
    io::{self, Read},
    mem,
    panic::resume_unwind,
    sync::mpsc::{Receiver, SyncSender, channel, sync_channel},
    thread::{Builder, JoinHandle},
};

use sha2::{Digest, Sha256};

/// What is handed over at a time, in bytes.
const BLOCK: usize = 256 << 10;
/// Blocks that wait to be summed at most.
const WAITING: usize = 4;

/// A stream that is summed.
#[derive(Debug)]
pub(super) struct Summed<R> {
    source: R,
    sum: RunningSum,
}

impl<R: Read> Summed<R> {
    pub(super) fn of(source: R) -> Self {
        Self { source, sum: RunningSum::begun() }
    }

    /// The sum of what was read.
    pub(super) fn sha256(self) -> [u8; 32] {
        self.sum.ended()
    }
}

impl<R: Read> Read for Summed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.source.read(buffer)?;
        self.sum.add(&buffer[..count]);
        Ok(count)
    }
}

/// A sum under way.
#[derive(Debug)]
enum RunningSum {
    /// Where there are no threads, as in a browser.
    Here(Sha256),
    Beside(SummingThread),
}

#[derive(Debug)]
struct SummingThread {
    filling: Vec<u8>,
    full: SyncSender<Vec<u8>>,
    spent: Receiver<Vec<u8>>,
    thread: JoinHandle<Sha256>,
}

impl RunningSum {
    fn begun() -> Self {
        let (full, to_sum) = sync_channel::<Vec<u8>>(WAITING);
        let (give_back, spent) = channel();
        let sum = move || {
            let mut digest = Sha256::new();
            for block in to_sum {
                digest.update(&block);
                // Nobody waits for the last ones.
                let _ = give_back.send(block);
            }
            digest
        };
        match Builder::new().name("sum".to_owned()).spawn(sum) {
            Ok(thread) => Self::Beside(SummingThread { filling: Vec::new(), full, spent, thread }),
            Err(_) => Self::Here(Sha256::new()),
        }
    }

    fn add(&mut self, bytes: &[u8]) {
        match self {
            Self::Here(digest) => digest.update(bytes),
            Self::Beside(beside) => {
                beside.filling.extend_from_slice(bytes);
                if beside.filling.len() >= BLOCK {
                    beside.hand_over();
                }
            }
        }
    }

    fn ended(self) -> [u8; 32] {
        match self {
            Self::Here(digest) => digest.finalize().into(),
            Self::Beside(mut beside) => {
                beside.hand_over();
                drop(beside.full);
                beside.thread.join().unwrap_or_else(|panic| resume_unwind(panic)).finalize().into()
            }
        }
    }
}

impl SummingThread {
    fn hand_over(&mut self) {
        let mut empty = self.spent.try_recv().unwrap_or_default();
        empty.clear();
        // Who receives ends only with this side; a panic of theirs is met when they are joined.
        let _ = self.full.send(mem::replace(&mut self.filling, empty));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_is_that_of_the_whole_content() {
        for length in [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 9 * BLOCK + 7] {
            let content: Vec<u8> = (0..length).map(|at| (at * 31 % 251) as u8).collect();
            let mut summed = Summed::of(&*content);
            assert_eq!(io::copy(&mut summed, &mut io::sink()).unwrap(), length as u64);
            assert_eq!(summed.sha256(), <[u8; 32]>::from(Sha256::digest(&content)));
            let mut here = RunningSum::Here(Sha256::new());
            here.add(&content);
            assert_eq!(here.ended(), <[u8; 32]>::from(Sha256::digest(&content)));
        }
    }
}
