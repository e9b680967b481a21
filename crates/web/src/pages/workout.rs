//! `/workouts/ID`: one workout, everything recorded on one time axis, with the cramps that came in it.

use std::sync::Arc;

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use charley_domain::{
    entry::{Entry, Record},
    person::Units,
    workout::{ChannelKind, ClockBasis, Span, Workout, WorkoutHead, WorkoutId},
};

use crate::{
    app::{App, Visit},
    error::PageError,
    layout::{Layout, Light, Tab, shown},
    pages::{
        answer::capital,
        asked::{self, Asked},
        exposed::Exposed,
        heat::HeatView,
        morning::{self, MarkCard},
        panel::{self, RecordedWorkout},
        put_right::Forms,
        weighing::{self, Weighing, WeighingStep},
    },
};
use charley_answers::{
    body as body_words,
    draw::{self as svg, panels::Panels},
    plan::{HeatReport, words::heat_band},
};
use charley_body::safety::{DrinkAlarm, Safety};
use charley_case::{body::heat, merged::Merged};
use charley_speech::{correction, spoken};

#[derive(Template)]
#[template(path = "workout.html")]
struct WorkoutPage {
    layout: Layout,
    when: String,
    title: String,
    lede: String,
    /// The heat, where it was more than ordinary.
    heat: Option<HeatView>,
    /// The drawing; `None` where nothing was recorded along the way.
    drawing: Option<String>,
    table: panel::PanelTable,
    cramps: Vec<String>,
    /// Quick laps in it that may have been a cramp.
    marks: Vec<MarkCard>,
    facts: Vec<(&'static str, String)>,
    notes: Vec<String>,
    copies: Vec<(String, String)>,
    id: String,
    modelled: &'static str,
    asked: Option<AskedPart>,
    weighing: Weighing,
    learned: Option<WeighingStep>,
    scale: String,
    /// What it exposed the person to, and from where that is known.
    exposed: Option<Exposed>,
    /// What can be put right of it.
    put_right: Forms,
}

/// Of a workout in whose place another one is followed.
const WITHIN: &str =
    "It lies within another recording, or another one within it: the answers follow that one.";

/// How long after a workout its dangers are still ahead.
const DAY_S: i64 = 24 * 3600;

/// What the body model says of it.
struct AskedPart {
    drawing: String,
    alarm: Option<String>,
    /// That nothing is known of what was drunk.
    drink_unknown: Option<&'static str>,
    assumed: Vec<String>,
}

/// `GET /workouts/ID`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    light: Light,
) -> Result<Response, PageError> {
    app.visit(move |visit| Ok(shown(&page(visit, &WorkoutId(id), light)?))).await
}

fn page(visit: &mut Visit<'_>, id: &WorkoutId, light: Light) -> Result<WorkoutPage, PageError> {
    let own = visit.store.workout(id)?.ok_or(PageError::NotFound)?;
    let units = visit.units();
    let merged = visit.merged()?;
    let one = merged.of_recording(id).ok_or(PageError::NotFound)?;
    let workout = one.workout(visit.store)?.ok_or(PageError::NotFound)?;
    let span =
        Span { from_ms: workout.time_ms.first().copied().unwrap_or(0).min(0), to_ms: last_ms(&workout) };
    let recorded = RecordedWorkout { workout: &workout, span, units };
    let panels = panel::panels(&recorded);
    let now = visit.now.clone();
    let cramps = cramps(&visit.case()?.entries, &workout, span);
    let laps: Vec<i64> = workout.laps.iter().skip(1).map(|lap| lap.span.from_ms).collect();
    let description = description(&panels, laps.len(), cramps.len());
    let cramps_ms: Vec<i64> = cramps.iter().map(|(at_ms, _)| *at_ms).collect();
    let drawing = (!panels.is_empty()).then(|| {
        let marks = Panels {
            span,
            rows: &panels,
            pauses: &workout.pauses,
            laps_ms: &laps,
            cramps_ms: &cramps_ms,
            description: &description,
        };
        marks.svg()
    });
    let title = title(&workout.head);
    let is_followed = one.instead.is_none();
    let heat = if is_followed { heat(visit, &workout)? } else { None };
    let asked = if is_followed { asked(visit, &workout, span)? } else { None };
    let followed = merged.followed_for(id).map_or(id, |one| &one.head.id);
    let learned =
        visit.case()?.body.as_ref().and_then(|body| weighing::step_of(&body.learned, followed, units));
    let exposed = if is_followed { Exposed::of_workout(visit, &followed.clone())? } else { None };
    let case_date = now.date();
    let marks = morning::open_marks(&visit.entries()?, visit, Some(&one.recordings))?;
    let mut facts = facts(&own, units);
    if let Some((_, Some(sodium))) = &asked {
        facts.push(("Blood sodium", format!("{sodium}, computed")));
    }
    let emptied = visit.store.is_emptied(id)?.then(|| correction::EMPTIED.to_owned());
    Ok(WorkoutPage {
        exposed,
        layout: Layout::new(Tab::Workouts, light, &now).titled(title.clone()),
        when: when(&workout.head),
        title,
        lede: lede(&workout, units),
        heat,
        drawing,
        table: panel::table(&recorded),
        cramps: cramps
            .iter()
            .map(|(_, entry)| capital(&spoken::entry_line(entry, units, case_date)))
            .collect(),
        marks,
        facts,
        id: id.0.clone(),
        modelled: body_words::MODELLED,
        asked: asked.map(|(part, _)| part),
        weighing: Weighing::of(visit),
        learned,
        scale: svg::ratios::scale(),
        put_right: Forms::of(visit, id)?,
        notes: own
            .notes
            .into_iter()
            .chain((!is_followed).then(|| WITHIN.to_owned()))
            .chain(emptied)
            .collect(),
        copies: copies(visit, one, id)?,
    })
}

