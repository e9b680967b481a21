//! `/cramps`: a tap keeps the cramp, the next one says more about it, and it can be taken back.

use std::sync::Arc;

use axum::{extract::State, http::HeaderMap, response::Response};
use charley_domain::{
    entry::{Cramp, Entry, EntrySource, Record},
    moment::{Moment, Precision},
    night::NightOf,
};
use uuid::Uuid;

use super::place::{NowAddress, NowQuery, place};
use crate::{
    app::{App, Visit},
    error::PageError,
    form::{self, FormFields},
    outbox,
};
use charley_speech::site::{CrampOccasion, Site};

/// Longest time for which an open page counts as one cramp: what was left open over night lasted no eight hours.
const LONGEST_S: i64 = 2 * 3600;

/// `POST /cramps`: keeps the cramp, then goes where the tap leads. The same id again says more about the same cramp.
pub(crate) async fn keep(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    fields: FormFields,
) -> Result<Response, PageError> {
    app.at_the_bedside(move |visit| {
        visit.now = outbox::said_at(&headers, &visit.now)?;
        let text = |name: &str| fields.text(name).to_owned();
        // What was kept without Charley says how long it lasted; when it began follows from when it let go.
        let lasted = text("lasted").parse().ok().filter(|s| (0..=LONGEST_S).contains(s));
        let began = lasted.map(|lasted_s| (visit.now.timestamp().as_second() - lasted_s).to_string());
        let ask = NowQuery {
            id: text("id"),
            since: began.unwrap_or_else(|| text("since")),
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
fn write(visit: &mut Visit<'_>, place: &NowAddress, over: bool) -> Result<(), PageError> {
    let now = visit.now.timestamp();
    let lasted_s = now.as_second() - place.since.as_second();
    // Under a second is a second: the diary knows no cramp of no length, and the morning's card would be refused.
    let duration_s = (over && (0..=LONGEST_S).contains(&lasted_s)).then(|| lasted_s.max(1) as u32);
    let Site { muscle, side, kind, .. } = place.site;
    let standing = visit.store.entry(place.id)?;
    let mut cramp = match standing.as_ref().map(|entry| &entry.record) {
        Some(Record::Cramp(cramp)) => cramp.clone(),
        _ => Cramp::of(muscle, side),
    };
    cramp = Cramp {
        muscle,
        side,
        during_workout: kind == CrampOccasion::Workout,
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
        asked: false,
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

/// `POST /cramps/gone`: it was no cramp, or it is taken back.
pub(crate) async fn gone(State(app): State<Arc<App>>, fields: FormFields) -> Result<Response, PageError> {
    app.at_the_bedside(move |visit| {
        let id: Uuid = fields.read("id")?;
        visit.store.delete(id, visit.now.timestamp())?;
        Ok(form::go("/"))
    })
    .await
}
