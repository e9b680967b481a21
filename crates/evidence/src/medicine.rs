//! Medicines that go along with cramps, are taken for them, or close a gate; found by any name a person types.

use charley_domain::exposure::TriggerId;
use charley_domain::trigger;
use serde::{Deserialize, Serialize};

use crate::{
    Closes,
    estimate::{Certainty, Estimate},
    footing::Bibliography,
    source::Showing,
    table::{TableError, filled, parts, rows},
};

/// What a medicine has to do with cramps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Association {
    /// More cramps were found with it.
    #[serde(rename = "risk")]
    Risk,
    /// A small difference was found.
    #[serde(rename = "small")]
    Small,
    /// A difference that may be none.
    #[serde(rename = "uncertain")]
    Uncertain,
    /// Named in a list; no comparison was found.
    #[serde(rename = "listed")]
    Listed,
    /// Not suspected of bringing cramps; closes a gate, or asks for care of its own.
    #[serde(rename = "interaction")]
    Interaction,
    /// Taken for cramps and dangerous.
    #[serde(rename = "remedy, harmful")]
    RemedyHarmful,
    /// Taken for cramps, without effect.
    #[serde(rename = "remedy, no effect")]
    RemedyNoEffect,
    /// Taken for cramps, by prescription.
    #[serde(rename = "remedy, prescription")]
    RemedyPrescription,
    /// Taken for cramps, on one study.
    #[serde(rename = "remedy, unreplicated")]
    RemedyUnreplicated,
}

/// The class of a medicine, as far as triggers and gates tell classes apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MedicineClass {
    /// Statin.
    Statin,
    /// Thiazide or thiazide-like diuretic.
    ThiazideLike,
    /// Loop diuretic.
    Loop,
    /// Potassium-sparing diuretic.
    PotassiumSparing,
    /// Long-acting beta-2 agonist, alone or combined.
    Laba,
    /// Raloxifene and its like.
    Serm,
    /// Oestrogen.
    Oestrogen,
    /// Vitamin K antagonist.
    VitaminKAntagonist,
    /// Anticoagulant of another kind: no vitamin K antagonist.
    Anticoagulant,
    /// Lithium.
    Lithium,
    /// Proton pump inhibitor: can lower magnesium.
    ProtonPumpInhibitor,
    /// Medicine for diabetes.
    Diabetes,
    /// Anything else in the table.
    Other,
}

impl MedicineClass {
    fn of(words: &str) -> Self {
        match words {
            "statin" => Self::Statin,
            "thiazide diuretic" | "thiazide-like diuretic" => Self::ThiazideLike,
            "loop diuretic" => Self::Loop,
            "potassium-sparing diuretic" => Self::PotassiumSparing,
            "SERM" => Self::Serm,
            "oestrogen" | "combined contraceptive" => Self::Oestrogen,
            "mood stabiliser" => Self::Lithium,
            "proton pump inhibitor" => Self::ProtonPumpInhibitor,
            "SGLT2 inhibitor" | "GLP-1 receptor agonist" => Self::Diabetes,
            "LABA with corticosteroid" => Self::Laba,
            words if words.starts_with("long-acting beta2-agonist") => Self::Laba,
            words if words.starts_with("anticoagulant") => Self::Anticoagulant,
            words if words.starts_with("vitamin K antagonist") => Self::VitaminKAntagonist,
            _ => Self::Other,
        }
    }
}

/// One medicine.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Medicine {
    /// `M01`, ...
    pub id: String,
    /// International name.
    pub name: String,
    /// Class in words.
    pub class_name: String,
    /// Class for triggers and gates.
    pub class: MedicineClass,
    /// ATC code, or the beginning of it for a class; `None` where it has several.
    pub atc_code: Option<String>,
    /// All its ATC codes: a combination product may have one for each partner.
    pub atc_codes: Vec<String>,
    /// Names in `RxNorm`.
    pub rxnorm_names: Vec<String>,
    /// What it has to do with cramps.
    pub association: Association,
    /// How sure one can be.
    pub certainty: Certainty,
    /// What Charley says; always shown, never shortened.
    pub advice: String,
    /// Keys of its sources.
    pub sources: Vec<String>,
    /// Which of them the figure comes from; empty where it comes from all of them.
    pub figure_sources: Vec<String>,
    /// What else to know, in words for a person.
    pub note: Option<String>,
    /// What a developer or reviewer has to know of the row.
    #[serde(skip)]
    pub note_dev: Option<String>,
    /// Brand names, other international names, spellings, combinations.
    pub other_names: Vec<String>,
    /// What of its association may be shown as a figure.
    pub showing: Showing,
    #[serde(skip)]
    estimate: Option<Estimate>,
    #[serde(skip)]
    rxcui: Option<String>,
}

impl Medicine {
    /// The published number, where there is one and its source bears it.
    pub fn estimate(&self) -> Option<&Estimate> {
        self.estimate.as_ref().filter(|_| self.showing == Showing::Figure)
    }

