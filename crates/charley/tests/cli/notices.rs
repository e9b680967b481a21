//! What must be said stands where it must: a warning sign first in every answer, in the terminal and in the document.

use serde_json::Value;

use crate::charley::Charley;

/// Verbs that advise, or lead to advice.
const ASKED: [&str; 6] = ["why", "forecast", "plan run 10km 50min", "now", "report", "trial show"];

/// A diary of a week in London, with a statin.
fn diary() -> Charley {
    let charley = Charley::new();
    charley.types("person set --born 1960-05 --sex male --condition none --timezone Europe/London").ok();
    for day in ["17", "18", "20"] {
        charley.types(&format!("log none --night 2026-11-{day}")).ok();
    }
    charley.types_words(&["log", "cramp", "calf", "left", "--at", "2026-11-20 03:12"]).ok();
    charley.types("log medicine atorvastatin --from 2026-01-01").ok();
    charley.types("trial new stretching --cramps-a-week 5").ok();
    charley
}

fn answers(charley: &Charley, answers: &str) {
    charley.pipes("triage --answers -", format!("{{\"answers\":{{{answers}}}}}").as_bytes()).ok();
}

fn document(charley: &Charley, line: &str) -> Value {
    serde_json::from_str(&charley.types(&format!("--json {line}")).out).unwrap()
}

fn kinds(document: &Value) -> Vec<&str> {
    document["notices"].as_array().unwrap().iter().map(|notice| notice["kind"].as_str().unwrap()).collect()
}

#[test]
fn an_emergency_stands_in_the_first_lines_of_every_answer_with_its_number() {
    let charley = diary();
    answers(&charley, r#""RF01":"yes""#);
    for line in ASKED {
        let out = charley.types(line).out;
        let first: Vec<&str> = out.lines().take(5).collect();
        assert!(first.join(" ").contains("Call 999 now."), "{line}: {first:?}");
        assert!(!out.contains("not asked yet"), "{line}: a yes was answered: {out}");
        assert!(out.contains("questions about warning signs are still open"), "{line}: {out}");
        let document = document(&charley, line);
        let first = &document["notices"][0];
        assert_eq!((&first["kind"], &first["urgency"]), (&"standing".into(), &"emergency".into()), "{line}");
        assert!(first["text"].as_str().unwrap().contains("Call 999 now."), "{line}");
    }
}

#[test]
fn without_a_country_the_words_stand_in_place_of_a_number() {
    let charley = Charley::new().at("2026-11-23T09:00:00Z[UTC]");
    charley.types("person set --born 1960-05").ok();
    answers(&charley, r#""RF01":"yes""#);
    for line in ["why", "forecast", "now", "report", "plan run 10km 50min"] {
        let out = charley.types(line).out;
        let first = out.lines().take(5).collect::<Vec<_>>().join(" ");
        assert!(first.contains("emergency number"), "{line}: {first}");
    }
}

#[test]
fn notices_have_one_order_and_each_is_said_once() {
    let charley = diary();
    assert_eq!(kinds(&document(&charley, "why")), ["not_asked", "statin"]);
    charley.types("person set --born 1994-05 --sex female --pregnant-since 2026-06-01").ok();
    assert_eq!(kinds(&document(&charley, "forecast")), ["midwife", "not_asked", "statin"]);
    answers(&charley, r#""RF02":"yes","RF01":"no""#);
    for line in ["why", "forecast", "plan run 10km 50min", "report", "trial show"] {
        let document = document(&charley, line);
        assert_eq!(kinds(&document), ["standing", "midwife", "questions_open", "statin"], "{line}");
        assert_eq!(document["notices"][0]["urgency"], "same_day", "{line}");
        let out = charley.types(line).out.split_whitespace().collect::<Vec<_>>().join(" ");
        for notice in document["notices"].as_array().unwrap() {
            let text = notice["text"].as_str().unwrap();
            assert_eq!(out.matches(text).count(), 1, "{line}: {text}\n{out}");
        }
    }
}

#[test]
fn a_minor_is_told_first_to_show_it_to_a_parent() {
    let charley = Charley::new();
    charley.types("person set --born 2015-05").ok();
    for line in ["why", "forecast", "plan run 5km 30min", "report"] {
        let out = charley.types(line).out;
        assert!(out.starts_with("You are under 18: show the diary to a parent"), "{line}: {out}");
    }
}
