//! `charley triage`: the red flags, asked in the terminal or read from a file; needs no database.

mod answers_file;
mod dialogue;
mod page;

use std::{
    io::{BufRead, IsTerminal as _},
    path::PathBuf,
};

use anyhow::Context as _;
use charley_domain::{
    entry::{EntrySource, Record},
    triage::TriageAnswers,
};

use self::dialogue::{Dialogue, Terminal};
use crate::cli::{Context, Exit, desk::Desk};
use charley_answers::triage::{self, FlagStanding, Profile, TriageDocument};
use charley_case as case;
use charley_speech::entry_draft::EntryDraft;

/// Arguments of `charley triage`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  charley triage                            four short lists, emergencies first
  charley triage --answers answers.json     {\"answers\":{\"RF01\":\"no\",\"RF02\":\"unknown\"}}
  charley triage --answers - --exit-code    20 when a red flag is present

The answers file: \"answers\" gives yes, no or unknown (not sure) for ids of
`charley evidence red-flags`; what is not in it stays open. Where a question has
kinds of yes (\"If ...\" in `charley evidence red-flags ID`), \"branches\" says
which, counted from 0: {\"answers\":{\"RF07\":\"yes\"},\"branches\":{\"RF07\":2}}.
Without a branch a yes means the most that its question stands for.

Answers are kept in the diary where there is one, list by list.")]
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
    let said = match &args.answers {
        Some(path) => {
            let said = answers_file::read(path)?;
            keep(context, &mut desk, &said);
            said
        }
        None if std::io::stdin().is_terminal() && !context.no_input && !context.json => {
            asked(context, &mut desk, &profile)?
        }
        None => FlagStanding::of(&desk.entries()?).current(&desk.now),
    };
    let again = FlagStanding::of(&desk.entries()?).again(&desk.now);
    let assessment = triage::assess(&said, &profile);
    let place = triage::place(&assessment, &profile, &desk.now);
    if context.json {
        context.print_json(&TriageDocument::of(&assessment, &again, &place))?;
    } else {
        context.print(&page::page(&assessment, (&again, desk.now.date()), &place))?;
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
    let effort = case::last_effort(&heads, &desk.now);
    Ok(Profile::of(&desk.person, &desk.entries()?, effort, desk.now.date()))
}

/// Keeps answers in the diary, where there is one. The questions work without, and what they mean is said also where they
/// cannot be kept.
fn keep(context: &Context, desk: &mut Desk, said: &TriageAnswers) {
    if desk.store().is_some() && !said.answers.is_empty() {
        let entry = EntryDraft::now(Record::Triage(said.clone()), &desk.now).into_entry(
            None,
            EntrySource::Terminal,
            &desk.now,
        );
        if let Err(error) = desk.keep(&entry) {
            context.say(&format!("charley: the answers are not kept: {error:#}"));
        }
    }
}

/// Asks list by list. Each answer is kept as it is given, so that Ctrl-C loses none.
fn asked(context: &Context, desk: &mut Desk, profile: &Profile) -> anyhow::Result<TriageAnswers> {
    let again = FlagStanding::of(&desk.entries()?).again(&desk.now);
    let today = desk.now.date();
    let mut keyboard = Keyboard { context, desk };
    Dialogue::new(profile, (&again, today)).ask(&mut keyboard)
}

/// A person at the keyboard.
struct Keyboard<'a> {
    context: &'a Context,
    desk: &'a mut Desk,
}

impl Terminal for Keyboard<'_> {
    fn say(&mut self, text: &str) -> anyhow::Result<()> {
        self.context.print(text)?;
        std::io::Write::flush(&mut anstream::stdout()).context("cannot write to standard output")
    }

    fn hear(&mut self) -> anyhow::Result<Option<String>> {
        let mut line = String::new();
        let bytes = std::io::stdin().lock().read_line(&mut line).context("cannot read the answer")?;
        Ok((bytes > 0).then(|| line.trim().to_owned()))
    }

    fn keep(&mut self, said: &TriageAnswers) {
        keep(self.context, self.desk, said);
    }
}
