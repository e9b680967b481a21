//! Who lets others in, how much a device may send, and taking back everything that it sent.

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use charley_domain::entry::Entry;
use charley_store::{Sent, Store};
use uuid::Uuid;

use crate::{
    activities::GPX,
    browser::{Answer, Browser, MORNING},
    pairing::Phone,
};

fn event(number: u128) -> String {
    format!(r#"{{"id":"{}","kind":"cramp","muscle":"calf"}}"#, Uuid::from_u128(number))
}

/// The id of the device of a name.
fn device(browser: &Browser, name: &str) -> Uuid {
    let store = Store::open(&browser.data()).unwrap();
    let all = [store.devices().unwrap(), store.locked_out_devices().unwrap()].concat();
    all.into_iter().find(|device| device.name == name).unwrap().id
}

fn address(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    answer.headers["location"].to_str().unwrap().to_owned()
}

#[test]
fn a_phone_that_was_let_in_lets_nobody_in_and_sees_only_itself() {
    let browser = Browser::with_lan(MORNING);
    let mut phone = Phone::let_in(&browser, "Evil", "browser");
    browser.token("append");
    browser.post("/settings/devices", "do=pair&scope=browser");
    let test = device(&browser, "Test");
    let forms = [
        "do=token&name=backdoor&scope=read".to_owned(),
        "do=pair&scope=browser".to_owned(),
        "do=yes&digits=000000".to_owned(),
        "do=no".to_owned(),
        "do=dance".to_owned(),
        format!("do=revoke&device={test}"),
        format!("do=revoke-others&device={test}"),
        format!("do=take-back&device={test}"),
        format!("do=put-back&device={test}"),
    ];
    for form in forms {
        assert_eq!(phone.post("/settings/devices", &form).status, StatusCode::FORBIDDEN, "{form}");
    }
    let mut stranger = Phone::of(&browser);
    let token = browser.get("/settings/devices").text.split("/pair#").nth(1).unwrap()[..64].to_owned();
    stranger.post("/pair", &format!("token={token}&name=stranger"));
    for path in ["/settings/devices", &format!("/settings/devices?new={test}&out={test}&take={test}")] {
        let page = phone.get(path);
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains("Evil") && page.text.contains("(this one)"), "{}", page.text);
        for hidden in ["Test", "stranger", "digits", "class=\"qr\"", "/pair#", "TOKEN"] {
            assert!(!page.text.contains(hidden), "{path}: {hidden}");
        }
    }
    let mine = device(&browser, "Evil");
    assert_eq!(address(&phone.post("/settings/devices", &format!("do=revoke&device={mine}"))), "/");
    assert_eq!(phone.get("/").status, StatusCode::UNAUTHORIZED);
    assert!(browser.get("/settings/devices").text.contains("stranger asks to come in"));
}

#[test]
fn locking_out_offers_what_it_may_have_let_in_before_that_was_written_down() {
    let browser = Browser::with_lan(MORNING);
    Phone::let_in(&browser, "Stolen", "browser");
    let token = browser.token("read");
    let (stolen, backdoor) = (device(&browser, "Stolen"), device(&browser, "Test"));
    browser.forget_makers();
    let out = address(&browser.post("/settings/devices", &format!("do=revoke&device={stolen}")));
    let page = browser.get(&out).text;
    assert!(page.contains("Stolen is locked out") && page.contains("by whom was not written down"), "{page}");
    assert!(page.contains(&format!("type=\"checkbox\" name=\"device\" value=\"{backdoor}\"")), "{page}");
    assert!(!page.contains("checked><span>Test"), "only what it is known to have made is ticked");
    address(&browser.post("/settings/devices", &format!("do=revoke-others&device={backdoor}")));
    let bearer = format!("Bearer {token}");
    let headers = [("host", browser.host.as_str()), ("authorization", bearer.as_str())];
    assert_eq!(browser.ask(Request::get("/diary"), &headers, Body::empty()).status, StatusCode::UNAUTHORIZED);
}

