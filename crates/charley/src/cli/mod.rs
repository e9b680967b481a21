//! The command line: one file a verb, each with its arguments and its `run`.
#![allow(clippy::needless_pass_by_value, reason = "every verb is called in the same way")]

mod chart;
mod completions;
mod context;
mod data;
mod demo;
mod desk;
mod devices;
mod diary;
mod doctor;
mod evidence;
mod exit;
mod exposures;
mod forecast;
mod import;
mod lab;
mod lock;
mod log;
mod man;
mod now;
mod open;
mod page;
mod person;
mod plan;
mod receipt;
mod report;
mod see;
mod serve;
mod teams;
mod triage;
mod trial;
mod undo;
mod weather;
mod why;
mod workout;
mod workouts;

use std::{ffi::OsString, process::ExitCode};

use clap::{Parser, Subcommand};

pub(crate) use context::{Context, Global};
pub(crate) use exit::{Exit, Usage};

/// What to type stands before what there is.
const HELP: &str = "\
{about}

Examples:
  charley demo                              all of it, on a synthetic person
  charley import ~/Downloads/export.zip     your workouts, from any watch
  charley now                               I have a cramp: what do I do?
  charley log cramp left calf --at 03:12    a cramp
  charley log none                          no cramp last night
  charley why                               what goes along with my cramps?

{usage-heading} {usage}

{all-args}";

/// A diary of leg cramps and a reader of published evidence, for adults. It shows what goes along with your cramps.
#[derive(Debug, Parser)]
#[command(name = "charley", version, max_term_width = 80, arg_required_else_help = true, help_template = HELP)]
pub(crate) struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Show the whole of Charley on a synthetic person; needs no input
    Demo(demo::Args),
    /// Say who you are, as far as you like
    Person(person::Args),
    /// Bring in workout files: FIT, TCX, GPX, .gz, .zip, folders, a Strava export
    Import(import::Args),
    /// Ask a weather service how warm your days were; asks you first
    Weather(weather::Args),
    /// Record a cramp, a quiet night, a drink, a medicine, ...
    Log(log::Args),
    /// Take the last entry back, or any by its id
    Undo(undo::Args),
    /// Recorded workouts, what is open about them, what was taken out
    Workouts(workouts::Args),
    /// Put a recorded workout right: sport, start, length, not mine, a cramp in it
    Workout(workout::Args),
    /// Show what was recorded; unknown nights stay gaps
    Diary(diary::Args),
    /// What goes along with my cramps?
    Why(why::Args),
    /// The page for the doctor: counts, medicines, warning signs, what was tried
    Report(report::Args),
    /// Of 100 nights like tonight, how many bring a cramp?
    Forecast(forecast::Args),
    /// A workout or race ahead: what goes along with cramps there, the most to drink, a wrist card
    Plan(plan::Args),
    /// My nights with and without a remedy, by the coin: a trial of one person
    Trial(trial::Args),
    /// Show what each night and workout exposed you to, and how that is known
    Exposures(exposures::Args),
    /// I have a cramp: what to do first, with a timer
    Now(now::Args),
    /// Warning signs: when to call, as public health services put it
    Triage(triage::Args),
    /// Browse the published evidence and the article's claims
    Evidence(evidence::Args),
    /// See how a cramp works: the motor pool and its muscle, simulated
    See(see::Args),
    /// Every model as a tool: a table in, a table out
    Lab(lab::Args),
    /// Open Charley in the browser, on this machine only
    Serve(serve::Args),
    /// Print a new link to the Charley that runs
    Open(open::Args),
    /// Who is let in: list them, lock them out, take back what they sent
    Devices(devices::Args),
    /// A passphrase before the diary in a browser, never before relief
    Lock(lock::Args),
    /// Back up, restore, export, verify or wipe everything
    Data(data::Args),
    /// Check this installation; shows no health data
    Doctor(doctor::Args),
    /// Print completions for a shell
    Completions(completions::Args),
    /// Write the manual pages into a folder
    #[command(hide = true)]
    Man(man::Args),
}

/// The command line, with the help of every verb.
pub fn command() -> clap::Command {
    <Cli as clap::CommandFactory>::command()
}

/// Runs the command that `args` name (the first is the program) and gives the exit code of the contract.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => return exit::of_usage(&error),
    };
    let context = match Context::new(cli.global) {
        Ok(context) => context,
        Err(error) => return exit::of_failure(&error),
    };
    let result = match cli.verb {
        Verb::Demo(args) => demo::run(&context, args),
        Verb::Person(args) => person::run(&context, args),
        Verb::Import(args) => import::run(&context, args),
        Verb::Weather(args) => weather::run(&context, args),
        Verb::Log(args) => log::run(&context, args),
        Verb::Undo(args) => undo::run(&context, args),
        Verb::Workouts(args) => workouts::run(&context, args),
        Verb::Workout(args) => workout::run(&context, args),
        Verb::Diary(args) => diary::run(&context, args),
        Verb::Why(args) => why::run(&context, args),
        Verb::Report(args) => report::run(&context, args),
        Verb::Forecast(args) => forecast::run(&context, args),
        Verb::Plan(args) => plan::run(&context, args),
        Verb::Trial(args) => trial::run(&context, args),
        Verb::Exposures(args) => exposures::run(&context, args),
        Verb::Now(args) => now::run(&context, args),
        Verb::Triage(args) => triage::run(&context, args),
        Verb::Evidence(args) => evidence::run(&context, args),
        Verb::See(args) => see::run(&context, args),
        Verb::Lab(args) => lab::run(&context, args),
        Verb::Serve(args) => serve::run(&context, args),
        Verb::Open(args) => open::run(&context, &args),
        Verb::Devices(args) => devices::run(&context, args),
        Verb::Lock(args) => lock::run(&context, args),
        Verb::Data(args) => data::run(&context, args),
        Verb::Doctor(args) => doctor::run(&context, args),
        Verb::Completions(args) => completions::run(&context, args),
        Verb::Man(args) => man::run(&context, args),
    };
    match result {
        Ok(exit) => exit.into(),
        Err(error) => exit::of_failure(&error),
    }
}
