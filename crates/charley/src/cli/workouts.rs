//! `charley workouts`: what was recorded, what only the person can say of it, and what they took out.

use std::io::{BufRead as _, IsTerminal as _};

use charley_case::put_right::{self, OpenQuestion, Unclear, WorkoutsDocument};
use charley_domain::{person::Units, workout::ClockBasis};
use charley_speech::{correction as words, spoken};
use charley_store::{Emptied, Store, StoredHead, WholeHead};
use jiff::civil::Date;
use serde_json::json;

use crate::cli::{Context, Exit, Usage};

/// Workouts listed unless all are asked for.
const LISTED: usize = 30;

/// Arguments of `charley workouts`.
#[derive(Debug, clap::Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
#[command(after_help = "\
Examples:
  charley workouts                 the last 30, and what is open about them
  charley workouts --taken-out     what was deleted or is not yours
  charley workout 3f2a --sport run")]
pub(crate) struct Args {
    /// Every workout
    #[arg(long)]
    all: bool,
    /// Those that were deleted or are not yours
    #[arg(long, conflicts_with = "all")]
    taken_out: bool,
    /// Remove samples and files of what was taken out, for good
    #[arg(long, conflicts_with_all = ["all", "taken_out"])]
    empty: bool,
    /// Do not ask before emptying
    #[arg(long, requires = "empty")]
    yes: bool,
}

pub(crate) fn run(context: &Context, args: Args) -> anyhow::Result<Exit> {
    let mut store = context.diary()?;
    let person = store.person()?;
    let (today, units) = (context.now_of(&person).date(), person.spoken_units());
    if args.empty {
        return empty(context, &mut store, args.yes);
    }
    if context.json {
        context.print_json(&WorkoutsDocument::of(&store, today)?)?;
        return Ok(Exit::Ok);
    }
    let shown = |one: &&WholeHead| one.away.is_some() == args.taken_out;
    let all = store.all_heads()?;
    let chosen: Vec<&WholeHead> = all.iter().filter(shown).collect();
    let most = if args.all || args.taken_out { usize::MAX } else { LISTED };
    let mut text = String::new();
    for whole in chosen.iter().rev().take(most) {
        text.push_str(&row(whole, units));
    }
    if chosen.is_empty() {
        text.push_str(if args.taken_out { "Nothing is taken out.\n" } else { "No workouts yet.\n" });
    } else if chosen.len() > most {
        text.extend(["and ", &(chosen.len() - most).to_string(), " earlier: --all lists them\n"]);
    }
    if !args.taken_out {
        text.push_str(&asked(&store, today)?);
    }
    context.print(&text)?;
    Ok(Exit::Ok)
}

/// `3f2a…  2026-11-20 08:00  run  1:00:00  10.8 km  put right`.
pub(super) fn row(whole: &WholeHead, units: Units) -> String {
    let StoredHead { head, part_of, corrections, .. } = &whole.stored;
    let start = match head.clock {
        ClockBasis::NeverSet => "no date".to_owned(),
        ClockBasis::File | ClockBasis::Place | ClockBasis::Home | ClockBasis::Said => {
            head.start.civil().strftime("%Y-%m-%d %H:%M").to_string()
        }
    };
    let far = head.distance_m.map_or_else(|| "-".to_owned(), |m| spoken::far(m, units));
    let mut notes = Vec::new();
    notes.extend((!corrections.is_empty()).then_some("put right"));
    notes.extend(part_of.is_some().then_some("part of another"));
    let line = format!(
        "{:22} {start:17}{:12}{:>10}{far:>9}  {}",
        head.id.0,
        head.sport.word(),
        spoken::span(head.elapsed_s),
        notes.join(", ")
    );
    line.trim_end().to_owned() + "\n"
}

/// The open questions, each with what to type.
fn asked(store: &Store, today: Date) -> anyhow::Result<String> {
    let mut text = String::new();
    for question in put_right::questions(store)? {
        text.push('\n');
        text.push_str(&spoken::wrapped(&question.sentence(today), 0));
        for line in commands(&question) {
            text = text + "  charley workout " + &line + "\n";
        }
    }
    Ok(text)
}

fn commands(question: &OpenQuestion) -> Vec<String> {
    let first = &question.first.head.id;
    let second = question.second.as_ref().map(|one| &one.head.id);
    match (question.asked, second) {
        (Unclear::ZoneShift, Some(second)) => vec![
            format!("{first} --same-as {second}        one workout; the first clock was right"),
            format!("{second} --same-as {first}        one workout; the second clock was right"),
            format!("{first} --not-same-as {second}    two workouts"),
        ],
        (Unclear::Overlap, Some(second)) => vec![
            format!("{first} --same-as {second}        one workout"),
            format!("{first} --not-same-as {second}    two workouts"),
        ],
        _ => vec![format!("{first} --start \"2026-11-22 08:12\"")],
    }
}

fn empty(context: &Context, store: &mut Store, yes: bool) -> anyhow::Result<Exit> {
    if !yes {
        if context.no_input || !std::io::stdin().is_terminal() {
            return Err(Usage("emptying asks first, and nobody can answer here: say --yes".to_owned()).into());
        }
        context.say(&format!("{} Type empty to go on.", words::EMPTY_HOW));
        let mut line = String::new();
        std::io::stdin().lock().read_line(&mut line)?;
        if line.trim() != "empty" {
            context.say("Nothing was removed.");
            return Ok(Exit::Failed);
        }
    }
    let emptied = store.empty_away()?;
    if context.json {
        let Emptied { workouts, files } = emptied;
        context.print_json(
            &json!({ "schema": "charley.workouts/1", "emptied": workouts, "emptied_files": files }),
        )?;
        return Ok(Exit::Ok);
    }
    let said = match emptied {
        Emptied { workouts: 0, files: 0 } => words::NOTHING_TO_EMPTY.to_owned(),
        Emptied { workouts: 0, files } => words::emptied_files(files),
        Emptied { workouts, .. } => words::emptied(workouts),
    };
    context.print(&spoken::wrapped(&said, 0))?;
    Ok(Exit::Ok)
}
