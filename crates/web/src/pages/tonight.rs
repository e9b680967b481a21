//! `/`: answer last night in one tap, see tonight, see the last weeks.

use std::sync::Arc;

use askama::Template;
use axum::{
    extract::{Query, State},
    http::HeaderMap,
    response::Response,
};
use charley_domain::{
    diary::DiaryNight,
    entry::{Count, Cramp, Entry, EntrySource, Record, Twinge},
    moment::Moment,
    muscle::{Muscle, Side},
    night::{NightOf, NightState},
    person::CrampsWhen,
    quantity::Pain,
};
use jiff::civil::Date;
use serde::Deserialize;
use uuid::Uuid;

use crate::words::today;
use crate::{
    app::{App, Visit},
    error::PageError,
    form::{self, FormFields},
    layout::{Layout, Light, Tab, shown},
    outbox,
    pages::{
        answer::{NightQuestion, capital},
        band::TonightBand,
        day::{self, DayCard},
        morning::{self, CrampCard, MarkCard, OpenNight},
        notice::Notices,
        progress::DiaryProgress,
        replacing, trial,
    },
};
use charley_answers::{
    asking::{AskedWhen, Asking, asking},
    draw as svg,
    month::words as quiet_nights,
    outlook::LearningOutlook,
    plan::{Barred, words as plan, words::page as ahead},
    team::{self, TeamCard},
};
use charley_speech::{
    calendar::{self, Calendar},
    diary as say,
    entry_draft::{self, EntryDraft},
    language::Language,
    spoken, typed, voice,
};

/// Weeks in the chart.
const WEEKS: usize = 8;
/// Entries in the list.
const LISTED: usize = 5;

#[derive(Template)]
#[template(path = "tonight.html")]
struct Tonight {
    layout: Layout,
    /// `Monday 23 November, 7:10`
    clock: String,
    /// Whether the muscle is being chosen: then nothing else is shown.
    choosing: bool,
    /// The question, while it is open.
    question: Option<NightQuestion>,
    /// Why it is not asked, though it may be answered; and how.
    rest: Option<Rest>,
    /// The questions about a cramp that the timer kept.
    card: Option<CrampCard>,
    /// Quick laps that may have been a cramp.
    marks: Vec<MarkCard>,
    /// The questions about the day.
    day: Option<DayCard>,
    /// Nights of the last week that nobody answered.
    open: Vec<OpenNight>,
    open_words: String,
    /// For the pause: identity of its entry, and the first day it may end on.
    pause: (String, String),
    /// What was answered for last night.
    answered: Option<String>,
    /// What was recorded last and can be taken back with one tap.
    undoable: Option<String>,
    /// What it changed in the answers.
    changed: Option<String>,
    denominator: String,
    /// How far the diary is, until a cause may be named.
    progress: Option<DiaryProgress>,
    /// Whether nothing was said of the person yet.
    begins: bool,
    /// What a trial that runs has drawn for tonight.
    trial: Option<String>,
    /// The way to the plan.
    ahead: Option<RaceAhead>,
    band: TonightBand,
    /// What to ask the team of a condition.
    teams: Vec<TeamCard>,
    /// Quiet nights gained a month.
    month: Vec<String>,
    notices: Notices,
    chart: String,
    /// Whether the key of the chart tells what a twinge looks like.
    twinges: bool,
    chart_words: String,
    entries: Vec<String>,
}

/// The way to the plan: what is ahead, and what the plan says of it.
struct RaceAhead {
    name: String,
    how: &'static str,
}

impl RaceAhead {
    /// For whoever may be given a plan and cramps in sport too, or has planned something that is still to come.
    fn of(visit: &mut Visit<'_>, in_sport: bool) -> Result<Option<Self>, PageError> {
        if Barred::of(visit.case()?).is_some() {
            return Ok(None);
        }
        let units = visit.units();
        let outing = visit.kept_plan()?.and_then(|kept| kept.outing(&visit.now).ok());
        let planned =
            outing.map(|outing| Self { name: plan::title(&outing, units), how: ahead::PLANNED_HOW.text() });
        let asked = || Self { name: ahead::AHEAD.into(), how: ahead::AHEAD_HOW.text() };
        Ok(planned.or_else(|| in_sport.then(asked)))
    }
}

