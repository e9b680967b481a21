//! A phone is let in: by a code that works once, with the number on both screens, into a session made at the yes.

use axum::http::{Request, StatusCode};
use charley_web::{Lan, ServerAddresses};

use crate::browser::{Answer, Browser, MORNING};

/// A phone in the network at home, with the cookies it was given.
pub(crate) struct Phone<'a> {
    at: &'a Browser,
    cookies: Vec<(String, String)>,
}

impl<'a> Phone<'a> {
    pub(crate) fn of(at: &'a Browser) -> Self {
        Self { at, cookies: Vec::new() }
    }

    /// A phone that was let in.
    pub(crate) fn let_in(at: &'a Browser, name: &str, scope: &str) -> Self {
        let mut phone = Self::of(at);
        let token = code(at, scope);
        phone.post("/pair", &format!("token={token}&name={name}"));
        let yes = format!("do=yes&digits={}", digits(&at.get("/settings/devices").text));
        assert_eq!(at.post("/settings/devices", &yes).status, StatusCode::SEE_OTHER);
        assert_eq!(phone.get("/pair/wait").status, StatusCode::SEE_OTHER);
        phone
    }

    fn ask(&mut self, request: axum::http::request::Builder, body: &str) -> Answer {
        let line: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let line = line.join("; ");
        let headers = [
            ("host", self.at.lan_host.as_str()),
            ("cookie", line.as_str()),
            ("sec-fetch-site", "same-origin"),
            ("content-type", "application/x-www-form-urlencoded"),
            ("user-agent", "Mozilla/5.0 (iPhone)"),
        ];
        let answer = self.at.ask_lan(request, &headers, body);
        for line in answer.headers.get_all("set-cookie") {
            let (name, rest) = line.to_str().unwrap().split_once('=').unwrap();
            self.cookies.retain(|(known, _)| known != name);
            let value = rest.split(';').next().unwrap();
            if !value.is_empty() {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        answer
    }

    pub(crate) fn get(&mut self, path: &str) -> Answer {
        self.ask(Request::get(path), "")
    }

    pub(crate) fn post(&mut self, path: &str, form: &str) -> Answer {
        self.ask(Request::post(path), form)
    }

    pub(crate) fn session(&self) -> Option<&str> {
        let (_, value) = self.cookies.iter().find(|(name, _)| name.starts_with("__Host-charley_session"))?;
        Some(value)
    }
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    text.split_once(before)
        .unwrap_or_else(|| panic!("{before} is not there: {text}"))
        .1
        .split(after)
        .next()
        .unwrap()
}

/// The code on the screen of the machine.
pub(crate) fn code(browser: &Browser, scope: &str) -> String {
    assert_eq!(
        browser.post("/settings/devices", &format!("do=pair&scope={scope}")).status,
        StatusCode::SEE_OTHER
    );
    let page = browser.get("/settings/devices").text;
    assert!(page.contains("<svg class=\"qr\""), "{page}");
    between(&page, "/pair#", "<").to_owned()
}

fn digits(page: &str) -> String {
    between(page, "<p class=\"digits num\">", "<").replace(' ', "")
}

#[test]
fn a_phone_comes_in_with_the_number_that_both_screens_show() {
    let browser = Browser::with_lan(MORNING);
    let mut phone = Phone::of(&browser);
    assert_eq!(phone.get("/").status, StatusCode::UNAUTHORIZED);
    let form = phone.get("/pair");
    assert_eq!(form.status, StatusCode::OK);
    assert!(form.text.contains("value=\"iPhone\""));
    let token = code(&browser, "browser");
    assert_eq!(phone.post("/pair", "token=wrong&name=x").status, StatusCode::UNAUTHORIZED);
    assert_eq!(phone.post("/pair", &format!("token={token}&name=Eva")).status, StatusCode::SEE_OTHER);
    let waiting = phone.get("/pair/wait");
    let screen = browser.get("/settings/devices").text;
    assert_eq!(digits(&waiting.text), digits(&screen));
    assert!(screen.contains("Eva asks to come in"));
    assert_eq!(phone.get("/").status, StatusCode::UNAUTHORIZED, "not before the yes");
    assert!(phone.session().is_none());

    let yes = format!("do=yes&digits={}", digits(&screen));
    assert_eq!(browser.post("/settings/devices", &yes).status, StatusCode::SEE_OTHER);
    let inside = phone.get("/pair/wait");
    assert_eq!(inside.status, StatusCode::SEE_OTHER);
    let line = inside.headers.get_all("set-cookie").iter().map(|line| line.to_str().unwrap().to_owned());
    let line: String = line.filter(|line| line.contains("session")).collect();
    for part in
        ["__Host-charley_session_", "; Path=/", "; HttpOnly", "; SameSite=Strict", "; Secure", "; Max-Age="]
    {
        assert!(line.contains(part), "{part}: {line}");
    }
    assert_eq!(phone.get("/").status, StatusCode::OK);
    let id = "01a2095e-30da-7c38-86be-68f3c7b7fdd4";
    let night = format!("night=2026-11-22&id={id}&answer=none");
    assert_eq!(phone.post("/nights", &night).status, StatusCode::SEE_OTHER);
    assert!(phone.get("/settings/devices").text.contains("(this one)"));

    let screen = browser.get("/settings/devices").text;
    let device = between(&screen, "name=\"device\" value=\"", "\"");
    browser.post("/settings/devices", &format!("do=revoke&device={device}"));
    assert_eq!(phone.get("/").status, StatusCode::UNAUTHORIZED, "locked out");
}

#[test]
fn a_session_that_was_planted_before_is_worth_nothing() {
    let browser = Browser::with_lan(MORNING);
    let mut phone = Phone::of(&browser);
    let port = browser.lan_host.rsplit_once(':').unwrap().1;
    let (session, ticket) =
        (format!("__Host-charley_session_{port}"), format!("__Host-charley_ticket_{port}"));
    let planted = "5".repeat(64);
    phone.cookies = vec![(session, planted.clone()), (ticket, planted.clone())];
    let token = code(&browser, "browser");
    phone.post("/pair", &format!("token={token}"));
    let asked = phone.cookies.clone();
    assert!(asked.iter().any(|(name, value)| name.contains("ticket") && *value != planted), "{asked:?}");
    let screen = browser.get("/settings/devices").text;
    browser.post("/settings/devices", &format!("do=yes&digits={}", digits(&screen)));
    phone.get("/pair/wait");
    assert_ne!(phone.session().unwrap(), planted);
    assert!(asked.iter().all(|(_, value)| phone.session().unwrap() != value), "made at the yes");
    assert_eq!(phone.get("/").status, StatusCode::OK);
    let mut attacker = Phone::of(&browser);
    attacker.cookies = asked;
    for path in ["/", "/pair/wait", "/settings/devices"] {
        assert_eq!(attacker.get(path).status, StatusCode::UNAUTHORIZED, "{path}");
    }
}

#[test]
fn a_code_works_once_and_a_no_is_a_no() {
    let browser = Browser::with_lan(MORNING);
    let token = code(&browser, "browser");
    let (mut phone, mut thief) = (Phone::of(&browser), Phone::of(&browser));
    assert_eq!(phone.post("/pair", &format!("token={token}")).status, StatusCode::SEE_OTHER);
    assert_eq!(thief.post("/pair", &format!("token={token}")).status, StatusCode::UNAUTHORIZED);
    assert_eq!(thief.get("/pair/wait").status, StatusCode::UNAUTHORIZED);
    browser.post("/settings/devices", "do=no");
    let refused = phone.get("/pair/wait");
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    assert!(refused.text.contains("Not let in"));
    assert!(browser.get("/settings/devices").text.contains("No other device"));
}

#[test]
fn a_phone_that_may_only_look_records_nothing_and_sees_no_code() {
    let browser = Browser::with_lan(MORNING);
    let token = code(&browser, "read");
    let mut phone = Phone::of(&browser);
    phone.post("/pair", &format!("token={token}"));
    let screen = browser.get("/settings/devices").text;
    browser.post("/settings/devices", &format!("do=yes&digits={}", digits(&screen)));
    phone.get("/pair/wait");
    assert_eq!(phone.get("/diary").status, StatusCode::OK);
    assert_eq!(phone.post("/undo", "").status, StatusCode::FORBIDDEN);
    assert_eq!(phone.get("/settings/devices").status, StatusCode::FORBIDDEN);
}

#[test]
fn in_the_network_at_home_only_its_own_names_are_answered() {
    let browser = Browser::with_lan(MORNING);
    let port = browser.lan_host.rsplit_once(':').unwrap().1;
    for host in [
        "rebound.example".to_owned(),
        format!("rebound.example:{port}"),
        format!("localhost.rebound.example:{port}"),
        "localhost".to_owned(),
        browser.host.clone(),
    ] {
        for path in ["/", "/pair", "/healthz", "/certificate.pem"] {
            let answer = browser.ask_lan(Request::get(path), &[("host", &host)], "");
            assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST, "{host}{path}");
        }
    }
    // Nor does this machine's own door answer to the names of the other.
    let answer = browser.ask(Request::get("/"), &[("host", &browser.lan_host)], axum::body::Body::empty());
    assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST);
    let pem = browser.ask_lan(Request::get("/certificate.pem"), &[("host", &browser.lan_host)], "");
    assert!(pem.text.contains("BEGIN CERTIFICATE") && !pem.text.contains("PRIVATE"), "{}", pem.text);
    // The token of the link works here as well, into a cookie of this door.
    let site = browser.ask_lan(Request::post("/pair"), &[("host", &browser.lan_host)], "token=x");
    assert_eq!(site.status, StatusCode::FORBIDDEN, "a write from nowhere");
}

