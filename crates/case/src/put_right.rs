//! Putting recorded workouts right: what is said becomes an entry of the log, checked first; groups follow.

mod document;
mod question;
mod spot;

use charley_domain::{
    correction::{Change, Correction},
    entry::{Entry, EntrySource, Record},
    lifetime::Lifetime,
    moment::{Moment, Precision},
    night::NightOf,
    workout::{ClockBasis, WorkoutHead, WorkoutId},
};
use charley_speech::{
    correction as words,
    entry_draft::EntryDraft,
    typed::{Mistyped, When},
};
use charley_store::{EntryEdit, Store, WholeHead};
use jiff::{SignedDuration, ZonedDateTime};

pub use self::{
    document::{CorrectionDocument, RecordedDocument, WorkoutsDocument, said},
    question::{OpenQuestion, Unclear, questions},
    spot::Spot,
};
use crate::import::regroup;

/// Longest workout, in seconds: seven days.
const LONGEST_S: f64 = 7.0 * 86_400.0; // own limit

/// The workout of an id, of its first letters where they name only one, or the newest by the word `last`.
///
/// # Errors
/// [`Mistyped`] when there is none, or more than one.
pub fn find(store: &Store, typed: &str) -> anyhow::Result<WholeHead> {
    let all = store.all_heads()?;
    let typed = typed.trim();
    if typed.eq_ignore_ascii_case("last") {
        let mut dated = all.into_iter().filter(|one| one.away.is_none());
        return dated.next_back().ok_or_else(|| Mistyped::impossible(typed, words::NO_WORKOUT).into());
    }
    if let Some(exact) = all.iter().find(|one| one.stored.head.id.0 == typed) {
        return Ok(exact.clone());
    }
    let mut named =
        all.into_iter().filter(|one| !typed.is_empty() && one.stored.head.id.0.starts_with(typed));
    let first = named.next().ok_or_else(|| Mistyped::impossible(typed, words::NO_WORKOUT))?;
    // The parts of a recording begin with the letters of the first of them.
    let another = named.any(|one| !one.stored.head.id.0.starts_with(&first.stored.head.id.0));
    if another { Err(Mistyped::impossible(typed, words::MANY_WORKOUTS).into()) } else { Ok(first) }
}

/// Says what is so of a workout, and groups anew; gives the entry that says it.
///
/// # Errors
/// [`Mistyped`] when it cannot be so; when the database cannot be written.
pub fn say(
    store: &mut Store,
    (head, change): (&WorkoutHead, Change),
    source: EntrySource,
    now: &ZonedDateTime,
) -> anyhow::Result<Entry> {
    let correction = checked(store, head, change)?;
    let of = if correction.workout == head.id {
        head.clone()
    } else {
        find(store, &correction.workout.0)?.stored.head
    };
    let record = Record::Correction(correction);
    let said = match when(&of, now, store)? {
        Some(when) => EntryDraft::at(record, when),
        None => EntryDraft::now(record, now),
    };
    let entry = said.into_entry(None, source, now);
    let moved = match &entry.record {
        Record::Correction(Correction { change: Change::Start(start), .. }) => marked(store, &of, start)?,
        _ => Vec::new(),
    };
    store.record(&entry)?;
    let edits: Vec<EntryEdit<'_>> =
        moved.iter().map(|moved| EntryEdit { entry: moved, seen: None, with: Some(entry.id) }).collect();
    store.edit_all(&edits, now.timestamp())?;
    regroup(store)?;
    Ok(entry)
}

/// What was marked in a workout by its own clock, at the same minutes of the workout as it begins now: cramps, twinges, and
/// quick laps that were none.
fn marked(store: &Store, head: &WorkoutHead, start: &Moment) -> anyhow::Result<Vec<Entry>> {
    let (from, elapsed) = (head.start.instant, SignedDuration::from_secs_f64(head.elapsed_s.max(0.0)));
    let to = from.checked_add(elapsed).unwrap_or(from);
    let by = start.instant.duration_since(from);
    let (first, last) =
        (NightOf::of(&head.start), NightOf::of(&Moment { instant: to, ..head.start.clone() }));
    let of_it = |entry: &Entry| match &entry.record {
        Record::Cramp(cramp) => cramp.during_workout,
        Record::Twinge(twinge) => twinge.during_workout,
        Record::NotACramp { workout } => *workout == head.id,
        _ => false,
    };
    let days = store.entries_between(first.before(), last.after())?;
    let inside =
        days.into_iter().filter(|entry| of_it(entry) && (from..=to).contains(&entry.occurred_at.instant));
    let moved = inside.map(|entry| {
        let instant = entry.occurred_at.instant.checked_add(by).unwrap_or(entry.occurred_at.instant);
        let occurred_at = Moment { instant, ..start.clone() };
        // Nothing was told before it happened.
        let recorded_at = entry.recorded_at.max(instant);
        Entry { night: NightOf::of(&occurred_at), occurred_at, recorded_at, ..entry }
    });
    Ok(moved.collect())
}

