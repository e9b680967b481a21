//! Charley on the first screen of a phone: how it is called and looks there, and what its browser keeps for the time when
//! Charley cannot be reached. None of that holds anything of anybody.

use std::sync::LazyLock;

use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use charley_speech::voice;
use serde_json::json;

use crate::{asset, layout, pages, words::away as say};

/// Stands before every page of a browser that keeps it.
const SERVICE_WORKER: &str = include_str!("../assets/service-worker.js");
/// Pages that it keeps.
const PAGES: [&str; 3] = ["/relief.html", "/triage.html", "/away.html"];
/// Files that these pages need.
const FILES: [&str; 4] = ["charley.css", "icon.svg", "outbox.js", "away.js"];

/// The script with what it keeps, and a version that changes when any of it does: then the browser takes all of it anew.
static SCRIPT: LazyLock<String> = LazyLock::new(|| {
    let kept: Vec<String> = PAGES.map(str::to_owned).into_iter().chain(FILES.map(asset::address)).collect();
    // The addresses of files carry their content; pages are told apart by what they say.
    let content = [pages::relief_file::anywhere(), pages::triage_file::anywhere(), pages::away::text()]
        .concat()
        + &kept.concat()
        + SERVICE_WORKER;
    let version = format!("{:08x}", asset::fingerprint(content.as_bytes()));
    format!("const VERSION = {};\nconst KEPT = {};\n{SERVICE_WORKER}", json!(version), json!(kept))
});

/// `GET /service-worker.js`, at the root: it stands before every page.
pub(super) async fn service_worker() -> Response {
    ([(header::CONTENT_TYPE, asset::SCRIPT)], SCRIPT.as_str()).into_response()
}

/// `GET /manifest.webmanifest`, in the language of the browser.
pub(super) async fn manifest() -> Response {
    ([(header::CONTENT_TYPE, "application/manifest+json")], description().to_string()).into_response()
}

fn description() -> serde_json::Value {
    let picture = |name: &str, size: u32, purpose: &str| {
        let sizes = format!("{size}x{size}");
        json!({ "src": asset::address(name), "type": "image/png", "sizes": sizes, "purpose": purpose })
    };
    let shortcut = |name: &str, url: &str| {
        let icon = picture("icon-192.png", 192, "any");
        json!({ "name": name, "url": url, "icons": [icon] })
    };
    json!({
        "id": "/",
        "name": "Charley",
        "short_name": "Charley",
        "description": say::DESCRIPTION,
        "lang": voice::spoken().language.tag(),
        "categories": ["health", "medical"],
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "theme_color": layout::PAPER,
        "background_color": layout::PAPER,
        "icons": [
            { "src": asset::address("icon.svg"), "type": "image/svg+xml", "sizes": "any", "purpose": "any" },
            picture("icon-192.png", 192, "any"),
            picture("icon-512.png", 512, "any"),
            picture("icon-maskable-192.png", 192, "maskable"),
            picture("icon-maskable-512.png", 512, "maskable"),
        ],
        "shortcuts": [
            shortcut(layout::Tab::Now.name(), "/now"),
            // An address only asks: the tap that follows records.
            shortcut(say::QUIET_NIGHT.text(), "/#question"),
        ],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn its_pictures_are_as_large_as_it_says() {
        let description = description();
        let icons = description["icons"].as_array().unwrap();
        for icon in icons.iter().filter(|icon| icon["type"] == "image/png") {
            let name = icon["src"].as_str().unwrap().rsplit_once('/').unwrap().1;
            let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
            let bytes = std::fs::read(folder.join(name)).unwrap();
            // The header of a PNG: width and height are its bytes 16 to 24.
            let side = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
            assert_eq!(icon["sizes"], format!("{}x{}", side(16), side(20)), "{name}");
        }
        assert_eq!(icons.iter().filter(|icon| icon["purpose"] == "maskable").count(), 2);
    }

    #[test]
    fn what_is_kept_is_named_with_a_version_of_its_content() {
        assert!(SCRIPT.starts_with("const VERSION = \"") && SCRIPT.contains("/triage.html"));
        for name in FILES {
            assert!(SCRIPT.contains(&asset::address(name)), "{name}");
        }
    }
}
