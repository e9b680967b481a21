//! A line on every page of a diary that the demo made: nobody may take a synthetic person for themselves.
//!
//! It is put into the finished page, so that no page can forget it and no page needs to know of it.

use std::sync::Arc;

use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use charley_domain::entry::{Entry, EntrySource};

use crate::{web::app::App, words::synthetic::BANNER};

/// Where the content of every page begins.
const CONTENT: &str = "<main id=\"main\">";
/// Largest page, in bytes.
const LARGEST_PAGE_BYTES: usize = 16 * 1024 * 1024;

/// Whether a diary is one of the demo.
pub(super) fn is_synthetic(entries: &[Entry]) -> bool {
    entries.iter().any(|entry| entry.source == EntrySource::Synthetic)
}

/// Puts the line on pages of a synthetic diary; everything else passes as it is.
pub(super) async fn mark(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if !app.synthetic || !kind.is_some_and(|kind| kind.starts_with("text/html")) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(page) = to_bytes(body, LARGEST_PAGE_BYTES).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(marked(&String::from_utf8_lossy(&page))))
}

fn marked(page: &str) -> String {
    page.replacen(CONTENT, &format!("{CONTENT}\n<p role=\"note\"><span class=\"tag\">{BANNER}</span></p>"), 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_stands_first_on_the_page() {
        let page = marked("<body><main id=\"main\">\n<h1>Tonight</h1></main></body>");
        assert!(page.find(BANNER) < page.find("Tonight"), "{page}");
        assert_eq!(page.matches(BANNER).count(), 1);
    }

    #[test]
    fn every_page_has_the_place_for_it() {
        assert_eq!(include_str!("../../templates/base.html").matches(CONTENT).count(), 1);
    }
}
