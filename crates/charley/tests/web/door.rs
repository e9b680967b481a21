//! Who is let in, and what every answer carries.

use axum::{
    body::Body,
    http::{Request, StatusCode},
};

use charley_domain::person::Person;
use charley_store::Store;

use crate::browser::{Browser, MORNING};

#[test]
fn the_link_works_once_and_its_cookie_stays_out_of_reach() {
    let browser = Browser::at(MORNING);
    let again = browser.get(&browser.path_of_link());
    assert_eq!(again.status, StatusCode::UNAUTHORIZED);
    assert!(again.headers.get("set-cookie").is_none());
    assert!(again.text.contains("charley serve"));
    assert_eq!(browser.link.split_once("token=").unwrap().1.len(), 64);
}

#[test]
fn without_a_session_every_page_says_how_to_get_one_and_nothing_of_the_diary() {
    let browser = Browser::at(MORNING);
    let id = "01a2095e-30da-7c38-86be-68f3c7b7fdd4";
    browser.post("/nights", &format!("night=2026-11-22&id={id}&answer=cramp&muscle=calf"));
    for path in ["/", "/diary", "/workouts", "/workouts/x", "/settings", "/why", "/evidence", "/nowhere"] {
        let answer = browser.ask(Request::get(path), &[("host", &browser.host)], Body::empty());
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{path}");
        assert!(!answer.text.contains("calf"), "{path}");
        let wrong = [("host", browser.host.as_str()), ("cookie", "charley_session_1=00; charley_session=00")];
        assert_eq!(browser.ask(Request::get(path), &wrong, Body::empty()).status, StatusCode::UNAUTHORIZED);
    }
    let health = browser.ask(Request::get("/healthz"), &[("host", &browser.host)], Body::empty());
    assert_eq!((health.status, health.text.as_str()), (StatusCode::OK, "ok"));
}

#[test]
fn relief_and_the_manifest_are_open_to_all_and_hold_nothing_of_anybody() {
    let browser = Browser::with_lan(MORNING);
    let id = "01a2095e-30da-7c38-86be-68f3c7b7fdd4";
    browser.post("/nights", &format!("night=2026-11-22&id={id}&answer=cramp&muscle=calf"));
    let mut store = Store::open(&browser.data()).unwrap();
    store.damage_for_test(id.parse().unwrap(), "\"cramp\"", "\"spasm\"").unwrap();
    let person = store.person().unwrap();
    store.set_person(&Person { timezone: Some("Pacific/Auckland".to_owned()), ..person }).unwrap();
    assert!(browser.get("/diary").text.contains("role=\"note\""), "those who were let in are told");
    for path in ["/relief.html", "/triage.html", "/away.html", "/manifest.webmanifest", "/healthz"] {
        let here = browser.ask(Request::get(path), &[("host", &browser.host)], Body::empty());
        let outside = browser.ask_lan(Request::get(path), &[("host", &browser.lan_host)], "");
        for answer in [here, outside] {
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            assert!(!answer.text.contains("role=\"note\""), "{path}");
            assert!(answer.headers.get("set-cookie").is_none(), "{path}");
            if path == "/relief.html" {
                assert!(
                    answer.text.contains("112") && !answer.text.contains("Healthline"),
                    "where the person lives"
                );
            }
        }
        let foreign = browser.ask(Request::get(path), &[("host", "rebound.example")], Body::empty());
        assert_eq!(foreign.status, StatusCode::MISDIRECTED_REQUEST, "{path}");
    }
    let manifest = browser.get("/manifest.webmanifest");
    assert_eq!(manifest.headers["content-type"], "application/manifest+json");
    let manifest: serde_json::Value = serde_json::from_str(&manifest.text).unwrap();
    let icon = browser.get(manifest["icons"][0]["src"].as_str().unwrap());
    assert_eq!(icon.headers["content-type"], "image/svg+xml");
    // With the cookie that holds the language of the device.
    let link = "<link rel=\"manifest\" href=\"/manifest.webmanifest\" crossorigin=\"use-credentials\">";
    assert!(browser.get("/").text.contains(link));
}

