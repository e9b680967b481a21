//! `/now`: end the cramp you have. An instruction before any question, a timer, one large target, help at ten minutes.
//!
//! The page holds all it needs in its address; the first tap writes the cramp with the time at which the page was opened.

use std::sync::Arc;

use askama::Template;
use axum::{
    extract::{Query, State},
    http::HeaderMap,
    response::Response,
};
use charley_domain::{
    entry::{Cramp, Entry, EntrySource, Record},
    moment::{Moment, Precision},
    muscle::{Muscle, Side},
    night::NightOf,
};
use jiff::{SignedDuration, Timestamp, Zoned};
use serde::Deserialize;
use uuid::Uuid;

use crate::{
    notice::Notice,
    relief::{Bounds, HELP_AFTER_S, Kind, Relief, Site, Step, relief},
    said, spoken,
    triage::Caution,
    web::{
        app::{App, Visit},
        asset,
        error::PageError,
        form::{self, Fields},
        layout::{Layout, Light, Tab, shown},
        outbox,
        pages::{
            answer::{Answer, capital},
            triage::Help,
        },
        svg,
    },
    words::{message::fill, relief as say},
};

/// Longest time for which an open page counts as one cramp: what was left open over night lasted no eight hours.
const LONGEST_S: i64 = 2 * 3600;
/// Oldest start that an address may name.
const OLDEST_S: i64 = 12 * 3600;

#[derive(Template)]
#[template(path = "now.html")]
struct Now {
    layout: Layout,
    /// What to do instead, while a red flag stands.
    help: Option<Help>,
    relief: Relief,
    step: Option<Step>,
    /// The place among the steps, from 1.
    number: usize,
    drawing: Option<String>,
    site: String,
    place: Place,
    elapsed_s: i64,
    clock: String,
    /// Identity of the answer to RF08.
    flag_id: String,
    call: String,
    /// What must be said beside any advice.
    notices: Vec<String>,
    ember: bool,
    script: String,
}

/// What the address carries from page to page.
#[derive(Debug, Clone)]
struct Place {
    id: Uuid,
    since: Timestamp,
    site: Site,
}

impl Place {
    fn address(&self, path: &str) -> String {
        format!(
            "{path}?id={}&since={}&muscle={}&side={}&window={}",
            self.id,
            self.since.as_second(),
            self.site.muscle,
            self.site.side,
            self.site.kind.word()
        )
    }

    fn id(&self) -> String {
        self.id.to_string()
    }

    fn since_s(&self) -> i64 {
        self.since.as_second()
    }
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::web) struct Ask {
    #[serde(default)]
    id: String,
    #[serde(default)]
    since: String,
    #[serde(default)]
    muscle: String,
    #[serde(default)]
    side: String,
    #[serde(default)]
    window: String,
    #[serde(default)]
    step: String,
}

/// What an address or a form says; what it does not say, or says wrongly, is as it was last: nobody is refused here.
fn place(ask: &Ask, visit: &Visit<'_>, entries: &[Entry]) -> Place {
    let last = Site::of_last(entries);
    let now = visit.now.timestamp();
    let since = ask.since.parse().ok().and_then(|second| Timestamp::from_second(second).ok());
    let since = since.filter(|since| (0..=OLDEST_S).contains(&(now.as_second() - since.as_second())));
    let muscle = ask.muscle.parse().unwrap_or(last.muscle);
    // Another muscle without a side has no side: that of the last cramp would be made up.
    let side = ask.side.parse().unwrap_or(if ask.muscle.is_empty() { last.side } else { Side::Unknown });
    Place {
        id: ask.id.parse().unwrap_or_else(|_| said::new_id(&visit.now)),
        since: since.unwrap_or(now),
        site: Site { muscle, side, kind: if ask.window == "workout" { Kind::Workout } else { Kind::Night } },
    }
}

/// `GET /now`.
pub(in crate::web) async fn show(
    State(app): State<Arc<App>>,
    Query(ask): Query<Ask>,
) -> Result<Response, PageError> {
    app.visit(move |visit| Ok(shown(&page(visit, &ask)?))).await
}

