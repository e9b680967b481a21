//! `POST /workouts`: files, folders and exports from the browser, through the same door as `charley import`; and the page that
//! shows how far it is and what became of each file.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use askama::Template;
use axum::{
    extract::{Multipart, Path, State},
    http::HeaderValue,
    response::Response,
};
use charley_case::{
    Case,
    import::{self as intake, BrokeOff, FileReport, ImportReport, Ledger, Status, clinic},
};
use charley_domain::person::Units;
use charley_speech::{entry_draft, spoken};
use charley_store::StoreError;
use jiff::ZonedDateTime;
use uuid::Uuid;

use crate::{
    acting,
    app::{App, copies::Keeper},
    bounds::LARGEST_UPLOAD_BYTES,
    error::PageError,
    form,
    import_runs::{Counted, ImportEnd, ImportProgress, ImportRun},
    layout::{Layout, Light, Tab, shown},
    pages::answer::capital,
    sent::{self, SentFile},
};

/// How often it is looked whether a short import has ended, and how many times, before its page is shown while it runs.
const LOOK: Duration = Duration::from_millis(50);
const LOOKS: usize = 40;
/// Files of one outcome that are listed by name.
const LISTED: usize = 60;
/// Files with the same trouble that are listed by name; of more only the number is said.
const ALIKE: usize = 3;

#[derive(Template)]
#[template(path = "import.html")]
struct ImportPage {
    layout: Layout,
    lede: String,
    running: bool,
    rows: Vec<ImportRow>,
    more: usize,
    left_alone: u64,
    questions: usize,
    /// Medicines and conditions that a clinic's record names.
    medicines: Vec<String>,
    conditions: Vec<String>,
    /// Records of menstruation and pregnancy that were left out.
    left_out: Vec<String>,
    /// A pregnancy that is told, to be looked at.
    pregnancy: Option<String>,
}

/// One file, or many with the same trouble.
struct ImportRow {
    file: String,
    class: &'static str,
    said: String,
    workouts: Vec<ImportedLine>,
    notes: Vec<String>,
}

/// One workout of a file.
struct ImportedLine {
    address: String,
    text: String,
}

/// `POST /workouts`.
pub(crate) async fn upload(State(app): State<Arc<App>>, parts: Multipart) -> Result<Response, PageError> {
    let files = sent::files(parts, LARGEST_UPLOAD_BYTES).await?;
    if files.is_empty() {
        return Err(PageError::BadForm("No file was chosen: go back and choose one.".to_owned()));
    }
    let now = app.here()?.now;
    begin(&app, files, now).await
}

/// Begins to bring files in, and goes to the page that shows how far it is.
pub(crate) async fn begin(
    app: &Arc<App>,
    files: Vec<SentFile>,
    now: ZonedDateTime,
) -> Result<Response, PageError> {
    let (id, device) = (entry_draft::new_id(&now), acting::device());
    let run = app.imports.begin(id);
    let (own, theirs) = (app.clone(), run.clone());
    app.host.blocking(Box::new(move || import(&own, &theirs, (files, device), &now)));
    for _ in 0..LOOKS {
        if run.has_ended() {
            break;
        }
        app.host.after(LOOK).await;
    }
    Ok(form::go(&format!("/workouts/imports/{id}")))
}

fn import(
    app: &Arc<App>,
    run: &ImportRun,
    (mut files, device): (Vec<SentFile>, Option<Uuid>),
    now: &ZonedDateTime,
) {
    let mut counted = Counted(run);
    let mut work = || -> anyhow::Result<ImportReport> {
        // A hand of its own on the diary: pages are read meanwhile.
        let mut store = app.another_store()?;
        store.act_for(device);
        let mut ledger = Ledger::kept(&mut store)?;
        let report = intake::import_all_sent(&mut files, &mut ledger, now, &mut counted)?;
        // Summaries are made now, so that no page waits for them.
        drop(Case::unsimulated(&mut store, now.clone()));
        Ok(report)
    };
    let end = match work() {
        Ok(report) => ImportEnd::Read(Box::new(report)),
        Err(error) => ImportEnd::Failed(why(error)),
    };
    run.end(end);
    Keeper::much_came_in(app);
}

/// Why an import ended before its end, and what is kept of it.
fn why(error: anyhow::Error) -> String {
    if let Some(broke_off) = error.downcast_ref::<BrokeOff>() {
        return format!("{}.", capital(&broke_off.to_string()));
    }
    match error.downcast::<StoreError>() {
        Ok(error) => PageError::Store(error).words().1,
        Err(_) => PageError::Broken.words().1,
    }
}

/// `GET /workouts/imports/ID`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    light: Light,
) -> Result<Response, PageError> {
    let here = app.here()?;
    let id: Uuid = id.parse().map_err(|_| PageError::NotFound)?;
    let run = app.imports.of(id).ok_or(PageError::NotFound)?;
    let layout = Layout::new(Tab::Workouts, light, &here.now).titled("Import");
    let page = page(&layout, &run.progress(), here.units());
    let mut response = shown(&page);
    if page.running {
        response.headers_mut().insert("refresh", HeaderValue::from_static("2"));
    }
    Ok(response)
}

