//! `POST /api/v1/activities`: a workout file as it is, through the same door as `charley import`.

use std::{collections::VecDeque, io::Read, sync::Arc};

use axum::{
    Extension, Json,
    body::{Body, Bytes},
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use uuid::Uuid;

use super::Refusal;
use crate::{
    app::{App, Here, copies::Keeper},
    bounds::LARGEST_FILE_BYTES,
    caller::Caller,
    error::PageError,
};
use charley_case::import::{self as intake, ImportDocument, ImportReport, Ledger, Status};

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
    // One at a time: each is held in memory while it is read.
    let _turn = app.one_import.acquire().await.map_err(|_| PageError::Broken)?;
    let file = received(body).await?;
    let host = app.clone();
    let report = app.blocking(move || import(file, &host, (&here, device))).await?;
    let document = ImportDocument::of(&report, false);
    Ok((status(&report), Json(document)).into_response())
}

/// A file in the pieces in which it came; each goes when it was read.
struct Pieces(VecDeque<Bytes>);

impl Read for Pieces {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        while self.0.front().is_some_and(Bytes::is_empty) {
            self.0.pop_front();
        }
        let Some(piece) = self.0.front_mut() else { return Ok(0) };
        let read = piece.split_to(piece.len().min(buffer.len()));
        buffer[..read.len()].copy_from_slice(&read);
        Ok(read.len())
    }
}

/// The body as it arrives, as far as it may be large.
async fn received(mut body: Body) -> Result<Pieces, Refusal> {
    let (mut pieces, mut size_bytes) = (VecDeque::new(), 0);
    while let Some(frame) = http_body_util::BodyExt::frame(&mut body).await {
        let frame = frame.map_err(|_| {
            Refusal::unreadable("The file broke off on the way. Nothing was imported; send it again.")
        })?;
        let Ok(bytes) = frame.into_data() else { continue };
        size_bytes += bytes.len() as u64;
        if size_bytes > LARGEST_FILE_BYTES {
            return Err(PageError::TooLarge { most: LARGEST_FILE_BYTES }.into());
        }
        pieces.push_back(bytes);
    }
    if size_bytes == 0 {
        return Err(Refusal::unreadable(
            "The body is empty: send the file itself, as curl does with --data-binary @FILE.",
        ));
    }
    Ok(Pieces(pieces))
}

fn import(
    mut file: Pieces,
    app: &Arc<App>,
    (here, device): (&Here, Option<Uuid>),
) -> Result<ImportReport, PageError> {
    // A hand of its own on the diary: pages are read meanwhile.
    let mut store = app.another_store()?;
    store.act_for(device);
    let mut ledger = Ledger::kept(&mut store).map_err(|_| PageError::Broken)?;
    let mut report =
        intake::import_sent(NAME, &mut file, &mut ledger, &here.now).map_err(|_| PageError::Broken)?;
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
