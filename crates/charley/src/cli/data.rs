//! `charley data`: everything out of the diary's folder and back, checked, or gone for good.

mod backup;
mod export;
mod repair;
mod status;
mod verify;
mod wipe;

use clap::Subcommand;

use crate::cli::{Context, Exit};

/// Arguments of `charley data`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  charley data                              where it is, and its newest copy
  charley data backup                       into the data folder, one a day, the last seven are kept
  charley data backup /media/usb/charley.db
  charley data restore backup.db --verify   only looks at it
  charley data export my-diary.zip          everything, in open formats
  charley data restore my-diary.zip --data /new/folder
  charley data verify
  charley data repair                       what `verify` found, from the log
  charley data wipe

Never copy charley.db while Charley runs: `charley data backup` makes a whole copy.")]
pub(crate) struct Args {
    #[command(subcommand)]
    what: Option<DataVerb>,
}

#[derive(Debug, Subcommand)]
enum DataVerb {
    /// Copy the whole database, also while it is in use
    Backup(backup::Args),
    /// Put a backup or an export back; what was there is kept
    Restore(backup::RestoreArgs),
    /// Write everything as JSON lines, or tables for people as CSV
    Export(export::Args),
    /// Read everything that is stored and say what is wrong
    Verify,
    /// Write entries anew from the log where they differ from it; a copy is kept first
    Repair,
    /// Remove the diary for good
    Wipe(wipe::Args),
}

pub(crate) fn run(context: &Context, args: Args) -> anyhow::Result<Exit> {
    let Some(what) = args.what else { return status::run(context) };
    match what {
        DataVerb::Backup(args) => backup::run(context, args),
        DataVerb::Restore(args) => backup::restore(context, args),
        DataVerb::Export(args) => export::run(context, args),
        DataVerb::Verify => verify::run(context),
        DataVerb::Repair => repair::run(context),
        DataVerb::Wipe(args) => wipe::run(context, args),
    }
}

/// Bytes as a person reads them.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{:.0} kB", bytes as f64 / 1e3),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}
