//! The front page of the document: who says what, of how many nights, and what is not in here.

use serde_json::{Value, json};

use super::{ResourceInput, derived, reference, time};
use crate::draw::escaped;
use crate::report::{
    Report, codes,
    words::{self as says, sheet as headings},
};

/// Identities of what the sections hold.
pub(super) struct Groups {
    pub(super) summary: Vec<String>,
    pub(super) cramps: Vec<String>,
    pub(super) absent: Vec<String>,
    pub(super) medicines: Vec<String>,
}

/// The Composition of a report.
pub(super) fn composition(desk: &ResourceInput<'_>, report: &Report, groups: &Groups) -> Value {
    let person = reference(&desk.patient.to_string());
    let first = report.range.map_or_else(|| "empty".to_owned(), |range| range.first.to_string());
    let flags: Vec<String> = says::flags(&report.red_flags);
    json!({
        "resourceType": "Composition",
        "id": derived(desk.patient, &["composition", &first]).to_string(),
        "status": "final",
        "type": codes::PATIENT_NOTE.concept(),
        "subject": person,
        "date": time::instant(desk.case.now.timestamp()),
        "author": [person],
        "title": says::TITLE,
        "section": [
            section(headings::GROUP_KNOWN, &[crate::rate::words::denominator(report.rate), says::not_exported(report.rate)], &groups.summary),
            section(headings::GROUP_CRAMPS, &[says::cramps(report.cramps.at_night + report.cramps.in_workouts)], &groups.cramps),
            section(headings::GROUP_QUIET, &[says::quiet_nights(groups.absent.len())], &groups.absent),
            medicines(report, &groups.medicines),
            section(headings::GROUP_FLAGS, &flags, &[]),
            section(headings::GROUP_IS_NOT, &[says::IS_NOT.to_owned()], &[]),
        ],
    })
}

/// The medicines; where there is none, whether that was said or never asked.
fn medicines(report: &Report, held: &[String]) -> Value {
    let mut section = section(headings::GROUP_MEDICINES, &[says::medicines(held.len())], held);
    if held.is_empty() {
        let reason = if report.medicines_answered { codes::NIL_KNOWN } else { codes::NOT_ASKED };
        section["emptyReason"] = reason.concept();
    }
    section
}

fn section(title: &str, sentences: &[String], held: &[String]) -> Value {
    let sentences: Vec<String> = sentences.iter().map(|sentence| escaped(sentence)).collect();
    let paragraphs = format!("<p>{}</p>", sentences.join("</p><p>"));
    let mut section = json!({
        "title": title,
        "text": {
            "status": "generated",
            "div": format!("<div xmlns=\"http://www.w3.org/1999/xhtml\">{paragraphs}</div>"),
        },
    });
    if !held.is_empty() {
        section["entry"] = held.iter().map(|id| reference(id)).collect();
    }
    section
}
