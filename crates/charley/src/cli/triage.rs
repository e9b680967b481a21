//! `charley triage`: the red flags, asked in the terminal or read from a file; needs no database.

use std::{
    io::{BufRead, IsTerminal as _, Read as _},
    path::PathBuf,
};

use anyhow::Context as _;
use charley_domain::{
    entry::{EntrySource, Record},
    triage::{RedFlagAnswer, TriageAnswers},
};
use charley_evidence::{Outcome, RedFlag, Urgency, evidence};

use crate::{
    cli::{Context, Exit, Usage, desk::Desk},
    place::Place,
    said::Said,
    spoken,
    triage::{self, Assessment, Profile, Stage, Standing, TriageDocument},
    words::{message::fill, triage as words},
};

/// Arguments of `charley triage`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  charley triage                            asks, emergencies first
  charley triage --answers answers.json     {\"answers\":{\"RF01\":\"no\",\"RF02\":\"yes\"}}
  charley triage --answers - --exit-code    20 when a red flag is present

Answers are kept in the diary where there is one.")]
pub(crate) struct Args {
    /// Answers as JSON, '-' for standard input: yes, no or unknown for each id of `charley evidence red-flags`
    #[arg(long, value_name = "FILE")]
    answers: Option<PathBuf>,
    /// End with 20 when a red flag is present
    #[arg(long)]
    exit_code: bool,
}

pub(crate) fn run(context: &Context, args: Args) -> anyhow::Result<Exit> {
    let mut desk = Desk::at_the_bedside(context)?;
    let profile = profile(&desk)?;
    let place = Place::of(&desk.now);
    let said = match &args.answers {
        Some(path) => {
            let said = read(path)?;
            keep(context, &mut desk, &said);
            said
        }
        None if std::io::stdin().is_terminal() && !context.no_input && !context.json => {
            asked(context, &mut desk, &profile)?
        }
        None => Standing::of(&desk.entries()?).current(&desk.now),
    };
    let assessment = triage::assess(&said, &profile);
    if context.json {
        context.print_json(&TriageDocument::of(&assessment, &place))?;
    } else {
        context.print(&page(&assessment, &place))?;
    }
    Ok(match assessment.action() {
        Some(_) if args.exit_code => Exit::RedFlag,
        None if said.answers.is_empty() => Exit::TooLittle,
        _ => Exit::Ok,
    })
}

/// What of the person decides which questions come first.
fn profile(desk: &Desk) -> anyhow::Result<Profile> {
    let heads = desk.store().map(charley_store::Store::heads).transpose()?.unwrap_or_default();
    let effort = triage::last_effort(&heads, &desk.now);
    Ok(Profile::of(&desk.person, &desk.entries()?, effort, desk.now.date()))
}

fn read(path: &std::path::Path) -> anyhow::Result<TriageAnswers> {
    let shown = path.display();
    let text = if path.as_os_str() == "-" {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).context("cannot read the answers from standard input")?;
        text
    } else {
        std::fs::read_to_string(path).with_context(|| format!("cannot read the answers in {shown}"))?
    };
    let said: TriageAnswers = serde_json::from_str(&text).map_err(|error| {
        Usage(format!(
            "{shown} holds no answers ({error}): write {{\"answers\":{{\"RF01\":\"yes\"}}}} with yes, no or unknown"
        ))
    })?;
    let unknown =
        said.answers.keys().chain(said.branches.keys()).find(|id| evidence().red_flag(id).is_none());
    if let Some(id) = unknown {
        let last = evidence().red_flags.last().map_or("", |flag| flag.id.as_str());
        return Err(Usage(format!("{shown} answers {id:?}, which is no red flag: use RF01 to {last}")).into());
    }
    let beyond = said
        .branches
        .iter()
        .find(|(id, branch)| evidence().red_flag(id).is_none_or(|flag| **branch >= flag.branches.len()));
    if let Some((id, branch)) = beyond {
        return Err(Usage(format!(
            "{shown} names branch {branch} of {id}, which has fewer: count them from 0"
        ))
        .into());
    }
    Ok(said)
}

/// Keeps answers in the diary, where there is one. The questions work without, and what they mean is said also where they
/// cannot be kept.
fn keep(context: &Context, desk: &mut Desk, said: &TriageAnswers) {
    if desk.store().is_some() && !said.answers.is_empty() {
        let entry = Said::now(Record::Triage(said.clone()), &desk.now).into_entry(
            None,
            EntrySource::Terminal,
            &desk.now,
        );
        if let Err(error) = desk.keep(&entry) {
            context.say(&format!("charley: the answers are not kept: {error:#}"));
        }
    }
}

