//! Which medicines a person was on, and which trigger of the table each belongs to.

use std::collections::BTreeMap;

use charley_domain::{
    basis::Known,
    entry::{Entry, MedicineUse, Record},
    exposure::TriggerId,
    night::NightOf,
};
use charley_evidence::{Medicine, NameKind, Substance, Whether, evidence};

/// What a person enters to say that they take no medicine: an answer, and no medicine.
const NO_MEDICINE: &str = "none";

/// The medicines of a diary, each with the triggers it belongs to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Medicines {
    uses: Vec<RecognisedDrug>,
}

#[derive(Debug, Clone, PartialEq)]
struct RecognisedDrug {
    used: MedicineUse,
    /// Whether the tables know all of the name: a medicine that they know may still be no trigger.
    known: bool,
    triggers: Vec<TriggerId>,
}

impl Medicines {
    /// Reads the medicines out of a diary.
    ///
    /// Equation: none; names are looked up in the medicine table, in which brands and international names stand too.
    /// Source: medicines.csv. Valid for names of the table: the others are in [`Medicines::unrecognised`].
    ///
    /// ```
    /// let medicines = charley_body::medicine::Medicines::of(&[]);
    /// assert!(!medicines.were_asked() && medicines.unrecognised().is_empty());
    /// ```
    pub fn of(entries: &[Entry]) -> Self {
        let uses = entries.iter().filter_map(|entry| match &entry.record {
            Record::Medicine(used) => Some(recognise(used)),
            _ => None,
        });
        Self { uses: uses.collect() }
    }

    /// Whether any medicine was ever recorded; if not, nobody knows what the person takes.
    ///
    /// Equation, source, validity and example: [`Medicines::of`].
    pub fn were_asked(&self) -> bool {
        !self.uses.is_empty()
    }

    /// Names that are not in the medicine table, as typed.
    ///
    /// Equation, source, validity and example: [`Medicines::of`].
    pub fn unrecognised(&self) -> Vec<&str> {
        self.uses
            .iter()
            .filter(|medicine| !medicine.known)
            .map(|medicine| medicine.used.name.as_str())
            .collect()
    }

    /// For each trigger a recorded medicine belongs to, 1 if the person was on one that night, else 0 (no unit).
    ///
    /// Equation: first day ≤ date of the night ≤ last day. Source: the diary. Valid for medicines that were recorded.
    ///
    /// ```
    /// let medicines = charley_body::medicine::Medicines::of(&[]);
    /// assert!(medicines.on(charley_domain::night::NightOf("2026-05-01".parse()?)).is_empty());
    /// # Ok::<(), jiff::Error>(())
    /// ```
    pub fn on(&self, night: NightOf) -> BTreeMap<TriggerId, Known<f64>> {
        let mut values = BTreeMap::new();
        for medicine in &self.uses {
            for trigger in &medicine.triggers {
                let known: &mut Known<f64> = values.entry(trigger.clone()).or_insert(Known::measured(0.0));
                known.value = known.value.max(f64::from(u8::from(medicine.used.on(night.date()))));
            }
        }
        values
    }
}

fn recognise(used: &MedicineUse) -> RecognisedDrug {
    let found = evidence().recognise(&used.name);
    let trigger = |substance: Substance<'_>| substance.listed().and_then(Medicine::trigger);
    let choices = found.asks.iter().flat_map(|question| &question.choices);
    let all = found.substances.iter().chain(choices.flat_map(|choice| &choice.substances));
    let mut triggers: Vec<TriggerId> = all.filter_map(|one| trigger(*one)).collect();
    triggers.sort();
    triggers.dedup();
    // "Statin" does not say which, and still says the trigger; "water tablet" says neither.
    triggers
        .retain(|one| found.whether(|substance| trigger(substance).as_ref() == Some(one)) == Whether::Yes);
    let none = used.name.trim().eq_ignore_ascii_case(NO_MEDICINE);
    let asked = found.asks.is_empty() || !triggers.is_empty();
    let known = none || found.left.is_empty() && found.kind() != NameKind::Unknown && asked;
    RecognisedDrug { used: used.clone(), known, triggers }
}
