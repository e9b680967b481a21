//! A trial in the browser without a line of script: planned, begun, drawn, answered, ended.

use axum::http::StatusCode;

use crate::browser::{Browser, MORNING, hidden};

#[test]
fn a_trial_is_planned_begun_answered_and_ended() {
    let browser = Browser::at(MORNING);
    browser.post("/settings", "born=1960-05");
    let first = browser.get("/trial");
    assert!(
        first.text.contains("How many nights would it take?")
            && first.text.contains("No trial was begun yet")
    );
    let refused = browser.post("/trial/plan", "remedy=stretching&cramps_a_week=1");
    assert!(refused.text.contains("With fewer than 2 a week") && !refused.text.contains("/trial/begin"));
    let medicine = browser.post("/trial/plan", "described=gabapentin&cramps_a_week=6");
    assert!(medicine.text.contains("doctor or pharmacist") && !medicine.text.contains("/trial/begin"));
    let planned = browser.post("/trial/plan", "remedy=stretching&cramps_a_week=7");
    assert!(planned.text.contains("nights at most") && planned.text.contains("simulated persons"));
    let form = format!("id={}&remedy=stretching&cramps_a_week=7", hidden(&planned, "id"));
    for _ in 0..2 {
        assert_eq!(browser.post("/trial/begin", &form).status, StatusCode::SEE_OTHER);
    }
    let asked = browser.get("/trial");
    assert!(asked.text.contains("What do you expect?") && asked.text.matches("/protocol.html").count() == 1);
    assert!(browser.get("/").text.contains("say what you expect of it"));
    browser.post("/trial/expect", &format!("id={}&expects=6", hidden(&asked, "id")));
    let drawn = browser.get("/trial");
    assert!(!drawn.text.contains("What do you expect?"));
    let with =
        drawn.text.contains("stretch calves and hamstrings before bed, three times ten seconds each.</h1>");
    let without = drawn.text.contains("no stretching before bed.</h1>");
    assert!(with ^ without, "one of the two is drawn: {}", drawn.text);
    assert!(browser.get("/").text.contains("Tonight, night 1 of"));
    // Last night was none of the trial's.
    assert!(!drawn.text.contains("How was the night?"));
    let early =
        browser.post("/trial/answer", "id=01a2095e-30da-7c38-86be-68f3c7b7fdd4&night=2026-11-23&cramps=0");
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(early.text.contains("cannot be answered"));
    let id = "01a2095e-30da-7c38-86be-68f3c7b7fdd5";
    browser.post("/trial/stop", &format!("id={id}&why=enough"));
    let ended = browser.get("/trial").text;
    assert!(
        ended.contains("nothing can be compared")
            && !ended.contains("id=\"result\"")
            && ended.contains("A new trial")
    );
}

#[test]
fn papers_are_files_and_nothing_else_is_there() {
    let browser = Browser::at(MORNING);
    assert_eq!(browser.get("/trial/77/report.html").status, StatusCode::NOT_FOUND);
    assert_eq!(browser.get("/trial?id=77").status, StatusCode::NOT_FOUND);
    for path in ["/trial/plan", "/trial/begin", "/trial/answer", "/trial/stop"] {
        assert_ne!(browser.get(path).status, StatusCode::OK, "{path}");
    }
}
