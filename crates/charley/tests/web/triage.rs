//! Red flags on the page: one tap each, help in place of everything, and a word on every page that advises.

use axum::http::StatusCode;

use crate::browser::{Browser, MORNING, hidden};

const NOT_ASKED: &str = "Warning signs were not asked yet";

/// Taps a button of the page at an address and gives where it leads.
fn tap(browser: &Browser, address: &str, button: &str) -> String {
    let page = browser.get(address);
    let form = format!("id={}&{button}", hidden(&page, "id"));
    let answer = browser.post("/triage", &form);
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{button}: {}", answer.text);
    answer.headers["location"].to_str().unwrap().to_owned()
}

#[test]
fn four_taps_ask_all_and_then_no_page_says_that_nothing_was_asked() {
    let browser = Browser::at(MORNING);
    for path in ["/", "/why"] {
        assert!(browser.get(path).text.contains(NOT_ASKED), "{path}");
    }
    let mut at = "/triage".to_owned();
    for stage in ["now", "effort", "today", "soon"] {
        assert!(browser.get(&at).text.contains(&format!("value=\"{stage}\"")), "{at}");
        at = tap(&browser, &at, &format!("none={stage}"));
    }
    assert_eq!(at, "/triage");
    assert!(browser.get("/triage").text.contains("No red flag in your answers"));
    for path in ["/", "/why"] {
        assert!(!browser.get(path).text.contains(NOT_ASKED), "{path}");
    }
}

#[test]
fn an_emergency_yes_replaces_the_page_and_the_cramp_screen_with_help() {
    let browser = Browser::at(MORNING);
    assert_eq!(tap(&browser, "/triage", "stage=now&yes=RF01"), "/triage");
    let page = browser.get("/triage").text;
    assert!(page.contains("Call 112 now.") && page.contains("tel:112"), "{page}");
    assert!(!page.contains("None of these"));
    let now = browser.get("/now").text;
    assert!(now.contains("Call 112 now.") && !now.contains("It let go") && !now.contains("Pull your toes"));
    assert!(browser.get("/").text.contains("you need help now"));
    tap(&browser, "/triage?stage=now&anew=1", "stage=now&anew=1&none=now");
    assert!(browser.get("/now").text.contains("It let go"));
}

#[test]
fn a_same_day_yes_ends_stretching_and_massage_everywhere() {
    let browser = Browser::at(MORNING);
    assert_eq!(tap(&browser, "/triage?stage=today", "stage=today&yes=RF02"), "/triage?stage=today");
    let page = browser.get("/triage?stage=today").text;
    assert!(page.contains("no stretching and no massage") && page.contains("None of the others"), "{page}");
    let now = browser.get("/now").text;
    assert!(!now.contains("Pull your toes") && !now.contains("Rub the hard muscle") && now.contains("today"));
    for path in ["/", "/why"] {
        assert!(browser.get(path).text.contains("a doctor must hear of this today"), "{path}");
    }
    assert!(!browser.get("/").text.contains("Stretch calves"));
}

#[test]
fn the_kind_of_yes_is_asked_and_may_raise_or_lower_it() {
    let browser = Browser::at(MORNING);
    let at = tap(&browser, "/triage?stage=today", "stage=today&yes=RF27");
    assert_eq!(at, "/triage?flag=RF27");
    assert!(browser.get(&at).text.contains("The patch alone"));
    assert_eq!(tap(&browser, &at, "flag=RF27&kind=1"), "/triage?stage=today");
    assert!(browser.get("/triage").text.contains("Call 112 now."));
    assert_eq!(tap(&browser, "/triage?flag=RF27", "flag=RF27&kind=0"), "/triage?stage=today");
    assert!(!browser.get("/triage").text.contains("Call 112 now."));
    assert_eq!(tap(&browser, "/triage?stage=soon", "stage=soon&yes=RF25"), "/triage?flag=RF25");
    assert_eq!(tap(&browser, "/triage?flag=RF25", "flag=RF25&kind=1"), "/triage?flag=RF32");
}

#[test]
fn what_no_form_of_ours_sends_is_refused() {
    let browser = Browser::at(MORNING);
    let id = "01a2095e-30da-7c38-86be-68f3c7b7fdd4";
    for form in ["yes=RF99", "kind=9&flag=RF27", "none=never", ""] {
        let answer = browser.post("/triage", &format!("id={id}&{form}"));
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
    }
    assert!(browser.get("/diary").text.contains("Nothing recorded yet"));
}

#[test]
fn a_kind_is_asked_before_anybody_is_told_to_call_an_ambulance() {
    let browser = Browser::at(MORNING);
    let at = tap(&browser, "/triage?stage=effort", "stage=effort&yes=RF07");
    assert_eq!(at, "/triage?flag=RF07");
    let page = browser.get(&at).text;
    assert!(!page.contains("Call 112 now.") && page.contains("Only one of these"), "{page}");
    // Who leaves without an answer is not taken for a mild case.
    let left = browser.get("/triage").text;
    assert!(left.contains("Call 112 now.") && left.contains("/triage?flag=RF07"), "{left}");
    tap(&browser, &at, "flag=RF07&kind=2");
    let page = browser.get("/triage").text;
    assert!(!page.contains("Call 112 now.") && page.contains("116117"), "{page}");
    assert!(browser.get("/now").text.contains("Pull your toes"), "one sign alone keeps the steps");
}

#[test]
fn not_sure_asks_for_a_call_and_is_offered_again_without_a_trap() {
    let browser = Browser::at(MORNING);
    assert_eq!(tap(&browser, "/triage?stage=today", "stage=today&unsure=RF02"), "/triage?stage=today");
    for stage in ["now", "effort", "today", "soon"] {
        tap(&browser, &format!("/triage?stage={stage}"), &format!("none={stage}"));
    }
    let done = browser.get("/triage").text;
    assert!(
        done.contains("You were not sure about these") && done.contains("You were not sure. Say so"),
        "{done}"
    );
    assert!(done.contains("Answered on"), "{done}");
    let why = browser.get("/why").text;
    assert!(why.contains("1 question is open") || why.contains("1 question about warning signs"), "{why}");
    tap(&browser, "/triage", "no=RF02");
    assert!(browser.get("/triage").text.contains("No red flag in your answers"));
    let why = browser.get("/why").text;
    assert!(!why.contains("is open") && !why.contains("still open"), "{why}");
}

#[test]
fn not_sure_of_a_cold_leg_asks_for_the_second_part() {
    let browser = Browser::at(MORNING);
    let at = tap(&browser, "/triage", "stage=now&unsure=RF03");
    assert_eq!(at, "/triage?flag=RF03");
    assert!(browser.get(&at).text.contains("I am not sure of that either"));
    tap(&browser, &at, "flag=RF03&kind=5");
    assert!(!browser.get("/triage").text.contains("Call 112 now."));
    tap(&browser, &at, "flag=RF03&kind=4");
    assert!(browser.get("/triage").text.contains("Call 112 now."));
    assert_eq!(tap(&browser, "/triage?stage=now&anew=1", "stage=now&unsure=RF01"), "/triage");
}