#[test]
fn a_token_sends_so_much_a_day_and_repeats_are_free() {
    let browser = Browser::at(MORNING);
    let token = browser.token("append");
    assert_eq!(browser.event(&token, &event(1)).status, StatusCode::CREATED);
    let id = device(&browser, "Test");
    let first = browser.entries().remove(0);
    // What it sent before Charley was started anew counts as well.
    let before = (2..4000).map(|number| Sent {
        entry: Entry { id: Uuid::from_u128(number), ..first.clone() },
        device: Some(id),
    });
    Store::open(&browser.data()).unwrap().record_each(&before.collect::<Vec<_>>()).unwrap();
    let browser = browser.again_at("2026-11-23T07:20:00+01:00[Europe/Berlin]");
    assert_eq!(browser.event(&token, &event(4000)).status, StatusCode::CREATED, "the last of the day");
    let full = browser.event(&token, &event(4001));
    assert_eq!(full.status, StatusCode::TOO_MANY_REQUESTS, "{}", full.text);
    let wait_s: i64 = full.headers["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((60..=86_401).contains(&wait_s), "{wait_s}");
    assert!(full.text.contains("Nothing of this was recorded") && full.text.contains("with the same id"));
    assert_eq!(browser.event(&token, &event(7)).status, StatusCode::OK, "a repeat is free");
    assert_eq!(browser.event(&token, &event(1)).status, StatusCode::OK);
    assert_eq!(browser.entries().len(), 4000, "what was acknowledged is there, and nothing else");
    let other = browser.token("append");
    assert_eq!(
        browser.event(&other, &event(4001)).status,
        StatusCode::CREATED,
        "another one has its own bounds"
    );
}

#[test]
fn everything_a_device_sent_is_taken_back_at_once_and_put_back() {
    let browser = Browser::with_lan(MORNING);
    let mine = "01a2095e-30da-7c38-86be-68f3c7b7fdd4";
    browser.post("/nights", &format!("night=2026-11-22&id={mine}&answer=cramp&muscle=calf"));
    let mut phone = Phone::let_in(&browser, "Phone", "browser");
    phone.post("/undo", "");
    let theirs = "01a2095e-30da-7c38-86be-68f3c7b7fdd5";
    address(&phone.post("/nights", &format!("night=2026-11-21&id={theirs}&answer=none")));
    let token = browser.token("append");
    browser.event(&token, &event(1));
    let bearer = format!("Bearer {token}");
    let headers = [("host", browser.host.as_str()), ("authorization", bearer.as_str())];
    let sent = browser.ask(Request::post("/api/v1/activities"), &headers, Body::from(GPX));
    assert_eq!(sent.status, StatusCode::CREATED);
    let kinds = || browser.entries().iter().map(|entry| entry.id.as_u128()).collect::<Vec<_>>();
    let [mine, theirs] = [mine, theirs].map(|id| id.parse::<Uuid>().unwrap().as_u128());
    assert_eq!(kinds(), [theirs, 1]);

    let (phone_id, token_id) = (device(&browser, "Phone"), device(&browser, "Test"));
    let asked = browser.get(&format!("/settings/devices?take={phone_id}")).text;
    assert!(
        asked.contains("From Phone, or changed by it: 2 entries.") && asked.contains("Take all of it back")
    );
    let done = address(&browser.post("/settings/devices", &format!("do=take-back&device={phone_id}")));
    assert!(browser.get(&done).text.contains("Taken back: 2 entries of Phone."));
    assert_eq!(kinds(), [mine, 1], "what it had taken away is back");

    address(&browser.post("/settings/devices", &format!("do=revoke&device={token_id}")));
    let done = address(&browser.post("/settings/devices", &format!("do=take-back&device={token_id}")));
    let said = browser.get(&done).text;
    assert!(
        said.contains("Taken back: 1 entry and 1 workout of Test.") && said.contains("Put it back"),
        "{said}"
    );
    assert!(browser.get("/workouts").text.contains("No workouts yet"), "{}", browser.get("/workouts").text);
    assert!(browser.get("/settings/devices").text.contains("Put back what it sent"), "it stays in the list");
    let back = address(&browser.post("/settings/devices", &format!("do=put-back&device={token_id}")));
    assert!(browser.get(&back).text.contains("Back in the diary: 1 entry and 1 workout of Test."));
    assert_eq!(kinds(), [mine, 1]);
    assert!(browser.get("/workouts").text.contains("One workout."));
    let nothing = browser.get(&format!("/settings/devices?take={phone_id}")).text;
    assert!(nothing.contains("Nothing that Phone sent stands"), "{nothing}");
}

#[test]
fn a_device_that_was_not_here_for_long_is_let_in_no_more_and_its_name_hides_nothing() {
    let browser = Browser::at(MORNING);
    browser.post("/settings/devices", "do=token&name=a%E2%80%AEgpj.exe%07&scope=read");
    let page = browser.get("/settings/devices").text;
    assert!(page.contains("a⟨U+202E⟩gpj.exe⟨U+0007⟩") && !page.contains('\u{202E}'), "{page}");
    let token = browser.token("append");
    browser.event(&token, &event(1));
    let later = browser.again_at("2027-02-22T07:10:00+01:00[Europe/Berlin]");
    assert_eq!(later.event(&token, &event(2)).status, StatusCode::UNAUTHORIZED);
    assert!(later.get("/settings/devices").text.contains("not here for 90 days, so it is let in no more"));
    let before = browser.again_at("2027-02-20T07:10:00+01:00[Europe/Berlin]");
    assert_eq!(before.event(&token, &event(2)).status, StatusCode::CREATED);
}
