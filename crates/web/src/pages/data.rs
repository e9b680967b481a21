//! `/settings/data`: where everything is kept, its copies, and the ways out.

use std::sync::Arc;

use askama::Template;
use axum::{extract::State, response::Response};

use crate::{
    app::App,
    error::PageError,
    layout::{Layout, Light, Tab, shown},
};

#[derive(Template)]
#[template(path = "data.html")]
struct DataPage {
    layout: Layout,
    folder: Option<String>,
    /// The newest copy, and what went wrong since.
    copies: Vec<String>,
}

/// `GET /settings/data`.
pub(crate) async fn show(State(app): State<Arc<App>>, light: Light) -> Result<Response, PageError> {
    let host = app.clone();
    app.visit(move |visit| {
        let mut copies = visit.store.copies(visit.now.date())?;
        copies.failed = host.copies.failed().or(copies.failed);
        Ok(shown(&DataPage {
            layout: Layout::new(Tab::Data, light, &visit.now),
            folder: host.folder().map(|folder| folder.display().to_string()),
            copies: charley_case::copies::state(&copies, &visit.now),
        }))
    })
    .await
}
