//! The door for programs: an entry is taken once, a refusal says what to send, and nothing is read through it.

use axum::{
    body::Body,
    http::{Request, StatusCode},
};

use crate::browser::{Answer, Browser, MORNING};

const ID: &str = "01a2095e-30da-7c38-86be-68f3c7b7fdd4";

fn json(answer: &Answer) -> serde_json::Value {
    serde_json::from_str(&answer.text).unwrap_or_else(|_| panic!("no JSON: {}", answer.text))
}

#[test]
fn an_entry_is_recorded_once_however_often_it_is_sent() {
    let browser = Browser::at(MORNING);
    let token = browser.token("append");
    let body =
        format!(r#"{{"id":"{ID}","kind":"cramp","muscle":"calf","side":"left","pain":7,"duration_s":120}}"#);
    let first = browser.event(&token, &body);
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.text);
    let document = json(&first);
    assert_eq!(
        (document["schema"].as_str(), document["night"].as_str()),
        (Some("charley.event/1"), Some("2026-11-22"))
    );
    assert!(
        document["said"].as_str().unwrap().contains("cramp, left calf, 2 min, pain 7 of 10"),
        "{document}"
    );
    for _ in 0..3 {
        let again = browser.event(&token, &body);
        assert_eq!(again.status, StatusCode::OK);
        assert_eq!(json(&again)["recorded"], "known");
        assert_eq!(json(&again)["entry"], document["entry"]);
    }
    let other = browser.event(&token, &format!(r#"{{"id":"{ID}","kind":"none"}}"#));
    assert_eq!(other.status, StatusCode::CONFLICT);
    assert!(json(&other)["message"].as_str().unwrap().contains("id of its own"), "{}", other.text);
    assert!(!other.text.contains("calf"), "what is there is not told");
    let diary = browser.get("/diary").text;
    assert_eq!(diary.matches("Cramp, left calf").count(), 1);
}

#[test]
fn a_later_time_for_the_same_id_is_another_entry() {
    let browser = Browser::at(MORNING);
    let token = browser.token("append");
    let at = |time: &str| format!(r#"{{"id":"{ID}","kind":"stretch","at":"2026-11-22T{time}:00+01:00"}}"#);
    assert_eq!(browser.event(&token, &at("21:00")).status, StatusCode::CREATED);
    assert_eq!(browser.event(&token, &at("21:00")).status, StatusCode::OK);
    assert_eq!(browser.event(&token, &at("21:01")).status, StatusCode::CONFLICT);
}

#[test]
fn a_refusal_names_the_field_and_records_nothing() {
    let browser = Browser::at(MORNING);
    let token = browser.token("append");
    let cases = [
        ("{", StatusCode::BAD_REQUEST, None),
        ("[]", StatusCode::BAD_REQUEST, None),
        (r#"{"kind":"none"}"#, StatusCode::UNPROCESSABLE_ENTITY, Some("id")),
        (r#"{"id":"7","kind":"none"}"#, StatusCode::UNPROCESSABLE_ENTITY, Some("id")),
        (
            r#"{"id":"01a2095e-30da-7c38-86be-68f3c7b7fdd4","kind":"fall"}"#,
            StatusCode::UNPROCESSABLE_ENTITY,
            Some("kind"),
        ),
        (
            r#"{"id":"01a2095e-30da-7c38-86be-68f3c7b7fdd4","kind":"cramp","muscle":"calf","pain":12}"#,
            StatusCode::UNPROCESSABLE_ENTITY,
            Some("pain"),
        ),
    ];
    for (body, status, field) in cases {
        let answer = browser.event(&token, body);
        assert_eq!(answer.status, status, "{body}: {}", answer.text);
        assert_eq!(json(&answer)["field"].as_str(), field, "{body}");
        assert!(
            json(&answer)["message"].as_str().unwrap().contains("Nothing was recorded"),
            "{}",
            answer.text
        );
    }
    let long = format!(r#"{{"id":"{ID}","kind":"none","x":"{}"}}"#, "x".repeat(100_000));
    assert_eq!(browser.event(&token, &long).status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(browser.get("/diary").text.contains("Nothing recorded yet"));
}

#[test]
fn a_time_outside_a_life_is_refused_and_costs_nothing() {
    let browser = Browser::at(MORNING);
    let token = browser.token("append");
    browser.post("/settings", "born=1980-05");
    for at in ["0001-01-01T00:00:00Z", "1900-01-01T00:00:00Z", "1979-04-30T00:00:00Z", "2026-11-25T00:00:00Z"]
    {
        let answer =
            browser.event(&token, &format!(r#"{{"id":"{ID}","kind":"cramp","muscle":"calf","at":"{at}"}}"#));
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{at}: {}", answer.text);
        assert_eq!(json(&answer)["field"], "at", "{at}");
        assert!(json(&answer)["message"].as_str().unwrap().contains("give a time"), "{}", answer.text);
    }
    let answer = browser.event(&token, &format!(r#"{{"id":"{ID}","kind":"none","night":"1979-01-01"}}"#));
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text);
    let form = format!("id={ID}&since=1970-01-01T00:00:00Z&muscle=calf&side=left&window=night&go=1");
    browser.post("/cramps", &form);
    assert!(
        browser.get("/diary").text.contains("Nothing recorded yet")
            || !browser.get("/diary").text.contains("1970")
    );
}

#[test]
fn without_a_token_401_with_one_that_opens_nothing_401_from_another_site_403() {
    let browser = Browser::at(MORNING);
    let token = browser.token("append");
    let body = format!(r#"{{"id":"{ID}","kind":"none"}}"#);
    let host = browser.host.clone();
    let send = |headers: &[(&str, &str)]| {
        let headers = [&[("host", host.as_str())], headers].concat();
        browser.ask(Request::post("/api/v1/events"), &headers, Body::from(body.clone()))
    };
    let missing = send(&[]);
    assert_eq!(
        (missing.status, missing.headers["www-authenticate"].to_str().unwrap()),
        (StatusCode::UNAUTHORIZED, "Bearer")
    );
    assert_eq!(json(&missing)["schema"], "charley.refusal/1");
    let cut = format!("Bearer {}", &token[..63]);
    for wrong in ["", "Bearer", "Bearer ", "Bearer x", cut.as_str(), "Basic eDp5", &token] {
        assert_eq!(send(&[("authorization", wrong)]).status, StatusCode::UNAUTHORIZED, "{wrong}");
    }
    assert_eq!(send(&[("sec-fetch-site", "cross-site")]).status, StatusCode::FORBIDDEN);
    assert_eq!(send(&[("origin", "https://elsewhere.example")]).status, StatusCode::FORBIDDEN);
    let foreign = [("host", "rebound.example"), ("authorization", "Bearer x")];
    let answer = browser.ask(Request::post("/api/v1/events"), &foreign, Body::empty());
    assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST);
    assert!(browser.get("/diary").text.contains("Nothing recorded yet"));
}

#[test]
fn an_append_token_reads_nothing_and_a_reading_one_writes_nothing() {
    let browser = Browser::at(MORNING);
    let (append, read) = (browser.token("append"), browser.token("read"));
    let ask = |method: &str, path: &str, token: &str| {
        let bearer = format!("Bearer {token}");
        let headers = [("host", browser.host.as_str()), ("authorization", bearer.as_str())];
        browser.ask(Request::builder().method(method).uri(path), &headers, Body::empty()).status
    };
    for path in
        ["/", "/diary", "/why", "/workouts", "/settings", "/settings/devices", "/api/v1/events", "/nowhere"]
    {
        assert_eq!(ask("GET", path, &append), StatusCode::FORBIDDEN, "{path}");
        assert_eq!(ask("HEAD", path, &append), StatusCode::FORBIDDEN, "{path}");
    }
    for path in ["/nights", "/undo", "/settings", "/settings/devices", "/workouts"] {
        assert_eq!(ask("POST", path, &append), StatusCode::FORBIDDEN, "{path}");
        assert_eq!(ask("POST", path, &read), StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(ask("POST", "/api/v1/events", &read), StatusCode::FORBIDDEN);
    assert_eq!(ask("GET", "/diary", &read), StatusCode::OK);
    assert_eq!(ask("GET", "/settings/devices", &read), StatusCode::FORBIDDEN);
    // In a cookie an append token is no session either.
    let name = format!("charley_session_{}", browser.host.rsplit_once(':').unwrap().1);
    let cookie = format!("{name}={append}");
    let headers = [("host", browser.host.as_str()), ("cookie", cookie.as_str())];
    assert_eq!(browser.ask(Request::get("/"), &headers, Body::empty()).status, StatusCode::UNAUTHORIZED);
}
