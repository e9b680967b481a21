//! `/medicines`: what is and was taken, beside the cramp rate; found by any name, added, changed, taken out, put back.

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
use charley_evidence::{Medicine, evidence};
use jiff::{Zoned, civil::Date};
use serde::Deserialize;
use uuid::Uuid;

use crate::{
    gates::{self, Mode},
    medicine::{self, Field},
    medicines::{self, Taken},
    notice,
    rate::{self, Rate, Span},
    said::{self, Said},
    spoken, typed,
    web::{
        app::{App, Visit},
        error::PageError,
        form::{self, Fields},
        layout::{self, Layout, Light, Tab, shown},
        pages::{notice::Notices, teams},
        svg::timeline::{Timeline, timeline},
    },
    words::{self, medicines as says},
};

/// Width of the picture, which a phone shows as it is.
const WIDTH: f64 = 360.0;
/// Nights that are compared with as many before them.
const COMPARED_NIGHTS: usize = 84;
/// Medicines found that are shown.
const MOST_FOUND: usize = 12;

#[derive(Template)]
#[template(path = "medicines.html")]
struct Medicines {
    layout: Layout,
    notices: Notices,
    lede: String,
    to_the_doctor: &'static str,
    /// What was just done, and how to take it back: address and id.
    done: Option<(String, &'static str, String)>,
    rate: String,
    change: Option<String>,
    picture: String,
    windows: Vec<(String, String, usize)>,
    cards: Vec<Card>,
    /// What to ask the team of a condition.
    teams: Vec<teams::Section>,
    beside: Option<&'static str>,
    answered: bool,
    /// The day on which "none" begins.
    today: String,
    form: Typed,
    search: Search,
}

/// One medicine as it is read.
struct Card {
    id: String,
    name: String,
    dates: String,
    current: bool,
    what: String,
    facts: Vec<String>,
    rates: Vec<(&'static str, String)>,
}

/// What was searched for and found.
struct Search {
    typed: String,
    answer: Option<String>,
    found: Vec<Found>,
}

/// One medicine of the table.
struct Found {
    name: String,
    class: String,
    also: String,
    facts: Vec<String>,
}

/// The form, as it was typed.
struct Typed {
    id: String,
    replaces: String,
    name: String,
    from: String,
    until: String,
    wrong: Option<(Field, String)>,
}

impl Typed {
    fn heading(&self) -> &'static str {
        if self.replaces.is_empty() { "Add a medicine" } else { "Change it" }
    }

