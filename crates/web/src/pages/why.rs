//! `/why`: what causes my cramps, as far as can be said today: one sentence, one chart, what is missing.

use std::sync::Arc;

use askama::Template;
use axum::{extract::State, response::Response};
use charley_domain::{exposure::Window, person::Units};
use charley_infer::explanation::{TriggerReport, WhatIf};

use crate::{
    app::{App, Visit},
    error::PageError,
    layout::{Layout, Light, Tab, shown},
    pages::{
        beside,
        missing::MissingLine,
        notice::Notices,
        teams,
        weighing::{self, WeighingStep},
    },
};
use charley_answers::{
    body as body_words, draw as svg,
    month::words as quiet_nights_words,
    synthetic,
    why::{
        ExplanationDocument, document as told,
        words::{
            causes as causes_words, names as names_words, shares as shares_words, what_if as what_if_words,
        },
    },
};
use charley_case::body;

/// Rows of a chart before the rest folds away.
const ROWS: usize = 8;

#[derive(Template)]
#[template(path = "why.html")]
struct Why {
    layout: Layout,
    notices: Notices,
    headline: String,
    /// What it rests on, a paragraph each.
    rests_on: Vec<String>,
    /// Quiet nights gained a month.
    month: Vec<String>,
    scale: String,
    scale_words: &'static str,
    legend: &'static str,
    charts: Vec<Chart>,
    /// The last cramps side by side, with what the fillings are.
    side_by_side: Option<beside::SideBySide>,
    /// The last cramps with their shares, in words.
    cramps: Vec<String>,
    shares_words: &'static str,
    /// What would have changed the chance.
    effects: Vec<WhatIfEffect>,
    effects_words: &'static str,
    sweat: Vec<WeighingStep>,
    /// How a synthetic person truly sweats.
    truth: Option<String>,
    notes: Vec<String>,
    /// What stands behind each name and against it.
    behind: Vec<String>,
    behind_words: &'static str,
    /// What to ask the team of a condition.
    teams: Vec<teams::TeamSection>,
    missing: Vec<MissingLine>,
    next: Vec<MissingLine>,
}

/// The triggers of one kind of window.
struct Chart {
    name: &'static str,
    last: &'static str,
    rows: Vec<TriggerLine>,
    more: Vec<TriggerLine>,
    /// Triggers that no study speaks of.
    unstudied: Option<String>,
}

/// One trigger.
struct TriggerLine {
    name: String,
    times: String,
    strip: String,
    basis: String,
    unit: String,
    last: String,
    known: String,
    sources: String,
}

/// One what-if: in words, and drawn as direct above total.
struct WhatIfEffect {
    words: String,
    direct: String,
    total: String,
}

impl WhatIfEffect {
    fn of(effect: &WhatIf, units: Units) -> Self {
        Self {
            words: what_if_words::line(effect, units),
            direct: svg::ratios::row(effect.direct),
            total: svg::ratios::row(effect.total),
        }
    }
}

impl Chart {
    fn all(&self) -> impl Iterator<Item = &TriggerLine> {
        self.rows.iter().chain(&self.more)
    }
}

/// `GET /why`.
pub(crate) async fn show(State(app): State<Arc<App>>, light: Light) -> Result<Response, PageError> {
    app.visit(move |visit| Ok(shown(&why(visit, light)?))).await
}

