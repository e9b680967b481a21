//! A record of a clinic (FHIR R4, JSON): the medicines and conditions that it names, to be looked through by the person. Nothing
//! of it becomes an entry by itself.
//!
//! A bundle, a list, one resource, or newline-separated resources; a medicine is named in its own resource, in one it refers to, or
//! in one it contains. What was entered in error, or is a plan or a proposal, is left out.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;

use crate::ReadError;

/// Resources of one file at most.
const MOST: usize = 200_000;
/// Letters of a name at most.
const LONGEST_NAME: usize = 120;

/// A medicine that a record names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecordedMedicine {
    /// Its name as the record has it.
    pub name: String,
    /// Its code of the World Health Organization, where the record has one.
    pub atc: Option<String>,
    /// Its code of RxNorm.
    pub rxnorm: Option<String>,
    /// The first day of which the record knows.
    pub from: Option<Date>,
    /// The last day, where it ended.
    pub until: Option<Date>,
    /// Whether the record has it as taken now.
    #[serde(rename = "active")]
    pub is_active: bool,
}

/// What a record of a clinic names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClinicRecord {
    /// Medicines, each once, by name.
    pub medicines: Vec<RecordedMedicine>,
    /// Conditions, each once, by name.
    pub conditions: Vec<String>,
}

impl ClinicRecord {
    /// Whether it names nothing that Charley could ask about.
    pub fn is_empty(&self) -> bool {
        self.medicines.is_empty() && self.conditions.is_empty()
    }
}

/// Whether some text begins as a resource of FHIR does.
pub(crate) fn looks_like(head: &str) -> bool {
    let Some((_, after)) = head.split_once("\"resourceType\"") else { return false };
    after.trim_start().strip_prefix(':').is_some_and(|value| value.trim_start().starts_with('"'))
}

/// Reads a record.
///
/// # Errors
/// [`ReadError`] where the JSON breaks before anything was read.
pub(crate) fn read(text: &str) -> Result<ClinicRecord, ReadError> {
    let mut resources = Vec::new();
    for value in serde_json::Deserializer::from_str(text.trim_start_matches('\u{feff}')).into_iter() {
        match value {
            Ok(value) => gather(value, &mut resources, 0),
            Err(error) if resources.is_empty() => {
                let message = format!(
                    "the JSON breaks at line {}, column {}: export it again",
                    error.line(),
                    error.column()
                );
                return Err(ReadError::new("bad_json", message));
            }
            Err(_) => break,
        }
    }
    Ok(told(&resources))
}

/// Resources within bundles and lists.
fn gather(value: Value, resources: &mut Vec<Value>, depth: u8) {
    if resources.len() >= MOST || depth > 4 {
        return;
    }
    match value {
        Value::Array(many) => many.into_iter().for_each(|one| gather(one, resources, depth + 1)),
        Value::Object(mut object) => {
            if object.get("resourceType").and_then(Value::as_str) == Some("Bundle") {
                let Some(Value::Array(entries)) = object.remove("entry") else { return };
                for mut entry in entries {
                    if let Some(resource) = entry.get_mut("resource").map(Value::take) {
                        gather(resource, resources, depth + 1);
                    }
                }
            } else if object.contains_key("resourceType") {
                resources.push(Value::Object(object));
            }
        }
        _ => {}
    }
}

fn told(resources: &[Value]) -> ClinicRecord {
    let named: BTreeMap<&str, &Value> = resources
        .iter()
        .filter(|one| one["resourceType"] == "Medication")
        .filter_map(|one| Some((one["id"].as_str()?, &one["code"])))
        .collect();
    let mut medicines: BTreeMap<String, RecordedMedicine> = BTreeMap::new();
    let mut conditions: BTreeMap<String, String> = BTreeMap::new();
    for resource in resources {
        match resource["resourceType"].as_str() {
            Some("MedicationStatement" | "MedicationRequest") => {
                if let Some(one) = medicine(resource, &named) {
                    medicines.entry(one.key()).and_modify(|held| held.join(&one)).or_insert(one);
                }
            }
            Some("Condition") => {
                if let Some(name) = condition(resource) {
                    conditions.entry(name.to_lowercase()).or_insert(name);
                }
            }
            _ => {}
        }
    }
    let mut medicines: Vec<RecordedMedicine> = medicines.into_values().collect();
    medicines.sort_by_cached_key(|one| (!one.is_active, one.name.to_lowercase()));
    ClinicRecord { medicines, conditions: conditions.into_values().collect() }
}

