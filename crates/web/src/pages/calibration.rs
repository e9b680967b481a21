//! `/calibration`: how earlier forecasts did, beside the person's own moving average.

use std::sync::Arc;

use askama::Template;
use axum::{extract::State, response::Response};
use charley_domain::exposure::Window;
use charley_infer::{
    forecast::Skill,
    learn::{Forecasted, Track, bands, isotonic},
};

use crate::{
    app::{App, Visit},
    error::PageError,
    layout::{Layout, Light, Tab, shown},
};
use charley_answers::{draw as svg, forecast::words as forecast_words};

/// Windows in a list.
const LISTED: usize = 28;

#[derive(Template)]
#[template(path = "calibration.html")]
struct Calibration {
    layout: Layout,
    /// In place of the sections.
    none_yet: Option<&'static str>,
    sections: Vec<CalibrationSection>,
}

/// The forecasts of one kind of window.
struct CalibrationSection {
    title: &'static str,
    headline: String,
    calibration: Vec<String>,
    /// Whether diaries that the model makes look like this one.
    made: Option<String>,
    reliability: String,
    reliability_key: &'static str,
    /// What they are, in a row of words.
    such: &'static str,
    gain: String,
    gain_key: &'static str,
    last: &'static str,
    rows: Vec<CalibrationRow>,
}

/// One window that was forecast and then known.
struct CalibrationRow {
    name: String,
    model: String,
    average: String,
    came: &'static str,
}

/// `GET /calibration`.
pub(crate) async fn show(State(app): State<Arc<App>>, light: Light) -> Result<Response, PageError> {
    app.visit(move |visit| Ok(shown(&calibration(visit, light)?))).await
}

fn calibration(visit: &mut Visit<'_>, light: Light) -> Result<Calibration, PageError> {
    let now = visit.now.clone();
    let case = visit.case()?;
    let learned = case.learned();
    let seed = case.ask().seed;
    let nights = learned.level_of_nights().map(|nights| {
        let made = forecast_words::replicated(&nights.replicated(seed));
        Some(CalibrationSection { made, ..section(Window::Night, &nights.track, Clone::clone)? })
    });
    let day = |id: &String| {
        let workout = case.workouts.iter().find(|workout| workout.id.0 == *id);
        workout
            .map_or_else(|| "workout by hand".to_owned(), |workout| workout.start.civil().date().to_string())
    };
    let workouts = learned.workouts.as_ref().map(|workouts| section(Window::Workout, &workouts.track, day));
    let sections: Vec<CalibrationSection> = [nights, workouts].into_iter().flatten().flatten().collect();
    let none_yet = sections.is_empty().then_some(forecast_words::NO_FORECAST_YET);
    Ok(Calibration { layout: Layout::new(Tab::Why, light, &now), none_yet, sections })
}

/// A section; `None` where nothing was forecast and then known.
fn section(window: Window, track: &Track, name: impl Fn(&String) -> String) -> Option<CalibrationSection> {
    let skill = Skill::of(track)?;
    let pairs: Vec<(f64, bool)> = track.windows.iter().map(|one| (one.model, one.cramp)).collect();
    let (title, such, last) = match window {
        Window::Night => ("Nights", "nights", "Night"),
        Window::Workout => ("Workouts", "workouts", "Workout of"),
    };
    let (reliability_key, gain_key) = match window {
        Window::Night => (forecast_words::RELIABILITY_NIGHTS, forecast_words::GAIN_NIGHTS),
        Window::Workout => (forecast_words::RELIABILITY_WORKOUTS, forecast_words::GAIN_WORKOUTS),
    };
    Some(CalibrationSection {
        title,
        headline: forecast_words::skill(window, skill),
        calibration: forecast_words::calibration(&bands(&track.windows)),
        made: None,
        reliability: svg::calibration::reliability(&isotonic(&pairs), forecast_words::RELIABILITY),
        reliability_key,
        such,
        gain: svg::calibration::gain(&gains(&track.windows), window, forecast_words::GAIN),
        gain_key,
        last,
        rows: track.windows.iter().rev().take(LISTED).map(|one| row(one, &name)).collect(),
    })
}

/// The log score gained over the moving average, added up window by window.
fn gains(windows: &[Forecasted]) -> Vec<f64> {
    let mut sum = 0.0;
    let one = |window: &Forecasted| {
        sum += window.gain();
        sum
    };
    windows.iter().map(one).collect()
}

fn row(window: &Forecasted, name: impl Fn(&String) -> String) -> CalibrationRow {
    let percent = |p: f64| format!("{:.0} %", 100.0 * p);
    CalibrationRow {
        name: name(&window.name),
        model: percent(window.model),
        average: percent(window.average),
        came: if window.cramp { "a cramp" } else { "none" },
    }
}
