//! Cramps, quiet nights and pain as Observations of the HL7 Symptoms guide.

use charley_domain::{
    diary::DiaryNight,
    entry::{Cramp, Entry, Record},
    muscle::{Muscle, Side},
    night::{NightOf, NightState},
};
use jiff::{Timestamp, tz::TimeZone};
use serde_json::{Value, json};

use super::{Desk, derived, reference};
use crate::report::{Report, codes, figures};

const PROFILES: &str = "http://hl7.org/fhir/uv/symptoms/StructureDefinition/";

/// Every cramp: the symptom, and its pain beside it where it was said.
pub(super) fn cramps(desk: &Desk<'_>) -> Vec<Value> {
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
pub(super) fn quiet_nights(desk: &Desk<'_>, nights: &[DiaryNight]) -> Vec<Value> {
    let quiet = nights.iter().filter(|night| night.state == NightState::None);
    let said = quiet.filter_map(|night| {
        let answers = desk
            .case
            .entries
            .iter()
            .filter(|entry| entry.night == night.night && entry.record == Record::None);
        answers.max_by_key(|entry| entry.recorded_at)
    });
    said.filter_map(|entry| absent(desk, entry)).collect()
}

/// How often, over the whole report: nights with a cramp of known nights.
pub(super) fn summary(desk: &Desk<'_>, report: &Report) -> Vec<Value> {
    let (Some(range), true) = (report.range, report.rate.cramp > 0) else { return Vec::new() };
    let Some((from, _)) = bounds(range.first, &desk.home) else { return Vec::new() };
    let Some((_, to)) = bounds(range.last, &desk.home) else { return Vec::new() };
    let id = derived(desk.patient, &["summary", &range.first.to_string()]).to_string();
    let mut summary = head(desk, (&id, "SymptomObservation", codes::SYMPTOM), desk.case.now.timestamp());
    summary["effectivePeriod"] = period(from, Some(to), &desk.home);
    summary["valueCodeableConcept"] = what(desk, "Cramps in the legs");
    summary["component"] = json!([{
        "code": codes::FREQUENCY.concept(),
        "valueRatio": {
            "numerator": { "value": report.rate.cramp, "unit": "nights with a cramp" },
            "denominator": { "value": report.rate.known, "unit": "d", "system": codes::System::Ucum.uri(), "code": "d" },
        },
    }]);
    vec![summary]
}

fn symptom(desk: &Desk<'_>, entry: &Entry, cramp: &Cramp) -> Value {
    let id = entry.id.to_string();
    let mut symptom = head(desk, (&id, "SymptomObservation", codes::SYMPTOM), entry.recorded_at);
    let start = entry.occurred_at.instant;
    let zone = TimeZone::fixed(entry.occurred_at.offset());
    let night = bounds(entry.night, &desk.home).filter(|_| !figures::is_timed(entry));
    match (night, cramp.duration_s) {
        // Only the night is known: the period is the night.
        (Some((from, to)), _) => symptom["effectivePeriod"] = period(from, Some(to), &desk.home),
        (None, Some(seconds)) => {
            let end = start.checked_add(jiff::SignedDuration::from_secs(i64::from(seconds))).unwrap_or(start);
            symptom["effectivePeriod"] = period(start, Some(end), &zone);
        }
        (None, None) => symptom["effectiveDateTime"] = json!(stamp(start, &zone)),
    }
    let place = place_words(cramp);
    let during = if cramp.during_workout { " during a workout" } else { "" };
    symptom["valueCodeableConcept"] = what(desk, &format!("Cramp, {place}{during}"));
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
fn scale(desk: &Desk<'_>, entry: &Entry, pain: f64) -> Value {
    let id = derived(entry.id, &["pain"]).to_string();
    let mut scale = head(desk, (&id, "AssessmentScaleObservation", codes::PAIN), entry.recorded_at);
    scale["category"] = json!([codes::CATEGORY_SURVEY.concept()]);
    scale["effectiveDateTime"] =
        json!(stamp(entry.occurred_at.instant, &TimeZone::fixed(entry.occurred_at.offset())));
    scale["valueQuantity"] =
        json!({ "value": pain, "unit": "{score}", "system": codes::System::Ucum.uri(), "code": "{score}" });
    scale["derivedFrom"] = json!([reference(&entry.id.to_string())]);
    scale
}

fn absent(desk: &Desk<'_>, entry: &Entry) -> Option<Value> {
    let (from, to) = bounds(entry.night, &desk.home)?;
    let id = entry.id.to_string();
    let mut absent = head(desk, (&id, "SymptomAbsentObservation", codes::SYMPTOM_ABSENT), entry.recorded_at);
    absent["effectivePeriod"] = period(from, Some(to), &desk.home);
    absent["valueCodeableConcept"] = what(desk, crate::words::report_sheet::NO_CRAMP);
    Some(absent)
}

/// What all Observations have; the person speaks of themselves.
fn head(desk: &Desk<'_>, (id, profile, code): (&str, &str, codes::Code), said: Timestamp) -> Value {
    let person = reference(&desk.patient.to_string());
    json!({
        "resourceType": "Observation",
        "id": id,
        "meta": { "profile": [format!("{PROFILES}{profile}")] },
        "status": "final",
        "category": [codes::CATEGORY_SYMPTOM.concept()],
        "code": code.concept(),
        "subject": person,
        "issued": said.to_string(),
        "performer": [person],
    })
}

/// The cramp as a concept: always in words, with the codes that may be used.
fn what(desk: &Desk<'_>, words: &str) -> Value {
    let mut coding = vec![codes::CRAMP_ICD10CM.coding()];
    if desk.codings.snomed {
        coding.insert(0, codes::CRAMP_SNOMED.coding());
    }
    json!({ "coding": coding, "text": words })
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

pub(super) fn period(from: Timestamp, to: Option<Timestamp>, zone: &TimeZone) -> Value {
    let mut period = json!({ "start": stamp(from, zone) });
    if let Some(to) = to {
        period["end"] = json!(stamp(to, zone));
    }
    period
}

/// An instant with the offset of a place.
pub(super) fn stamp(at: Timestamp, zone: &TimeZone) -> String {
    at.display_with_offset(zone.to_offset(at)).to_string()
}
