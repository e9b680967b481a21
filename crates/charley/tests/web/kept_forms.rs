//! A session that ends in the middle of a form: whatever form of whatever page it is, what was typed comes back, to be sent
//! again, and is taken then.

use std::collections::{BTreeMap, BTreeSet};

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use charley_domain::person::Person;
use charley_store::Store;
use charley_web::ServerAddresses;

use crate::browser::{Answer, Browser, MORNING};

/// Pages with forms, in a diary that has a cramp and a medicine.
const PAGES: [&str; 33] = [
    "/",
    "/?cramp=1",
    "/?again=1",
    "/day?ask=sitting",
    "/day?ask=drink",
    "/day?ask=workout",
    "/day?ask=sleep",
    "/day?ask=weight",
    "/start?card=1",
    "/start?card=2",
    "/start?card=3",
    "/start?card=4",
    "/start?card=5",
    "/start?card=6",
    "/start?card=7",
    "/start?card=8",
    "/start?card=9",
    "/now",
    "/now?step=2",
    "/triage",
    "/triage?stage=today&anew=1",
    "/diary",
    "/diary?night=2026-11-21",
    "/diary?night=2026-11-21&cramp=1",
    "/diary/entries/01a2095e-30da-7c38-86be-68f3c7b7fdd4",
    "/medicines",
    "/medicines?q=simvastatin",
    "/plan",
    "/trial",
    "/workouts",
    "/settings",
    "/settings/light",
    "/settings/data",
];
/// What is not said back: a passphrase, a code, who is let in; and forms of nothing but a file and a word that confirms.
const NEVER: [&str; 5] =
    ["/lock", "/settings/passphrase", "/settings/devices", "/workouts", "/settings/data/restore"];

/// A form as a page has it: where it goes, how it is sent, and what somebody has typed into it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct TypedForm {
    action: String,
    is_multipart: bool,
    fields: BTreeMap<String, String>,
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split_once(&format!(" {name}=\""))?.1.split('"').next()
}

/// The forms of a page that write, with something typed into every field.
fn forms(page: &Answer) -> Vec<TypedForm> {
    let mut forms = Vec::new();
    for part in page.text.split("<form ").skip(1) {
        let (tag, inside) = part.split_once('>').unwrap();
        let (tag, inside) = (format!(" {tag}"), inside.split("</form>").next().unwrap());
        if attribute(&tag, "method") != Some("post") {
            continue;
        }
        let mut fields = BTreeMap::new();
        for piece in inside.split('<').skip(1) {
            let (name, kind) = (attribute(piece, "name"), piece.split([' ', '>']).next().unwrap());
            let Some(name) = name.filter(|_| ["input", "select", "textarea", "button"].contains(&kind))
            else {
                continue;
            };
            let is_typed =
                matches!(attribute(piece, "type"), None | Some("text" | "search" | "date" | "time"));
            let typed = format!("7 \"h\" & <ü> {name}");
            let chosen = attribute(piece, "value").unwrap_or_default().replace("&amp;", "&");
            if attribute(piece, "type") != Some("file") {
                let value = if is_typed && kind != "button" { typed } else { chosen };
                fields.entry(name.to_owned()).or_insert(value);
            }
        }
        let is_multipart = attribute(&tag, "enctype") == Some("multipart/form-data");
        forms.push(TypedForm { action: attribute(&tag, "action").unwrap().to_owned(), is_multipart, fields });
    }
    forms
}

/// What a form shows that came back: its hidden fields.
fn kept(page: &Answer) -> TypedForm {
    let form =
        page.text.split("id=\"kept\"").nth(1).unwrap_or_else(|| panic!("nothing is kept: {}", page.text));
    let (tag, inside) = form.split_once("<form ").unwrap().1.split_once('>').unwrap();
    let field = |piece: &str| {
        let plain = |text: &str| {
            ["&#34;\"", "&#38;&", "&#60;<", "&#62;>", "&#39;'", "&quot;\"", "&lt;<", "&gt;>", "&amp;&"]
                .iter()
                .fold(text.to_owned(), |text, pair| {
                    let (code, letter) = pair.split_at(pair.len() - 1);
                    text.replace(code, letter)
                })
        };
        let name = attribute(piece, "name")?;
        Some((name.to_owned(), plain(attribute(piece, "value").unwrap_or_default())))
    };
    let fields = inside.split("</form>").next().unwrap().split("<input").skip(1).filter_map(field).collect();
    let tag = format!(" {tag}");
    let is_multipart = attribute(&tag, "enctype") == Some("multipart/form-data");
    TypedForm { action: attribute(&tag, "action").unwrap().to_owned(), is_multipart, fields }
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(
            |byte| {
                if byte.is_ascii_alphanumeric() { (byte as char).to_string() } else { format!("%{byte:02X}") }
            },
        )
        .collect()
}

