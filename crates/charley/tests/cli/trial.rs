//! A trial from the terminal: planned, concealed, answered, ended; and everything that is refused with a way forward.

use crate::charley::Charley;

const NEW: &str = "trial new stretching --cramps-a-week 6 --seed 7 --persons 40";

fn adult() -> Charley {
    let person = Charley::new();
    person.types("person set --born 1960-05 --timezone Europe/Berlin").ok();
    person
}

/// The clock on a day of November or December 2026, in the morning.
fn morning(day: i64) -> String {
    let date = jiff::civil::date(2026, 11, 23).saturating_add(jiff::Span::new().days(day));
    format!("{date}T08:00:00+01:00[Europe/Berlin]")
}

#[test]
fn a_trial_is_planned_drawn_answered_and_ended() {
    let mut person = adult();
    let planned = person.asks(&format!("{NEW} --id 01a2095e-30da-7c38-86be-68f3c7b7fdd4"));
    assert_eq!((&planned["state"], &planned["tonight"]["night"]), (&"running".into(), &"2026-11-23".into()));
    assert_eq!(
        (&planned["tonight"]["drawn"], &planned["findings"]),
        (&serde_json::Value::Null, &serde_json::Value::Null)
    );
    let outlook = &planned["outlook"];
    assert!(outlook["power"].as_f64().unwrap() >= 0.8 && outlook["false_positive"].as_f64().unwrap() <= 0.1);
    assert!(planned.get("seed").is_none(), "the seed would tell every draw");
    let again = person.asks(&format!("{NEW} --id 01a2095e-30da-7c38-86be-68f3c7b7fdd4"));
    assert_eq!(again["id"], planned["id"]);
    let asked = person.types("trial next").ok();
    assert!(asked.out.contains("how much do you expect it to help"), "{}", asked.out);
    let drawn = person.asks("trial next --expect 6");
    assert!(drawn["tonight"]["drawn"].is_string(), "{drawn}");
    for day in 1..=14 {
        person.now(&morning(day));
        let cramps = u32::from(day % 3 == 0);
        person.types(&format!("trial next --cramps {cramps} --as-drawn yes --bother 1 --expect open")).ok();
    }
    let shown = person.asks("trial show");
    assert_eq!((&shown["progress"]["nights"], &shown["progress"]["known"]), (&14.into(), &14.into()));
    assert!(shown["findings"].is_null());
    let text = person.types("trial show").ok().out;
    assert!(text.split_whitespace().collect::<Vec<_>>().join(" ").contains("whoever peeks"), "{text}");
    person.types("trial report --html before.html").ok();
    let report = std::fs::read_to_string(person.home().join("before.html")).unwrap();
    assert!(report.contains("CENT 2015") && !report.contains("Every night"), "a report does not peek either");
    let ended = person.types_words(&["trial", "stop", "--why", "moving house", "--json"]).ok().json();
    assert_eq!((&ended["state"], &ended["ended"]["judged"]), (&"ended".into(), &"open".into()));
    let ratio = &ended["findings"]["rate_ratio"];
    assert!(ratio["q05"].as_f64() < ratio["q50"].as_f64() && ratio["q50"].as_f64() < ratio["q95"].as_f64());
    assert_eq!(ended["drift"]["expected_pct"], -28.7);
    person.types("trial report --html report.html").ok();
    person.types("trial protocol --html protocol.html").ok();
    let read = |name: &str| std::fs::read_to_string(person.home().join(name)).unwrap();
    assert!(read("report.html").contains("Every night") && read("protocol.html").contains("SPENT 2019"));
    assert!(!read("protocol.html").contains("Every night"));
    assert_eq!(person.asks("trial list")["trials"].as_array().unwrap().len(), 1);
    // A quiet night answered here is one of the diary.
    let nights = person.asks("diary")["nights"].clone();
    let night = nights.as_array().unwrap().iter().find(|night| night["night"] == "2026-11-23").unwrap();
    assert_eq!(night["state"], "none");
}

