//! `/settings/devices`: who may come in from outside, letting one more in, and locking one out.

use std::{net::IpAddr, sync::Arc};

use askama::Template;
use axum::{
    Extension,
    extract::{Query, State},
    response::Response,
};
use charley_store::{Device, Scope};
use jiff::civil::Date;
use serde::Deserialize;
use uuid::Uuid;

use super::recipes::{self, Recipe};
use crate::{
    spoken,
    web::{
        app::{App, Visit},
        error::PageError,
        form::{self, Fields},
        guard::Caller,
        layout::{Layout, Light, Tab, shown},
        origin::Origin,
        pairing::Asking,
        qr,
    },
};

const ADDRESS: &str = "/settings/devices";

#[derive(Template)]
#[template(path = "devices.html")]
struct Devices {
    layout: Layout,
    /// Changes when something happened that the page should show.
    state: String,
    asking: Option<Asking>,
    let_in: bool,
    offer: Option<Offer>,
    /// Whether a phone can come in at all.
    reachable: bool,
    fingerprint: Option<String>,
    known: Vec<Row>,
    fresh: Option<String>,
    recipes: Vec<Recipe>,
}

/// An offer to pair, as a picture and as an address.
struct Offer {
    picture: String,
    address: String,
    others: Vec<String>,
}

struct Row {
    id: Uuid,
    name: String,
    may: &'static str,
    when: String,
    this: bool,
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::web) struct Ask {
    /// The device whose token was just made.
    #[serde(default)]
    new: Option<Uuid>,
    #[serde(default, rename = "in")]
    let_in: Option<String>,
}

/// `GET /settings/devices`.
pub(in crate::web) async fn show(
    State(app): State<Arc<App>>,
    Extension(origin): Extension<Origin>,
    Extension(caller): Extension<Caller>,
    Query(ask): Query<Ask>,
    light: Light,
) -> Result<Response, PageError> {
    let host = app.clone();
    app.visit(move |visit| Ok(shown(&devices(&host, visit, &(origin, caller, ask), light)?))).await
}

fn devices(
    app: &App,
    visit: &Visit<'_>,
    (origin, caller, ask): &(Origin, Caller, Ask),
    light: Light,
) -> Result<Devices, PageError> {
    let today = visit.now.date();
    let known = visit.store.devices()?;
    let mine = match caller {
        Caller::Device(device) => Some(device.id),
        Caller::Owner => None,
    };
    let (asking, offered) = (app.pairing.asking(), app.pairing.offered());
    let fresh = ask.new.and_then(|device| app.pairing.fresh(device));
    let group = ask.new.or_else(|| known.first().map(|device| device.id)).unwrap_or(Uuid::nil());
    let outside = app.outside.origins.first().unwrap_or(origin);
    let token = fresh.as_deref().unwrap_or("TOKEN");
    // The last of the id's groups is random; the first is the time, which two devices may share.
    let group: String = group.simple().to_string().chars().skip(24).collect();
    let recipes = recipes::all(&outside.to_string(), token, &group);
    Ok(Devices {
        layout: Layout::new(Tab::Settings, light, &visit.now).titled("Devices"),
        state: format!("{}-{}-{}", known.len(), asking.is_some(), offered.is_some()),
        let_in: ask.let_in.is_some() && asking.is_none(),
        offer: offered.filter(|_| asking.is_none()).and_then(|token| offer(app, &token)),
        asking,
        reachable: !app.outside.origins.is_empty(),
        fingerprint: app.outside.fingerprint.clone(),
        known: known.into_iter().map(|device| row(device, mine, today, visit)).collect(),
        fresh,
        recipes,
    })
}

fn offer(app: &App, token: &str) -> Option<Offer> {
    let mut addresses = app.outside.origins.iter().map(ToString::to_string);
    let address = format!("{}/pair#{token}", addresses.next()?);
    // The others are names for those who know why.
    Some(Offer {
        picture: qr::svg(&address)?,
        address,
        others: addresses.filter(|one| !is_loopback(one)).collect(),
    })
}

fn is_loopback(origin: &str) -> bool {
    let host = origin.trim_start_matches("https://").rsplit_once(':').map_or(origin, |(host, _)| host);
    host == "localhost" || host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

fn row(device: Device, mine: Option<Uuid>, today: Date, visit: &Visit<'_>) -> Row {
    let day = |at: jiff::Timestamp| spoken::date(at.to_zoned(visit.now.time_zone().clone()).date(), today);
    let used = device.used_at.map_or_else(|| "never used".to_owned(), |at| format!("last here {}", day(at)));
    Row {
        id: device.id,
        may: match device.scope {
            Scope::Append => "adds entries and workouts, reads nothing",
            Scope::Read => "looks, writes nothing",
            Scope::Browser => "records and reads, as you do here",
        },
        when: format!("let in {}, {used}", day(device.created_at)),
        this: mine == Some(device.id),
        name: device.name,
    }
}

/// `POST /settings/devices`: what a button of the page asks for.
pub(in crate::web) async fn act(State(app): State<Arc<App>>, fields: Fields) -> Result<Response, PageError> {
    let scope = |otherwise: Scope| -> Result<Scope, PageError> {
        if fields.text("scope").is_empty() { Ok(otherwise) } else { fields.read("scope") }
    };
    let done = tokio::task::spawn_blocking({
        let (app, fields) = (app.clone(), fields.clone());
        let (token_scope, pair_scope) = (scope(Scope::Append)?, scope(Scope::Browser)?);
        move || match fields.text("do") {
            "token" => {
                Ok(format!("{ADDRESS}?new={}#token", app.make_token(fields.text("name"), token_scope)?))
            }
            "pair" => app.pairing.offer(pair_scope).map(|_| format!("{ADDRESS}#pair")),
            "yes" if app.let_in(fields.text("digits"))? => Ok(format!("{ADDRESS}?in=1")),
            "yes" => Err(PageError::BadForm(
                "This number is not waiting any more. Let the phone ask again.".to_owned(),
            )),
            "no" => {
                app.pairing.refuse();
                Ok(ADDRESS.to_owned())
            }
            "revoke" => {
                app.lock_out(fields.read("device")?).map(|_| ADDRESS.to_owned()).map_err(PageError::Store)
            }
            other => Err(PageError::BadForm(format!("{other:?} is nothing this page can do."))),
        }
    });
    Ok(form::go(&done.await.unwrap_or(Err(PageError::Broken))?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_only_this_machine_reaches_are_known() {
        for (origin, expected) in [
            ("https://127.0.0.1:4772", true),
            ("https://localhost:4772", true),
            ("https://[::1]:4772", true),
            ("https://192.168.1.5:4772", false),
            ("https://charley.local:4772", false),
        ] {
            assert_eq!(is_loopback(origin), expected, "{origin}");
        }
    }
}
