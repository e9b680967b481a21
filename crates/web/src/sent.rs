//! Files that come in a form, kept as they arrive: small ones in memory, large ones in a nameless file on the disk.

use std::io::{self, Read, Seek as _, Write as _};

use axum::{
    body::Body,
    extract::{Multipart, multipart::MultipartError},
    http::StatusCode,
};
use charley_case::import::SentSource;
use tempfile::SpooledTempFile;

use crate::{error::PageError, form::FormFields};

/// Size up to which a file is held in memory.
const HELD_BYTES: usize = 16 * 1024 * 1024;
/// The most that is read of a field beside the files.
const LONGEST_TYPED_BYTES: u64 = 1024;
/// What a file is called that came without a name.
const NAMELESS: &str = "sent file";

/// A file that was sent.
#[derive(Debug)]
pub(super) struct SentFile {
    name: String,
    content: SpooledTempFile,
}

impl SentFile {
    /// What came from a weather service.
    pub(super) fn of_service(name: String, content: &[u8]) -> io::Result<Self> {
        let mut held = tempfile::spooled_tempfile(HELD_BYTES);
        held.write_all(content)?;
        held.rewind()?;
        Ok(Self { name, content: held })
    }

    /// The first letters of it as text, as long as anything that is typed beside a file.
    fn beginning(&mut self) -> String {
        let mut text = Vec::new();
        drop(Read::by_ref(&mut self.content).take(LONGEST_TYPED_BYTES).read_to_end(&mut text));
        String::from_utf8_lossy(&text).into_owned()
    }
}

impl SentSource for SentFile {
    fn name(&self) -> &str {
        &self.name
    }
}

impl Read for SentFile {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.content.read(buffer)
    }
}

/// A body that is the file itself, as it arrives; nothing where it is empty.
///
/// # Errors
/// As [`files`].
pub(super) async fn body(mut body: Body, most: u64) -> Result<Option<SentFile>, PageError> {
    let mut arriving = Arriving::new(NAMELESS.to_owned());
    while let Some(frame) = http_body_util::BodyExt::frame(&mut body).await {
        let frame = frame.map_err(|_| broke_off("the connection ended"))?;
        let Ok(bytes) = frame.into_data() else { continue };
        arriving.take(&bytes, most)?;
    }
    Ok(match arriving.whole()? {
        Arrived::Whole(file) => Some(file),
        Arrived::Empty(_) => None,
    })
}

/// The files of a form, as far as they may be large together. A field that is no file is passed over, and so is an empty file
/// unless it came alone: then its sender wants to hear that it is empty.
///
/// # Errors
/// [`PageError::TooLarge`] as soon as more has come than is taken; [`PageError::BadForm`] where it broke off.
pub(super) async fn files(parts: Multipart, most: u64) -> Result<Vec<SentFile>, PageError> {
    let SentForm { mut files, empty, .. } = form(parts, most).await?;
    if files.is_empty() {
        files.extend(empty);
    }
    Ok(files)
}

/// What a form with files sends.
pub(super) struct SentForm {
    /// Its files; those that are empty and those that were not chosen are none.
    pub(super) files: Vec<SentFile>,
    /// What was typed and chosen beside them.
    pub(super) fields: FormFields,
    /// A file with a name and not one byte.
    empty: Option<SentFile>,
}

/// A form with files, and what was typed beside them.
///
/// # Errors
/// As [`files`].
pub(super) async fn form(mut parts: Multipart, most: u64) -> Result<SentForm, PageError> {
    let (mut files, mut typed, mut left, mut empty) = (Vec::new(), Vec::new(), most, None);
    let refused = |error: MultipartError| refused(&error, most);
    while let Some(mut part) = parts.next_field().await.map_err(refused)? {
        let is_file = part.file_name().is_some() || matches!(part.name(), Some("file" | "files" | "folder"));
        let is_named = part.file_name().is_some_and(|name| !name.is_empty());
        let field = part.name().unwrap_or_default().to_owned();
        let name = part.file_name().filter(|name| !name.is_empty()).unwrap_or(NAMELESS).to_owned();
        let mut arriving = Arriving::new(name);
        while let Some(chunk) = part.chunk().await.map_err(refused)? {
            if chunk.len() as u64 > left {
                return Err(PageError::TooLarge { most });
            }
            left -= chunk.len() as u64;
            arriving.take(&chunk, most)?;
        }
        match arriving.whole()? {
            Arrived::Empty(file) if is_named => empty = Some(file),
            Arrived::Whole(file) if is_file => files.push(file),
            Arrived::Whole(mut file) => typed.push((field, file.beginning())),
            Arrived::Empty(_) => {}
        }
    }
    Ok(SentForm { files, fields: FormFields::of(typed), empty })
}

/// A file that is not there as a whole yet.
struct Arriving {
    file: SentFile,
    bytes: u64,
}

impl Arriving {
    fn new(name: String) -> Self {
        Self { file: SentFile { name, content: tempfile::spooled_tempfile(HELD_BYTES) }, bytes: 0 }
    }

    fn take(&mut self, bytes: &[u8], most: u64) -> Result<(), PageError> {
        self.bytes += bytes.len() as u64;
        if self.bytes > most {
            return Err(PageError::TooLarge { most });
        }
        self.file.content.write_all(bytes).map_err(|error| full(&error))
    }

    fn whole(mut self) -> Result<Arrived, PageError> {
        self.file.content.rewind().map_err(|error| full(&error))?;
        Ok(if self.bytes > 0 { Arrived::Whole(self.file) } else { Arrived::Empty(self.file) })
    }
}

/// A file that is there.
enum Arrived {
    Whole(SentFile),
    /// Not one byte.
    Empty(SentFile),
}

fn refused(error: &MultipartError, most: u64) -> PageError {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return PageError::TooLarge { most };
    }
    broke_off(&error.to_string())
}

fn broke_off(why: &str) -> PageError {
    PageError::BadForm(format!("The upload broke off ({why}). Nothing was imported; send it again."))
}

fn full(error: &io::Error) -> PageError {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            PageError::Store(charley_store::StoreError::Full)
        }
        _ => PageError::Broken,
    }
}
