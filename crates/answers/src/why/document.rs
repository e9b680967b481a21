//! How an explanation is told, in the terminal and on the page alike.

use charley_domain::exposure::TriggerId;
use charley_domain::trigger;
use charley_infer::{
    explanation::{CrampReport, TriggerReport},
    learn::Timing,
    naming::NamingVerdict,
};
use charley_speech::spoken;

use crate::{
    notice::Notice,
    why::{
        ExplanationDocument,
        words::{
            causes, names,
            shares::{self, FactorValues, PairedFactor},
        },
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
    let beside: Vec<String> = explanation.notices.iter().map(Notice::text).collect();
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

/// Cramps that are told.
const CRAMPS: usize = 6;
/// Shares of a cramp that are told, and how large they must be.
const SHARES: usize = 2;
const LEAST_SHARE: f64 = 0.05;

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

/// The last cramps, the newest first, each in a line with its largest shares and the nearest quiet night.
pub fn cramps(explanation: &ExplanationDocument) -> Vec<String> {
    last_cramps(explanation).map(|cramp| line(explanation, cramp)).collect()
}

/// The last cramps of which anything is explained, the newest first.
pub fn last_cramps(explanation: &ExplanationDocument) -> impl Iterator<Item = &CrampReport> {
    explanation.cramps.iter().rev().filter(|cramp| cramp.unexplained.is_some()).take(CRAMPS)
}

fn line(explanation: &ExplanationDocument, cramp: &CrampReport) -> String {
    let mut parts: Vec<String> = cramp
        .shares
        .iter()
        .filter(|share| share.share.q50 >= LEAST_SHARE)
        .take(SHARES)
        .map(|share| shares::part(&name(explanation, &share.trigger), share.share.q50))
        .collect();
    parts.extend(cramp.unexplained.map(|share| shares::part(shares::NOTHING_KNOWN, share.q50)));
    let day = cramp.at.civil().strftime("%-d %b").to_string();
    let beside = cramp.quiet.as_ref().and_then(|quiet| {
        let one = quiet.values.first()?;
        let written = |value: Option<f64>| value.map_or_else(|| "?".to_owned(), in_units);
        let values = match (one.cramp, one.quiet) {
            (Some(now), Some(then)) if is_medicine(&one.trigger) => {
                FactorValues::Taken(now > 0.5, then > 0.5)
            }
            (now, then) => FactorValues::Written(written(now), written(then)),
        };
        Some(PairedFactor {
            trigger: name(explanation, &one.trigger),
            values,
            night: quiet.night.date().strftime("%-d %b").to_string(),
        })
    });
    shares::line(&day, cramp.muscle.word(), &parts, beside.as_ref())
}
