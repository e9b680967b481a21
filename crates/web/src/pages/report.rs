//! `/report`: the doctor's page, to be read, printed, or taken along as a file.

use std::sync::Arc;

use askama::Template;
use axum::{
    extract::{Query, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use charley_domain::night::NightOf;
use jiff::ZonedDateTime;
use serde::Deserialize;

use crate::{
    app::{App, Visit},
    asset,
    error::PageError,
    layout::{Layout, Light, Tab, shown},
    pages::{choice::FormChoice, notice::Notices},
};
use charley_answers::{
    notice,
    report::{self, Codings},
};
use charley_speech::typed;

/// How far back one may look with a tap.
const SPANS: [(&str, &str); 3] = [("All nights", ""), ("A year", "?since=1y"), ("90 days", "?since=90d")];

#[derive(Template)]
#[template(path = "report.html")]
struct ReportPage {
    layout: Layout,
    style: String,
    notices: Notices,
    sheet: String,
    query: String,
    /// Name, address, and whether it is the one shown.
    spans: [FormChoice; 3],
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct ReportQuery {
    #[serde(default)]
    since: Option<String>,
}

impl ReportQuery {
    fn first(&self, now: &ZonedDateTime) -> Result<Option<NightOf>, PageError> {
        let Some(since) = self.since.as_deref() else { return Ok(None) };
        typed::since(since, now).map_err(|error| PageError::BadForm(error.to_string()))
    }
}

/// `GET /report`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    Query(ask): Query<ReportQuery>,
    light: Light,
) -> Result<Response, PageError> {
    app.visit(move |visit| {
        let now = visit.now.clone();
        let first = ask.first(&now)?;
        let case = visit.case()?;
        // Only what one of the links would send is put into an address again.
        let known = |query: &str| {
            query == ask.since.as_ref().map_or_else(String::new, |since| format!("?since={since}"))
        };
        let query = SPANS.iter().map(|(_, query)| *query).find(|query| known(query)).unwrap_or_default();
        Ok(shown(&ReportPage {
            layout: Layout::new(Tab::Report, light, &now),
            style: asset::address("report.css"),
            notices: Notices::of(&notice::beside(case)),
            sheet: report::paper(&report::report(case, first)),
            query: query.to_owned(),
            spans: SPANS.map(|(name, of)| FormChoice { word: of, name, is_chosen: known(of) }),
        }))
    })
    .await
}

/// `GET /report/page`: the sheet as a file of its own.
pub(crate) async fn page(
    State(app): State<Arc<App>>,
    Query(ask): Query<ReportQuery>,
) -> Result<Response, PageError> {
    given(app, ask, ("text/html; charset=utf-8", "html"), |visit, first| {
        Ok(report::file(&report::report(visit.case()?, first)))
    })
    .await
}

/// `GET /report/table`: the nights as CSV.
pub(crate) async fn table(
    State(app): State<Arc<App>>,
    Query(ask): Query<ReportQuery>,
) -> Result<Response, PageError> {
    given(app, ask, ("text/csv; charset=utf-8", "csv"), |visit, first| {
        report::rows(visit.case()?, first).map_err(|_| PageError::Broken)
    })
    .await
}

/// `GET /report/fhir`: the document for a health record.
pub(crate) async fn fhir(
    State(app): State<Arc<App>>,
    Query(ask): Query<ReportQuery>,
) -> Result<Response, PageError> {
    given(app, ask, ("application/fhir+json; charset=utf-8", "fhir.json"), |visit, first| {
        Ok(report::bundle(visit.case()?, first, Codings::default()).to_string())
    })
    .await
}

/// A file to be kept.
async fn given(
    app: Arc<App>,
    ask: ReportQuery,
    (kind, ending): (&'static str, &'static str),
    make: impl FnOnce(&mut Visit<'_>, Option<NightOf>) -> Result<String, PageError> + Send + 'static,
) -> Result<Response, PageError> {
    app.visit(move |visit| {
        let first = ask.first(&visit.now.clone())?;
        let name = format!("attachment; filename=\"{}.{ending}\"", report::file_stem(&visit.now));
        let text = make(visit, first)?;
        let name = HeaderValue::from_str(&name).map_err(|_| PageError::Broken)?;
        let kind = HeaderValue::from_static(kind);
        Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name)], text).into_response())
    })
    .await
}
