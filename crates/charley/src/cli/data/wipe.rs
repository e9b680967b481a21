//! `charley data wipe`: gone for good, after the word was typed.

use std::{
    io::{BufRead, IsTerminal},
    path::{Path, PathBuf},
};

use charley_store::{Backups, LOCK_FILE, Wiped, wipe};
use serde_json::json;

use crate::cli::{Context, Exit, Usage};
use charley_web::remove_certificates;

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
    let Wiped { mut gone, overwritten } =
        wipe(&context.data_dir, if args.backups { Backups::Remove } else { Backups::Keep })?;
    gone.extend(remove_certificates(&context.data_dir)?);
    let left = left(&context.data_dir);
    if context.json {
        context.print_json(&json!({
            "schema": "charley.data/1", "done": "wipe", "removed": names(&gone), "overwritten": overwritten,
            "left": names(&left),
        }))?;
        return Ok(Exit::Ok);
    }
    context.print(&text(&gone, overwritten, &left))?;
    Ok(Exit::Ok)
}

/// What is still in the folder, but for the empty file by which processes see one another.
fn left(dir: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(dir).into_iter().flatten().filter_map(Result::ok);
    let mut left: Vec<PathBuf> =
        entries.map(|entry| entry.path()).filter(|path| !path.ends_with(LOCK_FILE)).collect();
    left.sort();
    left
}

fn names(paths: &[PathBuf]) -> Vec<String> {
    paths.iter().map(|path| path.display().to_string()).collect()
}

fn text(gone: &[PathBuf], overwritten: bool, left: &[PathBuf]) -> String {
    let how = if overwritten {
        "every row was overwritten, then these were removed"
    } else {
        "the rows could not be overwritten (the file is damaged or of a newer Charley); these were removed"
    };
    let mut text = format!("Wiped: {how}:\n  {}\n", names(gone).join("\n  "));
    if !left.is_empty() {
        let left = names(left).join("\n  ");
        text = format!("{text}Left in the folder:\n  {left}\n--backups removes the backups too.\n");
    }
    text + "Copies elsewhere are yours to remove.\n"
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
