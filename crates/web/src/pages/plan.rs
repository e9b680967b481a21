//! `/plan`: a workout or race that is to come: risk along the way, what lowers it, the most to drink, a card for the wrist.

mod form;
mod turn;
mod view;

use std::sync::Arc;

use axum::{
    extract::{Multipart, Query, State, multipart::MultipartError},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

use charley_domain::person::{Person, RaceCramps};

pub(crate) use self::turn::Turn;
use crate::{
    app::{App, Visit},
    error::PageError,
    form::{self as web_form, FormFields},
    layout::{Light, page, shown},
};
use charley_answers::plan::{PlanMade, calendar_file, what_if};

/// `GET /plan`: the last plan, or the form of a first one; turned as the address says.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    Query(turn): Query<Turn>,
    light: Light,
) -> Result<Response, PageError> {
    app.visit(move |visit| {
        let Some(kept) = visit.kept_plan()? else {
            return Ok(shown(&view::empty(visit, light)?));
        };
        match visit.plan(&kept)? {
            Ok(planned) => Ok(shown(&view::planned(visit, (&kept, &planned), (&turn, light)))),
            // A race that is over, or a plan of an older version: the form as it was, and why.
            Err(problem) => {
                Ok(shown(&view::form(visit, &form::Filled::of(&kept), Some(&problem.into()), light)?))
            }
        }
    })
    .await
}

/// `GET /plan/turned`: what something turned changes, as a part of the page.
pub(crate) async fn turned(
    State(app): State<Arc<App>>,
    Query(turn): Query<Turn>,
) -> Result<Response, PageError> {
    app.visit(move |visit| {
        let planned = planned(visit)?;
        let prepared = planned.prepared.as_ref().ok_or(PageError::NotFound)?;
        let settings = turn.settings(&planned.outing);
        let part = turn::part(&planned, &what_if(prepared, &settings), visit.units());
        Ok(shown(&turn::PlanAnswer { part }))
    })
    .await
}

/// `POST /plan`: what is planned; kept, so that the page shows it again.
pub(crate) async fn make(
    State(app): State<Arc<App>>,
    light: Light,
    mut parts: Multipart,
) -> Result<Response, PageError> {
    let mut pairs = Vec::new();
    let mut file = None;
    while let Some(part) = parts.next_field().await.map_err(|error| broken_off(&error))? {
        let name = part.name().unwrap_or_default().to_owned();
        if name == "course" {
            let bytes = part.bytes().await.map_err(|error| broken_off(&error))?;
            file = (!bytes.is_empty()).then(|| bytes.to_vec());
        } else {
            pairs.push((name, part.text().await.map_err(|error| broken_off(&error))?));
        }
    }
    let fields = FormFields::of(pairs);
    app.visit(move |visit| {
        let before = visit.kept_plan()?;
        match form::read(&fields, (file.as_deref(), before.as_ref()), &visit.now) {
            Ok(kept) => {
                visit.keep_plan(&kept)?;
                Ok(web_form::go("/plan"))
            }
            Err(problem) => {
                let filled = form::Filled::typed(&fields, before.as_ref());
                let form = view::form(visit, &filled, Some(&problem), light)?;
                Ok(page(StatusCode::UNPROCESSABLE_ENTITY, &form))
            }
        }
    })
    .await
}

/// `POST /plan/past`: whether one has cramped in a race, asked once.
pub(crate) async fn past(State(app): State<Arc<App>>, fields: FormFields) -> Result<Response, PageError> {
    app.visit(move |visit| {
        let answer: RaceCramps = fields.read("race-cramps")?;
        let person = Person { race_cramps: Some(answer), ..visit.person.clone() };
        visit.store.set_person(&person)?;
        Ok(web_form::go("/plan"))
    })
    .await
}

/// `GET /plan/calendar.ics`: the workout with its card, for a calendar.
pub(crate) async fn calendar(State(app): State<Arc<App>>) -> Result<Response, PageError> {
    app.visit(move |visit| {
        let planned = planned(visit)?;
        let card = planned.plan.card.as_ref().ok_or(PageError::NotFound)?;
        let text = calendar_file(&planned.outing, card, (&visit.now, visit.units()));
        Ok(download("text/calendar; charset=utf-8", "charley-plan.ics", text))
    })
    .await
}

/// `GET /plan/plan.json`: the document of `charley plan --json`.
pub(crate) async fn document(State(app): State<Arc<App>>) -> Result<Response, PageError> {
    app.visit(move |visit| {
        let text = serde_json::to_string_pretty(&planned(visit)?.plan).map_err(|_| PageError::Broken)?;
        Ok(download("application/json", "charley-plan.json", text))
    })
    .await
}

/// The plan that is kept; not there where none is, or none can be made of it any more.
fn planned(visit: &mut Visit<'_>) -> Result<Arc<PlanMade>, PageError> {
    let kept = visit.kept_plan()?.ok_or(PageError::NotFound)?;
    visit.plan(&kept)?.map_err(|_| PageError::NotFound)
}

fn download(kind: &'static str, name: &str, text: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    (headers, text).into_response()
}

fn broken_off(error: &MultipartError) -> PageError {
    PageError::BadForm(format!("The form broke off ({error}). A course of up to 64 MB is read here."))
}
