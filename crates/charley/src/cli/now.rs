//! `charley now`: what to do with the cramp you have. The instruction comes first; on a terminal a key press ends and records it.

use std::{
    io::{BufRead, IsTerminal as _},
    sync::mpsc,
    time::{Duration, Instant},
};

use charley_domain::entry::{Cramp, EntrySource, Record};

use crate::cli::{Context, Exit, desk::Desk, receipt};
use charley_answers::{
    notice::Notice,
    now::{
        Aftercare, Bounds, FLAGS_BY_S, HELP_AFTER_S, Relief, ReliefDocument, ReliefStep, aftercare, relief,
        words::{self as say, aftercare as after},
    },
    triage::{self, Caution, words as flags},
};
use charley_case as case;
use charley_speech::{
    entry_draft::EntryDraft,
    message::Message,
    place::Place,
    site::{CrampOccasion, Site},
    spoken, typed,
};

/// Arguments of `charley now`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  charley now                      where the last cramp was, else the calf
  charley now left foot
  charley now hip front            front and back of the hip differ
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
    let mut desk = Desk::at_the_bedside(context)?;
    let entries = desk.entries()?;
    let heads = desk.store().map(charley_store::Store::heads).transpose()?.unwrap_or_default();
    let today = desk.now.date();
    let profile = triage::Profile::of(&desk.person, &entries, case::last_effort(&heads, &desk.now), today);
    let caution = Caution::of(&entries, &profile, &desk.now);
    let bounds = Bounds::of(&desk.person, &entries, &profile, &caution, today);
    let mut site = Site::of_last(&entries);
    if !args.site.is_empty() {
        let typed::ReliefSite { muscle, side, hip } = typed::site_of_relief(&args.site)?;
        (site.muscle, site.side, site.hip) = (muscle, side, hip);
    }
    if args.workout {
        site.kind = CrampOccasion::Workout;
    }
    let relief = relief(site, &bounds, aftercare(&desk.person, today));
    if context.json {
        context.print_json(&ReliefDocument::of(&relief, &caution))?;
        return Ok(Exit::Ok);
    }
    context.print(&page(&relief, &caution))?;
    let live = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    if live && !context.no_input && !relief.steps.is_empty() {
        return wait(context, &mut desk, (&relief, caution.place));
    }
    Ok(Exit::Ok)
}

/// The steps in the terminal. What to do stands in the first line; a call that a red flag asks for stands before it.
fn page(relief: &Relief, caution: &Caution) -> String {
    let notices = caution.notices();
    let (first, last): (Vec<&Notice>, Vec<&Notice>) = notices.iter().partition(|notice| notice.is_first());
    let mut text: String = first.iter().map(|notice| spoken::wrapped(&notice.text(), 0)).collect();
    if let Some(step) = relief.steps.first() {
        text.push_str(if first.is_empty() { "" } else { "\n" });
        text.push_str(&lines([step.instruction, step.how]));
        if let Some(who) = step.who_must_not {
            text.push_str(&spoken::wrapped(who, 0));
        }
        text.push_str(&lines(relief.at_once.iter().copied()));
        text.push('\n');
        text.push_str(&lines([&*say::CHECK, say::ASK_TRIAGE]));
        if caution.assessment.findings.is_empty() {
            text.push_str(&spoken::wrapped(&say::COMMON, 0));
        }
        text.push('\n');
        text.push_str(&rest(relief));
    } else {
        text.push('\n');
        text.push_str(&lines(relief.at_once.iter().copied()));
        text.push_str(&lines(left_out(relief).iter().map(String::as_str).chain([say::ENDED_AGAIN])));
    }
    for notice in last {
        text.push('\n');
        text.push_str(&spoken::wrapped(&notice.text(), 0));
    }
    text
}

/// Why steps are not here.
fn left_out(relief: &Relief) -> Vec<String> {
    relief.left_out.iter().map(ToString::to_string).collect()
}

/// What is done while the stretch is held, and what stands beside it.
fn rest(relief: &Relief) -> String {
    let mut text = String::new();
    for step in &relief.steps[1..] {
        text.push_str(&item(&format!("{} {}", step.instruction, step.how), step.who_must_not));
    }
    let helper = say::for_the_helper(relief.helper);
    text.push('\n');
    text.push_str(&lines(left_out(relief).iter().map(String::as_str).chain(say::NEVER.map(Message::text))));
    text.push_str(&lines([helper.as_str(), say::TEN.text()]));
    text.push_str(&care(&relief.after));
    text.push('\n');
    text.push_str(&spoken::wrapped(&say::HOW_SURE, 0));
    for sure in relief.steps.iter().map(ReliefStep::sure) {
        text.push_str(&item(&sure, None));
    }
    text
}

/// What eases soreness once it let go.
fn care(after: &[Aftercare]) -> String {
    if after.is_empty() {
        return String::new();
    }
    let mut text = format!("\n{}", lines([say::LET_GO_THEN.text()]));
    for care in after {
        text.push_str(&item(&care.deed, Some(&care.who_must_not)));
    }
    text + &spoken::wrapped(&after::STAYS, 0)
}

fn item(text: &str, who_must_not: Option<&str>) -> String {
    let mut item = spoken::wrapped(&format!("- {text}"), 2);
    if let Some(who) = who_must_not {
        item.push_str(&spoken::wrapped(&format!("  {who}"), 2));
    }
    item
}

fn lines<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    texts.into_iter().map(|text| spoken::wrapped(text, 0)).collect()
}

/// Waits for Enter, with the red flags before the second minute and help at ten; then keeps the cramp.
fn wait(context: &Context, desk: &mut Desk, (relief, place): (&Relief, Place)) -> anyhow::Result<Exit> {
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
    let call = flags::today(&place);
    let told = [
        (FLAGS_BY_S - 15, format!("{} {}", say::CHECK, say::ASK_TRIAGE)),
        (HELP_AFTER_S, format!("{} {call} {}", say::TEN, say::TEN_HOW)),
    ];
    for (at_s, line) in told {
        let left = Duration::from_secs(at_s.unsigned_abs()).saturating_sub(began.elapsed());
        match pressed.recv_timeout(left) {
            Err(mpsc::RecvTimeoutError::Timeout) => context.say(&format!("\n{}", spoken::wrapped(&line, 0))),
            Ok(true) => return keep(context, desk, relief, &started, began.elapsed()),
            _ => return Ok(Exit::Ok),
        }
    }
    match pressed.recv() {
        Ok(true) => keep(context, desk, relief, &started, began.elapsed()),
        _ => Ok(Exit::Ok),
    }
}

fn keep(
    context: &Context,
    desk: &mut Desk,
    relief: &Relief,
    started: &jiff::ZonedDateTime,
    lasted: Duration,
) -> anyhow::Result<Exit> {
    let Site { muscle, side, kind, .. } = relief.site;
    let seconds = lasted.as_secs_f64().round();
    let cramp = Cramp {
        duration_s: Some(seconds as u32),
        during_workout: kind == CrampOccasion::Workout,
        ..Cramp::of(muscle, side)
    };
    let entry =
        EntryDraft::now(Record::Cramp(cramp), started).into_entry(None, EntrySource::Terminal, started);
    let recorded = desk.keep(&entry)?;
    context.say(&say::let_go_after(spoken::span(seconds)));
    context.say(&format!("{}{}", spoken::wrapped(&after::REST, 0), care(&relief.after)));
    receipt::give(context, desk, &receipt::Receipt { entry, recorded, notes: Vec::new() })
}
