//! Who may ask: exactly our own host names, no other site, and only with a session. Every answer carries the headers
//! that keep it ours.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::web::{app::App, error::PageError, session};

const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
                   manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Lets a request through or answers it, and puts the headers on whatever comes back.
pub(super) async fn guard(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let lasting = request.uri().path().starts_with("/assets/");
    let mut response = match admit(&app, &request) {
        Ok(()) => next.run(request).await,
        Err(refusal) => refusal.into_response(),
    };
    seal(response.headers_mut(), lasting);
    response
}

fn admit(app: &App, request: &Request) -> Result<(), PageError> {
    let headers = request.headers();
    let host = text(headers, header::HOST.as_str())
        .or_else(|| request.uri().authority().map(axum::http::uri::Authority::as_str));
    let host = host.filter(|host| is_ours(host, app.port)).ok_or(PageError::ForeignHost)?;
    if !matches!(*request.method(), Method::GET | Method::HEAD) && !is_same_origin(headers, host) {
        return Err(PageError::ForeignSite);
    }
    let path = request.uri().path();
    let open =
        path == "/healthz" || path == "/open" || path == "/favicon.ico" || path.starts_with("/assets/");
    let name = session::cookie_name(app.port);
    let cookie = text(headers, header::COOKIE.as_str()).and_then(|line| session::cookie(line, &name));
    if open || cookie.is_some_and(|cookie| app.sessions.knows(cookie)) {
        Ok(())
    } else {
        Err(PageError::NoSession)
    }
}

/// Binding to loopback does not stop a page whose name was made to resolve to it: the name itself must be ours.
fn is_ours(host: &str, port: u16) -> bool {
    ["127.0.0.1", "localhost", "[::1]"].iter().any(|name| host == format!("{name}:{port}"))
}

/// A browser says by itself where a write comes from; one that says nothing is refused.
fn is_same_origin(headers: &HeaderMap, host: &str) -> bool {
    match text(headers, "sec-fetch-site") {
        Some(site) => site == "same-origin",
        None => text(headers, header::ORIGIN.as_str()) == Some(format!("http://{host}").as_str()),
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

fn seal(headers: &mut HeaderMap, lasting: bool) {
    let cache = if lasting { "public, max-age=31536000, immutable" } else { "no-store" };
    // The one file that carries its own style and script names them by their hash.
    headers.entry("content-security-policy").or_insert(HeaderValue::from_static(CSP));
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cache-control", cache),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_names_at_our_own_port() {
        for host in ["127.0.0.1:80", "localhost:80", "[::1]:80"] {
            assert!(is_ours(host, 80), "{host}");
        }
        for host in
            ["127.0.0.1", "127.0.0.1:81", "evil.example:80", "localhost.evil.example:80", "LOCALHOST:80", ""]
        {
            assert!(!is_ours(host, 80), "{host}");
        }
    }

    #[test]
    fn a_write_must_say_that_it_comes_from_here() {
        let headers = |pairs: &[(&'static str, &'static str)]| -> HeaderMap {
            pairs
                .iter()
                .map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_static(value)))
                .collect()
        };
        let host = "127.0.0.1:80";
        assert!(is_same_origin(&headers(&[("sec-fetch-site", "same-origin")]), host));
        assert!(is_same_origin(&headers(&[("origin", "http://127.0.0.1:80")]), host));
        assert!(!is_same_origin(&headers(&[]), host));
        assert!(!is_same_origin(&headers(&[("origin", "null")]), host));
        let both = [("sec-fetch-site", "cross-site"), ("origin", "http://127.0.0.1:80")];
        assert!(!is_same_origin(&headers(&both), host));
        assert!(!is_same_origin(&headers(&[("sec-fetch-site", "same-site")]), host));
    }
}
