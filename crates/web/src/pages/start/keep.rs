//! What a card of the first minute says, on its way into the diary.

use charley_domain::{
    entry::{EntrySource, MedicineUse, Record},
    moment::Precision,
    night::NightOf,
    person::{Person, Units},
    triage::{RedFlagAnswer, TriageAnswers},
};
use charley_evidence::evidence;
use jiff::{ToSpan as _, civil::Date};
use uuid::Uuid;

use super::{StartCard, StartError};
use crate::{app::Visit, error::PageError, form::FormFields, words::start as say};
use charley_answers::{person as answers, triage::QuestionList};
use charley_speech::{
    entry_draft::EntryDraft,
    gates,
    language::Language,
    typed::{self, MedicineTyped, Mistyped},
    voice,
};

/// The longest pregnancy that is asked about, in weeks.
const LONGEST_WEEKS: i64 = 42; // two weeks past the due date

/// Where a card leads, or what is wrong with it.
type CardKept = Result<String, Vec<StartError>>;

/// Keeps what a card says.
pub(super) fn keep(
    visit: &mut Visit<'_>,
    card: StartCard,
    fields: &FormFields,
) -> Result<CardKept, PageError> {
    let kept = match card {
        StartCard::When => person(visit, &[("cramps-when", fields.text("cramps-when").to_owned())])?,
        StartCard::HowOften => person(visit, &[("cramp-nights", fields.text("cramp-nights").to_owned())])?,
        StartCard::You => you(visit, fields)?,
        StartCard::Conditions => person(visit, &[("condition", fields.all("condition").join(","))])?,
        StartCard::Medicines => return medicine(visit, fields),
        StartCard::Warning => return warning(visit, fields),
        StartCard::Workouts | StartCard::Phone | StartCard::Done => Vec::new(),
    };
    Ok(if kept.is_empty() { Ok(card.next().address()) } else { Err(kept) })
}

/// Why something that was typed cannot be taken. English says what and why; other languages say how it is written.
fn told(field: &str, error: &dyn std::fmt::Display) -> String {
    if voice::spoken().language == Language::ENGLISH {
        return error.to_string();
    }
    match field {
        "born" => say::WRONG_BORN,
        "mass-kg" => say::WRONG_MASS,
        "from" => say::WRONG_FROM,
        "name" => say::WRONG_NAME,
        _ => say::WRONG_OTHER,
    }
    .into()
}

/// Answers about the person; one that cannot be keeps all as they were. What was left empty is not said.
fn person(visit: &mut Visit<'_>, said: &[(&'static str, String)]) -> Result<Vec<StartError>, PageError> {
    let (mut person, mut wrong) = (visit.person.clone(), Vec::new());
    for (question, typed) in said.iter().filter(|(_, typed)| !typed.trim().is_empty()) {
        if *question == "condition" {
            person.conditions = None;
        }
        if let Err(error) = answers::answer(&mut person, question, typed, &visit.now) {
            wrong.push(StartError { field: question, why: told(question, &error) });
        }
    }
    if wrong.is_empty()
        && let Err(error) = answers::consistent(&person)
    {
        wrong.push(StartError { field: "born", why: told("born", &error) });
    }
    if wrong.is_empty() && person != visit.person {
        // Who said nothing of units reads those of where they live.
        person.units = person.units.or_else(|| voice::spoken().region.us_units.then_some(Units::Us));
        visit.store.set_person(&person)?;
    }
    Ok(wrong)
}

fn you(visit: &mut Visit<'_>, fields: &FormFields) -> Result<Vec<StartError>, PageError> {
    let (year, month) = (fields.text("year"), fields.text("month"));
    let born = if month.is_empty() { year.to_owned() } else { format!("{year}-{month}") };
    let pregnant = match weeks(fields.text("weeks"), visit.now.date()) {
        Ok(since) => since.map_or_else(String::new, |since| since.to_string()),
        Err(error) => return Ok(vec![StartError { field: "weeks", why: told("weeks", &error) }]),
    };
    let said = [
        ("born", if year.is_empty() { String::new() } else { born }),
        ("sex", fields.text("sex").to_owned()),
        ("mass-kg", fields.text("mass-kg").to_owned()),
        ("pregnant-since", pregnant),
    ];
    person(visit, &said)
}

/// The first day of a pregnancy of so many weeks.
fn weeks(typed: &str, today: Date) -> Result<Option<Date>, Mistyped> {
    if typed.is_empty() {
        return Ok(None);
    }
    let weeks: Option<i64> = typed.parse().ok().filter(|weeks| (1..=LONGEST_WEEKS).contains(weeks));
    let weeks = weeks.ok_or_else(|| Mistyped::impossible(typed, say::NOT_WEEKS.text()))?;
    Ok(Some(today.saturating_sub((7 * weeks).days())))
}