/// Asks list by list; an emergency yes ends the questions.
fn asked(context: &Context, desk: &mut Desk, profile: &Profile) -> anyhow::Result<TriageAnswers> {
    let mut said = TriageAnswers::default();
    for stage in Stage::ALL {
        let mut here = TriageAnswers::default();
        context.print(&format!("\n{}\n", heading(stage)))?;
        for flag in stage.questions(profile) {
            let Some(answer) = choose(context, &format!("{} [y/n/?] ", flag.question), &answer_of)? else {
                keep(context, desk, &here);
                said.update(&here);
                return Ok(said);
            };
            here.answers.insert(flag.id.clone(), answer);
            if answer == RedFlagAnswer::Yes {
                ask_kind(context, flag, &mut here)?;
                let most = triage::assess(&here, profile).action();
                if most == Some(Urgency::Emergency) {
                    keep(context, desk, &here);
                    said.update(&here);
                    return Ok(said);
                }
            }
        }
        keep(context, desk, &here);
        said.update(&here);
    }
    Ok(said)
}

fn ask_kind(context: &Context, flag: &RedFlag, here: &mut TriageAnswers) -> anyhow::Result<()> {
    let kinds = triage::kinds(flag);
    if kinds.is_empty() {
        return Ok(());
    }
    let lines = kinds.iter().map(|(branch, of)| {
        format!("    {}  {}\n", branch + 1, words::kind(&flag.id, *branch).unwrap_or(&of.when))
    });
    let question = format!("  {}\n{}  Number: ", words::ASK_KIND, lines.collect::<Vec<_>>().concat());
    let count = kinds.len();
    let number = |text: &str| text.parse().ok().filter(|number: &usize| (1..=count).contains(number));
    if let Some(number) = choose(context, &question, &number)? {
        here.branches.insert(flag.id.clone(), number - 1);
        if let Outcome::Ask(other) = &kinds[number - 1].1.outcome {
            let Some(other) = evidence().red_flag(other) else { return Ok(()) };
            if let Some(answer) = choose(context, &format!("  {} [y/n/?] ", other.question), &answer_of)? {
                here.answers.insert(other.id.clone(), answer);
            }
        }
    }
    Ok(())
}

fn answer_of(text: &str) -> Option<RedFlagAnswer> {
    text.parse().ok()
}

const fn heading(stage: Stage) -> &'static str {
    match stage {
        Stage::Now => words::ASK_NOW,
        Stage::Effort => words::ASK_EFFORT,
        Stage::Today => words::ASK_TODAY,
        Stage::Soon => words::ASK_SOON,
    }
}

/// Asks until an answer is understood; `None` when the input ended.
fn choose<T>(
    context: &Context,
    question: &str,
    read: &dyn Fn(&str) -> Option<T>,
) -> anyhow::Result<Option<T>> {
    loop {
        context.print(question)?;
        std::io::Write::flush(&mut anstream::stdout()).context("cannot write to standard output")?;
        let mut line = String::new();
        if std::io::stdin().lock().read_line(&mut line).context("cannot read the answer")? == 0 {
            return Ok(None);
        }
        if let Some(answer) = read(line.trim()) {
            return Ok(Some(answer));
        }
        context.print(&format!("  {}\n", words::HOW_TO_ANSWER))?;
    }
}

/// The assessment in the terminal: what to do first.
fn page(assessment: &Assessment, place: &Place) -> String {
    let open = assessment.unanswered.len();
    let Some(action) = assessment.action() else {
        let first = if open == evidence().red_flags.len() { words::NOTHING_YET } else { words::NOTHING };
        return spoken::wrapped(first, 0) + &unanswered(open);
    };
    let mut text = spoken::wrapped(&words::heading(Some(action), place), 0);
    for finding in &assessment.findings {
        text.push('\n');
        text.push_str(&spoken::wrapped(&format!("{}  {}", finding.flag.id, finding.flag.question), 6));
        text.push_str(&spoken::wrapped(
            &format!("      {}", words::heading(Some(finding.urgency), place)),
            6,
        ));
        for deed in words::deeds(&finding.flag.id, finding.urgency) {
            text.push_str(&spoken::wrapped(&format!("      {deed}"), 6));
        }
        if finding.lowered {
            text.push_str(&spoken::wrapped(&format!("      {}", words::NOT_SURE_IS_YES), 6));
        }
    }
    text + "\n" + &unanswered(open)
}

fn unanswered(open: usize) -> String {
    let of = evidence().red_flags.len();
    match open {
        0 => fill(words::ALL_ANSWERED, &[("n", &of)]) + "\n",
        open => fill(words::UNANSWERED, &[("open", &open), ("n", &of)]) + "\n",
    }
}
