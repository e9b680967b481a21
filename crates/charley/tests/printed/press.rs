//! All that a person is given: each verb in the terminal, each page, each file, as text.

use std::fs;

use crate::{app::App, person::Person};

/// What is asked in the terminal.
const VERBS: [&str; 9] = [
    "why",
    "forecast",
    "plan tonight",
    "now",
    "now hamstrings --workout",
    "triage",
    "report",
    "diary",
    "exposures --all",
];
/// What somebody would like to try: an offer, what a gate may keep back, what is never tried, what a doctor decides.
const WISHES: [&str; 6] = ["stretching", "magnesium", "vitamin K2", "pickle juice", "quinine", "gabapentin"];
/// Pages and files of the app; those of the reference (evidence, see) are not written to a person.
const PAGES: [&str; 19] = [
    "/",
    "/now",
    "/now?step=2",
    "/now?step=3",
    "/now?step=4",
    "/now?window=workout",
    "/why",
    "/plan",
    "/trial",
    "/medicines",
    "/medicines/sheet",
    "/medicines/sheet/page",
    "/report",
    "/report/page",
    "/report/table",
    "/triage",
    "/diary",
    "/settings",
    "/evidence",
];

/// One thing that was printed.
#[derive(Debug, Clone)]
pub(crate) struct Print {
    /// Where: `terminal why`, `page /now`.
    pub(crate) place: String,
    /// Its words, without the marks of a page.
    pub(crate) text: String,
}

impl Print {
    /// What the terminal or a plain file says, without its breaks of lines.
    pub(crate) fn new(place: String, text: &str) -> Self {
        Self { place, text: one_line(text) }
    }

    /// Whether it is written to this person, and no reference to be looked up.
    pub(crate) fn is_personal(&self) -> bool {
        self.place != "page /evidence" && self.place != "page /relief.html"
    }

    /// Whether a diary or a form is read back, which advises nothing.
    pub(crate) fn advises(&self) -> bool {
        let plain = [
            "diary",
            "exposures",
            "/settings",
            "/report/table",
            "/report/page",
            "triage",
            "/evidence",
            "/relief.html",
            "file ",
            "refused",
        ];
        !plain.iter().any(|word| self.place.contains(word))
    }
}

/// Prints everything, with a plan of each of these workouts.
pub(crate) fn everything(person: &Person, workouts: &[&str]) -> Vec<Print> {
    let terminal = |verb: &str| Print::new(format!("terminal {verb}"), &person.does(verb));
    let mut prints: Vec<Print> = VERBS.iter().map(|verb| terminal(verb)).collect();
    prints.extend(WISHES.iter().map(|wish| trial(person, wish)));
    let sheet = words_of(&person.does("report --medicines -"));
    prints.push(Print { place: "terminal report --medicines".to_owned(), text: sheet });
    let app = App::of(person);
    prints.extend(PAGES.iter().chain(&["/relief.html"]).map(|path| page(path, &app.get(path))));
    prints.push(Print { place: "file fhir".to_owned(), text: narrative(&app.get("/report/fhir")) });
    for workout in workouts {
        prints.extend(plan(person, workout));
        prints.extend(planned(&app, workout));
    }
    prints
}

/// What is said to a wish for a trial: the plan, or in one sentence why there is none, which advises nothing. One simulated person of each kind: the words are walked, not the numbers.
fn trial(person: &Person, wish: &str) -> Print {
    let line = "trial new --dry-run --even-so --cramps-a-week 4 --persons 1";
    let words: Vec<&str> = line.split(' ').chain([wish]).collect();
    let text = person.types(&words, b"", &[0, 2, 4]);
    let place = if text.starts_with("charley: ") { "refused trial" } else { "terminal trial new" };
    Print::new(format!("{place} {wish}"), &text)
}

/// A plan in the terminal, and its card for the wrist where there is one.
fn plan(person: &Person, workout: &str) -> Vec<Print> {
    let card = person.home.path().join("card.txt");
    let text = person.does(&format!("plan {workout} --card {}", card.display()));
    let mut prints = vec![Print::new(format!("terminal plan {workout}"), &text)];
    prints.extend(fs::read_to_string(&card).ok().map(|text| Print::new("file wrist card".to_owned(), &text)));
    drop(fs::remove_file(card));
    prints
}

/// The same made on its page, and its file for a calendar where there is one.
fn planned(app: &App, workout: &str) -> Vec<Print> {
    app.sends("/plan", &form(workout));
    let mut prints = vec![page("/plan of a workout", &app.get("/plan"))];
    let calendar = app.may_get("/plan/calendar.ics");
    prints.extend(calendar.map(|text| {
        let unfolded = text.replace("\r\n ", "").replace("\\n", " ").replace('\\', "");
        Print::new("file plan calendar".to_owned(), &unfolded)
    }));
    prints
}

/// The fields of the form for `marathon 3:20 29c`.
fn form(workout: &str) -> Vec<(&'static str, String)> {
    let field = |word: &str| match word {
        "marathon" => vec![("sport", "run".to_owned()), ("distance", "42.195 km".to_owned())],
        "run" | "ride" => vec![("sport", word.to_owned())],
        "hard" => vec![("effort", word.to_owned())],
        _ if word.ends_with("km") => vec![("distance", word.to_owned())],
        _ => match word.strip_suffix('c') {
            Some(air) => vec![("air", air.to_owned())],
            None => vec![("goal", word.to_owned())],
        },
    };
    workout.split(' ').flat_map(field).collect()
}

fn page(path: &str, html: &str) -> Print {
    Print { place: format!("page {path}"), text: words_of(html) }
}

/// What a document for a health record says in words: the narrative of each of its parts.
fn narrative(document: &str) -> String {
    let bundle: serde_json::Value = serde_json::from_str(document).unwrap();
    let mut left = vec![&bundle];
    let mut said = Vec::new();
    while let Some(value) = left.pop() {
        match value {
            serde_json::Value::Object(fields) => {
                said.extend(fields.get("div").and_then(|div| div.as_str()).map(words_of));
                left.extend(fields.values());
            }
            serde_json::Value::Array(items) => left.extend(items),
            _ => {}
        }
    }
    assert!(!said.is_empty(), "no narrative");
    said.join("\n")
}

/// The words of a page: no marks, no styles, no scripts; each block a sentence of its own.
fn words_of(html: &str) -> String {
    let mut text = String::with_capacity(html.len() / 2);
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let closed = |name: &str| after.starts_with(name).then(|| after.split_once(&format!("</{name}>")));
        rest = if let Some(Some((_, after))) = closed("style").or_else(|| closed("script")) {
            after
        } else {
            let (mark, after) = after.split_once('>').unwrap_or((after, ""));
            // A word may stand half in bold; what ends a block ends a sentence.
            let inline = ["b", "/b", "span", "/span", "strong", "/strong"];
            let name = mark.split([' ', '/']).find(|part| !part.is_empty()).unwrap_or_default();
            text.push_str(if inline.contains(&name) { "" } else { " \n " });
            after
        };
    }
    text.push_str(rest);
    let text =
        text.replace("&#39;", "'").replace("&quot;", "\"").replace("&#34;", "\"").replace("&amp;", "&");
    text.split('\n').map(one_line).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Blanks and breaks as one blank.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
