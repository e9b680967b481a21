//! `/day`: what can be told of a day; `/day?ask=sitting`: one thing of it, on any day. What cannot be read stays as it was typed.

use std::sync::Arc;

use askama::Template;
use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::Response,
};
use charley_domain::{
    entry::{DrinkKind, Effort, EntrySource},
    moment::{Moment, Precision},
    night::NightOf,
    workout::Sport,
};
use jiff::civil::{Date, Time};
use serde::Deserialize;
use uuid::Uuid;

use super::{
    ChipChoice, DayAnswered, choices,
    kind::{AskedFor, DayKind},
};
use crate::{
    app::{App, Visit},
    error::PageError,
    form::{self as sent, FormFields},
    layout::{self, Layout, Light, Tab, shown},
    pages::answer::capital,
};
use charley_speech::{
    day::{self, DayThing, words},
    entry_draft::{EntryDraft, new_id},
    spoken,
    typed::{self, Mistyped},
};

#[derive(Template)]
#[template(path = "day_form.html")]
struct DayFormPage {
    layout: Layout,
    /// What can be told, where nothing was asked for.
    kinds: Vec<(&'static str, &'static str)>,
    form: Option<DayForm>,
    /// What was just recorded.
    done: Option<String>,
}

/// The form of one thing.
struct DayForm {
    kind: DayKind,
    id: String,
    /// The day, and the last one that may be told of.
    on: String,
    latest: String,
    at: String,
    choices: Vec<ChipChoice>,
    amount: String,
    /// Words to choose from, and whether each is chosen.
    drinks: Vec<(&'static str, bool)>,
    sports: Vec<(&'static str, bool)>,
    efforts: Vec<(&'static str, bool)>,
    far: String,
    wrong: Option<String>,
}

impl DayForm {
    const fn is(&self, kind: &str) -> bool {
        matches!(
            (self.kind, kind.as_bytes()),
            (DayKind::Drink, b"drink")
                | (DayKind::Workout, b"workout")
                | (DayKind::Thing(DayThing::Sleep), b"sleep")
        )
    }

    /// Whether the hour matters.
    const fn has_time(&self) -> bool {
        matches!(
            self.kind,
            DayKind::Drink | DayKind::Weight | DayKind::Workout | DayKind::Thing(DayThing::Food)
        )
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct DayQuery {
    /// What is asked for.
    ask: String,
    /// The night after the day.
    night: String,
    /// The entry that was just recorded.
    saved: Option<Uuid>,
}

/// `GET /day`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    Query(query): Query<DayQuery>,
    light: Light,
) -> Result<Response, PageError> {
    app.visit(move |visit| {
        let kind = match AskedFor::of(&query.ask) {
            Some(AskedFor::Page(address)) => return Ok(sent::go(address)),
            Some(AskedFor::Form(kind)) => Some(kind),
            None if query.ask.is_empty() => None,
            None => return Err(PageError::NotFound),
        };
        let night = query.night.parse().unwrap_or_else(|_| day::night(&visit.now));
        let form = kind.map(|kind| form(visit, kind, night, &FormFields::default()));
        let page = DayFormPage { done: done(visit, query.saved)?, ..page(visit, form, light) };
        Ok(shown(&page))
    })
    .await
}

fn page(visit: &Visit<'_>, form: Option<DayForm>, light: Light) -> DayFormPage {
    DayFormPage {
        layout: Layout::new(Tab::Today, light, &visit.now).titled("A day"),
        kinds: DayKind::ALL.iter().map(|kind| (kind.word(), kind.heading())).collect(),
        form,
        done: None,
    }
}

fn done(visit: &Visit<'_>, saved: Option<Uuid>) -> Result<Option<String>, PageError> {
    let Some(id) = saved else { return Ok(None) };
    let entry = visit.store.entry(id)?;
    Ok(entry.map(|entry| capital(&spoken::entry_line(&entry, visit.units(), visit.now.date()))))
}

/// The form of a thing, empty or as it was sent.
fn form(visit: &Visit<'_>, kind: DayKind, night: NightOf, fields: &FormFields) -> DayForm {
    let text = |name: &str| fields.text(name).to_owned();
    let or = |text: String, other: String| if text.is_empty() { other } else { text };
    let chosen = |name: &str, word: &'static str| (word, fields.text(name) == word);
    let choices = match kind {
        DayKind::Thing(thing) => choices(thing, visit.units(), text("tapped").parse().ok()),
        _ => Vec::new(),
    };
    let told_of = if kind == DayKind::Thing(DayThing::Sleep) {
        DayThing::Sleep.told_of(night, &visit.now)
    } else {
        night
    };
    DayForm {
        kind,
        id: or(text("id"), new_id(&visit.now).to_string()),
        on: or(text("on"), told_of.to_string()),
        latest: visit.now.date().to_string(),
        at: text("at"),
        choices,
        amount: text("amount"),
        drinks: DrinkKind::ALL.iter().map(|one| chosen("drink", one.word())).collect(),
        sports: Sport::ALL.iter().map(|one| chosen("sport", one.word())).collect(),
        efforts: Effort::ALL.iter().map(|one| chosen("effort", one.word())).collect(),
        far: text("far"),
        wrong: None,
    }
}

/// Keeps what a form says; what cannot be comes back with a sentence beside it.
pub(super) fn keep(visit: &mut Visit<'_>, fields: &FormFields, light: Light) -> Result<Response, PageError> {
    let Some(AskedFor::Form(kind)) = AskedFor::of(fields.text("thing")) else {
        return Err(PageError::NotFound);
    };
    let id: Uuid = fields.read("id")?;
    match said(visit, kind, fields) {
        Ok((night, draft)) => {
            // What the card asks of that day is an answer to it.
            match kind {
                DayKind::Thing(thing) if thing != DayThing::Food || fields.text("at").is_empty() => {
                    let amount = thing.amount(&draft.record).unwrap_or_default();
                    super::keep(visit, night, &[DayAnswered { thing, amount, id: Some(id) }])?;
                }
                _ => drop(visit.store.record(&draft.into_entry(Some(id), EntrySource::Page, &visit.now))?),
            }
            Ok(sent::go(&format!("/day?saved={id}")))
        }
        Err(error) => {
            let night = fields.text("on").parse().unwrap_or_else(|_| day::night(&visit.now));
            let form = DayForm { wrong: Some(error.to_string()), ..form(visit, kind, night, fields) };
            Ok(layout::page(StatusCode::UNPROCESSABLE_ENTITY, &page(visit, Some(form), light)))
        }
    }
}

/// What a form says, and of which night's card it would be an answer.
fn said(visit: &Visit<'_>, kind: DayKind, fields: &FormFields) -> Result<(NightOf, EntryDraft), Mistyped> {
    let now = &visit.now;
    let on = fields.text("on");
    let date = if on.is_empty() { day::night(now).date() } else { typed::date(on, now)? };
    if date > now.date() {
        return Err(Mistyped::impossible(on, words::NOT_COME));
    }
    let night = NightOf(date);
    let record = kind.read(fields, night, visit.units())?;
    if kind == DayKind::Thing(DayThing::Sleep) {
        if !night.is_over(now.datetime()) {
            return Err(Mistyped::impossible(on, words::NOT_SLEPT));
        }
        return Ok((night, EntryDraft::of_night(record, night, now)?));
    }
    let moment = moment(fields.text("at"), date, visit, kind)?;
    // What was told without an hour belongs to the night after its day, be it before noon.
    let told = if fields.text("at").is_empty() { night } else { NightOf::of(&moment) };
    let precision = if fields.text("at").is_empty() { Precision::Night } else { Precision::Minutes };
    Ok((night, EntryDraft { record, moment, precision, night: told, notes: Vec::new() }))
}

/// When it was: at the hour that was said, else in the evening, or now where that has not come.
fn moment(at: &str, date: Date, visit: &Visit<'_>, kind: DayKind) -> Result<Moment, Mistyped> {
    if at.is_empty() {
        return match kind {
            DayKind::Thing(_) => day::in_the_evening(NightOf(date), &visit.now),
            _ => day::of_day(date, &visit.now),
        };
    }
    let time: Time = at.parse().map_err(|_| Mistyped::form("time of day", at, "write it as in 07:30"))?;
    let moment = typed::moment_at(date.to_datetime(time), &visit.now)?;
    if moment.instant > visit.now.timestamp() {
        return Err(Mistyped::impossible(at, words::NOT_YET));
    }
    Ok(moment)
}
