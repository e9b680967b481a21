//! `charley lab verify`: what is learned, held against synthetic truth; as a document or as tables to read.

use std::{fmt::Write as _, path::PathBuf};

use super::counted;
use crate::{
    cli::{Context, Exit},
    lab::verify::{TargetRow, Tick, VerificationDocument, VerificationSize, against},
};
use charley_speech::spoken;

/// Options of the verification.
#[derive(Debug, clap::Args)]
#[group(id = "verification")]
pub(super) struct Options {
    /// verify, trial-power: synthetic persons of each cell; plans: persons; hostile: of each kind [default: 2000, 1000, 1000, 40]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(8..=1_000_000))]
    pub(super) persons: Option<u64>,
    /// verify: a folder of reference posteriors, on which the audit engine is run too
    #[arg(long, value_name = "DIR")]
    oracle: Option<PathBuf>,
}

pub(super) fn run(context: &Context, options: &Options, seed: u64) -> anyhow::Result<Exit> {
    let asked = VerificationSize { persons: options.persons.unwrap_or(2_000), seed };
    let made = |tick: Tick<'_>| {
        let mut document = asked.verified(tick)?;
        if let Some(folder) = &options.oracle {
            document.add(against(folder, seed)?);
        }
        Ok(document)
    };
    counted(context, (asked.posteriors(), "posteriors"), made, page)?;
    Ok(Exit::Ok)
}

fn page(document: &VerificationDocument) -> String {
    let mut text = String::new();
    let mut section = "";
    for row in &document.rows {
        if row.section != section {
            section = &row.section;
            let gap = if text.is_empty() { "" } else { "\n" };
            let _ = writeln!(text, "{gap}{section}");
        }
        let _ = writeln!(text, "{}", line(row).trim_end());
    }
    let last =
        format!("{} of {} targets are met. docs/verification.md says more.", document.inside, document.of);
    text.push('\n');
    text.push_str(&spoken::wrapped(&last, 0));
    text
}

fn line(row: &TargetRow) -> String {
    let word = match row.inside {
        None => "",
        Some(true) => "inside",
        Some(false) => "OUTSIDE",
    };
    format!("  {:<43} {:<14} {:>8.3}  {word}", row.what, row.target, row.measured)
}
