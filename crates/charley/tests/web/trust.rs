//! A phone is told of Charley's own authority: by a page that is open to it before it trusts anything.

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use charley_web::{Lan, ServerAddresses};

use crate::browser::{Answer, Browser, MORNING};

fn at_home() -> Browser {
    let lan = Lan { names: vec!["laptop.local".into(), "charley.home.example".into()], ..Lan::default() };
    Browser::reached(MORNING, &ServerAddresses { lan: Some(lan), ..ServerAddresses::default() })
}

fn stranger(browser: &Browser, path: &str) -> Answer {
    browser.ask_lan(Request::get(path), &[("host", &browser.lan_host)], "")
}

#[test]
fn the_page_gives_the_certificate_says_its_limits_and_how_it_is_taken_away() {
    let browser = at_home();
    let page = stranger(&browser, "/trust");
    assert_eq!(page.status, StatusCode::OK);
    for said in
        ["laptop.local", "charley.home.example", "Certificate Trust Settings", "CA certificate", "Remove"]
    {
        assert!(page.text.contains(said), "{said}");
    }
    let profile = stranger(&browser, "/trust/charley.mobileconfig");
    assert_eq!(profile.headers["content-type"], "application/x-apple-aspen-config");
    assert!(profile.text.contains("com.apple.security.root") && !profile.text.contains("PRIVATE"));
    let certificate = stranger(&browser, "/trust/charley.crt");
    assert_eq!(certificate.headers["content-type"], "application/x-x509-ca-cert");
    // Whoever stands in between would change the number as well: the phone is not told it, the machine's own page is.
    let devices = browser.get("/settings/devices").text;
    let fingerprint = devices.split("id=\"authority\"><code>").nth(1).unwrap().split('<').next().unwrap();
    assert_eq!(fingerprint.len(), 95);
    assert!(!page.text.contains(fingerprint));
    assert!(stranger(&browser, "/pair").text.contains("href=\"/trust\""));
}

#[test]
fn where_the_authority_is_not_ours_there_is_nothing_to_take() {
    for browser in [Browser::at(MORNING), {
        let proxy = Some("https://charley.home.example".to_owned());
        Browser::reached(MORNING, &ServerAddresses { behind_proxy: proxy, ..ServerAddresses::default() })
    }] {
        for path in ["/trust", "/trust/charley.crt", "/trust/charley.mobileconfig", "/certificate.pem"] {
            assert_eq!(browser.get(path).status, StatusCode::NOT_FOUND, "{path}");
        }
        assert!(!browser.get("/settings/devices").text.contains("id=\"authority\""));
        assert!(!browser.get("/pair").text.contains("/trust"));
    }
}

#[test]
fn a_wipe_in_the_browser_takes_the_secret_with_it() {
    let browser = at_home();
    let folder = browser.data().join("tls");
    assert!(folder.join("issuer.key.pem").exists());
    assert_eq!(browser.post("/settings/data/wipe", "word=wipe").status, StatusCode::SEE_OTHER);
    assert!(!folder.exists());
    assert_eq!(browser.get("/settings/data").status, StatusCode::OK);
}

#[test]
fn an_authority_that_a_phone_has_stays_until_its_owner_gives_it_up() {
    let browser = at_home();
    let given = browser.data().join("tls/given");
    assert!(!given.exists());
    stranger(&browser, "/trust/charley.crt");
    assert!(given.exists());
    let phone = browser.token("append");
    let bearer = format!("Bearer {phone}");
    let headers = [("host", browser.host.as_str()), ("authorization", &bearer)];
    let form = Body::from("do=trust-anew");
    assert_eq!(browser.ask(Request::post("/settings/devices"), &headers, form).status, StatusCode::FORBIDDEN);
    assert!(given.exists());
    let done = browser.post("/settings/devices", "do=trust-anew");
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert!(!given.exists());
}
