//! How far a walk goes into archives before it says no.

/// Limits that keep a hostile or broken archive from filling memory or time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Largest decompressed size of one file, in bytes.
    pub file_bytes: u64,
    /// Largest decompressed size of all files of one typed path together, in bytes.
    pub total_bytes: u64,
    /// How deep archives and folders may be nested.
    pub depth: u32,
    /// How many files one typed path may hold.
    pub entries: u64,
    /// How many times larger than its compressed form a file above 16 MB may be.
    pub expansion: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 512 * 1024 * 1024,
            total_bytes: 200 * 1024 * 1024 * 1024,
            depth: 16,
            entries: 1_000_000,
            expansion: 400,
        }
    }
}
