//! The report as a FHIR R4 document: cramps as symptoms, quiet nights as absent symptoms, unknown nights as nothing at all.
//!
//! Profiles: HL7 Symptoms guide 1.0.0 (hl7.fhir.uv.symptoms). Identities are those of the diary, or made from them, so the same
//! diary gives the same resources.

#[cfg(test)]
mod check;
mod composition;
mod medication;
mod observation;
mod time;

use charley_domain::{entry::Entry, night::NightOf};
use jiff::tz::TimeZone;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::report;
use crate::rate;
use charley_case::Case;

/// Which code systems may be used beside text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Codings {
    /// SNOMED CT, which needs a licence in some countries.
    pub snomed: bool,
}

/// What every resource is made from.
struct ResourceInput<'a> {
    case: &'a Case,
    since: Option<NightOf>,
    codings: Codings,
    home: TimeZone,
    patient: Uuid,
}

/// The document of a case, from a night on.
pub fn bundle(case: &Case, since: Option<NightOf>, codings: Codings) -> Value {
    let home = case.now.time_zone().clone();
    let patient = patient_id(&case.entries);
    let desk = ResourceInput { case, since, codings, home, patient };
    let report = report(case, since);
    let nights = rate::nights(&case.entries, since, &case.now);
    let mut resources = vec![patient_of(&desk)];
    let cramps = observation::cramps(&desk);
    let absent = observation::quiet_nights(&desk, &nights);
    let summary = observation::summary(&desk, &report);
    let medicines = medication::statements(&desk);
    let groups = composition::Groups {
        summary: ids(&summary),
        cramps: ids(&cramps),
        absent: ids(&absent),
        medicines: ids(&medicines),
    };
    let document = composition::composition(&desk, &report, &groups);
    resources.extend(summary.into_iter().chain(cramps).chain(absent).chain(medicines));
    let entries: Vec<Value> = std::iter::once(document)
        .chain(resources)
        .map(|resource| json!({ "fullUrl": format!("urn:uuid:{}", text(&resource, "id")), "resource": resource }))
        .collect();
    json!({
        "resourceType": "Bundle",
        "id": derived(patient, &["bundle", &case.now.date().to_string()]).to_string(),
        "identifier": { "system": "urn:ietf:rfc:3986", "value": format!("urn:uuid:{}", content_id(&entries)) },
        "type": "document",
        "timestamp": time::instant(case.now.timestamp()),
        "entry": entries,
    })
}

fn patient_of(desk: &ResourceInput<'_>) -> Value {
    let mut patient = json!({ "resourceType": "Patient", "id": desk.patient.to_string() });
    if let Some(sex) = desk.case.person.sex {
        patient["gender"] = json!(sex.word());
    }
    if let Some(name) = &desk.case.person.name {
        patient["name"] = json!([{ "text": name }]);
    }
    let person = &desk.case.person;
    let month = person.born.map(|born| born.strftime("%Y-%m").to_string());
    // Where only the month of birth is known, the date is of a month.
    if let Some(born) = person.birth_date.map(|day| day.to_string()).or(month) {
        patient["birthDate"] = json!(born);
    }
    patient
}

/// A reference within the document.
fn reference(id: &str) -> Value {
    json!({ "reference": format!("urn:uuid:{id}") })
}

fn ids(resources: &[Value]) -> Vec<String> {
    resources.iter().map(|resource| text(resource, "id")).collect()
}

