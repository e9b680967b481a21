//! The few files the pages need, inside the binary; their address carries their content, so they may be kept for ever.

use axum::{
    http::header,
    response::{IntoResponse, Response},
};

use charley_answers::{medicines, sheet};

/// Name, kind and content of each file.
const FILES: [(&str, &str, &[u8]); 19] = [
    ("charley.css", "text/css; charset=utf-8", include_bytes!("../assets/charley.css")),
    ("report.css", "text/css; charset=utf-8", sheet::STYLE.as_bytes()),
    ("medicine_sheet.css", "text/css; charset=utf-8", medicines::sheet::STYLE.as_bytes()),
    ("icon.svg", DRAWING, ICON),
    ("icon-maskable.svg", DRAWING, include_bytes!("../assets/icon-maskable.svg")),
    ("icon-192.png", PICTURE, include_bytes!("../assets/icon-192.png")),
    ("icon-512.png", PICTURE, include_bytes!("../assets/icon-512.png")),
    ("icon-maskable-192.png", PICTURE, include_bytes!("../assets/icon-maskable-192.png")),
    ("icon-maskable-512.png", PICTURE, include_bytes!("../assets/icon-maskable-512.png")),
    ("icon-apple-180.png", PICTURE, include_bytes!("../assets/icon-apple-180.png")),
    ("away.js", SCRIPT, include_bytes!("../assets/away.js")),
    ("chart.js", SCRIPT, include_bytes!("../assets/chart.js")),
    ("now.js", SCRIPT, include_bytes!("../assets/now.js")),
    ("outbox.js", SCRIPT, include_bytes!("../assets/outbox.js")),
    ("pair.js", SCRIPT, include_bytes!("../assets/pair.js")),
    ("plan.js", SCRIPT, include_bytes!("../assets/plan.js")),
    ("see.js", SCRIPT, include_bytes!("../assets/see.js")),
    ("upload.js", SCRIPT, include_bytes!("../assets/upload.js")),
    ("watch.js", SCRIPT, include_bytes!("../assets/watch.js")),
];
/// Kind of a script.
pub(super) const SCRIPT: &str = "text/javascript; charset=utf-8";
const DRAWING: &str = "image/svg+xml";
const PICTURE: &str = "image/png";
const ICON: &[u8] = include_bytes!("../assets/icon.svg");

/// The address of a file by its name.
pub(super) fn address(name: &str) -> String {
    let content: &[u8] = FILES.iter().find(|file| file.0 == name).map_or(b"", |file| file.2);
    format!("/assets/{:08x}/{name}", fingerprint(content))
}

/// A file by its name; `None` where there is none.
pub(super) fn file(name: &str) -> Option<Response> {
    let (_, kind, content) = FILES.iter().find(|file| file.0 == name)?;
    Some(([(header::CONTENT_TYPE, *kind)], *content).into_response())
}

/// `GET /favicon.ico`, for browsers that ask before they read the page.
pub(super) async fn favicon() -> Response {
    ([(header::CONTENT_TYPE, DRAWING)], ICON).into_response()
}

/// FNV-1a: changes when the content changes, which is all that is asked of it.
pub(super) fn fingerprint(content: &[u8]) -> u32 {
    content.iter().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}
