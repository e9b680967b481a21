//! `/settings/data`: where everything is kept, its copies, the ways out and back, and the end of it.

pub(crate) mod out;
pub(crate) mod put_back;
pub(crate) mod wiped;

use std::sync::Arc;

use askama::Template;
use axum::{
    Extension,
    extract::{Query, State},
    http::HeaderMap,
    response::Response,
};
use serde::Deserialize;

use crate::{
    app::{App, Visit},
    caller::Caller,
    error::PageError,
    layout::{Layout, Light, Tab, shown},
    origin::Origin,
    words::data as say,
};

/// Where the page is.
const ADDRESS: &str = "/settings/data";

#[derive(Template)]
#[template(path = "data.html")]
struct DataPage {
    layout: Layout,
    folder: Option<String>,
    /// The newest copy, and what went wrong since.
    copies: Vec<String>,
    /// Copies of single days that can be put back, the newest first: file and day.
    days: Vec<(String, String)>,
    /// What was done last.
    said: Vec<String>,
    /// Whether whoever asks may replace or end the diary: its owner, on this machine.
    is_owner: bool,
}

/// What was done last, as the address tells it after a form.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct DataQuery {
    done: String,
    entries: u64,
    workouts: u64,
    let_in: usize,
    /// Whether something stands among the copies, or that it could not be proved whole.
    kept: bool,
    unproved: bool,
}

impl DataQuery {
    fn said(&self) -> Vec<String> {
        let mut said = match self.done.as_str() {
            "copy" => vec![say::COPIED.to_owned()],
            "restore" => vec![say::restored(self.entries, self.workouts)],
            "wipe" => vec![say::WIPED.to_owned()],
            _ => return Vec::new(),
        };
        said.extend(self.kept.then(|| say::KEPT.to_owned()));
        said.extend(self.unproved.then(|| say::UNPROVED.to_owned()));
        said.extend((self.let_in > 0).then(|| say::let_in(self.let_in)));
        said
    }
}

/// `GET /settings/data`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    Query(ask): Query<DataQuery>,
    light: Light,
) -> Result<Response, PageError> {
    let host = app.clone();
    app.visit(move |visit| Ok(shown(&page(&host, visit, (&caller, &ask), light)?))).await
}

fn page(
    app: &App,
    visit: &Visit<'_>,
    (caller, ask): (&Caller, &DataQuery),
    light: Light,
) -> Result<DataPage, PageError> {
    let mut copies = visit.store.copies(visit.now.date())?;
    copies.failed = app.copies.failed().or(copies.failed);
    Ok(DataPage {
        layout: Layout::new(Tab::Data, light, &visit.now),
        folder: app.folder().map(|folder| folder.display().to_string()),
        copies: charley_case::copies::state(&copies, &visit.now),
        days: copies
            .days
            .iter()
            .map(|copy| (put_back::name(copy), charley_speech::spoken::date(copy.day, visit.now.date())))
            .collect(),
        said: ask.said(),
        is_owner: caller.device().is_none() && app.folder().is_some(),
    })
}

/// Only the owner of the diary replaces it or ends it, and only with the word typed.
fn confirmed(caller: &Caller, typed: &str, word: &str) -> Result<(), PageError> {
    if caller.device().is_some() {
        return Err(PageError::NotAllowed);
    }
    if typed.trim().eq_ignore_ascii_case(word) {
        return Ok(());
    }
    Err(PageError::BadForm(say::not_typed(word, format_args!("{typed:?}"))))
}

/// Lets the browser that asked stay, whatever sessions the diary holds now.
fn stays(app: &App, caller: &Caller, (origin, headers): (&Origin, &HeaderMap)) {
    if let Caller::Owner(session) = caller {
        app.carry_session(headers, origin, session);
    }
}