/// Sends a form as a browser does, with a session or without one; a file is chosen where there is a place for one.
fn send(browser: &Browser, form: &TypedForm, cookie: Option<&str>) -> Answer {
    let (kind, body) = if form.is_multipart {
        let part = |(name, value): (&String, &String)| {
            format!("--edge\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        let file = format!(
            "--edge\r\ncontent-disposition: form-data; name=\"course\"; filename=\"c.gpx\"\r\n\r\n{}\r\n",
            "<gpx/>".repeat(600_000)
        );
        let typed: String = form.fields.iter().map(part).collect();
        ("multipart/form-data; boundary=edge", format!("{file}{typed}--edge--\r\n"))
    } else {
        let pair = |(name, value): (&String, &String)| format!("{}={}", encoded(name), encoded(value));
        ("application/x-www-form-urlencoded", form.fields.iter().map(pair).collect::<Vec<_>>().join("&"))
    };
    let mut headers =
        vec![("host", browser.host.as_str()), ("sec-fetch-site", "same-origin"), ("content-type", kind)];
    headers.extend(cookie.map(|cookie| ("cookie", cookie)));
    browser.ask(Request::post(form.action.as_str()), &headers, Body::from(body))
}

fn diary() -> Browser {
    let browser = Browser::reached(MORNING, &ServerAddresses::default());
    let id = "01a2095e-30da-7c38-86be-68f3c7b7fdd4";
    browser.post("/nights", &format!("night=2026-11-21&id={id}&answer=cramp&muscle=calf&side=left"));
    // A plan is made for a body that is known.
    browser.post("/settings", "born=1986-05&mass-kg=70&height-cm=177&sex=male");
    let mut store = Store::open(&browser.data()).unwrap();
    let person = store.person().unwrap();
    store.set_person(&Person { conditions: Some(BTreeSet::new()), ..person }).unwrap();
    browser
}

#[test]
fn whatever_was_typed_in_whatever_form_comes_back_when_the_session_is_over() {
    let browser = diary();
    let mut actions = BTreeMap::<String, usize>::new();
    for path in PAGES {
        let page = browser.get(path);
        assert_eq!(page.status, StatusCode::OK, "{path}");
        for form in forms(&page) {
            if NEVER.contains(&form.action.as_str()) || form.fields.is_empty() {
                continue;
            }
            let refused = send(&browser, &form, None);
            assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "{path}: {}", form.action);
            assert_eq!(kept(&refused), form, "{path}");
            assert_eq!(refused.text.contains("has to be chosen again"), form.is_multipart, "{path}");
            *actions.entry(form.action).or_default() += 1;
        }
    }
    for action in
        ["/nights", "/cramps", "/day", "/start", "/triage", "/medicines", "/plan", "/settings", "/pause"]
    {
        assert!(actions.contains_key(action), "no page had a form to {action}: {actions:?}");
    }
}

#[test]
fn what_came_back_is_taken_once_the_session_is_there_again() {
    let browser = diary();
    let form =
        forms(&browser.get("/day?ask=sitting")).into_iter().find(|form| form.fields.contains_key("amount"));
    let mut form = form.unwrap();
    form.fields.insert("amount".into(), "7 h".into());
    form.fields.insert("on".into(), "2026-11-22".into());
    form.fields.retain(|name, _| !["tapped", "at"].contains(&name.as_str()));
    let again = kept(&send(&browser, &form, None));
    assert_eq!(send(&browser, &again, Some(&browser.cookie_line())).status, StatusCode::SEE_OTHER);
    assert!(browser.get("/day").text.contains('7'));
    let plan = forms(&browser.get("/plan")).into_iter().find(|form| form.is_multipart).unwrap();
    let mut plan = TypedForm { fields: BTreeMap::new(), ..plan };
    for (name, value) in [("sport", "run"), ("distance", "10 km"), ("goal", "50min")] {
        plan.fields.insert(name.into(), value.into());
    }
    assert_eq!(kept(&send(&browser, &plan, None)), plan);
}

#[test]
fn a_form_larger_than_any_is_not_held_for_a_stranger() {
    let browser = diary();
    let fields = BTreeMap::from([("goal".to_owned(), "9".repeat(80_000))]);
    let form = TypedForm { action: "/plan".into(), is_multipart: true, fields };
    let refused = send(&browser, &form, None);
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    assert!(!refused.text.contains("999999") && !refused.text.contains("id=\"kept\""));
}
