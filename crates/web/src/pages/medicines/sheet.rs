//! `/medicines/sheet`: the sheet for a talk about medicines, to print, and as a file of its own.

use std::sync::Arc;

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};

use crate::{
    app::App,
    asset,
    error::PageError,
    layout::{Layout, Light, Tab, shown},
};
use charley_answers::medicines::sheet;

#[derive(Template)]
#[template(path = "medicine_sheet_page.html")]
struct MedicineSheetPage {
    layout: Layout,
    styles: [String; 2],
    sheet: String,
}

/// `GET /medicines/sheet`.
pub(crate) async fn show(State(app): State<Arc<App>>, light: Light) -> Result<Response, PageError> {
    app.visit(move |visit| {
        let now = visit.now.clone();
        Ok(shown(&MedicineSheetPage {
            layout: Layout::new(Tab::Medicines, light, &now).titled("Medicines to talk about"),
            styles: ["report.css", "medicine_sheet.css"].map(asset::address),
            sheet: sheet::paper(visit.case()?),
        }))
    })
    .await
}

/// `GET /medicines/sheet/page`: the sheet as a file of its own.
pub(crate) async fn page(State(app): State<Arc<App>>) -> Result<Response, PageError> {
    app.visit(move |visit| {
        let name = format!("attachment; filename=\"charley-medicines-{}.html\"", visit.now.date());
        let name = HeaderValue::from_str(&name).map_err(|_| PageError::Broken)?;
        let kind = HeaderValue::from_static("text/html; charset=utf-8");
        let text = sheet::file(visit.case()?);
        Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name)], text).into_response())
    })
    .await
}
