//! `/diary/entries/ID`: one entry, to be looked at, changed, moved, deleted and brought back. What was typed is never lost: neither by a mistake in a field nor by another tab that was faster.

mod fields;
mod read;
mod told;

use std::sync::Arc;

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use charley_case::{
    edit::{self, SaidAnew},
    put_right,
};
use charley_domain::{
    entry::{Entry, EntrySource, Record},
    night::NightOf,
    workout::WorkoutId,
};
use charley_speech::{edit as shared, spoken};
use charley_store::{Edited, EntryEdit, GoneEntry, Version};
use jiff::{Timestamp, ZonedDateTime};
use uuid::Uuid;

use self::{
    fields::{EntryField, FieldControl, Wrong, fields},
    read::{EntryForm, read},
};
use crate::{
    app::{App, Visit},
    error::PageError,
    form::{self, FormFields},
    layout::{Layout, Light, Tab, page},
    pages::answer::capital,
    words::entry as say,
};

#[derive(Template)]
#[template(path = "entry.html")]
struct EntryPage {
    layout: Layout,
    heading: &'static str,
    /// What it says now.
    line: String,
    /// Where the form goes; empty where there is none.
    action: String,
    /// Identity of what it records, or the version that is changed.
    hidden: Vec<(&'static str, String)>,
    fields: Vec<EntryField>,
    save: &'static str,
    /// Sentences before the form.
    notes: Vec<String>,
    /// A way elsewhere, with its name.
    elsewhere: Option<WayElsewhere>,
    /// Whether it stands and can be deleted.
    can_delete: bool,
    /// When it was deleted.
    gone: Option<String>,
    /// How it was recorded, and what it said before.
    history: Vec<String>,
    back: String,
    id: String,
}

/// `GET /diary/entries/ID`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    light: Light,
) -> Result<Response, PageError> {
    app.visit(move |visit| {
        let id: Uuid = id.parse().map_err(|_| PageError::NotFound)?;
        let opened = Opened::of(visit, id)?;
        let typed = told::told(&opened.entry, visit.units());
        Ok(page(
            StatusCode::OK,
            &opened.page(visit, light, FilledEntry { typed: &typed, wrong: &[], notes: Vec::new() })?,
        ))
    })
    .await
}

/// An entry that is looked at.
struct Opened {
    entry: Entry,
    version: Option<Version>,
    gone: Option<GoneEntry>,
}

/// What stands in the fields.
struct FilledEntry<'a> {
    typed: &'a FormFields,
    wrong: &'a [Wrong],
    notes: Vec<String>,
}

impl Opened {
    fn of(visit: &Visit<'_>, id: Uuid) -> Result<Self, PageError> {
        if let Some(entry) = visit.store.entry(id)? {
            return Ok(Self { version: visit.store.version(id)?, entry, gone: None });
        }
        let gone = visit.store.gone_one(id)?.ok_or(PageError::NotFound)?;
        Ok(Self { entry: gone.entry.clone(), version: None, gone: Some(gone) })
    }

    fn page(&self, visit: &Visit<'_>, light: Light, filled: FilledEntry<'_>) -> Result<EntryPage, PageError> {
        let FilledEntry { typed, wrong, notes } = filled;
        let (entry, units, now) = (&self.entry, visit.units(), &visit.now);
        let kind = told::kind(entry).filter(|_| self.gone.is_none());
        let fields = kind.map(|kind| fields(kind, units, (typed, wrong))).unwrap_or_default();
        let version = self.version.map(|version| ("version", version.0.to_string()));
        let no_form = NoForm::of(entry);
        let mut notes = notes;
        notes.extend(no_form.as_ref().map(|one| one.why.to_owned()));
        if kind.is_some() && matches!(entry.record, Record::Observed(_)) {
            notes.push(say::FROM_DEVICE.to_owned());
        }
        Ok(EntryPage {
            layout: Layout::new(Tab::Diary, light, now).titled(say::kind(&entry.record)),
            heading: say::kind(&entry.record),
            line: line(entry, visit),
            action: kind.map(|_| address(entry.id)).unwrap_or_default(),
            hidden: version.into_iter().collect(),
            save: if wrong.is_empty() && notes.len() > 1 { say::SAVE_MINE } else { say::SAVE.text() },
            fields,
            notes,
            elsewhere: no_form.and_then(|one| one.elsewhere),
            can_delete: self.gone.is_none(),
            gone: self.gone.as_ref().map(|gone| say::is_gone(moment(gone.at, now))),
            history: history(visit, entry)?,
            back: month_of(entry.night),
            id: entry.id.to_string(),
        })
    }
}

