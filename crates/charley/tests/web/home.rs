//! Where a browser of this machine is at home, how long its session lasts, and how it ends.

use axum::{
    body::Body,
    http::{Request, StatusCode},
};

use crate::browser::{Answer, Browser, MORNING, hidden};

/// What a browser says of a page that a person opened.
const TYPED: [(&str, &str); 3] =
    [("sec-fetch-site", "none"), ("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "document")];

fn navigate(browser: &Browser, host: &str, path: &str) -> Answer {
    browser.ask(Request::get(path), &[&[("host", host)], &TYPED[..]].concat(), Body::empty())
}

fn cookie(answer: &Answer) -> String {
    let line = answer.headers["set-cookie"].to_str().unwrap();
    line.split(';').next().unwrap().to_owned()
}

#[test]
fn a_browser_opens_its_link_at_a_host_that_is_ours_alone() {
    let browser = Browser::at(MORNING);
    let home = browser.home();
    let port = browser.host.split_once(':').unwrap().1;
    assert!(
        home.starts_with("charley-") && home.ends_with(&format!(".localhost:{port}")) && home.len() > 30,
        "{home}"
    );
    let link = browser.new_link();
    for host in [browser.host.clone(), format!("localhost:{port}")] {
        let there = navigate(&browser, &host, &link);
        assert_eq!(there.status, StatusCode::SEE_OTHER);
        assert_eq!(there.headers["location"].to_str().unwrap(), format!("http://{home}{link}"));
        assert!(there.headers.get("set-cookie").is_none(), "no cookie for a name that others use");
    }
    let opened = navigate(&browser, &home, &link);
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.text);
    let line = opened.headers["set-cookie"].to_str().unwrap();
    for part in ["; HttpOnly", "; SameSite=Strict", "; Path=/", "; Max-Age=7776000"] {
        assert!(line.contains(part), "{line}");
    }
    assert!(!line.to_lowercase().contains("domain"), "it is for this host alone: {line}");
    let cookie = cookie(&opened);
    let page = browser.ask(Request::get("/diary"), &[("host", &home), ("cookie", &cookie)], Body::empty());
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(navigate(&browser, &browser.host, &link).status, StatusCode::UNAUTHORIZED, "used up");
    assert_eq!(navigate(&browser, &home, &link).status, StatusCode::UNAUTHORIZED);
}

#[test]
fn a_page_of_another_port_that_has_the_link_gets_no_cookie_by_it() {
    let browser = Browser::at(MORNING);
    let link = browser.new_link();
    for (site, mode, dest) in [
        ("same-site", "no-cors", "empty"),
        ("cross-site", "no-cors", "image"),
        ("same-site", "navigate", "iframe"),
        ("cross-site", "cors", "empty"),
    ] {
        for host in [browser.host.clone(), browser.home()] {
            for by in ["", "&by=number"] {
                let headers = [
                    ("host", host.as_str()),
                    ("sec-fetch-site", site),
                    ("sec-fetch-mode", mode),
                    ("sec-fetch-dest", dest),
                ];
                let answer = browser.ask(Request::get(format!("{link}{by}")), &headers, Body::empty());
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{host} {site} {mode}");
                assert!(answer.headers.get("set-cookie").is_none());
            }
        }
    }
    assert_eq!(
        navigate(&browser, &browser.home(), &link).status,
        StatusCode::SEE_OTHER,
        "it was not used up"
    );
}

#[test]
fn nobody_who_was_not_let_in_is_told_where_that_is() {
    let browser = Browser::with_lan(MORNING);
    let name = browser.home().split('.').next().unwrap().to_owned();
    let port = browser.host.split_once(':').unwrap().1.to_owned();
    let tell = |answer: Answer, what: &str| {
        let head: String = answer.headers.values().filter_map(|value| value.to_str().ok()).collect();
        assert!(!answer.text.contains(&name) && !head.contains(&name), "{what}");
    };
    for path in [
        "/",
        "/diary",
        "/open",
        "/open?token=wrong",
        "/pair",
        "/relief.html",
        "/triage.html",
        "/away.html",
        "/trust",
        "/trust/charley.mobileconfig",
        "/healthz",
        "/manifest.webmanifest",
        "/service-worker.js",
        "/nowhere",
    ] {
        // Without a connection it is not known whose browser this is.
        tell(navigate(&browser, &browser.host, path), path);
        tell(browser.ask(Request::get(path), &[("host", &browser.host)], Body::empty()), path);
        tell(browser.ask_lan(Request::get(path), &[("host", &browser.lan_host)], ""), path);
    }
    let (append, read) = (browser.token("append"), browser.token("read"));
    for (token, path) in [(append, "/api/v1/events"), (read.clone(), "/"), (read, "/me")] {
        let bearer = format!("Bearer {token}");
        let headers =
            [&[("host", browser.host.as_str()), ("authorization", bearer.as_str())], &TYPED[..]].concat();
        tell(browser.ask(Request::get(path), &headers, Body::empty()), path);
    }
    for other in [
        format!("charley.localhost:{port}"),
        format!("x.{}", browser.home()),
        "charley-aaaaaaaaaa.localhost".into(),
    ] {
        assert_eq!(navigate(&browser, &other, "/").status, StatusCode::MISDIRECTED_REQUEST, "{other}");
    }
}

#[test]
fn a_program_and_a_browser_that_does_not_find_it_stay_at_the_number() {
    let browser = Browser::at(MORNING);
    let link = browser.new_link();
    let opened = navigate(&browser, &browser.host, &format!("{link}&by=number"));
    let diary = [("host", browser.host.as_str()), ("cookie", &cookie(&opened))];
    assert_eq!(browser.ask(Request::get("/diary"), &diary, Body::empty()).status, StatusCode::OK);
    let opened = browser.ask(Request::get(browser.new_link()), &[("host", &browser.host)], Body::empty());
    assert_eq!((opened.status, cookie(&opened).len() > 64), (StatusCode::SEE_OTHER, true));
}

#[test]
fn a_session_outlives_the_server_for_ninety_days_and_is_listed_and_ended() {
    let browser = Browser::at(MORNING);
    let home = browser.home();
    let page = browser.get("/settings/devices").text;
    assert!(page.contains("Browsers on this machine") && page.contains("(this one)"), "{page}");
    let later = browser.again_at("2026-12-23T07:10:00+01:00[Europe/Berlin]");
    assert_eq!(
        later.home().split(':').next(),
        home.split(':').next(),
        "the same host, for the cookie of before"
    );
    assert_eq!(later.get_as(&browser, "/diary").status, StatusCode::OK);
    let page = later.get("/settings/devices");
    assert!(page.text.contains("opened 23 November"), "{}", page.text);
    assert_eq!(page.text.matches("value=\"log-out\"").count(), 2);

    let newest = hidden(&page, "session").to_owned();
    later.post("/settings/devices", &format!("do=log-out&session={newest}"));
    assert_eq!(later.get("/diary").status, StatusCode::UNAUTHORIZED, "it ended itself");
    assert_eq!(later.get_as(&browser, "/diary").status, StatusCode::OK, "and no other");
    let third = browser.again_at("2026-12-24T07:10:00+01:00[Europe/Berlin]");
    let waiting = third.new_link();
    assert_eq!(third.post("/settings/devices", "do=log-out-everywhere").status, StatusCode::SEE_OTHER);
    for who in [&browser, &third] {
        assert_eq!(third.get_as(who, "/diary").status, StatusCode::UNAUTHORIZED);
    }
    assert_eq!(navigate(&third, &third.home(), &waiting).status, StatusCode::UNAUTHORIZED, "links as well");

    let old = Browser::at(MORNING);
    let after = old.again_at("2027-02-21T07:20:00+01:00[Europe/Berlin]");
    assert_eq!(after.get_as(&old, "/diary").status, StatusCode::UNAUTHORIZED, "after ninety days");
}
