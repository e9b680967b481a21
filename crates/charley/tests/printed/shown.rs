//! What one person with a small diary is shown, word for word: each page, each answer in the terminal, each document. What
//! differs from run to run (ids, folders, versions) is named instead.
//!
//! After a change on purpose: `INSTA_UPDATE=always cargo test -p charley --test printed shown`, and read what changed.

use std::{
    collections::BTreeSet,
    fmt::Write as _,
    fs,
    panic::{self, AssertUnwindSafe},
};

use serde_json::Value;

use crate::{
    app::App,
    commands::commands,
    outline::outline,
    person::{Facts, Person},
    redacted::{abridged, redacted},
};

/// Every page, by an address at which it shows something.
const PAGES: &[&str] = &[
    "/",
    "/day",
    "/day?ask=sitting",
    "/start",
    "/start?card=5",
    "/start?card=9",
    "/settings/devices",
    "/now",
    "/now?step=2",
    "/now?window=workout",
    "/relief.html",
    "/triage.html",
    "/away.html",
    "/now/where",
    "/now/over?id={cramp}",
    "/triage",
    "/me",
    "/start",
    "/day",
    "/day?ask=alcohol",
    "/settings/light",
    "/settings/data",
    "/diary",
    "/diary/entries/{cramp}",
    "/diary?night=2026-11-22",
    "/why",
    "/calibration",
    "/medicines",
    "/medicines/sheet",
    "/medicines/sheet/page",
    "/report",
    "/report/page",
    "/report/table",
    "/plan",
    "/plan/turned?pace=0.95",
    "/plan/calendar.ics",
    "/trial",
    "/trial/{trial}/protocol.html",
    "/trial/{trial}/report.html",
    "/evidence",
    "/see",
    "/workouts",
    "/imports",
    "/weather",
    "/workouts/{workout}",
    "/settings",
    "/settings/passphrase",
    "/pair",
    "/reminder.ics?at=07:30",
];
/// Pages that are asked before the clock of an app goes on by a minute, which some of them would tell.
const PAGES_A_MINUTE: usize = 6;
/// Documents that the app gives.
const DOCUMENTS_OF_PAGES: &[&str] = &["/report/fhir", "/plan/plan.json", "/manifest.webmanifest"];
/// What is asked for by a browser and is no page: a stream, a picture, a script, an answer to a device that is being let in.
const NO_PAGES: &[&str] = &[
    "/see/live",
    "/service-worker.js",
    "/favicon.ico",
    "/assets/{fingerprint}/{name}",
    "/open",
    "/healthz",
    "/certificate.pem",
    // For phones, where Charley is reached from the network at home: tests/web/trust.rs.
    "/trust",
    "/trust/charley.mobileconfig",
    "/trust/charley.crt",
    // Files of the whole diary.
    "/settings/data/copy.db",
    "/settings/data/export.zip",
    // Leads to /me.
    "/more",
    "/pair/wait",
    // What became of an import, for as long as the app runs.
    "/workouts/imports/{id}",
];
/// What is asked in the terminal, as text and as a document.
const QUESTIONS: &[&str] = &[
    "person show",
    "diary",
    "why",
    "report",
    "forecast",
    "plan tonight",
    "plan 10km 50min",
    "plan marathon 3:50 26c",
    "plan 10km 50min --what-if pace=0.95",
    "exposures",
    "now",
    "now hamstrings --workout",
    "triage",
    "evidence claims",
    "evidence remedies I12",
    "evidence medicines",
    "see cramp",
    "devices list",
    "trial list",
    "trial show",
    "data",
    "data verify",
    "doctor",
    "log none --night 2026-11-02",
    "log cramp left foot --at 03:12",
    "log drink 500ml",
    "log alcohol 2",
    "undo",
    "trial next",
    "trial stop",
    "trial new magnesium --cramps-a-week 6 --seed 7 --persons 20 --dry-run",
];

/// Verbs that ask nothing, and whose words are tried where they work.
const ELSEWHERE: &[&str] = &[
    "demo",
    "serve",
    "open",
    "lock",
    "completions",
    "man",
    "import",
    "weather",
    "lab",
    "devices",
    "workout",
    "workouts",
];

/// A track of forty minutes: a point each twenty seconds, a heart rate that climbs.
fn track() -> String {
    let mut points = String::new();
    for at in 0..120 {
        let (minute, second) = (at / 3, at % 3 * 20);
        let latitude = 51.5 + f64::from(at) * 0.000_5;
        let heart = 128 + at / 4;
        write!(
            points,
            "<trkpt lat=\"{latitude:.6}\" lon=\"-0.1\"><ele>{}</ele><time>2026-11-20T17:{minute:02}:{second:02}Z</time>\
             <extensions><x:hr xmlns:x=\"t\">{heart}</x:hr></extensions></trkpt>",
            40 + at % 20
        )
        .unwrap();
    }
    format!(
        "<?xml version=\"1.0\"?><gpx version=\"1.1\" creator=\"made up\"><trk><type>running</type><trkseg>{points}</trkseg></trk></gpx>"
    )
}

/// A runner of 66 years who takes a statin, has three weeks of nights, one run, and a trial that goes on.
fn runner() -> Person {
    let person = Person::new("--born 1960-05 --sex male --height-cm 178 --condition none", Facts::default());
    let person = person.takes(&["atorvastatin"]).answers(&[("RF01", "no"), ("RF02", "no")]);
    let person =
        person.nights(&[false, true, false, false, true, false, false, false, true, false, false, false]);
    for line in ["log drink 500ml --at 18:00", "log stretch", "log weight 71.4kg"] {
        person.does(line);
    }
    fs::write(person.home.path().join("run.gpx"), track()).unwrap();
    person.does("import run.gpx");
    person.does("trial new stretching --cramps-a-week 6 --seed 7 --persons 20");
    person
}

