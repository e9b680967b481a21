//! The person: set in parts, shown with what was not said, never a "no" that nobody said.

use serde_json::json;

use crate::charley::Charley;

#[test]
fn what_is_set_is_shown_with_what_is_missing() {
    let charley = Charley::new();
    let line = "person set --born 1980-05 --sex female --mass-kg 62 --height-cm 168 --max-hr 188 --rest-hr 52 \
                --ftp-w 220 --critical-speed-m-s 3.6 --timezone Europe/Berlin --condition hypertension";
    let first = charley.types(line).ok().out;
    assert_eq!(charley.types("person show").ok().out, first);
    assert!(first.lines().all(|line| line.chars().count() <= 80), "{first}");
    insta::assert_snapshot!(first);
}

#[test]
fn the_document_has_null_for_what_was_not_said() {
    let charley = Charley::new();
    let person = charley.asks("person set --born 1980-05");
    assert_eq!(person["schema"], "charley.person/1");
    assert_eq!((&person["born"], &person["age_years"]), (&json!("1980-05"), &json!(46)));
    assert_eq!((&person["conditions"], &person["mass_kg"]), (&json!(null), &json!(null)));
    assert_eq!(charley.asks("person set --condition none")["conditions"], json!([]));
}

#[test]
fn naming_one_condition_never_takes_another_away() {
    let charley = Charley::new();
    charley.types("person set --condition heart").ok();
    let person = charley.asks("person set --condition diabetes");
    assert_eq!(person["conditions"], json!(["heart", "diabetes"]));
    assert_eq!(charley.asks("person set --condition none")["conditions"], json!([]));
}

#[test]
fn what_was_said_can_be_taken_back() {
    let charley = Charley::new();
    charley.types("person set --ftp-w 220 --condition none").ok();
    let person = charley.asks("person set --forget ftp-w --forget condition");
    assert_eq!((&person["ftp_w"], &person["conditions"]), (&json!(null), &json!(null)));
    charley.types("person set --forget shoe-size").ends(2);
}

#[test]
fn us_units_are_read_and_shown_but_kept_as_si() {
    let charley = Charley::new();
    charley.types("person set --units us --height-cm 168").ok();
    let out = charley.types("log weight 136").ok().out;
    assert!(out.contains("weight 136.0 lb"), "{out}");
    let mass = charley.asks("diary")["entries"][0]["mass_kg"].as_f64().unwrap();
    assert!((mass - 61.69).abs() < 0.01);
    assert!(charley.types("person show").ok().out.contains("5 ft 6 in"));
}

#[test]
fn a_minor_is_told_what_charley_does_for_them() {
    let charley = Charley::new();
    assert!(charley.types("person set --born 2012-03").ok().out.contains("Under 18"));
    assert!(!charley.types("person set --born 1980-03").ok().out.contains("Under 18"));
}
