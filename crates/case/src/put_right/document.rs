//! `charley.workouts/1` and `charley.workout/1`: recorded workouts as they are now, and what only the person can say of them.

use charley_domain::{
    correction::{Change, Correction},
    workout::{ClockBasis, WorkoutHead},
};
use charley_speech::correction as words;
use charley_store::{Away, Store, WholeHead};
use jiff::civil::Date;
use serde::Serialize;
use uuid::Uuid;

use super::{OpenQuestion, Unclear, questions};

/// One workout.
#[derive(Debug, Serialize)]
pub struct RecordedDocument {
    /// Its id.
    pub id: String,
    start: String,
    clock: ClockBasis,
    sport: &'static str,
    elapsed_s: f64,
    timer_s: Option<f64>,
    distance_m: Option<f64>,
    name: Option<String>,
    device: Option<String>,
    group: Option<String>,
    part_of: Option<String>,
    away: Option<Away>,
    corrections: Vec<CorrectionDocument>,
}

/// Something that was put right, and stands.
#[derive(Debug, Serialize)]
pub struct CorrectionDocument {
    /// The entry that says it.
    pub entry: String,
    change: Change,
    /// The same in words.
    pub said: String,
}

/// A question that nobody answered yet.
#[derive(Debug, Serialize)]
struct QuestionDocument {
    asked: Unclear,
    first: String,
    second: Option<String>,
    said: String,
}

/// All of them.
#[derive(Debug, Serialize)]
pub struct WorkoutsDocument {
    schema: &'static str,
    workouts: Vec<RecordedDocument>,
    /// Those that were taken out.
    away: Vec<RecordedDocument>,
    questions: Vec<QuestionDocument>,
}

impl WorkoutsDocument {
    /// The document of everything in a store.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn of(store: &Store, today: Date) -> anyhow::Result<Self> {
        let corrections = store.corrections()?;
        let (away, workouts): (Vec<_>, Vec<_>) =
            store.all_heads()?.into_iter().partition(|one| one.away.is_some());
        let documents = |all: Vec<WholeHead>| {
            all.iter().map(|one| RecordedDocument::of(one, &corrections, today)).collect::<Vec<_>>()
        };
        Ok(Self {
            schema: "charley.workouts/1",
            workouts: documents(workouts),
            away: documents(away),
            questions: questions(store)?.iter().map(|one| QuestionDocument::of(one, today)).collect(),
        })
    }
}

impl RecordedDocument {
    /// The document of one workout.
    pub fn of(whole: &WholeHead, corrections: &[(Uuid, Correction)], today: Date) -> Self {
        let stored = &whole.stored;
        let WorkoutHead { id, sport, start, clock, elapsed_s, timer_s, distance_m, device, name, .. } =
            stored.head.clone();
        Self {
            id: id.0,
            start: start.to_string(),
            clock,
            sport: sport.word(),
            elapsed_s,
            timer_s,
            distance_m,
            name,
            device,
            group: stored.group.clone(),
            part_of: stored.part_of.clone().map(|whole| whole.0),
            away: whole.away,
            corrections: said(whole, corrections, today),
        }
    }
}

/// What was put right of a workout, oldest first.
pub fn said(whole: &WholeHead, corrections: &[(Uuid, Correction)], today: Date) -> Vec<CorrectionDocument> {
    let its = corrections.iter().filter(|(entry, _)| whole.stored.corrections.contains(entry));
    its.map(|(entry, correction)| CorrectionDocument {
        entry: entry.to_string(),
        change: correction.change.clone(),
        said: words::what(&correction.change, today),
    })
    .collect()
}

impl QuestionDocument {
    fn of(question: &OpenQuestion, today: Date) -> Self {
        Self {
            asked: question.asked,
            first: question.first.head.id.0.clone(),
            second: question.second.as_ref().map(|one| one.head.id.0.clone()),
            said: question.sentence(today),
        }
    }
}
