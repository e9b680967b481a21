//! Everything that can be asked for, in one list.

use std::sync::Arc;

use axum::{
    Extension, Router,
    extract::{DefaultBodyLimit, Query, State},
    handler::Handler,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware,
    response::{IntoResponse, Response},
    routing::{MethodRouter, get, post},
};
use charley_store::SESSION_DAYS;
use serde::Deserialize;

use crate::{
    api,
    app::App,
    asset,
    bounds::{LARGEST_FILE_BYTES, LARGEST_FORM_BYTES, LARGEST_UPLOAD_BYTES},
    browser_name,
    error::PageError,
    form,
    guard::{self, Gate, Home},
    installed,
    origin::Origin,
    outbox, pages, synthetic, voice,
};

/// The web app, as it is reached by one way in.
pub(super) fn router(gate: Gate) -> Router {
    let app = gate.app.clone();
    let pages = Router::new()
        .route("/", get(pages::tonight::show))
        .route("/nights", post(pages::tonight::answer))
        .route("/day", get(pages::day::show).post(pages::day::answer))
        .route("/start", get(pages::start::show).post(pages::start::answer))
        .route("/undo", post(pages::tonight::undo))
        .route("/now", get(pages::now::show))
        .route("/relief.html", get(pages::relief_file::show))
        .route("/triage.html", get(pages::triage_file::show))
        .route("/away.html", get(pages::away::show))
        .route("/now/where", get(pages::now::ask_where))
        .route("/now/over", get(pages::now::over))
        .route("/cramps", post(pages::now::keep))
        .route("/cramps/gone", post(pages::now::gone))
        .route("/cramps/rest", post(pages::morning::rest))
        .route("/marks", post(pages::morning::mark))
        .route("/pause", post(pages::morning::pause))
        .route("/reminder.ics", get(pages::morning::calendar_file))
        .route("/triage", get(pages::triage::show).post(pages::triage::answer))
        .route("/me", get(pages::me::show))
        .route("/more", get(pages::me::moved))
        .route("/diary", get(pages::diary::show))
        .route("/diary/entries/{id}", get(pages::entry::show).post(pages::entry::save))
        .route("/diary/entries/{id}/delete", post(pages::entry::delete))
        .route("/diary/entries/{id}/restore", post(pages::entry::restore))
        .route("/diary/entries/{id}/undo", post(pages::entry::undo))
        .route("/why", get(pages::why::show))
        .route("/calibration", get(pages::calibration::show))
        .route("/medicines", get(pages::medicines::show).post(pages::medicines::save))
        .route("/medicines/sheet", get(pages::medicines::sheet::show))
        .route("/medicines/sheet/page", get(pages::medicines::sheet::page))
        .route("/medicines/remove", post(pages::medicines::remove))
        .route("/medicines/undo", post(pages::medicines::undo))
        .route("/report", get(pages::report::show))
        .route("/report/page", get(pages::report::page))
        .route("/report/table", get(pages::report::table))
        .route("/report/fhir", get(pages::report::fhir))
        .route("/plan", get(pages::plan::show).merge(files(pages::plan::make)))
        .route("/plan/past", post(pages::plan::past))
        .route("/plan/turned", get(pages::plan::turned))
        .route("/plan/calendar.ics", get(pages::plan::calendar))
        .route("/plan/plan.json", get(pages::plan::document))
        .route("/trial", get(pages::trial::show))
        .route("/trial/plan", post(pages::trial::plan))
        .route("/trial/begin", post(pages::trial::begin))
        .route("/trial/answer", post(pages::trial::morning))
        .route("/trial/expect", post(pages::trial::expect))
        .route("/trial/stop", post(pages::trial::stop))
        .route("/trial/{id}/{paper}", get(pages::trial::printed))
        .route("/evidence", get(pages::evidence::show))
        .route("/see", get(pages::see::show))
        .route("/see/live", get(pages::see::live))
        .route("/see/live/{id}", post(pages::see::act))
        .route("/workouts", get(pages::workouts::show).merge(uploads(pages::imports::upload)))
        .route("/weather", get(pages::weather::show).post(pages::weather::send))
        .route("/imports", get(pages::brought::show).post(pages::brought::act))
        .route("/workouts/imports/{id}", get(pages::imports::show))
        .route("/workouts/empty", post(pages::put_right::empty))
        .route("/workouts/{id}", get(pages::workout::show))
        .route("/workouts/{id}/put-right", post(pages::put_right::say))
        .route("/workouts/{id}/take-back", post(pages::put_right::take_back))
        .route("/workouts/{id}/weighing", post(pages::weighing::save))
        .route("/settings", get(pages::settings::show).post(pages::settings::save))
        .route("/settings/light", get(pages::light::show).post(pages::light::save))
        .route("/settings/data", get(pages::data::show))
        .route("/settings/data/copy", post(pages::data::out::copy))
        .route("/settings/data/copy.db", get(pages::data::out::newest))
        .route("/settings/data/export.zip", get(pages::data::out::export))
        .route("/settings/data/restore", uploads(pages::data::put_back::save))
        .route("/settings/data/wipe", post(pages::data::wiped::save))
        .route("/settings/devices", get(pages::devices::show).post(pages::devices::act))
        .route("/settings/passphrase", get(pages::passphrase::show).post(pages::passphrase::save))
        .route("/unlock", post(pages::passphrase::unlock))
        .route("/lock", post(pages::passphrase::lock))
        .route("/pair", get(pages::pair::show).post(pages::pair::ask))
        .route("/pair/wait", get(pages::pair::wait))
        .route("/api/v1/events", post(api::events::add))
        .route("/api/v1/activities", files(api::activities::add))
        .route("/certificate.pem", get(certificate))
        .route("/trust", get(pages::trust::show))
        .route("/trust/charley.mobileconfig", get(pages::trust::profile))
        .route("/trust/charley.crt", get(pages::trust::certificate))
        .route("/service-worker.js", get(installed::service_worker))
        .route("/manifest.webmanifest", get(installed::manifest))
        .route("/open", get(open))
        .route("/healthz", get(|| async { "ok" }))
        .route("/favicon.ico", get(asset::favicon))
        .route("/assets/{fingerprint}/{name}", get(pages::asset))
        .fallback(|| async { PageError::NotFound })
        .method_not_allowed_fallback(|| async { PageError::NotThat })
        .layer(DefaultBodyLimit::max(LARGEST_FORM_BYTES as usize))
        .layer(middleware::from_fn_with_state(app.clone(), outbox::in_short))
        .layer(middleware::from_fn_with_state(app.clone(), synthetic::mark));
    // On loopback and at home the time to compress counts more than the last tenth of size.
    #[cfg(feature = "network")]
    let pages = pages.layer(
        tower_http::compression::CompressionLayer::new().quality(tower_http::CompressionLevel::Fastest),
    );
    guarded(pages, gate).with_state(app)
}

