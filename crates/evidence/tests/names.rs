//! Names of medicines as people type them: how many are understood, what each closes, and that none swallows another.

use std::sync::LazyLock;

use charley_evidence::{Closes, Medicine, NameKind, Whether, evidence};
use proptest::prelude::*;

/// The names of docs/studies/clinic.md.
const CLINIC: &str = include_str!("names/clinic_names.txt");
/// Often prescribed names of three countries, chosen apart from the tables.
const OFTEN: &str = include_str!("names/often_prescribed.txt");
/// Least part of the names that must be understood or asked about.
const UNDERSTOOD: f64 = 0.95;

struct Expected {
    name: &'static str,
    asks: bool,
    closes: Vec<Closes>,
}

fn expected(list: &'static str) -> Vec<Expected> {
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    let one = |line: &'static str| {
        let (name, closes) = line.split_once(" | ").unwrap_or((line, ""));
        let words: Vec<&str> = closes.split_whitespace().collect();
        let closing = |word: &&&str| match **word {
            "salt" => Some(Closes::Salt),
            "vitamin_k" => Some(Closes::VitaminK),
            "rubbing" => Some(Closes::Rubbing),
            "carbohydrate" => Some(Closes::Carbohydrate),
            "asks" => None,
            other => panic!("{other} closes nothing"),
        };
        let closes = words.iter().filter_map(|word| closing(&word)).collect();
        Expected { name, asks: words.contains(&"asks"), closes }
    };
    lines.map(one).collect()
}

fn understood(list: &'static str) {
    let all = expected(list);
    let missed: Vec<&str> = all
        .iter()
        .map(|one| one.name)
        .filter(|name| evidence().recognise(name).answer() == Some(false))
        .collect();
    let part = 1.0 - missed.len() as f64 / all.len() as f64;
    assert!(part >= UNDERSTOOD, "{part:.3}: {missed:?}");
}

#[test]
fn the_names_of_the_clinic_study_are_understood() {
    assert_eq!(expected(CLINIC).len(), 64);
    understood(CLINIC);
}

#[test]
fn the_names_that_are_prescribed_most_are_understood() {
    assert!(expected(OFTEN).len() >= 200);
    understood(OFTEN);
}

