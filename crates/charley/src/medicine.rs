//! What Charley takes a medicine for that a person typed, and what it says of it.

use charley_evidence::{Medicine, evidence};

/// With more matches than this, what was typed names a class.
const MOST_INGREDIENTS: usize = 3;

/// Sentences about a typed name: recognised as what, or kept as typed; then the advice of the evidence tables.
pub(crate) fn recognition(typed: &str) -> Vec<String> {
    let found = evidence().recognise(typed);
    let mut sentences = match found.as_slice() {
        [] => vec![unrecognised(typed)],
        found if found.len() <= MOST_INGREDIENTS => {
            let named: Vec<String> =
                found.iter().map(|medicine| format!("{} ({})", medicine.name, medicine.class_name)).collect();
            vec![format!("Recognised as {}.", named.join(" and "))]
        }
        [first, rest @ ..] => vec![format!(
            "Recognised as one of {} medicines, such as {} ({}). The name on the pack would say which.",
            rest.len() + 1,
            first.name,
            first.class_name
        )],
    };
    for advice in found.iter().filter(|_| found.len() <= MOST_INGREDIENTS).map(|medicine| advice(medicine)) {
        if !sentences.contains(&advice) {
            sentences.push(advice);
        }
    }
    sentences
}

fn advice(medicine: &Medicine) -> String {
    format!("{}.", medicine.advice.trim_end_matches('.'))
}

fn unrecognised(typed: &str) -> String {
    let similar = evidence().similar_medicines(typed);
    let kept = format!("{typed:?} is none of the medicines that Charley knows: it is kept as you typed it.");
    if similar.is_empty() {
        return kept;
    }
    format!(
        "{kept} Did you mean {}? Then take it back with charley undo and record it again.",
        similar.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::lint;

    #[test]
    fn names_classes_typos_and_strangers_are_told_apart() {
        assert_eq!(recognition("Atorvastatin 20 mg")[0], "Recognised as atorvastatin (statin).");
        assert!(recognition("statin")[0].starts_with("Recognised as one of 7 medicines"));
        assert!(recognition("atorvastatine")[0].contains("Did you mean atorvastatin"));
        assert_eq!(recognition("zzyzxin").len(), 1);
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
}
