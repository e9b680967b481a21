//! `/calibration`: how earlier forecasts did, beside the person's own moving average.

use std::sync::Arc;

use askama::Template;
use axum::{extract::State, http::HeaderMap, response::Response};
use charley_infer::learn::{Forecasted, Track, isotonic};

use crate::{
    explain::{DEFAULT_SEED, range},
    learned::learned,
    web::{
        app::{App, Visit},
        error::PageError,
        layout::{Layout, Light, Tab, shown},
        svg,
    },
    words,
};

/// Nights in the list.
const LISTED: usize = 28;

#[derive(Template)]
#[template(path = "calibration.html")]
struct Calibration {
    layout: Layout,
    headline: String,
    reliability: Option<String>,
    gain: Option<String>,
    nights: Vec<Row>,
}

/// One night that was forecast and then known.
struct Row {
    night: String,
    model: String,
    average: String,
    came: &'static str,
}

/// `GET /calibration`.
pub(in crate::web) async fn show(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let light = Light::of(&headers);
    app.visit(move |visit| Ok(shown(&calibration(visit, light)?))).await
}

fn calibration(visit: &mut Visit<'_>, light: Light) -> Result<Calibration, PageError> {
    let now = visit.now.clone();
    let case = visit.case()?;
    let learned = learned(case, range(case, None), DEFAULT_SEED);
    let none = Track::default();
    let track = learned.nights.as_ref().map_or(&none, |nights| &nights.track);
    let layout = Layout::new(Tab::Why, light, &now);
    if track.nights.is_empty() {
        return Ok(Calibration {
            layout,
            headline: words::NO_FORECAST_YET.to_owned(),
            reliability: None,
            gain: None,
            nights: Vec::new(),
        });
    }
    let pairs: Vec<(f64, bool)> = track.nights.iter().map(|night| (night.model, night.cramp)).collect();
    Ok(Calibration {
        layout,
        headline: words::skill(track.nights.len(), track.gain()),
        reliability: Some(svg::calibration::reliability(&isotonic(&pairs), words::RELIABILITY)),
        gain: Some(svg::calibration::gain(&gains(&track.nights), words::GAIN)),
        nights: track.nights.iter().rev().take(LISTED).map(row).collect(),
    })
}

/// The log score gained over the moving average, added up night by night.
fn gains(nights: &[Forecasted]) -> Vec<f64> {
    let mut sum = 0.0;
    let one = |night: &Forecasted| {
        let score = |p: f64| if night.cramp { p.ln() } else { (1.0 - p).ln() };
        sum += score(night.model) - score(night.average);
        sum
    };
    nights.iter().map(one).collect()
}

fn row(night: &Forecasted) -> Row {
    let percent = |p: f64| format!("{:.0} %", 100.0 * p);
    Row {
        night: night.name.clone(),
        model: percent(night.model),
        average: percent(night.average),
        came: if night.cramp { "a cramp" } else { "none" },
    }
}