#[test]
fn a_night_is_answered_once_and_corrected_on_purpose() {
    let mut person = adult();
    person.types(NEW).ok();
    person.now(&morning(1));
    let id = "--id 01a2095e-30da-7c38-86be-68f3c7b7fdd5";
    person.types(&format!("trial next --cramps 2 {id}")).ok();
    person.types(&format!("trial next --cramps 2 {id}")).ok();
    let twice = person.types("trial next --cramps 0").ends(2);
    assert!(twice.err.contains("answered already") && twice.err.contains("--again"), "{}", twice.err);
    person.types("trial next --cramps 0 --again").ok();
    for (line, says) in [
        ("trial next --cramps 1 --night 2026-11-30", "not over"),
        ("trial next --cramps 1 --night 2026-11-01", "cannot be answered"),
        ("trial next --cramps many", "many"),
        ("trial next --as-drawn perhaps", "perhaps"),
        ("trial next --expect 11", "11"),
    ] {
        let refused = person.types(line).ends(2);
        assert!(refused.err.contains(says), "{line}: {}", refused.err);
    }
    person.now("2026-11-20T08:00:00+01:00[Europe/Berlin]");
    let back = person.types("trial next --cramps 1").ends(2);
    assert!(back.err.contains("set the clock"), "{}", back.err);
}

#[test]
fn what_cannot_be_tried_is_refused_with_a_way_forward() {
    let person = adult();
    for (line, says) in [
        ("trial new quinine", "doctor"),
        ("trial new gabapentin", "--doctor"),
        ("trial new I25", "--doctor"),
        ("trial new I40", "charley evidence remedies"),
        ("trial new vitamin K2", "doctor or pharmacist"),
        ("trial new magnesium", "charley person set --condition"),
        ("trial new stretching --cramps-a-week 5 --start 2026-11-01", "tonight"),
        ("trial new stretching --cramps-a-week 5 --block 3", "14"),
        ("trial new stretching --cramps-a-week 5 --block 7 --washout 5", "at most 3"),
        ("trial new", "Name a remedy"),
        ("trial next", "charley trial new"),
        ("trial stop", "charley trial new"),
        ("trial show 77", "charley trial list"),
    ] {
        let refused = person.types(line).ends(2);
        assert!(refused.err.contains(says), "{line}: {}", refused.err);
    }
    for (line, says) in [
        ("trial new stretching", "--cramps-a-week"),
        ("trial new stretching --cramps-a-week 1.9", "charley forecast"),
        ("trial show", "No trial was begun yet"),
    ] {
        let little = person.types(line).ends(4);
        assert!(little.out.contains(says), "{line}: {}", little.out);
    }
    let json = person.types("trial new stretching --cramps-a-week 1 --json").ends(4).json();
    assert_eq!((&json["state"], &json["rate"]["cramps_a_week"]), (&"not_begun".into(), &1.0.into()));
    let minor = Charley::new();
    minor.types("person set --born 2014-05").ok();
    assert!(minor.types("trial new stretching").ends(2).err.contains("Under 18"));
    Charley::new().types("trial show").ends(10);
}

#[test]
fn only_one_trial_runs_at_a_time() {
    let person = adult();
    person.types(NEW).ok();
    let second = person.types("trial new bedclothes --cramps-a-week 6").ends(2);
    assert!(second.err.contains("charley trial stop"), "{}", second.err);
}

#[test]
fn a_trial_that_is_stopped_before_its_first_night_tells_no_result() {
    let person = adult();
    person.types(NEW).ok();
    let stopped = person.types("trial stop").ok().out;
    assert!(
        stopped.split_whitespace().collect::<Vec<_>>().join(" ").contains("nothing can be compared"),
        "{stopped}"
    );
    assert!(!stopped.contains("Ratio"), "{stopped}");
    let shown = person.asks("trial list");
    assert!(shown["trials"][0]["findings"].is_null(), "{shown}");
}
