//! `charley trial`: plan one, answer it night by night, see what came of it.

mod morning;
mod new;
mod paper;
mod show;

use charley_store::{Recorded, Store};
use uuid::Uuid;

use crate::cli::{Context, Exit, Usage};
use charley_answers::trial::{
    answer::{self, NotWritten, TrialWriting},
    words,
};
use charley_case::trial::TrialRecords;
use charley_speech::entry_draft;

/// Arguments of `charley trial`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  charley trial new stretching              how long it will take, and begin tonight
  charley trial new stretching --dry-run    only how long it will take
  charley trial next                        what is drawn for tonight
  charley trial next --cramps 0 --as-drawn yes
  charley trial show
  charley trial report --html trial.html

A coin decides each night (or each block of nights) and keeps it to itself until
that night. Nothing tells how the two kinds of nights compare until the end.")]
pub(crate) struct Args {
    #[command(subcommand)]
    step: TrialStep,
}

#[derive(Debug, clap::Subcommand)]
enum TrialStep {
    /// Plan a trial: how many nights it will take, then begin it
    New(new::Args),
    /// Answer last night, and see what is drawn for tonight
    Next(morning::Args),
    /// How far it is; at its end what came of it
    Show(WhichTrial),
    /// All trials, oldest first
    List,
    /// End it now
    Stop(StopArgs),
    /// What came of it, as a page that can be printed or handed on (after CENT 2015)
    Report(paper::Args),
    /// What was fixed before day 1, as such a page (after SPENT 2019)
    Protocol(paper::Args),
}

/// Which trial.
#[derive(Debug, clap::Args)]
pub(super) struct WhichTrial {
    /// The trial, by the first letters of its id [default: the one under way, else the last]
    #[arg(value_name = "ID")]
    id: Option<String>,
}

#[derive(Debug, clap::Args)]
struct StopArgs {
    /// Why, in your words
    #[arg(long, value_name = "TEXT")]
    why: Option<String>,
    /// Identity of this entry: the same again changes nothing
    #[arg(long, value_name = "UUID")]
    id: Option<Uuid>,
}

pub(crate) fn run(context: &Context, args: Args) -> anyhow::Result<Exit> {
    match args.step {
        TrialStep::New(args) => new::run(context, args),
        TrialStep::Next(args) => morning::run(context, args),
        TrialStep::Show(which) => show::run(context, which),
        TrialStep::List => show::list(context),
        TrialStep::Stop(args) => stop(context, args),
        TrialStep::Report(args) => paper::report(context, args),
        TrialStep::Protocol(args) => paper::protocol(context, args),
    }
}

fn stop(context: &Context, args: StopArgs) -> anyhow::Result<Exit> {
    let (mut store, records) = open(context)?;
    let id = args.id.unwrap_or_else(|| entry_draft::new_id(&records.now));
    if was_written(&store, id)? {
        return show::run(context, WhichTrial { id: None });
    }
    let which = records.current().map(|trial| trial.id.to_string());
    keep(&mut store, &answer::stop(&records, args.why, id).map_err(refused)?)?;
    show::run(context, WhichTrial { id: which })
}

/// The diary and what a trial reads of it.
fn open(context: &Context) -> anyhow::Result<(Store, TrialRecords)> {
    let store = context.diary()?;
    let now = context.now_of(&store.person()?);
    let records = TrialRecords::read(&store, now)?;
    Ok((store, records))
}

/// Whether a line of that id was written before.
fn was_written(store: &Store, id: Uuid) -> anyhow::Result<bool> {
    Ok(store.trial_lines()?.iter().any(|line| line.id == id))
}

/// Writes what is to be written; the trial's lines first, all or none.
fn keep(store: &mut Store, writing: &TrialWriting) -> anyhow::Result<Recorded> {
    let recorded = store.append_trial(&writing.lines)?;
    if let Some(entry) = &writing.entry {
        store.record(entry)?;
    }
    Ok(recorded)
}

fn refused(why: NotWritten) -> Usage {
    Usage(words::not_written(&why).to_string())
}

/// Asks a question on the terminal; `None` where nobody can be asked or nothing was said.
fn ask(context: &Context, question: &str) -> Option<String> {
    use std::io::IsTerminal as _;
    if context.no_input || context.json || !std::io::stdin().is_terminal() {
        return None;
    }
    context.say(question);
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).ok()?;
    let line = line.trim();
    (!line.is_empty()).then(|| line.to_owned())
}
