//! Sentences of the gates: that something is not shown, and what closes it.

use charley_domain::{
    missing::{Ask, Missing},
    person::Condition,
};

use crate::{
    gates::{Gate, Reason},
    message::{Message, messages},
};

messages! {
    "gates";
    closed_says(about, because);
    not_for_you_says(because);
    CONDITIONS_DECIDE;
    CONDITIONS_NOT_ASKED;
    MEDICINES_NOT_ASKED;
    not_recognised(name);
    asks_which(name);
    takes(name);
    PREGNANT;
    UNDER_18;
    HEART;
    KIDNEY;
    DIALYSIS;
    CIRRHOSIS;
    HYPERTENSION;
    LOW_SALT;
    DIABETES;
    NEUROPATHY;
    PAD;
    VENOUS;
    THYROID;
    STENOSIS;
    ALS;
    CANCER;
    CLOT;
}

/// What closes a gate.
pub fn because(gate: &Gate) -> Vec<Missing> {
    gate.reasons.iter().map(reason).collect()
}

/// That no amounts are shown, and why; the gate is closed.
pub fn closed(about: &str, because: &[Missing]) -> Missing {
    closed_by(because, |because| closed_says(about, because))
}

/// That something is not for this person, and why; the gate is closed.
pub fn not_for_you(gate: &Gate) -> Missing {
    closed_by(&because(gate), |because| not_for_you_says(because))
}

/// A sentence over what closes a gate, with all its questions.
pub fn closed_by(because: &[Missing], sentence: impl FnOnce(&str) -> String) -> Missing {
    let words: Vec<&str> = because.iter().map(|one| &*one.what).collect();
    let asks: Vec<Ask> = because.iter().flat_map(|one| one.asks.iter().copied()).collect();
    Missing::made(sentence(&words.join("; ")), asks)
}

fn reason(reason: &Reason) -> Missing {
    let words = match reason {
        Reason::ConditionsNotAsked => return Missing::of(CONDITIONS_NOT_ASKED.text(), &[Ask::Conditions]),
        Reason::MedicinesNotAsked => return Missing::of(MEDICINES_NOT_ASKED.text(), &[Ask::Medicines]),
        Reason::NotRecognised(name) => not_recognised(format_args!("{name:?}")),
        Reason::AsksWhich(name) => asks_which(format_args!("{name:?}")),
        Reason::Has(condition) => has(*condition).into(),
        Reason::Pregnant => PREGNANT.into(),
        Reason::Takes(name) => takes(name),
        Reason::Under18 => UNDER_18.into(),
    };
    Missing::made(words, [])
}

const fn has(condition: Condition) -> Message {
    match condition {
        Condition::Heart => HEART,
        Condition::Kidney => KIDNEY,
        Condition::Dialysis => DIALYSIS,
        Condition::LiverCirrhosis => CIRRHOSIS,
        Condition::Hypertension => HYPERTENSION,
        Condition::LowSaltDiet => LOW_SALT,
        Condition::Diabetes => DIABETES,
        Condition::Neuropathy => NEUROPATHY,
        Condition::Pad => PAD,
        Condition::Venous => VENOUS,
        Condition::Thyroid => THYROID,
        Condition::SpinalStenosis => STENOSIS,
        Condition::Als => ALS,
        Condition::CancerTreatment => CANCER,
        Condition::ClotBefore => CLOT,
    }
}

/// Sentences with their places filled, for the lint.
#[cfg(test)]
fn examples() -> Vec<String> {
    let said =
        |about: &str, reason: Reason| closed(about, &because(&Gate { reasons: vec![reason] })).to_string();
    let mut all: Vec<String> =
        Condition::ALL.iter().map(|one| said("fluid and salt", Reason::Has(*one))).collect();
    all.extend(
        [
            Reason::ConditionsNotAsked,
            Reason::MedicinesNotAsked,
            Reason::NotRecognised("x".into()),
            Reason::AsksWhich("water tablet".into()),
            Reason::Takes("furosemide".into()),
            Reason::Pregnant,
        ]
        .map(|one| said("carbohydrate", one)),
    );
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filled_sentences_read_well() {
        crate::lint::check(&examples());
        insta::assert_snapshot!(examples().join("\n"));
    }
}
