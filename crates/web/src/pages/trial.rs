//! `/trial`: plan a trial, see what is drawn for tonight, answer the morning, and at its end what came of it.

mod form;
mod view;

use std::sync::Arc;

use axum::{
    extract::{Path, Query, State},
    http::header,
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;
use uuid::Uuid;

use crate::{
    app::{App, Visit},
    error::PageError,
    form::{self as web_form, FormFields},
    layout::{Light, shown},
};
use charley_answers::trial::{
    answer::{self, NotWritten, TrialWriting},
    begin, paper, words,
};
use charley_case::trial::{TrialRecords, fresh_seed};

pub(crate) use self::view::line_of_tonight;

#[derive(Debug, Default, Deserialize)]
pub(crate) struct TrialQuery {
    /// The trial that is to be seen.
    #[serde(default)]
    id: Option<String>,
}

/// `GET /trial`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    Query(ask): Query<TrialQuery>,
    light: Light,
) -> Result<Response, PageError> {
    app.visit(move |visit| {
        let records = records(visit)?;
        if ask.id.as_deref().is_some_and(|id| records.named(Some(id)).is_none()) {
            return Err(PageError::NotFound);
        }
        Ok(shown(&view::page(&records, ask.id.as_deref(), light)))
    })
    .await
}

/// `POST /trial/plan`: how long it would take; nothing is written.
pub(crate) async fn plan(
    State(app): State<Arc<App>>,
    light: Light,
    fields: FormFields,
) -> Result<Response, PageError> {
    app.visit(move |visit| {
        let records = records(visit)?;
        let wish = form::wish(&fields)?;
        let planned = begin::draft(&records, &wish)
            .and_then(|draft| draft.outlook(&wish).map(|outlook| draft.protocol(outlook, 0)));
        Ok(shown(&view::planned(&records, &fields, planned.as_ref(), light)))
    })
    .await
}

/// `POST /trial/begin`: the same, and it is begun; the same id twice is one trial.
pub(crate) async fn begin(State(app): State<Arc<App>>, fields: FormFields) -> Result<Response, PageError> {
    app.visit(move |visit| {
        let id: Uuid = fields.read("id")?;
        let records = records(visit)?;
        if records.trials.iter().any(|trial| trial.id == id) {
            return Ok(web_form::go("/trial"));
        }
        let wish = form::wish(&fields)?;
        let refuse = |why: begin::NoTrial| PageError::BadForm(words::no_trial(&why).what.into_owned());
        let draft = begin::draft(&records, &wish).map_err(refuse)?;
        let outlook = draft.outlook(&wish).map_err(refuse)?;
        let seed = fresh_seed().map_err(|_| PageError::Broken)?;
        let line = begin::first_line(draft.protocol(outlook, seed), id, &records);
        visit.store.append_trial(&[line.map_err(|_| PageError::Broken)?])?;
        Ok(web_form::go("/trial"))
    })
    .await
}

/// `POST /trial/answer`: how a night was.
pub(crate) async fn morning(State(app): State<Arc<App>>, fields: FormFields) -> Result<Response, PageError> {
    written(app, fields, |records, fields, id| {
        answer::morning(records, &form::morning(fields)?, id).map_err(|why| refused(&why))
    })
    .await
}

/// `POST /trial/expect`: what is expected of the coming period.
pub(crate) async fn expect(State(app): State<Arc<App>>, fields: FormFields) -> Result<Response, PageError> {
    written(app, fields, |records, fields, id| {
        let expects = form::ten("expects", fields)?;
        answer::expect(records, expects, id).map_err(|why| refused(&why))
    })
    .await
}

/// `POST /trial/stop`: it ends now.
pub(crate) async fn stop(State(app): State<Arc<App>>, fields: FormFields) -> Result<Response, PageError> {
    written(app, fields, |records, fields, id| {
        let why = fields.text("why");
        answer::stop(records, (!why.is_empty()).then(|| why.to_owned()), id).map_err(|why| refused(&why))
    })
    .await
}

/// `GET /trial/{id}/{paper}`: `report.html` or `protocol.html`, to print or to hand on.
pub(crate) async fn printed(
    State(app): State<Arc<App>>,
    Path((id, name)): Path<(String, String)>,
) -> Result<Response, PageError> {
    app.visit(move |visit| {
        let records = records(visit)?;
        let trial = records.named(Some(&id)).ok_or(PageError::NotFound)?;
        let page = match name.as_str() {
            "report.html" => paper::report(trial, &records),
            "protocol.html" => paper::protocol(trial, &records),
            _ => return Err(PageError::NotFound),
        };
        let page = page.ok_or(PageError::Broken)?;
        let disposition = format!("attachment; filename=\"trial-{name}\"");
        let headers = [
            (header::CONTENT_TYPE, "text/html; charset=utf-8".to_owned()),
            (header::CONTENT_DISPOSITION, disposition),
        ];
        Ok((headers, page).into_response())
    })
    .await
}

/// Writes what a form says, once for each id.
async fn written(
    app: Arc<App>,
    fields: FormFields,
    writing: impl FnOnce(&TrialRecords, &FormFields, Uuid) -> Result<TrialWriting, PageError> + Send + 'static,
) -> Result<Response, PageError> {
    app.visit(move |visit| {
        let id: Uuid = fields.read("id")?;
        if !visit.store.trial_lines()?.iter().any(|line| line.id == id) {
            let writing = writing(&records(visit)?, &fields, id)?;
            visit.store.append_trial(&writing.lines)?;
            if let Some(entry) = &writing.entry {
                visit.store.record(entry)?;
            }
        }
        Ok(web_form::go("/trial"))
    })
    .await
}

fn refused(why: &NotWritten) -> PageError {
    PageError::BadForm(words::not_written(why).what.into_owned())
}

pub(crate) fn records(visit: &Visit<'_>) -> Result<TrialRecords, PageError> {
    Ok(TrialRecords::beside(visit.store, visit.person.clone(), visit.entries()?, visit.now.clone())?)
}
