//! `/more`: the tabs for which a phone's bar has no room.

use std::sync::Arc;

use askama::Template;
use axum::{extract::State, response::Response};

use crate::{
    app::App,
    error::PageError,
    layout::{Layout, Light, Tab, shown},
};

#[derive(Template)]
#[template(path = "more.html")]
struct More {
    layout: Layout,
}

/// `GET /more`.
pub(crate) async fn show(State(app): State<Arc<App>>, light: Light) -> Result<Response, PageError> {
    app.visit(move |visit| {
        let layout = Layout::new(Tab::Settings, light, &visit.now).titled("More");
        Ok(shown(&More { layout }))
    })
    .await
}
