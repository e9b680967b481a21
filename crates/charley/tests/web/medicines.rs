//! Medicines: added, changed, taken out and put back with plain forms; what is said of each, and to whom.

use axum::http::StatusCode;

use crate::browser::{Answer, Browser, MORNING, hidden};

const FIRST: &str = "0190a5b0-0000-7000-8000-000000000001";
const SECOND: &str = "0190a5b0-0000-7000-8000-000000000002";

fn add(browser: &Browser, id: &str, rest: &str) -> Answer {
    browser.post("/medicines", &format!("id={id}&{rest}"))
}

/// An adult who takes Lipitor since May.
fn with_statin() -> Browser {
    let browser = Browser::at(MORNING);
    browser.post("/settings", "born=1960-05&timezone=Europe%2FBerlin&condition=none");
    let added = add(&browser, FIRST, "name=Lipitor+20+mg&from=2026-05-01&until=");
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text);
    browser
}

#[test]
fn a_medicine_is_recognised_and_stands_with_population_certainty_and_whom_to_ask() {
    let page = with_statin().get("/medicines").text;
    for said in [
        "1 medicine now.",
        "Taken since 1 May",
        "Recognised as atorvastatin (statin).",
        "Sequence ratio 1.16 (95 % interval 1.04 to 1.29)",
        "adults of 50 and over in British Columbia",
        "Certainty: low.",
        "call a doctor or pharmacist today",
        "Take this page to your doctor or pharmacist; do not stop another medicine on your own.",
    ] {
        assert!(page.contains(said), "{said}\n{page}");
    }
    // The exception of the statin: nothing on this page says to keep it.
    assert!(!page.contains("do not stop a medicine") && !page.contains("do not stop it"));
}

#[test]
fn what_was_written_is_undone_and_what_was_changed_comes_again() {
    let browser = with_statin();
    let form = browser.get(&format!("/medicines?change={FIRST}"));
    assert_eq!(hidden(&form, "replaces"), FIRST);
    assert!(form.text.contains("value=\"Lipitor 20 mg\"") && form.text.contains("value=\"2026-05-01\""));
    let changed = add(
        &browser,
        SECOND,
        &format!("replaces={FIRST}&name=Lipitor+20+mg&from=2026-05-01&until=2026-11-01"),
    );
    assert_eq!(changed.headers["location"], format!("/medicines?saved={SECOND}"));
    let page = browser.get(&format!("/medicines?saved={SECOND}")).text;
    assert!(
        page.contains("from 1 May to 1 November")
            && page.contains("no longer")
            && page.contains("No medicine now, 1 before.")
    );
    assert_eq!(page.matches("Lipitor 20 mg</h2>").count(), 1);
    browser.post("/medicines/undo", &format!("what=saved&id={SECOND}"));
    assert!(browser.get("/medicines").text.contains("Taken since 1 May"));
    // Sent twice it changes nothing.
    browser.post("/medicines/undo", &format!("what=saved&id={SECOND}"));
    assert!(browser.get("/medicines").text.contains("Taken since 1 May"));
}

#[test]
fn what_was_taken_out_is_put_back() {
    let browser = with_statin();
    let gone = browser.post("/medicines/remove", &format!("id={FIRST}"));
    assert_eq!(gone.headers["location"], format!("/medicines?gone={FIRST}"));
    assert!(browser.get("/medicines").text.contains("No medicine is recorded."));
    browser.post("/medicines/undo", &format!("what=gone&id={FIRST}"));
    assert!(browser.get("/medicines").text.contains("1 medicine now."));
}

#[test]
fn only_medicines_are_taken_out_here() {
    let browser = Browser::at(MORNING);
    browser.post("/nights", &format!("id={FIRST}&night=2026-11-22&answer=none"));
    browser.post("/medicines/remove", &format!("id={FIRST}"));
    assert!(browser.get("/").text.contains("No cramp in"));
}

#[test]
fn a_wrong_date_keeps_what_was_typed_and_says_so_at_the_field() {
    let browser = Browser::at(MORNING);
    let answer = add(&browser, FIRST, "name=Zocor&from=2026-05-01&until=2026-04-01");
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text.contains("value=\"Zocor\"") && answer.text.contains("id=\"until-wrong\">"));
    assert!(answer.text.contains("cannot be earlier"));
    let answer = add(&browser, FIRST, "name=%3Cscript%3E&from=never");
    assert!(!answer.text.contains("<script>") && answer.text.contains("id=\"from-wrong\">"));
    assert!(browser.get("/medicines").text.contains("No medicine is recorded."));
}

#[test]
fn a_search_finds_by_any_name_and_leads_into_the_form() {
    let browser = Browser::at(MORNING);
    let page = browser.get("/medicines?q=marcumar").text;
    assert!(page.contains("<h3>phenprocoumon</h3>") && page.contains("rules out vitamin K2"));
    assert!(page.contains("href=\"/medicines?name=phenprocoumon#form\""));
    assert!(browser.get("/medicines?name=phenprocoumon").text.contains("value=\"phenprocoumon\""));
    assert!(browser.get("/medicines?q=atorvastatine").text.contains("Did you mean atorvastatin"));
    assert!(browser.get("/medicines?q=%3Cb%3E").text.contains("&#60;b&#62;"));
}

#[test]
fn none_is_an_answer() {
    let browser = Browser::at(MORNING);
    assert!(browser.get("/medicines").text.contains("I take none"));
    add(&browser, FIRST, "name=none&from=2026-11-23");
    let page = browser.get(&format!("/medicines?saved={FIRST}")).text;
    assert!(page.contains("You take no medicine") && !page.contains("I take none"), "{page}");
}

#[test]
fn the_picture_has_a_table_and_leaves_unknown_nights_unknown() {
    let browser = with_statin();
    for (number, (night, answer)) in
        [("2026-11-20", "none"), ("2026-11-21", "unsure"), ("2026-11-22", "none")].into_iter().enumerate()
    {
        let id = format!("0190a5b0-0000-7000-8000-0000000001{number:02}");
        browser.post("/nights", &format!("id={id}&night={night}&answer={answer}"));
    }
    let page = browser.get("/medicines").text;
    assert!(page.contains("0 of 2 known nights with a cramp: 0 of 100 (0 to 57)"), "{page}");
    assert!(
        page.contains("class=\"timeline\"")
            && page.contains("<th scope=\"row\">20 November to 22 November</th>")
    );
    assert!(page.contains("On it") && page.contains("fell by 29 of 100"));
}

#[test]
fn a_minor_and_a_pregnant_person_are_spoken_to_as_such() {
    let minor = Browser::at(MORNING);
    minor.post("/settings", "born=2012-05");
    add(&minor, FIRST, "name=salbutamol&from=2026-05-01");
    let page = minor.get("/medicines?q=simvastatin").text;
    assert!(page.contains("Kept for your doctor.") && page.contains("Under 18 Charley gives no forecast"));
    assert!(!page.contains("Certainty:") && !page.contains("On it"));
    let pregnant = Browser::at(MORNING);
    pregnant.post("/settings", "born=1995-05&pregnant-since=2026-06-01");
    let page = pregnant.get("/medicines").text;
    assert!(page.find("speak with your midwife").unwrap() < page.find("<h1>").unwrap());
}
