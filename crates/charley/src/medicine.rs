//! A medicine as a person types it: what Charley takes it for, what it says of it, and its dates.

use charley_domain::entry::MedicineUse;
use charley_evidence::{Medicine, NameKind, Substance, evidence};
use jiff::Zoned;
use serde::Serialize;

use crate::{
    gates,
    typed::{self, Mistyped},
    words::{self, recognised as says},
};

/// Longest name, in letters.
const LONGEST_NAME: usize = 100;

/// Which field of a medicine is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    /// The name.
    Name,
    /// The first day.
    From,
    /// The last day.
    Until,
}

/// A medicine with its dates, from what was typed; an empty last day means that it is still taken.
///
/// # Errors
/// The field that cannot be, and why.
pub(crate) fn read(
    name: &str,
    (from, until): (&str, &str),
    now: &Zoned,
) -> Result<MedicineUse, (Field, Mistyped)> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        let remedy = "write the name on the pack, at most 100 letters";
        return Err((Field::Name, Mistyped::form("name of a medicine", &name, remedy)));
    }
    let from = typed::date(from, now).map_err(|error| (Field::From, error))?;
    if from > now.date() {
        let problem = "is in the future: record the medicine on the day you begin";
        return Err((Field::From, Mistyped::impossible(&from.to_string(), problem)));
    }
    let until = (!until.trim().is_empty()).then(|| typed::date(until, now)).transpose();
    let until = until.map_err(|error| (Field::Until, error))?;
    if let Some(until) = until.filter(|until| *until < from) {
        let problem = format!("is before the first day, {from}: the last day cannot be earlier");
        return Err((Field::Until, Mistyped::impossible(&until.to_string(), problem)));
    }
    Ok(MedicineUse { name, from, until })
}

/// What a typed name was recognised as, for documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Answer {
    /// Whether all of it is understood; `null` where a word asks which.
    recognised: Option<bool>,
    /// Names to choose from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    asks: Vec<&'static str>,
}

impl Answer {
    /// The answer to a typed name; "none" is understood.
    pub(crate) fn to(typed: &str) -> Self {
        let found = evidence().recognise(typed);
        let choices = found.asks.iter().flat_map(|question| &question.choices).map(|choice| choice.name);
        let recognised = if gates::is_none(typed) { Some(true) } else { found.answer() };
        Self { recognised, asks: if recognised.is_none() { choices.collect() } else { Vec::new() } }
    }
}

/// The medicines with cramps that a typed name surely stands for; none where it asks which.
pub(crate) fn ingredients(typed: &str) -> Vec<&'static Medicine> {
    evidence().recognise(typed).listed().collect()
}

/// As what a typed name was recognised, in a few sentences.
pub(crate) fn recognised(typed: &str) -> String {
    if gates::is_none(typed) {
        return words::medicines::TAKES_NONE.to_owned();
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
        sentences.push(says::no_link(found.substances.len()).to_owned());
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
pub(crate) fn recognition(typed: &str) -> Vec<String> {
    let mut sentences = vec![recognised(typed)];
    for substance in evidence().recognise(typed).substances {
        let advice = match substance {
            Substance::Listed(medicine) => Some(words::medicines::advice(medicine).to_owned()),
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
    use crate::words::lint;

    fn now() -> Zoned {
        "2026-11-23T09:00[Europe/Berlin]".parse().unwrap()
    }

    #[test]
    fn names_classes_typos_and_strangers_are_told_apart() {
        assert_eq!(recognition("Atorvastatin 20 mg")[0], "Recognised as atorvastatin (statin).");
        assert!(
            recognition("statin")[0].starts_with("\"statin\" can be any of several medicines: simvastatin, ")
        );
        assert!(recognition("atorvastatim")[0].contains("Did you mean atorvastatin"));
        assert_eq!(recognition("zzyzxin").len(), 1);
        assert!(recognition("atorvastatin and zzyzxin")[0].contains("\"zzyzxin\""));
        assert_eq!(recognition("none"), [words::medicines::TAKES_NONE]);
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

    #[test]
    fn each_field_says_what_is_wrong_with_it() {
        let wrong = |name, from, until| read(name, (from, until), &now()).unwrap_err().0;
        assert_eq!(wrong("  ", "2026-01-01", ""), Field::Name);
        assert_eq!(wrong("x", "soon", ""), Field::From);
        assert_eq!(wrong("x", "2027-01-01", ""), Field::From);
        assert_eq!(wrong("x", "2026-01-01", "2025-01-01"), Field::Until);
        let used = read(" two  words ", ("2026-01-01", ""), &now()).unwrap();
        assert_eq!((used.name.as_str(), used.until), ("two words", None));
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_read_or_refused(name in "\\PC{0,120}", from in "\\PC{0,12}", until in "\\PC{0,12}") {
            if let Ok(used) = read(&name, (&from, &until), &now()) {
                prop_assert!(used.until.is_none_or(|until| used.from <= until));
            }
            prop_assert!(!recognised(&name).is_empty());
        }
    }
}
