//! `charley trial report` and `protocol`: pages to print or to hand on.

use std::path::PathBuf;

use super::{open, show::chosen};
use crate::{
    cli::{Context, Exit, Usage},
    private,
};
use charley_answers::trial::{document::TrialDocument, paper, words};
use charley_case::trial::{Running, TrialRecords};

/// Arguments of `charley trial report` and `charley trial protocol`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The trial, by the first letters of its id [default: the one under way, else the last]
    #[arg(value_name = "ID")]
    id: Option<String>,
    /// Where the page goes
    #[arg(long, value_name = "FILE")]
    html: PathBuf,
}

pub(super) fn report(context: &Context, args: Args) -> anyhow::Result<Exit> {
    written(context, &args, paper::report)
}

pub(super) fn protocol(context: &Context, args: Args) -> anyhow::Result<Exit> {
    written(context, &args, paper::protocol)
}

fn written(
    context: &Context,
    args: &Args,
    page: fn(&Running, &TrialRecords) -> Option<String>,
) -> anyhow::Result<Exit> {
    let (_, records) = open(context)?;
    let trial = chosen(&records, args.id.as_deref())?.ok_or_else(|| Usage(words::NONE_YET.to_owned()))?;
    let Some(page) = page(trial, &records) else { anyhow::bail!("the page could not be made") };
    private::write(&args.html, &page)?;
    context.say(&format!("Written: {}", args.html.display()));
    if context.json {
        context.print_json(&TrialDocument::of(trial, &records))?;
    }
    Ok(Exit::Ok)
}