/// Pages behind the guard, and each answer, also that of the guard, in the language of its browser.
fn guarded(pages: Router<Arc<App>>, gate: Gate) -> Router<Arc<App>> {
    let guard = middleware::from_fn_with_state(gate, guard::guard);
    pages.layer(guard).layer(middleware::from_fn(voice::answered))
}

/// A way in for files, with their own limit.
fn files<H, T>(handler: H) -> MethodRouter<Arc<App>>
where
    H: Handler<T, Arc<App>>,
    T: 'static,
{
    post(handler).layer(DefaultBodyLimit::max(LARGEST_FILE_BYTES as usize))
}

/// The same for whole exports.
fn uploads<H, T>(handler: H) -> MethodRouter<Arc<App>>
where
    H: Handler<T, Arc<App>>,
    T: 'static,
{
    post(handler).layer(DefaultBodyLimit::max(LARGEST_UPLOAD_BYTES as usize))
}

/// `GET /certificate.pem`: what a program trusts that is to come in by the network.
async fn certificate(State(app): State<Arc<App>>) -> Result<Response, PageError> {
    let authority = app.outside.authority.as_ref().ok_or(PageError::NotFound)?;
    Ok(([(header::CONTENT_TYPE, "application/x-pem-file")], authority.pem.clone()).into_response())
}

/// Seconds for which a session lasts.
const SESSION_S: u32 = (SESSION_DAYS * 86_400) as u32;

#[derive(Default, Deserialize)]
#[serde(default)]
struct Token {
    token: String,
    /// `number` where the browser does not find the host that is ours alone.
    by: String,
}

/// `GET /open?token=`: the one-time link. It opens a session and changes nothing in the diary. A browser opens it at the host
/// that is ours alone, so that its cookie comes to nobody else; programs share no cookies and open it where they are.
async fn open(
    State(app): State<Arc<App>>,
    Extension(origin): Extension<Origin>,
    Extension(Home(home)): Extension<Home>,
    headers: HeaderMap,
    Query(Token { token, by }): Query<Token>,
) -> Response {
    // A page of another port may ask, but what comes of it is for no page: its cookie would be.
    if guard::is_asked_by_a_foreign_page(&headers) {
        return PageError::ForeignSite.into_response();
    }
    let elsewhere = origin.is_number() && guard::is_navigation(&headers) && by != "number";
    if let Some(home) = home.filter(|_| elsewhere) {
        let answer = if app.has_link(&token) {
            form::go(&format!("{home}/open?token={token}"))
        } else {
            PageError::NoSession.into_response()
        };
        return answer;
    }
    let name = browser_name::called(&headers);
    let Some(cookie) = app.open_session(&token, &name) else { return PageError::NoSession.into_response() };
    let Ok(line) = HeaderValue::from_str(&origin.cookie("session", &cookie, Some(SESSION_S))) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let mut response = form::go("/");
    response.headers_mut().insert(header::SET_COOKIE, line);
    response
}
