//! `charley demo`: the whole of Charley on a synthetic person, and at the end the book with the truth.

mod book;
mod phone;
mod steps;

use std::{
    fs,
    path::{Path, PathBuf},
    process,
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::Duration,
};

use anyhow::Context as _;
use charley_body::weigh_in::SweatFactor;
use charley_domain::night::NightOf;
use charley_infer::naming::NamingVerdict;
use charley_store::DATABASE_FILE;
use jiff::{ZonedDateTime, tz::TimeZone};
use serde::Serialize;

use crate::{
    cli::{Context, Exit, Usage},
    demo::{
        Config,
        stage::{self, Stage, Stopped},
    },
};
use charley_answers::{
    forecast::{self as prevent, Ahead, ForecastDocument},
    why::{self as explain, CrampsTold, ExplanationDocument},
};
use charley_web::Server;

/// Seed of the person that is shown where none is asked for.
const SEED: u64 = 7;
/// A port of its own, so that the demo never stands where the person's own app is expected.
const ANY_PORT: u16 = 0;
/// How often, and after how long each time, the temporary folder is removed until it is gone.
const MOST_TRIES: u32 = 40;
const BETWEEN_TRIES: Duration = Duration::from_millis(50);

/// Arguments of `charley demo`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  charley demo                     make a person, answer, open the app
  charley demo --no-serve          the same without the app
  charley demo --keep ~/charley-demo

Two persons are made from the seed. One runs, keeps a diary and has three true
triggers that are told at the end; the app opens with this one. The other types
nothing: a phone, a scale, a weather file and one tap a morning.
Your own diary is not touched.")]
pub(crate) struct Args {
    /// End after the answer, without serving the app
    #[arg(long)]
    no_serve: bool,
    /// Decides who is made: the same seed, day and version give the same person
    #[arg(long, value_name = "N", default_value_t = SEED)]
    seed: u64,
    /// Keep the workout files and the database in this folder [default: a temporary one, removed at the end]
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
    /// Make only one of the two
    #[arg(long, value_name = "WHO")]
    person: Option<DemoPerson>,
    /// A smaller person with short workouts, for tests
    #[arg(long, hide = true)]
    small: bool,
}

/// Who is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum DemoPerson {
    /// Runs and rides, and keeps a diary
    Athlete,
    /// Types nothing but one tap a morning
    Phone,
}

/// `charley.demo/1`.
#[derive(Debug, Serialize)]
struct DemoDocument<'a> {
    schema: &'static str,
    seed: u64,
    why: &'a ExplanationDocument,
    forecast: &'a ForecastDocument,
    truth: Vec<String>,
    named: Vec<String>,
    sweat_factor: SweatDocument,
    trial: TrialTruth<'a>,
    plan: &'a charley_answers::plan::Plan,
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<phone::PhoneDocument<'a>>,
}

/// The finished trial beside what was true of it.
#[derive(Debug, Serialize)]
struct TrialTruth<'a> {
    truth_ratio: f64,
    found: &'a charley_answers::trial::document::TrialDocument,
}

/// How the person truly sweats against the usual, and what Charley believes.
#[derive(Debug, Serialize)]
struct SweatDocument {
    truth: f64,
    q10: Option<f64>,
    q50: Option<f64>,
    q90: Option<f64>,
    weighings: u32,
}

pub(crate) fn run(context: &Context, args: Args) -> anyhow::Result<Exit> {
    let now = context.now.with_time_zone(TimeZone::UTC);
    let keep = args.keep.as_deref().or(context.typed_dir.as_deref());
    let (temporary, folder) = folder(keep)?;
    listen_for_interrupt()?;
    match made_and_told(context, &args, (&folder, &now)) {
        Err(error) if error.is::<Stopped>() => return Ok(Exit::Interrupted),
        told => told?,
    }
    if args.no_serve {
        if let Some(folder) = keep {
            context.say(&format!("Kept: charley --data {} why", folder.display()));
        }
        return Ok(Exit::Ok);
    }
    let served = serve(context, &folder);
    remove(temporary);
    served
}

/// Removes the temporary folder. A copy of the diary that is just being made may put a file in while the folder goes.
fn remove(temporary: Option<tempfile::TempDir>) {
    let Some(temporary) = temporary else { return };
    for _ in 0..MOST_TRIES {
        if fs::remove_dir_all(temporary.path()).is_ok() || !temporary.path().exists() {
            return;
        }
        thread::sleep(BETWEEN_TRIES);
    }
}

