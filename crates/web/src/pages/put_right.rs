//! Putting a workout right on its page: what the form says becomes an entry of the log, and can be taken back.

use std::sync::Arc;

use axum::{
    extract::{Path, State},
    response::Response,
};
use charley_case::put_right::{self, OpenQuestion, Spot, Unclear};
use charley_domain::{
    correction::Change,
    entry::{Cramp, EntrySource, Record},
    moment::Precision,
    muscle::Muscle,
    workout::{Sport, WorkoutHead, WorkoutId},
};
use charley_speech::{
    correction as words,
    entry_draft::EntryDraft,
    muscle,
    typed::{self, Mistyped, When},
};
use charley_store::{StoreError, StoredHead, WholeHead};
use uuid::Uuid;

use crate::{
    app::{App, Visit},
    error::PageError,
    form::{self, FormFields},
    pages::{answer::capital, choice::FormChoice},
};

/// Days around a workout in which another one can be the other half of it.
const NEAR_DAYS: i64 = 2;

/// The forms of one workout.
pub(super) struct Forms {
    /// What was put right and stands, with the entry that says it.
    pub(super) said: Vec<(String, String)>,
    pub(super) sports: Vec<FormChoice<Sport, String>>,
    pub(super) start: String,
    /// The id of a cramp that is marked here: sent twice it is one.
    pub(super) cramp: Uuid,
    pub(super) muscles: Vec<(&'static str, &'static str)>,
    /// Workouts near it, by id and in words.
    pub(super) near: Vec<(String, String)>,
}

impl Forms {
    pub(super) fn of(visit: &Visit<'_>, id: &WorkoutId) -> Result<Self, PageError> {
        let today = visit.now.date();
        let heads = visit.heads()?;
        let stored = heads.iter().find(|stored| stored.head.id == *id).ok_or(PageError::NotFound)?;
        let head = &stored.head;
        let whole = WholeHead { stored: stored.clone(), away: None };
        let said = put_right::said(&whole, &visit.store.corrections()?, today);
        let near = |other: &&StoredHead| {
            let apart = other.head.start.instant.duration_since(head.start.instant);
            other.head.id != head.id && apart.as_hours().abs() < 24 * NEAR_DAYS
        };
        Ok(Self {
            cramp: charley_speech::entry_draft::new_id(&visit.now),
            said: said.into_iter().map(|one| (one.entry, capital(&one.said))).collect(),
            sports: Sport::ALL
                .iter()
                .map(|sport| FormChoice {
                    word: *sport,
                    name: capital(&sport.word().replace('-', " ")),
                    is_chosen: *sport == head.sport,
                })
                .collect(),
            start: head.start.civil().strftime("%Y-%m-%dT%H:%M").to_string(),
            muscles: Muscle::ALL.iter().map(|one| (one.word(), muscle::name(*one))).collect(),
            near: heads
                .iter()
                .filter(near)
                .map(|other| (other.head.id.0.clone(), capital(&words::workout(&other.head, today))))
                .collect(),
        })
    }
}

/// A question, and the answers that can be tapped.
pub(super) struct QuestionCard {
    pub(super) sentence: String,
    pub(super) about: Vec<(String, String)>,
    /// The workout that is asked about, where a date is asked for.
    pub(super) undated: Option<String>,
    pub(super) answers: Vec<AnswerButton>,
}

/// One answer.
pub(super) struct AnswerButton {
    pub(super) workout: String,
    pub(super) what: &'static str,
    pub(super) other: String,
    pub(super) words: &'static str,
}

/// What only the person can say of their recordings.
pub(super) fn questions(visit: &Visit<'_>) -> Result<Vec<QuestionCard>, PageError> {
    let today = visit.now.date();
    let open = put_right::questions(visit.store).map_err(refused)?;
    Ok(open.iter().map(|question| card(question, today)).collect())
}

fn card(question: &OpenQuestion, today: jiff::civil::Date) -> QuestionCard {
    let first = question.first.head.id.0.clone();
    let second = question.second.as_ref().map(|one| one.head.id.0.clone()).unwrap_or_default();
    let button = |workout: &str, what, other: &str, words| AnswerButton {
        workout: workout.to_owned(),
        what,
        other: other.to_owned(),
        words,
    };
    let answers = match question.asked {
        Unclear::NeverSet => Vec::new(),
        Unclear::ZoneShift => vec![
            button(&first, "same", &second, words::SAME_FIRST),
            button(&second, "same", &first, words::SAME_SECOND),
            button(&first, "not-same", &second, words::TWO),
        ],
        Unclear::Overlap => vec![
            button(&first, "same", &second, words::SAME_BOTH),
            button(&first, "not-same", &second, words::TWO),
        ],
    };
    let both = [Some(&question.first), question.second.as_ref()];
    QuestionCard {
        sentence: question.sentence(today),
        about: both
            .into_iter()
            .flatten()
            .map(|one| (format!("/workouts/{}", one.head.id), capital(&words::workout(&one.head, today))))
            .collect(),
        undated: (question.asked == Unclear::NeverSet).then_some(first),
        answers,
    }
}

/// What was taken out, newest first: id and words.
pub(super) fn taken_out(visit: &Visit<'_>) -> Result<Vec<(String, String)>, PageError> {
    let today = visit.now.date();
    let away = visit.store.all_heads()?.into_iter().rev().filter(|one| one.away.is_some());
    Ok(away
        .map(|one| (one.stored.head.id.0.clone(), capital(&words::workout(&one.stored.head, today))))
        .collect())
}

