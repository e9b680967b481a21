//! Entries looked at, changed, deleted and brought back in the browser, without a script: nothing typed is lost.

use axum::{
    body::Body,
    http::{Request, StatusCode},
};

use crate::browser::{Answer, Browser, MORNING, hidden};

const ID: &str = "01a2095e-30da-7c38-86be-68f3c7b7fdd4";

/// A browser of somebody who recorded a cramp with its place and nothing else.
fn with_a_cramp() -> Browser {
    let browser = Browser::at(MORNING);
    let form = format!("night=2026-11-22&id={ID}&answer=cramp&muscle=calf&side=left&for=2m10s&pain=7");
    assert_eq!(browser.post("/nights", &form).status, StatusCode::SEE_OTHER);
    browser
}

fn page(browser: &Browser) -> Answer {
    browser.get(&format!("/diary/entries/{ID}"))
}

/// What the form of the cramp sends when only some fields were touched.
fn cramp(version: &str, touched: &str) -> String {
    let fields = [
        ("version", version),
        ("night", "2026-11-22"),
        ("time", ""),
        ("kind", "cramp"),
        ("muscle", "calf"),
        ("side", "left"),
        ("pain", "7"),
        ("for", "2m10s"),
        ("count", ""),
    ];
    let name = |touched: &str| touched.split('=').next().unwrap_or_default().to_owned();
    let touched: Vec<&str> = touched.split('&').filter(|pair| !pair.is_empty()).collect();
    let kept = fields.iter().filter(|(field, _)| !touched.iter().any(|pair| name(pair) == *field));
    let kept = kept.map(|(field, value)| format!("{field}={value}"));
    kept.chain(touched.iter().map(|pair| (*pair).to_owned())).collect::<Vec<_>>().join("&")
}

fn save(browser: &Browser, form: &str) -> Answer {
    browser.post(&format!("/diary/entries/{ID}"), form)
}

/// The same with headers of its own.
fn post_with(browser: &Browser, path: &str, form: &str, own: &[(&str, &str)]) -> Answer {
    let cookie = browser.cookie_line();
    let mut headers = vec![
        ("host", browser.host.as_str()),
        ("sec-fetch-site", "same-origin"),
        ("content-type", "application/x-www-form-urlencoded"),
    ];
    if !own.iter().any(|(name, _)| *name == "cookie") {
        headers.push(("cookie", &cookie));
    }
    headers.extend(own);
    browser.ask(Request::post(path), &headers, Body::from(form.to_owned()))
}

fn location(answer: &Answer) -> &str {
    answer.headers["location"].to_str().unwrap()
}

#[test]
fn an_entry_is_opened_from_the_diary_changed_and_the_change_taken_back() {
    let browser = with_a_cramp();
    assert!(browser.get("/diary").text.contains(&format!("href=\"/diary/entries/{ID}\"")));
    let opened = page(&browser);
    assert_eq!(opened.status, StatusCode::OK);
    for filled in [
        "name=\"pain\" value=\"7\" checked",
        "name=\"for\" value=\"2m10s\" checked",
        "value=\"left\" checked",
        "value=\"2026-11-22\"",
    ] {
        assert!(opened.text.contains(filled), "{filled}: {}", opened.text);
    }
    let saved = save(&browser, &cramp(hidden(&opened, "version"), "side=right&time=02:02&eased=stretch"));
    assert_eq!(
        (saved.status, location(&saved)),
        (StatusCode::SEE_OTHER, &*format!("/diary?month=2026-11&done=changed&entry={ID}#done"))
    );
    let diary = browser.get(location(&saved).trim_end_matches("#done"));
    assert!(diary.text.contains("Changed: cramp, right calf, 2 min"), "{}", diary.text);
    assert!(page(&browser).text.contains("Before a change: cramp, left calf"));
    let undo = format!("line={}", hidden(&diary, "line"));
    assert_eq!(browser.post(&format!("/diary/entries/{ID}/undo"), &undo).status, StatusCode::SEE_OTHER);
    assert!(page(&browser).text.contains("Cramp, left calf"));
    // Back and the same button again takes nothing more back.
    browser.post(&format!("/diary/entries/{ID}/undo"), &undo);
    assert_eq!(page(&browser).status, StatusCode::OK);
    assert!(browser.get("/diary").text.contains("left calf"));
}

#[test]
fn what_was_not_touched_writes_nothing() {
    let browser = with_a_cramp();
    let version = hidden(&page(&browser), "version").to_owned();
    let same = save(&browser, &cramp(&version, ""));
    assert_eq!(location(&same), "/diary?month=2026-11");
    assert_eq!(hidden(&page(&browser), "version"), version);
}

