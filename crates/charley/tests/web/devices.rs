//! Devices and tokens on their page: made, used, locked out; the recipes are ready to copy.

use axum::{
    body::Body,
    http::{Request, StatusCode},
};

use crate::browser::{Browser, MORNING, hidden};

#[test]
fn a_token_is_shown_once_with_its_recipes_and_locked_out_for_good() {
    let browser = Browser::at(MORNING);
    let made = browser.post("/settings/devices", "do=token&name=NFC+%3Cb%3Etag&scope=append");
    let address = made.headers["location"].to_str().unwrap().split('#').next().unwrap().to_owned();
    let page = browser.get(&address).text;
    let token = page.split("<code>").find(|part| part.len() > 64 && part.as_bytes()[64] == b'<').unwrap()
        [..64]
        .to_owned();
    // Once on its own, once in each recipe (curl has it three times).
    assert!(page.matches(&token).count() >= 7, "{}", page.matches(&token).count());
    for name in ["curl", "iOS Shortcuts", "Tasker", "NFC tag", "Home Assistant"] {
        assert!(page.contains(name), "{name}");
    }
    assert!(page.contains("NFC &#60;b&#62;tag") || page.contains("NFC &lt;b&gt;tag"), "markup stays text");
    assert!(
        !browser.get("/settings/devices").text.contains(&token),
        "only the page after it was made shows it"
    );
    assert!(page.contains("never used"));

    let none = r#"{"id":"01a2095e-30da-7c38-86be-68f3c7b7fdd4","kind":"none"}"#;
    assert_eq!(browser.event(&token, none).status, StatusCode::CREATED);
    // The note is written beside the answer.
    let seen = (0..200).map(|_| {
        std::thread::sleep(std::time::Duration::from_millis(20));
        browser.get("/settings/devices")
    });
    let devices = seen.into_iter().find(|page| page.text.contains("last here 23 November")).unwrap();
    let id = hidden(&devices, "device").to_owned();
    assert_eq!(
        browser.post("/settings/devices", &format!("do=revoke&device={id}")).status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(browser.event(&token, none).status, StatusCode::UNAUTHORIZED);
    assert!(browser.get("/settings/devices").text.contains("No other device"));
}

#[test]
fn what_the_page_cannot_do_is_refused() {
    let browser = Browser::at(MORNING);
    for form in [
        "",
        "do=dance",
        "do=revoke",
        "do=revoke&device=x",
        "do=token&scope=everything",
        "do=yes&digits=000000",
    ] {
        let answer = browser.post("/settings/devices", form);
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
    }
    assert!(browser.get("/settings/devices").text.contains("No other device"));
    assert!(
        browser.get("/settings/devices").text.contains("started for this machine alone"),
        "no phone can come in yet"
    );
    let put = browser.ask(
        Request::put("/settings/devices"),
        &[("host", &browser.host), ("sec-fetch-site", "same-origin")],
        Body::empty(),
    );
    assert_eq!(put.status, StatusCode::UNAUTHORIZED);
}

#[test]
fn a_link_for_another_browser_is_made_on_the_page_and_works_once() {
    let browser = Browser::at(MORNING);
    let made = browser.post("/settings/devices", "do=link");
    assert_eq!(made.status, StatusCode::SEE_OTHER);
    let page = browser.get(made.headers["location"].to_str().unwrap().split('#').next().unwrap());
    let link = page.text.split("id=\"link\"><code>").nth(1).unwrap().split('<').next().unwrap();
    let path = link.strip_prefix(&format!("http://{}", browser.host)).unwrap();
    let follow = || browser.ask(Request::get(path), &[("host", &browser.host)], Body::empty());
    let opened = follow();
    assert_eq!(opened.status, StatusCode::SEE_OTHER);
    assert!(opened.headers["set-cookie"].to_str().unwrap().starts_with("charley_session"));
    assert_eq!(follow().status, StatusCode::UNAUTHORIZED);
    assert!(
        !browser.get("/settings/devices").text.contains("id=\"link\""),
        "it is shown where it was asked for"
    );
}
