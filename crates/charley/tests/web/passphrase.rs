//! The passphrase: before the diary, never before relief, red flags and recording.

use axum::http::StatusCode;
use charley_store::Store;

use crate::{
    browser::{Answer, Browser, MORNING},
    pairing::Phone,
};

fn set(browser: &Browser, form: &str) -> StatusCode {
    browser.post("/settings/passphrase", form).status
}

fn is_asked(answer: &Answer) -> bool {
    answer.status == StatusCode::UNAUTHORIZED && answer.text.contains("This diary asks for its passphrase")
}

#[test]
fn the_diary_is_shown_after_the_passphrase_and_relief_and_red_flags_before_it() {
    let browser = Browser::with_lan(MORNING);
    let mut phone = Phone::let_in(&browser, "Phone", "browser");
    let read = browser.token("read");
    assert_eq!(set(&browser, "do=set&new=short"), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(phone.post("/settings/passphrase", "do=set&new=mine+alone").status, StatusCode::FORBIDDEN);
    assert_eq!(set(&browser, "do=set&new=three+blue+trains"), StatusCode::SEE_OTHER);
    assert_eq!(browser.get("/diary").status, StatusCode::OK, "who set it is not asked at once");
    let hash = Store::open(&browser.data()).unwrap().door().unwrap().unwrap().passphrase.unwrap();
    assert!(hash.starts_with("$argon2id$") && !hash.contains("trains"));

    browser.post("/lock", "");
    let id = "01a2095e-30da-7c38-86be-68f3c7b7fdd4";
    for path in [
        "/",
        "/diary",
        "/why",
        "/workouts",
        "/medicines",
        "/report",
        "/settings",
        "/settings/devices",
        "/evidence",
    ] {
        assert!(is_asked(&browser.get(path)), "{path}");
        assert!(is_asked(&phone.get(path)), "{path}");
    }
    for path in ["/now", "/triage", "/relief.html", "/now/where", "/healthz"] {
        assert_eq!(browser.get(path).status, StatusCode::OK, "{path}");
        assert_eq!(phone.get(path).status, StatusCode::OK, "{path}");
    }
    let night = format!("night=2026-11-22&id={id}&answer=cramp&muscle=calf");
    assert_eq!(browser.post("/nights", &night).status, StatusCode::SEE_OTHER, "recording goes on");
    let cramp = "id=01a2095e-30da-7c38-86be-68f3c7b7fdd5&since=2026-11-23T06:00:00Z&muscle=calf&side=left&window=night&go=1";
    assert_eq!(browser.post("/cramps", cramp).status, StatusCode::SEE_OTHER);
    for (path, form) in [
        ("/undo", ""),
        ("/settings", "born=1980-05"),
        ("/settings/devices", "do=token"),
        ("/settings/passphrase", "do=remove"),
    ] {
        assert!(is_asked(&browser.post(path, form)), "{path}");
    }
    assert_eq!(Store::open(&browser.data()).unwrap().entries().unwrap().len(), 2);
    let bearer = format!("Bearer {read}");
    let headers = [("host", browser.host.as_str()), ("authorization", bearer.as_str())];
    let program = browser.ask(axum::http::Request::get("/diary"), &headers, axum::body::Body::empty());
    assert_eq!(program.status, StatusCode::OK, "a program was let in by its token");

    assert!(browser.get("/why?since=90d").text.contains("name=\"to\" value=\"/why?since=90d\""));
    let wrong = browser.post("/unlock", "passphrase=three+blue+train&to=/why");
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("That is not the passphrase") && wrong.text.contains("value=\"/why\""));
    let right = browser.post("/unlock", "passphrase=three+blue+trains&to=//evil.example");
    assert_eq!(right.headers["location"], "/", "nobody is led elsewhere");
    assert_eq!(browser.get("/diary").status, StatusCode::OK);
    assert!(is_asked(&phone.get("/diary")), "each browser gives it for itself");

    assert_eq!(set(&browser, "do=remove&old=wrong+one"), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(set(&browser, "do=remove&old=three+blue+trains"), StatusCode::SEE_OTHER);
    assert_eq!(phone.get("/diary").status, StatusCode::OK);
}

#[test]
fn tries_that_fail_have_to_wait_and_the_terminal_takes_it_away() {
    let browser = Browser::at(MORNING);
    set(&browser, "do=set&new=three+blue+trains");
    browser.post("/lock", "");
    for _ in 0..5 {
        assert_eq!(browser.post("/unlock", "passphrase=guess").status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let waits = browser.post("/unlock", "passphrase=three+blue+trains");
    assert_eq!(waits.status, StatusCode::TOO_MANY_REQUESTS, "also the right one");
    assert!(
        waits.text.contains("Try again in") && waits.headers.contains_key("retry-after"),
        "{}",
        waits.text
    );
    assert_eq!(browser.get("/now").status, StatusCode::OK);
    charley_web::passphrase::keep(&mut Store::open(&browser.data()).unwrap(), None).unwrap();
    assert_eq!(browser.get("/diary").status, StatusCode::OK);
}
