//! Who may ask: exactly our own host names, no other site, and only with a session or a device's secret. Every answer
//! carries the headers that keep it ours.

use std::{fmt, sync::Arc, time::Duration};

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use charley_store::Scope;

use crate::{
    acting, api,
    app::App,
    bounds::{LARGEST_FILE_BYTES, LARGEST_FORM_BYTES, LARGEST_UPLOAD_BYTES},
    caller::Caller,
    cookie,
    error::{ForTheKeeper, PageError},
    kept_form,
    origin::Origin,
    own_words, secret,
    typed_form::KeptForm,
};

const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
                   manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Where files may be sent.
const FILE_PATHS: [&str; 4] = ["/workouts", "/plan", "/settings/data/restore", "/api/v1/activities"];
/// Time for a request to arrive and be answered.
const PATIENCE: Duration = Duration::from_mins(1);
const PATIENCE_WITH_FILES: Duration = Duration::from_mins(10);
/// What is shown to whoever asks: nothing of the diary.
const OPEN: [&str; 14] = [
    "/relief.html",
    "/triage.html",
    "/away.html",
    "/healthz",
    "/manifest.webmanifest",
    "/open",
    "/favicon.ico",
    "/pair",
    "/pair/wait",
    "/service-worker.js",
    "/certificate.pem",
    "/trust",
    "/trust/charley.mobileconfig",
    "/trust/charley.crt",
];

/// One way in: the app and the names under which it may be asked there.
#[derive(Debug, Clone)]
pub(super) struct Gate {
    pub(super) app: Arc<App>,
    pub(super) origins: Arc<[Origin]>,
    /// Where the pages of this machine are at home; nowhere for those that come from elsewhere.
    pub(super) home: Option<Origin>,
    /// Whether only the owner of the diary can come this way, so that nobody has to say who they are.
    pub(super) owner: bool,
}

/// Asks whether the other end of a connection belongs to the account that runs Charley, where the way in can tell.
#[derive(Clone)]
pub(super) struct OwnAccount(pub(super) Arc<dyn Fn() -> bool + Send + Sync>);

impl fmt::Debug for OwnAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OwnAccount(..)")
    }
}

/// Where the pages of this machine are at home, for those who came to another of its names.
#[derive(Debug, Clone)]
pub(super) struct Home(pub(super) Option<Origin>);

/// Lets a request through or answers it, and puts the headers on whatever comes back.
pub(super) async fn guard(State(gate): State<Gate>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let mut response = match gate.admit(&request) {
        Ok((origin, caller)) => {
            request.extensions_mut().insert(origin);
            request.extensions_mut().insert(Home(gate.home.clone()));
            let device = caller.as_ref().and_then(Caller::device);
            if let Some(caller) = caller {
                gate.app.was_here(&caller);
                request.extensions_mut().insert(caller);
            }
            let patience = if takes_files(&path) { PATIENCE_WITH_FILES } else { PATIENCE };
            let answer = acting::as_device(device, next.run(request));
            let answer = tokio::select! {
                biased;
                answer = answer => answer,
                () = gate.app.host.after(patience) => refusal(&path, PageError::TooSlow),
            };
            own_words::instead_of(&answer, most(&path)).map_or(answer, |error| refusal(&path, error))
        }
        Err(error) if kept_form::may_be_kept(&request, &error) => {
            let has_files = kept_form::has_files(&request);
            let kept = tokio::select! {
                biased;
                kept = KeptForm::of(request, has_files) => kept,
                () = gate.app.host.after(PATIENCE) => None,
            };
            kept_form::refusal(error, kept)
        }
        Err(error) => refusal(&path, error),
    };
    if let Some(ForTheKeeper(why)) = response.extensions().get() {
        gate.app.host.tell(why);
    }
    seal(response.headers_mut(), path.starts_with("/assets/"));
    response
}

/// Programs are refused in JSON, people on a page.
fn refusal(path: &str, error: PageError) -> Response {
    if api::is_api(path) { api::Refusal::from(error).into_response() } else { error.into_response() }
}

