//! `charley import`: files in, workouts kept, a plain account of what became of each file.

pub(super) mod account;
mod brought;
mod progress;
mod watch;

use std::{
    path::PathBuf,
    process,
    sync::atomic::{AtomicBool, Ordering},
};

use anyhow::Context as _;
use charley_store::Due;

use crate::cli::{Context, Exit, desk::Desk};
use charley_answers::marks;
use charley_case::import::{self as intake, ImportDocument, ImportReport, Ledger, Order, Status};
use charley_speech::{copies as copies_words, diary as diary_words, spoken, typed};

/// Arguments of `charley import`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  charley import ~/Downloads/export.zip          an export, as it came
  charley import /media/GARMIN/Garmin/Activity   the folder of a watch
  charley import ride.fit run.gpx.gz --dry-run   only say what would happen
  charley import - < ride.fit                    from standard input
  charley import --watch ~/Sync/workouts         what comes into a folder
  charley import --list                          what was brought in
  charley import --delete last                   all of it out again; undo brings it back
  charley import open-meteo-52.5N13.4E.csv       the weather of a place

The format is told by the content, never by the name. The same file again
changes nothing. Copies of one recording are grouped, never deleted. Ctrl-C
keeps what was done; the next run goes on from there.

With systemd the units charley-watch.service (goes on) and charley-import.path
(runs only when something comes) read a folder by themselves.")]
pub(crate) struct Args {
    /// File, folder, .gz, .zip (also zip in zip), - for standard input
    #[arg(required_unless_present = "brought", value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Read everything, store nothing
    #[arg(long, short = 'n')]
    dry_run: bool,
    /// Keep what was read but not the original files: about a fifth of the space
    #[arg(long)]
    without_originals: bool,
    /// Where the weather of files is of that do not say so: latitude and longitude
    #[arg(long, value_name = "LAT,LON", allow_hyphen_values = true)]
    place: Option<String>,
    /// Go on: read what comes into these folders as soon as it is still
    #[arg(long, conflicts_with = "dry_run")]
    watch: bool,
    #[command(flatten)]
    brought: brought::AskedOfImports,
}

/// Set by Ctrl-C: the current file is finished, then the import ends.
static STOP: AtomicBool = AtomicBool::new(false);

pub(crate) fn run(context: &Context, args: Args) -> anyhow::Result<Exit> {
    if args.brought.is_something() {
        return brought::run(context, &args.brought);
    }
    ctrlc::set_handler(|| {
        // Whoever asks twice does not want to wait for the current file.
        if STOP.swap(true, Ordering::Relaxed) {
            process::exit(i32::from(Exit::Interrupted as u8));
        }
    })
    .context("cannot listen for Ctrl-C")?;
    let place = args.place.as_deref().map(typed::position).transpose()?;
    let mut desk = Desk::open(context)?;
    if args.watch {
        return watch::run(context, &mut desk, &args.paths);
    }
    let now = desk.now.clone();
    let mut ledger = match (args.dry_run, args.without_originals) {
        (true, _) => Ledger::tried(desk.store())?,
        (false, false) => Ledger::kept(desk.store_mut()?)?,
        (false, true) => Ledger::kept(desk.store_mut()?)?.without_originals(),
    }
    .with_place(place);
    let order = Order { paths: &args.paths, now: &now, stop: &STOP };
    let mut progress = progress::Progress::over(&args.paths, context);
    let report = intake::import(&order, &mut ledger, &mut progress)?;
    let left = progress.finish();
    if !args.dry_run && !report.interrupted {
        // Summaries are made now, so that no answer and no page waits for them later.
        context.case(desk.store_mut()?, now.clone())?;
        if let Err(error) = desk.store_mut()?.back_up(&now, Due::Import) {
            context.say(&copies_words::not_made(&error.to_string()));
        }
        ask_marks(context, &desk, &now)?;
    }
    if context.json {
        context.print_json(&ImportDocument::of(&report, args.dry_run))?;
    } else {
        context.print(&account::of(&report, args.dry_run, desk.units()))?;
    }
    if report.interrupted {
        context.say(&format!(
            "Interrupted: what was done is kept, about {left} files are left. Run the same command again to go on."
        ));
    }
    Ok(exit(&report))
}

/// Asks about two quick laps that nobody answered yet.
fn ask_marks(context: &Context, desk: &Desk, now: &jiff::ZonedDateTime) -> anyhow::Result<()> {
    let Some(store) = desk.store() else { return Ok(()) };
    let found = marks::marks(&store.laps_since(marks::since(now.timestamp()))?);
    for mark in marks::open(found, &desk.entries()?) {
        let day = spoken::date(mark.at.civil().date(), now.date());
        context.say(&diary_words::mark(spoken::span(mark.after_s), &day));
        context.say(&format!("  charley log cramp calf left --during-workout --at {}", mark.at));
    }
    Ok(())
}

pub(super) fn exit(report: &ImportReport) -> Exit {
    if report.interrupted {
        Exit::Interrupted
    } else if report.count(Status::Rejected) > 0 || report.is_in_vain() {
        Exit::Partly
    } else {
        Exit::Ok
    }
}
