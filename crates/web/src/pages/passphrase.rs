//! `/unlock` asks for the passphrase; `/settings/passphrase` sets it, changes it and takes it away.

use std::sync::Arc;

use askama::Template;
use axum::{
    Extension,
    extract::{Query, State},
    response::Response,
};
use serde::Deserialize;

use crate::{
    app::App,
    caller::Caller,
    error::PageError,
    form::{self, FormFields},
    layout::{Layout, Light, Tab, shown},
    locked::asked,
    words::passphrase as words,
};

const ADDRESS: &str = "/settings/passphrase";

#[derive(Template)]
#[template(path = "passphrase.html")]
struct PassphraseSettings {
    layout: Layout,
    set: bool,
    saved: bool,
}

/// `POST /unlock`.
pub(crate) async fn unlock(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    fields: FormFields,
) -> Result<Response, PageError> {
    let to = Some(fields.text("to").to_owned()).filter(|to| is_ours(to)).unwrap_or_else(|| "/".to_owned());
    let host = app.clone();
    let done = host
        .blocking(move || app.unlock(&caller, fields.all("passphrase").last().map_or("", String::as_str)));
    match done.await {
        Ok(()) => Ok(form::go(&to)),
        Err(error @ (PageError::WrongPassphrase | PageError::TooManyTries { .. })) => {
            let mut answer = asked(&to, Some((error.status(), error.words().1)));
            error.say_when(answer.headers_mut());
            Ok(answer)
        }
        Err(error) => Err(error),
    }
}

/// Whether an address leads to a page of ours.
fn is_ours(address: &str) -> bool {
    address.starts_with('/') && !address.starts_with("//") && !address.contains('\\')
}

/// `POST /lock`: asks this browser with its next page.
pub(crate) async fn lock(State(app): State<Arc<App>>, Extension(caller): Extension<Caller>) -> Response {
    app.lock(&caller);
    form::go("/")
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct PassphraseQuery {
    saved: Option<String>,
}

/// `GET /settings/passphrase`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    Query(ask): Query<PassphraseQuery>,
    light: Light,
) -> Result<Response, PageError> {
    let set = app.has_passphrase();
    app.visit(move |visit| {
        let layout = Layout::new(Tab::Settings, light, &visit.now).titled("Passphrase");
        Ok(shown(&PassphraseSettings { layout, set, saved: ask.saved.is_some() }))
    })
    .await
}

/// `POST /settings/passphrase`.
pub(crate) async fn save(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    fields: FormFields,
) -> Result<Response, PageError> {
    if caller.device().is_some() {
        return Err(PageError::NotAllowed);
    }
    let host = app.clone();
    let done = host.blocking(move || {
        let raw = |name: &str| fields.all(name).last().cloned().unwrap_or_default();
        let new = if fields.text("do") == "remove" { String::new() } else { raw("new") };
        if fields.text("do") != "remove" && new.is_empty() {
            return Err(PageError::BadForm("That did not work: the new passphrase is empty.".to_owned()));
        }
        app.set_passphrase(&caller, (&raw("old"), &new))
    });
    done.await?;
    Ok(form::go(&format!("{ADDRESS}?saved=1")))
}

#[cfg(test)]
mod tests {
    use super::is_ours;

    #[test]
    fn after_the_passphrase_nobody_is_led_elsewhere() {
        assert!(is_ours("/") && is_ours("/why?since=90d"));
        for foreign in ["", "//evil.example", "https://evil.example", "/\\evil.example", "evil"] {
            assert!(!is_ours(foreign), "{foreign}");
        }
    }
}
