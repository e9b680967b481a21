//! How an explanation is told, in the terminal and on the page alike.

use charley_infer::explanation::{Explanation, TriggerReport};

/// The basis of a prior that no study stands behind.
const UNSTUDIED: &str = "none";

/// Whether no study speaks of the trigger.
pub(crate) fn is_unstudied(report: &TriggerReport) -> bool {
    report.basis == UNSTUDIED
}

/// The value in the last window, in units.
pub(crate) fn last_value(report: &TriggerReport) -> String {
    let Some(value) = report.last_value else { return "unknown".to_owned() };
    let rounded = format!("{value:.1}");
    if rounded == "-0.0" { "0.0".to_owned() } else { rounded }
}

/// What to say beside single triggers, each sentence once, after the name of the first it belongs to.
pub(crate) fn notes(explanation: &Explanation) -> Vec<String> {
    let mut said: Vec<&str> = Vec::new();
    let mut notes = Vec::new();
    for report in &explanation.triggers {
        let already = said.contains(&report.note.as_str()) || explanation.notices.contains(&report.note);
        if !report.note.is_empty() && !already {
            notes.push(format!("{}: {}", report.name, report.note));
            said.push(&report.note);
        }
    }
    notes
}
