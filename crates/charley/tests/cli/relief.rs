//! `charley now` and `charley triage`: no diary needed, the instruction first, the answers as the contract has them.

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
fn now_begins_where_the_last_cramp_was() {
    let charley = Charley::new();
    charley.types("log cramp left shin --at 03:12").ok();
    assert_eq!(charley.asks("now")["muscle"], "shin");
}

#[test]
fn triage_reads_answers_and_gives_the_document_of_the_contract() {
    let charley = Charley::new();
    let document = |answers: &str| charley.pipes("triage --answers - --json", answers.as_bytes()).ok().json();
    let mixed = document(r#"{"answers":{"RF01":"no","RF02":"yes","RF31":"yes","RF08":"unknown"}}"#);
    assert_eq!((&mixed["schema"], &mixed["action"]), (&"charley.triage/1".into(), &"same_day".into()));
    assert_eq!(mixed["flags"], serde_json::json!(["RF02", "RF31"]));
    assert_eq!(mixed["unanswered"].as_array().unwrap().len(), 30);
    assert_eq!(document(r#"{"answers":{"RF27":"yes"},"branches":{"RF27":1}}"#)["action"], "emergency");
    assert_eq!(document(r#"{"answers":{"RF01":"no"}}"#)["action"], "none");
    assert!(!charley.data().exists());
}

#[test]
fn every_red_flag_gives_its_exit_code_only_when_asked_for() {
    let charley = Charley::new();
    for flag in ["RF01", "RF02", "RF31"] {
        let answers = format!(r#"{{"answers":{{"{flag}":"yes"}}}}"#);
        charley.pipes("triage --answers - --exit-code", answers.as_bytes()).ends(20);
        charley.pipes("triage --answers -", answers.as_bytes()).ok();
    }
    charley.pipes("triage --answers - --exit-code", br#"{"answers":{"RF01":"no"}}"#).ok();
    charley.types("triage --exit-code").ends(4);
}

#[test]
fn bad_answers_are_refused_in_words() {
    let charley = Charley::new();
    for (answers, says) in [
        ("no json", "holds no answers"),
        (r#"{"answers":{"RF99":"yes"}}"#, "RF99"),
        (r#"{"answers":{"RF01":"maybe"}}"#, "yes, no or unknown"),
        (r#"{"answers":{"RF01":"yes"},"branches":{"RF01":7}}"#, "branch 7"),
    ] {
        let outcome = charley.pipes("triage --answers -", answers.as_bytes()).ends(2);
        assert!(outcome.err.contains(says), "{}", outcome.err);
    }
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
    assert_eq!(charley.asks("now")["steps"], serde_json::json!([]));
    let why = charley.types("why").out;
    assert!(why.contains("a doctor must hear of this"), "{why}");
    charley.pipes("triage --answers -", br#"{"answers":{"RF02":"no"}}"#).ok();
    assert!(charley.types("now").ok().out.starts_with("Pull your toes up"));
    assert!(charley.types("why").out.contains("questions about warning signs are still open"));
}