#[test]
fn each_closes_what_it_must_and_no_ordinary_one_closes_more() {
    let mut wrong = Vec::new();
    for one in expected(CLINIC).into_iter().chain(expected(OFTEN)) {
        let found = evidence().recognise(one.name);
        assert_eq!(one.asks, found.answer().is_none(), "{}", one.name);
        for what in Closes::ALL {
            let closes = found.closes(what);
            let fits = match (one.closes.contains(&what), found.answer()) {
                (true, None) => closes != Whether::No,
                (true, _) => closes == Whether::Yes || found.answer() == Some(false),
                // What is not understood may close anything, and is counted elsewhere.
                (false, answer) => answer != Some(true) || closes == Whether::No,
            };
            if !fits {
                wrong.push((one.name, what, closes));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

type Names = Vec<(&'static str, Vec<&'static str>)>;

/// Every name of the tables with what it stands for.
fn names() -> &'static Names {
    static NAMES: LazyLock<Names> = LazyLock::new(every_name);
    &NAMES
}

fn every_name() -> Names {
    let all = evidence();
    let mut names: Vec<&'static str> = all.medicines.iter().flat_map(Medicine::names).collect();
    for one in &all.known_medicines {
        names.push(&one.name);
        names.extend(one.other_names.iter().map(String::as_str));
    }
    names.sort_unstable();
    names.dedup();
    names.into_iter().map(|name| (name, ids(name))).collect()
}

fn ids(typed: &str) -> Vec<&'static str> {
    let mut ids: Vec<&'static str> =
        evidence().recognise(typed).substances.iter().map(|one| one.name()).collect();
    ids.sort_unstable();
    ids
}

#[test]
fn every_name_of_the_tables_is_understood_whole_and_stands_for_its_row() {
    for medicine in &evidence().medicines {
        for name in medicine.names() {
            let found = evidence().recognise(name);
            assert!(found.is_whole(), "{name}: {found:?}");
            assert!(found.listed().any(|one| one.id == medicine.id), "{name}: {found:?}");
        }
    }
    for medicine in &evidence().known_medicines {
        for name in std::iter::once(&medicine.name).chain(&medicine.other_names) {
            let found = evidence().recognise(name);
            assert!(found.is_whole(), "{name}: {found:?}");
            assert!(found.substances.iter().any(|one| one.name() == medicine.name), "{name}: {found:?}");
        }
    }
}

#[test]
fn no_name_is_swallowed_by_another() {
    let names = names();
    assert!(names.len() > 2500, "{}", names.len());
    // Every name stands on both sides of some other; a step that shares no divisor with the number walks them all.
    for step in [1, 61, 1511] {
        for (at, (one, of_one)) in names.iter().enumerate() {
            let (other, of_other) = &names[(at + step) % names.len()];
            let typed = format!("{one} and {other}");
            let both = ids(&typed);
            assert!(of_one.iter().chain(of_other).all(|id| both.contains(id)), "{typed}: {both:?}");
            let more: Vec<_> =
                both.iter().filter(|id| !of_one.contains(id) && !of_other.contains(id)).collect();
            assert!(more.is_empty(), "{typed} also gives {more:?}");
            assert_eq!(evidence().recognise(&typed).left, Vec::<String>::new(), "{typed}");
        }
    }
}

#[test]
fn an_everyday_word_asks_and_each_of_its_choices_answers_it() {
    for word in &evidence().everyday_words {
        for typed in &word.words {
            let found = evidence().recognise(typed);
            assert_eq!(found.kind(), NameKind::Asks, "{typed}: {found:?}");
            assert_eq!(found.asks[0].choices.len(), word.choices.len(), "{typed}");
        }
        for choice in &word.choices {
            assert!(evidence().recognise(choice).is_whole(), "{choice}");
            assert!(evidence().recognise(&format!("{} ({choice})", word.words[0])).is_whole(), "{choice}");
        }
    }
}

#[test]
fn vitamin_k_antagonists_are_known_by_every_code() {
    for code in (0..100).map(|number| format!("B01AA{number:02}")).chain(["B01AA".into()]) {
        assert_eq!(evidence().recognise(&code).closes(Closes::VitaminK), Whether::Yes, "{code}");
        assert_eq!(evidence().recognise(&code).closes(Closes::Rubbing), Whether::Yes, "{code}");
    }
}

#[test]
fn a_combination_with_a_diuretic_closes_salt_by_its_brand_its_parts_and_its_german_suffix() {
    for name in [
        "Zestoretic",
        "Co-Diovan 160/12.5",
        "losartan/hydrochlorothiazide",
        "Ramipril comp",
        "Ramipril HEXAL plus 5/25",
        "Candesartan HCT",
        "Triplixam",
        "Natrixam",
        "Aldactide",
        "Kalten",
        "amlodipine, Lasix",
    ] {
        assert_eq!(evidence().recognise(name).closes(Closes::Salt), Whether::Yes, "{name}");
    }
    // A suffix that no table holds leaves it open what is in it.
    assert_eq!(evidence().recognise("Amlodipin comp").closes(Closes::Salt), Whether::Perhaps);
}

#[test]
fn one_letter_wrong_in_a_long_name_is_a_suggestion_and_never_the_name() {
    for medicine in evidence().medicines.iter().filter(|one| one.name.len() > 8 && !one.name.contains(' ')) {
        let typed = format!("{}q", &medicine.name[..medicine.name.len() - 1]);
        let found = evidence().recognise(&typed);
        assert_eq!(found.kind(), NameKind::Unknown, "{typed}: {found:?}");
        assert!(!found.near.is_empty(), "{typed}");
    }
    assert_eq!(evidence().recognise("atorvastatim").near, ["atorvastatin"], "one medicine is suggested once");
    assert!(evidence().recognise("<b>warfarin</b>").near.is_empty(), "what was understood is not suggested");
    assert_eq!(evidence().recognise("water tablet").asks[0].word, "water tablet");
}

fn dose() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        (1u32..2000, "(mg|mcg|ug|g|ml|iu| mg| units)").prop_map(|(amount, unit)| format!(" {amount}{unit}")),
        (1u32..100, 1u32..100).prop_map(|(one, other)| format!(" {one}/{other}")),
        "( tablets| 20mg at night| 2\\.5 mg twice daily| 1-0-1| retard| capsules, one a day| \\(5 mg\\))",
    ]
}

proptest! {
    #[test]
    fn case_and_dose_change_nothing(at in any::<prop::sample::Index>(), dose in dose(), cases in any::<u64>()) {
        let names = names();
        let (name, of_name) = &names[at.index(names.len())];
        let flip = |(at, letter): (usize, char)| if cases >> (at % 64) & 1 == 1 {
            letter.to_uppercase().collect::<String>()
        } else {
            letter.to_lowercase().collect()
        };
        let typed = format!("{}{dose}", name.chars().enumerate().map(flip).collect::<String>());
        prop_assert_eq!(&ids(&typed), of_name, "{}", typed);
        prop_assert!(evidence().recognise(&typed).left.is_empty(), "{}", typed);
    }

    #[test]
    fn whatever_is_typed_is_recognised_or_not_and_never_more_than_it_says(typed in "\\PC{0,80}") {
        let found = evidence().recognise(&typed);
        if found.kind() == NameKind::Unknown {
            prop_assert!(Closes::ALL.iter().all(|what| found.closes(*what) == Whether::Perhaps));
        }
    }
}
