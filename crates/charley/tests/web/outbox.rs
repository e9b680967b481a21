//! What a browser kept and sends later: it keeps its own night, or the person is asked; it is never dated to now.

use axum::{
    body::Body,
    http::{Request, StatusCode},
};

use crate::browser::{Answer, Browser, MORNING};

const ID: &str = "01a2095e-30da-7c38-86be-68f3c7b7fdd4";

/// Sends as `outbox.js` does.
fn send(browser: &Browser, path: &str, form: &str, headers: &[(&str, &str)]) -> Answer {
    let whose = browser.cookie_line();
    let mut all = vec![
        ("host", browser.host.as_str()),
        ("cookie", &whose),
        ("sec-fetch-site", "same-origin"),
        ("content-type", "application/x-www-form-urlencoded"),
    ];
    all.extend_from_slice(headers);
    browser.ask(Request::post(path), &all, Body::from(form.to_owned()))
}

#[test]
fn a_cramp_of_relief_html_that_waited_seventy_days_is_asked_about_and_then_keeps_its_night() {
    let browser = Browser::at(MORNING);
    let form = format!("id={ID}&lasted=90&muscle=calf&side=unknown&window=night&go=over");
    let kept_at = "2026-09-14T02:13:30Z";
    let refused = send(&browser, "/cramps", &form, &[("x-charley-outbox", kept_at)]);
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.text.contains("It waited for 70 days") && refused.text.contains("class=\"lede\""));
    assert!(refused.headers.contains_key("x-charley-now"));
    assert_eq!(browser.entries(), []);
    let said = [("x-charley-outbox", kept_at), ("x-charley-said", "1")];
    assert_eq!(send(&browser, "/cramps", &form, &said).status, StatusCode::NO_CONTENT);
    let entries = browser.entries();
    assert_eq!(entries[0].night.to_string(), "2026-09-13");
    assert_eq!(entries[0].occurred_at.instant.to_string(), "2026-09-14T02:12:00Z");
}

#[test]
fn no_wrong_clock_dates_an_answer_to_now() {
    let browser = Browser::at(MORNING);
    let night = format!("id={ID}&night=2026-11-22&answer=unsure");
    let cramp = format!("id={ID}&since=0&muscle=calf&side=left&window=night&go=over");
    let clocks: [&[(&str, &str)]; 5] = [
        &[("x-charley-outbox", "")],
        &[("x-charley-outbox", "1970-01-01T00:02:00Z")],
        &[("x-charley-outbox", "2027-01-01T00:02:00Z")],
        &[("x-charley-outbox", "2026-11-22T02:12:00Z"), ("x-charley-clock", "2026-11-22T06:10:00Z")],
        &[
            ("x-charley-outbox", "2026-11-23T02:12:00Z"),
            ("x-charley-clock", "2026-11-23T06:10:00Z"),
            ("x-charley-behind", "7200"),
        ],
    ];
    for clock in clocks {
        for (path, form) in [("/nights", &night), ("/cramps", &cramp)] {
            let refused = send(&browser, path, form, clock);
            assert_eq!(refused.status, StatusCode::CONFLICT, "{path} {clock:?}");
            assert_eq!(browser.entries(), [], "{path} {clock:?}");
        }
    }
}

#[test]
fn a_page_without_a_clock_of_ours_asks_about_the_night_that_was_over_when_it_was_tapped() {
    let browser = Browser::at(MORNING);
    for (minute, kept_at, night) in [
        (0, "2026-11-23T06:00:00Z", "2026-11-22"),
        // Ten to two in Berlin: the night that goes on is not over.
        (1, "2026-11-23T00:50:00Z", "2026-11-21"),
        (2, "2026-11-20T20:00:00Z", "2026-11-19"),
    ] {
        let form = format!("id={}&night=last&answer=unsure", ID.replace("0da", &format!("0d{minute}")));
        let sent = send(&browser, "/nights", &form, &[("x-charley-outbox", kept_at)]);
        assert_eq!(sent.status, StatusCode::NO_CONTENT, "{}", sent.text);
        assert!(browser.entries().iter().any(|entry| entry.night.to_string() == night), "{kept_at}");
    }
}
