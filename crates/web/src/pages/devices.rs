//! `/settings/devices`: who may come in from outside, letting one more in, and locking one out.

mod act;

use std::{net::IpAddr, sync::Arc};

use askama::Template;
use axum::{
    Extension,
    extract::{Query, State},
    response::Response,
};
use charley_store::{BrowserSession, Device, DeviceMaker, LINK_MINUTES, UNUSED_DAYS};
use jiff::civil::Date;
use serde::Deserialize;
use uuid::Uuid;

pub(crate) use act::act;

use super::recipes::{self, Recipe};
use crate::{
    app::{App, Visit},
    caller::Caller,
    error::PageError,
    layout::{Layout, Light, Tab, shown},
    origin::Origin,
    pairing::WaitingPhone,
    qr,
    trust::{self, can_be_vouched_for},
    words::{devices as devices_words, trust as trust_words},
};
use charley_speech::spoken;

const ADDRESS: &str = "/settings/devices";

#[derive(Template)]
#[template(path = "devices.html")]
struct Devices {
    layout: Layout,
    /// Changes when something happened that the page should show.
    state: String,
    asking: Option<WaitingPhone>,
    let_in: bool,
    out: Option<Out>,
    take: Option<Take>,
    /// What was just taken back or put back, and the device, where it can be undone.
    said: Option<(String, Option<Uuid>)>,
    offer: Option<OfferView>,
    /// Whether a phone can come in at all.
    reachable: bool,
    fingerprint: Option<String>,
    trust: Option<TrustCard>,
    /// Browsers of this machine that are open.
    browsers: Vec<Browser>,
    /// A link for another one, just made.
    link: Option<String>,
    known: Vec<DeviceRow>,
    /// Devices that were locked out and had sent something.
    locked_out: Vec<DeviceRow>,
    unused: String,
    fresh: Option<String>,
    recipes: Vec<Recipe>,
}

impl Devices {
    /// How long a link can be followed.
    #[allow(clippy::unused_self, reason = "templates reach functions through what they hold")]
    fn link_works(&self) -> String {
        devices_words::link_works(LINK_MINUTES as usize)
    }
}

/// What a device sees that is not the owner's: itself.
#[derive(Template)]
#[template(path = "this_device.html")]
struct ThisDevice {
    layout: Layout,
    row: DeviceRow,
    unused: String,
}

/// How a phone comes to know this machine.
struct TrustCard {
    picture: String,
    address: String,
    fingerprint: String,
    /// Where a phone warns all the same, in words.
    uncovered: Option<String>,
    /// Whether another authority would vouch for more.
    is_older: bool,
}

/// A browser that followed a link.
struct Browser {
    id: Uuid,
    name: String,
    when: String,
    this: bool,
}

/// A device that was just locked out, and those that may have come in by it.
struct Out {
    row: DeviceRow,
    others: Vec<DeviceRow>,
}

/// Everything a device sent, before it is taken back.
struct Take {
    row: DeviceRow,
    what: String,
    nothing: bool,
}

/// An offer to pair, as a picture and as an address.
struct OfferView {
    picture: String,
    address: String,
    others: Vec<String>,
}

struct DeviceRow {
    id: Uuid,
    name: String,
    may: &'static str,
    when: String,
    /// Who made it, where that is in question.
    made_by: &'static str,
    /// Whether it ever sent anything.
    sent: bool,
    /// Whether everything it sent is taken back now.
    taken: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct DevicesQuery {
    /// The device whose token was just made.
    new: Option<Uuid>,
    #[serde(rename = "in")]
    let_in: Option<String>,
    /// The device that was just locked out.
    out: Option<Uuid>,
    /// The device all of whose sendings are to be taken back.
    take: Option<Uuid>,
    /// The device all of whose sendings were taken back, or put back.
    taken: Option<Uuid>,
    back: Option<Uuid>,
    /// The link that was just made.
    link: Option<Uuid>,
    /// Whether the authority was just given up.
    anew: Option<String>,
    entries: usize,
    workouts: usize,
}

/// `GET /settings/devices`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    Extension(origin): Extension<Origin>,
    Extension(caller): Extension<Caller>,
    Query(ask): Query<DevicesQuery>,
    light: Light,
) -> Result<Response, PageError> {
    let host = app.clone();
    app.visit(move |visit| match &caller {
        Caller::Owner(session) => Ok(shown(&devices(&host, visit, &origin, session, &ask, light)?)),
        Caller::Device(device) => {
            let layout = Layout::new(Tab::Devices, light, &visit.now).titled("This device");
            let row = row(device, visit)?;
            Ok(shown(&ThisDevice { layout, row, unused: unused() }))
        }
    })
    .await
}