impl RecordedMedicine {
    /// What it is the same by: its code, else its name.
    pub fn key(&self) -> String {
        self.rxnorm.clone().or_else(|| self.atc.clone()).unwrap_or_else(|| self.name.to_lowercase())
    }

    /// Prescribed again and again it is one medicine, from the first day on.
    pub fn join(&mut self, other: &Self) {
        let ends_later = match (self.until, other.until) {
            (Some(mine), Some(theirs)) => theirs > mine,
            (mine, _) => mine.is_some(),
        };
        if ends_later {
            self.until = other.until;
        }
        self.from = [self.from, other.from].into_iter().flatten().min();
        self.is_active |= other.is_active;
        if self.is_active {
            self.until = None;
        }
    }
}

fn medicine(resource: &Value, named: &BTreeMap<&str, &Value>) -> Option<RecordedMedicine> {
    let status = resource["status"].as_str().unwrap_or("unknown");
    let intent = resource["intent"].as_str().unwrap_or("order");
    if matches!(status, "entered-in-error" | "draft" | "not-taken" | "cancelled" | "intended")
        || matches!(intent, "proposal" | "plan")
        || resource["doNotPerform"] == true
    {
        return None;
    }
    let reference = resource["medicationReference"]["reference"].as_str().unwrap_or("");
    let contained = || {
        let id = reference.strip_prefix('#')?;
        let all = resource["contained"].as_array()?;
        all.iter().find(|one| one["id"] == id).map(|one| &one["code"])
    };
    let code = match &resource["medicationCodeableConcept"] {
        Value::Null => contained().or_else(|| named.get(reference.rsplit('/').next()?).copied()),
        code => Some(code),
    };
    let shown = resource["medicationReference"]["display"].as_str();
    let name = code.and_then(text).or_else(|| shown.and_then(short))?;
    let coded = |system: &str| {
        let codings = code?["coding"].as_array()?;
        let coding = codings
            .iter()
            .find(|one| one["system"].as_str().is_some_and(|named| named.to_lowercase().contains(system)))?;
        coding["code"].as_str().and_then(short)
    };
    let day = |value: &Value| value.as_str()?.get(..10)?.parse::<Date>().ok();
    let from = [
        &resource["effectivePeriod"]["start"],
        &resource["effectiveDateTime"],
        &resource["authoredOn"],
        &resource["dateAsserted"],
    ];
    let until = [&resource["effectivePeriod"]["end"]];
    let is_active = matches!(status, "active" | "on-hold");
    Some(RecordedMedicine {
        name,
        atc: coded("whocc.no/atc"),
        rxnorm: coded("rxnorm"),
        from: from.into_iter().find_map(day),
        until: until.into_iter().find_map(day).filter(|_| !is_active),
        is_active,
    })
}

/// A condition that is still one, by name.
fn condition(resource: &Value) -> Option<String> {
    let coded = |field: &str| resource[field]["coding"][0]["code"].as_str().unwrap_or("").to_owned();
    let is_over = matches!(coded("clinicalStatus").as_str(), "inactive" | "remission" | "resolved");
    let is_wrong = matches!(coded("verificationStatus").as_str(), "refuted" | "entered-in-error");
    if is_over || is_wrong { None } else { text(&resource["code"]) }
}

/// The words of a code: its text, else what one of its codings is shown as.
fn text(code: &Value) -> Option<String> {
    let shown = || code["coding"].as_array()?.iter().find_map(|one| one["display"].as_str());
    code["text"].as_str().or_else(shown).and_then(short)
}