/// The heat of it, where there is something to say.
fn heat(visit: &mut Visit<'_>, workout: &Workout) -> Result<Option<HeatView>, PageError> {
    let (units, fresh) = (visit.units(), is_fresh(visit, workout));
    let band = heat::band(visit.case()?, &workout.head.id);
    Ok(band.and_then(|band| {
        let text = heat_band::was(&band, fresh)?;
        Some(HeatView::told(&HeatReport::of(band, false, units), text))
    }))
}

/// Whether its dangers may still be ahead.
fn is_fresh(visit: &Visit<'_>, workout: &Workout) -> bool {
    let ended_s = workout.head.start.instant.as_second() + last_ms(workout) / 1000;
    visit.now.timestamp().as_second() - ended_s < DAY_S
}

/// The states of the body model on the same time axis, and its class of sodium.
fn asked(
    visit: &mut Visit<'_>,
    workout: &Workout,
    span: Span,
) -> Result<Option<(AskedPart, Option<String>)>, PageError> {
    let Some(states) = visit.states(&workout.head.id)? else { return Ok(None) };
    let asked = Asked::of(&states, span, visit.units());
    let description: Vec<String> =
        asked.panels.iter().map(|panel| format!("{} {}", panel.name, panel.words)).collect();
    let drawing = Panels {
        span,
        rows: &asked.panels,
        pauses: &workout.pauses,
        laps_ms: &[],
        cramps_ms: &[],
        description: &description.join("; "),
    };
    let fresh = is_fresh(visit, workout);
    let safety = visit
        .case()?
        .body_record()
        .and_then(|record| record.outcomes.get(&workout.head.id))
        .map(|it| it.safety);
    let alarm = safety.as_ref().and_then(|safety| drink_alarm(safety, fresh));
    let unknown = safety.is_some_and(|safety| !safety.drink_is_logged && safety.weighed_gain_pct.is_none());
    let drink_unknown = unknown.then_some(body_words::DRINK_NOT_KNOWN);
    let assumed = asked.assumed.iter().map(|what| spoken::temperatures_in(what, visit.units())).collect();
    let part = AskedPart { drawing: drawing.svg(), alarm, drink_unknown, assumed };
    Ok(Some((part, asked::sodium_words(&states))))
}

/// What must be said of what was drunk; what to do stands behind it while the danger is ahead.
fn drink_alarm(safety: &Safety, fresh: bool) -> Option<String> {
    let alarm = body_words::drink_alarm(safety)?;
    let acts = fresh && safety.drink == DrinkAlarm::Red;
    Some(if acts { format!("{alarm} {}", body_words::AFTER_DRINKING) } else { alarm })
}

/// Other recordings of the same workout: address and device.
fn copies(visit: &Visit<'_>, one: &Merged, id: &WorkoutId) -> Result<Vec<(String, String)>, PageError> {
    let heads = visit.heads()?;
    let is_other = |other: &WorkoutId| one.recordings.contains(other) || one.instead.as_ref() == Some(other);
    let others = heads.iter().filter(|stored| stored.head.id != *id && is_other(&stored.head.id));
    Ok(others.map(|stored| (format!("/workouts/{}", stored.head.id), device(&stored.head))).collect())
}

