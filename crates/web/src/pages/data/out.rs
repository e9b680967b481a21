//! Out of the diary: a copy made now, the newest copy as a file, and everything in open formats.

use std::{fs, sync::Arc};

use axum::{
    Extension,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use charley_store::{Archive, Daily, Due};

use crate::{app::App, caller::Caller, error::PageError, form};

use super::{ADDRESS, put_back};

/// `POST /settings/data/copy`: a copy of the diary now.
pub(crate) async fn copy(State(app): State<Arc<App>>) -> Result<Response, PageError> {
    app.visit(|visit| {
        if matches!(visit.store.back_up(&visit.now, Due::Asked)?, Daily::NotDue) {
            // Whoever asks is never told that nothing changed.
            visit.store.backup(&visit.store.daily_backup_path(&visit.now))?;
        }
        Ok(form::go(&format!("{ADDRESS}?done=copy")))
    })
    .await
}

/// `GET /settings/data/copy.db`: the newest copy as a file.
pub(crate) async fn newest(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
) -> Result<Response, PageError> {
    if caller.device().is_some() {
        return Err(PageError::NotAllowed);
    }
    app.visit(|visit| {
        let copies = visit.store.copies(visit.now.date())?;
        let newest = copies.newest().ok_or(PageError::NotFound)?;
        let bytes = fs::read(&newest.path).map_err(|_| PageError::NotFound)?;
        Ok(file(("application/vnd.sqlite3", &put_back::name(newest)), bytes))
    })
    .await
}

/// `GET /settings/data/export.zip`: everything in open formats, as one archive.
pub(crate) async fn export(State(app): State<Arc<App>>) -> Result<Response, PageError> {
    let host = app.clone();
    let bytes = app
        .blocking(move || {
            let dir = tempfile::tempdir().map_err(|_| PageError::Broken)?;
            let path = dir.path().join("charley.zip");
            let mut archive = Archive::create(&path)?;
            // A hand of its own on the diary: pages are read meanwhile.
            host.another_store()?.export(&mut archive)?;
            archive.finish()?;
            fs::read(path).map_err(|_| PageError::Broken)
        })
        .await?;
    Ok(file(("application/zip", "charley.zip"), bytes))
}

fn file((kind, name): (&str, &str), bytes: Vec<u8>) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    ([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, disposition)], bytes)
        .into_response()
}
