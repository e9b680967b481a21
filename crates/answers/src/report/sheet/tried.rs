//! What was tried: trials with their figures, what eased a cramp, what else was done, and what some take for cramps.

use charley_infer::trial::RuleVerdict;
use jiff::ToSpan as _;

use super::super::Report;
use crate::{report::words::sheet as sheet_says, trial::document::TrialDocument};
use charley_speech::spoken;

/// All of it, trials first.
pub(super) fn lines(report: &Report) -> Vec<String> {
    let mut lines: Vec<String> = report.trials.iter().filter_map(trial).collect();
    let during: Vec<&super::super::Tried> = report.tried.iter().filter(|one| one.of.is_some()).collect();
    if let Some(of) = during.first().and_then(|one| one.of) {
        let eased: Vec<String> = during.iter().map(|one| format!("{} {}", one.what, one.times)).collect();
        lines.push(sheet_says::eased(of, eased.join(", ")));
    }
    let general: Vec<String> = report
        .tried
        .iter()
        .filter(|one| one.of.is_none())
        .map(|one| sheet_says::times(one.times, one.what))
        .collect();
    if !general.is_empty() {
        lines.push(sheet_says::other_occasions(general.join(", ")));
    }
    let remedies: Vec<&str> = report
        .taken
        .iter()
        .filter(|taken| super::super::is_remedy(taken))
        .map(|taken| taken.name.as_str())
        .collect();
    if !remedies.is_empty() {
        lines.push(sheet_says::remedies(remedies.join(", ")));
    }
    lines
}

/// A trial in one line: how many nights, the ratio of rates with its interval, the sign-flip test, how it ended.
fn trial(trial: &TrialDocument) -> Option<String> {
    let first = spoken::dated(trial.start.date());
    let Some(ended) = &trial.ended else {
        return (trial.state != "planned").then(|| sheet_says::trial_runs(&trial.remedy, first));
    };
    let judged = match ended.judged {
        RuleVerdict::Benefit => sheet_says::JUDGED_BENEFIT,
        RuleVerdict::Futile => sheet_says::JUDGED_FUTILE,
        RuleVerdict::Undecided => sheet_says::JUDGED_UNDECIDED,
        RuleVerdict::Open => sheet_says::JUDGED_OPEN,
    };
    let nights = i64::from(ended.nights.saturating_sub(1));
    let last = spoken::dated(trial.start.date().saturating_add(nights.days()));
    let Some(findings) = &trial.findings else {
        return Some(sheet_says::trial_bare(&trial.remedy, first, last, judged));
    };
    let (remedy, usual) = (findings.remedy, findings.usual);
    let ratio = findings.rate_ratio;
    let [low, middle, high] = [ratio.q05, ratio.q50, ratio.q95].map(|part| format!("{part:.2}"));
    let p = if findings.sign_flip.p < 0.001 {
        "below 0.001".to_owned()
    } else {
        format!("{:.3}", findings.sign_flip.p)
    };
    Some(sheet_says::trial(
        &trial.remedy,
        first,
        last,
        remedy.known + usual.known,
        remedy.nights + usual.nights,
        middle,
        low,
        high,
        p,
        judged,
    ))
}
