//! Cramps, quiet nights and pain as Observations of the HL7 Symptoms guide.

use charley_domain::{
    diary::DiaryNight,
    entry::{Cramp, Entry, Record},
    muscle::{Muscle, Side},
    night::{NightOf, NightState},
};
use jiff::{Timestamp, tz::TimeZone};
use serde_json::{Value, json};

use super::{ResourceInput, derived, reference, time};
use crate::report::{Report, codes, figures, words::sheet as says};

const PROFILES: &str = "http://hl7.org/fhir/uv/symptoms/StructureDefinition/";

/// Every cramp: the symptom, and its pain beside it where it was said.
pub(super) fn cramps(desk: &ResourceInput<'_>) -> Vec<Value> {
    let mut all = Vec::new();
    for entry in desk.case.entries.iter().filter(|entry| desk.since.is_none_or(|since| since <= entry.night))
    {
        if let Record::Cramp(cramp) = &entry.record {
            all.push(symptom(desk, entry, cramp));
            all.extend(cramp.pain.map(|pain| scale(desk, entry, pain.of_10())));
        }
    }
    all
}

/// Every night of which the person said that there was no cramp.
pub(super) fn quiet_nights(desk: &ResourceInput<'_>, nights: &[DiaryNight]) -> Vec<Value> {
    let quiet = nights.iter().filter(|night| night.state == NightState::None);
    let said = quiet.filter_map(|night| {
        let answers = desk
            .case
            .entries
            .iter()
            .filter(|entry| entry.night == night.night && entry.answer() == Some(NightState::None));
        answers.max_by_key(|entry| entry.recorded_at)
    });
    said.filter_map(|entry| absent(desk, entry)).collect()
}

/// How often, over the whole report: nights with a cramp of known nights.
pub(super) fn summary(desk: &ResourceInput<'_>, report: &Report) -> Vec<Value> {
    let (Some(range), true) = (report.range, report.rate.cramp > 0) else { return Vec::new() };
    let Some((from, _)) = bounds(range.first, &desk.home) else { return Vec::new() };
    let Some((_, to)) = bounds(range.last, &desk.home) else { return Vec::new() };
    let now = desk.case.now.timestamp();
    let id = derived(desk.patient, &["summary", &range.first.to_string()]).to_string();
    let mut summary = head(desk, &Head { id: &id, profile: "SymptomObservation", code: codes::SYMPTOM }, now);
    summary["effectivePeriod"] = time::period(from, to.min(now), &desk.home);
    summary["valueCodeableConcept"] = what(desk, says::CRAMPS_IN_LEGS, &[]);
    summary["component"] = json!([{
        "code": codes::FREQUENCY.concept(),
        "valueRatio": {
            "numerator": { "value": report.rate.cramp, "unit": "nights with a cramp" },
            "denominator": { "value": report.rate.known, "unit": "d", "system": codes::System::Ucum.uri(), "code": "d" },
        },
    }]);
    vec![summary]
}

fn symptom(desk: &ResourceInput<'_>, entry: &Entry, cramp: &Cramp) -> Value {
    let id = entry.id.to_string();
    let mut symptom =
        head(desk, &Head { id: &id, profile: "SymptomObservation", code: codes::SYMPTOM }, entry.recorded_at);
    let (start, now) = (entry.occurred_at.instant, desk.case.now.timestamp());
    let zone = TimeZone::fixed(entry.occurred_at.offset());
    let night = bounds(entry.night, &desk.home).filter(|_| !figures::is_timed(entry));
    match (night, cramp.duration_s) {
        // Only the night is known: the period is the night, as far as it was over when this was said.
        (Some((from, to)), _) => {
            symptom["effectivePeriod"] = time::period(from, to.min(entry.recorded_at).min(now), &desk.home);
        }
        (None, Some(seconds)) => {
            let end = start.checked_add(jiff::SignedDuration::from_secs(i64::from(seconds))).unwrap_or(start);
            symptom["effectivePeriod"] = time::period(start, end.min(now), &zone);
        }
        (None, None) => symptom["effectiveDateTime"] = json!(time::stamp(start, &zone)),
    }
    let place = place_words(cramp);
    let during = if cramp.during_workout { " during a workout" } else { "" };
    let codes = codes::cramp_icd10cm(cramp.muscle, figures::is_out_of_sleep(entry, cramp));
    symptom["valueCodeableConcept"] = what(desk, &format!("Cramp, {place}{during}"), &codes);
    let mut site = json!({ "text": place });
    if let Some(code) = codes::place(cramp.muscle).filter(|_| desk.codings.snomed) {
        site["coding"] = json!([code.coding()]);
    }
    symptom["bodySite"] = site;
    let eased = cramp.eased_by.iter().map(
        |by| json!({ "code": codes::ALLEVIATING.concept(), "valueCodeableConcept": { "text": by.word() } }),
    );
    let eased: Vec<Value> = eased.collect();
    if !eased.is_empty() {
        symptom["component"] = Value::from(eased);
    }
    symptom
}

