//! `/workouts`: every workout once, by month, with what it was and how long.

use std::sync::Arc;

use askama::Template;
use axum::{
    extract::{Multipart, Query, State},
    response::Response,
};
use charley_domain::{person::Units, workout::ClockBasis};
use serde::Deserialize;

use crate::{
    app::{App, Visit, copies::Keeper},
    error::PageError,
    form,
    layout::{Layout, Light, Tab, shown},
    pages::answer::capital,
};
use charley_case::{
    import::{self as intake, FileReport, Ledger, Status},
    merged::Merged,
};
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
    imported: Option<String>,
}

struct WorkoutMonth {
    name: String,
    rows: Vec<WorkoutLine>,
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
    #[serde(default)]
    imported: Option<String>,
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
            months.push(WorkoutMonth { name, rows: Vec::new() });
        }
        if let Some(month) = months.last_mut() {
            month.rows.push(row(one, units, longest_s));
        }
    }
    Ok(Workouts {
        layout: Layout::new(Tab::Workouts, light, &visit.now),
        lede: lede(count, recordings),
        months,
        more,
        imported: ask.imported.clone(),
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
            wall.strftime("%a %-d, %-H:%M").to_string()
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

/// `POST /workouts`: files from the browser, through the same door as `charley import`.
pub(crate) async fn upload(State(app): State<Arc<App>>, mut parts: Multipart) -> Result<Response, PageError> {
    let mut files = Vec::new();
    let refused = |error: axum::extract::multipart::MultipartError| {
        PageError::BadForm(format!(
            "The upload broke off ({error}). Files of up to 64 MB are read here: send fewer at a time."
        ))
    };
    while let Some(part) = parts.next_field().await.map_err(refused)? {
        let name = part.file_name().unwrap_or("upload").to_owned();
        let bytes = part.bytes().await.map_err(refused)?;
        if !bytes.is_empty() {
            files.push((name, bytes.to_vec()));
        }
    }
    let host = app.clone();
    app.visit(move |visit| {
        let now = visit.now.clone();
        let mut said = Vec::new();
        for (name, bytes) in files {
            let mut ledger = Ledger::kept(visit.store).map_err(|_| PageError::Broken)?;
            let report = intake::import_sent(&name, &mut bytes.as_slice(), &mut ledger, &now)
                .map_err(|_| PageError::Broken)?;
            said.extend(report.files.into_iter().map(|file| became(&file)));
        }
        Keeper::much_came_in(&host);
        let said = if said.is_empty() { "No file was chosen".to_owned() } else { said.join("; ") };
        Ok(form::go(&format!("/workouts?imported={}", percent(&said))))
    })
    .await
}

/// What became of one file.
fn became(file: &FileReport) -> String {
    let name = &file.path;
    match file.status {
        Status::Imported => format!("{name}: imported"),
        Status::Partial => format!("{name}: damaged, what could be read was kept"),
        Status::Duplicate => format!("{name}: known already"),
        Status::NotYet => format!("{name}: {}", file.notes.join(" ")),
        Status::Rejected => {
            format!("{name}: not read. {}", file.error.as_ref().map_or("", |error| &error.message))
        }
    }
}

/// Text as part of an address.
fn percent(text: &str) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~".contains(byte);
    text.bytes()
        .map(|byte| if plain(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_carries_any_text() {
        assert_eq!(percent("a b/ü?"), "a%20b%2F%C3%BC%3F");
    }

    #[test]
    fn the_lede_says_when_recordings_are_more_than_workouts() {
        assert_eq!(lede(3, 3), "3 workouts.");
        assert_eq!(lede(3, 5), "3 workouts, from 5 recordings.");
    }
}