fn last_ms(workout: &Workout) -> i64 {
    let elapsed_ms = (workout.head.elapsed_s * 1000.0) as i64;
    workout.time_ms.last().copied().unwrap_or(0).max(elapsed_ms).max(1)
}

/// Cramps said to have come in this workout, or within its time, with where they lie on its axis.
fn cramps(entries: &[Entry], workout: &Workout, span: Span) -> Vec<(i64, Entry)> {
    let start_ms = workout.head.start.instant.as_millisecond();
    entries
        .iter()
        .filter(|entry| {
            matches!(entry.record, Record::Cramp(_)) && workout.head.clock != ClockBasis::NeverSet
        })
        .map(|entry| (entry.occurred_at.instant.as_millisecond() - start_ms, entry.clone()))
        .filter(|(at_ms, _)| (span.from_ms..=span.to_ms).contains(at_ms))
        .collect()
}

fn title(head: &WorkoutHead) -> String {
    head.name.clone().unwrap_or_else(|| capital(&head.sport.word().replace('-', " ")))
}

fn when(head: &WorkoutHead) -> String {
    if head.clock == ClockBasis::NeverSet {
        return "The clock of the device was never set: the date is not known.".to_owned();
    }
    {
        let at = head.start.civil();
        format!(
            "{} {}, {}",
            spoken::weekday(at.date().weekday()),
            spoken::dated(at.date()),
            spoken::clock(at.time())
        )
    }
}

fn lede(workout: &Workout, units: Units) -> String {
    let head = &workout.head;
    let mut parts = Vec::new();
    if let Some(metres) = head.distance_m.filter(|metres| *metres >= 10.0) {
        parts.push(spoken::far(metres, units));
    }
    parts.push(spoken::span(head.elapsed_s));
    if let Some(timer_s) = head.timer_s.filter(|timer_s| head.elapsed_s - timer_s >= 60.0) {
        parts.push(format!("{} of it standing still", spoken::span(head.elapsed_s - timer_s)));
    }
    format!("{}.", parts.join(", "))
}

fn device(head: &WorkoutHead) -> String {
    head.device.clone().unwrap_or_else(|| "device not said".to_owned())
}

fn facts(workout: &Workout, units: Units) -> Vec<(&'static str, String)> {
    let facts = &workout.head.facts;
    let mut rows = vec![("Recorded by", device(&workout.head)), ("Samples", facts.records.to_string())];
    if let (Some(mean), Some(max)) = (facts.heart_rate_mean_bpm, facts.heart_rate_max_bpm) {
        rows.push(("Heart rate", format!("mean {mean:.0}, highest {max:.0} bpm")));
    }
    if let Some(mean) = facts.power_mean_w {
        rows.push(("Power", format!("mean {mean:.0} W")));
    }
    if let (Some(low), Some(high)) = (facts.temperature_min_c, facts.temperature_max_c) {
        rows.push((
            "Temperature at the sensor",
            format!("{}, warmed by body and sun: not the air", spoken::between(low, high, units)),
        ));
    }
    let kinds: Vec<&str> = workout.channels.iter().map(|channel| name(channel.kind)).collect();
    rows.push(("Channels", kinds.join(", ")));
    rows
}

fn name(kind: ChannelKind) -> &'static str {
    match kind {
        ChannelKind::HeartRate => "heart rate",
        ChannelKind::Power => "power",
        ChannelKind::Cadence => "cadence",
        ChannelKind::Speed => "speed",
        ChannelKind::Distance => "distance",
        ChannelKind::Altitude => "altitude",
        ChannelKind::Latitude => "latitude",
        ChannelKind::Longitude => "longitude",
        ChannelKind::SensorTemperature => "sensor temperature",
        ChannelKind::CoreTemperature => "core temperature",
    }
}

fn description(panels: &[charley_answers::draw::panels::ChartPanel], laps: usize, cramps: usize) -> String {
    let mut parts: Vec<String> =
        panels.iter().map(|panel| format!("{} {}", panel.name, panel.words)).collect();
    if laps > 0 {
        parts.push(format!("{} laps", laps + 1));
    }
    parts.push(match cramps {
        0 => "no cramp recorded".to_owned(),
        1 => "1 cramp".to_owned(),
        cramps => format!("{cramps} cramps"),
    });
    format!("{}.", parts.join("; "))
}
