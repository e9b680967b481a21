//! `/diary`: a month of nights with what is known of each, and every entry of it; any night of it can be answered.

mod days;
mod months;

use std::sync::Arc;

use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use charley_domain::{
    diary::{self, DiaryNight},
    entry::Entry,
    night::{NightOf, NightState},
};
use jiff::{ToSpan as _, civil::Date};
use serde::Deserialize;

use self::{
    days::{DayOfEntries, EntryLine},
    months::{Month, MonthLinks, months},
};
use crate::{
    app::{App, Visit},
    error::PageError,
    layout::{Layout, Light, Tab, shown},
    pages::{
        answer::{NightQuestion, capital},
        entry::EntryDone,
        exposed::Exposed,
        replacing::Replacing,
    },
    words::entry as say,
};
use charley_speech::{calendar::Counts, spoken};

#[derive(Template)]
#[template(path = "diary.html")]
struct DiaryPage {
    layout: Layout,
    lede: String,
    /// What was done last, and how to take it back.
    done: Option<EntryDone>,
    night: Option<NightCard>,
    month: Month,
    links: MonthLinks,
    /// Whether the key tells what a twinge looks like.
    twinges: bool,
    days: Vec<DayOfEntries>,
    gone: Vec<EntryLine>,
    gone_words: String,
    undoable: bool,
    /// The newest day that a date field takes.
    today: String,
}

/// One night that was tapped.
struct NightCard {
    night: String,
    words: String,
    state: &'static str,
    question: Option<NightQuestion>,
    replacing: Option<Replacing>,
    entries: Vec<EntryLine>,
    exposed: Option<Exposed>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct DiaryQuery {
    /// The place tapped on the map.
    muscle: String,
    side: String,
    night: String,
    cramp: Option<String>,
    /// `2026-11`.
    month: String,
    /// The answer that takes the place of a cramp, and its identity.
    answer: String,
    id: String,
    /// What was done to which entry.
    done: String,
    entry: String,
}

/// `GET /diary`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    Query(ask): Query<DiaryQuery>,
    light: Light,
) -> Result<Response, PageError> {
    app.visit(move |visit| Ok(shown(&diary(visit, &ask, light)?))).await
}

fn diary(visit: &mut Visit<'_>, ask: &DiaryQuery, light: Light) -> Result<DiaryPage, PageError> {
    let now = visit.now.clone();
    let tonight = NightOf::at(now.datetime());
    let asked = ask.night.parse::<NightOf>().ok().filter(|night| *night <= tonight);
    let first = first_of(ask, asked, NightOf::last(now.datetime()));
    let (first, last) = (NightOf(first), NightOf(first.last_of_month()));
    let entries = visit.store.entries_between(first, last)?;
    let shown_until = last.min(if entries.iter().any(|entry| entry.night == tonight) {
        tonight
    } else {
        NightOf::last(now.datetime())
    });
    let nights = diary::nights(&entries, first, shown_until);
    let gone = visit.store.gone_between(first, last)?;
    let line = |entry: &Entry| EntryLine::of(entry, visit.units(), now.date());
    Ok(DiaryPage {
        layout: Layout::new(Tab::Diary, light, &now),
        lede: spoken::counted_nights(counts(&nights, NightOf::over(now.datetime()))),
        done: EntryDone::of(visit, &ask.entry, &ask.done)?,
        month: Month::of(first.date(), &nights),
        links: months(&visit.store.months()?, first.date(), now.date()),
        twinges: nights.iter().any(|night| night.twinges > 0),
        days: days::days(&entries, visit.units(), now.date()),
        gone: gone.iter().map(|one| line(&one.entry)).collect(),
        gone_words: say::deleted_ones(gone.len()),
        undoable: !visit.store.last_entries(1)?.is_empty(),
        today: now.date().to_string(),
        night: asked.map(|night| card(visit, (night, &entries), ask)).transpose()?,
    })
}

/// The first day of the month that is shown.
fn first_of(ask: &DiaryQuery, asked: Option<NightOf>, last: NightOf) -> Date {
    let month = format!("{}-01", ask.month).parse::<Date>().ok();
    let first = asked.map(NightOf::date).or(month).unwrap_or(last.date()).first_of_month();
    // A month that has not come has no nights.
    if first > last.date() && ask.night.is_empty() {
        last.date().saturating_add(1.day()).first_of_month().min(first)
    } else {
        first
    }
}

/// Nights of a month by what is known of them; those that are still to come count nowhere.
fn counts(nights: &[DiaryNight], over: NightOf) -> Counts {
    let mut counts = Counts::default();
    for night in nights.iter().filter(|night| night.night <= over || night.state.is_known()) {
        *(if night.state.is_known() { &mut counts.known } else { &mut counts.unknown }) += 1;
        counts.cramp += usize::from(night.state == NightState::Cramp);
    }
    counts
}

fn card(
    visit: &mut Visit<'_>,
    (night, entries): (NightOf, &[Entry]),
    ask: &DiaryQuery,
) -> Result<NightCard, PageError> {
    let now = visit.now.clone();
    let of_night: Vec<Entry> = entries.iter().filter(|entry| entry.night == night).cloned().collect();
    let state = diary::nights(&of_night, night, night).first().map_or(NightState::Unknown, |one| one.state);
    let can_be_answered = night <= NightOf::last(now.datetime());
    let replacing = Replacing::asked(&of_night, ask, visit);
    let question = can_be_answered
        .then(|| NightQuestion::to(night, &now, ask.cramp.is_some()).in_diary().at(&ask.muscle, &ask.side));
    Ok(NightCard {
        night: night.to_string(),
        words: spoken::night(night, now.date()),
        state: state_words(state),
        question: question.filter(|_| replacing.is_none()),
        replacing,
        entries: of_night.iter().map(|entry| EntryLine::of(entry, visit.units(), now.date())).collect(),
        exposed: Exposed::of_night(visit, night)?,
    })
}

impl DiaryQuery {
    pub(super) fn answer(&self) -> (&str, &str) {
        (&self.answer, &self.id)
    }
}

const fn state_words(state: NightState) -> &'static str {
    match state {
        NightState::Cramp => say::STATE_CRAMP,
        NightState::None => say::STATE_NONE,
        NightState::Unsure => say::STATE_UNSURE,
        NightState::Unknown => say::STATE_UNKNOWN,
    }
}

/// An entry as a line: `Cramp, left calf, 02:02 on 23 November`.
fn said(entry: &Entry, units: charley_domain::person::Units, today: Date) -> String {
    capital(&spoken::entry_line(entry, units, today))
}