    /// What is wrong with a field.
    fn wrong(&self, field: &str) -> Option<&str> {
        let (wrong, why) = self.wrong.as_ref()?;
        let name = match wrong {
            Field::Name => "name",
            Field::From => "from",
            Field::Until => "until",
        };
        (name == field).then_some(why.as_str())
    }
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::web) struct Ask {
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
pub(in crate::web) async fn show(
    State(app): State<Arc<App>>,
    Query(ask): Query<Ask>,
    light: Light,
) -> Result<Response, PageError> {
    app.visit(move |visit| Ok(shown(&page(visit, &ask, (light, None))?))).await
}

/// `POST /medicines`: adds one, or puts it in the place of another.
pub(in crate::web) async fn save(
    State(app): State<Arc<App>>,
    light: Light,
    fields: Fields,
) -> Result<Response, PageError> {
    app.visit(move |visit| {
        let id: Uuid = fields.read("id")?;
        let used =
            medicine::read(fields.text("name"), (fields.text("from"), fields.text("until")), &visit.now);
        let used = match used {
            Ok(used) => used,
            Err((field, error)) => {
                let form = typed_in(&fields, Some((field, error.to_string())));
                let page = page(visit, &Ask::default(), (light, Some(form)))?;
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
        Ok(form::go(&format!("/medicines?saved={id}")))
    })
    .await
}

/// `POST /medicines/remove`: takes one out; it can be put back.
pub(in crate::web) async fn remove(
    State(app): State<Arc<App>>,
    fields: Fields,
) -> Result<Response, PageError> {
    app.visit(move |visit| {
        let id: Uuid = fields.read("id")?;
        let entries = visit.store.entries()?;
        if !entries.iter().any(|entry| entry.id == id && matches!(entry.record, Record::Medicine(_))) {
            return Ok(form::go("/medicines"));
        }
        visit.store.retract(id, visit.now.timestamp())?;
        Ok(form::go(&format!("/medicines?gone={id}")))
    })
    .await
}

/// `POST /medicines/undo`: takes back the last change of this page, be it an entry written or one taken out.
pub(in crate::web) async fn undo(State(app): State<Arc<App>>, fields: Fields) -> Result<Response, PageError> {
    app.visit(move |visit| {
        match fields.text("what") {
            "gone" => drop(visit.store.put_back(fields.read("id")?, visit.now.timestamp())?),
            _ => drop(visit.store.undo_one(fields.read("id")?, visit.now.timestamp())?),
        }
        Ok(form::go("/medicines"))
    })
    .await
}

fn bad(why: &str) -> PageError {
    PageError::BadForm(why.to_owned())
}

fn entry(id: Uuid, used: MedicineUse, now: &Zoned) -> Result<Entry, PageError> {
    let moment = typed::moment_at(used.from.at(0, 0, 0, 0), now).map_err(|error| bad(&error.to_string()))?;
    let night = NightOf(used.from);
    let said = Said {
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
    ask: &Ask,
    (light, form): (Light, Option<Typed>),
) -> Result<Medicines, PageError> {
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
    Ok(Medicines {
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
        cards: taken.iter().map(|one| card(one, mode, today)).collect(),
        teams: teams::Section::of(&case.person, today),
        beside: (mode != Mode::Minor && !taken.is_empty() && rate.known > 0)
            .then_some(says::BESIDE_ONE_ANOTHER),
        answered: medicines::is_answered(&case.entries, today),
        today: today.to_string(),
        form: form.unwrap_or_else(|| begun(&taken, ask, &now)),
        search: search(&ask.q, mode),
    })
}

fn description(rate: Rate) -> String {
    format!("{}. {}.", says::PICTURE, says::rate(rate))
}

/// Each window as a row of the table behind the picture.
fn windows(spans: &[Span], today: Date) -> Vec<(String, String, usize)> {
    let row = |span: &Span| {
        let dates = format!(
            "{} to {}",
            spoken::date(span.first.date(), today),
            spoken::date(span.last.date(), today)
        );
        (dates, says::rate(span.rate), span.rate.unknown)
    };
    spans.iter().rev().map(row).collect()
}

fn card(taken: &Taken, mode: Mode, today: Date) -> Card {
    let minor = mode == Mode::Minor;
    let mut facts = Vec::new();
    for one in &taken.found {
        facts.extend(says::association(one).filter(|_| !minor));
        let advice = if minor { says::KEPT_FOR_THE_DOCTOR.to_owned() } else { says::advice(one).to_owned() };
        if !facts.contains(&advice) {
            facts.push(advice);
        }
    }
    let rates = [("On it", taken.on), ("Without it", taken.off)];
    let rates = rates.into_iter().filter(|(_, rate)| rate.all() > 0 && !minor);
    Card {
        id: taken.id.to_string(),
        name: taken.used.name.clone(),
        dates: spoken::medicine_dates(&taken.used, today),
        current: taken.is_current(today),
        what: medicine::recognised(&taken.used.name),
        facts,
        rates: rates.map(|(name, rate)| (name, says::rate(rate))).collect(),
    }
}

/// What was just done, while it can be taken back with one tap.
fn done(entries: &[Entry], ask: &Ask, today: Date) -> Option<(String, &'static str, String)> {
    if let Some(id) = ask.gone {
        return Some(("Taken out".to_owned(), "gone", id.to_string()));
    }
    let saved = entries.iter().find(|entry| Some(entry.id) == ask.saved)?;
    let Record::Medicine(used) = &saved.record else { return None };
    let line = if gates::is_none(&used.name) {
        says::TAKES_NONE.trim_end_matches('.').to_owned()
    } else {
        format!("{}, {}", used.name, spoken::medicine_dates(used, today))
    };
    Some((format!("Recorded: {line}"), "saved", saved.id.to_string()))
}

/// The form before anything was typed: of the medicine to be changed, or of a name that was found.
fn begun(taken: &[Taken], ask: &Ask, now: &Zoned) -> Typed {
    let id = said::new_id(now).to_string();
    let changed = ask.change.and_then(|id| taken.iter().find(|one| one.id == id));
    match changed {
        Some(one) => Typed {
            id,
            replaces: one.id.to_string(),
            name: one.used.name.clone(),
            from: one.used.from.to_string(),
            until: one.used.until.map(|date| date.to_string()).unwrap_or_default(),
            wrong: None,
        },
        None => Typed {
            id,
            replaces: String::new(),
            name: ask.name.trim().to_owned(),
            from: String::new(),
            until: String::new(),
            wrong: None,
        },
    }
}

fn typed_in(fields: &Fields, wrong: Option<(Field, String)>) -> Typed {
    let text = |name: &str| fields.text(name).to_owned();
    Typed {
        id: text("id"),
        replaces: text("replaces"),
        name: text("name"),
        from: text("from"),
        until: text("until"),
        wrong,
    }
}

fn search(typed: &str, mode: Mode) -> Search {
    let typed = typed.trim().to_owned();
    if typed.is_empty() {
        return Search { typed, answer: None, found: Vec::new() };
    }
    let found = evidence().find_medicines(&typed);
    let answer = medicine::recognised(&typed);
    let found = found.into_iter().take(MOST_FOUND).map(|one| of_table(one, mode)).collect();
    Search { typed, answer: Some(answer), found }
}

fn of_table(medicine: &Medicine, mode: Mode) -> Found {
    let mut facts: Vec<String> = says::association(medicine).into_iter().collect();
    facts.push(says::advice(medicine).to_owned());
    if mode == Mode::Minor {
        facts = vec![words::notices::UNDER_18.to_owned()];
    }
    Found {
        name: medicine.name.clone(),
        class: medicine.class_name.clone(),
        also: medicine.other_names.iter().take(8).cloned().collect::<Vec<_>>().join(", "),
        facts,
    }
}
