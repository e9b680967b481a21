//! What is printed to somebody whose browser asks for German: all of it German, warning signs first, and nothing that is never said.

use charley_answers::triage::{self, Profile, words};
use charley_domain::triage::{RedFlagAnswer, TriageAnswers};
use charley_evidence::{Urgency, evidence};
use charley_speech::{
    language::Language,
    lint,
    place::Place,
    voice::{Voice, speaking},
};

use crate::{
    app::App,
    person::{Care, Facts, Person},
};

/// Pages that are there in every language.
const PAGES: &[&str] = &[
    "/",
    "/?again=1",
    "/?cramp=1",
    "/?cramp=1&muscle=calf&side=left",
    "/now",
    "/now?step=2",
    "/now?step=3",
    "/now?step=4",
    "/now?step=5",
    "/now?window=workout",
    "/now?muscle=hip",
    "/now?muscle=quadriceps&side=left",
    "/now/where",
    "/triage",
    "/triage?stage=now&anew=1",
    "/triage?stage=effort&anew=1",
    "/triage?stage=today&anew=1",
    "/triage?stage=soon&anew=1",
    "/triage?flag=RF03",
    "/relief.html",
    "/triage.html",
    "/away.html",
    "/start?card=1",
    "/start?card=2",
    "/start?card=3",
    "/start?card=4",
    "/start?card=5",
    "/start?card=5&which=water%20tablet",
    "/start?card=6",
    "/start?card=7",
    "/start?card=8",
    "/start?card=9",
    "/settings/light",
];

/// Words that stand in English sentences and in no German one.
const ENGLISH: [&str; 22] = [
    "the", "and", "your", "you", "of", "with", "this", "what", "when", "not", "for", "is", "are", "have",
    "from", "to", "does", "be", "it", "or", "last", "night",
];

fn german() -> Voice {
    Voice { language: Language::tagged("de").unwrap(), ..Voice::PLAIN }
}

/// What of a page is read or heard: text between tags, and labels; what is marked as of another language is left out.
fn read(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = html.split_once("<body").map_or(html, |(_, body)| body);
    while let Some((before, after)) = rest.split_once('<') {
        found.push(before.split_once('>').map_or(before, |(_, text)| text).to_owned());
        let (tag, _) = after.split_once('>').unwrap_or((after, ""));
        for label in
            ["aria-label=\"", "title=\"", "placeholder=\"", "data-what=\"", "data-sure=\"", "data-waiting=\""]
        {
            found.extend(
                tag.split(label).skip(1).filter_map(|value| Some(value.split_once('"')?.0.to_owned())),
            );
        }
        let skipped = ["script", "style"].into_iter().find(|name| tag.starts_with(name));
        rest = match skipped {
            Some(name) => after.split_once(&format!("</{name}")).map_or("", |(_, rest)| rest),
            None if tag.contains("lang=\"en\"") => after.split_once("</").map_or("", |(_, rest)| rest),
            None => after,
        };
    }
    found.retain(|text| text.contains(char::is_alphabetic));
    found
}

/// The first English word of a text.
fn english(text: &str) -> Option<&str> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .find(|word| ENGLISH.contains(&word.to_lowercase().as_str()))
}

/// Twenty nights, and these entries after them.
fn diary(entries: &[&str]) -> Person {
    let person =
        Person::new("--born 1958-03", Facts::default()).nights(&[true, false, false, true, false].repeat(4));
    for entry in entries {
        person.does(&format!("log {entry}"));
    }
    person
}

fn persons() -> Vec<(&'static str, Person)> {
    vec![
        ("nothing was said", Person::new("", Facts::default())),
        (
            "heart",
            Person::new("--born 1960-05 --condition heart", Facts::default())
                .takes(&["warfarin", "zzyzxomab"]),
        ),
        (
            "dialysis",
            Person::new("--born 1950-01 --condition dialysis,neuropathy", Facts::default())
                .takes(&["simvastatin"]),
        ),
        (
            "twenty nights",
            diary(&["drink 500ml --kind tea", "food 60g", "sleep 6.5h", "stretch", "weight 72kg"]),
        ),
        ("other entries", diary(&["alcohol 2", "caffeine 120", "sitting 6h", "twinge left calf"])),
        (
            "pregnant",
            Person::new("--born 1995-01 --sex female --pregnant-since 2026-06-01", Facts::default()),
        ),
        ("a child", Person::new("--born 2013-01", Facts::default())),
        (
            "an emergency",
            Person::new("--born 1960-05", Facts { care: Some(Care::Now), ..Facts::default() })
                .answers(&[("RF01", "yes"), ("RF03", "unknown")]),
        ),
        (
            "a doctor today",
            Person::new("--born 1960-05", Facts { care: Some(Care::Today), ..Facts::default() })
                .answers(&[("RF02", "unknown"), ("RF15", "yes")]),
        ),
    ]
}