/// Pain from 0 to 10, as a scale of its own that is derived from the symptom.
fn scale(desk: &ResourceInput<'_>, entry: &Entry, pain: f64) -> Value {
    let id = derived(entry.id, &["pain"]).to_string();
    let mut scale = head(
        desk,
        &Head { id: &id, profile: "AssessmentScaleObservation", code: codes::PAIN },
        entry.recorded_at,
    );
    scale["category"] = json!([codes::CATEGORY_SURVEY.concept()]);
    let at = if figures::is_timed(entry) {
        time::stamp(entry.occurred_at.instant, &TimeZone::fixed(entry.occurred_at.offset()))
    } else {
        entry.night.to_string()
    };
    scale["effectiveDateTime"] = json!(at);
    scale["valueQuantity"] = json!({ "value": whole(pain), "unit": "{score}", "system": codes::System::Ucum.uri(), "code": "{score}" });
    if pain.fract() != 0.0 {
        scale["note"] = json!([{ "text": says::pain_said(pain) }]);
    }
    scale["derivedFrom"] = json!([reference(&entry.id.to_string())]);
    scale
}

/// The scale knows whole numbers only; what was said between two of them stands beside it.
fn whole(pain: f64) -> u64 {
    pain.round() as u64
}

fn absent(desk: &ResourceInput<'_>, entry: &Entry) -> Option<Value> {
    let (from, to) = bounds(entry.night, &desk.home)?;
    let id = entry.id.to_string();
    let mut absent = head(
        desk,
        &Head { id: &id, profile: "SymptomAbsentObservation", code: codes::SYMPTOM_ABSENT },
        entry.recorded_at,
    );
    let end = to.min(entry.recorded_at).min(desk.case.now.timestamp());
    absent["effectivePeriod"] = time::period(from, end, &desk.home);
    // What is absent is the symptom: a value that says "no cramp" would deny it twice.
    absent["valueCodeableConcept"] = what(desk, says::CRAMPS_IN_LEGS, &[]);
    Some(absent)
}

/// What tells one Observation from another.
struct Head<'a> {
    id: &'a str,
    profile: &'static str,
    code: codes::Code,
}

/// What all Observations have; the person speaks of themselves.
fn head(desk: &ResourceInput<'_>, of: &Head<'_>, said: Timestamp) -> Value {
    let Head { id, profile, code } = of;
    let person = reference(&desk.patient.to_string());
    json!({
        "resourceType": "Observation",
        "id": id,
        "meta": { "profile": [format!("{PROFILES}{profile}")] },
        "status": "final",
        "category": [codes::CATEGORY_SYMPTOM.concept()],
        "code": code.concept(),
        "subject": person,
        "issued": time::instant(said),
        "performer": [person],
    })
}

/// The cramp as a concept: always in words, with the codes that fit and may be used.
fn what(desk: &ResourceInput<'_>, words: &str, codes: &[codes::Code]) -> Value {
    let snomed = desk.codings.snomed.then_some(codes::CRAMP_SNOMED);
    let coding: Vec<Value> = snomed.iter().chain(codes).map(|code| code.coding()).collect();
    let mut what = json!({ "text": words });
    if !coding.is_empty() {
        what["coding"] = Value::from(coding);
    }
    what
}

fn place_words(cramp: &Cramp) -> String {
    let muscle = if cramp.muscle == Muscle::Other { "another muscle" } else { cramp.muscle.word() };
    match cramp.side {
        Side::Unknown => muscle.to_owned(),
        Side::Both => format!("{muscle}, both sides"),
        side => format!("{side} {muscle}"),
    }
}

/// First and last instant of a night at home.
fn bounds(night: NightOf, home: &TimeZone) -> Option<(Timestamp, Timestamp)> {
    night.bounds(home).ok()
}
