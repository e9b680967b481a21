//! Relief on the page: the instruction first, one tap that ends it, and help at ten minutes.

use axum::http::StatusCode;

use crate::browser::{Browser, MORNING};

/// 2026-11-23T07:10 in Berlin, as the page's address carries it.
const OPENED_S: i64 = 1_795_414_200;

pub(crate) fn form(page: &crate::browser::Answer, go: &str) -> String {
    // The first id on the page is that of the answer to RF08; the cramp's stands in its own form.
    let rest = page.text.split_once("action=\"/cramps\"").unwrap().1;
    let field = |name: &str| {
        rest.split_once(&format!("name=\"{name}\" value=\""))
            .and_then(|(_, rest)| rest.split('"').next())
            .unwrap()
    };
    format!(
        "id={}&since={}&muscle={}&side={}&window={}&go={go}",
        field("id"),
        field("since"),
        field("muscle"),
        field("side"),
        field("window")
    )
}

#[test]
fn the_instruction_stands_before_any_question_and_nothing_is_written_by_looking() {
    let browser = Browser::at(MORNING);
    let page = browser.get("/now").text;
    let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text} is missing"));
    assert!(at("Pull your toes up, knee straight.") < at("It let go"));
    assert!(page.contains("data-light=\"night\"") && page.contains("This may not be a cramp"));
    assert!(
        at("How sure is this?") < at("custom, not studied") && at("How sure is this?") < at("low certainty")
    );
    assert!(
        at("A sudden pop?") < at("Leg cramps are common"),
        "the emergency questions come before any comfort"
    );
    assert!(!page.contains("(charley"), "no command of the terminal on a page");
    assert!(browser.get("/diary").text.contains("Nothing recorded yet"));
}

#[test]
fn one_tap_ends_it_and_the_timer_is_its_record() {
    let browser = Browser::at(MORNING);
    let since = OPENED_S - 130;
    let page = browser.get(&format!("/now?since={since}&muscle=foot&side=left"));
    assert!(page.text.contains("2:10"), "{}", page.text);
    for _ in 0..2 {
        let answer = browser.post("/cramps", &form(&page, "over"));
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        let over = answer.headers["location"].to_str().unwrap().to_owned();
        assert!(browser.get(&over).text.contains("It let go after 2 min"));
    }
    let diary = browser.get("/diary").text;
    assert_eq!(diary.matches("Cramp, left foot").count(), 1, "{diary}");
}

#[test]
fn a_step_or_another_place_keeps_the_cramp_at_once_and_says_more_of_the_same_one_later() {
    let browser = Browser::at(MORNING);
    let page = browser.get("/now");
    let answer = browser.post("/cramps", &form(&page, "2"));
    let next = answer.headers["location"].to_str().unwrap().to_owned();
    assert!(next.ends_with("&step=2"), "{next}");
    assert!(browser.get("/diary").text.contains("Cramp, calf"));
    let moved =
        browser.get(&next.replace("muscle=calf", "muscle=hamstrings").replace("side=unknown", "side=right"));
    assert_eq!(browser.post("/cramps", &form(&moved, "over")).status, StatusCode::SEE_OTHER);
    let diary = browser.get("/diary").text;
    assert!(diary.contains("right hamstrings") && !diary.contains("Cramp, calf"), "{diary}");
}

#[test]
fn the_hip_is_asked_front_or_back_and_the_diary_keeps_the_hip() {
    let browser = Browser::at(MORNING);
    let page = browser.get("/now?muscle=hip&side=left").text;
    assert!(page.contains("Front of the hip, or back?") && page.contains("muscle=hip-front"), "{page}");
    let front = browser.get("/now?muscle=hip-front&side=left");
    assert!(front.text.contains("Take your leg back.") && front.text.contains("front of hip, left"));
    assert!(browser.get("/now/where").text.contains("value=\"hip-back\">Back of hip"));
    browser.post("/cramps", &form(&front, "over"));
    assert!(browser.get("/diary").text.contains("left hip"));
}

#[test]
fn after_it_let_go_care_is_offered_and_while_an_answer_ends_it_the_call_is() {
    let browser = Browser::at(MORNING);
    let over = |browser: &Browser| {
        let answer = browser.post("/cramps", &form(&browser.get("/now"), "over"));
        browser.get(answer.headers["location"].to_str().unwrap()).text
    };
    let page = over(&browser);
    assert!(page.contains("10 to 15 minutes") && page.contains("Not with numb feet"), "{page}");
    assert!(page.contains("as the packet says"));
    let cramp = form(&browser.get("/now"), "over");
    browser.post("/triage", "id=01a2095e-30da-7c38-86be-68f3c7b7fdd7&yes=RF28");
    let ended = browser.get("/now").text;
    assert!(
        ended.contains("since you said yes to:") && ended.contains("anew=1") && !ended.contains("id=\"do\"")
    );
    let answer = browser.post("/cramps", &cramp);
    let page = browser.get(answer.headers["location"].to_str().unwrap()).text;
    assert!(page.contains("id=\"help\"") && !page.contains("heat pack"), "{page}");
}

#[test]
fn at_ten_minutes_the_screen_is_help() {
    let browser = Browser::at(MORNING);
    let page = browser.get(&format!("/now?since={}", OPENED_S - 601)).text;
    assert!(page.contains("id=\"steps\" hidden") && page.contains("id=\"ten\" class"), "{page}");
    assert!(!page.contains("Next step"));
    let early = browser.get(&format!("/now?since={}", OPENED_S - 300)).text;
    assert!(early.contains("content=\"300;url=/now?"), "a browser without script is led there too");
}

#[test]
fn what_an_address_says_wrongly_is_as_it_was_last() {
    let browser = Browser::at(MORNING);
    for address in [
        "/now?muscle=tail&side=up&since=yesterday&id=7&step=99",
        "/now?since=99999999999999999",
        "/now?since=12",
    ] {
        let page = browser.get(address);
        assert_eq!(page.status, StatusCode::OK, "{address}");
        assert!(page.text.contains("It let go"));
    }
}

#[test]
fn relief_html_has_a_policy_of_its_own_that_names_hashes_only() {
    let browser = Browser::at(MORNING);
    let file = browser.get("/relief.html");
    assert_eq!(file.status, StatusCode::OK);
    let policy = file.headers["content-security-policy"].to_str().unwrap();
    assert!(
        policy.starts_with("default-src 'none'; style-src 'sha256-")
            && policy.contains("script-src 'sha256-")
    );
    assert!(!policy.contains("unsafe") && !policy.contains("'self'"));
    assert!(
        file.text.contains(&policy.replace("; frame-ancestors 'none'", "").replace('\'', "&#39;")),
        "the saved file keeps it"
    );
    assert!(
        browser.get("/now").headers["content-security-policy"]
            .to_str()
            .unwrap()
            .contains("script-src 'self'")
    );
}
