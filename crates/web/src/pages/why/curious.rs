//! Everything behind the page of causes, for who wants to know: ratios and tables, what would have been, sweat, doubts, the log of
//! names, what is missing.

use charley_domain::{exposure::Window, person::Units};
use charley_infer::explanation::{TriggerReport, WhatIf};

use crate::{
    app::Visit,
    error::PageError,
    pages::{
        beside,
        missing::MissingLine,
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

/// What stands behind the answer.
pub(super) struct Curious {
    /// What it rests on, a paragraph each.
    pub(super) rests_on: Vec<String>,
    /// Quiet nights gained a month.
    pub(super) month: Vec<String>,
    pub(super) scale: String,
    pub(super) scale_words: &'static str,
    pub(super) legend: &'static str,
    pub(super) charts: Vec<RatioChart>,
    /// The last cramps side by side, with what the fillings are.
    pub(super) side_by_side: Option<beside::SideBySide>,
    pub(super) shares_words: &'static str,
    /// What would have changed the chance.
    pub(super) effects: Vec<WhatIfEffect>,
    pub(super) effects_words: &'static str,
    pub(super) sweat: Vec<WeighingStep>,
    /// How a synthetic person truly sweats.
    pub(super) truth: Option<String>,
    pub(super) notes: Vec<String>,
    /// What stands behind each name and against it.
    pub(super) behind: Vec<String>,
    pub(super) behind_words: &'static str,
    pub(super) missing: Vec<MissingLine>,
    pub(super) next: Vec<MissingLine>,
}

/// The triggers of one kind of window.
pub(super) struct RatioChart {
    pub(super) name: &'static str,
    pub(super) last: &'static str,
    pub(super) rows: Vec<TriggerLine>,
    pub(super) more: Vec<TriggerLine>,
    /// Triggers that no study speaks of.
    pub(super) unstudied: Option<String>,
}

/// One trigger.
pub(super) struct TriggerLine {
    pub(super) name: String,
    pub(super) times: String,
    pub(super) strip: String,
    pub(super) basis: String,
    pub(super) unit: String,
    pub(super) last: String,
    pub(super) known: String,
    pub(super) sources: String,
}

/// One what-if: in words, and drawn as direct above total.
pub(super) struct WhatIfEffect {
    pub(super) words: String,
    pub(super) direct: String,
    pub(super) total: String,
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

impl RatioChart {
    pub(super) fn all(&self) -> impl Iterator<Item = &TriggerLine> {
        self.rows.iter().chain(&self.more)
    }
}

impl Curious {
    pub(super) fn of(visit: &mut Visit<'_>, explanation: &ExplanationDocument) -> Result<Self, PageError> {
        let units = visit.units();
        let truth = body::stated_truth(visit.store).map_err(|_| PageError::Broken)?.map(synthetic::stated);
        let case = visit.case()?;
        let behind =
            case.body.as_ref().map(|body| body.behind).filter(|behind| *behind > 0).map(body_words::behind);
        Ok(Self {
            sweat: case.body.as_ref().map_or_else(Vec::new, |body| weighing::steps(&body.learned, units)),
            side_by_side: beside::SideBySide::of(explanation),
            shares_words: shares_words::SHARES,
            effects: explanation.what_if.iter().map(|effect| WhatIfEffect::of(effect, units)).collect(),
            effects_words: what_if_words::MEANING,
            truth,
            rests_on: rests_on(explanation).into_iter().chain(behind).collect(),
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
                .filter_map(|of| chart(explanation, of))
                .collect(),
            notes: notes(explanation),
            behind: told::behind(explanation),
            behind_words: names_words::HEADING,
            missing: MissingLine::all(&explanation.missing),
            next: MissingLine::all(&explanation.next),
        })
    }
}

fn rests_on(explanation: &ExplanationDocument) -> Vec<String> {
    let mut rests_on = Vec::new();
    if explanation.workouts.recorded > 0 {
        rests_on.push(causes_words::workouts(explanation.workouts));
    }
    if !explanation.triggers.is_empty() {
        rests_on.push(causes_words::standing(explanation.standing, explanation.nights));
    }
    rests_on
}

fn chart(explanation: &ExplanationDocument, window: Window) -> Option<RatioChart> {
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
    Some(RatioChart {
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
    notes
}