/// Why last night is not asked about.
struct Rest {
    heading: String,
    how: &'static str,
    /// Whether it is a pause that can be ended: with today.
    today: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct TonightQuery {
    /// Whether the muscle is being chosen.
    #[serde(default)]
    cramp: Option<String>,
    /// The place tapped on the map.
    #[serde(default)]
    muscle: String,
    #[serde(default)]
    side: String,
    /// Whether the answer of last night is to be changed.
    #[serde(default)]
    again: Option<String>,
}

/// `GET /`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    Query(ask): Query<TonightQuery>,
    light: Light,
) -> Result<Response, PageError> {
    app.visit(move |visit| Ok(shown(&tonight(visit, &ask, light)?))).await
}

fn tonight(visit: &mut Visit<'_>, ask: &TonightQuery, light: Light) -> Result<Tonight, PageError> {
    let changed = visit.changed()?;
    let band = TonightBand::of(visit.tonight()?);
    let (now, units) = (visit.now.clone(), visit.units());
    let trial = trial::line_of_tonight(&trial::records(visit)?);
    let newest = visit.store.last_entries(LISTED)?;
    let month = visit.month()?;
    let learned = visit.case()?.learned().nights.is_some();
    // Who cramps in sport alone is not asked about the day before a night.
    let cramps_at_night = visit.person.cramps_when != Some(CrampsWhen::Sport);
    let ahead = RaceAhead::of(visit, visit.person.cramps_when != Some(CrampsWhen::Night))?;
    let teams = team::of(&visit.case()?.person, now.date());
    let entries = &visit.case()?.entries;
    let night = NightOf::last(now.datetime());
    let first = (1..WEEKS * 7).fold(night, |night, _| night.before());
    let calendar = Calendar::of(entries, Some(first), &now);
    let told = calendar.nights.iter().find(|one| one.night == night);
    let state = told.map_or(NightState::Unknown, |one| one.state);
    let open = !state.is_known() || ask.again.is_some() || ask.cramp.is_some();
    let starts: Vec<Moment> = visit.case()?.workouts.iter().map(|workout| workout.start.clone()).collect();
    let entries = visit.entries()?;
    let counts = calendar::recent_counts(&entries, &now);
    let trained = morning::trained(&starts, night);
    let when = AskedWhen { night, trained, today: now.date(), learned, trial: trial.is_some() };
    let rest = rest(asking(&entries, counts, when), now.date())
        .filter(|_| open && ask.cramp.is_none() && ask.again.is_none());
    let known = Calendar::of(&entries, None, &now).counts;
    let outlook = LearningOutlook::of(known, visit.person.cramp_nights, now.date());
    let unanswered = morning::open_nights(&entries, visit);
    let marks = morning::open_marks(&entries, visit, None)?;
    let line = |entry: &Entry| capital(&spoken::entry_line(entry, units, now.date()));
    let fresh = newest.first().filter(|entry| (now.timestamp() - entry.recorded_at).as_mins().abs() < 60);
    Ok(Tonight {
        layout: Layout::new(Tab::Today, light, &now),
        clock: spoken::words::at(spoken::day(now.date()), spoken::clock(now.time())),
        choosing: ask.cramp.is_some(),
        question: open
            .then(|| NightQuestion::to(night, &now, ask.cramp.is_some()).at(&ask.muscle, &ask.side)),
        rest,
        card: CrampCard::of(&entries, &now),
        marks,
        day: day::card(&entries, &starts, &now, units).filter(|_| cramps_at_night),
        open_words: say::open_nights(unanswered.len()),
        open: unanswered,
        pause: (entry_draft::new_id(&now).to_string(), morning::tomorrow(visit)),
        answered: told.filter(|_| state.is_known()).map(|told| answered(told, now.date())),
        undoable: fresh.map(line),
        // It is kept as it was said, in English.
        changed: changed.filter(|_| fresh.is_some() && voice::spoken().language == Language::ENGLISH),
        denominator: spoken::known_nights(counts),
        progress: DiaryProgress::of(&outlook, now.date()),
        begins: visit.person.born.is_none(),
        trial,
        ahead,
        teams,
        month: month.as_ref().map(quiet_nights::lines).unwrap_or_default(),
        notices: band.notices.clone(),
        band,
        twinges: calendar.nights.iter().any(|night| night.twinges > 0),
        chart: svg::nights::weeks(&calendar.weeks(), &spoken::counted_nights(calendar.counts)),
        chart_words: spoken::counted_nights(calendar.counts),
        entries: newest.iter().map(line).collect(),
    })
}

