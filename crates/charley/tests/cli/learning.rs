//! What learning says after each entry, what would have been different, and that nothing is learned twice.

use std::sync::LazyLock;

use crate::charley::Charley;

/// The small synthetic person, as `demo` leaves them: 120 nights, 36 workouts, 14 cramps at night and 4 in workouts.
/// Made once, since making it is most of what these tests do.
static SMALL: LazyLock<Charley> = LazyLock::new(|| {
    let charley = Charley::new();
    let kept = charley.data().display().to_string();
    charley.types(&format!("demo --person athlete --small --no-serve --keep {kept}")).ends(0);
    charley
});

/// A copy of that person's folder, to write into.
fn small() -> Charley {
    let charley = Charley::new();
    std::fs::create_dir_all(charley.data()).unwrap();
    for file in std::fs::read_dir(SMALL.data()).unwrap() {
        let file = file.unwrap();
        // The folder beside the database holds the files that the demo has imported: it is not read again.
        if file.file_type().unwrap().is_file() {
            std::fs::copy(file.path(), charley.data().join(file.file_name())).unwrap();
        }
    }
    charley
}

#[test]
fn each_entry_says_what_it_changed() {
    let charley = small();
    charley.types("undo").ok();
    let before = charley.asks("why");
    let none = charley.types("log none").ok();
    let line = none.out.lines().find(|line| line.starts_with("What changed:"));
    assert!(line.is_some(), "{}", none.out);
    let document = charley.asks("log cramp calf left");
    assert!(document["changed"].as_str().unwrap().starts_with("What changed:"), "{document}");
    // The same id again is no entry, and changes nothing.
    let id = document["entry"]["id"].as_str().unwrap();
    let again = charley.types(&format!("log cramp calf left --id {id}")).ok().out;
    assert!(!again.contains("What changed"), "{again}");
    assert_ne!(charley.asks("why")["nights"], before["nights"]);
}

#[test]
fn direct_and_total_effects_are_kept_apart() {
    let charley = small();
    let why = charley.asks("why");
    let effects = why["what_if"].as_array().unwrap();
    assert!(!effects.is_empty(), "{why}");
    for effect in effects {
        assert!(effect["windows"].as_u64().unwrap() > 0);
        for kind in ["direct", "total"] {
            let times = |q: &str| effect[kind][q].as_f64().unwrap();
            assert!(
                0.0 < times("q05") && times("q05") <= times("q50") && times("q50") <= times("q95"),
                "{effect}"
            );
        }
    }
    let page = charley.types("why").ok().out;
    assert!(page.contains("If it had been different") && page.contains("in all"), "{page}");
    // What was kept of the body model and of the forecasts gives the same answer.
    assert_eq!(charley.asks("why"), why);
    assert!(page.lines().all(|line| line.chars().count() <= 80), "{page}");
}

#[test]
fn a_workout_is_forecast_by_the_same_rule_as_a_night() {
    let charley = small();
    let said = charley.types_words(&["--json", "forecast", "--workout", "run 90min hard"]).ends(0).out;
    let forecast: serde_json::Value = serde_json::from_str(&said).unwrap();
    let earned = forecast["skill"]["nights"].as_u64().is_some_and(|nights| nights >= 30)
        && forecast["skill"]["log_score_gain"].as_f64().is_some_and(|gain| gain >= 0.0);
    assert_eq!(forecast["shown"] == "forecast", earned, "{forecast}");
    assert!(forecast["base_rate"]["q50"].as_f64().unwrap() > 0.0);
}
