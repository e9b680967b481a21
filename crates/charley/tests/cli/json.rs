//! `--json` is one document, whatever is asked and whoever asks: every verb and every step of a verb, for three persons.

use std::collections::BTreeSet;

use crate::charley::Charley;

/// What is typed, in this order; words in angle brackets are files of the person.
const LINES: &[&str] = &[
    "person show",
    "log cramp left calf --at 03:12",
    "log twinge foot --count 2",
    "log none --night 2026-11-21",
    "log unsure --night 2026-11-20",
    "log day --alcohol 0",
    "log drink 500ml",
    "log food 60g-carbs",
    "log weight 61.8kg",
    "log alcohol 2",
    "log caffeine 100mg",
    "log sitting 9h",
    "log sleep 6h30",
    "log stretch",
    "log foam-roll",
    "log warm-up",
    "log medicine atorvastatin --from 2026-01-01",
    "log weather --air-c 20 --night 2026-11-22",
    "log workout run 40min easy",
    "undo",
    "workouts",
    "diary",
    "why",
    "report",
    "report --html page.html",
    "forecast",
    "plan tonight",
    "plan 10km 50min",
    "plan 10km 50min --what-if pace=0.95",
    "exposures",
    "now",
    "triage",
    "evidence remedies I12",
    "devices",
    "devices list",
    "trial list",
    "trial show",
    "data",
    "data backup",
    "data verify",
    "data repair",
    "data export out.jsonl",
    "doctor",
];
/// What is the same for everybody, and asked once.
const OF_NOBODY: &[&str] = &["evidence claims", "see cramp", "lab people"];
/// What an adult types besides.
const OF_A_TRIAL: &[&str] = &[
    "trial new stretching --cramps-a-week 1",
    "trial new stretching --cramps-a-week 6 --seed 7 --persons 20 --dry-run",
    "trial new stretching --cramps-a-week 6 --seed 7 --persons 20",
    "trial next",
    "trial next --expect 6",
    "trial show",
    "trial list",
    "trial report --html report.html",
    "trial protocol --html protocol.html",
    "trial stop",
    "import nothing.fit",
    "data wipe --yes",
];
/// Verbs that print something else by nature, or that are tried where a server runs, and steps that need one of its devices.
const ELSEWHERE: &[&str] = &[
    "demo",
    "serve",
    "open",
    "lock",
    "completions",
    "man",
    "devices lock-out",
    "devices take-back",
    "devices put-back",
    "devices log-out",
    "data restore",
    "person set",
    // Their own tests read their documents.
    "workout",
    "weather",
];

fn prints_one_document(person: &Charley, line: &str) {
    let said = person.types(&format!("{line} --json"));
    assert!([0, 3, 4].contains(&said.code), "charley {line}: {}\n{}{}", said.code, said.out, said.err);
    said.json();
}

/// A diary of somebody of whom nothing is known, and all that is typed into it.
fn asks_everything(born: Option<&str>) -> Charley {
    let person = Charley::new();
    if let Some(born) = born {
        person.asks(&format!("person set --born {born} --units us --timezone Europe/Berlin"));
    }
    person.asks("log none --night 2026-11-19");
    for line in LINES {
        prints_one_document(&person, line);
    }
    person
}

#[test]
fn somebody_of_no_known_age_gets_one_document() {
    let person = asks_everything(None);
    for line in OF_NOBODY {
        prints_one_document(&person, line);
    }
}

#[test]
fn a_child_gets_one_document() {
    asks_everything(Some("2015-05"));
}

#[test]
fn an_adult_gets_one_document() {
    let person = asks_everything(Some("1960-05"));
    for line in OF_A_TRIAL {
        prints_one_document(&person, line);
    }
}

#[test]
fn two_documents_never_share_standard_output() {
    let person = Charley::new();
    person.asks("log none");
    for line in ["report --html - --json", "report --html - --csv -", "report --fhir - --json"] {
        let said = person.types(line).ends(2);
        assert!(said.out.is_empty() && said.err.contains("one document"), "{line}: {}", said.err);
    }
}

#[test]
fn every_verb_and_step_is_in_the_list() {
    let all: BTreeSet<&str> =
        LINES.iter().chain(OF_NOBODY).chain(OF_A_TRIAL).chain(ELSEWHERE).copied().collect();
    let listed =
        |words: &str| all.iter().any(|line| *line == words || line.starts_with(&format!("{words} ")));
    for verb in charley::cli::command().get_subcommands() {
        let name = verb.get_name();
        assert!(listed(name), "charley {name} --json is not tried");
        for step in verb.get_subcommands().filter(|_| !ELSEWHERE.contains(&name) && name != "lab") {
            let step = format!("{name} {}", step.get_name());
            assert!(listed(&step), "charley {step} --json is not tried");
        }
    }
}
