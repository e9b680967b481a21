//! `/me`: what Charley knows of the person and keeps for them, a calm list with one line each of what stands.

use std::sync::Arc;

use askama::Template;
use axum::{extract::State, response::Response};
use charley_answers::{
    medicines,
    triage::{AskedSoFar, Caution},
};
use charley_evidence::Urgency;
use charley_speech::gates;

use crate::{
    app::{App, Visit},
    error::PageError,
    layout::{self, Layout, Light, Tab, shown},
    pages::notice::Notices,
    words::me as say,
};

#[derive(Template)]
#[template(path = "me.html")]
struct Me {
    layout: Layout,
    notices: Notices,
    lines: Vec<MeLine>,
}

/// One line of the list.
struct MeLine {
    tab: Tab,
    stands: String,
}

/// `GET /me`.
pub(crate) async fn show(State(app): State<Arc<App>>, light: Light) -> Result<Response, PageError> {
    let host = app.clone();
    app.visit(move |visit| {
        let caution = caution(visit)?;
        let lines = Tab::OF_ME.into_iter().map(|tab| {
            let stands = stands(tab, &host, visit, (&caution, light))?;
            Ok(MeLine { tab, stands })
        });
        Ok(shown(&Me {
            lines: lines.collect::<Result<_, PageError>>()?,
            notices: Notices::of(&caution.notices()),
            layout: Layout::new(Tab::Me, light, &visit.now),
        }))
    })
    .await
}

/// `GET /more`, as the list was once called.
pub(crate) async fn moved() -> Response {
    layout::go("/me")
}

fn caution(visit: &Visit<'_>) -> Result<Caution, PageError> {
    Ok(Caution::of(&visit.entries()?, &visit.profile()?, &visit.now))
}

/// What stands at one place.
fn stands(
    tab: Tab,
    app: &App,
    visit: &Visit<'_>,
    (caution, light): (&Caution, Light),
) -> Result<String, PageError> {
    Ok(match tab {
        Tab::You => of_person(visit),
        Tab::Medicines => of_medicines(visit)?,
        Tab::Triage => of_signs(caution),
        Tab::Devices => match visit.store.devices()?.len() {
            0 => say::THIS_BROWSER.to_owned(),
            n => say::devices(n),
        },
        Tab::Data => of_copies(app, visit)?,
        Tab::Settings => of_settings(app, light),
        _ => say::REPORT.to_owned(),
    })
}

fn of_person(visit: &Visit<'_>) -> String {
    let age = visit.person.age_years(visit.now.date());
    let age = age.map_or_else(|| say::AGE_OPEN.to_owned(), |years| say::years(years as usize));
    let conditions = match &visit.person.conditions {
        None => say::CONDITIONS_OPEN.to_owned(),
        Some(all) if all.is_empty() => say::CONDITIONS_NONE.to_owned(),
        Some(all) => say::conditions(all.len()),
    };
    say::joined(age, conditions)
}

fn of_medicines(visit: &Visit<'_>) -> Result<String, PageError> {
    let (entries, today) = (visit.entries()?, visit.now.date());
    if !medicines::is_answered(&entries, today) {
        return Ok(say::MEDICINES_OPEN.to_owned());
    }
    Ok(match gates::current(&entries, today).into_iter().filter(|name| !gates::is_none(name)).count() {
        0 => say::MEDICINES_NONE.to_owned(),
        n => say::medicines(n),
    })
}

fn of_signs(caution: &Caution) -> String {
    match (caution.standing(), &caution.asked) {
        (Some(sign), _) if sign.urgency == Urgency::Emergency => say::SIGNS_CALL.to_owned(),
        (Some(_), _) => say::SIGNS_STAND.to_owned(),
        (None, AskedSoFar::Nothing) => say::SIGNS_OPEN.to_owned(),
        (None, AskedSoFar::Partly { open, .. }) => say::signs_some_open(*open),
        (None, AskedSoFar::All) => say::SIGNS_CLEAR.to_owned(),
    }
}

fn of_copies(app: &App, visit: &Visit<'_>) -> Result<String, PageError> {
    let (today, copies) = (visit.now.date(), visit.store.copies(visit.now.date())?);
    if app.copies.failed().is_some() || copies.failed.is_some() {
        return Ok(say::COPY_FAILED.to_owned());
    }
    let Some(day) = copies.newest().map(|copy| copy.day) else { return Ok(say::NO_COPY.to_owned()) };
    Ok(match (today - day).get_days() {
        ..=0 => say::last_copy(say::DAYS_AGO_0),
        days => say::last_copy(say::days_ago(days as usize)),
    })
}

fn of_settings(app: &App, light: Light) -> String {
    let light = match light {
        Light::Auto => say::BY_THE_HOUR,
        Light::Day => say::DAY,
        Light::Night => say::NIGHT,
    };
    say::joined(light, if app.has_passphrase() { say::PASSPHRASE } else { say::NO_PASSPHRASE })
}
