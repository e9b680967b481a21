//! `why`, `forecast` and `exposures` as a person reads them, and as a program does.

use insta::assert_snapshot;

use crate::charley::Charley;

/// A woman of 46 on a statin, with eight answered nights and two runs.
fn diary() -> Charley {
    let charley = Charley::new();
    charley.types("person set --born 1980-05 --sex female --mass-kg 62 --hemisphere north").ok();
    for day in ["01", "02", "03", "05", "08", "11", "12"] {
        charley.types(&format!("log none --night 2026-11-{day}")).ok();
    }
    charley.types_words(&["log", "cramp", "calf", "left", "--at", "2026-11-20 03:12", "--for", "2m"]).ok();
    charley.types("log medicine atorvastatin --from 2026-01-01").ok();
    charley
        .types_words(&["log", "workout", "run", "40min", "easy", "--at", "2026-11-20 18:00", "--km", "7"])
        .ok();
    charley
}

fn fits_eighty(text: &str) {
    for line in text.lines() {
        assert!(line.chars().count() <= 80, "{} columns: {line}", line.chars().count());
    }
}

#[test]
fn why_says_first_that_nothing_was_learned() {
    let why = diary().types("why").ends(4);
    fits_eighty(&why.out);
    assert_snapshot!(why.out);
}

#[test]
fn forecast_is_a_frequency_with_its_range() {
    let forecast = diary().types("forecast").ends(0);
    fits_eighty(&forecast.out);
    assert_snapshot!(forecast.out);
}

#[test]
fn a_planned_run_has_a_forecast() {
    let forecast = diary().types_words(&["forecast", "--workout", "run 90min hard 29c"]).ends(0);
    fits_eighty(&forecast.out);
    assert_snapshot!(forecast.out);
}

#[test]
fn exposures_say_how_they_are_known() {
    let exposures = diary().types("exposures --night 2026-11-20").ends(0);
    fits_eighty(&exposures.out);
    assert_snapshot!(exposures.out);
}

#[test]
fn exposures_as_a_table_with_commas() {
    let table = diary().types("exposures --all --csv").ends(0).out;
    let mut lines = table.lines();
    assert_eq!(lines.next(), Some("window,of,trigger,value,unit,basis,detail"));
    assert!(lines.any(|line| line.starts_with("night,2026-11-20,night.load_100tss,0.28")), "{table}");
}

#[test]
fn documents_keep_the_contract() {
    let charley = diary();
    let json = |line: &str, code| -> serde_json::Value {
        serde_json::from_str(&charley.types(line).ends(code).out).unwrap()
    };
    let why = json("--json why", 4);
    assert_eq!(why["schema"], "charley.why/1");
    assert_eq!(why["standing"], "too_little");
    assert_eq!(why["nights"], serde_json::json!({"known": 8, "unknown": 14, "cramp": 1}));
    assert_eq!(why["cramps"][0]["muscle"], "calf");
    assert!(why["pareto_k"].is_null());
    assert!(why["triggers"].as_array().unwrap().iter().all(|trigger| trigger["from_own_data"] == 0.0));
    let forecast = json("--json forecast", 0);
    assert_eq!(forecast["schema"], "charley.forecast/1");
    assert_eq!(forecast["shown"], "base_rate");
    assert!(forecast["skill"].is_null());
    assert_eq!(json("--json exposures", 0)["schema"], "charley.exposures/1");
    assert_eq!(json("--json why", 4), why, "the same question has the same answer");
}

#[test]
fn minors_and_unknown_ages_get_a_sentence_and_no_number() {
    let charley = Charley::new();
    charley.types("log none").ok();
    assert!(charley.types("forecast").ends(4).out.contains("until it knows your age"));
    charley.types("person set --born 2012-05").ok();
    for line in ["forecast", "why"] {
        let said = charley.types(line).ends(4).out;
        assert!(said.contains("Under 18"), "{said}");
        assert!(!said.contains("times the rate") && !said.contains("Of 100"), "{said}");
    }
}

#[test]
fn the_midwife_comes_first() {
    let charley = diary();
    charley.types("person set --pregnant-since 2026-07-01").ok();
    for line in ["why", "forecast"] {
        let outcome = charley.types(line);
        assert!(outcome.out.starts_with("You are pregnant: speak with your midwife"), "{}", outcome.out);
    }
}

#[test]
fn asking_without_a_diary_ends_with_ten() {
    for line in ["why", "forecast", "exposures", "--json why"] {
        let charley = Charley::new();
        assert_eq!(charley.types(line).ends(10).out, "");
        assert!(!charley.data().exists(), "a question made a database");
    }
}

#[test]
fn bad_questions_are_refused_in_one_line() {
    let charley = diary();
    let mut said = String::new();
    for words in [
        &["forecast", "--workout", "run"][..],
        &["forecast", "--workout", "90min hard"],
        &["forecast", "--workout", "run 90min fast"],
        &["forecast", "--workout", "run 90min 84c"],
        &["forecast", "--night", "soon"],
        &["forecast", "--night", "9999-12-31"],
        &["forecast", "--night=-009999-01-01"],
        &["exposures", "--workout", "nosuch"],
        &["why", "--since", "long"],
        &["why", "--cramp", "00000000-0000-4000-8000-000000000000"],
    ] {
        let message = charley.types_words(words).ends(2).err;
        assert_eq!(message.lines().count(), 1, "{message}");
        said.push_str(&format!("$ charley {}\n{message}", words.join(" ")));
    }
    assert_snapshot!(said);
}

#[test]
fn each_minute_of_a_workout_is_a_window_of_its_own() {
    let charley = Charley::new();
    charley.types("person set --born 1986-05 --mass-kg 70 --height-cm 177").ok();
    charley.types("log workout run 60min hard --at 2026-11-22T08:00").ok();
    let diary = charley.asks("diary");
    let id = diary["entries"][0]["id"].as_str().unwrap().to_owned();
    let document = charley.asks(&format!("exposures --workout {id} --minutes"));
    let windows = document["windows"].as_array().unwrap();
    assert_eq!(windows.len(), 60);
    let value = |window: usize, trigger: &str| {
        let values = windows[window]["values"].as_array().unwrap();
        values.iter().find(|value| value["trigger"] == trigger).map(|value| value["value"].as_f64().unwrap())
    };
    assert_eq!(value(59, "workout.elapsed_30min"), Some(2.0));
    assert!(value(59, "workout.fluid_deficit_pct") > value(5, "workout.fluid_deficit_pct"));
    assert!(value(59, "workout.glycogen_low") > value(5, "workout.glycogen_low"));
    charley.types("exposures --minutes").ends(2);
}

#[test]
fn two_weighings_and_a_workout_say_how_much_this_person_sweats() {
    let charley = Charley::new();
    charley.types("person set --born 1986-05 --mass-kg 70 --height-cm 177").ok();
    charley.types("log workout run 90min hard --at 2026-11-22T08:00").ok();
    charley.types("log weather --night 2026-11-22 --air-c 24").ok();
    assert!(!charley.types("why").ends(4).out.contains("Your sweat"));
    charley.types("log weight 70kg --before --at 2026-11-22T07:55").ok();
    charley.types("log weight 68.1kg --after --at 2026-11-22T09:35").ok();
    let text = charley.types("why").ends(4).out;
    assert!(text.contains("Your sweat, from 1 weighing:"), "{text}");
}
