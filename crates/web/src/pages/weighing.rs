//! Two weighings around a workout: the form, and what it taught about this person's sweat.

use std::sync::Arc;

use axum::{
    extract::{Path, State},
    response::Response,
};
use charley_body::weigh_in::SweatFactor;
use charley_domain::{
    entry::{EntrySource, Record, WeighIn},
    interval::Interval,
    moment::{Moment, Precision},
    person::Units,
    quantity::BodyMass,
    workout::{WorkoutHead, WorkoutId},
};
use jiff::SignedDuration;
use uuid::Uuid;

use crate::{
    app::{App, Visit},
    error::PageError,
    form::{self, FormFields},
};
use charley_answers::{body as body_words, draw as svg};
use charley_case::body::Learned;
use charley_speech::{
    entry_draft::{self, EntryDraft},
    spoken,
    typed::{self, When},
    units::POUND_KG,
};

/// The form of a workout.
pub(super) struct Weighing {
    /// Identity of what it will record.
    pub(super) id: String,
    /// Weight before, as far as it is known.
    pub(super) before: String,
    /// Unit of weights.
    pub(super) unit: &'static str,
}

/// One step of what was learned.
pub(super) struct WeighingStep {
    /// When.
    pub(super) day: String,
    /// In words.
    pub(super) words: String,
    /// As a dot in its interval.
    pub(super) strip: String,
}

impl Weighing {
    /// The form of a person.
    pub(super) fn of(visit: &Visit<'_>) -> Self {
        let us = visit.units() == Units::Us;
        let before = visit.person.mass_kg.map_or_else(String::new, |mass| {
            if us { format!("{:.1}", mass.kg() / POUND_KG) } else { format!("{:.1}", mass.kg()) }
        });
        Self { id: entry_draft::new_id(&visit.now).to_string(), before, unit: if us { "lb" } else { "kg" } }
    }
}

/// What the weighings taught, oldest first: those that taught something.
pub(super) fn steps(learned: &[Learned], units: Units) -> Vec<WeighingStep> {
    learned.iter().filter(|one| one.taught()).map(|one| step(one, units)).collect()
}

/// What the weighing of one workout taught, or that it taught nothing.
pub(super) fn step_of(learned: &[Learned], id: &WorkoutId, units: Units) -> Option<WeighingStep> {
    learned.iter().find(|one| one.workout == *id).map(|one| step(one, units))
}

fn step(one: &Learned, units: Units) -> WeighingStep {
    let lost = spoken::lost(one.lost_kg, units);
    let words = if one.taught() {
        body_words::sweat_learned(&lost, (interval(one.before), interval(one.after)))
    } else {
        body_words::weighed_for_nothing(&lost)
    };
    let day = one.start.strftime("%-d %b %Y").to_string();
    WeighingStep { day, words, strip: svg::ratios::row(interval(one.after)) }
}

/// The middle 80 % as an interval of the drawing.
fn interval(factor: SweatFactor) -> Interval {
    let (low, high) = factor.interval80();
    Interval { q05: low, q50: factor.median, q95: high }
}

/// `POST /workouts/ID/weighing`: both weights and what was drunk; the same id twice is once.
pub(crate) async fn save(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    fields: FormFields,
) -> Result<Response, PageError> {
    app.visit(move |visit| {
        let merged = visit.merged()?;
        let one = merged.of_recording(&WorkoutId(id.clone())).ok_or(PageError::NotFound)?;
        let entries = entries(&fields, visit, &one.head)?;
        visit.store.record_all(&entries)?;
        Ok(form::go(&format!("/workouts/{id}#weighing")))
    })
    .await
}

fn entries(
    fields: &FormFields,
    visit: &Visit<'_>,
    head: &WorkoutHead,
) -> Result<Vec<charley_domain::entry::Entry>, PageError> {
    let bad = |error: String| PageError::BadForm(error);
    let units = visit.person.units.or(Some(Units::Metric));
    let before = typed::mass(fields.text("before"), units)
        .map_err(|error| bad(format!("Your weight before: {error}")))?;
    let lighter = typed::plain("weight", fields.text("lighter"))
        .map_err(|error| bad(format!("How much lighter: {error}")))?;
    let factor = if units == Some(Units::Us) { POUND_KG } else { 1.0 };
    let after = BodyMass::from_kg(before.kg() - factor * lighter)
        .map_err(|error| bad(format!("Your weight after: {error}")))?;
    let start = &head.start;
    let end_s = head.elapsed_s.max(0.0) as i64;
    let mut records = vec![
        (Record::Weight { mass_kg: before, weigh_in: Some(WeighIn::Before) }, -60),
        (Record::Weight { mass_kg: after, weigh_in: Some(WeighIn::After) }, end_s + 60),
    ];
    if !fields.text("drank").is_empty() {
        let volume_ml = typed::volume(&with_unit(fields.text("drank")))
            .map_err(|error| bad(format!("What you drank: {error}")))?;
        records.push((Record::Drink { volume_ml, sodium_mg: None, drink: None }, end_s / 2));
    }
    let id: Uuid = fields.read("id")?;
    let made = records.into_iter().enumerate().map(|(place, (record, after_s))| {
        let instant = start.instant + SignedDuration::from_secs(after_s);
        let moment = Moment { instant, ..start.clone() };
        let when = When { moment, precision: Precision::Minutes, note: None };
        let own = Uuid::from_u128(id.as_u128().wrapping_add(place as u128));
        EntryDraft::at(record, when).into_entry(Some(own), EntrySource::Page, &visit.now)
    });
    Ok(made.collect())
}

/// A number without a unit is litres where it is small.
fn with_unit(typed: &str) -> String {
    let bare = typed.replace(',', ".").parse::<f64>();
    match bare {
        Ok(litres) if litres < 20.0 => format!("{typed}l"),
        Ok(_) => format!("{typed}ml"),
        Err(_) => typed.to_owned(),
    }
}