/// Why an entry has no form.
struct NoForm {
    why: &'static str,
    elsewhere: Option<WayElsewhere>,
}

/// Where it is changed instead.
struct WayElsewhere {
    to: String,
    name: &'static str,
}

impl NoForm {
    fn of(entry: &Entry) -> Option<Self> {
        let on_workout = |id: &WorkoutId| {
            let elsewhere = WayElsewhere { to: format!("/workouts/{id}"), name: say::ON_WORKOUT_LINK };
            Self { why: say::ON_WORKOUT, elsewhere: Some(elsewhere) }
        };
        Some(match &entry.record {
            Record::Triage(_) => {
                let elsewhere = WayElsewhere { to: "/triage".to_owned(), name: say::ASK_AGAIN_LINK };
                Self { why: say::ASK_AGAIN, elsewhere: Some(elsewhere) }
            }
            Record::Correction(correction) => on_workout(&correction.workout),
            Record::NotACramp { workout } => on_workout(workout),
            Record::Observed(observation) if edit::as_said(observation).is_none() => {
                Self { why: say::ONLY_DELETE, elsewhere: None }
            }
            _ => return None,
        })
    }
}

fn line(entry: &Entry, visit: &Visit<'_>) -> String {
    capital(&spoken::entry_line(entry, visit.units(), visit.now.date()))
}

fn moment(at: Timestamp, now: &ZonedDateTime) -> String {
    let wall = at.to_zoned_datetime(now.time_zone().clone());
    format!("{} on {}", spoken::clock(wall.time()), spoken::date(wall.date(), now.date()))
}

fn history(visit: &Visit<'_>, entry: &Entry) -> Result<Vec<String>, PageError> {
    let by = match entry.source {
        EntrySource::Terminal => shared::BY_TERMINAL,
        EntrySource::Page => shared::BY_PAGE,
        EntrySource::Api => shared::BY_API,
        EntrySource::Import => shared::BY_IMPORT,
        EntrySource::Synthetic => shared::BY_DEMO,
    };
    let mut lines = vec![shared::recorded_at(moment(entry.recorded_at, &visit.now), by)];
    let versions = visit.store.versions(entry.id)?;
    let earlier = versions.split_last().map_or(&[][..], |(_, earlier)| earlier);
    let was = |entry: &Entry| shared::was(spoken::entry_line(entry, visit.units(), visit.now.date()));
    lines.extend(earlier.iter().rev().map(was));
    Ok(lines)
}

pub(super) fn address(id: Uuid) -> String {
    format!("/diary/entries/{id}")
}

/// The page of the month of a night.
pub(super) fn month_of(night: NightOf) -> String {
    format!("/diary?month={}", night.date().strftime("%Y-%m"))
}

/// Where it goes on after something was done to an entry.
fn done(entry: &Entry, what: &str) -> Response {
    form::go(&format!("{}&done={what}&entry={}#done", month_of(entry.night), entry.id))
}

/// `POST /diary/entries/ID`: it says this from now on.
pub(crate) async fn save(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    light: Light,
    sent: FormFields,
) -> Result<Response, PageError> {
    app.visit(move |visit| {
        let id: Uuid = id.parse().map_err(|_| PageError::NotFound)?;
        let opened = Opened::of(visit, id)?;
        let refused = |status, opened: &Opened, visit: &Visit<'_>, wrong: &[Wrong], notes| {
            let filled = FilledEntry { typed: &sent, wrong, notes };
            Ok(page(status, &opened.page(visit, light, filled)?))
        };
        if opened.gone.is_some() {
            let notes = vec![say::GONE_SINCE.to_owned()];
            return refused(StatusCode::CONFLICT, &opened, visit, &[], notes);
        }
        let Some(own) = told::kind(&opened.entry) else { return Err(PageError::NotThat) };
        let kind = kind_of(&sent, own);
        let before = as_said(&opened.entry);
        let wall = edit::wall_of(&opened.entry, &visit.now);
        let form = EntryForm { fields: &sent, before: &before, units: visit.units(), now: &wall };
        let draft = match read(&form, kind) {
            Ok(draft) => draft,
            Err(wrong) => {
                let notes = vec![say::MENDED.to_owned()];
                return refused(StatusCode::UNPROCESSABLE_ENTITY, &opened, visit, &wrong, notes);
            }
        };
        let anew = SaidAnew { draft, source: EntrySource::Page, now: &visit.now };
        let untouched = before.record == anew.draft.record
            && anew.draft.moment == before.occurred_at
            && anew.draft.night == before.night;
        if untouched {
            return Ok(form::go(&month_of(before.night)));
        }
        let after = edit::changed(visit.store, &opened.entry, anew).map_err(super::put_right::refused)?;
        let seen = sent.text("version").parse().ok().map(Version);
        let now = visit.now.timestamp();
        match visit.store.edit(EntryEdit { entry: &after, seen, with: None }, now)? {
            Edited::Written => Ok(done(&after, "changed")),
            Edited::Gone => refused(
                StatusCode::CONFLICT,
                &Opened::of(visit, id)?,
                visit,
                &[],
                vec![say::GONE_SINCE.to_owned()],
            ),
            Edited::Since(entry) => {
                let says = |entry: &Entry| spoken::entry_line(entry, visit.units(), visit.now.date());
                let notes =
                    vec![say::SINCE.to_owned(), say::since_now(says(&entry)), say::since_typed(says(&after))];
                refused(StatusCode::CONFLICT, &Opened::of(visit, id)?, visit, &[], notes)
            }
        }
    })
    .await
}

