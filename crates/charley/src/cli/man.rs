//! `charley man`: the manual pages, one a verb, for whoever packs Charley.

use std::path::PathBuf;

use clap::CommandFactory as _;

use crate::cli::{Cli, Context, Exit};

/// Arguments of `charley man`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Folder for the pages; made where there is none
    folder: PathBuf,
}

pub(crate) fn run(context: &Context, args: Args) -> anyhow::Result<Exit> {
    std::fs::create_dir_all(&args.folder)?;
    clap_mangen::generate_to(Cli::command(), &args.folder)?;
    context.say(&format!("The manual is in {}.", args.folder.display()));
    Ok(Exit::Ok)
}