#[test]
fn what_cannot_be_read_is_said_beside_its_field_and_everything_typed_stays() {
    let browser = with_a_cramp();
    let version = hidden(&page(&browser), "version").to_owned();
    for (touched, field, says) in [
        ("count=two&side=right", "count", "1 to 99"),
        ("night=2027-01-01&side=right", "night", "has not come"),
        ("night=soon&side=right", "night", "Write a date"),
        ("time=soon&side=right", "time", "Write a time"),
        ("pain=bad&side=right", "pain", "Write a number"),
        ("muscle=&side=right", "muscle", "Choose one"),
    ] {
        let refused = save(&browser, &cramp(&version, touched));
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{touched}");
        let beside = format!("id=\"{field}-wrong\">");
        let why = refused.text.split(&beside).nth(1).unwrap_or_else(|| panic!("{touched}: {}", refused.text));
        assert!(why.split('<').next().unwrap().contains(says), "{touched}: {why}");
        assert!(refused.text.contains("value=\"right\" checked"), "{touched}: what was typed stays");
        assert!(refused.text.contains(&format!("aria-describedby=\"{field}-wrong\"")), "{touched}");
        if field != "muscle" && field != "pain" {
            let typed = touched.split(['=', '&']).nth(1).unwrap();
            assert!(refused.text.contains(&format!("value=\"{typed}\"")), "{touched}");
        }
    }
    assert!(page(&browser).text.contains("Cramp, left calf"));
    let evil = save(&browser, &cramp(&version, "count=%3Cscript%3E"));
    assert!(!evil.text.contains("<script>") && evil.text.contains("&#60;script&#62;"));
}

#[test]
fn of_two_tabs_the_second_is_told_and_shown_both() {
    let browser = with_a_cramp();
    let version = hidden(&page(&browser), "version").to_owned();
    save(&browser, &cramp(&version, "pain=3"));
    let second = save(&browser, &cramp(&version, "side=right"));
    assert_eq!(second.status, StatusCode::CONFLICT);
    for says in [
        "changed elsewhere",
        "It says now: cramp, left calf, 2 min 10 s, pain 3",
        "You typed: cramp, right calf, 2 min 10 s, pain 7",
    ] {
        assert!(second.text.contains(says), "{says}: {}", second.text);
    }
    let mine = save(&browser, &cramp(hidden(&second, "version"), "side=right"));
    assert_eq!(mine.status, StatusCode::SEE_OTHER, "what was typed can be saved all the same");
    assert!(page(&browser).text.contains("right calf"));
    // Deleted in one tab, changed in the other.
    let version = hidden(&page(&browser), "version").to_owned();
    browser.post(&format!("/diary/entries/{ID}/delete"), "");
    let gone = save(&browser, &cramp(&version, "side=left"));
    assert_eq!(gone.status, StatusCode::CONFLICT);
    assert!(gone.text.contains("deleted elsewhere") && gone.text.contains("Bring it back"));
}

#[test]
fn what_is_deleted_is_seen_brought_back_and_deleted_once() {
    let browser = with_a_cramp();
    let gone = browser.post(&format!("/diary/entries/{ID}/delete"), "");
    let diary = browser.get(location(&gone).trim_end_matches("#done"));
    assert!(
        diary.text.contains("Deleted: cramp, left calf") && diary.text.contains("1 deleted entry"),
        "{}",
        diary.text
    );
    assert!(page(&browser).text.contains("Bring it back"));
    let again = browser.post(&format!("/diary/entries/{ID}/delete"), "");
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    let back = browser.post(&format!("/diary/entries/{ID}/restore"), "");
    assert!(
        browser
            .get(location(&back).trim_end_matches("#done"))
            .text
            .contains("It stands again: cramp, left calf")
    );
    assert_eq!(
        browser.get(&format!("/diary/entries/{}", ID.replace('1', "2"))).status,
        StatusCode::NOT_FOUND
    );
}

