//! What a validator of the base specification would refuse: required elements, required bindings, the invariants of a
//! document, references that lead nowhere; the profiles and the times stand in files of their own.

mod guide;
mod times;

use std::collections::BTreeSet;

use serde_json::Value;

use super::Codings;
use crate::report::codes::System;

/// Required bindings of FHIR R4 (4.0.1) for what we write.
const STATUS: [(&str, &[&str]); 3] = [
    (
        "Observation",
        &[
            "registered",
            "preliminary",
            "final",
            "amended",
            "corrected",
            "cancelled",
            "entered-in-error",
            "unknown",
        ],
    ),
    (
        "MedicationStatement",
        &[
            "active",
            "completed",
            "entered-in-error",
            "intended",
            "stopped",
            "on-hold",
            "unknown",
            "not-taken",
        ],
    ),
    ("Composition", &["preliminary", "final", "amended", "entered-in-error"]),
];
const GENDER: [&str; 4] = ["male", "female", "other", "unknown"];
const NARRATIVE: [&str; 4] = ["generated", "extensions", "additional", "empty"];
/// Elements that must be there, by resource.
const REQUIRED: [(&str, &[&str]); 4] = [
    ("Patient", &["id"]),
    ("Observation", &["id", "status", "category", "code", "subject", "performer"]),
    ("MedicationStatement", &["id", "status", "medicationCodeableConcept", "subject"]),
    ("Composition", &["id", "status", "type", "date", "author", "title", "section"]),
];
/// What is wrong with a document; empty when nothing is.
pub(super) fn wrong(bundle: &Value, codings: Codings) -> Vec<String> {
    let mut wrong = Vec::new();
    let entries = bundle["entry"].as_array().cloned().unwrap_or_default();
    document(bundle, &entries, &mut wrong);
    let urls: BTreeSet<&str> = entries.iter().filter_map(|entry| entry["fullUrl"].as_str()).collect();
    for entry in &entries {
        resource(&entry["resource"], &mut wrong);
    }
    times::check(bundle, &mut wrong);
    walk(bundle, &mut |key, value| {
        let text = value.as_str().unwrap_or_default();
        if key == "reference" && !urls.contains(text) {
            wrong.push(format!("{text} leads nowhere"));
        }
        if key == "system" && !known(text, codings) {
            wrong.push(format!("{text} is no code system of ours"));
        }
        if value.is_null() || value.as_str() == Some("") || value.as_array().is_some_and(Vec::is_empty) {
            wrong.push(format!("{key} is empty: such an element is left out"));
        }
    });
    wrong
}

fn known(system: &str, codings: Codings) -> bool {
    let used = System::USED.iter().any(|one| one.uri() == system);
    used || system == "urn:ietf:rfc:3986" || (codings.snomed && system == System::Snomed.uri())
}

/// Invariants bdl-7, bdl-9, bdl-10 and bdl-11: unique addresses, an identifier, a date, the front page first.
fn document(bundle: &Value, entries: &[Value], wrong: &mut Vec<String>) {
    if bundle["resourceType"] != "Bundle" || bundle["type"] != "document" {
        wrong.push("it is no document".into());
    }
    if !bundle["identifier"]["system"].is_string() || !bundle["identifier"]["value"].is_string() {
        wrong.push("bdl-9: a document has an identifier".into());
    }
    if bundle["timestamp"].as_str().and_then(|at| at.parse::<jiff::Timestamp>().ok()).is_none() {
        wrong.push("bdl-10: a document has a date".into());
    }
    if entries.first().is_none_or(|entry| entry["resource"]["resourceType"] != "Composition") {
        wrong.push("bdl-11: the first resource is the Composition".into());
    }
    let urls: BTreeSet<&str> = entries.iter().filter_map(|entry| entry["fullUrl"].as_str()).collect();
    if urls.len() != entries.len() {
        wrong.push("bdl-7: an address comes twice or is missing".into());
    }
    for entry in entries {
        let (url, id) = (
            entry["fullUrl"].as_str().unwrap_or_default(),
            entry["resource"]["id"].as_str().unwrap_or_default(),
        );
        if url != format!("urn:uuid:{id}") || id.parse::<uuid::Uuid>().is_err() {
            wrong.push(format!("{url} is not the address of {id}"));
        }
    }
    // Everything in a document is reached from its front page, or belongs to what is.
    let patient = entries.iter().filter(|entry| entry["resource"]["resourceType"] == "Patient").count();
    if patient != 1 {
        wrong.push(format!("{patient} patients"));
    }
}

