//! `charley now`: no diary needed, the instruction first.

use crate::charley::Charley;

#[test]
fn now_says_what_to_do_in_its_first_line_and_makes_no_diary() {
    let charley = Charley::new();
    let out = charley.types("now").ok().out;
    insta::assert_snapshot!(out);
    assert!(out.starts_with("Pull your toes up, knee straight.\n"));
    assert!(charley.types("now left foot").ok().out.starts_with("Pull your toes back"));
    assert!(charley.types("now --workout").ok().out.starts_with("Slow down and stop."));
    assert!(out.lines().all(|line| line.chars().count() <= 80));
    assert!(!charley.data().exists());
    let document = charley.asks("now hamstrings right");
    assert_eq!((&document["schema"], &document["side"]), (&"charley.now/1".into(), &"right".into()));
    assert_eq!(document["steps"][0]["instruction"], "Straighten your knee.");
    assert_eq!(document["help_after_s"], 600);
}

#[test]
fn the_hip_asks_front_or_back_and_the_diary_knows_the_hip() {
    let charley = Charley::new();
    let asked = charley.types("now hip").ok().out;
    assert!(
        asked.starts_with("Front of the hip, or back?\nFront: let the leg hang off the bed. Back: pull"),
        "{asked}"
    );
    assert!(charley.types("now hip front").ok().out.starts_with("Take your leg back."));
    assert!(charley.types("now back of left hip").ok().out.starts_with("Pull your knee to your chest."));
    let document = charley.asks("now hip front --workout");
    assert_eq!((&document["muscle"], &document["hip"]), (&"hip".into(), &"front".into()));
    assert!(document["steps"][1]["how"].as_str().unwrap().contains("long step back"), "{document}");
    assert_eq!(charley.asks("now")["hip"], serde_json::Value::Null);
    charley.types("now hip front back").ends(2);
}

#[test]
fn in_a_workout_the_calf_is_stretched_standing() {
    let document = Charley::new().asks("now calf --workout");
    assert_eq!(document["steps"][1]["instruction"], "Stand, step back, press the heel down, knee straight.");
}

#[test]
fn a_statin_user_with_new_cramps_keeps_the_steps_and_the_call_stands_first() {
    let charley = Charley::new();
    charley.types("person set --born 1959-03 --timezone Europe/London").ok();
    charley.types("log medicine atorvastatin --from 2026-09-01").ok();
    charley.pipes("triage --answers -", br#"{"answers":{"RF32":"yes"},"branches":{"RF32":0}}"#).ok();
    let now = charley.types("now").ok().out;
    let at = |text: &str| now.find(text).unwrap_or_else(|| panic!("{text} is missing in {now}"));
    assert!(at("today") < at("Pull your toes up") && !now.contains("are common"), "{now}");
    assert_eq!(charley.asks("now")["action"], "same_day");
    assert_ne!(charley.asks("now")["steps"], serde_json::json!([]));
}

#[test]
fn where_an_answer_ends_the_steps_it_is_named_with_the_way_to_answer_again() {
    let charley = Charley::new();
    charley.types("person set --born 1959-03 --timezone Europe/London").ok();
    charley.pipes("triage --answers -", br#"{"answers":{"RF28":"yes"}}"#).ok();
    let now = charley.types("now").ok().out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(now.contains("since you said yes to:") && now.contains("Answer again: charley triage"), "{now}");
    assert!(!now.contains("heat pack") && !now.contains("Rub"), "{now}");
    let document = charley.asks("now");
    assert_eq!((&document["steps"], &document["after"]), (&serde_json::json!([]), &serde_json::json!([])));
    assert!(document["left_out"][0].as_str().unwrap().contains("you said yes to"), "{document}");
}

#[test]
fn no_firm_rub_on_a_blood_thinner_or_on_a_medicine_that_nobody_knows() {
    for (name, says) in [("warfarin", "blood thinner"), ("zzyzxomab", "does not know all your medicines")] {
        let charley = Charley::new();
        charley.types("person set --born 1959-03").ok();
        charley.types(&format!("log medicine {name} --from 2026-09-01")).ok();
        let document = charley.asks("now");
        let steps: Vec<&str> =
            document["steps"].as_array().unwrap().iter().map(|step| step["id"].as_str().unwrap()).collect();
        assert!(!steps.contains(&"massage") && steps.contains(&"lengthen"), "{name}: {steps:?}");
        assert!(document["left_out"][0].as_str().unwrap().contains(says), "{name}: {document}");
        assert!(!charley.types("now").ok().out.contains("Rub the hard muscle"), "{name}");
    }
}

#[test]
fn what_comes_after_it_let_go_says_for_whom_it_is_not() {
    let charley = Charley::new();
    let after = charley.asks("now")["after"].clone();
    let rows: Vec<&str> =
        after.as_array().unwrap().iter().map(|care| care["remedy"].as_str().unwrap()).collect();
    assert_eq!(rows, ["I05", "I06", "I51"]);
    charley.types("person set --born 1959-03 --condition neuropathy").ok();
    assert_eq!(charley.asks("now")["after"].as_array().unwrap().len(), 1);
    assert!(!charley.types("now").ok().out.contains("10 to 15 minutes"));
}

#[test]
fn now_begins_where_the_last_cramp_was() {
    let charley = Charley::new();
    charley.types("log cramp left shin --at 03:12").ok();
    assert_eq!(charley.asks("now")["muscle"], "shin");
}
