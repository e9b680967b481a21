//! Lines on every page: that the demo made this diary, and what of it takes no part in the answers.
//!
//! They are put into the finished page, so that no page can forget them and no page needs to know of them.

use std::sync::Arc;

use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::{app::App, caller::Caller};
use charley_answers::synthetic::BANNER;

/// Where the content of every page begins.
const CONTENT: &str = "<main id=\"main\">";
/// Largest page, in bytes.
const LARGEST_PAGE_BYTES: usize = 16 * 1024 * 1024;

/// Where nothing stands between a person and what to do now.
const BEDSIDE: [&str; 4] = ["/now", "/triage", "/cramps", "/relief.html"];

/// What a browser keeps for later holds nothing of anybody, and nothing that may be over by then.
const KEPT: [&str; 2] = ["/triage.html", "/away.html"];

/// Puts the lines on pages; everything else passes as it is.
pub(super) async fn mark(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let at_the_bedside = BEDSIDE.iter().any(|place| path.starts_with(place));
    // What is said of the diary is for those who were let in.
    let let_in = request.extensions().get::<Caller>().is_some() && !KEPT.contains(&path);
    let response = next.run(request).await;
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let banner = app.synthetic.then(|| format!("<span class=\"tag\">{BANNER}</span>"));
    let notice = app.notice(at_the_bedside).filter(|_| let_in);
    if (banner.is_none() && notice.is_none()) || !kind.is_some_and(|kind| kind.starts_with("text/html")) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(page) = to_bytes(body, LARGEST_PAGE_BYTES).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(
        parts,
        Body::from(marked(&String::from_utf8_lossy(&page), banner.into_iter().chain(notice))),
    )
}

fn marked(page: &str, lines: impl Iterator<Item = String>) -> String {
    let notes = lines.map(|line| format!("\n<p role=\"note\">{line}</p>"));
    page.replacen(CONTENT, &(CONTENT.to_owned() + &notes.collect::<String>()), 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_stands_first_on_the_page() {
        let lines = [String::from(BANNER), "One entry".to_owned()].into_iter();
        let page = marked("<body><main id=\"main\">\n<h1>Tonight</h1></main></body>", lines);
        assert!(page.find(&*BANNER) < page.find("One entry"), "{page}");
        assert!(page.find("One entry") < page.find("Tonight"), "{page}");
        assert_eq!(page.matches(&*BANNER).count(), 1);
    }

    #[test]
    fn every_page_has_the_place_for_it() {
        assert_eq!(include_str!("../templates/base.html").matches(CONTENT).count(), 1);
    }
}
