//! A medicine as a person types it: what Charley takes it for, and what it says of it.

use charley_evidence::{Medicine, NameKind, Substance, evidence};
use serde::Serialize;

use charley_speech::gates;

use super::words::{self as medicines_words, advice as medicine_advice_words, recognised as says};

/// What a typed name was recognised as, for documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecognisedMedicine {
    /// Whether all of it is understood; `null` where a word asks which.
    recognised: Option<bool>,
    /// Names to choose from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    asks: Vec<&'static str>,
}

impl RecognisedMedicine {
    /// The answer to a typed name; "none" is understood.
    pub fn to(typed: &str) -> Self {
        let found = evidence().recognise(typed);
        let choices = found.asks.iter().flat_map(|question| &question.choices).map(|choice| choice.name);
        let recognised = if gates::is_none(typed) { Some(true) } else { found.answer() };
        Self { recognised, asks: if recognised.is_none() { choices.collect() } else { Vec::new() } }
    }
}

/// The medicines with cramps that a typed name surely stands for; none where it asks which.
pub fn ingredients(typed: &str) -> Vec<&'static Medicine> {
    evidence().recognise(typed).listed().collect()
}

/// As what a typed name was recognised, in a few sentences.
pub fn recognised(typed: &str) -> String {
    if gates::is_none(typed) {
        return medicines_words::TAKES_NONE.to_owned();
    }
    let found = evidence().recognise(typed);
    let mut sentences = Vec::new();
    if found.kind() == NameKind::Unknown {
        sentences.push(says::unrecognised(typed));
    }
    if !found.substances.is_empty() {
        sentences.push(says::recognised(&found.substances));
    }
    if found.kind() == NameKind::Known {
        sentences.push(says::no_link(found.substances.len()));
    }
    sentences.extend(found.asks.iter().map(says::asks_which));
    if !found.left.is_empty() && found.kind() != NameKind::Unknown {
        sentences.push(says::left(&found.left));
    }
    if !found.near.is_empty() {
        sentences.push(says::did_you_mean(&found.near));
    }
    sentences.join(" ")
}

/// Sentences about a typed name: recognised as what, or kept as typed; then what is to be done about it.
pub fn recognition(typed: &str) -> Vec<String> {
    let mut sentences = vec![recognised(typed)];
    for substance in evidence().recognise(typed).substances {
        let advice = match substance {
            Substance::Listed(medicine) => Some(medicine_advice_words::advice(medicine, &medicine.name)),
            Substance::Known(medicine) => says::often_for(medicine),
        };
        if let Some(advice) = advice.filter(|advice| !sentences.contains(advice)) {
            sentences.push(advice);
        }
    }
    sentences
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use charley_speech::lint;

    #[test]
    fn names_classes_typos_and_strangers_are_told_apart() {
        assert_eq!(recognition("Atorvastatin 20 mg")[0], "Recognised as atorvastatin (statin).");
        assert!(
            recognition("statin")[0].starts_with("\"statin\" can be any of several medicines: simvastatin, ")
        );
        assert!(recognition("atorvastatim")[0].contains("Did you mean atorvastatin"));
        assert_eq!(recognition("zzyzxin").len(), 1);
        assert!(recognition("atorvastatin and zzyzxin")[0].contains("\"zzyzxin\""));
        assert_eq!(recognition("none"), [medicines_words::TAKES_NONE]);
    }

    #[test]
    fn no_sentence_is_forbidden() {
        for name in
            evidence().medicines.iter().map(|medicine| medicine.name.as_str()).chain(["statin", "zzyzxin"])
        {
            for said in recognition(name) {
                assert_eq!(lint::broken(&said), Vec::<u8>::new(), "{said}");
            }
        }
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_taken_for_something(name in "\\PC{0,120}") {
            prop_assert!(!recognised(&name).is_empty());
        }
    }
}
