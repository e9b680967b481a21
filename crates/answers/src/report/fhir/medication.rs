//! Medicines as `MedicationStatement`: the name as typed, with a code only where the name says no more than the code.

use charley_domain::entry::{Entry, MedicineUse, Record};
use charley_evidence::{Medicine, Substance, evidence};
use serde_json::{Value, json};

use super::{ResourceInput, reference, time};
use crate::report::codes::System;
use charley_speech::{gates, spoken};

/// Every medicine of the diary; "none" is no medicine.
pub(super) fn statements(desk: &ResourceInput<'_>) -> Vec<Value> {
    let all = desk.case.entries.iter().filter_map(|entry| match &entry.record {
        Record::Medicine(used) if !gates::is_none(&used.name) => Some(statement(desk, entry, used)),
        _ => None,
    });
    all.collect()
}

fn statement(desk: &ResourceInput<'_>, entry: &Entry, used: &MedicineUse) -> Value {
    let person = reference(&desk.patient.to_string());
    let mut medicine = json!({ "text": used.name });
    let coding = coding(&used.name);
    if !coding.is_empty() {
        medicine["coding"] = Value::from(coding);
    }
    let today = desk.case.now.date();
    let mut period = json!({ "start": used.from.to_string() });
    // What is planned to end is not ended: the last day is in the document once it is over.
    if let Some(until) = used.until.filter(|until| *until < today) {
        period["end"] = json!(until.to_string());
    }
    let status = match used {
        _ if used.from > today => "intended",
        _ if used.on(today) => "active",
        _ => "completed",
    };
    let mut statement = json!({
        "resourceType": "MedicationStatement",
        "id": entry.id.to_string(),
        "status": status,
        "medicationCodeableConcept": medicine,
        "subject": person,
        "effectivePeriod": period,
        "dateAsserted": time::instant(entry.recorded_at),
        "informationSource": person,
    });
    if let Some(amount) = spoken::medicine_amount(used) {
        statement["dosage"] = json!([{ "text": amount }]);
    }
    statement
}

/// Codes of a name that is the international or `RxNorm` name of exactly one medicine, with at most a dose beside it. A brand
/// may hold more than one substance, so it keeps its text alone.
fn coding(typed: &str) -> Vec<Value> {
    let found = evidence().recognise(typed);
    let [Substance::Listed(medicine)] = found.substances[..] else { return Vec::new() };
    if !names_it(typed, medicine) || !found.is_whole() {
        return Vec::new();
    }
    let mut codes = Vec::new();
    // A code of the table may be that of a class: five letters and digits more make a substance.
    if let Some(atc) = medicine.atc_code.as_deref().filter(|code| code.len() == 7) {
        codes.push(json!({ "system": System::Atc.uri(), "code": atc, "display": medicine.name }));
    }
    if let (Some(concept), Some(name)) = (medicine.rxcui(), medicine.rxnorm_names.first()) {
        codes.push(json!({ "system": System::Rxnorm.uri(), "code": concept, "display": name }));
    }
    codes
}

fn names_it(typed: &str, medicine: &Medicine) -> bool {
    let typed = typed.trim().to_lowercase();
    let begins = |name: &String| {
        let rest = typed.strip_prefix(&name.to_lowercase());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ',']))
    };
    std::iter::once(&medicine.name).chain(&medicine.rxnorm_names).any(begins)
}
