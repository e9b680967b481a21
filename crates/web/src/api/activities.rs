//! `POST /api/v1/activities`: a workout file as it is, through the same door as `charley import`.

use std::sync::Arc;

use axum::{
    Extension, Json,
    extract::{FromRequest as _, Multipart, Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use uuid::Uuid;

use super::Refusal;
use crate::{
    app::{App, Here, copies::Keeper},
    bounds::LARGEST_FILE_BYTES,
    caller::Caller,
    error::PageError,
    sent::{self, SentFile},
};
use charley_case::import::{self as intake, ImportDocument, ImportReport, Ledger, Status};

/// Handles one file, as the body or in a form; an archive holds many.
pub(crate) async fn add(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    request: Request,
) -> Result<Response, Refusal> {
    let here = app.here()?;
    let device = caller.device();
    if let Some(device) = device {
        app.take_place(device)?;
    }
    let answer = keep(&app, (here, device), request).await;
    let new = answer.as_ref().is_ok_and(|response| response.status() == StatusCode::CREATED);
    if let (Some(device), false) = (device, new) {
        app.bounds.give_back(device);
    }
    answer
}

async fn keep(
    app: &Arc<App>,
    (here, device): (Here, Option<Uuid>),
    request: Request,
) -> Result<Response, Refusal> {
    // One at a time: each is held in memory while it is read.
    let _turn = app.one_import.acquire().await.map_err(|_| PageError::Broken)?;
    let files = received(request).await?;
    let host = app.clone();
    let report = app.blocking(move || import(files, &host, (&here, device))).await?;
    let document = ImportDocument::of(&report, false);
    Ok((status(&report), Json(document)).into_response())
}

/// The files of a form, or the one that the body is.
async fn received(request: Request) -> Result<Vec<SentFile>, Refusal> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let files = if kind.is_some_and(|kind| kind.to_ascii_lowercase().starts_with("multipart/form-data")) {
        let parts = Multipart::from_request(request, &()).await;
        let parts =
            parts.map_err(|error| Refusal::unreadable(format!("The form cannot be read: {error}.")))?;
        sent::files(parts, LARGEST_FILE_BYTES).await?
    } else {
        sent::body(request.into_body(), LARGEST_FILE_BYTES).await?.into_iter().collect()
    };
    if files.is_empty() {
        return Err(Refusal::unreadable(
            "No file came: send the file itself, as curl does with --data-binary @FILE, or in a form with -F file=@FILE.",
        ));
    }
    Ok(files)
}

fn import(
    mut files: Vec<SentFile>,
    app: &Arc<App>,
    (here, device): (&Here, Option<Uuid>),
) -> Result<ImportReport, PageError> {
    // A hand of its own on the diary: pages are read meanwhile.
    let mut store = app.another_store()?;
    store.act_for(device);
    let mut ledger = Ledger::kept(&mut store).map_err(|_| PageError::Broken)?;
    let mut report = intake::import_all_sent(&mut files, &mut ledger, &here.now, &mut ())
        .map_err(|_| PageError::Broken)?;
    // What is asked about other workouts is for the person, not for whoever sent the file.
    report.questions.clear();
    Keeper::much_came_in(app);
    Ok(report)
}

fn status(report: &ImportReport) -> StatusCode {
    if report.count(Status::Imported) + report.count(Status::Partial) > 0 {
        StatusCode::CREATED
    } else if report.count(Status::Duplicate) > 0 {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    }
}
