//! The first minute: each card alone, each left out, each gone back to, and what is typed wrong.

use axum::http::StatusCode;

use crate::browser::{Browser, MORNING, hidden};

fn post(browser: &Browser, card: usize, form: &str) -> crate::browser::Answer {
    browser.post("/start", &format!("card={card}&{form}"))
}

fn leads_to(answer: &crate::browser::Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    answer.headers["location"].to_str().unwrap().to_owned()
}

#[test]
fn eight_cards_lead_from_one_to_the_next_and_today_invites_until_a_year_is_said() {
    let browser = Browser::at(MORNING);
    assert!(browser.get("/").text.contains("href=\"/start\""));
    assert_eq!(leads_to(&post(&browser, 1, "cramps-when=night")), "/start?card=2");
    assert_eq!(
        leads_to(&post(&browser, 2, "year=1959&month=&sex=female&mass-kg=11+st+4&weeks=")),
        "/start?card=3"
    );
    assert_eq!(leads_to(&post(&browser, 3, "cramp-nights=6")), "/start?card=4");
    assert_eq!(leads_to(&post(&browser, 4, "condition=hypertension&condition=thyroid")), "/start?card=5");
    let id = hidden(&browser.get("/start?card=5"), "id").to_owned();
    assert_eq!(leads_to(&post(&browser, 5, &format!("id={id}&name=none"))), "/start?card=6");
    let id = hidden(&browser.get("/start?card=6"), "id").to_owned();
    assert_eq!(leads_to(&post(&browser, 6, &format!("id={id}&none=1"))), "/start?card=7");
    assert!(!browser.get("/").text.contains("href=\"/start\""));
    let done = browser.get("/start?card=9").text;
    assert!(
        done.contains(
            "First findings in about 4 weeks, a name for a cause about January 2027, at your rate."
        ),
        "{done}"
    );
    let settings = browser.get("/settings").text;
    assert!(settings.contains("71.7") && settings.contains("value=\"1959-12\""), "{settings}");
}

#[test]
fn every_card_can_be_left_out_and_gone_back_from() {
    let browser = Browser::at(MORNING);
    for card in 1..=9 {
        let page = browser.get(&format!("/start?card={card}"));
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.text.contains(&format!("href=\"/start?card={}\"", card + 1)), card < 9, "{card}");
        assert_eq!(page.text.contains(&format!("href=\"/start?card={}\"", card - 1)), card > 1, "{card}");
    }
    assert!(browser.get("/diary").text.contains("Nothing recorded yet"), "looking records nothing");
}

#[test]
fn what_is_typed_wrong_stands_there_with_a_sentence_beside_it() {
    let browser = Browser::at(MORNING);
    for (form, says) in [
        ("year=59", "59"),
        ("year=nineteen", "nineteen"),
        ("year=2030", "2030"),
        ("year=1959&mass-kg=heavy", "heavy"),
        ("year=1990&weeks=60", "60"),
    ] {
        let answer = post(&browser, 2, form);
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        assert!(
            answer.text.contains("class=\"error\"") && answer.text.contains(&format!("value=\"{says}\"")),
            "{form}"
        );
    }
    assert!(browser.get("/").text.contains("href=\"/start\""), "nothing of it was kept");
}

#[test]
fn an_everyday_word_asks_which_medicine_it_is() {
    let browser = Browser::at(MORNING);
    let id = hidden(&browser.get("/start?card=5"), "id").to_owned();
    let which = leads_to(&post(&browser, 5, &format!("id={id}&name=water+tablet")));
    assert_eq!(which, "/start?card=5&which=water%20tablet");
    let page = browser.get(&which).text;
    assert!(page.contains("Which water tablet?") && page.contains("value=\"furosemide\""), "{page}");
    let cholesterol = leads_to(&post(&browser, 5, &format!("id={id}&name=cholesterol+tablet")));
    assert!(browser.get(&cholesterol).text.contains("value=\"atorvastatin\""));
    assert_eq!(leads_to(&post(&browser, 5, &format!("id={id}&name=furosemide"))), "/start?card=5");
    assert!(browser.get("/medicines").text.contains("furosemide"));
}

#[test]
fn a_warning_sign_leads_to_what_to_do() {
    let browser = Browser::at(MORNING);
    let page = browser.get("/start?card=6");
    let id = hidden(&page, "id").to_owned();
    assert!(page.text.contains("name=\"RF01\""));
    let nothing = post(&browser, 6, &format!("id={id}"));
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(leads_to(&post(&browser, 6, &format!("id={id}&RF01=yes"))), "/triage");
    assert!(browser.get("/triage").text.contains("class=\"help\""));
}
