//! The answers of 0.1.0 beside those of today, key by key.

use std::{collections::BTreeSet, fs, path::Path};

use serde_json::{Value, json};

use crate::left_by::{Old, answered};

/// What the body model says of a workout is computed anew with each version of it.
const BODY: &str = "The body model";

/// What answers otherwise than in 0.1.0, and the words of CHANGELOG that say why. `[]` stands for every element.
const CHANGED: &[(&str, &str, &str)] = &[
    ("why", ".notices", "What must be said beside advice is a value"),
    ("why", ".triggers[].note", "a sign that stands comes first everywhere"),
    ("why", ".triggers[].name", "each named medicine carries its own"),
    ("why", ".triggers[].last_value", BODY),
    ("why", ".triggers", "Heat counts once among triggers"),
    ("why", ".headline", "by the night and by the mean of the three days before"),
    ("why", ".next", "What is missing is said first"),
    ("why", ".what_if", "A cause is named by the probability that it matters"),
    ("forecast", ".base_rate", "Own nights and own workouts count"),
    ("forecast", ".probability", "Own nights and own workouts count"),
    ("forecast", ".skill", "moving average, running mean and drifting level"),
    ("forecast", ".shown", "moving average, running mean and drifting level"),
    ("forecast", ".headline", "moving average, running mean and drifting level"),
    ("forecast", ".used", "the evening that may still come is unknown"),
    ("forecast", ".missing", "the evening that may still come is unknown"),
    ("why", ".pareto_k", "Own nights and own workouts count"),
    ("why", ".quiet_nights", "quiet nights gained allow for season and own triggers"),
    ("why", ".cramps", "A cause is named by the probability that it matters"),
    ("why", ".evidence_version", "The verdict *untested* beside supported"),
    ("forecast", ".notices", "What must be said beside advice is a value"),
    ("forecast", ".levers", "Tonight's plan"),
    ("forecast", ".used[].value", BODY),
    ("forecast", ".evidence_version", "The verdict *untested* beside supported"),
    ("exposures", ".windows[].values[].unit", "cards speak to the person who reads them"),
    ("exposures", ".windows[].values[].value", BODY),
    ("exposures", ".windows[].values[].detail", "only where a person tells in time"),
    ("exposures", ".evidence_version", "The verdict *untested* beside supported"),
    ("report", ".red_flags", "warning signs as they were asked"),
    ("report", ".questions", "three questions"),
    ("report", ".code_systems", "ICD-10-CM by muscle and sleep"),
    ("report", ".evidence_version", "The verdict *untested* beside supported"),
];

/// The keys under which an old document says something that the new one does not say. What was added is no difference.
fn differences(old: &Value, new: &Value, key: &str, found: &mut BTreeSet<String>) {
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => {
            for (name, value) in old {
                let key = format!("{key}.{name}");
                match new.get(name) {
                    Some(other) => differences(value, other, &key, found),
                    None => drop(found.insert(key)),
                }
            }
        }
        (Value::Array(old), Value::Array(new)) if old.len() == new.len() => {
            old.iter().zip(new).for_each(|(old, new)| differences(old, new, &format!("{key}[]"), found));
        }
        _ if old == new => (),
        // The same sum in another order differs in the last digits; nobody is told those.
        (Value::Number(old), Value::Number(new))
            if old
                .as_f64()
                .zip(new.as_f64())
                .is_some_and(|(old, new)| (old - new).abs() <= 1e-9 * old.abs()) => {}
        _ => drop(found.insert(key.to_owned())),
    }
}

#[test]
fn they_differ_only_where_the_changelog_says_why() {
    let changelog = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../CHANGELOG.md");
    let changelog = fs::read_to_string(changelog).unwrap();
    for (question, key, why) in CHANGED {
        assert!(changelog.contains(why), "{question} {key}: CHANGELOG does not say {why:?}");
    }
    let old = Old::diary(4);
    let mut unsaid = Vec::new();
    for question in ["diary", "why", "forecast", "exposures", "trial list", "report"] {
        let mut found = BTreeSet::new();
        differences(&answered(question), &old.asks(question), "", &mut found);
        let said = |key: &String| {
            let here = CHANGED.iter().filter(|(other, ..)| *other == question);
            here.map(|(_, changed, _)| changed).any(|changed| key.starts_with(changed))
        };
        unsaid.extend(found.into_iter().filter(|key| !said(key)).map(|key| format!("{question} {key}")));
    }
    assert!(
        unsaid.is_empty(),
        "these answer otherwise than 0.1.0 did: mend it, or say why in CHANGELOG and add a row to CHANGED\n{}",
        unsaid.join("\n")
    );
}

#[test]
fn a_difference_is_found() {
    let found = |old: Value, new: Value| {
        let mut found = BTreeSet::new();
        differences(&old, &new, "", &mut found);
        found.into_iter().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(found(json!({"a": [1, {"b": 2}]}), json!({"a": [1, {"b": 2, "c": 3}]})), "");
    assert_eq!(found(json!({"a": [1, {"b": 2}]}), json!({"a": [1, {"b": 3}]})), ".a[].b");
    assert_eq!(found(json!({"a": 0.25}), json!({"a": 0.250_000_1})), ".a");
    assert_eq!(found(json!({"a": 0.25}), json!({"a": 0.250_000_000_000_01})), "");
    assert_eq!(found(json!({"a": [1], "d": 0}), json!({"a": [1, 2]})), ".a .d");
}

/// `OLD_DEMOS` holds a folder for each of the five demo persons of 0.1.0, whole, with what it said of them.
#[test]
#[ignore = "scripts/old-demos.sh makes the persons; ./test --long runs it"]
fn the_five_demo_persons_of_0_1_0_open_whole() {
    let folder = std::env::var("OLD_DEMOS").expect("OLD_DEMOS names what scripts/old-demos.sh made");
    let mut seen = 0;
    for seed in 1..=5 {
        let place = Path::new(&folder).join(seed.to_string());
        let then: Value =
            serde_json::from_str(&fs::read_to_string(place.join("diary.json")).unwrap()).unwrap();
        let old = Old::copy_of(&place);
        let entries = old.entries();
        assert!(entries.len() > 1000 && then["entries"].as_array().unwrap() == &entries, "seed {seed}");
        let verified = old.asks("data verify");
        assert_eq!(verified["wrong"].as_array().unwrap().len(), 0, "seed {seed}: {verified}");
        for from in ["backup.db", "export.zip"] {
            let other = Old::nobody();
            other.types(&format!("data restore {}", place.join(from).display()));
            assert_eq!(other.entries(), entries, "seed {seed}: {from}");
            seen += 1;
        }
    }
    assert_eq!(seen, 10);
}
