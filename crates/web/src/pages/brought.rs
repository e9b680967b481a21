//! `/imports`: what was brought in, import by import; each is deleted as a whole, and brought back as a whole.

use std::sync::Arc;

use askama::Template;
use axum::{extract::State, response::Response};
use charley_case::imports::{Brought, words};

use crate::{
    app::{App, Visit},
    error::PageError,
    form::{self, FormFields},
    layout::{Layout, Light, Tab, shown},
    pages::put_right::refused,
};

#[derive(Template)]
#[template(path = "imports.html")]
struct ImportsPage {
    layout: Layout,
    imports: Vec<ImportLine>,
}

/// One import.
struct ImportLine {
    id: String,
    name: String,
    when: String,
    holds: String,
    is_deleted: bool,
}

/// `GET /imports`.
pub(crate) async fn show(State(app): State<Arc<App>>, light: Light) -> Result<Response, PageError> {
    app.visit(move |visit| Ok(shown(&page(visit, light)?))).await
}

fn page(visit: &Visit<'_>, light: Light) -> Result<ImportsPage, PageError> {
    let zone = visit.now.time_zone();
    let line = |one: &Brought| ImportLine {
        when: {
            let at = one.at.to_zoned_datetime(zone.clone());
            format!(
                "{}, {}",
                charley_speech::spoken::dated(at.date()),
                charley_speech::spoken::clock(at.time())
            )
        },
        holds: words::holds(one),
        is_deleted: one.deleted_at.is_some(),
        id: one.id.clone(),
        name: one.name.clone(),
    };
    Ok(ImportsPage {
        layout: Layout::new(Tab::Workouts, light, &visit.now).titled(words::TITLE),
        imports: Brought::all(visit.store).map_err(refused)?.iter().map(line).collect(),
    })
}

/// `POST /imports`.
pub(crate) async fn act(State(app): State<Arc<App>>, fields: FormFields) -> Result<Response, PageError> {
    app.visit(move |visit| {
        let one = Brought::find(visit.store, fields.text("import")).map_err(refused)?;
        let now = visit.now.timestamp();
        match fields.text("what") {
            "delete" => one.delete(visit.store, now).map_err(refused)?,
            "restore" => one.restore(visit.store, now).map_err(refused)?,
            _ => return Err(PageError::BadForm("Nothing was chosen.".to_owned())),
        };
        Ok(form::go("/imports"))
    })
    .await
}
