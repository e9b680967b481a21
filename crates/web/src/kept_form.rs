//! A form that was sent without a session: what was typed comes back on the page that asks for one, to be sent again.

use askama::Template;
use axum::{
    extract::Request,
    http::{HeaderMap, Method, StatusCode, header},
    response::{IntoResponse as _, Response},
};

use crate::{
    error::PageError,
    layout::{Layout, page},
    locked, outbox,
    typed_form::KeptForm,
};

/// Forms of these pages hold nothing that a page should say back.
const NEVER: [&str; 5] = ["/unlock", "/lock", "/pair", "/settings/passphrase", "/settings/devices"];

/// Forms with a place for a file in which more is typed.
const WITH_A_FILE: [&str; 1] = ["/plan"];

/// Whether a request that is refused for want of a session carries a form that may come back.
pub(super) fn may_be_kept(request: &Request, error: &PageError) -> bool {
    matches!(error, PageError::NoSession | PageError::Locked { .. })
        && request.method() == Method::POST
        && (is_of_kind(request.headers(), "application/x-www-form-urlencoded") || has_files(request))
        && !outbox::is_from(request.headers())
        && !NEVER.contains(&request.uri().path())
}

/// Whether a form has a place for a file beside what is typed.
pub(super) fn has_files(request: &Request) -> bool {
    WITH_A_FILE.contains(&request.uri().path()) && is_of_kind(request.headers(), "multipart/form-data")
}

fn is_of_kind(headers: &HeaderMap, kind: &str) -> bool {
    let said = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    said.is_some_and(|said| said.starts_with(kind))
}

#[derive(Template)]
#[template(path = "kept_form.html")]
struct KeptFormPage {
    layout: Layout,
    heading: &'static str,
    /// Pieces of the paragraph; each second one is something to type.
    pieces: Vec<String>,
    kept: KeptForm,
}

/// The page that asks for a session, with what was typed.
pub(super) fn refusal(error: PageError, kept: Option<KeptForm>) -> Response {
    let Some(kept) = kept else { return error.into_response() };
    if let PageError::Locked { .. } = error {
        return locked::asked_with(kept);
    }
    let (heading, text) = error.words();
    let pieces = text.split('`').map(str::to_owned).collect();
    let layout = Layout::outside(heading);
    page(StatusCode::UNAUTHORIZED, &KeptFormPage { layout, heading, pieces, kept })
}
