//! `/settings`: what the person said of themselves.

use std::{collections::BTreeMap, sync::Arc};

use askama::Template;
use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::Response,
};
use charley_domain::person::{Condition, CrampsWhen, Hemisphere, Person, RaceCramps, Saltiness, Sex, Units};
use serde::Deserialize;

use crate::{
    app::{App, Visit},
    error::PageError,
    form::{self, FormFields},
    layout::{self, Layout, Light, Tab},
};
use charley_answers::person as answers;
use charley_speech::spoken;

/// Questions with a text field: name, label, hint, and how a phone should type it.
const TEXTS: [(&str, &str, &str, &str); 14] = [
    ("born", "Month of birth", "as in 1980-05", "text"),
    ("name", "Name", "only for the page for your doctor", "text"),
    ("birth-date", "Day of birth", "only for the page for your doctor, as in 1980-05-17", "text"),
    ("cramps-since", "Cramps since", "the month in which the trouble began, as in 2024-03", "text"),
    ("cramp-nights", "Nights with a cramp", "of the last 28, as you remember them: 0 to 28", "numeric"),
    ("mass-kg", "Usual weight", "as in 62kg, 136lb or 9st 10lb", "text"),
    ("height-cm", "Height", "as in 168cm or 5ft 6in", "text"),
    ("max-hr", "Highest heart rate", "beats a minute", "numeric"),
    ("rest-hr", "Resting heart rate", "beats a minute", "numeric"),
    ("ftp-w", "Power you can hold for an hour", "watts", "numeric"),
    (
        "critical-speed-m-s",
        "Running speed you can hold for an hour",
        "as in 4:38/km, 7:27/mi or 3.6 metres a second",
        "text",
    ),
    ("timezone", "Time zone", "as in Europe/Berlin", "text"),
    (
        "home",
        "Home",
        "for the weather you bring, to about 10 km: latitude and longitude, as in 52.5, 13.4",
        "text",
    ),
    (
        "pregnant-since",
        "Pregnant since",
        "first day of the last period, as in 2026-05-01; empty if not",
        "text",
    ),
];

/// What the questions are about, in the order of the page; the first stands open.
const GROUPS: [GroupOutline; 6] = [
    GroupOutline {
        id: "you",
        heading: "You",
        names: &["born", "mass-kg", "height-cm", "pregnant-since", "sex"],
    },
    GroupOutline {
        id: "cramps",
        heading: "Your cramps",
        names: &["cramps-since", "cramp-nights", "cramps-when", "race-cramps"],
    },
    GroupOutline {
        id: "training",
        heading: "Training",
        names: &["max-hr", "rest-hr", "ftp-w", "critical-speed-m-s", "saltiness"],
    },
    GroupOutline {
        id: "place",
        heading: "Place and units",
        names: &["timezone", "home", "hemisphere", "units"],
    },
    GroupOutline { id: "menstruation", heading: "Menstruation", names: &["cycle"] },
    GroupOutline { id: "sheet", heading: "Only for the doctor's page", names: &["name", "birth-date"] },
];

/// Which questions stand together.
struct GroupOutline {
    id: &'static str,
    heading: &'static str,
    names: &'static [&'static str],
}

/// Questions about one thing, folded where they need not be seen.
struct SettingsGroup {
    id: &'static str,
    heading: &'static str,
    texts: Vec<TextField>,
    choices: Vec<WordChoice>,
    /// What was answered.
    stands: String,
    is_open: bool,
}

impl SettingsGroup {
    fn of(
        GroupOutline { id, heading, names }: GroupOutline,
        fields: &FormFields,
        errors: &BTreeMap<&'static str, String>,
    ) -> Self {
        let texts: Vec<TextField> = texts(fields, errors).filter(|one| names.contains(&one.name)).collect();
        let choices: Vec<WordChoice> =
            choices(fields).into_iter().filter(|one| names.contains(&one.name)).collect();
        let answers = names.iter().map(|name| fields.text(name)).filter(|text| !text.is_empty());
        Self {
            stands: answers.collect::<Vec<_>>().join(", "),
            is_open: id == GROUPS[0].id || texts.iter().any(|one| one.error.is_some()),
            id,
            heading,
            texts,
            choices,
        }
    }
}

/// A text field.
struct TextField {
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    keyboard: &'static str,
    value: String,
    error: Option<String>,
}

