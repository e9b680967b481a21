//! `charley now`: what to do with the cramp you have. The instruction comes first; on a terminal a key press ends and records it.

use std::{
    io::{BufRead, IsTerminal as _},
    sync::mpsc,
    time::{Duration, Instant},
};

use charley_domain::entry::{Cramp, EntrySource, Record};
use charley_evidence::Urgency;

use crate::{
    cli::{Context, Exit, desk::Desk, receipt},
    place::Place,
    relief::{Bounds, FLAGS_BY_S, HELP_AFTER_S, Kind, Relief, ReliefDocument, Site, relief},
    said::Said,
    spoken,
    triage::{self, Caution},
    typed,
    words::{message::fill, relief as say, triage as flags},
};

/// Arguments of `charley now`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  charley now                      where the last cramp was, else the calf
  charley now left foot
  charley now hamstrings --workout

Works without a diary. On a terminal Enter ends the cramp and records it.")]
pub(crate) struct Args {
    /// Muscle and side, in any order
    #[arg(num_args = 0.., value_name = "MUSCLE|SIDE")]
    site: Vec<String>,
    /// It came in a workout
    #[arg(long)]
    workout: bool,
}

pub(crate) fn run(context: &Context, args: Args) -> anyhow::Result<Exit> {
    let mut desk = Desk::open(context)?;
    let entries = desk.entries()?;
    let heads = desk.store().map(charley_store::Store::heads).transpose()?.unwrap_or_default();
    let today = desk.now.date();
    let profile = triage::Profile::of(&desk.person, &entries, triage::last_effort(&heads, &desk.now), today);
    let caution = Caution::of(&entries, &profile, &desk.now);
    let bounds = Bounds::of(&desk.person, &entries, (&profile, &caution, today));
    let mut site = Site::of_last(&entries);
    if !args.site.is_empty() {
        (site.muscle, site.side) = typed::site(&args.site)?;
    }
    if args.workout {
        site.kind = Kind::Workout;
    }
    let relief = relief(site, &bounds);
    if context.json {
        context.print_json(&ReliefDocument::of(&relief, &caution))?;
        return Ok(Exit::Ok);
    }
    context.print(&page(&relief, &caution))?;
    let live = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    if live && !context.no_input && !relief.steps.is_empty() {
        return wait(context, &mut desk, site);
    }
    Ok(Exit::Ok)
}

/// The steps in the terminal; what to do stands in the first line.
fn page(relief: &Relief, caution: &Caution) -> String {
    let mut text = String::new();
    for notice in caution.notices().into_iter().filter(|_| relief.steps.is_empty()) {
        text.push_str(&spoken::wrapped(&notice.text(), 0));
    }
    if let Some(first) = relief.steps.first() {
        for line in [first.instruction, first.how, ""] {
            text.push_str(&spoken::wrapped(line, 0));
        }
        text.push_str(&spoken::wrapped(say::CHECK, 0));
        text.push_str(&spoken::wrapped(say::ASK_TRIAGE, 0));
        text.push('\n');
    }
    for step in &relief.steps {
        text.push_str(&spoken::wrapped(&format!("- {} {} ({})", step.instruction, step.how, step.grade), 2));
        if let Some(who) = step.who_must_not {
            text.push_str(&spoken::wrapped(&format!("  {}", fill(say::NOT_WITH, &[("who", &who)])), 2));
        }
    }
    if !relief.steps.is_empty() {
        text.push('\n');
        for line in relief.left_out.iter().map(String::as_str).chain(say::NEVER) {
            text.push_str(&spoken::wrapped(line, 0));
        }
        text.push_str(&spoken::wrapped(&fill(say::FOR_THE_HELPER, &[("helper", &relief.helper)]), 0));
        text.push_str(&spoken::wrapped(say::TEN, 0));
        for notice in caution.notices() {
            text.push('\n');
            text.push_str(&spoken::wrapped(&notice.text(), 0));
        }
    }
    text
}

/// Waits for Enter, with the red flags before the second minute and help at ten; then keeps the cramp.
fn wait(context: &Context, desk: &mut Desk, site: Site) -> anyhow::Result<Exit> {
    let began = Instant::now();
    let started = desk.now.clone();
    context.say(&format!("\n{}", say::ENTER));
    let (press, pressed) = mpsc::channel();
    std::thread::spawn(move || {
        let mut line = String::new();
        // The end of the input ends the wait as a key does.
        let read = std::io::stdin().lock().read_line(&mut line);
        // Nobody listens any more once the verb has ended.
        press.send(matches!(read, Ok(bytes) if bytes > 0)).ok();
    });
    let place = Place::of(&desk.now);
    let call = flags::heading(Some(Urgency::SameDay), &place);
    let told = [
        (FLAGS_BY_S - 15, format!("{} {}", say::CHECK, say::ASK_TRIAGE)),
        (HELP_AFTER_S, format!("{} {call} {}", say::TEN, say::TEN_HOW)),
    ];
    for (at_s, line) in told {
        let left = Duration::from_secs(at_s.unsigned_abs()).saturating_sub(began.elapsed());
        match pressed.recv_timeout(left) {
            Err(mpsc::RecvTimeoutError::Timeout) => context.say(&format!("\n{}", spoken::wrapped(&line, 0))),
            Ok(true) => return keep(context, desk, (site, &started, began.elapsed())),
            _ => return Ok(Exit::Ok),
        }
    }
    match pressed.recv() {
        Ok(true) => keep(context, desk, (site, &started, began.elapsed())),
        _ => Ok(Exit::Ok),
    }
}

fn keep(
    context: &Context,
    desk: &mut Desk,
    (site, started, lasted): (Site, &jiff::Zoned, Duration),
) -> anyhow::Result<Exit> {
    let Site { muscle, side, kind } = site;
    let seconds = lasted.as_secs_f64().round();
    let cramp = Cramp {
        muscle,
        side,
        duration_s: Some(seconds as u32),
        pain: None,
        during_workout: kind == Kind::Workout,
        eased_by: Vec::new(),
    };
    let entry = Said::now(Record::Cramp(cramp), started).into_entry(None, EntrySource::Terminal, started);
    let recorded = desk.keep(&entry)?;
    context.say(&fill(say::LET_GO_AFTER, &[("time", &spoken::span(seconds))]));
    receipt::give(context, desk, &receipt::Receipt { entry, recorded, notes: Vec::new() })
}
