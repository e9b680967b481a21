//! `POST /settings/devices`: what a button of the page asks for.

use std::sync::Arc;

use axum::{Extension, extract::State, response::Response};
use charley_store::Scope;
use uuid::Uuid;

use super::ADDRESS;
use crate::{
    app::App,
    caller::Caller,
    error::PageError,
    form::{self, FormFields},
    secret::Secret,
};
use charley_case::import as intake;

/// Handles a button. A device ends itself here and does nothing else: only whoever keeps the diary lets others in or out.
pub(crate) async fn act(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    fields: FormFields,
) -> Result<Response, PageError> {
    let host = app.clone();
    let to = host.blocking(move || match caller.device() {
        None => by_owner(&app, &fields),
        Some(device) if fields.text("do") == "revoke" && fields.read::<Uuid>("device")? == device => {
            app.lock_out(device)?;
            Ok("/".to_owned())
        }
        Some(_) => Err(PageError::NotAllowed),
    });
    Ok(form::go(&to.await?))
}

/// Does what the owner asks for, and gives the address to go on to.
fn by_owner(app: &App, fields: &FormFields) -> Result<String, PageError> {
    let scope = |otherwise: Scope| -> Result<Scope, PageError> {
        if fields.text("scope").is_empty() { Ok(otherwise) } else { fields.read("scope") }
    };
    match fields.text("do") {
        "token" => {
            let device = app.make_token(fields.text("name"), scope(Scope::Append)?)?;
            Ok(format!("{ADDRESS}?new={device}#token"))
        }
        "pair" => app
            .pairing
            .offer(scope(Scope::Browser)?, app.now().timestamp())
            .map(|_| format!("{ADDRESS}#pair")),
        "yes" if app.let_in(fields.text("digits"))? => Ok(format!("{ADDRESS}?in=1")),
        "yes" => Err(PageError::BadForm(
            "This number is not waiting any more. Let the phone ask again.".to_owned(),
        )),
        "no" => {
            app.pairing.refuse();
            Ok(ADDRESS.to_owned())
        }
        "revoke" => {
            let device = fields.read::<Uuid>("device")?;
            app.lock_out(device)?;
            Ok(format!("{ADDRESS}?out={device}"))
        }
        "revoke-others" => {
            for device in fields.all("device") {
                app.lock_out(device.parse().map_err(|_| PageError::NotThat)?)?;
            }
            Ok(ADDRESS.to_owned())
        }
        "log-out" => {
            app.end_sessions(Some(fields.read("session")?))?;
            Ok(ADDRESS.to_owned())
        }
        "log-out-everywhere" => {
            app.end_sessions(None)?;
            Ok("/".to_owned())
        }
        "link" => {
            let (secret, id, now) =
                (Secret::new().map_err(|_| PageError::Broken)?, Uuid::new_v4(), app.now());
            app.at_the_door(|store| store.add_link(&secret.hash(), now.timestamp()))?;
            app.pairing.show_once(id, secret, now.timestamp());
            Ok(format!("{ADDRESS}?link={id}#browsers"))
        }
        "trust-anew" => {
            app.outside.authority.as_ref().ok_or(PageError::NotThat)?.is_given_up();
            Ok(format!("{ADDRESS}?anew=1"))
        }
        "take-back" => what_it_sent(app, fields, true),
        "put-back" => what_it_sent(app, fields, false),
        other => Err(PageError::BadForm(format!("{other:?} is nothing this page can do."))),
    }
}

/// Takes back what a device sent, or puts it back.
fn what_it_sent(app: &App, fields: &FormFields, take: bool) -> Result<String, PageError> {
    let (device, now) = (fields.read::<Uuid>("device")?, app.now().timestamp());
    // A hand of its own on the diary: what a device sent may be the reason why the pages take so long.
    let mut store = app.another_store()?;
    let done = if take { store.take_back(device, now)? } else { store.put_back_doings(device, now)? };
    if done.workouts > 0 {
        intake::regroup(&mut store).map_err(|_| PageError::Broken)?;
    }
    let word = if take { "taken" } else { "back" };
    Ok(format!("{ADDRESS}?{word}={device}&entries={}&workouts={}", done.entries, done.workouts))
}
