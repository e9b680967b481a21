//! What cannot be is refused in one sentence with a way out, exit 2, and nothing is stored.

use crate::charley::Charley;

/// Types words that must be refused, and gives the message.
#[track_caller]
fn refused(charley: &Charley, words: &[&str]) -> String {
    let outcome = charley.types_words(words).ends(2);
    assert_eq!(outcome.out, "");
    outcome.err
}

#[test]
fn refusals_name_the_value_and_the_way_out() {
    let charley = Charley::new();
    let mut said = String::new();
    for words in [
        &["log", "cramp", "claf", "left"][..],
        &["log", "cramp", "left"],
        &["log", "cramp", "calf", "--at", "25:10"],
        &["log", "cramp", "calf", "--at", "today 23:30"],
        &["log", "cramp", "calf", "--at", "-15"],
        &["log", "cramp", "calf", "--for", "2"],
        &["log", "cramp", "calf", "--pain", "11"],
        &["log", "cramp", "calf", "--pain", "-1"],
        &["log", "cramp", "calf", "--eased-by", "strech"],
        &["log", "cramp", "calf", "--count", "0"],
        &["log", "cramp", "calf", "--count", "1000"],
        &["log", "cramp", "calf", "--count", "-1"],
        &["log", "cramp", "calf", "--count", "2.5"],
        &["log", "twinge", "--count", "two"],
        &["log", "twinge", "claf"],
        &["log", "twinge", "calf", "foot"],
        &["log", "none", "--night", "2026-11-23"],
        &["log", "none", "--night", "22.11.2026"],
        &["log", "drink", "500"],
        &["log", "drink", "2 glasses"],
        &["log", "drink", "500ml", "--kind", "wtaer"],
        &["log", "food", "a banana"],
        &["log", "weight", "61.8"],
        &["log", "weight", "6kg"],
        &["log", "alcohol", "2 beers"],
        &["log", "caffeine", "5g"],
        &["log", "sleep", "60h"],
        &["log", "medicine", "atorvastatin", "--from", "2027-01-01"],
        &["log", "medicine", "atorvastatin", "--from", "2026-05-01", "--until", "2026-04-01"],
        &["log", "weather", "--night", "2026-11-22", "--air-c", "84"],
        &["log", "weather", "--workout", "nosuch", "--air-c", "20"],
        &["log", "workout", "run", "40min"],
        &["log", "workout", "rum", "40min", "easy"],
        &["person", "set", "--born", "2030-01"],
        &["person", "set", "--height-cm", "1.68"],
        &["person", "set", "--condition", "none", "--condition", "heart"],
        &["person", "set", "--condition", "kidny"],
        &["person", "set", "--timezone", "Berlin"],
        &["person", "set", "--rest-hr", "190", "--max-hr", "180"],
    ] {
        let message = refused(&charley, words);
        assert_eq!(message.lines().count(), 1, "{message}");
        said.push_str(&format!("$ charley {}\n{message}", words.join(" ")));
    }
    assert!(!charley.data().exists(), "a refusal made a database");
    insta::assert_snapshot!(said);
}

#[test]
fn a_refusal_leaves_everything_as_it_was() {
    let charley = Charley::new();
    charley.types("log none").ok();
    charley.types("person set --sex female --mass-kg 62").ok();
    let before = (charley.asks("diary"), charley.asks("person show"));
    refused(&charley, &["log", "cramp", "claf"]);
    refused(&charley, &["person", "set", "--mass-kg", "70", "--sex", "x"]);
    assert_eq!((charley.asks("diary"), charley.asks("person show")), before);
}

#[test]
fn usage_errors_of_the_frame_end_with_two_as_well() {
    let charley = Charley::new();
    for line in [
        "",
        "lgo",
        "log",
        "log crmp calf",
        "log cramp",
        "log cramp calf --id 7",
        "import",
        "diary --sicne 3d",
    ] {
        charley.types(line).ends(2);
    }
    let typo = charley.types("log crmp calf").err;
    assert!(typo.contains("'cramp'"), "{typo}");
}

#[test]
fn a_negative_time_is_no_option() {
    let charley = Charley::new();
    let at = charley.asks("log cramp calf --at -15m")["entry"]["at"].as_str().unwrap().to_owned();
    assert_eq!(at, "2026-11-23T08:45:00+01:00");
}
