//! What only the person can say of their recordings: when it was, and whether two are of one workout.

use std::collections::BTreeSet;

use charley_domain::{
    correction::Change,
    workout::{ClockBasis, WorkoutId},
};
use charley_import::group::{GroupInput, Question, group};
use charley_speech::correction as words;
use charley_store::{Store, StoredHead};
use jiff::civil::Date;
use serde::Serialize;

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unclear {
    /// When it was: the clock of the device was never set.
    NeverSet,
    /// Whether two are of one workout, by clocks of two time zones.
    ZoneShift,
    /// Whether two that overlap are of one workout.
    Overlap,
}

/// A question that nobody answered yet.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenQuestion {
    /// What is asked.
    pub asked: Unclear,
    /// The workout, or the earlier of two.
    pub first: StoredHead,
    /// The later of two.
    pub second: Option<StoredHead>,
}

impl OpenQuestion {
    /// The question as a sentence.
    pub fn sentence(&self, today: Date) -> String {
        let first = words::workout(&self.first.head, today);
        let second = self.second.as_ref().map_or_else(String::new, |one| words::workout(&one.head, today));
        match self.asked {
            Unclear::NeverSet => words::NEVER_SET.to_owned(),
            Unclear::ZoneShift => words::zone_shift(first, second),
            Unclear::Overlap => words::overlap(first, second),
        }
    }
}

/// Everything that is open, undated recordings first, then the newest.
///
/// # Errors
/// When the database cannot be read.
pub fn questions(store: &Store) -> anyhow::Result<Vec<OpenQuestion>> {
    let heads = store.heads()?;
    let mut questions = undated(&heads);
    let inputs: Vec<GroupInput> = heads.iter().map(|stored| GroupInput::of(&stored.head)).collect();
    let asks = group(&inputs).asks;
    if asks.is_empty() {
        return Ok(questions);
    }
    let of = |id: &WorkoutId| heads.iter().find(|stored| stored.head.id == *id);
    let mut done: BTreeSet<(String, String)> = BTreeSet::new();
    for (_, correction) in store.corrections()? {
        if let Change::NotSameAs(other) = &correction.change
            && let (Some(one), Some(two)) = (of(&correction.workout), of(other))
        {
            done.insert(pair(one, two));
        }
    }
    for ask in asks.iter().rev() {
        let (Some(first), Some(second)) = (of(&ask.first), of(&ask.second)) else { continue };
        if key(first) == key(second) || !done.insert(pair(first, second)) {
            continue;
        }
        let asked = match ask.question {
            Question::ZoneShift => Unclear::ZoneShift,
            Question::Overlap => Unclear::Overlap,
        };
        questions.push(OpenQuestion { asked, first: first.clone(), second: Some(second.clone()) });
    }
    Ok(questions)
}

/// Recordings without a date, of which no copy has one.
fn undated(heads: &[StoredHead]) -> Vec<OpenQuestion> {
    let dated: BTreeSet<&str> =
        heads.iter().filter(|one| one.head.clock != ClockBasis::NeverSet).map(key).collect();
    let mut asked = BTreeSet::new();
    let open = heads.iter().filter(|one| one.head.clock == ClockBasis::NeverSet);
    open.filter(|one| !dated.contains(key(one)) && asked.insert(key(one)))
        .map(|one| OpenQuestion { asked: Unclear::NeverSet, first: one.clone(), second: None })
        .collect()
}

fn key(stored: &StoredHead) -> &str {
    stored.group.as_deref().unwrap_or(&stored.head.id.0)
}

fn pair(one: &StoredHead, two: &StoredHead) -> (String, String) {
    let (one, two) = (key(one).to_owned(), key(two).to_owned());
    if one <= two { (one, two) } else { (two, one) }
}
