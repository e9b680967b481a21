//! Answering nights: one tap, taken back in one, and never twice.

use axum::http::StatusCode;

use crate::browser::{Browser, MORNING, hidden};

#[test]
fn one_tap_records_and_one_takes_back() {
    let browser = Browser::at(MORNING);
    let page = browser.get("/");
    assert!(page.text.contains("Last night?"));
    let form = format!("night={}&id={}&answer=none", hidden(&page, "night"), hidden(&page, "id"));
    assert_eq!(hidden(&page, "night"), "2026-11-22");
    let answer = browser.post("/nights", &form);
    assert_eq!((answer.status, &answer.headers["location"]), (StatusCode::SEE_OTHER, &"/".parse().unwrap()));
    assert!(browser.get("/").text.contains("No cramp"));
    assert_eq!(browser.post("/nights", &form).status, StatusCode::SEE_OTHER);
    browser.post("/undo", "");
    assert!(browser.get("/").text.contains("Last night?"), "sent twice, it was one entry");
}

#[test]
fn a_cramp_is_said_with_its_muscle_only() {
    let browser = Browser::at(MORNING);
    let page = browser.get("/?cramp=1");
    let form = format!(
        "night={}&id={}&answer=cramp&muscle=foot&for=&pain=",
        hidden(&page, "night"),
        hidden(&page, "id")
    );
    assert_eq!(browser.post("/nights", &form).status, StatusCode::SEE_OTHER);
    let home = browser.get("/").text;
    assert!(home.contains("A cramp") && home.contains("foot"));
}

#[test]
fn what_no_form_of_ours_sends_is_refused_in_words() {
    let browser = Browser::at(MORNING);
    let id = "01a2095e-30da-7c38-86be-68f3c7b7fdd4";
    for (form, says) in [
        (format!("night=2026-11-22&id={id}&answer=maybe"), "maybe"),
        (format!("night=2030-01-01&id={id}&answer=none"), "2 January 2030"),
        (format!("night=today&id={id}&answer=none"), "night"),
        ("night=2026-11-22&id=7&answer=none".to_owned(), "id"),
        (format!("night=2026-11-22&id={id}&answer=cramp&muscle=tail"), "muscle"),
        (format!("night=2026-11-22&id={id}&answer=cramp&muscle=calf&pain=11"), "11"),
        (format!("night=2026-11-22&id={id}&answer=cramp&muscle=calf&pain=%3Cb%3E"), "&#60;b&#62;"),
    ] {
        let answer = browser.post("/nights", &form);
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        assert!(answer.text.contains(says) && !answer.text.contains("<b>"), "{form}: {}", answer.text);
    }
    assert!(browser.get("/diary").text.contains("Nothing recorded yet"));
}

#[test]
fn a_night_never_answered_is_a_dash_in_the_calendar() {
    let browser = Browser::at(MORNING);
    let page = browser.get("/diary").text;
    assert!(page.contains("Night of 22 November: unknown"), "{page}");
    assert!(!page.contains("○</span></a>"));
}

#[test]
fn nothing_changes_on_get() {
    let browser = Browser::at(MORNING);
    // The page carries the time by Charley's clock, which goes on.
    let diary = || {
        let page = browser.get("/diary").text;
        let (before, after) = page.split_once("data-now=\"").unwrap();
        format!("{before}{}", after.split_once('"').unwrap().1)
    };
    let before = diary();
    for path in ["/undo", "/nights?night=2026-11-22&answer=none", "/settings/data/wipe?word=wipe"] {
        assert_eq!(browser.get(path).status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
    }
    browser.get("/settings?born=1950-01&mass-kg=70");
    assert_eq!(diary(), before);
    assert!(!browser.get("/settings").text.contains("1950-01"));
}

#[test]
fn a_twinge_takes_one_tap_and_is_a_night_without_a_cramp() {
    let browser = Browser::at(MORNING);
    let page = browser.get("/");
    assert!(page.text.contains("A twinge, gone by itself"), "{}", page.text);
    let form = format!("night={}&id={}&answer=twinge", hidden(&page, "night"), hidden(&page, "id"));
    assert_eq!(browser.post("/nights", &form).status, StatusCode::SEE_OTHER);
    let home = browser.get("/").text;
    assert!(home.contains("A twinge and no cramp in the night of 22 to 23 November."), "{home}");
    assert!(home.contains("class=\"twinge\"") && home.contains("⊙"), "the chart and its key show it");
    assert!(browser.get("/diary").text.contains("Night of 22 November: none, and a twinge"));
    browser.post("/undo", "");
    assert!(!browser.get("/").text.contains("class=\"twinge\""));
}

#[test]
fn the_chip_makes_a_twinge_of_a_place_and_several_are_one_entry() {
    let browser = Browser::at(MORNING);
    let page = browser.get("/?cramp=1");
    assert!(page.text.contains("Gone by itself: a twinge"));
    let sent = |id: &str, rest: &str| {
        let form = format!("night={}&id={id}&answer=cramp{rest}", hidden(&page, "night"));
        browser.post("/nights", &form)
    };
    let id = hidden(&page, "id");
    // The chip comes after the hidden answer: what is said last counts.
    let twinge = sent(id, "&side=left&answer=twinge&count=2&for=&pain=&muscle=calf");
    assert_eq!(twinge.status, StatusCode::SEE_OTHER);
    assert!(browser.get("/").text.contains("2 twinges, left calf, night of 22 to 23 November"));
    let cramps = sent("01a2095e-30da-7c38-86be-68f3c7b7fdd4", "&side=right&count=3&for=2m&pain=&muscle=foot");
    assert_eq!(cramps.status, StatusCode::SEE_OTHER);
    let home = browser.get("/").text;
    assert!(home.contains("3 cramps, right foot, 2 min, night of 22 to 23 November"), "{home}");
    for bad in ["0", "1000", "-2", "two", "2.5"] {
        let refused =
            sent("01a2095e-30da-7c38-86be-68f3c7b7fdd5", &format!("&count={bad}&for=&pain=&muscle=foot"));
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{bad}");
        assert!(refused.text.contains("1 to 99"), "{}", refused.text);
    }
}