fn page(layout: &Layout, progress: &ImportProgress, units: Units) -> ImportPage {
    let bare = |lede: String, running| ImportPage {
        layout: layout.clone(),
        lede,
        running,
        rows: Vec::new(),
        more: 0,
        left_alone: 0,
        questions: 0,
        medicines: Vec::new(),
        conditions: Vec::new(),
        left_out: Vec::new(),
        pregnancy: None,
    };
    let report = match &progress.ended {
        None => return bare(format!("{} so far.", files(progress.done)), true),
        Some(ImportEnd::Failed(why)) => return bare(why.clone(), false),
        Some(ImportEnd::Read(report)) => report,
    };
    let mut rows = rows(report, units);
    let more = rows.len().saturating_sub(LISTED);
    rows.truncate(LISTED);
    ImportPage {
        rows,
        more,
        left_alone: report.left_alone,
        questions: report.questions.len(),
        medicines: report.offered.medicines.iter().map(clinic::words::medicine).collect(),
        conditions: report.offered.conditions.iter().cloned().collect(),
        left_out: report.cycle.left_out(),
        pregnancy: report.cycle.pregnant_since().map(intake::cycle::words::proposed),
        ..bare(lede(report), false)
    }
}

fn files(count: usize) -> String {
    if count == 1 { "1 file read".to_owned() } else { format!("{count} files read") }
}

fn lede(report: &ImportReport) -> String {
    let mut parts = match (report.new_workouts(), &report.weather) {
        (0, Some(_)) => vec!["New weather".to_owned()],
        (1, _) => vec!["1 new workout".to_owned()],
        (workouts, _) => vec![format!("{workouts} new workouts")],
    };
    for (count, name) in [
        (report.known_before(), "known already"),
        (report.count(Status::Partial), "damaged"),
        (report.count(Status::Rejected), "not read"),
        (report.count(Status::NotYet), "not used yet"),
    ] {
        if count > 0 {
            parts.push(format!("{count} {name}"));
        }
    }
    if report.entries > 0 {
        parts.push(format!("{} for the diary", report.entries));
    }
    let weather = report.weather.iter().flat_map(intake::WeatherSummary::sentences);
    std::iter::once(parts.join(", ") + ".").chain(weather).collect::<Vec<_>>().join(" ")
}

/// Trouble first; many files with the same trouble are one row.
fn rows(report: &ImportReport, units: Units) -> Vec<ImportRow> {
    let mut alike: BTreeMap<String, usize> = BTreeMap::new();
    let mut rows = Vec::new();
    for order in [Status::Rejected, Status::Partial, Status::NotYet, Status::Imported, Status::Duplicate] {
        for file in report.files.iter().filter(|file| file.status == order) {
            let row = row(file, units);
            if row.workouts.is_empty() {
                let seen = alike.entry(row.said.clone()).or_default();
                *seen += 1;
                if *seen > ALIKE {
                    continue;
                }
            }
            rows.push(row);
        }
    }
    let many = alike.into_iter().filter(|(_, count)| *count > ALIKE);
    let further = many.map(|(said, count)| ImportRow {
        file: format!("and {} more", count - ALIKE),
        class: "",
        said,
        workouts: Vec::new(),
        notes: Vec::new(),
    });
    let further: Vec<ImportRow> = further.collect();
    rows.splice(0..0, further);
    rows.sort_by_key(|row| row.class.is_empty());
    rows
}

fn row(file: &FileReport, units: Units) -> ImportRow {
    let (class, said) = match file.status {
        Status::Imported => ("", "imported".to_owned()),
        Status::Duplicate => ("", "known already".to_owned()),
        Status::Partial => ("wrong", "damaged, what could be read was kept".to_owned()),
        Status::NotYet => ("", "not used yet".to_owned()),
        Status::Rejected => {
            ("wrong", format!("not read: {}", file.error.as_ref().map_or("", |error| &error.message)))
        }
    };
    let line = |held: &intake::Held| {
        let head = &held.head;
        let far = head.distance_m.filter(|metres| *metres >= 10.0).map(|metres| spoken::far(metres, units));
        let when = head.start.civil().strftime("%-d %b %Y, %-H:%M").to_string();
        let sport = capital(&head.sport.word().replace('-', " "));
        let facts: Vec<String> = [when, spoken::span(head.elapsed_s)].into_iter().chain(far).collect();
        ImportedLine {
            address: format!("/workouts/{}", head.id),
            text: format!("{sport}, {}", facts.join(", ")),
        }
    };
    ImportRow {
        file: file.path.clone(),
        class,
        said,
        workouts: file.workouts.iter().map(line).collect(),
        notes: file.notes.clone(),
    }
}