/// A medicine, or a word that asks which one it is, or that there is none.
fn medicine(visit: &mut Visit<'_>, fields: &FormFields) -> Result<CardKept, PageError> {
    let here = StartCard::Medicines;
    let name = fields.text("name");
    let wrong = |field, why: String| Ok(Err(vec![StartError { field, why }]));
    if name.is_empty() {
        return wrong("name", say::NO_NAME.into());
    }
    if which(name).is_some() {
        return Ok(Ok(format!("{}&which={}", here.address(), encoded(name))));
    }
    let since = fields.text("from");
    let today = visit.now.date().to_string();
    let from = if since.is_empty() { &today } else { since };
    let typed = MedicineTyped { name, from, until: "", dose: "", times_of_day: Vec::new() };
    let used: MedicineUse = match typed::medicine(&typed, &visit.now) {
        Ok(used) => used,
        Err((field, error)) => {
            let field = if field.word() == "from" { "from" } else { "name" };
            return wrong(field, told(field, &error));
        }
    };
    let none = gates::is_none(&used.name);
    let moment = typed::moment_at(used.from.at(0, 0, 0, 0), &visit.now)
        .map_err(|error| PageError::BadForm(error.to_string()))?;
    let night = NightOf(used.from);
    let said = EntryDraft {
        record: Record::Medicine(used),
        moment,
        precision: Precision::Night,
        night,
        notes: Vec::new(),
    };
    let id: Uuid = fields.read("id")?;
    visit.store.record(&said.into_entry(Some(id), EntrySource::Page, &visit.now))?;
    Ok(Ok(if none { here.next().address() } else { here.address() }))
}

/// The medicines that a word may mean, where it is none by itself.
pub(super) fn which(typed: &str) -> Option<(String, Vec<&'static str>)> {
    let choices: Vec<&str> = evidence()
        .recognise(typed)
        .asks
        .iter()
        .flat_map(|question| &question.choices)
        .map(|choice| choice.name)
        .collect();
    (!choices.is_empty()).then(|| (typed.to_owned(), choices))
}

/// A word in an address.
fn encoded(word: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    word.bytes().map(byte).collect()
}

/// Signs that need help at once: what was chosen, or no to all of them.
fn warning(visit: &mut Visit<'_>, fields: &FormFields) -> Result<CardKept, PageError> {
    let flags = QuestionList::Now.questions(&visit.profile()?);
    let mut said = TriageAnswers::default();
    for flag in flags {
        let answer = match (fields.text("none"), fields.text(&flag.id)) {
            (_, "yes") => RedFlagAnswer::Yes,
            (_, "unsure") => RedFlagAnswer::Unknown,
            ("", "no") => RedFlagAnswer::No,
            ("", _) => continue,
            _ => RedFlagAnswer::No,
        };
        said.answers.insert(flag.id.clone(), answer);
    }
    if said.answers.is_empty() {
        return Ok(Err(vec![StartError { field: "signs", why: say::NOTHING_CHOSEN.into() }]));
    }
    let stands = said.answers.values().any(|answer| *answer != RedFlagAnswer::No);
    let kept = EntryDraft::now(Record::Triage(said), &visit.now);
    visit.store.record(&kept.into_entry(Some(fields.read("id")?), EntrySource::Page, &visit.now))?;
    // What stands is shown with what to do about it, before anything else.
    Ok(Ok(if stands { "/triage".to_owned() } else { StartCard::Warning.next().address() }))
}

/// What the cards would send of a person.
pub(super) fn said(person: &Person, today: Date) -> FormFields {
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut say =
        |name: &str, value: Option<String>| pairs.extend(value.map(|value| (name.to_owned(), value)));
    say("cramps-when", person.cramps_when.map(|when| when.to_string()));
    say("year", person.born.map(|born| born.year().to_string()));
    say("month", person.born.map(|born| format!("{:02}", born.month())));
    say("sex", person.sex.map(|sex| sex.to_string()));
    let units = person.units.unwrap_or_else(|| voice::spoken().region.units());
    say("mass-kg", person.mass_kg.map(|mass| charley_speech::spoken::mass(mass, units)));
    let weeks = person.pregnant_since.map(|since| (today - since).get_days() / 7);
    say(
        "weeks",
        weeks.filter(|weeks| (1..=LONGEST_WEEKS as i32).contains(weeks)).map(|weeks| weeks.to_string()),
    );
    say("cramp-nights", person.cramp_nights.map(|said| said.nights.to_string()));
    match &person.conditions {
        Some(conditions) if conditions.is_empty() => say("condition", Some("none".to_owned())),
        Some(conditions) => conditions.iter().for_each(|one| say("condition", Some(one.to_string()))),
        None => (),
    }
    FormFields::of(pairs)
}
