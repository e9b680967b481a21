//! Every code that leaves Charley, in one table, with the system it belongs to and the terms of that system.
//!
//! Codes of medicines stand in the medicine table of the evidence crate, and nowhere else.

use charley_domain::muscle::Muscle;
use serde::Serialize;
use serde_json::{Value, json};

/// A code system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum System {
    /// LOINC.
    Loinc,
    /// ICD-10-CM, for a cramp the person reports; nobody has diagnosed it.
    Icd10Cm,
    /// ATC of the WHO Collaborating Centre.
    Atc,
    /// `RxNorm`.
    Rxnorm,
    /// UCUM.
    Ucum,
    /// Temporary codes of the HL7 Symptoms guide.
    Symptoms,
    /// Categories of observations.
    Category,
    /// Why a list is empty.
    EmptyReason,
    /// SNOMED CT, only where asked for.
    Snomed,
}

impl System {
    /// Those that a report uses unless more is asked for.
    pub(super) const USED: &'static [Self] = &[
        Self::Loinc,
        Self::Icd10Cm,
        Self::Atc,
        Self::Rxnorm,
        Self::Ucum,
        Self::Symptoms,
        Self::Category,
        Self::EmptyReason,
    ];

    /// Its identifier in FHIR.
    pub(super) const fn uri(self) -> &'static str {
        match self {
            Self::Loinc => "http://loinc.org",
            Self::Icd10Cm => "http://hl7.org/fhir/sid/icd-10-cm",
            Self::Atc => "http://www.whocc.no/atc",
            Self::Rxnorm => "http://www.nlm.nih.gov/research/umls/rxnorm",
            Self::Ucum => "http://unitsofmeasure.org",
            Self::Symptoms => "http://hl7.org/fhir/uv/symptoms/CodeSystem/SymptomTemporary",
            Self::Category => "http://terminology.hl7.org/CodeSystem/observation-category",
            Self::EmptyReason => "http://terminology.hl7.org/CodeSystem/list-empty-reason",
            Self::Snomed => "http://snomed.info/sct",
        }
    }

    /// Its name, as NOTICE lists it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Loinc => "LOINC",
            Self::Icd10Cm => "ICD-10-CM",
            Self::Atc => "ATC",
            Self::Rxnorm => "RxNorm",
            Self::Ucum => "UCUM",
            Self::Symptoms | Self::Category | Self::EmptyReason => "HL7",
            Self::Snomed => "SNOMED CT",
        }
    }

    /// Names of those used, each once.
    pub(super) fn names(used: &[Self]) -> Vec<&'static str> {
        let mut names: Vec<&str> = Vec::new();
        for system in used {
            if !names.contains(&system.name()) {
                names.push(system.name());
            }
        }
        names
    }
}

/// One code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Code {
    pub(super) system: System,
    pub(super) symbol: &'static str,
    pub(super) display: &'static str,
}

impl Code {
    const fn new(system: System, symbol: &'static str, display: &'static str) -> Self {
        Self { system, symbol, display }
    }

    /// As a FHIR Coding.
    pub(super) fn coding(self) -> Value {
        json!({ "system": self.system.uri(), "code": self.symbol, "display": self.display })
    }

    /// As a FHIR `CodeableConcept` of this one code.
    pub(super) fn concept(self) -> Value {
        json!({ "coding": [self.coding()], "text": self.display })
    }
}

/// A symptom is there. Source: HL7 Symptoms guide (hl7.fhir.uv.symptoms), profile `SymptomObservation`.
pub(super) const SYMPTOM: Code = Code::new(System::Loinc, "75325-1", "Symptom");
/// A symptom is not there. Source: HL7 Symptoms guide, profile `SymptomAbsentObservation`. LOINC had given the number but not
/// yet published it in release 2.81: a server that checks against a release may not know it.
pub(super) const SYMPTOM_ABSENT: Code = Code::new(System::Loinc, "111551-8", "Symptom absent");
/// How often it comes. Source: HL7 Symptoms guide, component `frequency` of `SymptomObservation`.
pub(super) const FREQUENCY: Code = Code::new(System::Loinc, "104156-5", "Condition frequency - Reported");
/// What eased it. Source: HL7 Symptoms guide, alleviating factors of `SymptomObservation`, and its examples.
pub(super) const ALLEVIATING: Code = Code::new(System::Loinc, "100753-3", "Alleviating factors - Reported");
/// Pain from 0 to 10. Source: LOINC 72514-3 by its long common name, as value sets of quality measures list it.
pub(super) const PAIN: Code =
    Code::new(System::Loinc, "72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported");