/// The kind that a form says, of those that the form of an entry offers.
fn kind_of<'a>(sent: &'a FormFields, own: &'a str) -> &'a str {
    let families: [&[&str]; 3] =
        [&["cramp", "twinge"], &["none", "unsure"], &["stretch", "no_stretch", "foam_roll", "warm_up"]];
    let family = families.into_iter().find(|family| family.contains(&own)).unwrap_or_default();
    family.iter().copied().find(|kind| *kind == sent.text("kind")).unwrap_or(own)
}

/// What a device observed as a person would say it; any other entry as it is.
fn as_said(entry: &Entry) -> Entry {
    let record = match &entry.record {
        Record::Observed(observation) => edit::as_said(observation),
        _ => None,
    };
    Entry { record: record.unwrap_or_else(|| entry.record.clone()), ..entry.clone() }
}

/// `POST /diary/entries/ID/delete`.
pub(crate) async fn delete(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    app.visit(move |visit| {
        let id: Uuid = id.parse().map_err(|_| PageError::NotFound)?;
        let opened = Opened::of(visit, id)?;
        let now = visit.now.timestamp();
        // What a correction of a workout moved goes back with it.
        if matches!(opened.entry.record, Record::Correction(_)) {
            visit.store.undo_one(id, now)?;
        } else {
            visit.store.delete(id, now)?;
        }
        put_right::follow(visit.store, &opened.entry).map_err(super::put_right::refused)?;
        Ok(done(&opened.entry, "deleted"))
    })
    .await
}

/// `POST /diary/entries/ID/restore`.
pub(crate) async fn restore(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    app.visit(move |visit| {
        let id: Uuid = id.parse().map_err(|_| PageError::NotFound)?;
        let opened = Opened::of(visit, id)?;
        visit.store.bring_back(id, visit.now.timestamp())?;
        put_right::follow(visit.store, &opened.entry).map_err(super::put_right::refused)?;
        Ok(done(&opened.entry, "restored"))
    })
    .await
}

/// `POST /diary/entries/ID/undo`: takes back what was done to it, unless something else was done since.
pub(crate) async fn undo(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    sent: FormFields,
) -> Result<Response, PageError> {
    app.visit(move |visit| {
        let id: Uuid = id.parse().map_err(|_| PageError::NotFound)?;
        let opened = Opened::of(visit, id)?;
        let line: i64 = sent.read("line")?;
        if visit.store.last_line(id)? == Some(line)
            && let Some(undone) = visit.store.undo_one(id, visit.now.timestamp())?
        {
            put_right::follow(visit.store, &undone.entry).map_err(super::put_right::refused)?;
        }
        Ok(form::go(&month_of(opened.entry.night)))
    })
    .await
}

/// What was done to an entry, with the way to take it back.
pub(super) struct EntryDone {
    pub(super) said: String,
    pub(super) id: String,
    pub(super) line: String,
}

impl EntryDone {
    /// The card after something was done.
    pub(super) fn of(visit: &Visit<'_>, id: &str, what: &str) -> Result<Option<Self>, PageError> {
        let Ok(id) = id.parse::<Uuid>() else { return Ok(None) };
        let Ok(opened) = Opened::of(visit, id) else { return Ok(None) };
        let Some(line) = visit.store.last_line(id)? else { return Ok(None) };
        let entry = spoken::entry_line(&opened.entry, visit.units(), visit.now.date());
        let said = match (what, opened.gone.is_some()) {
            ("changed", false) => say::changed(entry),
            ("restored", false) => say::restored(entry),
            ("deleted", true) => say::deleted(entry),
            _ => return Ok(None),
        };
        Ok(Some(Self { said, id: id.to_string(), line: line.to_string() }))
    }
}