#[test]
fn whoever_asks_for_german_is_shown_no_word_of_english_and_nothing_that_is_never_said() {
    let mut wrong: Vec<String> = Vec::new();
    for (who, person) in persons() {
        let app = App::of(&person).asking_for("de-DE,de;q=0.9,en;q=0.8");
        for path in PAGES {
            let html = app.get(path);
            assert!(html.contains("<html lang=\"de\""), "{who} {path}");
            for text in read(&html) {
                let broken = lint::broken_in(german().language, &text);
                if english(&text).is_some() || broken != Some(Vec::new()) {
                    wrong.push(format!("{who} {path}: {broken:?}: {text}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn warning_signs_come_first_in_german_too() {
    for (who, person) in persons() {
        let Some(care) = person.facts.care else { continue };
        let app = App::of(&person).asking_for("de-DE");
        let call = match care {
            Care::Now => "Rufen Sie jetzt die 999 an.",
            Care::Today => "Rufen Sie heute NHS 111 oder Ihren Hausarzt an.",
        };
        for path in ["/now", "/triage"] {
            let html = app.get(path);
            let at = html.find(call).unwrap_or_else(|| panic!("{who} {path}: {html}"));
            for later in ["Zehen zu sich", "Reiben Sie", "Gurkenwasser"] {
                assert!(html.find(later).is_none_or(|there| at < there), "{who} {path}: {later}");
            }
        }
    }
}

#[test]
fn who_is_not_sure_is_sent_to_care_in_german_too() {
    let place = Place::of_zone(Some("Europe/Berlin"));
    let mut asked = 0;
    for flag in evidence().red_flags.iter().filter(|flag| flag.if_not_sure.is_some()) {
        let said = TriageAnswers::one(&flag.id, RedFlagAnswer::Unknown);
        let assessment = triage::assess(&said, &Profile::default());
        let call = speaking(german(), || words::call(&assessment, &place));
        let expected = match assessment.action() {
            Some(Urgency::Emergency) => "Rufen Sie jetzt die 112 an.",
            _ => "Rufen Sie heute Ihren Arzt oder die 116117 an.",
        };
        assert_eq!(call, expected, "{}", flag.id);
        let deeds = speaking(german(), || words::deeds(&assessment.findings[0]));
        assert!(deeds.iter().any(|deed| deed.contains("nicht sicher")), "{}: {deeds:?}", flag.id);
        asked += 1;
    }
    assert!(asked > 20, "{asked}");
}

#[test]
fn pages_without_german_stay_wholly_english_and_programs_are_answered_alike() {
    let (_, person) = persons().swap_remove(1);
    let (english, german) = (App::of(&person), App::of(&person).asking_for("de-DE"));
    for path in ["/plan", "/medicines", "/diary", "/evidence", "/settings"] {
        let html = german.get(path);
        assert!(html.contains("<html lang=\"en\""), "{path}");
        assert!(!html.contains("Tagebuch") && html.contains("Diary"), "{path}");
        assert_eq!(html.matches("<a ").count(), english.get(path).matches("<a ").count(), "{path}");
    }
    assert!(english.get("/now").contains("<html lang=\"en\""));
}

#[test]
fn the_app_on_the_first_screen_of_a_phone_is_called_in_its_language() {
    let (_, person) = persons().swap_remove(0);
    let german = App::of(&person).asking_for("de-DE").get("/manifest.webmanifest");
    for said in ["\"lang\":\"de\"", "\"Ich habe einen Krampf\"", "\"Kein Krampf letzte Nacht\""] {
        assert!(german.contains(said), "{said}: {german}");
    }
    assert!(App::of(&person).get("/manifest.webmanifest").contains("\"lang\":\"en\""));
}

#[test]
fn weeks_begin_as_where_the_reader_is() {
    let (_, person) = persons().swap_remove(0);
    for (languages, first) in [("en-US", "Su"), ("en-GB", "Mo"), ("de-DE", "Mo"), ("ar-EG", "Sa")] {
        let html = App::of(&person).asking_for(languages).get("/diary");
        let week = html.split_once("class=\"weekdays\"").and_then(|(_, rest)| rest.split_once("<span>"));
        assert!(week.is_some_and(|(_, days)| days.starts_with(&format!("{first}<"))), "{languages}");
    }
}

#[test]
fn english_words_and_labels_are_found() {
    let html = "<html><body><p>Warten Sie <b>for it</b></p><a aria-label=\"the end\">x1</a><i lang=\"en\">of it</i></body>";
    let found: Vec<_> = read(html).into_iter().filter(|text| english(text).is_some()).collect();
    assert_eq!(found, ["for it", "the end"]);
}
