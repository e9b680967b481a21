//! `charley data wipe`: gone for good, after the word was typed.

use std::io::{BufRead, IsTerminal};

use charley_store::{Backups, wipe};
use serde_json::json;

use crate::{
    cli::{Context, Exit, Usage},
    web::CERTIFICATE_FOLDER,
};

/// What has to be typed.
const WORD: &str = "wipe";

/// Arguments of `charley data wipe`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Do not ask
    #[arg(long)]
    yes: bool,
    /// The backups in the data folder go too
    #[arg(long)]
    backups: bool,
}

pub(super) fn run(context: &Context, args: Args) -> anyhow::Result<Exit> {
    if !args.yes && !confirmed(context)? {
        context.say("Nothing was removed.");
        return Ok(Exit::Failed);
    }
    let mut gone = wipe(&context.data_dir, if args.backups { Backups::Remove } else { Backups::Keep })?;
    let certificate = context.data_dir.join(CERTIFICATE_FOLDER);
    if certificate.is_dir() {
        std::fs::remove_dir_all(&certificate)?;
        gone.push(certificate);
    }
    let gone: Vec<String> = gone.iter().map(|path| path.display().to_string()).collect();
    if context.json {
        context.print_json(&json!({"schema": "charley.data/1", "done": "wipe", "removed": gone}))?;
        return Ok(Exit::Ok);
    }
    let files = gone.join("\n  ");
    let mut text = format!("Wiped: every row was overwritten, then these were removed:\n  {files}\n");
    if !args.backups {
        text.push_str("Backups stay; --backups removes them too. Copies elsewhere are yours to remove.\n");
    }
    context.print(&text)?;
    Ok(Exit::Ok)
}

fn confirmed(context: &Context) -> anyhow::Result<bool> {
    let input = std::io::stdin();
    if context.no_input || !input.is_terminal() {
        return Err(Usage("wiping asks first, and nobody can answer here: say --yes".to_owned()).into());
    }
    context.say(&format!(
        "This removes the whole diary in {} for good. Type {WORD} to go on.",
        context.data_dir.display()
    ));
    let mut line = String::new();
    input.lock().read_line(&mut line)?;
    Ok(line.trim() == WORD)
}