fn resource(resource: &Value, wrong: &mut Vec<String>) {
    let kind = resource["resourceType"].as_str().unwrap_or_default();
    let Some((_, required)) = REQUIRED.iter().find(|(name, _)| *name == kind) else {
        wrong.push(format!("{kind} is no resource of ours"));
        return;
    };
    wrong.extend(
        required.iter().filter(|key| resource[**key].is_null()).map(|key| format!("{kind} without {key}")),
    );
    for (name, allowed) in STATUS.iter().filter(|(name, _)| *name == kind) {
        let status = resource["status"].as_str().unwrap_or_default();
        if !allowed.contains(&status) {
            wrong.push(format!("{name} is {status}"));
        }
    }
    match kind {
        "Patient"
            if !resource["gender"].is_null() && !GENDER.iter().any(|one| resource["gender"] == *one) =>
        {
            wrong.push("gender outside its value set".into());
        }
        "Observation" => observation(resource, wrong),
        "Composition" => composition(resource, wrong),
        _ => {}
    }
}

/// obs-6 and obs-7 of the base, and what the profiles of the guide ask.
fn observation(one: &Value, wrong: &mut Vec<String>) {
    let code = &one["code"]["coding"][0]["code"];
    let components = one["component"].as_array().into_iter().flatten();
    for component in components.filter(|component| component["code"]["coding"][0]["code"] == *code) {
        wrong.push(format!("obs-7: a component repeats the code of {}", component["code"]));
    }
    guide::check(one, wrong);
}

/// cmp-1 and cmp-2: a section has text, entries or sections, and a reason for being empty only if it is; a narrative has a
/// status of its value set and stands in XHTML.
fn composition(one: &Value, wrong: &mut Vec<String>) {
    for section in one["section"].as_array().into_iter().flatten() {
        let status = section["text"]["status"].as_str().unwrap_or_default();
        let div = section["text"]["div"].as_str().unwrap_or_default();
        if !NARRATIVE.contains(&status) || !div.starts_with("<div xmlns=\"http://www.w3.org/1999/xhtml\">") {
            wrong.push(format!("section {} has no narrative", section["title"]));
        }
        if !section["emptyReason"].is_null() && !section["entry"].is_null() {
            wrong.push(format!("cmp-2: section {} is not empty", section["title"]));
        }
    }
}

/// Every key and value of a document.
fn walk(value: &Value, see: &mut impl FnMut(&str, &Value)) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                see(key, value);
                walk(value, see);
            }
        }
        Value::Array(values) => values.iter().for_each(|value| walk(value, see)),
        _ => {}
    }
}

#[test]
fn each_check_finds_what_it_is_for() {
    use serde_json::json;

    use super::bundle;
    use charley_case::fixed;

    let sound = bundle(&fixed::adult(), None, Codings::default());
    let spoil = |pointer: &str, value: Value| {
        let mut spoilt = sound.clone();
        *spoilt.pointer_mut(pointer).unwrap() = value;
        wrong(&spoilt, Codings::default()).len()
    };
    assert_eq!(wrong(&sound, Codings::default()), Vec::<String>::new());
    for (pointer, value) in [
        ("/type", json!("collection")),
        ("/identifier/value", json!(null)),
        ("/timestamp", json!("yesterday")),
        ("/entry/0/resource/resourceType", json!("Patient")),
        ("/entry/1/fullUrl", json!("urn:uuid:1")),
        ("/entry/2/resource/status", json!("finished")),
        ("/entry/2/resource/subject/reference", json!("urn:uuid:2")),
        ("/entry/2/resource/code/coding/0/system", json!("http://elsewhere.example")),
        ("/entry/2/resource/valueCodeableConcept/text", json!("")),
        ("/entry/3/resource/performer", json!([])),
        ("/entry/0/resource/section/0/text/status", json!("done")),
        ("/timestamp", json!("2026-11-01T00:00:00Z")),
        ("/entry/2/resource/issued", json!("2026-11-01T00:00:00.123456Z")),
        ("/entry/2/resource/effectivePeriod/end", json!("2031-01-01T00:00:00Z")),
        ("/entry/2/resource/effectivePeriod/end", json!("2001-01-01T00:00:00Z")),
        ("/entry/2/resource/category", json!([{ "text": "symptom" }])),
        ("/entry/2/resource/code/coding/0/code", json!("75325-2")),
        ("/entry/2/resource/component/0/valueRatio/denominator/unit", json!("nights")),
        ("/entry/2/resource/component/0/code/coding/0/code", json!("75325-1")),
        ("/entry/2/resource/performer/0", json!({ "display": "me" })),
    ] {
        assert!(spoil(pointer, value) > 0, "{pointer}");
    }
}
