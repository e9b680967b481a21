//! The profiles of the HL7 Symptoms guide 1.0.0 that Charley uses, as far as they bind what it writes: fixed codes,
//! cardinalities, types, the binding of a frequency.

use serde_json::Value;

/// One profile.
struct FhirProfile {
    name: &'static str,
    /// The fixed code; of a scale any, ours is that of pain.
    code: &'static str,
    /// The category that must be among the categories.
    category: Option<(&'static str, &'static str)>,
    effective: &'static [&'static str],
    value: &'static str,
    forbidden: &'static [&'static str],
}

const SYMPTOM: (&str, &str) = ("http://hl7.org/fhir/uv/symptoms/CodeSystem/SymptomTemporary", "symptom");
const SURVEY: (&str, &str) = ("http://terminology.hl7.org/CodeSystem/observation-category", "survey");
const FORBIDDEN: &[&str] = &["dataAbsentReason", "interpretation", "specimen", "device", "referenceRange"];

/// Source: HL7/fhir-symptoms-ig, the files of `input/fsh` of these names, `AssessmentObservations`.
const PROFILES: [FhirProfile; 3] = [
    FhirProfile {
        name: "SymptomObservation",
        code: "75325-1",
        category: Some(SYMPTOM),
        effective: &["effectiveDateTime", "effectivePeriod"],
        value: "valueCodeableConcept",
        forbidden: FORBIDDEN,
    },
    FhirProfile {
        name: "SymptomAbsentObservation",
        code: "111551-8",
        category: None,
        effective: &["effectiveDateTime", "effectivePeriod"],
        value: "valueCodeableConcept",
        forbidden: FORBIDDEN,
    },
    FhirProfile {
        name: "AssessmentScaleObservation",
        code: "72514-3",
        category: Some(SURVEY),
        effective: &["effectiveDateTime"],
        value: "valueQuantity",
        forbidden: &["hasMember"],
    },
];

/// Components of a symptom: code and the values it may have. Source: the same, slices of `SymptomObservation.component`.
const COMPONENTS: [(&str, &[&str]); 2] =
    [("104156-5", &["valueRatio", "valueCodeableConcept"]), ("100753-3", &["valueCodeableConcept"])];
/// Units of the denominator of a frequency. Source: value set duration-units (UCUM).
const DURATION_UNITS: [&str; 7] = ["s", "min", "h", "d", "wk", "mo", "a"];

/// What a profile would refuse.
pub(super) fn check(one: &Value, wrong: &mut Vec<String>) {
    let claimed = one["meta"]["profile"][0].as_str().unwrap_or_default();
    let Some(profile) = PROFILES.iter().find(|profile| {
        claimed == format!("http://hl7.org/fhir/uv/symptoms/StructureDefinition/{}", profile.name)
    }) else {
        wrong.push(format!("{claimed} is no profile of ours"));
        return;
    };
    let mut refuse = |what: &str| wrong.push(format!("{}: {what} ({})", profile.name, one["id"]));
    if one["code"]["coding"][0]["code"] != profile.code {
        refuse("another code");
    }
    if profile.category.is_some_and(|category| !has_category(one, category)) {
        refuse("without its category");
    }
    if (keys(one, "effective"), keys(one, "value")) != (1, 1) {
        refuse("not one time and one value");
    }
    if !profile.effective.iter().any(|key| !one[*key].is_null()) {
        refuse("a time of another type");
    }
    if one[profile.value].is_null() {
        refuse("a value of another type");
    }
    if profile.value == "valueCodeableConcept"
        && one[profile.value]["text"].as_str().is_none_or(str::is_empty)
    {
        refuse("a value without words");
    }
    if profile.forbidden.iter().any(|key| !one[*key].is_null()) {
        refuse("an element that is forbidden");
    }
    let performers = one["performer"].as_array().map_or(0, Vec::len);
    if performers != 1 || one["performer"][0]["reference"] != one["subject"]["reference"] {
        refuse("not said by the patient alone");
    }
    for component in one["component"].as_array().into_iter().flatten() {
        if !fits(component) {
            refuse("a component that is none of the guide");
        }
    }
}

fn has_category(one: &Value, (system, code): (&str, &str)) -> bool {
    let categories = one["category"].as_array().into_iter().flatten();
    let such = categories.filter(|category| {
        category["coding"][0]["system"] == system && category["coding"][0]["code"] == code
    });
    such.count() == 1
}

fn fits(component: &Value) -> bool {
    let code = &component["code"]["coding"][0]["code"];
    let known = COMPONENTS.iter().find(|(of, _)| code == of);
    let value = known.is_some_and(|(_, values)| values.iter().any(|value| !component[*value].is_null()));
    let unit = &component["valueRatio"]["denominator"]["unit"];
    value && keys(component, "value") == 1 && (unit.is_null() || DURATION_UNITS.iter().any(|one| unit == one))
}

fn keys(value: &Value, stem: &str) -> usize {
    value.as_object().map_or(0, |all| all.keys().filter(|key| key.starts_with(stem)).count())
}
