//! The page in the place of every other one while the passphrase is asked for.

use askama::Template;
use axum::{http::StatusCode, response::Response};

use crate::{
    layout::{Layout, page},
    typed_form::KeptForm,
    words::passphrase as words,
};

#[derive(Template)]
#[template(path = "unlock.html")]
struct Unlock {
    layout: Layout,
    /// Where to go on.
    to: String,
    wrong: Option<String>,
    /// What was typed on the page that was locked meanwhile.
    kept: Option<KeptForm>,
}

/// The page in the place of another one, until the passphrase is given.
pub(crate) fn asked(to: &str, wrong: Option<(StatusCode, String)>) -> Response {
    let (status, wrong) =
        wrong.map_or((StatusCode::UNAUTHORIZED, None), |(status, text)| (status, Some(text)));
    page(
        status,
        &Unlock { layout: Layout::outside(&words::PASSPHRASE), to: to.to_owned(), wrong, kept: None },
    )
}

/// The same with what was typed, to be sent again once the passphrase is given.
pub(crate) fn asked_with(kept: KeptForm) -> Response {
    let (layout, to) = (Layout::outside(&words::PASSPHRASE), "/".to_owned());
    page(StatusCode::UNAUTHORIZED, &Unlock { layout, to, wrong: None, kept: Some(kept) })
}