    /// Whether the table holds a figure that is not shown.
    pub fn is_withheld(&self) -> bool {
        self.estimate.is_some() && self.showing != Showing::Figure
    }

    /// The trigger that a night on this medicine sets; `None` where it is not suspected of causing cramps.
    pub fn trigger(&self) -> Option<TriggerId> {
        if !matches!(
            self.association,
            Association::Risk | Association::Small | Association::Uncertain | Association::Listed
        ) {
            return None;
        }
        Some(TriggerId::night(match self.class {
            MedicineClass::Statin => trigger::MEDICINE_STATIN,
            MedicineClass::ThiazideLike => trigger::MEDICINE_THIAZIDE_LIKE,
            MedicineClass::Loop => trigger::MEDICINE_LOOP,
            MedicineClass::PotassiumSparing => trigger::MEDICINE_POTASSIUM_SPARING,
            MedicineClass::Laba => trigger::MEDICINE_LABA,
            MedicineClass::Serm => trigger::MEDICINE_RALOXIFENE,
            MedicineClass::Oestrogen => trigger::MEDICINE_OESTROGEN,
            MedicineClass::VitaminKAntagonist
            | MedicineClass::Anticoagulant
            | MedicineClass::Lithium
            | MedicineClass::ProtonPumpInhibitor
            | MedicineClass::Diabetes
            | MedicineClass::Other => trigger::MEDICINE_OTHER,
        }))
    }

    /// The concept of `RxNorm` for the ingredient, where the table names exactly one.
    ///
    /// ```
    /// use charley_evidence::evidence;
    /// assert_eq!(evidence().find_medicines("simvastatin")[0].rxcui(), Some("36567"));
    /// assert_eq!(evidence().find_medicines("lithium")[0].rxcui(), None);
    /// ```
    pub fn rxcui(&self) -> Option<&str> {
        self.rxcui.as_deref().filter(|code| code.bytes().all(|digit| digit.is_ascii_digit()))
    }

    /// What the table notes, in words for a person.
    pub fn remark(&self) -> Option<&str> {
        self.note.as_deref()
    }

    /// The published factor behind its association: it names the population and the design.
    pub fn factor<'a>(&self, evidence: &'a crate::Evidence) -> Option<&'a crate::RiskFactor> {
        let names: Vec<String> =
            std::iter::once(&self.name).chain(&self.rxnorm_names).map(|name| name.to_lowercase()).collect();
        let named = |factor: &&crate::RiskFactor| {
            names.iter().any(|name| factor.name.to_lowercase().contains(name))
                && factor.sources.iter().any(|one| self.sources.contains(one))
        };
        let of_class = |factor: &&crate::RiskFactor| match self.class_name.as_str() {
            "long-acting beta2-agonist" => factor.id == "F011",
            "LABA with corticosteroid" => factor.id == "F012",
            _ => false,
        };
        let triggered =
            || evidence.trigger(&self.trigger()?)?.factors.first().and_then(|id| evidence.factor(id));
        evidence
            .factors
            .iter()
            .find(named)
            .or_else(|| evidence.factors.iter().find(of_class))
            .or_else(triggered)
    }

    /// The figure that may be shown with the population it was found in: its own, or the same figure of its factor where
    /// another source of this row, which its advice rests on, was read only in copies.
    pub fn figure<'a>(&'a self, evidence: &'a crate::Evidence) -> Option<(&'a Estimate, &'a str)> {
        let (estimate, factor) = (self.estimate.as_ref()?, self.factor(evidence)?);
        let same = factor.estimate().is_some_and(|one| {
            (one.value - estimate.value).abs() < f64::EPSILON
                && (one.low, one.high) == (estimate.low, estimate.high)
        });
        (self.showing == Showing::Figure || same).then_some((estimate, factor.population.as_deref()?))
    }

    /// Whether it closes the vitamin K gate: every code that begins B01AA.
    pub fn is_vitamin_k_antagonist(&self) -> bool {
        self.class == MedicineClass::VitaminKAntagonist
            || self.atc_codes.iter().any(|code| code.starts_with("B01AA"))
    }

    /// Whether it is a diuretic, which closes the salt and fluid gate.
    pub fn is_diuretic(&self) -> bool {
        matches!(
            self.class,
            MedicineClass::ThiazideLike | MedicineClass::Loop | MedicineClass::PotassiumSparing
        )
    }

    /// Whether it thins the blood, which closes firm rubbing. Source: I03, "bruising on anticoagulants".
    pub fn thins_blood(&self) -> bool {
        self.class == MedicineClass::Anticoagulant || self.is_vitamin_k_antagonist()
    }

    /// Whether it makes a clot likelier, which lowers the threshold of the questions about a swollen leg. Source: the note
    /// of RF02 and of the row.
    pub fn raises_clot_risk(&self) -> bool {
        matches!(self.class, MedicineClass::Oestrogen | MedicineClass::Serm)
    }

    /// Whether it closes a kind of advice.
    pub fn closes(&self, what: Closes) -> bool {
        match what {
            Closes::Salt => self.is_diuretic() || self.class == MedicineClass::Lithium,
            Closes::VitaminK => self.is_vitamin_k_antagonist(),
            Closes::Rubbing => self.thins_blood(),
            Closes::Carbohydrate => self.class == MedicineClass::Diabetes,
        }
    }

    /// All its names: international, `RxNorm`, then the others.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str())
            .chain(self.rxnorm_names.iter().map(String::as_str))
            .chain(self.other_names.iter().map(String::as_str))
    }
}