fn page(visit: &mut Visit<'_>, ask: &Ask) -> Result<Now, PageError> {
    let entries = visit.entries()?;
    let place = place(ask, visit, &entries);
    let profile = visit.profile()?;
    let caution = Caution::of(&entries, &profile, &visit.now);
    let bounds = Bounds::of(&visit.person, &entries, (&profile, &caution, visit.now.date()));
    let relief = relief(place.site, &bounds);
    let number = ask.step.parse().unwrap_or(1_usize).clamp(1, relief.steps.len().max(1));
    let elapsed_s = visit.now.timestamp().as_second() - place.since.as_second();
    let step = relief.steps.get(number - 1).filter(|_| elapsed_s < HELP_AFTER_S).cloned();
    let help = caution.assessment.ends_stretching().then(|| Help::of(&caution.assessment, &caution.place));
    Ok(Now {
        layout: frame(visit, "Now"),
        help: help.flatten(),
        drawing: step.as_ref().map(|_| svg::leg::drawing(place.site.muscle)),
        ember: step.is_some(),
        step,
        number,
        relief,
        site: site_words(place.site),
        elapsed_s,
        clock: clock(elapsed_s),
        flag_id: said::new_id(&visit.now).to_string(),
        call: crate::words::triage::heading(Some(charley_evidence::Urgency::SameDay), &caution.place),
        notices: caution.notices().iter().map(Notice::text).collect(),
        place,
        script: asset::address("now.js"),
    })
}

/// Ember on black, without tabs: nothing on this page but the cramp.
fn frame(visit: &Visit<'_>, title: &str) -> Layout {
    Layout::new(Tab::Now, Light::Night, &visit.now).titled(title).alone()
}

impl Now {
    /// Seconds until help, for browsers without script.
    fn left_s(&self) -> i64 {
        (HELP_AFTER_S - self.elapsed_s).max(1)
    }

    /// The step after this one; the first again after the last.
    fn next(&self) -> usize {
        if self.number < self.relief.steps.len() { self.number + 1 } else { 1 }
    }

    fn is_workout(&self) -> bool {
        self.place.site.kind == Kind::Workout
    }

    /// The same page for a cramp in a workout, or back.
    fn other_window(&self) -> String {
        let kind = if self.is_workout() { Kind::Night } else { Kind::Workout };
        Place { site: Site { kind, ..self.place.site }, ..self.place.clone() }.address("/now")
    }
}

fn clock(elapsed_s: i64) -> String {
    format!("{}:{:02}", elapsed_s / 60, elapsed_s % 60)
}

fn site_words(site: Site) -> String {
    match (site.side, site.muscle) {
        (_, Muscle::Other) => "another muscle".to_owned(),
        (Side::Unknown, muscle) => muscle.word().to_owned(),
        (Side::Both, muscle) => format!("both sides, {muscle}"),
        (side, muscle) => format!("{side} {muscle}"),
    }
}

#[derive(Template)]
#[template(path = "where.html")]
struct Where {
    layout: Layout,
    map: String,
    place: Place,
    answer: Answer,
}

/// `GET /now/where`: which muscle it is.
pub(in crate::web) async fn ask_where(
    State(app): State<Arc<App>>,
    Query(ask): Query<Ask>,
) -> Result<Response, PageError> {
    app.visit(move |visit| {
        let entries = visit.entries()?;
        let place = place(&ask, visit, &entries);
        let to = |muscle, side| {
            Place { site: Site { muscle, side, ..place.site }, ..place.clone() }.address("/now")
        };
        let answer = Answer::to(NightOf::at(visit.now.datetime()), &visit.now, true);
        Ok(shown(&Where { layout: frame(visit, "Where is it?"), map: svg::map::legs(to), place, answer }))
    })
    .await
}