/// Brings back a workout that was taken out; gives how many entries were taken back for it.
///
/// # Errors
/// [`Mistyped`] when it was not taken out; when the database cannot be written.
pub fn restore(store: &mut Store, whole: &WholeHead, now: &ZonedDateTime) -> anyhow::Result<usize> {
    if whole.away.is_none() {
        return Err(Mistyped::impossible(&whole.stored.head.id.0, words::NOT_AWAY).into());
    }
    let corrections = store.corrections()?;
    let mut taken = 0;
    for (entry, correction) in corrections {
        if correction.change.takes_away() && whole.stored.corrections.contains(&entry) {
            taken += usize::from(store.retract(entry, now.timestamp())?);
        }
    }
    regroup(store)?;
    Ok(taken)
}

/// The moment at a place of a workout.
///
/// # Errors
/// [`Mistyped`] when the workout has no date.
pub fn moment_in(head: &WorkoutHead, at_ms: i64) -> Result<Moment, Mistyped> {
    if head.clock == ClockBasis::NeverSet {
        return Err(Mistyped::impossible(&head.id.0, words::NEVER_DATED));
    }
    let instant = head.start.instant.checked_add(SignedDuration::from_millis(at_ms));
    Ok(Moment { instant: instant.unwrap_or(head.start.instant), ..head.start.clone() })
}

/// Groups anew where an entry that was written or taken back put a workout right.
///
/// # Errors
/// When the database cannot be written.
pub fn follow(store: &mut Store, entry: &Entry) -> anyhow::Result<()> {
    if matches!(entry.record, Record::Correction(_)) { regroup(store) } else { Ok(()) }
}

/// The moment of a correction: the start of the workout, where that is in the life of the person.
fn when(head: &WorkoutHead, now: &ZonedDateTime, store: &Store) -> anyhow::Result<Option<When>> {
    let life = Lifetime::of(&store.person()?, now.timestamp());
    let dated = head.clock != ClockBasis::NeverSet && life.check(&head.start).is_ok();
    Ok(dated.then(|| When { moment: head.start.clone(), precision: Precision::Exact, note: None }))
}

fn checked(store: &Store, head: &WorkoutHead, change: Change) -> anyhow::Result<Correction> {
    let refuse = |what: &str, why: &str| Err(Mistyped::impossible(what, why).into());
    let of = |workout: &WorkoutId, change| Ok(Correction { workout: workout.clone(), change });
    if let Some(other) = change.other() {
        let other = find(store, &other.0)?;
        let id = other.stored.head.id.clone();
        if id == head.id {
            return refuse(&id.0, words::ITSELF);
        }
        if other.away.is_some() {
            return refuse(&id.0, words::AWAY);
        }
        return joined(head, &other.stored.head, &change);
    }
    match change {
        Change::LengthS(length_s) if length_s == 0 || f64::from(length_s) > LONGEST_S => {
            refuse(&format!("{length_s}s"), words::NO_LENGTH)
        }
        Change::SplitS(at_s) => split(store, head, at_s),
        change => of(&head.id, change),
    }
}

fn joined(head: &WorkoutHead, other: &WorkoutHead, change: &Change) -> anyhow::Result<Correction> {
    let dated = |one: &WorkoutHead| one.clock != ClockBasis::NeverSet;
    let undated = |one: &WorkoutHead| Err(Mistyped::impossible(&one.id.0, words::NEVER_DATED).into());
    let of = |workout: &WorkoutHead, change| Ok(Correction { workout: workout.id.clone(), change });
    match change {
        Change::SameAs(_) if !dated(head) => undated(head),
        Change::SameAs(_) => of(head, Change::SameAs(other.id.clone())),
        Change::Join(_) => match [head, other].into_iter().find(|one| !dated(one)) {
            Some(one) => undated(one),
            None if other.start.instant < head.start.instant => of(other, Change::Join(head.id.clone())),
            None => of(head, Change::Join(other.id.clone())),
        },
        _ => of(head, Change::NotSameAs(other.id.clone())),
    }
}

/// A split is said of the recording and counts from its start.
fn split(store: &Store, head: &WorkoutHead, at_s: u32) -> anyhow::Result<Correction> {
    let (recording, from_s) = match head.id.0.split_once('.') {
        Some((recording, from_s)) => (recording.to_owned(), from_s.parse::<u32>().unwrap_or(0)),
        None => (head.id.0.clone(), 0),
    };
    let recorded = store.recorded_heads()?.into_iter().find(|one| one.head.id.0 == recording);
    let length_s = recorded.map_or(0.0, |one| one.head.elapsed_s);
    let whole_s = from_s.saturating_add(at_s);
    if at_s == 0 || f64::from(at_s) >= head.elapsed_s || f64::from(whole_s) >= length_s {
        return Err(Mistyped::impossible(&format!("{at_s}s"), words::NOT_WITHIN).into());
    }
    Ok(Correction { workout: WorkoutId(recording), change: Change::SplitS(whole_s) })
}

#[cfg(test)]
mod tests;