fn why(visit: &mut Visit<'_>, light: Light) -> Result<Why, PageError> {
    let (now, units) = (visit.now.clone(), visit.units());
    let truth = body::stated_truth(visit.store).map_err(|_| PageError::Broken)?.map(synthetic::stated);
    let explanation = visit.explanation()?;
    let case = visit.case()?;
    let behind =
        case.body.as_ref().map(|body| body.behind).filter(|behind| *behind > 0).map(body_words::behind);
    let sweat = case.body.as_ref().map_or_else(Vec::new, |body| weighing::steps(&body.learned, units));
    Ok(Why {
        sweat,
        side_by_side: beside::SideBySide::of(&explanation),
        cramps: told::cramps(&explanation),
        shares_words: shares_words::SHARES,
        effects: explanation.what_if.iter().map(|effect| WhatIfEffect::of(effect, units)).collect(),
        effects_words: what_if_words::MEANING,
        truth,
        layout: Layout::new(Tab::Why, light, &now),
        notices: Notices::of(&explanation.notices),
        rests_on: rests_on(&explanation).into_iter().chain(behind).collect(),
        month: explanation.quiet_nights.as_ref().map(quiet_nights_words::lines).unwrap_or_default(),
        scale: svg::ratios::scale(),
        scale_words: causes_words::HAZARD_RATIO,
        legend: if explanation.engine == ExplanationDocument::PUBLISHED {
            causes_words::PRIOR_ALONE
        } else {
            causes_words::OWN_AND_PRIOR
        },
        charts: [Window::Night, Window::Workout]
            .into_iter()
            .filter_map(|of| chart(&explanation, of))
            .collect(),
        notes: notes(&explanation),
        behind: told::behind(&explanation),
        behind_words: names_words::HEADING,
        teams: teams::TeamSection::of(&case.person, now.date()),
        missing: MissingLine::all(&explanation.missing),
        next: MissingLine::all(&explanation.next),
        headline: explanation.headline.clone(),
    })
}

fn rests_on(explanation: &ExplanationDocument) -> Vec<String> {
    let mut rests_on = vec![causes_words::nights(explanation.nights)];
    if explanation.workouts.recorded > 0 {
        rests_on.push(causes_words::workouts(explanation.workouts));
    }
    if !explanation.triggers.is_empty() {
        rests_on.push(causes_words::standing(explanation.standing, explanation.nights));
    }
    rests_on
}

fn chart(explanation: &ExplanationDocument, window: Window) -> Option<Chart> {
    let of_window = explanation.triggers.iter().filter(|report| report.window == window);
    let (unstudied, studied): (Vec<_>, Vec<_>) = of_window.partition(|report| told::says_nothing(report));
    let mut rows: Vec<TriggerLine> = studied.into_iter().map(row).collect();
    if rows.is_empty() && unstudied.is_empty() {
        return None;
    }
    let more = rows.split_off(rows.len().min(ROWS));
    let names: Vec<&str> = unstudied.iter().map(|report| report.name.as_str()).collect();
    let (name, last) = match window {
        Window::Night => ("Nights", "Last night"),
        Window::Workout => ("Workouts", "Last workout"),
    };
    Some(Chart {
        name,
        last,
        rows,
        more,
        unstudied: (!names.is_empty()).then(|| causes_words::unstudied(&names)),
    })
}

fn row(report: &TriggerReport) -> TriggerLine {
    let ratio = report.hazard_ratio;
    TriggerLine {
        name: report.name.clone(),
        times: format!("{:.1} times ({:.1} to {:.1})", ratio.q50, ratio.q05, ratio.q95),
        strip: svg::ratios::beside(ratio, report.published_ratio),
        basis: told::verdict(report),
        unit: report.unit.clone(),
        last: told::last_value(report),
        known: format!("{} of {}", report.windows_known, report.windows),
        sources: report.sources.join(", "),
    }
}

/// What to say beside single triggers, each sentence once.
fn notes(explanation: &ExplanationDocument) -> Vec<String> {
    let mut notes = told::notes(explanation);
    let pairs = told::inseparable(explanation);
    if !pairs.is_empty() {
        notes.push(causes_words::inseparable(&pairs));
    }
    let unlearned = told::cramps(explanation).is_empty();
    if unlearned && !explanation.cramps.is_empty() && !explanation.triggers.is_empty() {
        notes.push(shares_words::NO_SHARES_YET.to_owned());
    }
    notes
}
