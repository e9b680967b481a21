//! `/medicines`: what is and was taken, beside the cramp rate; found by any name, added, changed, taken out, put back.

mod card;
mod form;
mod search;
pub(crate) mod sheet;

use std::sync::Arc;

use askama::Template;
use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::Response,
};
use charley_domain::{
    entry::{Entry, EntrySource, MedicineUse, Record},
    moment::Precision,
    night::NightOf,
};
use jiff::{ZonedDateTime, civil::Date};
use serde::Deserialize;
use uuid::Uuid;

use self::{card::MedicineCard, form::MedicineForm, search::Search};
use crate::{
    app::{App, Visit},
    error::PageError,
    form::{self as sent, FormFields},
    layout::{self, Layout, Light, Tab, shown},
    pages::{notice::Notices, teams},
};
use charley_answers::{
    draw::timeline::{Timeline, timeline},
    medicines::{
        self, Taken,
        words::{self as says, pairs as together},
    },
    notice,
    rate::{self, Rate, RateSpan, RateWords},
};
use charley_speech::{
    entry_draft::EntryDraft,
    gates::{self, Mode},
    spoken, typed,
};

/// Width of the picture, which a phone shows as it is.
const WIDTH: f64 = 360.0;
/// Nights that are compared with as many before them.
const COMPARED_NIGHTS: usize = 84;

/// What was just done, and how to take it back.
struct MedicineDone {
    line: String,
    /// In the address that takes it back.
    what: &'static str,
    id: String,
}

#[derive(Template)]
#[template(path = "medicines.html")]
struct MedicinesPage {
    layout: Layout,
    notices: Notices,
    lede: String,
    to_the_doctor: &'static str,
    done: Option<MedicineDone>,
    rate: String,
    change: Option<String>,
    picture: String,
    windows: Vec<RateWords>,
    /// Medicines that matter together.
    pairs: Vec<[String; 4]>,
    cards: Vec<MedicineCard>,
    /// What to ask the team of a condition.
    teams: Vec<teams::TeamSection>,
    beside: Option<&'static str>,
    answered: bool,
    /// The day on which "none" begins.
    today: String,
    form: MedicineForm,
    search: Search,
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct MedicinesQuery {
    /// What is searched for.
    #[serde(default)]
    q: String,
    /// A name to begin the form with.
    #[serde(default)]
    name: String,
    /// The medicine to be changed.
    #[serde(default)]
    change: Option<Uuid>,
    /// The entry just written.
    #[serde(default)]
    saved: Option<Uuid>,
    /// The entry just taken out.
    #[serde(default)]
    gone: Option<Uuid>,
}

/// `GET /medicines`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    Query(ask): Query<MedicinesQuery>,
    light: Light,
) -> Result<Response, PageError> {
    app.visit(move |visit| Ok(shown(&page(visit, &ask, (light, None))?))).await
}

/// `POST /medicines`: adds one, or puts it in the place of another.
pub(crate) async fn save(
    State(app): State<Arc<App>>,
    light: Light,
    fields: FormFields,
) -> Result<Response, PageError> {
    app.visit(move |visit| {
        let id: Uuid = fields.read("id")?;
        let used = match form::read(&fields, &visit.now) {
            Ok(used) => used,
            Err(wrong) => {
                let form = MedicineForm::refused(&fields, wrong);
                let page = page(visit, &MedicinesQuery::default(), (light, Some(form)))?;
                return Ok(layout::page(StatusCode::UNPROCESSABLE_ENTITY, &page));
            }
        };
        let entry = entry(id, used, &visit.now)?;
        match fields.text("replaces") {
            "" => drop(visit.store.record(&entry)?),
            other => {
                let other: Uuid =
                    other.parse().map_err(|_| bad("The medicine to be changed is not named."))?;
                visit.store.replace(other, &entry, visit.now.timestamp())?;
            }
        }
        Ok(sent::go(&format!("/medicines?saved={id}")))
    })
    .await
}

/// `POST /medicines/remove`: takes one out; it can be put back.
pub(crate) async fn remove(State(app): State<Arc<App>>, fields: FormFields) -> Result<Response, PageError> {
    app.visit(move |visit| {
        let id: Uuid = fields.read("id")?;
        let entries = visit.store.entries()?;
        if !entries.iter().any(|entry| entry.id == id && matches!(entry.record, Record::Medicine(_))) {
            return Ok(sent::go("/medicines"));
        }
        visit.store.delete(id, visit.now.timestamp())?;
        Ok(sent::go(&format!("/medicines?gone={id}")))
    })
    .await
}

