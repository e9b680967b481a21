//! A medicine as a person types it: what Charley takes it for, what it says of it, and its dates.

use charley_domain::entry::MedicineUse;
use charley_evidence::{Medicine, evidence};
use jiff::Zoned;

use crate::{
    gates,
    typed::{self, Mistyped},
    words,
};

/// With more matches than this, what was typed names a class.
const MOST_INGREDIENTS: usize = 3;
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

/// The medicines of the table that a typed name stands for; none where it names a whole class.
pub(crate) fn ingredients(typed: &str) -> Vec<&'static Medicine> {
    let found = evidence().recognise(typed);
    if found.len() <= MOST_INGREDIENTS { found } else { Vec::new() }
}

/// As what a typed name was recognised, in one sentence.
pub(crate) fn recognised(typed: &str) -> String {
    if gates::is_none(typed) {
        return words::medicines::TAKES_NONE.to_owned();
    }
    let found = evidence().recognise(typed);
    let sentence = match found.as_slice() {
        [] => return unrecognised(typed),
        found if found.len() <= MOST_INGREDIENTS => words::medicines::recognised(found),
        [first, ..] => words::medicines::one_of_many(found.len(), first),
    };
    let left = evidence().unaccounted(typed);
    if left.is_empty() { sentence } else { format!("{sentence} {}", words::medicines::left(&left.join(" "))) }
}

/// Sentences about a typed name: recognised as what, or kept as typed; then what is to be done about it.
pub(crate) fn recognition(typed: &str) -> Vec<String> {
    let mut sentences = vec![recognised(typed)];
    for medicine in ingredients(typed) {
        let advice = words::medicines::advice(medicine);
        if !sentences.iter().any(|said| said == advice) {
            sentences.push(advice.to_owned());
        }
    }
    sentences
}

fn unrecognised(typed: &str) -> String {
    let similar = evidence().similar_medicines(typed);
    let kept = words::medicines::unrecognised(typed);
    if similar.is_empty() { kept } else { format!("{kept} {}", words::medicines::did_you_mean(&similar)) }
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
        assert!(recognition("statin")[0].starts_with("Recognised as one of 7 medicines"));
        assert!(recognition("atorvastatine")[0].contains("Did you mean atorvastatin"));
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
