//! Where an export goes, and where it comes from: a folder or an archive.

use std::io::{BufRead, Write};

/// Where an export goes: a folder, an archive.
pub trait Sink {
    /// Begins a file; what is written next goes into it.
    ///
    /// # Errors
    /// When it cannot be begun.
    fn begin(&mut self, name: &str) -> std::io::Result<&mut dyn Write>;
}

/// Where an export comes from.
pub trait ExportOrigin {
    /// The file of a name; `None` when there is none.
    ///
    /// # Errors
    /// When it cannot be opened.
    fn open(&mut self, name: &str) -> std::io::Result<Option<Box<dyn BufRead + '_>>>;
}
