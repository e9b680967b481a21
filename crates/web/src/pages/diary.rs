//! `/diary`: every night with what is known of it, the last seven to be answered, and what was recorded.

use std::sync::Arc;

use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use charley_domain::{
    diary::DiaryNight,
    entry::Entry,
    night::{NightOf, NightState},
    stretch,
};
use jiff::civil::Date;
use serde::Deserialize;

use crate::{
    app::{App, Visit},
    error::PageError,
    layout::{Layout, Light, Tab, shown},
    pages::answer::{NightQuestion, capital},
};
use charley_speech::{calendar::Calendar, diary as words, spoken};

/// Nights that can still be answered as they were: later, memory is too weak.
const BACKFILL_NIGHTS: i32 = 7;
/// Months shown unless more are asked for.
const MONTHS: usize = 4;
/// Entries in the list.
const LISTED: usize = 40;

#[derive(Template)]
#[template(path = "diary.html")]
struct DiaryPage {
    layout: Layout,
    lede: String,
    question: Option<(String, NightQuestion)>,
    months: Vec<Month>,
    /// Whether the key tells what a twinge looks like.
    twinges: bool,
    more: bool,
    entries: Vec<String>,
    undoable: Option<String>,
}

struct Month {
    name: String,
    /// Days before the first of the month, so that weeks begin on Monday.
    blanks: Vec<()>,
    days: Vec<DiaryDay>,
}

struct DiaryDay {
    number: i8,
    sign: &'static str,
    class: &'static str,
    words: String,
    /// Where the night can still be answered.
    address: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct DiaryQuery {
    /// The place tapped on the map.
    #[serde(default)]
    muscle: String,
    #[serde(default)]
    side: String,
    #[serde(default)]
    night: Option<String>,
    #[serde(default)]
    cramp: Option<String>,
    #[serde(default)]
    all: Option<String>,
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
    let (now, units) = (visit.now.clone(), visit.units());
    let entries = &visit.case()?.entries;
    let calendar = Calendar::of(entries, Some(first_night(entries, &now)), &now);
    let mut months = months(&calendar.nights, NightOf::last(now.datetime()));
    let more = months.len() > MONTHS && ask.all.is_none();
    if more {
        months.truncate(MONTHS);
    }
    let asked = ask.night.as_deref().and_then(|night| night.parse().ok());
    let question = asked.filter(|night| is_open(*night, NightOf::last(now.datetime()))).map(|night| {
        let answer =
            NightQuestion::to(night, &now, ask.cramp.is_some()).in_diary().at(&ask.muscle, &ask.side);
        (spoken::night(night, now.date()), answer)
    });
    let line = |entry: &Entry| capital(&spoken::entry_line(entry, units, now.date()));
    let newest = visit.store.last_entries(LISTED)?;
    Ok(DiaryPage {
        layout: Layout::new(Tab::Diary, light, &now),
        lede: spoken::counted_nights(calendar.counts),
        question,
        months,
        twinges: calendar.nights.iter().any(|night| night.twinges > 0),
        more,
        undoable: newest.first().map(line),
        entries: newest.iter().map(line).collect(),
    })
}

/// The calendar begins with the month of the first entry; an empty diary shows this month.
fn first_night(entries: &[Entry], now: &jiff::ZonedDateTime) -> NightOf {
    let tonight = NightOf::at(now.datetime());
    let begins = stretch::beginning(entries.iter().map(|entry| entry.night), tonight);
    let first = begins.map_or_else(|| NightOf::last(now.datetime()), |begins| begins.night);
    NightOf(first.date().first_of_month())
}

fn is_open(night: NightOf, last: NightOf) -> bool {
    (0..BACKFILL_NIGHTS).contains(&last.nights_since(night))
}

/// The months of the nights, newest first.
fn months(nights: &[DiaryNight], last: NightOf) -> Vec<Month> {
    let mut months: Vec<(Date, Month)> = Vec::new();
    for night in nights {
        let date = night.night.date();
        let first = date.first_of_month();
        if months.last().is_none_or(|(month, _)| *month != first) {
            let blanks = vec![(); first.weekday().to_monday_zero_offset() as usize];
            months
                .push((first, Month { name: first.strftime("%B %Y").to_string(), blanks, days: Vec::new() }));
        }
        if let Some((_, month)) = months.last_mut() {
            month.days.push(day(night, last));
        }
    }
    months.into_iter().rev().map(|(_, month)| month).collect()
}

fn day(night: &DiaryNight, last: NightOf) -> DiaryDay {
    let (sign, class) = match night.state {
        NightState::None if night.twinges > 0 => ("⊙", "none"),
        NightState::Cramp => ("●", "cramp"),
        NightState::None => ("○", "none"),
        NightState::Unsure => ("?", "unsure"),
        NightState::Unknown => ("–", "unknown"),
    };
    let date = night.night.date();
    let twinge = if night.twinges > 0 { words::AND_A_TWINGE } else { "" };
    DiaryDay {
        number: date.day(),
        sign,
        class,
        words: format!("Night of {}: {}{twinge}", date.strftime("%-d %B"), night.state.word()),
        address: is_open(night.night, last).then(|| format!("/diary?night={}#question", night.night)),
    }
}
