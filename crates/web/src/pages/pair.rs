//! `/pair`: what a phone sees that comes with the code from the screen, until somebody at the machine says yes.

use std::sync::Arc;

use askama::Template;
use axum::{
    Extension,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};

use crate::{
    app::App,
    asset, browser_name, cookie,
    error::PageError,
    form::{self, FormFields},
    layout::{Layout, page, shown},
    origin::Origin,
    pairing::{PairingAnswer, WaitingPhone},
};

/// Name of the cookie with which a phone waits.
const TICKET: &str = "ticket";
/// How long a device stays let in without being here, in seconds.
const LASTING_S: u32 = 400 * 86_400;

#[derive(Template)]
#[template(path = "pair.html")]
struct PairPage {
    layout: Layout,
    script: String,
    name: String,
    wrong: bool,
    /// Whether there is an authority of Charley's own to be told of.
    has_authority: bool,
}

#[derive(Template)]
#[template(path = "pair_wait.html")]
struct Wait {
    layout: Layout,
    asking: Option<WaitingPhone>,
}

/// `GET /pair`.
pub(crate) async fn show(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    shown(&asked(&app, &headers, false))
}

fn asked(app: &App, headers: &HeaderMap, wrong: bool) -> PairPage {
    PairPage {
        layout: Layout::outside("Let this device in"),
        script: asset::address("pair.js"),
        name: browser_name::called(headers),
        wrong,
        has_authority: app.outside.authority.is_some(),
    }
}

/// `POST /pair`: the phone shows the token of the code.
pub(crate) async fn ask(
    State(app): State<Arc<App>>,
    Extension(origin): Extension<Origin>,
    headers: HeaderMap,
    fields: FormFields,
) -> Result<Response, PageError> {
    // Typed by hand it may come with the address before it.
    let token = fields.text("token").rsplit('#').next().unwrap_or_default().to_owned();
    let Some(ticket) = app.pairing.ask(&token, fields.text("name"), app.now().timestamp()) else {
        return Ok(page(StatusCode::UNAUTHORIZED, &asked(&app, &headers, true)));
    };
    let mut response = form::go("/pair/wait");
    set_cookie(&mut response, &origin.cookie(TICKET, ticket.text(), Some(600)))?;
    Ok(response)
}

/// `GET /pair/wait`: the number, until the answer; then the session of this device.
pub(crate) async fn wait(
    State(app): State<Arc<App>>,
    Extension(origin): Extension<Origin>,
    caller: Option<Extension<crate::caller::Caller>>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let line = headers.get(header::COOKIE).and_then(|line| line.to_str().ok()).unwrap_or_default();
    let ticket = cookie::cookie(line, &origin.cookie_name(TICKET)).unwrap_or_default();
    let layout = Layout::outside("Compare the number");
    match app.pairing.answer(ticket, app.now().timestamp()) {
        PairingAnswer::Wait(asking) => Ok(shown(&Wait { layout, asking: Some(asking) })),
        PairingAnswer::In(secret) => {
            let mut response = form::go("/");
            set_cookie(&mut response, &origin.cookie("session", secret.text(), Some(LASTING_S)))?;
            set_cookie(&mut response, &origin.cookie(TICKET, "", Some(0)))?;
            Ok(response)
        }
        PairingAnswer::No | PairingAnswer::Unknown if caller.is_some() => Ok(form::go("/")),
        PairingAnswer::No | PairingAnswer::Unknown => {
            Ok(page(StatusCode::UNAUTHORIZED, &Wait { layout: Layout::outside("Not let in"), asking: None }))
        }
    }
}

fn set_cookie(response: &mut Response, line: &str) -> Result<(), PageError> {
    let line = HeaderValue::from_str(line).map_err(|_| PageError::Broken)?;
    response.headers_mut().append(header::SET_COOKIE, line);
    Ok(())
}