/// A choice of one word.
struct WordChoice {
    name: &'static str,
    label: &'static str,
    /// Each word, and whether it is the one chosen.
    words: Vec<(&'static str, bool)>,
}

#[derive(Template)]
#[template(path = "settings.html")]
struct SettingsPage {
    layout: Layout,
    saved: bool,
    errors: usize,
    groups: Vec<SettingsGroup>,
    conditions: Vec<(&'static str, bool)>,
    none_of_these: bool,
    /// Which conditions were named.
    conditions_stand: String,
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct SettingsQuery {
    #[serde(default)]
    saved: Option<String>,
}

/// `GET /settings`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    Query(ask): Query<SettingsQuery>,
    light: Light,
) -> Result<Response, PageError> {
    app.visit(move |visit| {
        let fields = typed(&visit.person);
        let page = settings(visit, light, &fields, &BTreeMap::new());
        Ok(layout::shown(&SettingsPage { saved: ask.saved.is_some(), ..page }))
    })
    .await
}

/// `POST /settings`: all answers at once; one that cannot be keeps everything as it was and what was typed.
pub(crate) async fn save(
    State(app): State<Arc<App>>,
    light: Light,
    fields: FormFields,
) -> Result<Response, PageError> {
    app.visit(move |visit| {
        let (person, errors) = read(&fields, visit);
        if errors.is_empty() {
            visit.store.set_person_and_cycle(&person, visit.now.timestamp())?;
            return Ok(form::go("/settings?saved=1"));
        }
        Ok(layout::page(StatusCode::UNPROCESSABLE_ENTITY, &settings(visit, light, &fields, &errors)))
    })
    .await
}

/// The person of the form, and what is wrong with which field.
fn read(fields: &FormFields, visit: &Visit<'_>) -> (Person, BTreeMap<&'static str, String>) {
    let mut person = Person::default();
    let mut errors = BTreeMap::new();
    let shown = typed(&visit.person);
    let words = ["sex", "cycle", "cramps-when", "hemisphere", "saltiness", "race-cramps", "units"];
    for name in TEXTS.iter().map(|(name, ..)| *name).chain(words) {
        let typed = fields.text(name);
        if typed.is_empty() {
            continue;
        }
        // What was shown rounded and comes back as it was shown is still what it was.
        if MEASURES.contains(&name) && typed == shown.text(name) {
            keep(&mut person, &visit.person, name);
            continue;
        }
        if let Err(error) = answers::answer(&mut person, name, &with_unit(fields, name), &visit.now) {
            errors.insert(name, error.to_string());
        }
    }
    let conditions = fields.all("condition").join(",");
    if !conditions.is_empty()
        && let Err(error) = answers::answer(&mut person, "condition", &conditions, &visit.now)
    {
        errors.insert("condition", error.to_string());
    }
    for (field, person) in contradictory(&person) {
        if let Err(error) = answers::consistent(&person) {
            errors.insert(field, error.to_string());
        }
    }
    (person, errors)
}

/// The answers that may contradict each other, each pair alone, under the field where the sentence stands.
fn contradictory(person: &Person) -> [(&'static str, Person); 3] {
    let (born, birth_date, cramps_since) = (person.born, person.birth_date, person.cramps_since);
    let (rest_hr_bpm, max_hr_bpm) = (person.rest_hr_bpm, person.max_hr_bpm);
    [
        ("birth-date", Person { born, birth_date, ..Person::default() }),
        ("cramps-since", Person { born, cramps_since, ..Person::default() }),
        ("rest-hr", Person { rest_hr_bpm, max_hr_bpm, ..Person::default() }),
    ]
}

/// Words of a choice between two.
const YES_NO: [&str; 2] = ["yes", "no"];

/// Answers that are shown in the units of the person.
const MEASURES: [&str; 3] = ["mass-kg", "height-cm", "critical-speed-m-s"];

fn keep(person: &mut Person, old: &Person, name: &str) {
    match name {
        "mass-kg" => person.mass_kg = old.mass_kg,
        "height-cm" => person.height_cm = old.height_cm,
        _ => person.critical_speed_m_s = old.critical_speed_m_s,
    }
}

/// What was typed; a bare weight or height is in the units chosen in the same form.
fn with_unit(fields: &FormFields, name: &str) -> String {
    let (typed, us) = (fields.text(name), fields.text("units") == Units::Us.word());
    match name {
        _ if typed.parse::<f64>().is_err() => typed.to_owned(),
        "mass-kg" => format!("{typed}{}", if us { "lb" } else { "kg" }),
        "height-cm" => format!("{typed}{}", if us { "in" } else { "cm" }),
        _ => typed.to_owned(),
    }
}

/// What the form would send for a person.
fn typed(person: &Person) -> FormFields {
    let number = |value: Option<f64>| value.map(|value| value.to_string());
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut say =
        |name: &str, value: Option<String>| pairs.extend(value.map(|value| (name.to_owned(), value)));
    say("born", person.born.map(|born| born.strftime("%Y-%m").to_string()));
    say("name", person.name.clone());
    say("birth-date", person.birth_date.map(|day| day.to_string()));
    say("cramps-since", person.cramps_since.map(|began| began.strftime("%Y-%m").to_string()));
    say("cramp-nights", person.cramp_nights.map(|said| said.nights.to_string()));
    say("cramps-when", person.cramps_when.map(|when| when.to_string()));
    say("sex", person.sex.map(|sex| sex.to_string()));
    let units = person.spoken_units();
    say("mass-kg", person.mass_kg.map(|mass| spoken::mass(mass, units)));
    say("height-cm", person.height_cm.map(|height| spoken::height(height, units)));
    say("max-hr", number(person.max_hr_bpm.map(charley_domain::quantity::HeartRate::bpm)));
    say("rest-hr", number(person.rest_hr_bpm.map(charley_domain::quantity::HeartRate::bpm)));
    say("ftp-w", number(person.ftp_w.map(charley_domain::quantity::Power::w)));
    say("critical-speed-m-s", person.critical_speed_m_s.map(|speed| spoken::pace(speed, units)));
    say("timezone", person.timezone.clone());
    say("hemisphere", person.hemisphere.map(|half| half.to_string()));
    say("home", person.home.map(|home| home.to_string()));
    say("pregnant-since", person.pregnant_since.map(|date| date.to_string()));
    say("cycle", person.cycle.map(|kept| YES_NO[usize::from(!kept)].to_owned()));
    say("saltiness", person.saltiness.map(|word| word.to_string()));
    say("race-cramps", person.race_cramps.map(|word| word.to_string()));
    say("units", person.units.map(|word| word.to_string()));
    match &person.conditions {
        Some(conditions) if conditions.is_empty() => say("condition", Some("none".to_owned())),
        Some(conditions) => conditions.iter().for_each(|one| say("condition", Some(one.to_string()))),
        None => (),
    }
    FormFields::of(pairs)
}

fn settings(
    visit: &Visit<'_>,
    light: Light,
    fields: &FormFields,
    errors: &BTreeMap<&'static str, String>,
) -> SettingsPage {
    let has = |word: &str| fields.all("condition").iter().any(|one| one == word);
    SettingsPage {
        layout: Layout::new(Tab::You, light, &visit.now),
        saved: false,
        errors: errors.len(),
        groups: GROUPS.map(|group| SettingsGroup::of(group, fields, errors)).into(),
        conditions_stand: fields.all("condition").join(", "),
        conditions: Condition::ALL.iter().map(|one| (one.word(), has(one.word()))).collect(),
        none_of_these: has("none"),
    }
}

fn texts(fields: &FormFields, errors: &BTreeMap<&'static str, String>) -> impl Iterator<Item = TextField> {
    TEXTS.iter().map(|&(name, label, hint, keyboard)| TextField {
        name,
        label,
        hint,
        keyboard,
        value: fields.text(name).to_owned(),
        error: errors.get(name).cloned(),
    })
}

fn choices(fields: &FormFields) -> Vec<WordChoice> {
    let choice = |name: &'static str, label, words: Vec<&'static str>| WordChoice {
        name,
        label,
        words: words.into_iter().map(|word| (word, fields.text(name) == word)).collect(),
    };
    vec![
        choice("cramps-when", "When you cramp", CrampsWhen::ALL.iter().map(|word| word.word()).collect()),
        choice("cycle", "Keep menstruation and pregnancy of what you bring", YES_NO.to_vec()),
        choice("sex", "Sex", Sex::ALL.iter().map(|word| word.word()).collect()),
        choice("hemisphere", "Half of the Earth", Hemisphere::ALL.iter().map(|word| word.word()).collect()),
        choice(
            "saltiness",
            "How salty your sweat is",
            Saltiness::ALL.iter().map(|word| word.word()).collect(),
        ),
        choice(
            "race-cramps",
            "Cramps in races, or in workouts as long and hard",
            RaceCramps::ALL.iter().map(|word| word.word()).collect(),
        ),
        choice("units", "Units", Units::ALL.iter().map(|word| word.word()).collect()),
    ]
}