impl Gate {
    fn admit(&self, request: &Request) -> Result<(Origin, Option<Caller>), PageError> {
        let (headers, path) = (request.headers(), request.uri().path());
        let host = text(headers, header::HOST.as_str())
            .or_else(|| request.uri().authority().map(axum::http::uri::Authority::as_str));
        let origin = host.and_then(|host| self.origins.iter().find(|origin| origin.is(host)));
        let origin = origin.ok_or(PageError::ForeignHost)?;
        small_enough(headers, path)?;
        let writes = !matches!(*request.method(), Method::GET | Method::HEAD);
        if let Some(line) = text(headers, header::AUTHORIZATION.as_str()) {
            let caller = self.holder(line).ok_or(PageError::NoToken)?;
            return Ok((origin.clone(), Some(allowed(caller, writes, path)?)));
        }
        let caller = self.at_the_browser(headers, origin);
        if writes && !is_same_origin(headers, origin) {
            // A program without a key is told what is missing; a browser that comes from elsewhere is not.
            let program = api::is_api(path) && caller.is_none() && !says_where_from(headers);
            return Err(if program { PageError::NoToken } else { PageError::ForeignSite });
        }
        match caller {
            Some(caller) => {
                let caller = allowed(caller, writes, path)?;
                if !is_never_locked(path, writes) && self.app.asks_passphrase(&caller) {
                    let to = request.uri().path_and_query().filter(|_| !writes);
                    return Err(PageError::Locked { to: to.map_or("/", |to| to.as_str()).to_owned() });
                }
                // What programs send is counted where a repeat can be told from something new.
                if let (true, false, Some(device)) = (writes, api::is_api(path), caller.device()) {
                    self.app.take_place(device)?;
                }
                Ok((origin.clone(), Some(caller)))
            }
            None if OPEN.contains(&path) || path.starts_with("/assets/") => Ok((origin.clone(), None)),
            None if api::is_api(path) => Err(PageError::NoToken),
            None => Err(self.way_home(request, origin).map_or(PageError::NoSession, PageError::AtHome)),
        }
    }

    /// The address at home of a page that a person typed, or kept as a bookmark, with the number of this machine. The name of
    /// that host is a secret from other accounts, and from pages in the same browser.
    fn way_home(&self, request: &Request, origin: &Origin) -> Option<String> {
        let home = self.home.as_ref().filter(|home| *home != origin && origin.is_number())?;
        let typed =
            text(request.headers(), "sec-fetch-site") == Some("none") && is_navigation(request.headers());
        let account = request.extensions().get::<OwnAccount>().filter(|_| typed)?;
        let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
        (account.0)().then(|| format!("{home}{path}"))
    }

    /// Who holds the secret of an `Authorization` line: `Bearer TOKEN`, or `Basic` with the token as its password, for programs
    /// that know no other. A browser's secret is none: it belongs into its cookie, where the checks against other sites stand
    /// before it.
    fn holder(&self, line: &str) -> Option<Caller> {
        let (kind, said) = line.split_once(' ')?;
        let token = if kind.eq_ignore_ascii_case("bearer") {
            said.to_owned()
        } else if kind.eq_ignore_ascii_case("basic") {
            let pair = String::from_utf8(STANDARD.decode(said.trim()).ok()?).ok()?;
            pair.split_once(':')?.1.to_owned()
        } else {
            return None;
        };
        let device = self.app.device(&secret::hash(token.trim()))?;
        (device.scope != Scope::Browser).then_some(Caller::Device(device))
    }

    /// Who holds the session cookie. An append token is none: it never reads.
    fn at_the_browser(&self, headers: &HeaderMap, origin: &Origin) -> Option<Caller> {
        if self.owner {
            return Some(Caller::in_process(self.app.now().timestamp()));
        }
        let line = text(headers, header::COOKIE.as_str())?;
        let cookie = cookie::cookie(line, &origin.cookie_name("session"))?;
        if let Some(session) = self.app.session(cookie) {
            return Some(Caller::Owner(session));
        }
        let device = self.app.device(&secret::hash(cookie))?;
        (device.scope != Scope::Append).then_some(Caller::Device(device))
    }
}

/// What no passphrase stands before: relief, red flags, and recording.
fn is_never_locked(path: &str, writes: bool) -> bool {
    OPEN.contains(&path)
        || path.starts_with("/assets/")
        || path.starts_with("/now/")
        || ["/now", "/triage", "/unlock"].contains(&path)
        || (writes && ["/nights", "/cramps", "/cramps/gone"].contains(&path))
}

