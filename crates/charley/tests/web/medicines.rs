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
        "about 1.2 times as many people were newly given quinine",
        "1.16 (95 % interval 1.04 to 1.29)",
        "adults of 50 and over in British Columbia",
        "Certainty: low.",
        "call a doctor or pharmacist today",
        "they decide about Lipitor 20 mg. Cramps as they always were: take this page to who prescribed Lipitor 20 mg",
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
    assert!(page.contains("0 of 2 known nights with a cramp, too few to say more"), "{page}");
    assert!(
        page.contains("class=\"timeline\"")
            && page.contains("<th scope=\"row\">20 November to 22 November</th>")
    );
    assert!(page.contains("On it") && page.contains("fell by 29 of 100"), "{page}");
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

#[test]
fn the_periods_of_a_medicine_are_one_card_with_dose_and_time_of_day() {
    let browser = with_statin();
    add(
        &browser,
        SECOND,
        "name=atorvastatin&from=2026-11-02&until=&dose=40+mg&time_of_day=bedtime&time_of_day=morning",
    );
    let page = browser.get("/medicines").text;
    assert!(page.contains("1 medicine now."), "{page}");
    assert!(page.contains("atorvastatin, 40 mg, morning and bedtime</h2>"), "{page}");
    assert!(
        page.contains("Lipitor 20 mg, since 1 May") || page.contains("Lipitor 20 mg since 1 May"),
        "{page}"
    );
    let form = browser.get(&format!("/medicines?change={SECOND}")).text;
    assert!(form.contains("value=\"40 mg\"") && form.contains("value=\"bedtime\" checked"), "{form}");
}

#[test]
fn two_that_matter_together_are_said_with_signs_and_source() {
    let browser = Browser::at(MORNING);
    add(&browser, FIRST, "name=HCTZ&from=2026-05-01");
    assert!(!browser.get("/medicines").text.contains("Taken together"));
    add(&browser, SECOND, "name=Ventolin&from=2026-06-01");
    let page = browser.get("/medicines").text;
    for said in
        ["Taken together: HCTZ with Ventolin", "call the emergency number now", "href=\"/triage\"", "(read "]
    {
        assert!(page.contains(said), "{said}\n{page}");
    }
    for said in
        ["to who prescribed HCTZ; do not stop it on your own", "to who prescribed Ventolin; do not stop it"]
    {
        assert!(page.contains(said), "{said}\n{page}");
    }
}

#[test]
fn the_sheet_is_a_page_and_a_file() {
    let browser = with_statin();
    let page = browser.get("/medicines/sheet").text;
    for said in [
        "My medicines and my leg cramps",
        "Lipitor 20 mg",
        "Nothing is changed without who prescribed it.",
        "Are these cramps new?",
    ] {
        assert!(page.contains(said), "{said}\n{page}");
    }
    let file = browser.get("/medicines/sheet/page");
    assert!(file.headers["content-disposition"].to_str().unwrap().contains("charley-medicines-"));
    assert!(file.text.contains("<style>") && !file.text.contains("<link") && !file.text.contains("<script"));
}

#[test]
fn bad_input_is_said_at_its_field_and_nothing_is_lost() {
    let browser = Browser::at(MORNING);
    let long = "n".repeat(300);
    for (rest, field) in [
        ("name=Zocor&from=2027-05-01".to_owned(), "from"),
        ("name=Zocor&from=2026-05-01&until=2026-04-30".to_owned(), "until"),
        (format!("name={long}&from=2026-05-01"), "name"),
        ("name=a%00b&from=2026-05-01".to_owned(), "name"),
        ("name=Zocor&from=2026-05-01&dose=%07".to_owned(), "dose"),
        ("name=Zocor&from=2026-05-01&time_of_day=tea".to_owned(), "time"),
    ] {
        let answer = add(&browser, FIRST, &rest);
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{rest}");
        assert!(answer.text.contains(&format!("id=\"{field}-wrong\">")), "{rest}\n{}", answer.text);
    }
    let answer = add(&browser, FIRST, &format!("name={long}&from=2026-05-01&dose=20+mg"));
    assert!(answer.text.contains(&long) && answer.text.contains("value=\"20 mg\""), "what was typed stays");
    add(&browser, FIRST, "name=%3Cb%3EZocor%3C%2Fb%3E&from=2026-05-01");
    let page = browser.get("/medicines").text;
    assert!(page.contains("&#60;b&#62;Zocor") && !page.contains("<b>Zocor"), "{page}");
    assert!(!browser.get("/medicines/sheet").text.contains("<b>Zocor"));
}