/// The id of a trial and of a workout of a person.
fn id_of(person: &Person, line: &str, key: &str) -> String {
    let document: Value = serde_json::from_str(&person.does(&format!("{line} --json"))).unwrap();
    found(&document, key).unwrap_or_else(|| panic!("{line}: no {key}: {document:#}"))
}

/// The first text under a key, however deep.
fn found(value: &Value, key: &str) -> Option<String> {
    match value {
        Value::Object(fields) => fields
            .get(key)
            .and_then(|value| value.as_str().map(str::to_owned))
            .or_else(|| fields.values().find_map(|value| found(value, key))),
        Value::Array(items) => items.iter().find_map(|value| found(value, key)),
        _ => None,
    }
}

/// Compares each text with its snapshot and says at the end which ones differ.
struct Shown<'a> {
    person: &'a Person,
    folder: &'static str,
    differ: Vec<String>,
}

impl<'a> Shown<'a> {
    fn of(person: &'a Person, folder: &'static str) -> Self {
        Self { person, folder, differ: Vec::new() }
    }

    fn is(&mut self, asked: &str, text: &str) {
        let letter = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '_' };
        let name = asked.trim_matches('/').chars().map(letter).collect::<String>();
        let name = if name.is_empty() { "tonight".to_owned() } else { name };
        let text = redacted(text, &[&self.person.home.path().display().to_string()]);
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(format!("snapshots/{}", self.folder));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        let same =
            panic::catch_unwind(AssertUnwindSafe(|| settings.bind(|| insta::assert_snapshot!(name, text))));
        if same.is_err() {
            self.differ.push(asked.to_owned());
        }
    }

    #[track_caller]
    fn end(self) {
        assert!(
            self.differ.is_empty(),
            "these {} differ from their snapshots: {:#?}",
            self.folder,
            self.differ
        );
    }
}

#[test]
fn every_page_says_what_it_said() {
    let person = runner();
    let cramp = id_of(&person, "log cramp left calf --at 03:12 --for 4m", "id");
    let trial = id_of(&person, "trial list", "id");
    let workout = id_of(&person, "exposures --all", "workout");
    let app = App::of(&person);
    app.sends(
        "/plan",
        &[("sport", "run"), ("distance", "10 km"), ("goal", "50min")]
            .map(|(name, value)| (name, value.to_owned())),
    );
    let mut pages = Shown::of(&person, "pages");
    let mut typed = Vec::new();
    pages.is("frame", &outline(app.get("/").split_once("<main").unwrap().0));
    let address = |path: &str| {
        path.replace("{trial}", &trial).replace("{workout}", &workout).replace("{cramp}", &cramp)
    };
    for paths in PAGES.chunks(PAGES_A_MINUTE) {
        let app = App::of(&person);
        for path in paths {
            let outline = outline(&app.get(&address(path))).replace(app.host(), "[host]");
            typed.extend(commands(path, &outline));
            pages.is(path, &outline);
        }
    }
    for path in DOCUMENTS_OF_PAGES {
        pages.is(path, &abridged(&serde_json::from_str(&app.get(path)).unwrap()));
    }
    assert_eq!(typed, Vec::<String>::new(), "pages tell somebody to type commands");
    pages.end();
}

#[test]
fn every_answer_in_the_terminal_is_what_it_was() {
    let person = runner();
    let mut answers = Shown::of(&person, "answers");
    for line in QUESTIONS {
        answers.is(line, &person.types(&line.split(' ').collect::<Vec<_>>(), b"", &[0, 3, 4]));
    }
    answers.end();
}

#[test]
fn every_document_is_what_it_was() {
    let person = runner();
    let mut documents = Shown::of(&person, "documents");
    for line in QUESTIONS {
        let words: Vec<&str> = line.split(' ').chain(["--json"]).collect();
        let text = person.types(&words, b"", &[0, 3, 4]);
        // What follows it was said beside it, of how long it takes.
        let first = serde_json::Deserializer::from_str(&text).into_iter().next();
        let document = first.and_then(Result::ok).unwrap_or_else(|| panic!("{line}: {text}"));
        documents.is(line, &abridged(&document));
    }
    documents.end();
}

#[test]
fn a_new_page_or_verb_is_shown_too() {
    let router = include_str!("../../../web/src/router.rs");
    let routes: BTreeSet<&str> = router
        .split(".route(\"")
        .skip(1)
        .map(|route| route.split_once('"').unwrap())
        .filter(|(_, handlers)| handlers.split(".route(").next().unwrap().contains("get("))
        .map(|(path, _)| path)
        .collect();
    assert!(routes.len() > 30, "only {} routes were found", routes.len());
    let shown: Vec<&str> = PAGES.iter().chain(DOCUMENTS_OF_PAGES).copied().collect();
    for route in &routes {
        let route_parts: Vec<&str> = route.split('/').collect();
        let is_shown = shown.iter().any(|path| {
            let parts: Vec<&str> = path.split('?').next().unwrap().split('/').collect();
            parts.len() == route_parts.len()
                && parts.iter().zip(&route_parts).all(|(part, of)| part == of || of.starts_with('{'))
        });
        assert!(is_shown != NO_PAGES.contains(route), "{route} has no snapshot, or is in both lists");
    }
    for verb in charley::cli::command().get_subcommands() {
        let name = verb.get_name();
        let is_asked = QUESTIONS.iter().any(|line| line.split(' ').next() == Some(name));
        assert!(is_asked || ELSEWHERE.contains(&name), "charley {name} has no snapshot");
    }
}
