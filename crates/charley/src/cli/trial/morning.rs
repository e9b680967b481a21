//! `charley trial next`: the answer about a night, what is expected, and what is drawn for tonight.

use uuid::Uuid;

use super::{WhichTrial, ask, keep, open, refused, show, was_written};
use crate::cli::{Context, Exit, Usage};
use charley_answers::trial::{
    answer::{self, Morning},
    document::TrialDocument,
    words,
};
use charley_case::trial::{TrialRecords, TrialStage};
use charley_speech::{entry_draft, spoken, typed};

/// Arguments of `charley trial next`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Cramps in the night: a number, or unknown; without it the diary speaks
    #[arg(long, value_name = "N|unknown")]
    cramps: Option<String>,
    /// Twinges in the night, where they count; without it the diary speaks
    #[arg(long, value_name = "N|unknown")]
    twinges: Option<String>,
    /// Whether the night went as drawn
    #[arg(long, value_name = "yes|no|unknown")]
    as_drawn: Option<String>,
    /// How much it bothered you, 0 to 10
    #[arg(long, value_name = "0-10", value_parser = clap::value_parser!(u8).range(0..=10))]
    bother: Option<u8>,
    /// Anything else about the night
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// How much you expect it to help in the coming period, 0 to 10, or open
    #[arg(long, value_name = "0-10|open")]
    expect: Option<String>,
    /// The night that began on this date [default: last night]
    #[arg(long, value_name = "DATE")]
    night: Option<String>,
    /// Correct what was answered for that night before
    #[arg(long)]
    again: bool,
    /// Identity of this answer: the same again changes nothing
    #[arg(long, value_name = "UUID")]
    id: Option<Uuid>,
}

pub(super) fn run(context: &Context, args: Args) -> anyhow::Result<Exit> {
    let (mut store, records) = open(context)?;
    if records.current().is_none() {
        return Err(refused(answer::NotWritten::NoTrial).into());
    }
    let id = args.id.unwrap_or_else(|| entry_draft::new_id(&records.now));
    let mut records = records;
    if !was_written(&store, id)? {
        if let Some(morning) = said_of_night(context, &args, &records)? {
            keep(&mut store, &answer::morning(&records, &morning, id).map_err(refused)?)?;
        } else {
            keep(&mut store, &answer::look(&records).map_err(refused)?)?;
        }
        records = TrialRecords::read(&store, records.now)?;
        if let Some(typed) = said_to_expect(context, &args, &records) {
            let of_period = Uuid::from_u128(id.as_u128() ^ 2);
            let expects = expectation(&typed)?;
            keep(&mut store, &answer::expect(&records, expects, of_period).map_err(refused)?)?;
            records = TrialRecords::read(&store, records.now)?;
        }
    }
    let Some(trial) = records.current() else { return show::run(context, WhichTrial { id: None }) };
    let document = TrialDocument::of(trial, &records);
    if context.json {
        context.print_json(&document)?;
    } else {
        context.print(&page(&document, trial.stage(&records)))?;
    }
    Ok(Exit::Ok)
}

fn page(document: &TrialDocument, stage: TrialStage) -> String {
    let mut text = match (&document.tonight, stage) {
        (Some(tonight), _) => spoken::wrapped(&words::tonight(tonight, document), 0),
        (None, TrialStage::Planned) => spoken::wrapped(&words::begins(document), 0),
        _ => String::new(),
    };
    if document.tonight.as_ref().is_some_and(|tonight| tonight.asks_first) {
        text.push_str(&spoken::wrapped(words::EXPECTATION, 0));
        text.push_str("  charley trial next --expect 5     (or --expect open)\n");
    }
    text.push_str(&spoken::wrapped(&words::progress(document.progress), 0));
    text
}

/// What is said of a night; `None` where nothing is.
fn said_of_night(context: &Context, args: &Args, records: &TrialRecords) -> anyhow::Result<Option<Morning>> {
    let said = [
        args.cramps.is_some(),
        args.twinges.is_some(),
        args.as_drawn.is_some(),
        args.bother.is_some(),
        args.note.is_some(),
    ];
    let night = args.night.as_deref().map(|typed| typed::night(Some(typed), &records.now)).transpose()?;
    let mut morning = Morning {
        night,
        cramps: args.cramps.as_deref().map(cramps).transpose()?.flatten(),
        twinges: args.twinges.as_deref().map(cramps).transpose()?.flatten(),
        as_drawn: args.as_drawn.as_deref().map(yes_no).transpose()?.flatten(),
        bother: args.bother,
        note: args.note.clone(),
        again: args.again,
    };
    if said.contains(&true) {
        return Ok(Some(morning));
    }
    let last = night.unwrap_or_else(|| records.last_night());
    let open = records.current().is_some_and(|trial| {
        trial.number(last).is_some() && !trial.answered.contains_key(&last) && args.expect.is_none()
    });
    if !open {
        return Ok(None);
    }
    let Some(typed) = ask(context, &format!("Cramps in the night of {last}? A number, or unknown:")) else {
        return Ok(None);
    };
    morning.cramps = cramps(&typed)?;
    morning.as_drawn =
        ask(context, "Did it go as drawn? yes, no or unknown:").as_deref().map(yes_no).transpose()?.flatten();
    Ok(Some(morning))
}

/// What is said to be expected, as typed; `None` where nothing is.
fn said_to_expect(context: &Context, args: &Args, records: &TrialRecords) -> Option<String> {
    let due = records.current().is_some_and(|trial| match trial.stage(records) {
        TrialStage::Night(number) => trial.asks_first(number),
        _ => false,
    });
    match &args.expect {
        Some(typed) => Some(typed.clone()),
        None if due => ask(context, words::EXPECTATION),
        None => None,
    }
}

fn expectation(typed: &str) -> Result<Option<u8>, Usage> {
    match typed.trim() {
        "open" => Ok(None),
        number => match number.parse::<u8>() {
            Ok(number @ 0..=10) => Ok(Some(number)),
            _ => Err(Usage(format!("{typed:?} is no expectation: a number from 0 to 10, or open"))),
        },
    }
}

fn cramps(typed: &str) -> Result<Option<u32>, Usage> {
    const MOST: u32 = 50;
    match typed.trim().to_lowercase().as_str() {
        "unknown" => Ok(None),
        "none" => Ok(Some(0)),
        number => match number.parse::<u32>() {
            Ok(number @ 0..=MOST) => Ok(Some(number)),
            _ => Err(Usage(format!("{typed:?} is no number for one night: 0 to {MOST}, or unknown"))),
        },
    }
}

fn yes_no(typed: &str) -> Result<Option<bool>, Usage> {
    match typed.trim().to_lowercase().as_str() {
        "yes" | "y" => Ok(Some(true)),
        "no" | "n" => Ok(Some(false)),
        "unknown" => Ok(None),
        _ => Err(Usage(format!("{typed:?} is no answer: yes, no or unknown"))),
    }
}