#[test]
fn nothing_over_a_cramp_asks_and_takes_its_place_only_where_that_is_meant() {
    let browser = with_a_cramp();
    let other = ID.replace("fdd4", "fdd5");
    let none = format!("night=2026-11-22&id={other}&answer=none&back=diary");
    let asks = browser.post("/nights", &none);
    assert_eq!(asks.status, StatusCode::SEE_OTHER);
    let question = browser.get(location(&asks).trim_end_matches("#question"));
    assert!(question.text.contains("Replace the cramp of that night?"), "{}", question.text);
    assert!(question.text.contains("cramp, left calf") && question.text.contains("No, keep the cramp"));
    assert!(browser.get("/diary?night=2026-11-22").text.contains("A cramp is written down."));
    let yes = format!("{none}&replace=yes");
    for _ in 0..2 {
        assert_eq!(browser.post("/nights", &yes).status, StatusCode::SEE_OTHER);
    }
    assert!(browser.get("/diary?night=2026-11-22").text.contains("No cramp."));
    browser.post("/undo", "");
    assert!(browser.get("/diary?night=2026-11-22").text.contains("A cramp is written down."));
}

#[test]
fn an_outbox_is_told_where_it_is_asked_and_keeps_its_entry() {
    let browser = with_a_cramp();
    let other = ID.replace("fdd4", "fdd5");
    let form = format!("night=2026-11-22&id={other}&answer=none");
    let at = [("x-charley-outbox", "2026-11-23T06:09:00Z"), ("x-charley-clock", "2026-11-23T06:10:00Z")];
    let answer = post_with(&browser, "/nights", &form, &at);
    assert_eq!(answer.status, StatusCode::CONFLICT);
    let ask = answer.headers["x-charley-ask"].to_str().unwrap();
    assert_eq!(ask, format!("/diary?night=2026-11-22&answer=none&id={other}#question"));
    assert!(answer.text.contains("a cramp is written down"));
}

#[test]
fn any_night_can_be_answered_and_months_lead_to_one_another() {
    let browser = Browser::at(MORNING);
    let long_ago = browser.get("/diary?night=2025-02-03");
    assert!(
        long_ago.text.contains("February 2025") && long_ago.text.contains("3 to 4 February 2025"),
        "{}",
        long_ago.text
    );
    let form = format!("night=2025-02-03&id={ID}&answer=none&back=diary");
    assert_eq!(browser.post("/nights", &form).status, StatusCode::SEE_OTHER);
    let now = browser.get("/diary").text;
    assert!(
        now.contains("href=\"/diary?month=2025-02\"") && now.contains("href=\"/diary?month=2026-10\""),
        "{now}"
    );
    assert!(!now.contains("href=\"/diary?month=2026-12\""), "what has not come has no page");
    let month = browser.get("/diary?month=2025-02").text;
    assert!(
        month.contains("Night of 3 February: none")
            && month.contains("<span class=\"hint\">3 to 4 February 2025</span>No cramp</span></a>"),
        "{month}"
    );
    for odd in ["month=0000-13", "month=soon", "night=2999-01-01", "night=%00", "month=2030-01"] {
        assert_eq!(browser.get(&format!("/diary?{odd}")).status, StatusCode::OK, "{odd}");
    }
}

#[test]
fn what_was_typed_comes_back_where_the_session_ended_meanwhile() {
    let browser = with_a_cramp();
    let form = cramp("1", "side=right&count=%3Cb%3E");
    let refused = post_with(&browser, &format!("/diary/entries/{ID}"), &form, &[("cookie", "")]);
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    assert!(refused.text.contains(&format!("action=\"/diary/entries/{ID}\"")), "{}", refused.text);
    assert!(refused.text.contains("name=\"side\" value=\"right\"") && refused.text.contains("Send it again"));
    assert!(!refused.text.contains("<b>"));
}

#[test]
fn back_at_three_in_the_morning_is_the_same_cramp() {
    let browser = Browser::at("2026-11-23T02:02:00+01:00[Europe/Berlin]");
    let first = browser.get("/now");
    // The red flag on the page has an id of its own.
    let id = |page: &Answer| page.text.split("/now/over?id=").nth(1).unwrap()[..36].to_owned();
    let form = |page: &Answer, go: &str| {
        let value = |name: &str| hidden(page, name).to_owned();
        let fields = ["since", "muscle", "side", "window"].map(|name| format!("{name}={}", value(name)));
        format!("id={}&{}&go={go}", id(page), fields.join("&"))
    };
    assert_eq!(browser.post("/cramps", &form(&first, "where")).status, StatusCode::SEE_OTHER);
    let back = browser.get("/now");
    assert_eq!(id(&back), id(&first));
    assert_eq!(browser.post("/cramps", &form(&back, "2")).status, StatusCode::SEE_OTHER);
    let diary = browser.get("/diary?month=2026-11").text;
    assert_eq!(diary.matches("/diary/entries/").count(), 1, "{diary}");
}