fn devices(
    app: &App,
    visit: &Visit<'_>,
    origin: &Origin,
    session: &BrowserSession,
    ask: &DevicesQuery,
    light: Light,
) -> Result<Devices, PageError> {
    let (known, locked_out) = (visit.store.devices()?, visit.store.locked_out_devices()?);
    let now = app.now().timestamp();
    let (asking, offered) = (app.pairing.asking(now), app.pairing.offered(now));
    let fresh = ask.new.and_then(|device| app.pairing.fresh(device, now));
    let link = ask.link.and_then(|id| app.pairing.fresh(id, now)).zip(app.outside.here.as_ref());
    let group = ask.new.or_else(|| known.first().map(|device| device.id)).unwrap_or(Uuid::nil());
    let outside = app.outside.origins.first().or(app.outside.here.as_ref()).unwrap_or(origin);
    let token = fresh.as_deref().unwrap_or("TOKEN");
    // The last of the id's groups is random; the first is the time, which two devices may share.
    let group: String = group.simple().to_string().chars().skip(24).collect();
    let recipes = recipes::all(&outside.to_string(), token, &group);
    let all = || known.iter().chain(&locked_out);
    let find = |id: Option<Uuid>| all().find(|device| Some(device.id) == id);
    Ok(Devices {
        layout: Layout::new(Tab::Devices, light, &visit.now).titled("Devices"),
        state: format!("{}-{}-{}", known.len(), asking.is_some(), offered.is_some()),
        let_in: ask.let_in.is_some() && asking.is_none(),
        out: find(ask.out).map(|device| out(device, &known, visit)).transpose()?,
        take: find(ask.take).map(|device| take(device, visit)).transpose()?,
        said: said(ask, find),
        offer: offered.filter(|_| asking.is_none()).and_then(|token| offer(app, &token)),
        asking,
        reachable: !app.outside.origins.is_empty(),
        fingerprint: app.outside.fingerprint.clone(),
        trust: trust_card(app),
        locked_out: rows(&locked_out, visit)?.into_iter().filter(|row| row.sent).collect(),
        browsers: browsers(session, visit)?,
        link: link.map(|(token, here)| format!("{here}/open?token={token}")),
        known: rows(&known, visit)?,
        unused: unused(),
        fresh,
        recipes,
    })
}

fn browsers(this: &BrowserSession, visit: &Visit<'_>) -> Result<Vec<Browser>, PageError> {
    let (today, now) = (visit.now.date(), visit.now.timestamp());
    let day =
        |at: jiff::Timestamp| spoken::date(at.to_zoned_datetime(visit.now.time_zone().clone()).date(), today);
    let mut all = visit.store.sessions(now)?;
    if !all.iter().any(|session| session.id == this.id) {
        // On a disk that takes nothing it lives as long as the server.
        all.insert(0, this.clone());
    }
    // The browser that asks stands first; then the newest.
    all.sort_by_key(|session| session.id != this.id);
    let browser = |session: BrowserSession| {
        let last = session.used_at.unwrap_or(session.created_at);
        Browser {
            id: session.id,
            this: session.id == this.id,
            when: devices_words::browser(day(session.created_at), day(last), day(session.ends_at())),
            name: spoken::visible(&session.name),
        }
    };
    Ok(all.into_iter().map(browser).collect())
}

fn unused() -> String {
    devices_words::unused(UNUSED_DAYS)
}

/// A device that was locked out, with those that it let in or may have let in.
fn out(device: &Device, known: &[Device], visit: &Visit<'_>) -> Result<Out, PageError> {
    let others: Vec<Device> = known.iter().filter(|other| other.may_be_of(device)).cloned().collect();
    Ok(Out { row: row(device, visit)?, others: rows(&others, visit)? })
}