/// `POST /workouts/ID/put-right`.
pub(crate) async fn say(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    fields: FormFields,
) -> Result<Response, PageError> {
    app.visit(move |visit| {
        let whole = put_right::find(visit.store, &id).map_err(|_| PageError::NotFound)?;
        let now = visit.now.clone();
        let back =
            if fields.text("back") == "list" { "/workouts".to_owned() } else { format!("/workouts/{id}") };
        match fields.text("what") {
            "restore" => {
                put_right::restore(visit.store, &whole, &now).map_err(refused)?;
            }
            "cramp" => cramp(visit, &whole.stored.head, &fields)?,
            what => {
                let change = change(visit, &whole.stored.head, (what, &fields))?;
                let away = change.takes_away();
                put_right::say(visit.store, (&whole.stored.head, change), EntrySource::Page, &now)
                    .map_err(refused)?;
                if away {
                    return Ok(form::go("/workouts#taken-out"));
                }
            }
        }
        Ok(form::go(&back))
    })
    .await
}

fn change(
    visit: &Visit<'_>,
    head: &WorkoutHead,
    (what, fields): (&str, &FormFields),
) -> Result<Change, PageError> {
    let mistyped = |error: Mistyped| PageError::BadForm(format!("{error}."));
    let other = || WorkoutId(fields.text("other").to_owned());
    Ok(match what {
        "sport" => Change::Sport(fields.read("sport")?),
        "start" => {
            let typed = fields.text("start").replace('T', " ");
            Change::Start(typed::when(Some(&typed), &visit.now).map_err(mistyped)?.moment)
        }
        "length" => Change::LengthS(typed::span_s(fields.text("length")).map_err(mistyped)?.round() as u32),
        "split" => {
            let at_ms = place(visit, head, fields.text("split"))?;
            Change::SplitS(u32::try_from(at_ms / 1000).unwrap_or(0))
        }
        "join" => Change::Join(other()),
        "same" => Change::SameAs(other()),
        "not-same" => Change::NotSameAs(other()),
        "delete" => Change::Deleted,
        "not-mine" => Change::NotMine,
        _ => return Err(PageError::BadForm("Nothing was chosen to put right.".to_owned())),
    })
}

fn place(visit: &Visit<'_>, head: &WorkoutHead, typed: &str) -> Result<i64, PageError> {
    let mistyped = |error: Mistyped| PageError::BadForm(format!("{error}."));
    // The drawing begins with the first of the recordings; a correction counts from this one.
    let merged = visit.merged()?;
    let one = merged.of_recording(&head.id).ok_or(PageError::NotFound)?;
    let workout = one.workout(visit.store)?.ok_or(PageError::NotFound)?;
    let at_ms = Spot::typed(typed).and_then(|spot| spot.in_workout(&workout, typed)).map_err(mistyped)?;
    Ok(at_ms + one.head.start.instant.as_millisecond() - head.start.instant.as_millisecond())
}

fn cramp(visit: &mut Visit<'_>, head: &WorkoutHead, fields: &FormFields) -> Result<(), PageError> {
    let at_ms = place(visit, head, fields.text("at"))?;
    let moment =
        put_right::moment_in(head, at_ms).map_err(|error| PageError::BadForm(format!("{error}.")))?;
    let cramp = Cramp { during_workout: true, ..Cramp::of(fields.read("muscle")?, fields.read("side")?) };
    let when = When { moment, precision: Precision::Minutes, note: None };
    let id: Uuid = fields.read("id")?;
    let entry =
        EntryDraft::at(Record::Cramp(cramp), when).into_entry(Some(id), EntrySource::Page, &visit.now);
    visit.store.record(&entry)?;
    Ok(())
}

/// `POST /workouts/ID/take-back`: something that was put right is as it was.
pub(crate) async fn take_back(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    fields: FormFields,
) -> Result<Response, PageError> {
    app.visit(move |visit| {
        let entry: Uuid = fields.read("entry")?;
        if let Some(undone) = visit.store.undo_one(entry, visit.now.timestamp())? {
            put_right::follow(visit.store, &undone.entry).map_err(refused)?;
        }
        let there = visit.store.workout(&WorkoutId(id.clone()))?.is_some();
        Ok(form::go(&if there { format!("/workouts/{id}") } else { "/workouts".to_owned() }))
    })
    .await
}

/// `POST /workouts/empty`: samples and files of what was taken out go for good.
pub(crate) async fn empty(State(app): State<Arc<App>>, fields: FormFields) -> Result<Response, PageError> {
    app.visit(move |visit| {
        if fields.text("sure") != "yes" {
            return Err(PageError::BadForm(format!("{} Tick the box to say so.", words::EMPTY_HOW)));
        }
        visit.store.empty_away()?;
        Ok(form::go("/workouts"))
    })
    .await
}

/// What was refused, in words for a page.
pub(super) fn refused(error: anyhow::Error) -> PageError {
    match error.downcast::<Mistyped>() {
        Ok(mistyped) => PageError::BadForm(format!("{mistyped}.")),
        Err(error) => error.downcast::<StoreError>().map_or(PageError::Broken, PageError::from),
    }
}