#[test]
fn behind_a_proxy_its_name_is_answered_with_cookies_for_tls() {
    let ways = ServerAddresses {
        behind_proxy: Some("https://charley.home.example".into()),
        ..ServerAddresses::default()
    };
    let browser = Browser::reached(MORNING, &ways);
    let page = browser.get("/settings/devices").text;
    assert!(page.contains("Show the code"), "{page}");
    browser.post("/settings/devices", "do=pair&scope=browser");
    let page = browser.get("/settings/devices").text;
    let token = between(&page, "https://charley.home.example/pair#", "<").to_owned();
    let host = [("host", "charley.home.example"), ("origin", "https://charley.home.example")];
    let form = [&host[..], &[("content-type", "application/x-www-form-urlencoded")]].concat();
    let body = axum::body::Body::from(format!("token={token}"));
    let answer = browser.ask(Request::post("/pair"), &form, body);
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let cookie = answer.headers["set-cookie"].to_str().unwrap();
    assert!(cookie.starts_with("__Host-charley_ticket_443=") && cookie.contains("Secure"), "{cookie}");
    for bad in ["charley.home.example", "ftp://x"] {
        let ways = ServerAddresses { behind_proxy: Some(bad.into()), ..ServerAddresses::default() };
        let dir = tempfile::tempdir().unwrap();
        let error = charley_web::Server::open(dir.path(), &ways, MORNING.parse().unwrap()).unwrap_err();
        assert!(error.to_string().contains("https://charley.home.example"), "{error}");
    }
}

#[test]
fn a_certificate_of_ones_own_that_is_none_is_refused_in_words() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("x.pem");
    std::fs::write(&file, "nothing").unwrap();
    let lan = Lan { certificate: Some((file.clone(), file)), ..Lan::default() };
    let ways = ServerAddresses { lan: Some(lan), ..ServerAddresses::default() };
    let error = charley_web::Server::open(dir.path(), &ways, MORNING.parse().unwrap()).unwrap_err();
    assert!(error.to_string().contains("x.pem holds no certificate"), "{error}");
}
