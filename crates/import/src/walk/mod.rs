//! Finding the files behind what a person typed: folders, gzip, zip, zip in zip, standard input.

mod archive;
mod content;
mod error;
mod limits;
mod sum;
mod survey;
mod unread;

use std::{
    fs::{self, File},
    io::{self, Read},
    ops::ControlFlow,
    path::Path,
};

use self::{
    content::{Origin, Place},
    limits::Budget,
};
pub use self::{
    error::WalkError,
    limits::Limits,
    survey::survey,
    unread::{Product, Unread},
};

use tempfile::NamedTempFile;

use crate::{ReadError, Reader, Reading, apple::Export};

/// How deep folders are followed; links to folders are not.
const FOLDER_DEPTH: u32 = 64;

/// One file that was found.
#[derive(Debug)]
pub struct Item {
    /// The way to it as typed: `export.zip/activities/1.fit.gz`, `-` for standard input.
    pub path: String,
    /// Whether the person named it; otherwise it was met inside a folder or archive.
    pub typed: bool,
    /// Its content, decompressed, or why it could not be had.
    pub content: Result<FileContent, WalkError>,
}

/// What was in a file.
#[derive(Debug)]
pub enum FileContent {
    /// Its bytes.
    Bytes(Vec<u8>),
    /// An export of Apple Health, read as it streamed by: it is too large to be held.
    AppleHealth(Box<Streamed>),
    /// A database, in a file of its own that goes with it.
    Database(Spooled),
}

/// A database that was found.
#[derive(Debug)]
pub struct Spooled {
    /// SHA-256 of its content.
    pub sha256: [u8; 32],
    /// Its bytes, on disk.
    pub file: NamedTempFile,
    /// How many.
    pub size: u64,
}

/// An export that was read as it streamed by.
#[derive(Debug)]
pub struct Streamed {
    /// SHA-256 of its content, as far as it was read.
    pub sha256: [u8; 32],
    /// What it said.
    pub export: Export,
}

impl FileContent {
    /// What is in it, as [`Reader::read`] tells it.
    ///
    /// # Errors
    /// As [`Reader::read`].
    pub fn read(self, reader: &Reader<'_>) -> Result<Reading, ReadError> {
        match self {
            Self::Bytes(bytes) => reader.read(&bytes),
            Self::AppleHealth(streamed) => streamed.export.told(reader),
            // Who can open databases reads it from its file.
            Self::Database(_) => Err(crate::foreign::refusal(b"SQLite format 3\0")),
        }
    }

    /// How many bytes it has.
    pub fn size(&self) -> u64 {
        match self {
            Self::Bytes(bytes) => bytes.len() as u64,
            Self::AppleHealth(streamed) => streamed.export.bytes,
            Self::Database(spooled) => spooled.size,
        }
    }
}

/// What a walk came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Walked {
    /// Items handed out.
    pub items: u64,
    /// Files inside folders and archives that are nothing Charley reads (pictures, notes, ...) and were passed over.
    pub passed_over: u64,
    /// Those of them that belong to an export that Charley knows, by product.
    pub unread: Vec<Unread>,
}

/// Who takes the files that a walk finds, one at a time, and says when to stop.
pub trait Taker {
    /// Takes a file.
    fn take(&mut self, item: Item) -> ControlFlow<()>;

    /// The file that comes next is large and is about to be read whole: returns when there is room for it.
    fn make_room(&mut self) {}
}

impl<F: FnMut(Item) -> ControlFlow<()>> Taker for F {
    fn take(&mut self, item: Item) -> ControlFlow<()> {
        self(item)
    }
}

/// Hands every file behind `paths` to `each`, one at a time, until it says to stop.
///
/// Containers are told by content, so a zip file without its ending is opened too. What the person typed is always
/// handed out; inside folders and archives a file that is nothing Charley knows is passed over, unless its name says
/// that it should be a recording. Tables come before recordings, so that what an export says of its files is known
/// when they come; apart from that the order is that of names.
///
/// An Apple Health export is read as it streams by, within a ceiling of its own.
pub fn walk(paths: &[impl AsRef<Path>], limits: &Limits, each: &mut dyn Taker) -> Walked {
    let mut visit =
        Visit { limits, named: String::new(), budget: limits.budget(0), each, walked: Walked::default() };
    for path in paths {
        visit.named = path.as_ref().to_string_lossy().into_owned();
        if visit.typed(path.as_ref()).is_break() {
            break;
        }
    }
    visit.walked
}