fn take(device: &Device, visit: &Visit<'_>) -> Result<Take, PageError> {
    let doings = visit.store.doings(device.id)?;
    let row = row(device, visit)?;
    let (nothing, name) = (doings.is_empty(), &row.name);
    let what = if nothing {
        devices_words::nothing(name)
    } else {
        devices_words::take_back(devices_words::doings(doings.entries, doings.workouts), name)
    };
    Ok(Take { row, what, nothing })
}

/// What was just done with all that a device sent.
fn said<'a>(
    ask: &DevicesQuery,
    find: impl Fn(Option<Uuid>) -> Option<&'a Device>,
) -> Option<(String, Option<Uuid>)> {
    let what = devices_words::doings(ask.entries, ask.workouts);
    let name = |device: &Device| spoken::visible(&device.name);
    if ask.anew.is_some() {
        return Some((trust_words::ANEW_DONE.to_owned(), None));
    }
    let taken =
        find(ask.taken).map(|device| (devices_words::taken_back(&what, name(device)), Some(device.id)));
    taken.or_else(|| find(ask.back).map(|device| (devices_words::put_back(&what, name(device)), None)))
}

fn offer(app: &App, token: &str) -> Option<OfferView> {
    let mut addresses = app.outside.origins.iter().map(ToString::to_string);
    let address = format!("{}/pair#{token}", addresses.next()?);
    // The others are names for those who know why.
    Some(OfferView {
        picture: qr::svg(&address)?,
        address,
        others: addresses.filter(|one| !is_loopback(one)).collect(),
    })
}

fn trust_card(app: &App) -> Option<TrustCard> {
    let (origin, authority) = (app.outside.origins.first()?, app.outside.authority.as_ref()?);
    let address = format!("{origin}{}", trust::ADDRESS);
    let names = app.outside.origins.iter().map(Origin::name);
    let (covered, others): (Vec<_>, Vec<_>) = names
        .filter(|name| !is_of_this_machine_alone(name))
        .partition(|name| authority.names.iter().any(|one| one == name));
    let later: Vec<&str> = others.iter().copied().filter(|name| can_be_vouched_for(name)).collect();
    let uncovered = covered.first().filter(|_| !others.is_empty()).map_or_else(
        || (!others.is_empty()).then(|| trust_words::uncovered_all(others.join(", "))),
        |name| Some(trust_words::uncovered(others.join(", "), name)),
    );
    let fingerprint = authority.fingerprint.clone();
    let is_older = !later.is_empty();
    Some(TrustCard { picture: qr::svg(&address)?, address, fingerprint, uncovered, is_older })
}

fn is_loopback(origin: &str) -> bool {
    let host = origin.trim_start_matches("https://").rsplit_once(':').map_or(origin, |(host, _)| host);
    is_of_this_machine_alone(host)
}

fn is_of_this_machine_alone(host: &str) -> bool {
    host == "localhost" || host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

fn rows(devices: &[Device], visit: &Visit<'_>) -> Result<Vec<DeviceRow>, PageError> {
    devices.iter().map(|device| row(device, visit)).collect()
}

fn row(device: &Device, visit: &Visit<'_>) -> Result<DeviceRow, PageError> {
    let (today, now) = (visit.now.date(), visit.now.timestamp());
    Ok(DeviceRow {
        id: device.id,
        may: devices_words::may(device.scope.word()),
        when: when(device, today, visit),
        made_by: match device.made_by {
            DeviceMaker::Device(_) => devices_words::BY_IT,
            DeviceMaker::Unknown => devices_words::BY_NOBODY_KNOWS,
            DeviceMaker::Owner => "",
        },
        sent: visit.store.has_sent(device.id)?,
        taken: visit.store.taken_back_at(device.id)?.is_some_and(|at| at <= now),
        name: spoken::visible(&device.name),
    })
}

fn when(device: &Device, today: Date, visit: &Visit<'_>) -> String {
    let day =
        |at: jiff::Timestamp| spoken::date(at.to_zoned_datetime(visit.now.time_zone().clone()).date(), today);
    let used = device.used_at.map_or_else(|| "never used".to_owned(), |at| format!("last here {}", day(at)));
    let since = format!("let in {}, {used}", day(device.created_at));
    match device.revoked_at {
        Some(at) => format!("{since}, locked out {}", day(at)),
        None if device.is_forgotten(visit.now.timestamp()) => {
            format!("{since}: {}", devices_words::forgotten(UNUSED_DAYS))
        }
        None => since,
    }
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
