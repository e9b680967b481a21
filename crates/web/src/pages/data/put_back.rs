//! Into the diary again: a copy of a day, or a file that was taken along.

use std::{
    fs,
    io::{self, Read as _, Seek as _},
    path::{Path, PathBuf},
    sync::Arc,
};

use axum::{
    Extension,
    extract::{Multipart, State},
    http::HeaderMap,
    response::Response,
};
use charley_store::{
    BEING_RESTORED, CopyOfDay, ExportPlace, OddTimes, RestoreTerms, StoreError, check_backup, check_export,
    let_in_by, possible_in, restore, restore_export,
};

use crate::{
    app::App,
    bounds::LARGEST_UPLOAD_BYTES,
    caller::Caller,
    error::PageError,
    form,
    origin::Origin,
    sent::{self, SentFile},
    words::data as say,
};

use super::{ADDRESS, confirmed, stays};

/// How the file of an archive begins.
const ARCHIVE: [u8; 4] = *b"PK\x03\x04";

/// What the file of a copy is called.
pub(super) fn name(copy: &CopyOfDay) -> String {
    copy.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// `POST /settings/data/restore`: a copy or an export takes its place, after the word was typed.
pub(crate) async fn save(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    Extension(origin): Extension<Origin>,
    headers: HeaderMap,
    parts: Multipart,
) -> Result<Response, PageError> {
    let mut sent = sent::form(parts, LARGEST_UPLOAD_BYTES).await?;
    confirmed(&caller, sent.fields.text("word"), say::RESTORE_WORD)?;
    let host = app.clone();
    let done = host.blocking(move || {
        let today = app.now().date();
        let copies = app.another_store()?.copies(today)?;
        let chosen = copies.days.iter().find(|copy| name(copy) == sent.fields.text("copy"));
        let folder = app.folder().ok_or(PageError::NotFound)?;
        let (kept, from) = match (sent.files.pop(), chosen) {
            (Some(file), _) => arrived(file, folder)?,
            (None, Some(copy)) => (None, copy.path.clone()),
            (None, None) => return Err(PageError::BadForm(say::NO_FILE.to_owned())),
        };
        let done = if is_archive(&from) { of_export(&app, &from) } else { of_copy(&app, &from) };
        drop(kept);
        let done = done.map_err(said)?;
        stays(&app, &caller, (&origin, &headers));
        Ok(done)
    });
    Ok(form::go(&done.await?))
}

/// The file on the disk beside the diary, for as long as it is held.
fn arrived(
    mut file: SentFile,
    folder: &Path,
) -> Result<(Option<tempfile::NamedTempFile>, PathBuf), PageError> {
    let failed = |error| StoreError::io("write", folder, error);
    let mut place = tempfile::Builder::new().prefix(BEING_RESTORED).tempfile_in(folder).map_err(failed)?;
    io::copy(&mut file, &mut place).map_err(failed)?;
    place.rewind().map_err(failed)?;
    let path = place.path().to_owned();
    Ok((Some(place), path))
}

fn is_archive(path: &Path) -> bool {
    let mut head = [0; 4];
    fs::File::open(path).and_then(|mut file| file.read_exact(&mut head)).is_ok() && head == ARCHIVE
}

/// A copy in the place of the diary; where the answer leads.
fn of_copy(app: &App, from: &Path) -> Result<String, PageError> {
    let now = app.now();
    check_backup(from)?;
    possible_in(from, now.timestamp())?;
    // What it let in then it lets in now.
    let let_in = let_in_by(from, now.timestamp()).unwrap_or(0);
    let restored =
        app.alone(|folder| restore(from, folder, RestoreTerms { now: &now, odd: OddTimes::Refuse }))?;
    let (entries, workouts) = (restored.from.entries, restored.from.workouts);
    let kept = restored.kept.is_some();
    Ok(format!("{ADDRESS}?done=restore&entries={entries}&workouts={workouts}&kept={kept}&let_in={let_in}"))
}

/// What an export holds in the place of the diary; where the answer leads.
fn of_export(app: &App, from: &Path) -> Result<String, PageError> {
    let mut place = ExportPlace::open(from)?;
    check_export(&mut place)?;
    let now = app.now();
    let (imported, _) = app.alone(|folder| {
        restore_export(&mut place, folder, RestoreTerms { now: &now, odd: OddTimes::Refuse })
    })?;
    let count = |table: &str| imported.rows.get(table).copied().unwrap_or(0);
    let (entries, workouts, unproved) = (count("entry"), count("workout"), !imported.proved_whole);
    Ok(format!("{ADDRESS}?done=restore&entries={entries}&workouts={workouts}&kept=true&unproved={unproved}"))
}

/// What is wrong with the file is said on the page; what is wrong with the diary elsewhere.
fn said(error: PageError) -> PageError {
    match error {
        PageError::Store(error @ (StoreError::Locked { .. } | StoreError::Full)) => PageError::Store(error),
        PageError::Store(error) => PageError::BadForm(say::not_restored(without_commands(&error))),
        other => other,
    }
}

/// A store's sentence up to what is typed in a terminal.
fn without_commands(error: &StoreError) -> String {
    let said = error.to_string();
    let said = said.split([';', '`']).next().unwrap_or_default();
    said.split(": look").next().unwrap_or_default().trim_end_matches(['.', ' ', ',']).to_owned()
}
