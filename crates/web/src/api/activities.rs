//! `POST /api/v1/activities`: a workout file as it is, through the same door as `charley import`.

use std::{
    io::Write as _,
    sync::{Arc, atomic::AtomicBool},
};

use axum::{
    Extension, Json,
    body::Body,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use charley_store::Store;
use tempfile::NamedTempFile;
use uuid::Uuid;

use super::Refusal;
use crate::{
    app::{App, Here},
    bounds::LARGEST_FILE_BYTES,
    caller::Caller,
    error::PageError,
};
use charley_case::import::{self as intake, ImportDocument, Ledger, Order, Report, Status};

/// What a file is called that came without a name.
const NAME: &str = "sent file";

/// Handles one file; an archive holds many.
pub(crate) async fn add(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    body: Body,
) -> Result<Response, Refusal> {
    let here = app.here()?;
    let device = caller.device();
    if let Some(device) = device {
        app.take_place(device)?;
    }
    let answer = keep(&app, (here, device), body).await;
    let new = answer.as_ref().is_ok_and(|response| response.status() == StatusCode::CREATED);
    if let (Some(device), false) = (device, new) {
        app.bounds.give_back(device);
    }
    answer
}

async fn keep(app: &Arc<App>, (here, device): (Here, Option<Uuid>), body: Body) -> Result<Response, Refusal> {
    // One at a time: each may hold a whole file in memory while it is read.
    let _turn = app.one_import.acquire().await.map_err(|_| PageError::Broken)?;
    let file = received(app, body).await?;
    let host = app.clone();
    let report = tokio::task::spawn_blocking(move || import(&file, &host, (&here, device)));
    let report = report.await.map_err(|_| PageError::Broken)??;
    let document = ImportDocument::of(&report, false);
    Ok((status(&report), Json(document)).into_response())
}

/// Writes the body to a private file in the diary's folder as it arrives; the file goes when it was read.
async fn received(app: &App, body: Body) -> Result<NamedTempFile, Refusal> {
    let kept = |error: std::io::Error| {
        PageError::Store(match error.kind() {
            std::io::ErrorKind::StorageFull => charley_store::StoreError::Full,
            _ => charley_store::StoreError::ReadOnly,
        })
    };
    let mut file = NamedTempFile::new_in(app.dir()).map_err(kept)?;
    let mut size_bytes = 0;
    let mut body = body;
    while let Some(frame) = http_body_util::BodyExt::frame(&mut body).await {
        let frame = frame.map_err(|_| {
            Refusal::unreadable("The file broke off on the way. Nothing was imported; send it again.")
        })?;
        let Ok(bytes) = frame.into_data() else { continue };
        size_bytes += bytes.len() as u64;
        if size_bytes > LARGEST_FILE_BYTES {
            return Err(PageError::TooLarge { most: LARGEST_FILE_BYTES }.into());
        }
        file.write_all(&bytes).map_err(kept)?;
    }
    if size_bytes == 0 {
        return Err(Refusal::unreadable(
            "The body is empty: send the file itself, as curl does with --data-binary @FILE.",
        ));
    }
    Ok(file)
}

fn import(
    file: &NamedTempFile,
    app: &App,
    (here, device): (&Here, Option<Uuid>),
) -> Result<Report, PageError> {
    // A hand of its own on the diary: pages are read meanwhile.
    let mut store = Store::open(app.dir())?;
    store.act_for(device);
    let mut ledger = Ledger::kept(&mut store).map_err(|_| PageError::Broken)?;
    let (paths, stop) = ([file.path().to_owned()], AtomicBool::new(false));
    let order = Order { paths: &paths, now: &here.now, stop: &stop };
    let mut report = intake::import(&order, &mut ledger, &mut ()).map_err(|_| PageError::Broken)?;
    // What is asked about other workouts is for the person, not for whoever sent the file.
    report.questions.clear();
    app.copies.much_came_in();
    let place = file.path().display().to_string();
    for one in &mut report.files {
        let named = one.path.replace(&place, NAME);
        one.path = named;
    }
    Ok(report)
}

fn status(report: &Report) -> StatusCode {
    if report.count(Status::Imported) + report.count(Status::Partial) > 0 {
        StatusCode::CREATED
    } else if report.count(Status::Duplicate) > 0 {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    }
}
