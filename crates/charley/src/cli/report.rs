//! `charley report`: the doctor's page in the terminal, as a page, a table, or a document for a health record.

use std::{
    io::Write as _,
    path::{Path, PathBuf},
};

use crate::{
    cli::{Context, Exit, Usage, page::framed},
    private,
};
use charley_answers::{
    medicines,
    report::{self, Codings},
};
use charley_case::Case;
use charley_speech::typed;

/// Where standard output is meant.
const STANDARD_OUTPUT: &str = "-";

/// Arguments of `charley report`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  charley report                         read it here
  charley report --html report.html      one A4 page: open it and print
  charley report --fhir report.json --csv nights.csv
  charley report --medicines talk.html   what to ask about each medicine
  charley report --since 90d --html -    to standard output")]
pub(crate) struct Args {
    /// One A4 page that needs nothing beside it
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// A FHIR R4 document: cramps, quiet nights, medicines; unknown nights are left out
    #[arg(long, value_name = "FILE")]
    fhir: Option<PathBuf>,
    /// A table: a row for each night or cramp, what is unknown is empty
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
    /// A sheet for a talk about medicines: one A4 page that needs nothing beside it
    #[arg(long, value_name = "FILE")]
    medicines: Option<PathBuf>,
    /// How far back: 90d, 12w, 6mo, 1y, a date, or all [default: all]
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    since: Option<String>,
    /// Add SNOMED CT codes to the FHIR document: some countries ask for a licence
    #[arg(long)]
    snomed: bool,
}

pub(crate) fn run(context: &Context, args: Args) -> anyhow::Result<Exit> {
    let mut store = context.diary()?;
    let now = context.now_of(&store.person()?);
    let since = args.since.as_deref().map(|since| typed::since(since, &now)).transpose()?.flatten();
    let case = Case::unsimulated(&mut store, now)?;
    let report = report::report(&case, since);
    one_at_a_time(context, &args)?;
    let mut written = false;
    if let Some(path) = &args.html {
        written |= write(context, path, &report::file(&report))?;
    }
    if let Some(path) = &args.medicines {
        written |= write(context, path, &medicines::sheet::file(&case))?;
    }
    if let Some(path) = &args.csv {
        written |= write(context, path, &report::rows(&case, since)?)?;
    }
    if let Some(path) = &args.fhir {
        let bundle = report::bundle(&case, since, Codings { snomed: args.snomed });
        written |= write(context, path, &(serde_json::to_string_pretty(&bundle)? + "\n"))?;
    }
    if context.json {
        context.print_json(&report)?;
    } else if !written {
        context.print(&framed(&report.notices, &report::terminal(&report)))?;
    }
    Ok(if report.is_empty() { Exit::TooLittle } else { Exit::Ok })
}

/// Standard output holds one document: a second one there would make both unreadable.
fn one_at_a_time(context: &Context, args: &Args) -> Result<(), Usage> {
    let files = [&args.html, &args.medicines, &args.csv, &args.fhir];
    let to_output = files.into_iter().flatten().filter(|path| path.as_os_str() == STANDARD_OUTPUT).count();
    if to_output + usize::from(context.json) > 1 {
        let why = "standard output holds one document: give the others a file, or leave out --json";
        return Err(Usage(why.to_owned()));
    }
    Ok(())
}

/// Writes a file that only its owner reads, or to standard output.
fn write(context: &Context, path: &Path, text: &str) -> anyhow::Result<bool> {
    if path.as_os_str() == STANDARD_OUTPUT {
        context.print(text)?;
        return Ok(true);
    }
    private::write(path, text)?;
    drop(writeln!(anstream::stderr(), "Written: {}", path.display()));
    Ok(true)
}