/// `POST /medicines/undo`: takes back the last change of this page, be it an entry written or one taken out.
pub(crate) async fn undo(State(app): State<Arc<App>>, fields: FormFields) -> Result<Response, PageError> {
    app.visit(move |visit| {
        match fields.text("what") {
            "gone" => drop(visit.store.put_back(fields.read("id")?, visit.now.timestamp())?),
            _ => drop(visit.store.undo_one(fields.read("id")?, visit.now.timestamp())?),
        }
        Ok(sent::go("/medicines"))
    })
    .await
}

fn bad(why: &str) -> PageError {
    PageError::BadForm(why.to_owned())
}

fn entry(id: Uuid, used: MedicineUse, now: &ZonedDateTime) -> Result<Entry, PageError> {
    let moment = typed::moment_at(used.from.at(0, 0, 0, 0), now).map_err(|error| bad(&error.to_string()))?;
    let night = NightOf(used.from);
    let said = EntryDraft {
        record: Record::Medicine(used),
        moment,
        precision: Precision::Night,
        night,
        notes: Vec::new(),
    };
    Ok(said.into_entry(Some(id), EntrySource::Page, now))
}

fn page(
    visit: &mut Visit<'_>,
    ask: &MedicinesQuery,
    (light, form): (Light, Option<MedicineForm>),
) -> Result<MedicinesPage, PageError> {
    let (now, today) = (visit.now.clone(), visit.now.date());
    let case = visit.case()?;
    let mode = Mode::of(&case.person, today);
    let nights = rate::nights(&case.entries, None, &now);
    let taken = medicines::taken(&case.entries, &nights, today);
    let spans = rate::windows(&nights);
    let rate = Rate::of(&nights);
    let current = taken.iter().filter(|one| one.is_current(today)).count();
    let to_the_doctor =
        if taken.iter().any(Taken::is_statin) { says::OTHERS_TO_THE_DOCTOR } else { says::TO_THE_DOCTOR };
    let picture = Timeline { spans: &spans, taken: &taken, width: WIDTH, description: &description(rate) };
    Ok(MedicinesPage {
        layout: Layout::new(Tab::Medicines, light, &now),
        notices: Notices::of(&notice::beside(case)),
        lede: says::lede(current, taken.len() - current),
        to_the_doctor,
        done: done(&case.entries, ask, today),
        rate: says::rate(rate),
        change: rate::last_two(&nights, COMPARED_NIGHTS)
            .and_then(|(before, last)| says::change(COMPARED_NIGHTS, (before.rate, last.rate))),
        picture: if rate.known == 0 { String::new() } else { timeline(&picture) },
        windows: windows(&spans, today),
        pairs: pairs(&taken, today),
        cards: taken.iter().map(|one| MedicineCard::of(one, &nights, mode, today)).collect(),
        teams: teams::TeamSection::of(&case.person, today),
        beside: (mode != Mode::Minor && !taken.is_empty() && rate.known > 0)
            .then_some(says::BESIDE_ONE_ANOTHER),
        answered: medicines::is_answered(&case.entries, today),
        today: today.to_string(),
        form: form.unwrap_or_else(|| MedicineForm::begun(&taken, ask, &now)),
        search: search::search(&ask.q, mode),
    })
}

fn description(rate: Rate) -> String {
    format!("{}. {}.", says::PICTURE, says::rate(rate))
}

/// Each window as a row of the table behind the picture.
fn windows(spans: &[RateSpan], today: Date) -> Vec<RateWords> {
    let row = |span: &RateSpan| {
        let dates = format!(
            "{} to {}",
            spoken::date(span.first.date(), today),
            spoken::date(span.last.date(), today)
        );
        RateWords { dates, rate: says::rate(span.rate), unknown: span.rate.unknown }
    };
    spans.iter().rev().map(row).collect()
}

/// Medicines taken at the same time that matter together: names, what they do, signs, sources.
fn pairs(taken: &[Taken], today: Date) -> Vec<[String; 4]> {
    let said = |met: &medicines::Met| {
        [together::names(met), together::together(met), met.pair.signs.clone(), together::sources(met)]
    };
    medicines::pairs(taken, today).iter().map(said).collect()
}

/// What was just done, while it can be taken back with one tap.
fn done(entries: &[Entry], ask: &MedicinesQuery, today: Date) -> Option<MedicineDone> {
    if let Some(id) = ask.gone {
        return Some(MedicineDone { line: "Taken out".to_owned(), what: "gone", id: id.to_string() });
    }
    let saved = entries.iter().find(|entry| Some(entry.id) == ask.saved)?;
    let Record::Medicine(used) = &saved.record else { return None };
    let line = if gates::is_none(&used.name) {
        says::TAKES_NONE.trim_end_matches('.').to_owned()
    } else {
        spoken::medicine(used, today)
    };
    Some(MedicineDone { line: format!("Recorded: {line}"), what: "saved", id: saved.id.to_string() })
}
