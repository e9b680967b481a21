//! What was tried: trials with their figures, what eased a cramp, what else was done, and what some take for cramps.

use charley_infer::trial::Judged;
use jiff::ToSpan as _;

use super::super::Report;
use crate::{report::words::sheet as sheet_says, trial::document::Document};
use charley_speech::{
    message::{fill, form},
    spoken,
};

/// All of it, trials first.
pub(super) fn lines(report: &Report) -> Vec<String> {
    let mut lines: Vec<String> = report.trials.iter().filter_map(trial).collect();
    let during: Vec<&super::super::Tried> = report.tried.iter().filter(|one| one.of.is_some()).collect();
    if let Some(of) = during.first().and_then(|one| one.of) {
        let eased: Vec<String> = during.iter().map(|one| format!("{} {}", one.what, one.times)).collect();
        let text = form(of, (sheet_says::EASED_ONE, sheet_says::EASED_OTHER));
        lines.push(fill(text, &[("n", &of), ("eased", &eased.join(", "))]));
    }
    let general: Vec<String> = report
        .tried
        .iter()
        .filter(|one| one.of.is_none())
        .map(|one| {
            let text = form(one.times, (sheet_says::TIMES_ONE, sheet_says::TIMES_OTHER));
            fill(text, &[("what", &one.what), ("n", &one.times)])
        })
        .collect();
    if !general.is_empty() {
        lines.push(fill(sheet_says::OTHER_OCCASIONS, &[("what", &general.join(", "))]));
    }
    let remedies: Vec<&str> = report
        .taken
        .iter()
        .filter(|taken| super::super::is_remedy(taken))
        .map(|taken| taken.name.as_str())
        .collect();
    if !remedies.is_empty() {
        lines.push(fill(sheet_says::REMEDIES, &[("names", &remedies.join(", "))]));
    }
    lines
}

/// A trial in one line: how many nights, the ratio of rates with its interval, the sign-flip test, how it ended.
fn trial(trial: &Document) -> Option<String> {
    let first = spoken::dated(trial.start.date());
    let Some(ended) = &trial.ended else {
        let text = [("remedy", &trial.remedy), ("first", &first)];
        let text = text.map(|(name, value)| (name, value as &dyn std::fmt::Display));
        return (trial.state != "planned").then(|| fill(sheet_says::TRIAL_RUNS, &text));
    };
    let judged = match ended.judged {
        Judged::Benefit => sheet_says::JUDGED_BENEFIT,
        Judged::Futile => sheet_says::JUDGED_FUTILE,
        Judged::Undecided => sheet_says::JUDGED_UNDECIDED,
        Judged::Open => sheet_says::JUDGED_OPEN,
    };
    let nights = i64::from(ended.nights.saturating_sub(1));
    let last = spoken::dated(trial.start.date().saturating_add(nights.days()));
    let Some(findings) = &trial.findings else {
        return Some(fill(
            sheet_says::TRIAL_BARE,
            &[("remedy", &trial.remedy), ("first", &first), ("last", &last), ("judged", &judged)],
        ));
    };
    let (remedy, usual) = (findings.remedy, findings.usual);
    let ratio = findings.rate_ratio;
    let [low, middle, high] = [ratio.q05, ratio.q50, ratio.q95].map(|part| format!("{part:.2}"));
    let p = if findings.sign_flip.p < 0.001 {
        "below 0.001".to_owned()
    } else {
        format!("{:.3}", findings.sign_flip.p)
    };
    Some(fill(
        sheet_says::TRIAL,
        &[
            ("remedy", &trial.remedy),
            ("first", &first),
            ("last", &last),
            ("known", &(remedy.known + usual.known)),
            ("nights", &(remedy.nights + usual.nights)),
            ("ratio", &middle),
            ("low", &low),
            ("high", &high),
            ("p", &p),
            ("judged", &judged),
        ],
    ))
}
