//! Everything that can be asked for, in one list.

use std::sync::Arc;

use axum::{
    Router,
    extract::{DefaultBodyLimit, Query, State},
    http::{HeaderValue, StatusCode, header},
    middleware,
    response::{IntoResponse, Response},
    routing::{MethodRouter, get, post},
};
use serde::Deserialize;
use tower_http::compression::CompressionLayer;

use crate::web::{app::App, asset, error::PageError, form, guard, pages, session, synthetic};

/// Largest form, in bytes; uploads have a limit of their own.
const LARGEST_FORM_BYTES: usize = 64 * 1024;

/// Largest upload, in bytes.
const LARGEST_UPLOAD_BYTES: usize = 64 * 1024 * 1024;

/// The web app.
pub(super) fn router(app: Arc<App>) -> Router {
    Router::new()
        .route("/", get(pages::tonight::show))
        .route("/nights", post(pages::tonight::answer))
        .route("/undo", post(pages::tonight::undo))
        .route("/now", get(pages::now::show))
        .route("/relief.html", get(pages::relief_file::show))
        .route("/now/where", get(pages::now::ask_where))
        .route("/now/over", get(pages::now::over))
        .route("/cramps", post(pages::now::keep))
        .route("/cramps/gone", post(pages::now::gone))
        .route("/triage", get(pages::triage::show).post(pages::triage::answer))
        .route("/more", get(pages::more::show))
        .route("/diary", get(pages::diary::show))
        .route("/why", get(pages::why::show))
        .route("/calibration", get(pages::calibration::show))
        .route("/evidence", get(pages::evidence::show))
        .route("/workouts", get(pages::workouts::show).merge(uploads()))
        .route("/workouts/{id}", get(pages::workout::show))
        .route("/workouts/{id}/weighing", post(pages::weighing::save))
        .route("/settings", get(pages::settings::show).post(pages::settings::save))
        .route("/settings/light", post(pages::settings::light))
        .route("/open", get(open))
        .route("/healthz", get(|| async { "ok" }))
        .route("/favicon.ico", get(asset::favicon))
        .route("/assets/{fingerprint}/{name}", get(asset::asset))
        .fallback(|| async { PageError::NotFound })
        .layer(DefaultBodyLimit::max(LARGEST_FORM_BYTES))
        .layer(middleware::from_fn_with_state(app.clone(), synthetic::mark))
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn_with_state(app.clone(), guard::guard))
        .with_state(app)
}

/// Uploads, with their own limit.
fn uploads() -> MethodRouter<Arc<App>> {
    post(pages::workouts::upload).layer(DefaultBodyLimit::max(LARGEST_UPLOAD_BYTES))
}

#[derive(Deserialize)]
struct Token {
    #[serde(default)]
    token: String,
}

/// `GET /open?token=`: the one-time link. It opens a session and changes nothing in the diary.
async fn open(State(app): State<Arc<App>>, Query(Token { token }): Query<Token>) -> Response {
    let Some(cookie) = app.sessions.open(&token) else { return PageError::NoSession.into_response() };
    let line = format!("{}={cookie}; Path=/; HttpOnly; SameSite=Strict", session::cookie_name(app.port));
    let Ok(line) = HeaderValue::from_str(&line) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let mut response = form::go("/");
    response.headers_mut().insert(header::SET_COOKIE, line);
    response
}
