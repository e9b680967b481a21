//! `/away.html`: what a browser shows in place of a page while Charley cannot be reached. It says so, leads to relief and the
//! warning signs, and takes the answer about last night into the outbox. It holds nothing of anybody.

use askama::Template;
use axum::response::{Html, IntoResponse, Response};
use charley_domain::muscle::Muscle;
use charley_speech::muscle;

use super::answer::capital;
use crate::{layout::Layout, unbroken::unbroken, words::away as say};

#[derive(Template)]
#[template(path = "away.html")]
struct AwayPage {
    layout: Layout,
    muscles: Vec<(Muscle, String)>,
}

/// `GET /away.html`, for everybody.
pub(crate) async fn show() -> Response {
    Html(text()).into_response()
}

/// The page.
pub(crate) fn text() -> String {
    let muscles = Muscle::ALL.iter().map(|one| (*one, capital(muscle::name(*one)))).collect();
    let page = AwayPage { layout: Layout::outside(&say::HEADING), muscles };
    page.render().map(|text| unbroken(&text)).unwrap_or_default()
}
