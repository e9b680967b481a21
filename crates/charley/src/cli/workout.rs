//! `charley workout ID`: one recorded workout, and everything that can be put right of it.

use charley_case::put_right::{self, RecordedDocument, Spot};
use charley_domain::{
    correction::Change,
    entry::{Cramp, Entry, EntrySource, Record},
    moment::{Moment, Precision},
    workout::{Sport, WorkoutHead, WorkoutId},
};
use charley_speech::{
    entry_document::EntryDocument,
    entry_draft::EntryDraft,
    spoken,
    typed::{self, Mistyped, When},
};
use charley_store::WholeHead;
use serde::Serialize;

use super::workouts;
use crate::cli::{Context, Exit, Usage, desk::Desk};

/// Arguments of `charley workout`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  charley workout last --sport trail-run
  charley workout 3f2a --start \"2026-11-22 08:12\"   the clock was wrong
  charley workout 3f2a --length 45min              the watch ran on in the car
  charley workout 3f2a --split-at 1h05             two workouts in one recording
  charley workout 3f2a --join 77c1                 one workout in two recordings
  charley workout 3f2a --cramp-at 32km calf left   a cramp in it
  charley workout 3f2a --not-mine

ID is as charley workouts lists it, its first letters, or last. The file stays
as it came; charley undo takes back what was said.")]
pub(crate) struct Args {
    /// The workout: its id, the first letters of it, or last
    #[arg(value_name = "ID")]
    id: String,
    /// Muscle and side of --cramp-at: calf left [default: calf]
    #[arg(value_name = "MUSCLE|SIDE", requires = "cramp_at")]
    site: Vec<String>,
    /// What it was: run, ride, swim, ...
    #[arg(long, value_name = "SPORT")]
    sport: Option<String>,
    /// When it began, where the clock of the device was wrong
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    start: Option<String>,
    /// How long it was: what was recorded later is no part of it
    #[arg(long, value_name = "DURATION", allow_hyphen_values = true)]
    length: Option<String>,
    /// Two workouts: the second begins so long after the start, or so far
    #[arg(long, value_name = "PLACE", allow_hyphen_values = true)]
    split_at: Option<String>,
    /// One workout with this other one, which goes on with it
    #[arg(long, value_name = "ID")]
    join: Option<String>,
    /// This other one is a recording of the same workout; the clock of ID was right
    #[arg(long, value_name = "ID")]
    same_as: Option<String>,
    /// This other one is another workout
    #[arg(long, value_name = "ID")]
    not_same_as: Option<String>,
    /// A cramp came there: 35min, 1:05:30, 32km
    #[arg(long, value_name = "PLACE", allow_hyphen_values = true)]
    cramp_at: Option<String>,
    /// Take it out of everything; its file is kept until emptied
    #[arg(long, conflicts_with_all = ["not_mine", "restore"])]
    delete: bool,
    /// Somebody else did it: take it out of everything
    #[arg(long, conflicts_with = "restore")]
    not_mine: bool,
    /// Bring it back
    #[arg(long)]
    restore: bool,
}

#[derive(Debug, Serialize)]
struct PutRightDocument {
    schema: &'static str,
    workout: Option<RecordedDocument>,
    /// What was written down now.
    entries: Vec<EntryDocument>,
    /// How many entries were taken back.
    taken_back: usize,
}

pub(crate) fn run(context: &Context, args: Args) -> anyhow::Result<Exit> {
    let mut desk = Desk::open_existing(context)?;
    let now = desk.now.clone();
    let whole = put_right::find(desk.store_mut()?, &args.id)?;
    let taken_back = if args.restore { put_right::restore(desk.store_mut()?, &whole, &now)? } else { 0 };
    if whole.away.is_some() && !args.restore && args.wants_something() {
        let why = charley_speech::correction::AWAY;
        return Err(Mistyped::impossible(&whole.stored.head.id.0, why).into());
    }
    // All is read before anything is written.
    let changes = changes(&args, &whole.stored.head, &desk)?;
    let cramp = args.cramp_at.as_deref().map(|at| cramp(at, &args, &whole.stored.head, &desk)).transpose()?;
    let mut entries = Vec::new();
    for change in changes {
        let said = (&whole.stored.head, change);
        entries.push(put_right::say(desk.store_mut()?, said, EntrySource::Terminal, &now)?);
    }
    if let Some(cramp) = cramp {
        desk.keep(&cramp)?;
        entries.push(cramp);
    }
    give(context, &mut desk, &Written { before: whole, entries, taken_back })
}