fn text(value: &Value, key: &str) -> String {
    value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// The person of a diary: made from the entry that was written first, which every diary has its own of.
fn patient_id(entries: &[Entry]) -> Uuid {
    let first = entries.iter().min_by_key(|entry| (entry.recorded_at, entry.id)).map(|entry| entry.id);
    derived(first.unwrap_or_default(), &["patient"])
}

/// A UUID (version 8) of SHA-256 over another one and some words.
fn derived(from: Uuid, words: &[&str]) -> Uuid {
    let mut hash = Sha256::new_with_prefix(from.as_bytes());
    for word in words {
        hash.update([0]);
        hash.update(word.as_bytes());
    }
    of_hash(&hash.finalize())
}

/// A UUID (version 8) of everything in a document.
fn content_id(entries: &[Value]) -> Uuid {
    of_hash(&Sha256::digest(Value::from(entries.to_vec()).to_string().as_bytes()))
}

fn of_hash(hash: &[u8]) -> Uuid {
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use charley_domain::{entry::Record, moment::Precision, person::Person, quantity::Pain};
    use jiff::{
        ToSpan as _,
        civil::{Date, date},
    };

    use super::*;
    use charley_case::fixed;

    fn kinds(bundle: &Value) -> Vec<String> {
        let of = |entry: &Value| text(&entry["resource"], "resourceType");
        bundle["entry"].as_array().unwrap().iter().map(of).collect()
    }

    fn profiled(bundle: &Value, profile: &str) -> usize {
        let of = |entry: &&Value| {
            entry["resource"]["meta"]["profile"][0].as_str().is_some_and(|one| one.ends_with(profile))
        };
        bundle["entry"].as_array().unwrap().iter().filter(of).count()
    }

    #[test]
    fn a_fixed_diary_is_a_sound_document() {
        for codings in [Codings::default(), Codings { snomed: true }] {
            let bundle = bundle(&fixed::adult(), None, codings);
            assert_eq!(check::wrong(&bundle, codings), Vec::<String>::new());
        }
        let mut empty = fixed::adult();
        empty.entries.clear();
        assert_eq!(
            check::wrong(&bundle(&empty, None, Codings::default()), Codings::default()),
            Vec::<String>::new()
        );
    }

    /// Persons whose diary is unlike the fixed one.
    fn unusual() -> Vec<(&'static str, Case)> {
        let case = fixed::adult();
        let with = |name: &'static str, change: &dyn Fn(&mut Case)| {
            let mut other = case.clone();
            change(&mut other);
            (name, other)
        };
        let medicine = |case: &mut Case, from: Date, until: Option<Date>| {
            for entry in &mut case.entries {
                if let Record::Medicine(used) = &mut entry.record {
                    (used.from, used.until) = (from, until);
                }
            }
        };
        vec![
            with("no medicine", &|case| {
                case.entries.retain(|entry| !matches!(entry.record, Record::Medicine(_)));
            }),
            with("a minor", &|case| case.person.born = Some(date(2014, 3, 1))),
            with("nothing said of the person", &|case| case.person = Person::default()),
            with("a medicine that will end", &|case| {
                medicine(case, date(2026, 1, 1), Some(date(2027, 1, 1)));
            }),
            with("a medicine that will begin", &|case| medicine(case, date(2026, 12, 1), None)),
            with("a medicine that ends today", &|case| {
                medicine(case, date(2026, 1, 1), Some(date(2026, 11, 23)));
            }),
            with("nights only, pain between whole numbers, to the nanosecond", &|case| {
                for entry in &mut case.entries {
                    entry.recorded_at += jiff::SignedDuration::from_nanos(123_456_789);
                    if let Record::Cramp(cramp) = &mut entry.record {
                        entry.precision = Precision::Night;
                        cramp.pain = Some(Pain::from_0_10(4.5).unwrap());
                    }
                }
            }),
            with("a cramp that still holds", &|case| {
                let at = case.now.timestamp();
                for entry in &mut case.entries {
                    if let Record::Cramp(cramp) = &mut entry.record {
                        cramp.duration_s = Some(3600);
                        entry.occurred_at.instant = at;
                    }
                }
            }),
        ]
    }

    #[test]
    fn unusual_diaries_are_sound_documents() {
        for (name, case) in unusual() {
            for codings in [Codings::default(), Codings { snomed: true }] {
                let document = bundle(&case, None, codings);
                assert_eq!(check::wrong(&document, codings), Vec::<String>::new(), "{name}");
            }
        }
    }

    #[test]
    fn ten_years_of_nights_are_a_sound_document() {
        let mut case = fixed::adult();
        let forty = case.entries.clone();
        for past in 1..92_i64 {
            for (number, entry) in forty.iter().enumerate() {
                let mut earlier = entry.clone();
                let days = jiff::SignedDuration::from_hours(24 * 40 * past);
                earlier.id = Uuid::from_u128(((past as u128) << 64) | number as u128);
                earlier.night = NightOf(earlier.night.date().saturating_sub((40 * past).days()));
                earlier.recorded_at -= days;
                earlier.occurred_at.instant -= days;
                if !matches!(earlier.record, Record::Medicine(_)) {
                    case.entries.push(earlier);
                }
            }
        }
        let document = bundle(&case, None, Codings::default());
        assert!(profiled(&document, "/SymptomAbsentObservation") > 2500);
        assert_eq!(check::wrong(&document, Codings::default()), Vec::<String>::new());
    }

    #[test]
    fn cramps_are_coded_by_muscle_and_sleep_and_pain_is_whole() {
        let (_, nights_only) =
            unusual().into_iter().find(|(name, _)| name.starts_with("nights only")).unwrap();
        let text = bundle(&nights_only, None, Codings::default()).to_string();
        assert!(text.contains("M62.831") && text.contains("G47.62") && !text.contains("R25.2"));
        assert!(text.contains("\"value\":5}") || text.contains("\"value\":5,"), "{text}");
        assert!(text.contains("Said: 4.5 of 10.") && !text.contains("4.5,"));
    }

    #[test]
    fn what_a_patient_takes_is_empty_for_a_reason() {
        let reason = |case: &Case| {
            let document = bundle(case, None, Codings::default());
            let sections = document["entry"][0]["resource"]["section"].as_array().unwrap().clone();
            let reasons = sections.iter().map(|section| &section["emptyReason"]["coding"][0]["code"]);
            reasons.map(Value::as_str).find_map(|code| code.map(str::to_owned))
        };
        let mut case = fixed::adult();
        assert_eq!(reason(&case), None);
        for entry in &mut case.entries {
            if let Record::Medicine(used) = &mut entry.record {
                "none".clone_into(&mut used.name);
            }
        }
        assert_eq!(reason(&case).as_deref(), Some("nilknown"));
        case.entries.retain(|entry| !matches!(entry.record, Record::Medicine(_)));
        assert_eq!(reason(&case).as_deref(), Some("notasked"));
    }

    #[test]
    fn quiet_nights_are_absent_symptoms_and_unknown_nights_are_nothing() {
        let bundle = bundle(&fixed::adult(), None, Codings::default());
        // Five cramps and the summary, thirty quiet nights; of the five unknown nights nothing.
        assert_eq!(profiled(&bundle, "/SymptomObservation"), 6);
        assert_eq!(profiled(&bundle, "/SymptomAbsentObservation"), 30);
        assert_eq!(kinds(&bundle).iter().filter(|kind| *kind == "MedicationStatement").count(), 1);
        assert!(bundle.to_string().contains("5 of 40 nights are unknown and not in here"));
    }

    #[test]
    fn snomed_is_there_only_when_asked_for() {
        let snomed = |codings| bundle(&fixed::adult(), None, codings).to_string().contains("snomed");
        assert!(!snomed(Codings::default()) && snomed(Codings { snomed: true }));
    }

    #[test]
    fn the_same_diary_gives_the_same_resources_at_any_time() {
        let case = fixed::adult();
        let mut later = case.clone();
        later.now = later.now.checked_add(jiff::SignedDuration::from_hours(1)).unwrap();
        let ids = |case: &Case| -> BTreeSet<String> {
            let bundle = bundle(case, None, Codings::default());
            bundle["entry"].as_array().unwrap().iter().map(|entry| text(entry, "fullUrl")).collect()
        };
        assert_eq!(ids(&case), ids(&later));
        assert_eq!(bundle(&case, None, Codings::default()), bundle(&case, None, Codings::default()));
    }

    #[test]
    fn a_medicine_is_coded_only_where_its_name_says_no_more_than_the_code() {
        let coded = |name: &str| {
            let mut case = fixed::adult();
            for entry in &mut case.entries {
                if let Record::Medicine(used) = &mut entry.record {
                    name.clone_into(&mut used.name);
                }
            }
            let text = bundle(&case, None, Codings::default()).to_string();
            text.contains("whocc.no/atc")
        };
        assert!(coded("Atorvastatin 20 mg") && coded("hydrochlorothiazide"));
        // A brand may hold more, a combination does, and a class is no medicine.
        assert!(
            !coded("Vytorin") && !coded("simvastatin/ezetimibe") && !coded("statin") && !coded("zzyzxin")
        );
    }
}