/// Makes who is wanted in the folder and prints what Charley says of them.
fn made_and_told(
    context: &Context,
    args: &Args,
    (folder, now): (&Path, &ZonedDateTime),
) -> anyhow::Result<()> {
    let mut steps = steps::Steps::new(context);
    let at = |folder| Stage { folder, now, stop: &STOP };
    if args.person == Some(DemoPerson::Phone) {
        let made = phone::made(args, &at(folder), &mut steps)?;
        return phone::tell(context, &made);
    }
    let config = config(args, now);
    let made = stage::make(config, &at(folder), &mut steps)?;
    let why = explain::explain(&made.case, &made.what_ifs, CrampsTold::Every);
    let forecast = prevent::forecast(&made.case, &Ahead::Night(made.case.tonight()));
    steps.first_answer();
    let second = match args.person {
        None => Some(phone::made(args, &at(&folder.join(phone::FOLDER)), &mut steps)?),
        Some(_) => None,
    };
    let book = book::Book { seed: args.seed, config, made: &made, why: &why, forecast: &forecast };
    if context.json {
        let phone = second.as_ref().map(phone::document);
        return context.print_json(&DemoDocument { phone, ..document(&book) });
    }
    context.print(&book.text(context))?;
    second.map_or(Ok(()), |second| phone::tell(context, &second))
}

/// Set by Ctrl-C: what is under way is finished, and the temporary folder removed.
static STOP: AtomicBool = AtomicBool::new(false);

fn listen_for_interrupt() -> anyhow::Result<()> {
    ctrlc::set_handler(|| {
        // Whoever asks twice does not want to wait.
        if STOP.swap(true, Ordering::Relaxed) {
            process::exit(i32::from(Exit::Interrupted as u8));
        }
    })
    .context("cannot listen for Ctrl-C")
}

fn document<'a>(book: &book::Book<'a>) -> DemoDocument<'a> {
    DemoDocument {
        schema: "charley.demo/1",
        seed: book.seed,
        why: book.why,
        forecast: book.forecast,
        truth: book.made.truth.iter().map(|trigger| trigger.id.to_string()).collect(),
        named: named(book.why),
        sweat_factor: sweat(book.made),
        trial: TrialTruth { truth_ratio: crate::demo::trial::TRUE_RATIO, found: &book.made.trial },
        plan: &book.made.race.plan,
        phone: None,
    }
}

fn sweat(made: &stage::Made) -> SweatDocument {
    let believed = believed(made);
    SweatDocument {
        truth: made.sweat,
        q10: believed.map(|factor| factor.interval80().0),
        q50: believed.map(|factor| factor.median),
        q90: believed.map(|factor| factor.interval80().1),
        weighings: believed.map_or(0, |factor| factor.weighings),
    }
}

/// What Charley believes of the person's sweat after their weighings.
fn believed(made: &stage::Made) -> Option<SweatFactor> {
    made.case.body.as_ref()?.learned.last().map(|last| last.after)
}

/// Triggers that Charley calls likely the person's own.
fn named(why: &ExplanationDocument) -> Vec<String> {
    why.triggers
        .iter()
        .filter(|report| report.verdict == NamingVerdict::LikelyYours)
        .map(|report| report.id.to_string())
        .collect()
}

/// The last night that has been answered: before eight in the morning last night has not been yet.
fn last_answered(now: &ZonedDateTime) -> NightOf {
    let last_night = NightOf::last(now.datetime());
    if now.hour() < 8 { last_night.before() } else { last_night }
}

fn config(args: &Args, now: &ZonedDateTime) -> Config {
    let until = last_answered(now);
    let make = if args.small { Config::small } else { Config::demo };
    make(args.seed, until.date())
}

/// Where everything is kept: the folder that was named, or a temporary one that goes away with the guard.
fn folder(keep: Option<&Path>) -> anyhow::Result<(Option<tempfile::TempDir>, PathBuf)> {
    let Some(keep) = keep else {
        let temporary = tempfile::Builder::new().prefix("charley-demo-").tempdir();
        let temporary = temporary.context("cannot make a temporary folder: name one with --keep DIR")?;
        let path = temporary.path().to_owned();
        return Ok((Some(temporary), path));
    };
    if keep.join(DATABASE_FILE).exists() {
        let message = format!(
            "{} holds a database already, and a synthetic person does not belong in a diary: name a new folder",
            keep.display()
        );
        return Err(Usage(message).into());
    }
    Ok((None, keep.to_owned()))
}

/// The app on the synthetic person, until Ctrl-C.
fn serve(context: &Context, folder: &Path) -> anyhow::Result<Exit> {
    let server = Server::bind(folder, ANY_PORT, context.now.clone())?;
    context.say(
        "The app with this person is open on this machine only, until Ctrl-C. Open this link; it works once:",
    );
    context.say(server.link());
    server.run()?;
    Ok(Exit::Ok)
}
