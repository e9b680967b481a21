//! Sentences of the gates: that something is not shown, and what closes it.

use charley_domain::{
    missing::{Ask, Missing},
    person::Condition,
};

use crate::{
    gates::{Gate, Reason},
    message::sentences,
};

sentences! {
    closed_says(about, because) = "No amounts of {about} are shown: {because}. Ask your own doctor or pharmacist.";
    not_for_you_says(because) = "Not for you while this holds: {because}. Ask your own doctor or pharmacist.";
    CONDITIONS_DECIDE = "They decide what Charley must not suggest. With nothing ticked, Charley treats them as not answered and keeps every gate closed.";
    CONDITIONS_NOT_ASKED = "your conditions were not asked";
    MEDICINES_NOT_ASKED = "your medicines were not asked";
    not_recognised(name) = "Charley does not know what {name} is";
    asks_which(name) = "{name} does not say which medicine it is";
    takes(name) = "you take {name}";
    PREGNANT = "you are pregnant";
    UNDER_18 = "you are under 18";
    HEART = "you have a heart disease";
    KIDNEY = "you have a kidney disease";
    DIALYSIS = "you are on dialysis";
    CIRRHOSIS = "you have cirrhosis of the liver";
    HYPERTENSION = "you have high blood pressure";
    LOW_SALT = "you were told to eat little salt";
    DIABETES = "you have diabetes";
    NEUROPATHY = "you have nerve damage";
    PAD = "you have narrowed leg arteries";
    VENOUS = "you have a vein disease";
    THYROID = "you have a thyroid disease";
    STENOSIS = "you have a narrowed spinal canal";
    ALS = "you have motor neurone disease";
    CANCER = "you are in treatment for cancer";
    CLOT = "you had a blood clot";
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
        Reason::ConditionsNotAsked => return Missing::of(CONDITIONS_NOT_ASKED, &[Ask::Conditions]),
        Reason::MedicinesNotAsked => return Missing::of(MEDICINES_NOT_ASKED, &[Ask::Medicines]),
        Reason::NotRecognised(name) => not_recognised(format_args!("{name:?}")),
        Reason::AsksWhich(name) => asks_which(format_args!("{name:?}")),
        Reason::Has(condition) => has(*condition).to_owned(),
        Reason::Pregnant => PREGNANT.to_owned(),
        Reason::Takes(name) => takes(name),
        Reason::Under18 => UNDER_18.to_owned(),
    };
    Missing::made(words, [])
}

const fn has(condition: Condition) -> &'static str {
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