/// Holds a caller to the scope of its device.
fn allowed(caller: Caller, writes: bool, path: &str) -> Result<Caller, PageError> {
    let may = match &caller {
        Caller::Owner(_) => true,
        Caller::Device(device) => match device.scope {
            Scope::Browser => true,
            Scope::Append => writes && api::is_api(path),
            // Settings show how to let more devices in.
            Scope::Read => !writes && !path.starts_with("/settings"),
        },
    };
    if may { Ok(caller) } else { Err(PageError::NotAllowed) }
}

/// What says by itself that it is too large is refused before a byte of it is read.
fn small_enough(headers: &HeaderMap, path: &str) -> Result<(), PageError> {
    let most = most(path);
    let length = text(headers, header::CONTENT_LENGTH.as_str()).and_then(|length| length.parse::<u64>().ok());
    if length.is_some_and(|length| length > most) { Err(PageError::TooLarge { most }) } else { Ok(()) }
}

/// The most that is taken at an address, in bytes.
fn most(path: &str) -> u64 {
    match path {
        "/workouts" | "/settings/data/restore" => LARGEST_UPLOAD_BYTES,
        path if takes_files(path) => LARGEST_FILE_BYTES,
        _ => LARGEST_FORM_BYTES,
    }
}

fn takes_files(path: &str) -> bool {
    FILE_PATHS.contains(&path)
}

/// A browser says by itself where a write comes from; one that says nothing is refused.
fn is_same_origin(headers: &HeaderMap, origin: &Origin) -> bool {
    match text(headers, "sec-fetch-site") {
        Some(site) => site == "same-origin",
        None => text(headers, header::ORIGIN.as_str()) == Some(origin.to_string().as_str()),
    }
}

fn says_where_from(headers: &HeaderMap) -> bool {
    headers.contains_key("sec-fetch-site") || headers.contains_key(header::ORIGIN)
}

/// Whether a browser asks for a page to show it, rather than a program or a part of a page.
pub(super) fn is_navigation(headers: &HeaderMap) -> bool {
    text(headers, "sec-fetch-mode") == Some("navigate") && text(headers, "sec-fetch-dest") == Some("document")
}

/// Whether a page of another origin asks for a part of itself, as by `fetch`, an image or a frame.
pub(super) fn is_asked_by_a_foreign_page(headers: &HeaderMap) -> bool {
    matches!(text(headers, "sec-fetch-site"), Some("cross-site" | "same-site")) && !is_navigation(headers)
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
    use charley_store::Device;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_write_must_say_that_it_comes_from_here() {
        let headers = |pairs: &[(&'static str, &'static str)]| -> HeaderMap {
            pairs
                .iter()
                .map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_static(value)))
                .collect()
        };
        let origin = Origin::at("127.0.0.1", 81, false);
        let same = |pairs: &[(&'static str, &'static str)]| is_same_origin(&headers(pairs), &origin);
        assert!(same(&[("sec-fetch-site", "same-origin")]));
        assert!(same(&[("origin", "http://127.0.0.1:81")]));
        assert!(!same(&[]));
        assert!(!same(&[("origin", "null")]));
        assert!(!same(&[("origin", "https://127.0.0.1:81")]));
        assert!(!same(&[("sec-fetch-site", "cross-site"), ("origin", "http://127.0.0.1:81")]));
        assert!(!same(&[("sec-fetch-site", "same-site")]));
    }

    #[test]
    fn each_scope_does_what_it_says_and_no_more() {
        let device = |scope| {
            Caller::Device(Device {
                id: Uuid::nil(),
                name: String::new(),
                scope,
                made_by: charley_store::DeviceMaker::Owner,
                created_at: jiff::Timestamp::UNIX_EPOCH,
                used_at: None,
                revoked_at: None,
            })
        };
        let may = |scope, writes, path| allowed(device(scope), writes, path).is_ok();
        assert!(may(Scope::Append, true, "/api/v1/events") && may(Scope::Append, true, "/api/v1/activities"));
        for path in ["/", "/diary", "/api/v1/events", "/settings"] {
            assert!(!may(Scope::Append, false, path), "{path}");
            assert!(!may(Scope::Read, true, path), "{path}");
            assert!(may(Scope::Browser, true, path) && may(Scope::Browser, false, path), "{path}");
        }
        assert!(!may(Scope::Append, true, "/nights"));
        assert!(may(Scope::Read, false, "/why") && !may(Scope::Read, false, "/settings/devices"));
    }
}