impl Args {
    const fn wants_something(&self) -> bool {
        self.sport.is_some()
            || self.start.is_some()
            || self.length.is_some()
            || self.split_at.is_some()
            || self.join.is_some()
            || self.same_as.is_some()
            || self.not_same_as.is_some()
            || self.cramp_at.is_some()
            || self.delete
            || self.not_mine
    }
}

/// What is to be put right, in the order in which it holds.
fn changes(args: &Args, head: &WorkoutHead, desk: &Desk) -> anyhow::Result<Vec<Change>> {
    let mut changes = Vec::new();
    let id = |typed: &String| WorkoutId(typed.clone());
    if let Some(sport) = &args.sport {
        changes.push(Change::Sport(sport.parse::<Sport>()?));
    }
    if let Some(start) = &args.start {
        changes.push(Change::Start(typed::when(Some(start), &desk.now)?.moment));
    }
    if let Some(length) = &args.length {
        changes.push(Change::LengthS(typed::span_s(length)?.round() as u32));
    }
    if let Some(at) = &args.split_at {
        let at_ms = place(at, head, desk)?;
        changes.push(Change::SplitS(u32::try_from(at_ms / 1000).unwrap_or(0)));
    }
    changes.extend(args.join.as_ref().map(|other| Change::Join(id(other))));
    changes.extend(args.same_as.as_ref().map(|other| Change::SameAs(id(other))));
    changes.extend(args.not_same_as.as_ref().map(|other| Change::NotSameAs(id(other))));
    changes.extend(args.delete.then_some(Change::Deleted));
    changes.extend(args.not_mine.then_some(Change::NotMine));
    Ok(changes)
}

/// Milliseconds of a place on the axis of the workout.
fn place(typed: &str, head: &WorkoutHead, desk: &Desk) -> anyhow::Result<i64> {
    let place = Spot::typed(typed)?;
    let workout = desk.store().map(|store| store.workout(&head.id)).transpose()?.flatten();
    let workout = workout.ok_or_else(|| Usage(format!("{} cannot be read", head.id)))?;
    Ok(place.in_workout(&workout, typed)?)
}

/// A cramp at a place of the workout.
fn cramp(at: &str, args: &Args, head: &WorkoutHead, desk: &Desk) -> anyhow::Result<Entry> {
    let (muscle, side) =
        if args.site.is_empty() { typed::site(&["calf".to_owned()])? } else { typed::site(&args.site)? };
    let moment = put_right::moment_in(head, place(at, head, desk)?)?;
    let cramp = Cramp { during_workout: true, ..Cramp::of(muscle, side) };
    Ok(said_at(Record::Cramp(cramp), moment).into_entry(None, EntrySource::Terminal, &desk.now))
}

fn said_at(record: Record, moment: Moment) -> EntryDraft {
    EntryDraft::at(record, When { moment, precision: Precision::Minutes, note: None })
}

/// What was done to a workout.
struct Written {
    before: WholeHead,
    entries: Vec<Entry>,
    taken_back: usize,
}

fn give(context: &Context, desk: &mut Desk, done: &Written) -> anyhow::Result<Exit> {
    let Written { before, entries, taken_back } = done;
    let taken_back = *taken_back;
    let (today, units) = (desk.now.date(), desk.units());
    let store = desk.store_mut()?;
    let after = store.all_heads()?.into_iter().find(|one| one.stored.head.id == before.stored.head.id);
    let corrections = store.corrections()?;
    if context.json {
        let document = PutRightDocument {
            schema: "charley.workout/1",
            workout: after.as_ref().map(|one| RecordedDocument::of(one, &corrections, today)),
            entries: entries.iter().map(EntryDocument::of).collect::<Result<_, _>>()?,
            taken_back,
        };
        context.print_json(&document)?;
        return Ok(Exit::Ok);
    }
    let mut text = String::new();
    for entry in entries {
        text.push_str(&spoken::wrapped(
            &format!("Recorded: {}.", spoken::entry_line(entry, units, today)),
            2,
        ));
    }
    if taken_back > 0 {
        text.push_str("It takes part again.\n");
        if store.is_emptied(&before.stored.head.id)? {
            text.push_str(&spoken::wrapped(charley_speech::correction::EMPTIED, 2));
        }
    }
    text.push_str(&after.as_ref().map_or_else(String::new, |one| workouts::row(one, units)));
    if entries.is_empty() && taken_back == 0 {
        for said in after.iter().flat_map(|one| put_right::said(one, &corrections, today)) {
            text = text + "  " + &said.said + ": charley undo " + &said.entry + "\n";
        }
    }
    context.print(&text)?;
    if let Some(changed) = desk.changed().filter(|_| !entries.is_empty()) {
        context.print(&spoken::wrapped(&changed, 0))?;
    }
    Ok(Exit::Ok)
}
