//! The few files the pages need, inside the binary; their address carries their content, so they may be kept for ever.

use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use serde_json::json;

use charley_answers::{medicines, sheet};

/// Name, kind and content of each file.
const FILES: [(&str, &str, &str); 11] = [
    ("charley.css", "text/css; charset=utf-8", include_str!("../assets/charley.css")),
    ("report.css", "text/css; charset=utf-8", sheet::STYLE),
    ("medicine_sheet.css", "text/css; charset=utf-8", medicines::sheet::STYLE),
    ("icon.svg", "image/svg+xml", ICON),
    ("now.js", SCRIPT, include_str!("../assets/now.js")),
    ("outbox.js", SCRIPT, include_str!("../assets/outbox.js")),
    ("pair.js", SCRIPT, include_str!("../assets/pair.js")),
    ("plan.js", SCRIPT, include_str!("../assets/plan.js")),
    ("see.js", SCRIPT, include_str!("../assets/see.js")),
    ("upload.js", SCRIPT, include_str!("../assets/upload.js")),
    ("watch.js", SCRIPT, include_str!("../assets/watch.js")),
];
const SCRIPT: &str = "text/javascript; charset=utf-8";
const ICON: &str = include_str!("../assets/icon.svg");
const SERVICE_WORKER: &str = include_str!("../assets/service-worker.js");

/// The address of a file by its name.
pub(super) fn address(name: &str) -> String {
    let text = FILES.iter().find(|file| file.0 == name).map_or("", |file| file.2);
    format!("/assets/{:08x}/{name}", fingerprint(text))
}

/// A file by its name; `None` where there is none.
pub(super) fn file(name: &str) -> Option<Response> {
    let (_, kind, text) = FILES.iter().find(|file| file.0 == name)?;
    Some(([(header::CONTENT_TYPE, *kind)], *text).into_response())
}

/// `GET /service-worker.js`, at the root: it stands before every page.
pub(super) async fn service_worker() -> Response {
    ([(header::CONTENT_TYPE, SCRIPT)], SERVICE_WORKER).into_response()
}

/// `GET /manifest.webmanifest`: how Charley is called and looks on the first screen of a phone.
pub(super) async fn manifest() -> Response {
    let manifest = json!({
        "id": "/",
        "name": "Charley",
        "short_name": "Charley",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "icons": [{ "src": address("icon.svg"), "type": "image/svg+xml", "sizes": "any" }],
        "shortcuts": [{ "name": "A cramp, now", "url": "/now" }],
    });
    ([(header::CONTENT_TYPE, "application/manifest+json")], manifest.to_string()).into_response()
}

/// `GET /favicon.ico`, for browsers that ask before they read the page.
pub(super) async fn favicon() -> Response {
    ([(header::CONTENT_TYPE, "image/svg+xml")], ICON).into_response()
}

/// FNV-1a: changes when the text changes, which is all that is asked of it.
fn fingerprint(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
