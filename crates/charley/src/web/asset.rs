//! The few files the pages need, inside the binary; their address carries their content, so they may be kept for ever.

use axum::{
    extract::Path,
    http::header,
    response::{IntoResponse, Response},
};

use crate::web::error::PageError;

const STYLE: &str = include_str!("../../assets/charley.css");
const ICON: &str = include_str!("../../assets/icon.svg");
/// The scripts, by name.
const SCRIPTS: [(&str, &str); 1] = [("now.js", include_str!("../../assets/now.js"))];

/// The address of the style sheet.
pub(super) fn style_address() -> String {
    format!("/assets/{:08x}/charley.css", fingerprint(STYLE))
}

/// The address of the icon.
pub(super) fn icon_address() -> String {
    format!("/assets/{:08x}/icon.svg", fingerprint(ICON))
}

/// The address of a script.
pub(super) fn script_address(name: &str) -> String {
    let text = SCRIPTS.iter().find(|(script, _)| *script == name).map_or("", |(_, text)| text);
    format!("/assets/{:08x}/{name}", fingerprint(text))
}

/// `GET /assets/FINGERPRINT/NAME`.
pub(super) async fn asset(Path((_, name)): Path<(String, String)>) -> Response {
    let (kind, text) = match name.as_str() {
        "charley.css" => ("text/css; charset=utf-8", STYLE),
        "icon.svg" => ("image/svg+xml", ICON),
        name => match SCRIPTS.iter().find(|(script, _)| *script == name) {
            Some((_, text)) => ("text/javascript; charset=utf-8", *text),
            None => return PageError::NotFound.into_response(),
        },
    };
    ([(header::CONTENT_TYPE, kind)], text).into_response()
}

/// `GET /favicon.ico`, for browsers that ask before they read the page.
pub(super) async fn favicon() -> Response {
    ([(header::CONTENT_TYPE, "image/svg+xml")], ICON).into_response()
}

/// FNV-1a: changes when the text changes, which is all that is asked of it.
fn fingerprint(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