/// `POST /cramps`: keeps the cramp, then goes where the tap leads. The same id again says more about the same cramp.
pub(in crate::web) async fn keep(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response, PageError> {
    app.visit(move |visit| {
        visit.now = outbox::said_at(&headers, &visit.now);
        let text = |name: &str| fields.text(name).to_owned();
        let ask = Ask {
            id: text("id"),
            since: text("since"),
            muscle: text("muscle"),
            side: text("side"),
            window: text("window"),
            step: text("go"),
        };
        let entries = visit.entries()?;
        let place = place(&ask, visit, &entries);
        let over = fields.text("go") == "over";
        write(visit, &place, over)?;
        Ok(form::go(&match fields.text("go") {
            "over" => format!("/now/over?id={}", place.id),
            "where" => place.address("/now/where"),
            step => format!("{}&step={}", place.address("/now"), step.parse().unwrap_or(1_usize)),
        }))
    })
    .await
}

/// Writes the cramp, or what is new about it.
fn write(visit: &mut Visit<'_>, place: &Place, over: bool) -> Result<(), PageError> {
    let now = visit.now.timestamp();
    let lasted_s = now.as_second() - place.since.as_second();
    // Under a second is a second: the diary knows no cramp of no length, and the morning's card would be refused.
    let duration_s = (over && (0..=LONGEST_S).contains(&lasted_s)).then(|| lasted_s.max(1) as u32);
    let Site { muscle, side, kind } = place.site;
    let standing = visit.store.entry(place.id)?;
    let mut cramp = match standing.as_ref().map(|entry| &entry.record) {
        Some(Record::Cramp(cramp)) => cramp.clone(),
        _ => {
            Cramp { muscle, side, duration_s: None, pain: None, during_workout: false, eased_by: Vec::new() }
        }
    };
    cramp = Cramp {
        muscle,
        side,
        during_workout: kind == Kind::Workout,
        duration_s: duration_s.or(cramp.duration_s),
        ..cramp
    };
    let occurred_at = Moment::in_zone(place.since, visit.now.time_zone());
    let entry = standing.clone().unwrap_or_else(|| Entry {
        id: place.id,
        night: NightOf::of(&occurred_at),
        occurred_at,
        recorded_at: now,
        source: EntrySource::Page,
        precision: Precision::Exact,
        record: Record::Cramp(cramp.clone()),
    });
    let entry = Entry { record: Record::Cramp(cramp), ..entry };
    match standing {
        Some(before) if before == entry => {}
        Some(_) => {
            visit.store.amend(&entry, now)?;
        }
        None => {
            visit.store.record(&entry)?;
        }
    }
    Ok(())
}

#[derive(Template)]
#[template(path = "over.html")]
struct Over {
    layout: Layout,
    heading: String,
    rest: &'static str,
    id: String,
    check: &'static str,
}

/// `GET /now/over?id=`: it let go.
pub(in crate::web) async fn over(
    State(app): State<Arc<App>>,
    Query(ask): Query<Ask>,
) -> Result<Response, PageError> {
    app.visit(move |visit| {
        let id: Uuid = ask.id.parse().map_err(|_| PageError::NotFound)?;
        let entry = visit.store.entry(id)?.ok_or(PageError::NotFound)?;
        let Record::Cramp(cramp) = entry.record else { return Err(PageError::NotFound) };
        let time = cramp.duration_s.map(|seconds| spoken::span(f64::from(seconds)));
        let heading = time
            .map_or_else(|| format!("{}.", say::LET_GO), |time| fill(say::LET_GO_AFTER, &[("time", &time)]));
        let layout = frame(visit, "It let go");
        Ok(shown(&Over { layout, heading, rest: say::LET_GO_REST, id: id.to_string(), check: say::CHECK }))
    })
    .await
}

/// `POST /cramps/gone`: it was no cramp, or it is taken back.
pub(in crate::web) async fn gone(State(app): State<Arc<App>>, fields: Fields) -> Result<Response, PageError> {
    app.visit(move |visit| {
        let id: Uuid = fields.read("id")?;
        visit.store.retract(id, visit.now.timestamp())?;
        Ok(form::go("/"))
    })
    .await
}

/// Whether a cramp was written by this page and still waits for its questions: at breakfast, not at night right after.
pub(super) fn waits(entry: &Entry, now: &Zoned) -> bool {
    let age = now.timestamp().duration_since(entry.recorded_at);
    let asleep = !(5..22).contains(&now.hour()) && age < SignedDuration::from_hours(1);
    let Record::Cramp(cramp) = &entry.record else { return false };
    let told = cramp.pain.is_some() || !cramp.eased_by.is_empty();
    let ours = entry.source == EntrySource::Page && entry.precision == Precision::Exact;
    ours && !told && !asleep && age < SignedDuration::from_hours(20)
}

/// The site of a cramp as the card of the morning names it.
pub(super) fn title(cramp: &Cramp) -> String {
    let kind = if cramp.during_workout { Kind::Workout } else { Kind::Night };
    capital(&site_words(Site { muscle: cramp.muscle, side: cramp.side, kind }))
}