/// Text on one line, cut to a length that can be shown.
fn short(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let plain: String =
        words.join(" ").chars().filter(|letter| !letter.is_control()).take(LONGEST_NAME).collect();
    (!plain.is_empty()).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bundle(resources: &[&str]) -> String {
        let entries: Vec<String> = resources.iter().map(|one| format!("{{\"resource\":{one}}}")).collect();
        format!("{{\"resourceType\" : \"Bundle\",\"entry\":[{}]}}", entries.join(","))
    }

    #[test]
    fn a_medicine_is_one_however_often_it_was_prescribed() {
        let code = r#""medicationCodeableConcept":{"text":"Atorvastatin 40 MG","coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"617311"}]}"#;
        let record = read(&bundle(&[
            &format!(r#"{{"resourceType":"MedicationRequest","status":"completed","intent":"order","authoredOn":"2023-02-01T08:00:00Z",{code}}}"#),
            &format!(r#"{{"resourceType":"MedicationRequest","status":"active","intent":"order","authoredOn":"2024-02-01",{code}}}"#),
            &format!(r#"{{"resourceType":"MedicationRequest","status":"active","intent":"proposal",{code}}}"#),
        ]))
        .unwrap();
        let expected = RecordedMedicine {
            name: "Atorvastatin 40 MG".into(),
            atc: None,
            rxnorm: Some("617311".into()),
            from: Some("2023-02-01".parse().unwrap()),
            until: None,
            is_active: true,
        };
        assert_eq!(record.medicines, [expected]);
    }

    #[test]
    fn a_medicine_is_named_where_it_refers_to() {
        let record = read(&bundle(&[
            r#"{"resourceType":"Medication","id":"m1","code":{"coding":[{"system":"http://www.whocc.no/atc","code":"C03AA03","display":"hydrochlorothiazide"}]}}"#,
            r#"{"resourceType":"MedicationStatement","status":"completed","medicationReference":{"reference":"Medication/m1"},"effectivePeriod":{"start":"2020-01","end":"2021-03-04"}}"#,
            r##"{"resourceType":"MedicationStatement","status":"active","medicationReference":{"reference":"#c"},"contained":[{"resourceType":"Medication","id":"c","code":{"text":"Magnesium"}}]}"##,
            r#"{"resourceType":"MedicationStatement","status":"active","medicationReference":{"reference":"Medication/none","display":"Salbutamol"}}"#,
            r#"{"resourceType":"MedicationStatement","status":"entered-in-error","medicationCodeableConcept":{"text":"Wrong"}}"#,
        ]))
        .unwrap();
        let names: Vec<(&str, Option<&str>, Option<String>)> = record
            .medicines
            .iter()
            .map(|one| (one.name.as_str(), one.atc.as_deref(), one.until.map(|day| day.to_string())))
            .collect();
        assert_eq!(
            names,
            [
                ("Magnesium", None, None),
                ("Salbutamol", None, None),
                ("hydrochlorothiazide", Some("C03AA03"), Some("2021-03-04".to_owned()))
            ]
        );
    }

    #[test]
    fn conditions_that_are_over_or_wrong_are_left_out() {
        let condition = |clinical: &str, verified: &str, name: &str| {
            format!(
                r#"{{"resourceType":"Condition","clinicalStatus":{{"coding":[{{"code":"{clinical}"}}]}},"verificationStatus":{{"coding":[{{"code":"{verified}"}}]}},"code":{{"text":"{name}"}}}}"#
            )
        };
        let lines = [
            condition("active", "confirmed", "Chronic kidney disease"),
            condition("resolved", "confirmed", "Pneumonia"),
            condition("active", "refuted", "Gout"),
            condition("active", "confirmed", "CHRONIC kidney disease"),
        ];
        assert_eq!(read(&lines.join("\n")).unwrap().conditions, ["Chronic kidney disease"]);
    }

    #[test]
    fn whatever_shape_it_has_it_is_read_or_refused() {
        for text in [
            "",
            "[]",
            "{\"resourceType\":5}",
            "[[[[[[{\"resourceType\":\"Condition\"}]]]]]]",
            "{\"resourceType\":\"Bundle\",\"entry\":[1,null,{\"resource\":null}]}",
        ] {
            assert!(read(text).is_ok_and(|record| record.is_empty()), "{text}");
        }
        assert_eq!(read("{\"resourceType\": \"Bundle\", ").unwrap_err().code, "bad_json");
    }
}
