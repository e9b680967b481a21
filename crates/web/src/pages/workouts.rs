//! `/workouts`: every workout once, by month, with what it was and how long.

use std::sync::Arc;

use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use charley_domain::{person::Units, workout::ClockBasis};
use serde::Deserialize;

use crate::{
    app::{App, Visit},
    error::PageError,
    layout::{Layout, Light, Tab, shown},
    pages::{
        answer::capital,
        put_right::{self, QuestionCard},
    },
};
use charley_case::merged::Merged;
use charley_speech::spoken;

/// Workouts shown unless all are asked for.
const SHOWN: usize = 120;

#[derive(Template)]
#[template(path = "workouts.html")]
struct Workouts {
    layout: Layout,
    lede: String,
    months: Vec<WorkoutMonth>,
    more: bool,
    questions: Vec<QuestionCard>,
    /// Those that take no part, by id and in words.
    taken_out: Vec<(String, String)>,
    now: String,
}

struct WorkoutMonth {
    name: String,
    elapsed_s: f64,
    rows: Vec<WorkoutLine>,
}

impl WorkoutMonth {
    /// How many there were, and how long in all.
    fn sum(&self) -> String {
        let (count, time) = (self.rows.len(), spoken::span(self.elapsed_s));
        if count == 1 { format!("one workout, {time}") } else { format!("{count} workouts, {time}") }
    }
}

struct WorkoutLine {
    address: String,
    day: String,
    what: String,
    facts: String,
    note: String,
    /// Length of the bar, in hundredths of the longest.
    share: u32,
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct WorkoutsQuery {
    #[serde(default)]
    all: Option<String>,
}

/// `GET /workouts`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    Query(ask): Query<WorkoutsQuery>,
    light: Light,
) -> Result<Response, PageError> {
    app.visit(move |visit| Ok(shown(&workouts(visit, &ask, light)?))).await
}

fn workouts(visit: &mut Visit<'_>, ask: &WorkoutsQuery, light: Light) -> Result<Workouts, PageError> {
    let units = visit.units();
    let merged = visit.merged()?;
    let (count, recordings) = (merged.all().count(), visit.heads()?.len());
    let longest_s = merged.all().map(|one| one.head.elapsed_s).fold(1.0, f64::max);
    let more = count > SHOWN && ask.all.is_none();
    let mut months: Vec<WorkoutMonth> = Vec::new();
    for one in merged.all().rev().take(if more { SHOWN } else { usize::MAX }) {
        let name = one.head.start.civil().strftime("%B %Y").to_string();
        if months.last().is_none_or(|month| month.name != name) {
            months.push(WorkoutMonth { name, elapsed_s: 0.0, rows: Vec::new() });
        }
        if let Some(month) = months.last_mut() {
            month.elapsed_s += one.head.elapsed_s;
            month.rows.push(row(one, units, longest_s));
        }
    }
    Ok(Workouts {
        layout: Layout::new(Tab::Workouts, light, &visit.now),
        lede: lede(count, recordings),
        months,
        more,
        questions: put_right::questions(visit)?,
        taken_out: put_right::taken_out(visit)?,
        now: visit.now.strftime("%Y-%m-%dT%H:%M").to_string(),
    })
}

fn lede(workouts: usize, recordings: usize) -> String {
    match (workouts, recordings) {
        (0, _) => "No workouts yet.".to_owned(),
        (1, _) => "One workout.".to_owned(),
        (workouts, recordings) if workouts == recordings => format!("{workouts} workouts."),
        (workouts, recordings) => format!("{workouts} workouts, from {recordings} recordings."),
    }
}

fn row(one: &Merged, units: Units, longest_s: f64) -> WorkoutLine {
    let (head, copies) = (&one.head, one.recordings.len());
    let wall = head.start.civil();
    let day = match head.clock {
        ClockBasis::NeverSet => "date not known".to_owned(),
        ClockBasis::File | ClockBasis::Place | ClockBasis::Home | ClockBasis::Said => {
            format!("{}, {}", wall.strftime("%a %-d"), spoken::clock(wall.time()))
        }
    };
    let distance = head.distance_m.filter(|metres| *metres >= 10.0).map(|metres| spoken::far(metres, units));
    let facts: Vec<String> = distance.into_iter().chain([spoken::span(head.elapsed_s)]).collect();
    WorkoutLine {
        address: format!("/workouts/{}", head.id),
        day,
        what: head.name.clone().unwrap_or_else(|| capital(&head.sport.word().replace('-', " "))),
        facts: facts.join(", "),
        note: match copies {
            _ if one.instead.is_some() => "within another one".to_owned(),
            1 => String::new(),
            copies => format!("{copies} recordings"),
        },
        share: (head.elapsed_s / longest_s * 100.0).clamp(1.0, 100.0) as u32,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lede_says_when_recordings_are_more_than_workouts() {
        assert_eq!(lede(3, 3), "3 workouts.");
        assert_eq!(lede(3, 5), "3 workouts, from 5 recordings.");
    }
}
