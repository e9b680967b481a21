//! The person's answers: all of them or none, and what was typed is never lost.

use axum::http::StatusCode;

use crate::browser::{Browser, MORNING};

#[test]
fn one_wrong_answer_changes_nothing_and_keeps_what_was_typed() {
    let browser = Browser::at(MORNING);
    let answer =
        browser.post("/settings", "born=1980-05&mass-kg=a+feather&height-cm=168&sex=female&condition=heart");
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for kept in ["value=\"1980-05\"", "value=\"a feather\"", "value=\"168\"", "aria-invalid=\"true\""] {
        assert!(answer.text.contains(kept), "{kept}");
    }
    assert!(
        answer.text.contains("<option selected>female") && answer.text.contains("value=\"heart\" checked")
    );
    assert!(!browser.get("/settings").text.contains("value=\"1980-05\""));
}

#[test]
fn typed_markup_comes_back_as_text() {
    let browser = Browser::at(MORNING);
    let answer = browser.post("/settings", "mass-kg=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E");
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!answer.text.contains("<script>"));
}

#[test]
fn everything_answered_is_kept_and_shown_again() {
    let browser = Browser::at(MORNING);
    let form = "born=1980-05&mass-kg=62kg&height-cm=168cm&max-hr=188&rest-hr=52&ftp-w=220&critical-speed-m-s=3.6\
                &timezone=Europe%2FBerlin&hemisphere=north&sex=female&saltiness=high&units=us&condition=none";
    let answer = browser.post("/settings", form);
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let page = browser.get("/settings?saved=1").text;
    for shown in ["1980-05", "136.7 lb", "5 ft 6 in", "188", "52", "220", "7:27 min/mi", "Europe/Berlin"] {
        assert!(page.contains(&format!("value=\"{shown}\"")), "{shown}");
    }
    assert!(page.contains("value=\"none\" checked"));
}

#[test]
fn a_resting_heart_rate_above_the_highest_is_refused() {
    let browser = Browser::at(MORNING);
    let answer = browser.post("/settings", "max-hr=120&rest-hr=150");
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
}
