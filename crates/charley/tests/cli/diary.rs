//! The diary: nights of three values, silence never "no cramp", readable without colour.

use crate::charley::{Charley, MORNING};

/// Eleven nights with every state, and gaps.
fn kept() -> Charley {
    let charley = Charley::new();
    for night in ["2026-11-04", "2026-11-05", "2026-11-09", "2026-11-16", "2026-11-18"] {
        charley.types(&format!("log none --night {night}")).ok();
    }
    charley.types("log unsure --night 2026-11-12").ok();
    charley.types("log cramp left calf --at 2026-11-15T03:12 --for 2m --pain 7").ok();
    charley.types("log cramp right foot --at 2026-11-21T23:50").ok();
    charley.types("log cramp right foot --at 2026-11-19T17:00 --during-workout").ok();
    charley.types("log none").ok();
    charley
}

#[test]
fn the_calendar_fits_the_terminal_and_says_what_is_unknown() {
    let charley = kept();
    let out = charley.types("diary").ok().out;
    assert!(out.lines().all(|line| line.chars().count() <= 80), "{out}");
    assert!(!out.contains('\u{1b}'), "colour in a pipe");
    insta::assert_snapshot!(out);
}

#[test]
fn a_plain_terminal_gets_plain_letters() {
    let charley = kept().with("TERM", "dumb");
    let out = charley.types("diary").ok().out;
    let calendar: String = out.lines().take_while(|line| !line.starts_with("Last")).collect();
    assert!(calendar.is_ascii(), "{calendar}");
    assert!(calendar.contains("X cramp   o no cramp   ? not sure   - unknown"), "{calendar}");
}

#[test]
fn the_document_holds_every_night_and_every_entry() {
    let charley = kept();
    let diary = charley.asks("diary --since 30d");
    assert_eq!(diary["schema"], "charley.diary/1");
    let nights = diary["nights"].as_array().unwrap();
    assert_eq!(nights.len(), 30);
    assert_eq!(nights.last().unwrap()["night"], "2026-11-22");
    let state = |night: &str| nights.iter().find(|n| n["night"] == night).unwrap()["state"].clone();
    assert_eq!(state("2026-11-04"), "none");
    assert_eq!(state("2026-11-12"), "unsure");
    assert_eq!(state("2026-11-14"), "cramp");
    // Something was recorded, but nobody said whether there was a cramp in the night.
    assert_eq!(state("2026-11-19"), "unknown");
    assert_eq!(state("2026-11-03"), "unknown");
    assert_eq!(diary["entries"].as_array().unwrap().len(), 10);
    assert_eq!(diary["counts"], serde_json::json!({ "known": 8, "unknown": 11, "cramp": 2 }));
    let listed: usize = nights.iter().map(|n| n["entries"].as_array().unwrap().len()).sum();
    assert_eq!(listed, 10);
}

#[test]
fn since_takes_lengths_and_dates() {
    let charley = kept();
    let count = |line: &str| charley.asks(line)["nights"].as_array().unwrap().len();
    assert_eq!(count("diary"), 90);
    assert_eq!(count("diary --since 2w"), 14);
    assert_eq!(count("diary --since 2026-11-20"), 3);
    assert_eq!(count("diary --since all"), 19);
    charley.types("diary --since 90").ends(2);
}

#[test]
fn what_is_recorded_this_evening_is_shown_but_tonight_is_not_yet_unknown() {
    let mut charley = kept();
    charley.now("2026-11-23T21:00:00+01:00[Europe/Berlin]");
    charley.types("log drink 300ml").ok();
    let diary = charley.asks("diary");
    let last = diary["nights"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((last["night"].as_str(), last["state"].as_str()), (Some("2026-11-23"), Some("unknown")));
    assert_eq!(diary["counts"]["unknown"], 11);
}

#[test]
fn an_empty_diary_says_how_to_begin() {
    let charley = Charley::new().at(MORNING);
    charley.types("person set --sex male").ok();
    let out = charley.types("diary").ok().out;
    assert!(out.contains("charley log none"), "{out}");
    assert_eq!(charley.asks("diary")["counts"]["known"], 0);
}

#[test]
fn without_a_database_asking_ends_with_ten_and_makes_none() {
    let charley = Charley::new();
    for line in ["diary", "person show", "undo"] {
        let outcome = charley.types(line).ends(10);
        assert!(outcome.err.contains("charley"), "{}", outcome.err);
    }
    assert!(!charley.data().exists());
}
