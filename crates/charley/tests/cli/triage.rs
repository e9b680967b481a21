//! `charley triage`: the answers as the contract has them, what each gives, and bad files refused in words.

use serde_json::{Value, json};

use crate::charley::Charley;

/// The document of an answers file.
#[track_caller]
fn document(charley: &Charley, answers: &str) -> Value {
    charley.pipes("triage --answers - --json", answers.as_bytes()).ok().json()
}

#[test]
fn triage_reads_answers_and_gives_the_document_of_the_contract() {
    let charley = Charley::new();
    let mixed = document(&charley, r#"{"answers":{"RF01":"no","RF02":"yes","RF31":"yes","RF15":"unknown"}}"#);
    assert_eq!((&mixed["schema"], &mixed["action"]), (&"charley.triage/1".into(), &"same_day".into()));
    assert_eq!(mixed["flags"], json!(["RF02", "RF31"]));
    assert_eq!(mixed["unanswered"].as_array().unwrap().len(), 35);
    let spreading = document(&charley, r#"{"answers":{"RF27":"yes"},"branches":{"RF27":1}}"#);
    assert_eq!((&spreading["action"], &spreading["findings"][0]["branch"]), (&"emergency".into(), &1.into()));
    assert_eq!(document(&charley, r#"{"answers":{"RF01":"no"}}"#)["action"], "none");
    assert!(!charley.data().exists());
}

#[test]
fn not_sure_asks_for_care_and_keeps_its_question_open() {
    let charley = Charley::new();
    for (flag, action) in [
        ("RF01", "emergency"),
        ("RF06", "emergency"),
        ("RF11", "emergency"),
        ("RF04", "same_day"),
        ("RF02", "same_day"),
        ("RF34", "same_day"),
    ] {
        let told = document(&charley, &format!(r#"{{"answers":{{"{flag}":"unknown"}}}}"#));
        assert_eq!(told["action"], action, "{flag}");
        assert_eq!(
            (&told["findings"][0]["id"], &told["findings"][0]["not_sure_taken_for_yes"]),
            (&flag.into(), &true.into())
        );
        assert!(told["unanswered"].as_array().unwrap().contains(&flag.into()), "{flag}");
    }
    let page = charley.pipes("triage --answers -", br#"{"answers":{"RF01":"unknown"}}"#).ok().out;
    insta::assert_snapshot!(page);
}

#[test]
fn a_branch_says_which_kind_it_was_and_without_one_the_kinds_are_named() {
    let charley = Charley::new();
    let bare = document(&charley, r#"{"answers":{"RF07":"yes"}}"#);
    assert_eq!(bare["action"], "emergency");
    let kinds = bare["findings"][0]["kinds"].as_array().unwrap();
    assert_eq!(kinds.len(), 3);
    assert_eq!((&kinds[2]["branch"], &kinds[2]["action"]), (&2.into(), &"same_day".into()));
    let alone = document(&charley, r#"{"answers":{"RF07":"yes"},"branches":{"RF07":2}}"#);
    assert_eq!((&alone["action"], &alone["findings"][0]["kinds"]), (&"same_day".into(), &json!([])));
    let cold = document(&charley, r#"{"answers":{"RF03":"unknown"},"branches":{"RF03":5}}"#);
    assert_eq!(cold["action"], "same_day");
    insta::assert_snapshot!(charley.pipes("triage --answers -", br#"{"answers":{"RF07":"yes"}}"#).ok().out);
}

#[test]
fn a_routine_flag_says_by_when_and_what_to_say() {
    let charley = Charley::new();
    let answers = br#"{"answers":{"RF25":"yes","RF31":"yes","RF15":"yes"}}"#;
    insta::assert_snapshot!(charley.pipes("triage --answers -", answers).ok().out);
}

#[test]
fn every_red_flag_gives_its_exit_code_only_when_asked_for() {
    let charley = Charley::new();
    for (flag, answer) in [("RF01", "yes"), ("RF02", "yes"), ("RF31", "yes"), ("RF02", "unknown")] {
        let answers = format!(r#"{{"answers":{{"{flag}":"{answer}"}}}}"#);
        charley.pipes("triage --answers - --exit-code", answers.as_bytes()).ends(20);
        charley.pipes("triage --answers -", answers.as_bytes()).ok();
    }
    charley.pipes("triage --answers - --exit-code", br#"{"answers":{"RF01":"no"}}"#).ok();
    charley.types("triage --exit-code").ends(4);
}

#[test]
fn bad_answers_are_refused_in_words_and_nothing_of_them_is_kept() {
    let charley = Charley::new();
    charley.types("person set --born 1980-05").ok();
    for (answers, says) in [
        ("no json", "holds no answers"),
        (r#"{"answers":{"RF02":"yes","RF99":"yes"}}"#, r#""RF99", which is no red flag: use RF01 to RF38"#),
        (r#"{"answers":{"RF02":"yes","RF01":"maybe"}}"#, r#"RF01 with "maybe": use yes, no or unknown"#),
        (r#"{"answers":{"RF02":"yes","RF01":"yes"},"branches":{"RF01":7}}"#, "branch 7"),
        (r#"{"answers":{"RF02":"yes","RF02":"no"}}"#, "RF02 stands twice"),
    ] {
        let outcome = charley.pipes("triage --answers -", answers.as_bytes()).ends(2);
        assert!(outcome.err.contains(says) && outcome.err.lines().count() == 1, "{}", outcome.err);
        assert_eq!(outcome.out, "");
    }
    assert_eq!(charley.asks("diary")["entries"], json!([]));
    charley.types("triage --answers nowhere.json").ends(1);
}

#[test]
fn answers_are_kept_where_there_is_a_diary_and_change_what_is_advised() {
    let charley = Charley::new();
    charley.types("person set --born 1980-05 --timezone Europe/London").ok();
    charley.pipes("triage --answers -", br#"{"answers":{"RF02":"yes"}}"#).ok();
    let standing = charley.types("triage").ok().out;
    insta::assert_snapshot!(standing);
    let now = charley.types("now").ok().out;
    assert!(
        now.split_whitespace().collect::<Vec<_>>().join(" ").contains("Call NHS 111 or your GP today."),
        "{now}"
    );
    assert_eq!(charley.asks("now")["steps"], json!([]));
    assert!(charley.types("why").out.contains("a doctor must hear of this"));
    charley.pipes("triage --answers -", br#"{"answers":{"RF02":"no"}}"#).ok();
    assert!(charley.types("now").ok().out.starts_with("Pull your toes up"));
}

#[test]
fn a_statin_user_with_new_cramps_keeps_every_step_and_is_told_to_call() {
    let charley = Charley::new();
    charley.types("person set --born 1959-05 --timezone Europe/London").ok();
    charley.types("log medicine atorvastatin --from 2026-01-01").ok();
    charley.pipes("triage --answers -", br#"{"answers":{"RF32":"yes"}}"#).ok();
    let now = charley.asks("now");
    assert!(now["steps"].as_array().unwrap().len() > 2, "{now}");
    assert_eq!(now["action"], "same_day");
    assert!(now["notices"].to_string().contains("Call NHS 111 or your GP today."), "{now}");
    assert!(!now["notices"].to_string().contains("no stretching"), "{now}");
}

#[test]
fn a_yes_to_an_episode_is_asked_again_after_a_week_and_no_longer_ends_relief() {
    let mut charley = Charley::new();
    charley.types("person set --born 1980-05 --timezone Europe/London").ok();
    charley.pipes("triage --answers -", br#"{"answers":{"RF06":"yes"}}"#).ok();
    assert_eq!(charley.asks("now")["steps"], json!([]));
    charley.now("2026-12-02T09:00:00+00:00[Europe/London]");
    let told = charley.types("triage --json").ends(4).json();
    assert_eq!(
        (&told["asked_again"][0]["id"], &told["asked_again"][0]["answered_on"]),
        (&"RF06".into(), &"2026-11-23".into())
    );
    assert!(!charley.asks("now")["steps"].as_array().unwrap().is_empty());
    insta::assert_snapshot!(charley.types("triage").ends(4).out);
}

#[test]
fn a_card_of_a_red_flag_speaks_to_the_person_and_names_no_diagnosis() {
    let charley = Charley::new();
    for (flag, never) in [
        ("RF15", "ALS"),
        ("RF15", "neuron"),
        ("RF32", "stop the statin"),
        ("RF32", "NEW."),
        ("RF29", "CHANGED"),
    ] {
        let out = charley.types(&format!("evidence red-flags {flag}")).ok().out;
        let card = out.split("\nSources").next().unwrap();
        assert!(!card.contains(never) && card.contains("\nDo "), "{flag}: {card}");
    }
}