#[derive(Deserialize)]
struct DrugRow {
    id: String,
    name: String,
    class: String,
    atc_code: String,
    rxnorm_name: String,
    rxcui: String,
    association: Association,
    effect_measure: String,
    estimate: Option<f64>,
    ci_low: Option<f64>,
    ci_high: Option<f64>,
    certainty: Certainty,
    advice: String,
    source_id: String,
    #[serde(default)]
    figure_source_id: String,
    note_user: String,
    note_dev: String,
}

/// One row of the table of other names.
#[derive(Deserialize)]
struct NameRow {
    medicine_id: String,
    other_name: String,
}

pub(crate) fn parse(
    text: &str,
    names: &str,
    library: &Bibliography<'_>,
) -> Result<Vec<Medicine>, TableError> {
    let names: Vec<NameRow> = rows("medicine_names", names)?;
    let table: Vec<DrugRow> = rows("medicines", text)?;
    if let Some(stray) = names.iter().find(|name| !table.iter().any(|row| row.id == name.medicine_id)) {
        return Err(crate::table::wrong(
            "medicine_names",
            &stray.other_name,
            "its medicine is not in the table",
        ));
    }
    let named = |id: &str| {
        names.iter().filter(|name| name.medicine_id == id).map(|name| name.other_name.clone()).collect()
    };
    table.into_iter().map(|row| medicine(row, &named, library)).collect()
}

fn medicine(
    row: DrugRow,
    named: &impl Fn(&str) -> Vec<String>,
    library: &Bibliography<'_>,
) -> Result<Medicine, TableError> {
    let footing = library.footing(("medicines", &row.id), (&row.source_id, &row.figure_source_id))?;
    let atc_codes = parts(&row.atc_code);
    Ok(Medicine {
        estimate: Estimate::of(&row.effect_measure, row.estimate, (row.ci_low, row.ci_high), ""),
        other_names: named(&row.id),
        id: row.id,
        name: row.name,
        class: MedicineClass::of(&row.class),
        class_name: row.class,
        atc_code: only(&atc_codes),
        atc_codes,
        rxcui: filled(row.rxcui),
        rxnorm_names: parts(&row.rxnorm_name),
        association: row.association,
        certainty: row.certainty,
        advice: row.advice,
        showing: footing.showing,
        sources: footing.sources,
        figure_sources: footing.figure_sources,
        note: filled(row.note_user),
        note_dev: filled(row.note_dev),
    })
}

/// The code of a row that has exactly one.
pub(crate) fn only(codes: &[String]) -> Option<String> {
    if let [code] = codes { Some(code.clone()) } else { None }
}

#[cfg(test)]
mod tests {
    use crate::{Association, evidence};

    #[test]
    fn every_figure_of_a_medicine_has_its_population() {
        for medicine in &evidence().medicines {
            if medicine.trigger().is_some() && medicine.estimate().is_some() {
                assert!(medicine.figure(evidence()).is_some(), "{}", medicine.name);
            }
        }
        let atorvastatin = evidence().find_medicines("atorvastatin")[0];
        assert_eq!(atorvastatin.figure(evidence()).map(|(estimate, _)| estimate.value), Some(1.16));
        assert_eq!(evidence().find_medicines("pitavastatin")[0].figure(evidence()), None);
        let population = |name: &str| {
            let medicine = evidence().find_medicines(name)[0];
            medicine.factor(evidence()).map(|factor| factor.id.as_str())
        };
        assert_eq!(population("salmeterol"), Some("F011"));
        assert_eq!(population("Seretide"), Some("F012"));
        assert_eq!(population("atorvastatin"), Some("F018"));
        assert_eq!(population("raloxifene"), Some("F022"));
        assert_eq!(population("donepezil"), Some("F107"));
    }

    #[test]
    fn codes_and_remarks_are_told_apart() {
        let coded = evidence().medicines.iter().filter(|medicine| medicine.rxcui().is_some()).count();
        assert!(coded > 40, "{coded}");
        for medicine in &evidence().medicines {
            assert!(medicine.remark().is_none_or(|remark| !remark.contains("Rx")), "{:?}", medicine.remark());
        }
        let quinine = evidence().find_medicines("quinine")[0];
        assert_eq!(quinine.association, Association::RemedyHarmful);
    }
}
