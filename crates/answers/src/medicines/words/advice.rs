//! Whom to ask about a medicine, by its name, and what a single change leaves open.

use charley_evidence::{Association, Medicine, MedicineClass};

use crate::medicines::Taken;

use super::recognised;
use charley_speech::message::sentences;

sentences! {
    HARMFUL = "Regulators warn of serious harm: see the doctor about it. Bleeding, bruising, a rash, \
deafness or a racing heart on it: call the emergency number now.";
    NO_EFFECT = "Trials show little or no average effect on night cramps. In kidney failure it can \
build up in the body: see a doctor about it.";
    UNREPLICATED = "One study, in one country, found fewer cramps; nobody has repeated it. Ask the doctor first, and never together with a \
vitamin K antagonist such as warfarin.";
    statin(name) = "New, unexplained muscle pain, tenderness, weakness or cramps: call a doctor or pharmacist \
today; they decide about {name}. Cramps as they always were: take this page to who prescribed {name}, before anything is changed.";
    LITHIUM = "Coarse shaking, twitching, unsteadiness, vomiting or confusion: call today, and the emergency \
number for confusion.";
    DENOSUMAB = "Spasms, tingling round the mouth or in the fingers, a faint or a fit: call the \
emergency number now.";
    prescriber_decides(name) = "Take this page to who prescribed {name}; do not stop it on your own.";
    otherwise(first, name) = "{first} Otherwise take this page to who prescribed {name}; do not stop it on your own.";
    both(first, then) = "{first} {then}";
    stranger(name) = "Take this page to who prescribed {name}: changing it is for them to decide.";
    began_more(name, day) = "Cramps came more often since you began {name} on {day}; what else changed then?";
    began_fewer(name, day) = "Cramps came less often since you began {name} on {day}; what else changed then?";
    left_more(name, day) = "Cramps came more often since your last day on {name}, {day}; what else changed then?";
    left_fewer(name, day) = "Cramps came less often since your last day on {name}, {day}; what else changed then?";
}

/// What is to be done about a medicine that one takes, by the name it is known by.
pub fn advice(medicine: &Medicine, name: &str) -> String {
    let prescriber = || prescriber_decides(name);
    let otherwise = |first: &str| otherwise(first, name);
    match (medicine.association, medicine.class) {
        (Association::Interaction, _) => {
            medicine.care().map_or_else(prescriber, |care| both(recognised::care(care), prescriber()))
        }
        (Association::RemedyHarmful, _) => HARMFUL.to_owned(),
        (Association::RemedyNoEffect, _) => NO_EFFECT.to_owned(),
        (Association::RemedyUnreplicated, _) => UNREPLICATED.to_owned(),
        (_, MedicineClass::Statin) => statin(name),
        (_, MedicineClass::Lithium) => otherwise(LITHIUM),
        _ if medicine.name == "denosumab" => otherwise(DENOSUMAB),
        _ => prescriber(),
    }
}

/// What is to be done about a medicine of a person: of each ingredient once, and of one that is not recognised as well.
pub fn asks(taken: &Taken) -> String {
    if taken.is_statin() {
        return statin(&taken.name);
    }
    if taken.found.is_empty() {
        let name = &taken.name;
        return if taken.is_recognised() { prescriber_decides(name) } else { stranger(name) };
    }
    let mut said: Vec<String> = Vec::new();
    for medicine in &taken.found {
        let sentence = advice(medicine, &taken.name);
        if !said.iter().any(|one| one.ends_with(&sentence) || *one == sentence) {
            said.push(sentence);
        }
    }
    said.join(" ")
}

/// How something changed once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SingleChange {
    /// Begun; left off otherwise.
    pub begun: bool,
    /// Cramps came more often after it.
    pub more: bool,
}

/// What a medicine that changed once leaves open.
pub fn changed_once(name: &str, day: &str, change: SingleChange) -> String {
    match (change.begun, change.more) {
        (true, true) => began_more(name, day),
        (true, false) => began_fewer(name, day),
        (false, true) => left_more(name, day),
        (false, false) => left_fewer(name, day),
    }
}

#[cfg(test)]
mod tests {
    use charley_evidence::evidence;

    use super::*;
    use charley_speech::lint;

    #[test]
    fn every_medicine_is_spoken_of_by_name_and_nothing_forbidden_is_said() {
        for medicine in &evidence().medicines {
            let said = advice(medicine, "Thisname");
            assert_eq!(lint::broken(&said), Vec::<u8>::new(), "{}: {said}", medicine.name);
            assert_eq!(
                lint::broken(&advice(medicine, &medicine.name)),
                Vec::<u8>::new(),
                "{}",
                medicine.name
            );
            let remedy = matches!(
                medicine.association,
                Association::RemedyHarmful | Association::RemedyNoEffect | Association::RemedyUnreplicated
            );
            assert_eq!(said.contains("to who prescribed Thisname"), !remedy, "{}: {said}", medicine.name);
        }
    }

    #[test]
    fn a_statin_is_never_told_to_be_kept_and_the_call_is_today() {
        for medicine in evidence().medicines.iter().filter(|one| one.class == MedicineClass::Statin) {
            let said = advice(medicine, &medicine.name);
            assert!(said.contains("today") && said.contains("before anything is changed"), "{said}");
            assert!(!said.contains("do not stop"), "{said}");
        }
    }

    #[test]
    fn what_changed_once_asks_what_else_did() {
        for (begun, more) in [(true, true), (true, false), (false, true), (false, false)] {
            let said = changed_once("HCTZ", "20 September", SingleChange { begun, more });
            assert!(said.contains("HCTZ") && said.ends_with("what else changed then?"), "{said}");
            assert_eq!(lint::broken(&said), Vec::<u8>::new(), "{said}");
        }
    }
}