#[test]
fn another_name_of_this_machine_is_refused_on_every_route() {
    let browser = Browser::at(MORNING);
    let port = browser.host.split_once(':').unwrap().1;
    let names = ["rebound.example".to_owned(), format!("rebound.example:{port}"), "127.0.0.1:1".to_owned()];
    for host in &names {
        for path in ["/", "/open?token=x", "/healthz", "/favicon.ico", "/assets/0/charley.css", "/nowhere"] {
            let answer = browser.ask(Request::get(path), &[("host", host)], Body::empty());
            assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST, "{host}{path}");
        }
    }
    assert_eq!(browser.ask(Request::get("/"), &[], Body::empty()).status, StatusCode::MISDIRECTED_REQUEST);
}

#[test]
fn a_write_from_elsewhere_is_refused_before_it_is_read() {
    let browser = Browser::at(MORNING);
    let host = browser.host.as_str();
    let foreign: [&[(&str, &str)]; 4] = [
        &[("host", host)],
        &[("host", host), ("sec-fetch-site", "cross-site")],
        &[("host", host), ("sec-fetch-site", "none")],
        &[("host", host), ("origin", "null")],
    ];
    for path in ["/nights", "/undo", "/settings", "/settings/light", "/workouts", "/nowhere"] {
        for headers in foreign {
            let answer = browser.ask(Request::post(path), headers, Body::empty());
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path} {headers:?}");
        }
    }
}

#[test]
fn every_answer_carries_the_headers_and_only_assets_are_kept() {
    let browser = Browser::at(MORNING);
    let style =
        browser.get("/").text.split("href=\"").find(|rest| rest.starts_with("/assets/")).unwrap().to_owned();
    let style = style.split('"').next().unwrap();
    for (path, kept) in [("/", false), ("/nowhere", false), ("/healthz", false), (style, true)] {
        let headers = browser.get(path).headers;
        let csp = headers["content-security-policy"].to_str().unwrap();
        assert!(csp.starts_with("default-src 'none'") && !csp.contains("unsafe"), "{path}");
        assert_eq!(headers["x-content-type-options"], "nosniff");
        assert_eq!(headers["cache-control"].to_str().unwrap().contains("immutable"), kept, "{path}");
    }
}

#[test]
fn a_form_larger_than_any_of_ours_is_refused() {
    let browser = Browser::at(MORNING);
    let answer = browser.post("/settings", &format!("born={}", "1".repeat(100_000)));
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[test]
fn what_cannot_be_read_is_refused_in_our_words() {
    let browser = Browser::at(MORNING);
    let token = browser.token("append");
    let cookie = browser.cookie();
    let here =
        [("host", browser.host.as_str()), ("cookie", cookie.as_str()), ("sec-fetch-site", "same-origin")];
    let send = |path: &str, kind: &str, body: &str| {
        let headers = [&here[..], &[("content-type", kind)]].concat();
        browser.ask(Request::post(path), &headers, Body::from(body.to_owned()))
    };
    for path in [
        "/settings",
        "/nights",
        "/cramps",
        "/triage",
        "/settings/devices",
        "/unlock",
        "/trial/begin",
        "/medicines",
    ] {
        for kind in ["application/json", "text/plain", "multipart/form-data; boundary=x"] {
            let answer = send(path, kind, "{}");
            assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{path} {kind}");
            assert!(
                answer.text.contains("Not of this kind") && answer.text.contains("<main"),
                "{path}: {}",
                answer.text
            );
        }
    }
    for (path, kind, body) in [
        ("/workouts", "application/json", "{}"),
        ("/plan", "text/plain", "x"),
        ("/workouts", "multipart/form-data", "x"),
        ("/settings", "application/x-www-form-urlencoded", "a=%ff%zz&=&&"),
    ] {
        let answer = send(path, kind, body);
        assert!(
            answer.status.is_client_error() || answer.status.is_redirection(),
            "{path}: {}",
            answer.status
        );
        if answer.status.is_client_error() {
            assert!(answer.text.contains("<main"), "{path}: {}", answer.text);
        }
    }
    for path in ["/settings/devices?new=x", "/settings/devices?entries=-1", "/workouts/%ff"] {
        let answer = browser.get(path);
        assert!(answer.status.is_client_error() && answer.text.contains("<main"), "{path}: {}", answer.text);
    }
    // A body that does not say how long it is comes to its end as well.
    let bearer = format!("Bearer {token}");
    let headers = [("host", browser.host.as_str()), ("authorization", bearer.as_str())];
    let answer = browser.ask(Request::post("/api/v1/events"), &headers, Body::from("x".repeat(70_000)));
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    let document: serde_json::Value = serde_json::from_str(&answer.text).unwrap();
    assert_eq!(document["schema"], "charley.refusal/1");
}
