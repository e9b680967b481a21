//! Folders and zip archives as places to export to and to restore from.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, BufWriter, Read, Write},
    path::{Path, PathBuf},
};

use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

use crate::{
    StoreError,
    carrier::{ExportOrigin, Sink},
    disk::{private_dir, private_file, remove, sync_dir, with_suffix},
};

/// Largest single file read from an export: a bomb is refused, a life of workouts is not.
const LARGEST_FILE_BYTES: u64 = 16 << 30;

/// A folder to export to.
#[derive(Debug)]
pub struct Folder {
    dir: PathBuf,
    file: Option<BufWriter<File>>,
    begun: bool,
}

impl Folder {
    /// A folder, made (0700) when it is not there; it must be empty.
    ///
    /// # Errors
    /// [`StoreError::Io`] when it cannot be made or holds something.
    pub fn create(dir: &Path) -> Result<Self, StoreError> {
        private_dir(dir)?;
        let full = std::fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some());
        if full {
            let error = io::Error::new(
                io::ErrorKind::AlreadyExists,
                "it is not empty: name an empty or a new folder",
            );
            return Err(StoreError::io("export to", dir, error));
        }
        Ok(Self { dir: dir.to_owned(), file: None, begun: false })
    }

    /// Puts the last file on the disk.
    ///
    /// # Errors
    /// [`StoreError::Full`], [`StoreError::Io`].
    pub fn finish(mut self) -> Result<(), StoreError> {
        self.close().map_err(|error| StoreError::io("write", &self.dir, error))?;
        sync_dir(&self.dir.join("x"))?;
        let originals = self.dir.join("originals");
        if originals.is_dir() { sync_dir(&originals.join("x")) } else { Ok(()) }
    }

    fn close(&mut self) -> io::Result<()> {
        match self.file.take() {
            Some(file) => file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all(),
            None => Ok(()),
        }
    }
}

impl Sink for Folder {
    fn begin(&mut self, name: &str) -> io::Result<&mut dyn Write> {
        self.close()?;
        let path = self.dir.join(name);
        if let Some(dir) = path.parent() {
            private_dir(dir).map_err(io::Error::other)?;
        }
        let file = private_file(&path).map_err(io::Error::other)?;
        if !self.begun {
            // The first name says that this is an export, and no whole one yet: it is on the disk before anything else.
            sync_dir(&path).map_err(io::Error::other)?;
            self.begun = true;
        }
        Ok(self.file.insert(BufWriter::new(file)))
    }
}

/// A zip archive to export to. It has its name only once it is whole: an older one of that name stays until then.
#[derive(Debug)]
pub struct Archive {
    path: PathBuf,
    zip: Option<ZipWriter<File>>,
}

impl Archive {
    /// A new archive (0600); a file of that name is replaced when it is finished.
    ///
    /// # Errors
    /// [`StoreError::Io`] when it cannot be made.
    pub fn create(path: &Path) -> Result<Self, StoreError> {
        let part = with_suffix(path, ".part");
        remove(&part)?;
        let file = private_file(&part)?;
        Ok(Self { path: path.to_owned(), zip: Some(ZipWriter::new(file)) })
    }

    /// Closes the archive and puts it on the disk.
    ///
    /// # Errors
    /// [`StoreError::Full`], [`StoreError::Io`].
    pub fn finish(mut self) -> Result<(), StoreError> {
        let Some(zip) = self.zip.as_mut() else { return Ok(()) };
        let written = zip.flush().and_then(|()| self.zip.take().map_or(Ok(()), closed));
        let named = written.and_then(|()| std::fs::rename(with_suffix(&self.path, ".part"), &self.path));
        named.map_err(|error| StoreError::io("write", &self.path, error))?;
        sync_dir(&self.path)
    }
}

fn closed(zip: ZipWriter<File>) -> io::Result<()> {
    zip.finish().map_err(io::Error::from).and_then(|file| file.sync_all())
}

impl Drop for Archive {
    fn drop(&mut self) {
        if let Some(zip) = self.zip.take() {
            // It was given up half-way: to close it would only say a second time that it cannot be written.
            std::mem::forget(zip);
        }
        drop(remove(&with_suffix(&self.path, ".part")));
    }
}

impl Sink for Archive {
    fn begin(&mut self, name: &str) -> io::Result<&mut dyn Write> {
        let options =
            SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).large_file(true);
        let zip = self.zip.as_mut().ok_or(io::ErrorKind::BrokenPipe)?;
        zip.start_file(name, options)?;
        Ok(zip)
    }
}

/// A folder or a zip archive to restore from.
#[derive(Debug)]
pub enum ExportPlace {
    /// A folder.
    Folder(PathBuf),
    /// An archive.
    Archive(Box<ZipArchive<BufReader<File>>>),
}

impl ExportPlace {
    /// The export at `path`, told by what is there.
    ///
    /// # Errors
    /// [`StoreError::NotABackup`] when it is neither a folder nor a zip archive.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        if path.is_dir() {
            return Ok(Self::Folder(path.to_owned()));
        }
        let file = File::open(path).map_err(|error| StoreError::io("open", path, error))?;
        match ZipArchive::new(BufReader::new(file)) {
            Ok(zip) => Ok(Self::Archive(Box::new(zip))),
            Err(error) => {
                let why = format!("as an archive it is cut or damaged ({error})");
                Err(StoreError::NotABackup { path: path.to_owned(), why })
            }
        }
    }
}

impl ExportOrigin for ExportPlace {
    fn open(&mut self, name: &str) -> io::Result<Option<Box<dyn BufRead + '_>>> {
        match self {
            Self::Folder(dir) => match File::open(dir.join(name)) {
                Ok(file) => Ok(Some(Box::new(BufReader::new(file)))),
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
                Err(error) => Err(error),
            },
            Self::Archive(zip) => match zip.by_name(name) {
                Ok(file) => Ok(Some(Box::new(BufReader::new(file.take(LARGEST_FILE_BYTES))))),
                Err(zip::result::ZipError::FileNotFound) => Ok(None),
                Err(error) => Err(error.into()),
            },
        }
    }
}
