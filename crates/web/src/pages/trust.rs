//! `/trust`: how a phone comes to know this machine by Charley's own authority, what that means, and how it is undone. It is
//! open to whoever comes, before anything is trusted: what it gives is no secret, and who takes it compares the number.

mod screen;

use std::sync::Arc;

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderName, HeaderValue, header},
    response::{IntoResponse, Response},
};

use self::screen::Screen;
use crate::{
    app::App,
    error::PageError,
    layout::{Layout, shown},
    trust::Authority,
    words::trust as say,
};
use charley_speech::spoken;

const ALLOW: Screen = Screen {
    about: say::DRAWN_ALLOW,
    title: "Safari",
    rows: &["Configuration profile", "Ignore", "Allow"],
    tap: 2,
    has_switch: false,
};
const INSTALL: Screen = Screen {
    about: say::DRAWN_INSTALL,
    title: "Install Profile",
    rows: &["Install", "Charley", "More Details"],
    tap: 0,
    has_switch: false,
};
const SWITCH: Screen = Screen {
    about: say::DRAWN_SWITCH,
    title: "Certificate Trust",
    rows: &["Full trust for", "Charley"],
    tap: 1,
    has_switch: true,
};
const SEARCH: Screen = Screen {
    about: say::DRAWN_SEARCH,
    title: "Settings",
    rows: &["Search: CA certificate", "CA certificate"],
    tap: 1,
    has_switch: false,
};
const ANYWAY: Screen = Screen {
    about: say::DRAWN_ANYWAY,
    title: "CA certificate",
    rows: &["A warning", "Don't install", "Install anyway"],
    tap: 2,
    has_switch: false,
};

#[derive(Template)]
#[template(path = "trust.html")]
struct Trust {
    layout: Layout,
    phones: [PhoneKind; 2],
    risk: String,
    until: String,
}

/// One kind of phone: what it loads, and the steps, some with a picture.
struct PhoneKind {
    name: &'static str,
    file: &'static str,
    load: &'static str,
    steps: Vec<(&'static str, Option<String>)>,
}

/// `GET /trust`.
pub(crate) async fn show(State(app): State<Arc<App>>) -> Result<Response, PageError> {
    let authority = of(&app)?;
    let drawn = |words, screen: Screen| (words, Some(screen.drawing()));
    let iphone = PhoneKind {
        name: say::FOR_IPHONE,
        file: "/trust/charley.mobileconfig",
        load: say::PROFILE,
        steps: vec![
            drawn(say::IOS_LOAD, ALLOW),
            drawn(say::IOS_INSTALL, INSTALL),
            (say::IOS_COMPARE, None),
            drawn(say::IOS_TRUST, SWITCH),
            (say::IOS_KEEP, None),
        ],
    };
    let android = PhoneKind {
        name: say::FOR_ANDROID,
        file: "/trust/charley.crt",
        load: say::CERTIFICATE,
        steps: vec![
            (say::ANDROID_LOAD, None),
            drawn(say::ANDROID_INSTALL, SEARCH),
            drawn(say::ANDROID_ANYWAY, ANYWAY),
            (say::ANDROID_COMPARE, None),
            (say::ANDROID_KEEP, None),
        ],
    };
    Ok(shown(&Trust {
        layout: Layout::outside(say::HEADING),
        phones: [iphone, android],
        risk: say::risk(names(authority)),
        until: say::until(spoken::date(authority.until, app.now().date())),
    }))
}

/// `GET /trust/charley.mobileconfig`: for iOS.
pub(crate) async fn profile(State(app): State<Arc<App>>) -> Result<Response, PageError> {
    let authority = of(&app)?;
    authority.was_given();
    let host = authority.names.iter().find(|name| name.parse::<std::net::IpAddr>().is_err());
    let host = host.map_or(say::THIS_MACHINE, |name| name.trim_end_matches(".local"));
    let text = authority.profile(&say::profile_name(host), &say::profile_about(names(authority)));
    Ok(file("application/x-apple-aspen-config", "charley.mobileconfig", text))
}

/// `GET /trust/charley.crt`: for Android, and for all else that takes a certificate in DER.
pub(crate) async fn certificate(State(app): State<Arc<App>>) -> Result<Response, PageError> {
    let authority = of(&app)?;
    authority.was_given();
    Ok(file("application/x-x509-ca-cert", "charley.crt", authority.der.clone()))
}

fn of(app: &App) -> Result<&Authority, PageError> {
    app.outside.authority.as_ref().ok_or(PageError::NotFound)
}

/// What it can vouch for, in words.
fn names(authority: &Authority) -> String {
    authority.names.join(", ")
}

fn file(kind: &'static str, name: &str, content: impl IntoResponse) -> Response {
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
    let disposition = disposition.unwrap_or(HeaderValue::from_static("attachment"));
    let kind = HeaderValue::from_static(kind);
    let headers: [(HeaderName, HeaderValue); 2] =
        [(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, disposition)];
    (headers, content).into_response()
}
