//! Which remedies of the evidence are not for this person now, and why: what the tables say stands there for everybody.

use charley_domain::{
    entry::Entry,
    missing::Missing,
    person::{Condition, Person},
};
use charley_evidence::Remedy;
use jiff::civil::Date;

use crate::gates::{self, Gate, Mode, Reason, words as say};

/// Words in the name of a remedy by which it is behind the gate of salt and fluid.
const SALTED: [&str; 4] = ["pickle", "rehydration", "electrolyte", "sodium"];
/// Conditions that speak against magnesium. Source: evidence table, I18 to I21, who must not.
const AGAINST_MAGNESIUM: [Condition; 3] = [Condition::Kidney, Condition::Dialysis, Condition::Heart];

/// Why a remedy is not for this person, in a sentence; `None` where no gate keeps it from them.
pub fn not_for(remedy: &Remedy, person: &Person, (entries, today): (&[Entry], Date)) -> Option<Missing> {
    let name = remedy.name.to_lowercase();
    let is = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let gate = if is(&SALTED) {
        gates::salt_and_fluid(person, entries, today)
    } else if is(&["vitamin k"]) {
        gates::vitamin_k(person, entries, today)
    } else if is(&["magnesium"]) {
        magnesium(person, today)
    } else {
        return None;
    };
    (!gate.is_open()).then(|| say::not_for_you(&gate))
}

fn magnesium(person: &Person, today: Date) -> Gate {
    let mut reasons: Vec<Reason> = match &person.conditions {
        None => vec![Reason::ConditionsNotAsked],
        Some(has) => {
            AGAINST_MAGNESIUM.iter().filter(|one| has.contains(one)).map(|one| Reason::Has(*one)).collect()
        }
    };
    match Mode::of(person, today) {
        Mode::Pregnant => reasons.push(Reason::Pregnant),
        Mode::Minor => reasons.push(Reason::Under18),
        Mode::AgeUnknown | Mode::Adult => {}
    }
    Gate { reasons }
}

#[cfg(test)]
mod tests {
    use charley_evidence::evidence;

    use super::*;

    #[test]
    fn each_gate_keeps_its_remedies_from_whom_they_could_harm() {
        let today = Date::constant(2026, 11, 23);
        let says = |id: &str, person: &Person| {
            not_for(evidence().remedy(id).unwrap(), person, (&[], today))
                .map(|why| why.to_string())
                .unwrap_or_default()
        };
        let kidney = Person { conditions: Some([Condition::Kidney].into()), ..Person::default() };
        for id in ["I07", "I08", "I36", "I38", "I18"] {
            assert!(says(id, &kidney).contains("you have a kidney disease"), "{id}: {}", says(id, &kidney));
        }
        assert!(says("I22", &kidney).starts_with("Not for you while"), "medicines were not asked");
        assert_eq!(says("I12", &kidney), "", "a stretch is for everybody");
        let healthy = Person { conditions: Some([].into()), ..Person::default() };
        assert_eq!(says("I18", &healthy), "");
    }
}