/// The same for bytes that come from elsewhere, such as an upload; `path` is what they are called in the items.
pub fn walk_stream(path: &str, source: &mut dyn Read, limits: &Limits, each: &mut dyn Taker) -> Walked {
    let budget = Budget { bytes: u64::MAX, ..limits.budget(0) };
    let mut visit = Visit { limits, named: path.to_owned(), budget, each, walked: Walked::default() };
    // Where the visitor said stop there is nothing left to stop.
    let _ = visit.stream(path, source, Place { origin: Origin::Typed, compressed: None, depth: 0 });
    visit.walked
}

/// A walk under way.
struct Visit<'a> {
    limits: &'a Limits,
    /// What the person named and is being walked.
    named: String,
    /// What is left for the file on disk that is being read.
    budget: Budget,
    each: &'a mut dyn Taker,
    walked: Walked,
}

impl Visit<'_> {
    fn typed(&mut self, path: &Path) -> ControlFlow<()> {
        let shown = path.to_string_lossy().into_owned();
        if shown == "-" {
            self.budget = Budget { bytes: u64::MAX, ..self.limits.budget(0) };
            return self.stream(
                &shown,
                &mut io::stdin().lock(),
                Place { origin: Origin::Typed, compressed: None, depth: 0 },
            );
        }
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => self.folder(path, &shown, 0),
            Ok(metadata) if metadata.is_file() => self.file(path, &shown, metadata.len(), Origin::Typed),
            Ok(_) => self.pipe(path, &shown),
            Err(error) => self.give(shown, Err(error.into())),
        }
    }

    fn folder(&mut self, folder: &Path, shown: &str, depth: u32) -> ControlFlow<()> {
        if depth > FOLDER_DEPTH {
            return self.give(shown.to_owned(), Err(WalkError::TooDeep { limit: FOLDER_DEPTH }));
        }
        let mut names = match fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>) {
            Ok(entries) => entries.into_iter().map(|entry| entry.file_name()).collect::<Vec<_>>(),
            Err(error) => return self.give(shown.to_owned(), Err(error.into())),
        };
        names.sort_by_cached_key(|name| order(&name.to_string_lossy()));
        for name in names {
            let path = folder.join(&name);
            let shown = joined(shown, &name.to_string_lossy());
            let linked = fs::symlink_metadata(&path).is_ok_and(|metadata| metadata.is_symlink());
            match fs::metadata(&path) {
                Ok(metadata) if metadata.is_dir() && linked => self.walked.passed_over += 1,
                Ok(metadata) if metadata.is_dir() => self.folder(&path, &shown, depth + 1)?,
                Ok(metadata) if metadata.is_file() => {
                    self.file(&path, &shown, metadata.len(), Origin::Found)?;
                }
                _ => self.walked.passed_over += 1,
            }
        }
        ControlFlow::Continue(())
    }

    fn file(&mut self, path: &Path, shown: &str, size: u64, origin: Origin) -> ControlFlow<()> {
        self.budget = self.limits.budget(size);
        let mut file = match File::open(path) {
            Ok(file) => file,
            Err(error) => return self.give(shown.to_owned(), Err(error.into())),
        };
        let mut magic = Vec::new();
        match file.by_ref().take(4).read_to_end(&mut magic).and_then(|_| io::Seek::rewind(&mut file)) {
            Ok(()) if crate::detect(&magic) == Some(crate::Format::Zip) => self.archive(shown, file, 1),
            Ok(()) => self.stream(shown, &mut file, Place { origin, compressed: Some(size), depth: 0 }),
            Err(error) => self.give(shown.to_owned(), Err(error.into())),
        }
    }

    /// A pipe or device, such as a shell puts in place of a command's output.
    fn pipe(&mut self, path: &Path, shown: &str) -> ControlFlow<()> {
        self.budget = Budget { bytes: u64::MAX, ..self.limits.budget(0) };
        match File::open(path) {
            Ok(mut pipe) => {
                self.stream(shown, &mut pipe, Place { origin: Origin::Typed, compressed: None, depth: 0 })
            }
            Err(error) => self.give(shown.to_owned(), Err(error.into())),
        }
    }

    fn give(&mut self, path: String, content: Result<FileContent, WalkError>) -> ControlFlow<()> {
        self.walked.items += 1;
        let typed = path == self.named;
        self.each.take(Item { path, typed, content })
    }

    /// Passes over a file that is nothing Charley reads, and remembers which export it belongs to.
    fn pass_over(&mut self, path: &str, head: &[u8]) {
        self.walked.passed_over += 1;
        if let Some(product) = Product::of(path, head) {
            unread::count(&mut self.walked.unread, product, &self.named);
        }
    }
}

/// Tables first, then by name.
fn order(name: &str) -> (bool, String) {
    (!name.to_ascii_lowercase().ends_with(".csv"), name.to_owned())
}

fn joined(parent: &str, name: &str) -> String {
    if parent.ends_with('/') { format!("{parent}{name}") } else { format!("{parent}/{name}") }
}
