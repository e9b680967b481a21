//! The assessment in the terminal: what to do first, then each answer with what to do and to say about it.

use charley_evidence::evidence;
use jiff::civil::Date;

use charley_answers::triage::{Again, Assessment, Finding, words};
use charley_speech::{place::Place, spoken};

/// The page of an assessment, with what is asked again.
pub(super) fn page(assessment: &Assessment, (again, today): (&[Again], Date), place: &Place) -> String {
    let mut text = spoken::wrapped(&words::call(assessment, place), 0);
    for finding in &assessment.findings {
        text.push('\n');
        text.push_str(&of_finding(finding, place));
    }
    for again in again {
        text.push('\n');
        let said = words::again(again, today, place);
        text.push_str(&spoken::wrapped(&format!("{}  {said}", again.flag.id), 6));
    }
    if text.lines().count() > 1 {
        text.push('\n');
    }
    text + &unanswered(assessment.unanswered.len())
}

fn of_finding(finding: &Finding, place: &Place) -> String {
    let mut text = spoken::wrapped(&format!("{}  {}", finding.flag.id, finding.flag.question), 6);
    let mut line = |said: &str, indent: usize| {
        // What follows a dash hangs behind it.
        let hanging = indent + if said.starts_with("- ") { 2 } else { 0 };
        text.push_str(&spoken::wrapped(&format!("{:indent$}{said}", ""), hanging));
    };
    if let Some(kind) = finding.branch() {
        line(&format!("- {}", kind.when), 8);
    }
    line(&words::heading(finding.urgency, finding.within, place), 6);
    for deed in words::deeds(finding) {
        line(&deed, 6);
    }
    let kinds = finding.open_kinds();
    if !kinds.is_empty() {
        line(&words::KIND_OPEN, 6);
    }
    for (_, kind) in kinds {
        line(&format!("- {}: {}", kind.when, words::of_kind(kind, place)), 8);
    }
    text
}

fn unanswered(open: usize) -> String {
    let of = evidence().red_flags.len();
    match open {
        0 => words::all_answered(of) + "\n",
        open => words::unanswered(open, of) + "\n",
    }
}