/// What stands in place of the question.
fn rest(asking: Asking, today: Date) -> Option<Rest> {
    match asking {
        Asking::Ask => None,
        Asking::Rest => {
            Some(Rest { heading: say::RESTING.into(), how: say::RESTING_HOW.text(), today: None })
        }
        Asking::Paused(until) => Some(Rest {
            heading: say::paused(spoken::date(until, today)),
            how: say::PAUSED_HOW.text(),
            today: Some(today.to_string()),
        }),
    }
}

fn answered(night: &DiaryNight, today: Date) -> String {
    let words = spoken::night(night.night, today);
    match night.state {
        NightState::Cramp => say::a_cramp_in(words),
        _ if night.twinges > 0 => say::a_twinge_in(words),
        _ => say::no_cramp_in(words),
    }
}

/// `POST /nights`: the answer for one night; the same id twice is one entry.
pub(crate) async fn answer(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    fields: FormFields,
) -> Result<Response, PageError> {
    app.visit(move |visit| {
        visit.now = outbox::said_at(&headers, &visit.now)?;
        let entry = entry(&fields, visit)?;
        if let Some(asked) = replacing::keep(visit, &entry, &fields)? {
            return Ok(asked);
        }
        Ok(form::go(if fields.text("back") == "diary" { "/diary" } else { "/" }))
    })
    .await
}

fn entry(fields: &FormFields, visit: &Visit<'_>) -> Result<Entry, PageError> {
    let night = match fields.text("night") {
        // A page without a clock of ours asks about the newest night that was over when it was tapped.
        "last" => NightOf::over(visit.now.datetime()),
        _ => fields.read("night")?,
    };
    let last = NightOf::at(visit.now.datetime());
    if night > last {
        return Err(PageError::BadForm(today::not_begun(spoken::night(night, visit.now.date()))));
    }
    let id: Uuid = fields.read("id")?;
    let said = match fields.text("answer") {
        "none" => EntryDraft::of_night(Record::None, night, &visit.now),
        "unsure" => EntryDraft::of_night(Record::Unsure, night, &visit.now),
        "cramp" => EntryDraft::of_night(Record::Cramp(cramp(fields)?), night, &visit.now),
        "twinge" => EntryDraft::of_night(Record::Twinge(twinge(fields)?), night, &visit.now),
        other => {
            let known = "say none, unsure, cramp or twinge";
            return Err(PageError::BadForm(format!("{other:?} is no answer: {known}.")));
        }
    };
    let said = said.map_err(|error| PageError::BadForm(error.to_string()))?;
    Ok(said.into_entry(Some(id), EntrySource::Page, &visit.now))
}

/// The cramp that a form names.
pub(super) fn cramp(fields: &FormFields) -> Result<Cramp, PageError> {
    let muscle: Muscle = fields.read("muscle")?;
    let bad = |error: String| PageError::BadForm(error);
    let pain = match fields.text("pain") {
        "" => None,
        text => {
            let number = text.parse().map_err(|_| bad(today::bad_pain(text)))?;
            Some(Pain::from_0_10(number).map_err(|error| bad(error.to_string()))?)
        }
    };
    let duration_s = match fields.text("for") {
        "" => None,
        text => Some(typed::span_s(text).map_err(|error| bad(error.to_string()))?.round() as u32),
    };
    Ok(Cramp { duration_s, pain, count: count(fields)?, ..Cramp::of(muscle, side(fields)?) })
}

/// The twinge that a form names, with its place where it was said.
fn twinge(fields: &FormFields) -> Result<Twinge, PageError> {
    let muscle = if fields.text("muscle").is_empty() { None } else { Some(fields.read("muscle")?) };
    Ok(Twinge { count: count(fields)?, ..Twinge::of(muscle, side(fields)?) })
}

fn side(fields: &FormFields) -> Result<Side, PageError> {
    if fields.text("side").is_empty() { Ok(Side::Unknown) } else { fields.read("side") }
}

fn count(fields: &FormFields) -> Result<Option<Count>, PageError> {
    match fields.text("count") {
        "" => Ok(None),
        text => typed::count(text).map(Some).map_err(|error| PageError::BadForm(error.to_string())),
    }
}

/// `POST /undo`: takes back what was recorded last.
pub(crate) async fn undo(State(app): State<Arc<App>>, fields: FormFields) -> Result<Response, PageError> {
    app.visit(move |visit| {
        if let Some(undone) = visit.store.undo(visit.now.timestamp())? {
            charley_case::put_right::follow(visit.store, &undone.entry).map_err(super::put_right::refused)?;
        }
        Ok(form::go(if fields.text("back") == "diary" { "/diary" } else { "/" }))
    })
    .await
}
