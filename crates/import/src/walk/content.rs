//! One stream of bytes: a recording, something compressed, or nothing that Charley reads.

use std::{
    io::{self, BufReader, Cursor, Read, Seek},
    ops::ControlFlow,
};

use flate2::read::MultiGzDecoder;

use super::{FileContent, Spooled, Streamed, Visit, error::WalkError, sum::Summed};
use crate::{Format, apple, detect, xml::LOOKED_AT};

/// An archive within a stream is held in memory up to this size and in a nameless temporary file beyond it.
const SPOOL_BYTES: usize = 16 * 1024 * 1024;

/// A file with more content than this is read on when there is room for it.
const LARGE_BYTES: u64 = 16 * 1024 * 1024;

/// Whether the person named a file or it was met on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    Typed,
    Found,
}

/// Where a stream was found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) origin: Origin,
    /// Its size before decompression, where it is known.
    pub(super) compressed: Option<u64>,
    /// Layers of compression and archives around it.
    pub(super) depth: u32,
}

impl Visit<'_> {
    /// Reads a stream.
    pub(super) fn stream(&mut self, path: &str, source: &mut dyn Read, place: Place) -> ControlFlow<()> {
        if place.depth > self.limits.depth {
            return self.give(path.to_owned(), Err(WalkError::TooDeep { limit: self.limits.depth }));
        }
        let mut head = Vec::new();
        if let Err(error) = source.take(LOOKED_AT as u64).read_to_end(&mut head)
            && head.is_empty()
        {
            return self.give(path.to_owned(), Err(broken(error)));
        }
        match detect(&head) {
            Some(Format::Gzip) => {
                let mut inner = MultiGzDecoder::new(BufReader::new(Cursor::new(head).chain(source)));
                self.stream(path, &mut inner, Place { depth: place.depth + 1, ..place })
            }
            Some(Format::Zip) => match self.spool(&head, source) {
                Ok(archive) => self.archive(path, archive, place.depth + 1),
                Err(error) => self.give(path.to_owned(), Err(error)),
            },
            Some(Format::AppleHealth) => {
                let streamed = self.apple(&head, source);
                self.give(path.to_owned(), Ok(FileContent::AppleHealth(Box::new(streamed))))
            }
            Some(Format::Database)
                if place.origin == Origin::Found && !path.to_lowercase().contains("health") =>
            {
                self.pass_over(path, &head);
                ControlFlow::Continue(())
            }
            Some(Format::Database) => {
                let spooled = self.database(&head, source);
                self.give(path.to_owned(), spooled.map(FileContent::Database))
            }
            None if place.origin == Origin::Found && !is_named_like_recording(path) => {
                self.pass_over(path, &head);
                ControlFlow::Continue(())
            }
            _ => {
                let content = self.content(head, source, place.compressed);
                self.give(path.to_owned(), content.map(FileContent::Bytes))
            }
        }
    }

    /// The whole content, as far as it can be decompressed and the limits allow.
    fn content(
        &mut self,
        mut content: Vec<u8>,
        source: &mut dyn Read,
        compressed: Option<u64>,
    ) -> Result<Vec<u8>, WalkError> {
        let allowed = self.limits.content_bytes(compressed);
        let most = allowed.min(self.budget.bytes);
        let room = most.saturating_add(1).saturating_sub(content.len() as u64);
        // A stream that breaks keeps what came before: the reader of the format says how much that was.
        let begun = source.take(room.min(LARGE_BYTES)).read_to_end(&mut content);
        if begun.is_ok_and(|count| count as u64 == LARGE_BYTES) {
            self.each.make_room();
            let _ = source.take(room - LARGE_BYTES).read_to_end(&mut content);
        }
        let size = content.len() as u64;
        if size > self.budget.bytes {
            return Err(self.total_too_large());
        }
        self.budget.bytes -= size;
        if size <= allowed {
            Ok(content)
        } else if allowed == self.limits.file_bytes {
            Err(WalkError::TooLarge { limit_mb: mb(allowed) })
        } else {
            Err(WalkError::Expands { limit: self.limits.expansion })
        }
    }

    /// Reads an export of Apple Health as far as its ceiling and the budget allow; beyond it reads as if it broke off there.
    fn apple(&mut self, head: &[u8], source: &mut dyn Read) -> Streamed {
        let most = apple::MOST_BYTES.min(self.budget.bytes);
        let mut summed = Summed::of(Cursor::new(head).chain(source).take(most));
        let export = apple::read(&mut summed);
        self.budget.bytes = self.budget.bytes.saturating_sub(export.bytes);
        Streamed { sha256: summed.sha256(), export }
    }

    /// Puts a database into a file of its own, for it is not read from its beginning to its end.
    fn database(&mut self, head: &[u8], source: &mut dyn Read) -> Result<Spooled, WalkError> {
        let room = self.budget.bytes.saturating_add(1);
        let mut summed = Summed::of(Cursor::new(head).chain(source).take(room));
        let mut file = tempfile::NamedTempFile::new()?;
        let size = io::copy(&mut summed, &mut file)?;
        if size > self.budget.bytes {
            return Err(self.total_too_large());
        }
        self.budget.bytes -= size;
        Ok(Spooled { sha256: summed.sha256(), file, size })
    }

    fn spool(&mut self, head: &[u8], source: &mut dyn Read) -> Result<tempfile::SpooledTempFile, WalkError> {
        let mut spool = tempfile::spooled_tempfile(SPOOL_BYTES);
        let room = self.budget.bytes.saturating_add(1);
        let size = io::copy(&mut Cursor::new(head).chain(source).take(room), &mut spool)?;
        if size > self.budget.bytes {
            return Err(self.total_too_large());
        }
        // Standard input says its size only now.
        self.budget.bytes = if self.budget.bytes == u64::MAX {
            self.limits.budget(size).bytes
        } else {
            self.budget.bytes - size
        };
        spool.rewind()?;
        Ok(spool)
    }

    fn total_too_large(&mut self) -> WalkError {
        let limit_mb = mb(self.budget.bytes);
        self.budget.bytes = 0;
        WalkError::TotalTooLarge { limit_mb }
    }
}

const fn mb(bytes: u64) -> u64 {
    bytes / (1024 * 1024)
}

fn broken(error: io::Error) -> WalkError {
    match error.kind() {
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::UnexpectedEof => {
            WalkError::BadArchive(error.to_string())
        }
        _ => WalkError::Io(error),
    }
}

/// Whether a file of unknown content should be told to the person rather than passed over.
fn is_named_like_recording(path: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    let name = lower.rsplit('/').next().unwrap_or(&lower);
    let stem = name.strip_suffix(".gz").unwrap_or(name);
    // A Mac puts a file of its own beside each one it packs.
    !name.starts_with("._") && [".fit", ".tcx", ".gpx"].iter().any(|ending| stem.ends_with(ending))
}
