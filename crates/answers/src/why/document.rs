//! How an explanation is told, in the terminal and on the page alike.

use charley_domain::trigger;
use charley_domain::{
    exposure::{TriggerId, Window},
    missing::{Ask, Missing},
};
use charley_infer::{
    explanation::{CrampReport, NamedCause, OpenTrigger, TriggerReport, WorkoutCounts},
    learn::Timing,
    naming::NamingVerdict,
};
use charley_speech::spoken;

use crate::{
    notice::Notice,
    why::{
        ExplanationDocument,
        cramps::LAST_CRAMPS,
        words::{causes, names, page},
    },
};

/// The basis of a prior that no study stands behind.
const UNSTUDIED: &str = "none";

/// Whether no study speaks of the trigger.
pub fn is_unstudied(report: &TriggerReport) -> bool {
    report.basis == UNSTUDIED
}

/// Whether a trigger is a medicine, which one takes or does not take.
fn is_medicine(id: &TriggerId) -> bool {
    trigger::is_medicine(&id.id)
}

/// The value in the last window, in units.
pub fn last_value(report: &TriggerReport) -> String {
    match report.last_value {
        None => "unknown".to_owned(),
        Some(value) if is_medicine(&report.id) => if value > 0.5 { "taken" } else { "not taken" }.to_owned(),
        Some(value) => in_units(value),
    }
}

/// A value of a trigger in its unit, to a tenth; nothing is less than nothing.
pub fn in_units(value: f64) -> String {
    spoken::rounded(value, 1)
}

/// What to say beside single triggers, each sentence once, after the name of the first it belongs to.
pub fn notes(explanation: &ExplanationDocument) -> Vec<String> {
    let mut beside: Vec<String> = explanation.notices.iter().map(Notice::text).collect();
    // With a cause its note stands already.
    beside.extend(explanation.raises.iter().chain(&explanation.protects).map(|cause| cause.note.clone()));
    let mut said: Vec<&str> = Vec::new();
    let mut notes = Vec::new();
    for report in &explanation.triggers {
        let already = said.contains(&report.note.as_str()) || beside.contains(&report.note);
        if !report.note.is_empty() && !already {
            notes.push(format!("{}: {}", report.name, report.note));
            said.push(&report.note);
        }
    }
    notes
}

/// What stands behind each name and each suspicion, and against it.
pub fn behind(explanation: &ExplanationDocument) -> Vec<String> {
    let mut said = Vec::new();
    for report in &explanation.triggers {
        if report.verdict == NamingVerdict::LikelyYours {
            said.extend(report.doubt.as_ref().map(|doubt| names::probable(report, doubt)));
        }
        said.extend(report.held_back.and_then(|why| names::held_back(report, why)));
        let named = report.verdict == NamingVerdict::LikelyYours;
        let told = report.recording.filter(|recording| named || recording.depends());
        said.extend(told.and_then(|recording| names::told(&report.name, &recording)));
    }
    said.extend(explanation.names.iter().rev().take(NAMES).map(names::said_on));
    said
}

/// Lines of what was said before that are told.
const NAMES: usize = 6;

/// Whether there is nothing to say of a trigger: no study speaks of it, and nothing was learned.
pub fn says_nothing(report: &TriggerReport) -> bool {
    is_unstudied(report) && report.from_own_data <= 0.0
}

/// What may be said of a trigger, in a word or two.
pub fn verdict(report: &TriggerReport) -> String {
    let word = match report.verdict {
        NamingVerdict::LikelyYours => causes::LIKELY_YOURS,
        NamingVerdict::Suspected => causes::ONLY_SUSPECTED,
        // Before anything is learned: what the published figure rests on.
        _ if report.from_own_data <= 0.0 => &report.basis,
        NamingVerdict::Undecided => causes::OPEN,
        NamingVerdict::NeverVaried => causes::TOO_RARE,
    };
    word.to_owned()
}

/// Names of the pairs that cannot be told apart.
pub fn inseparable(explanation: &ExplanationDocument) -> Vec<(String, String)> {
    let pairs = explanation.inseparable.iter();
    pairs.map(|[one, other]| (name(explanation, one), name(explanation, other))).collect()
}

/// The name of a trigger.
pub fn name(explanation: &ExplanationDocument, id: &TriggerId) -> String {
    // Shares, values and pairs are not of the days before alone.
    let of_the_window = |report: &&TriggerReport| report.id == *id && report.timing == Timing::Night;
    let known = explanation.triggers.iter().find(of_the_window);
    let row = || charley_evidence::evidence().trigger(id).map(|row| row.name.clone());
    known.map(|report| report.name.clone()).or_else(row).unwrap_or_else(|| id.to_string())
}

/// The last cramps, the newest first, each in a sentence.
pub fn cramps(explanation: &ExplanationDocument) -> Vec<String> {
    last_cramps(explanation).map(|cramp| cramp.says.clone()).collect()
}

/// The last cramps of which anything could be learned, the newest first.
pub fn last_cramps(explanation: &ExplanationDocument) -> impl Iterator<Item = &CrampReport> {
    explanation.cramps.iter().rev().filter(|cramp| cramp.unexplained.is_some()).take(LAST_CRAMPS)
}

/// The counts of a cause, then its frequency, then what must be said beside it, in sentences.
pub fn cause(cause: &NamedCause) -> Vec<String> {
    let frequency = cause.frequency.as_ref().map(|frequency| page::of_100(cause.window, frequency));
    let note = Some(cause.note.clone()).filter(|note| !note.is_empty());
    std::iter::once(cause.says.clone()).chain(frequency).chain(note).collect()
}

/// What is not this person's so far, in one sentence.
pub fn not_for_you(explanation: &ExplanationDocument) -> Option<String> {
    let names: Vec<&str> = explanation.not_for_you_so_far.iter().map(|one| one.name.as_str()).collect();
    page::not_for_you(&names)
}

/// What cannot be told yet, as it is said: what is of nights one by one, what is of workouts in one line.
pub fn open(explanation: &ExplanationDocument) -> Vec<Missing> {
    let (nights, workouts): (Vec<&OpenTrigger>, Vec<&OpenTrigger>) =
        explanation.cannot_tell_yet.iter().partition(|one| one.id.window == Window::Night);
    let mut said: Vec<Missing> = nights.into_iter().map(|one| one.says.clone()).collect();
    let names: Vec<&str> = workouts.iter().map(|one| one.name.as_str()).collect();
    let WorkoutCounts { known, cramp, .. } = explanation.workouts;
    let is_learned = |report: &TriggerReport| report.window == Window::Workout && report.from_own_data > 0.0;
    if names.is_empty() {
        return said;
    }
    if explanation.triggers.iter().any(is_learned) {
        said.push(Missing::made(page::open_in_workouts(names.join(", ")), []));
    } else {
        said.push(Missing::made(page::few_workouts(known, cramp), [Ask::Workouts]));
    }
    said
}
