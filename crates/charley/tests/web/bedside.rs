//! Relief and red flags wait for nothing: not for a page that computes, not for a diary that can be read.

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use charley_store::Store;

use crate::browser::{Browser, MORNING, hidden};

#[test]
fn nobody_with_a_cramp_waits_for_a_page_that_computes() {
    let browser = Browser::at(MORNING);
    browser.while_computing(|| {
        for path in [
            "/now",
            "/now?muscle=foot&side=left",
            "/now?step=3",
            "/now/where",
            "/triage",
            "/triage?stage=now",
            "/relief.html",
            "/triage.html",
            "/away.html",
            "/healthz",
            "/service-worker.js",
            "/manifest.webmanifest",
            "/favicon.ico",
        ] {
            assert_eq!(browser.get(path).status, StatusCode::OK, "{path}");
        }
        let now = browser.get("/now");
        let (id, since) = (hidden(&now, "id").to_owned(), hidden(&now, "since").to_owned());
        let form = format!("id={id}&since={since}&muscle=calf&side=left&window=night&go=over");
        assert_eq!(browser.post("/cramps", &form).status, StatusCode::SEE_OTHER);
        assert_eq!(browser.get(&format!("/now/over?id={id}")).status, StatusCode::OK);
        for go in ["2", "where"] {
            let form = form.replace("go=over", &format!("go={go}"));
            assert_eq!(browser.post("/cramps", &form).status, StatusCode::SEE_OTHER, "{go}");
        }
        let other = "01a2095e-30da-7c38-86be-68f3c7b7fdd4";
        assert_eq!(browser.post("/cramps", &form.replace(&id, other)).status, StatusCode::SEE_OTHER);
        assert_eq!(browser.post("/cramps/gone", &format!("id={other}")).status, StatusCode::SEE_OTHER);
        let triage = browser.get("/triage");
        let form = format!("id={}&none=now&stage=now", hidden(&triage, "id"));
        assert_eq!(browser.post("/triage", &form).status, StatusCode::SEE_OTHER);
        // And for whoever was not let in.
        for path in ["/relief.html", "/triage.html", "/away.html", "/healthz", "/service-worker.js"] {
            let host = [("host", browser.host.as_str())];
            let answer = browser.ask(Request::get(path), &host, Body::empty());
            assert_eq!(answer.status, StatusCode::OK, "{path}");
        }
    });
    assert!(browser.get("/diary").text.contains("Cramp, left calf"));
}

#[test]
fn one_bad_row_stops_no_page_and_is_said_on_each() {
    let browser = Browser::at(MORNING);
    let token = browser.token("append");
    for (id, muscle) in
        [("01a2095e-30da-7c38-86be-68f3c7b7fdd4", "calf"), ("01a2095e-30da-7c38-86be-68f3c7b7fdd5", "foot")]
    {
        let made = browser.event(&token, &format!(r#"{{"id":"{id}","kind":"cramp","muscle":"{muscle}"}}"#));
        assert_eq!(made.status, StatusCode::CREATED);
    }
    let id = "01a2095e-30da-7c38-86be-68f3c7b7fdd5";
    Store::open(&browser.data())
        .unwrap()
        .damage_for_test(id.parse().unwrap(), "\"cramp\"", "\"spasm\"")
        .unwrap();
    for path in
        ["/", "/diary", "/why", "/medicines", "/report", "/plan", "/settings", "/workouts", "/now", "/triage"]
    {
        let page = browser.get(path);
        assert_eq!(page.status, StatusCode::OK, "{path}");
        let said = page.text.contains("1 entry cannot be read");
        assert_eq!(said, !["/now", "/triage"].contains(&path), "{path}");
    }
    let again = browser.event(&token, &format!(r#"{{"id":"{id}","kind":"cramp","muscle":"foot"}}"#));
    assert_eq!(again.status, StatusCode::CONFLICT, "{}", again.text);
    assert!(browser.get("/diary").text.contains("Cramp, calf"));
}
