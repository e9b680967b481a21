//! `charley log stretch`, `foam-roll`, `warm-up` and `workout`.

use charley_domain::{
    entry::{Effort, ManualWorkout, Record},
    moment::{Moment, Precision},
    muscle::UnknownWord,
    workout::Sport,
};
use jiff::SignedDuration;

use super::{EntryTime, Id};
use crate::cli::desk::Desk;
use charley_speech::{
    entry_draft::EntryDraft,
    typed::{self, Mistyped, When},
};

/// Longest workout that is taken for one.
const LONGEST_S: f64 = 7.0 * 24.0 * 3600.0;

/// Arguments of `charley log stretch`, `foam-roll` and `warm-up`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    pub(super) at: EntryTime,
    #[command(flatten)]
    pub(super) id: Id,
}

/// Arguments of `charley log workout`.
#[derive(Debug, clap::Args)]
pub(super) struct WorkoutArgs {
    /// Sport, how long, how hard (easy, moderate, hard, race), in any order: run 40min easy
    #[arg(required_unless_present = "edit", num_args = 1.., value_name = "SPORT|DURATION|EFFORT")]
    words: Vec<String>,
    /// How far, in kilometres
    #[arg(long, value_name = "KM")]
    km: Option<String>,
    /// When it started, if it did not just end
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
    #[command(flatten)]
    pub(super) id: Id,
}

impl WorkoutArgs {
    pub(super) fn said(&self, desk: &Desk) -> anyhow::Result<EntryDraft> {
        let before =
            desk.edited(
                |record| if let Record::Workout(workout) = record { Some(workout.clone()) } else { None },
            );
        let workout = self.workout(before.as_ref())?;
        if desk.editing.is_some() {
            let at = EntryTime { at: self.at.clone() };
            return at.said(Record::Workout(workout), desk);
        }
        let when = match &self.at {
            Some(at) => typed::when(Some(at), &desk.now)?,
            None => just_ended(&workout, desk)?,
        };
        Ok(EntryDraft::at(Record::Workout(workout), when))
    }

    fn workout(&self, before: Option<&ManualWorkout>) -> Result<ManualWorkout, Mistyped> {
        let typed = self.words.join(" ");
        let (mut sport, mut effort, mut lasted_s, mut distance_m) = (None, None, None, None);
        for word in &self.words {
            let numeric = word.starts_with(|c: char| c.is_ascii_digit());
            if let (Ok(found), None) = (word.parse::<Sport>(), sport) {
                sport = Some(found);
            } else if let (Ok(found), None) = (word.parse::<Effort>(), effort) {
                effort = Some(found);
            } else if let (true, Ok(found), None) = (numeric, typed::distance_with_unit(word), distance_m) {
                distance_m = Some(found);
            } else if numeric && lasted_s.is_none() {
                lasted_s = Some(lasted(word)?);
            } else {
                return Err(unknown(word).into());
            }
        }
        if let Some(km) = &self.km {
            distance_m = Some(typed::distance(km)?);
        }
        if let Some(before) = before {
            (sport, effort) = (sport.or(Some(before.sport)), effort.or(Some(before.effort)));
            (lasted_s, distance_m) = (lasted_s.or(Some(before.duration_s)), distance_m.or(before.distance_m));
        }
        let missing = |what: &str| Mistyped::form("workout", &typed, format!("{what}, as in run 40min easy"));
        Ok(ManualWorkout {
            sport: sport.ok_or_else(|| missing("name the sport"))?,
            duration_s: lasted_s.ok_or_else(|| missing("say how long it was"))?,
            effort: effort.ok_or_else(|| missing("say how hard it felt (easy, moderate, hard, or race)"))?,
            distance_m,
        })
    }
}

fn lasted(word: &str) -> Result<u32, Mistyped> {
    let seconds = typed::span_s(word)?;
    if seconds > LONGEST_S {
        return Err(Mistyped::impossible(word, "is longer than a week: record each day as its own workout"));
    }
    Ok(seconds.round() as u32)
}

/// A workout recorded without a time ended just now.
fn just_ended(workout: &ManualWorkout, desk: &Desk) -> Result<When, Mistyped> {
    let lasted = SignedDuration::from_secs(i64::from(workout.duration_s));
    let start = desk.now.checked_sub(lasted);
    let start = start.map_err(|_| Mistyped::impossible("the workout", "began before the calendar does"))?;
    Ok(When { moment: Moment::of(&start), precision: Precision::Minutes, note: None })
}

fn unknown(word: &str) -> UnknownWord {
    let mut known: Vec<&str> = Sport::ALL.iter().map(|sport| sport.word()).collect();
    known.extend(Effort::ALL.iter().map(|effort| effort.word()));
    UnknownWord::new("sport or effort", word, &known)
}
