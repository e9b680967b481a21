//! How far a walk goes into archives before it says no.

use crate::reading::MAX_CONTENT_BYTES;

/// Limits that keep a hostile or broken archive from filling memory or time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Largest decompressed size of one file, in bytes.
    pub file_bytes: u64,
    /// How many times larger than its compressed form a file may be.
    pub expansion: u64,
    /// How many times larger than itself all that one archive on disk holds may be, archives inside it included.
    pub total_expansion: u64,
    /// Expansion is not judged below this size, in bytes.
    pub judged_from_bytes: u64,
    /// How deep archives may be nested.
    pub depth: u32,
    /// How many files one archive on disk may hold, archives inside it included.
    pub entries: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: MAX_CONTENT_BYTES,
            expansion: 400,
            total_expansion: 100,
            judged_from_bytes: 16 * 1024 * 1024,
            depth: 8,
            entries: 1_000_000,
        }
    }
}

/// What may still be read from one file on disk.
#[derive(Debug, Clone, Copy)]
pub(super) struct Budget {
    pub(super) bytes: u64,
    pub(super) entries: u64,
}

impl Limits {
    /// The budget of a file of `size` bytes on disk.
    pub(super) fn budget(&self, size: u64) -> Budget {
        let bytes = size.saturating_mul(self.total_expansion).max(self.judged_from_bytes.saturating_mul(64));
        Budget { bytes, entries: self.entries }
    }

    /// How large the content of something of `compressed` bytes may be.
    pub(super) fn content_bytes(&self, compressed: Option<u64>) -> u64 {
        let expanded = compressed.map_or(u64::MAX, |size| size.saturating_mul(self.expansion));
        self.file_bytes.min(expanded.max(self.judged_from_bytes))
    }
}