/// A document written by the patient. Source: HL7 Terminology, value set `LoincDocumentOntologyInternational`.
pub(super) const PATIENT_NOTE: Code = Code::new(System::Loinc, "51855-5", "Patient Note");
/// The category of symptoms. Source: HL7 Symptoms guide, code system `SymptomTemporary`.
pub(super) const CATEGORY_SYMPTOM: Code = Code::new(System::Symptoms, "symptom", "Symptom");
/// The category of scales. Source: HL7 Terminology, code system observation-category.
pub(super) const CATEGORY_SURVEY: Code = Code::new(System::Category, "survey", "Survey");
/// The patient says that they take none. Source: HL7 Terminology, code system list-empty-reason.
pub(super) const NIL_KNOWN: Code = Code::new(System::EmptyReason, "nilknown", "Nil Known");
/// They were never asked. Source: HL7 Terminology, code system list-empty-reason.
pub(super) const NOT_ASKED: Code = Code::new(System::EmptyReason, "notasked", "Not Asked");
/// A cramp of the calf, which the code calls a charley horse. Source: ICD-10-CM 2026, M62.831, inclusion term.
pub(super) const CALF_SPASM: Code = Code::new(System::Icd10Cm, "M62.831", "Muscle spasm of calf");
/// A leg cramp out of sleep. Source: ICD-10-CM 2026, G47.62. R25.2, cramp and spasm, is kept apart
/// from both there and is written for neither.
pub(super) const SLEEP_CRAMP: Code = Code::new(System::Icd10Cm, "G47.62", "Sleep related leg cramps");
/// A cramp in SNOMED CT. Source: docs/studies/diary.md section 7; its check digit is a test.
pub(super) const CRAMP_SNOMED: Code = Code::new(System::Snomed, "55300003", "Cramp");
/// All of them but the places, for the tests.
#[cfg(test)]
pub(super) const ALL: [Code; 13] = [
    SYMPTOM,
    SYMPTOM_ABSENT,
    FREQUENCY,
    ALLEVIATING,
    PAIN,
    PATIENT_NOTE,
    CATEGORY_SYMPTOM,
    CATEGORY_SURVEY,
    NIL_KNOWN,
    NOT_ASKED,
    CALF_SPASM,
    SLEEP_CRAMP,
    CRAMP_SNOMED,
];

/// The codes of a cramp in ICD-10-CM, by muscle and sleep; most cramps have none. A concept may be coded twice in one system
/// where both forms are valid (FHIR R4, `CodeableConcept.coding`).
pub(super) fn cramp_icd10cm(muscle: Muscle, out_of_sleep: bool) -> Vec<Code> {
    // A buttock is no leg, and of another muscle nothing is known.
    let leg = !matches!(muscle, Muscle::Hip | Muscle::Other);
    let calf = (muscle == Muscle::Calf).then_some(CALF_SPASM);
    calf.into_iter().chain((out_of_sleep && leg).then_some(SLEEP_CRAMP)).collect()
}

/// The place on the body in SNOMED CT, where the study names its code.
pub(super) const fn place(muscle: Muscle) -> Option<Code> {
    match muscle {
        Muscle::Calf => Some(Code::new(System::Snomed, "53840002", "Calf")),
        Muscle::Quadriceps => Some(Code::new(System::Snomed, "21989003", "Quadriceps")),
        Muscle::Hamstrings => Some(Code::new(System::Snomed, "699984008", "Hamstring")),
        Muscle::Foot => Some(Code::new(System::Snomed, "56459004", "Foot")),
        Muscle::Shin | Muscle::Adductors | Muscle::Hip | Muscle::Other => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_loinc_code_ends_in_its_check_digit() {
        for code in ALL.iter().filter(|code| code.system == System::Loinc) {
            let (number, check) = code.symbol.split_once('-').unwrap();
            assert_eq!(luhn(number).to_string(), check, "{}", code.symbol);
        }
    }

    /// The check digit of Luhn, mod 10.
    fn luhn(number: &str) -> u32 {
        let digits = number.bytes().rev().map(|digit| u32::from(digit - b'0')).enumerate();
        let sum: u32 = digits
            .map(|(place, digit)| {
                if place % 2 == 0 {
                    let twice = 2 * digit;
                    twice / 10 + twice % 10
                } else {
                    digit
                }
            })
            .sum();
        (10 - sum % 10) % 10
    }

    #[test]
    fn icd_10_cm_goes_by_muscle_and_sleep_and_is_left_out_where_no_code_fits() {
        let codes = |muscle, asleep| -> Vec<&str> {
            cramp_icd10cm(muscle, asleep).iter().map(|code| code.symbol).collect()
        };
        assert_eq!(codes(Muscle::Calf, true), ["M62.831", "G47.62"]);
        assert_eq!(codes(Muscle::Calf, false), ["M62.831"]);
        assert_eq!(codes(Muscle::Foot, true), ["G47.62"]);
        for muscle in [Muscle::Foot, Muscle::Hamstrings, Muscle::Hip, Muscle::Other] {
            assert!(codes(muscle, false).is_empty(), "{muscle:?}");
        }
        assert!(codes(Muscle::Other, true).is_empty() && codes(Muscle::Hip, true).is_empty());
    }

    #[test]
    fn a_snomed_code_ends_in_its_check_digit() {
        let places = Muscle::ALL.iter().filter_map(|muscle| place(*muscle));
        for code in places.chain([CRAMP_SNOMED]) {
            assert!(verhoeff(code.symbol), "{}", code.symbol);
        }
    }

    /// Whether the last digit is the one of Verhoeff's scheme, in the dihedral group of ten.
    fn verhoeff(number: &str) -> bool {
        let times = |a: usize, b: usize| match (a < 5, b < 5) {
            (true, true) => (a + b) % 5,
            (true, false) => 5 + (a + b - 5) % 5,
            (false, true) => 5 + (a - 5 + 5 - b) % 5,
            (false, false) => (a - 5 + 5 - (b - 5)) % 5,
        };
        let step = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
        let turned = |digit: usize, turns: usize| (0..turns % 8).fold(digit, |digit, _| step[digit]);
        let digits = number.bytes().rev().enumerate();
        digits.fold(0, |check, (place, digit)| times(check, turned(usize::from(digit - b'0'), place))) == 0
    }

    #[test]
    fn every_system_that_is_used_stands_in_the_notice() {
        let notice = include_str!("../../../../NOTICE");
        for name in System::names(System::USED).into_iter().chain([System::Snomed.name()]) {
            assert!(notice.contains(name), "{name}");
        }
    }
}
