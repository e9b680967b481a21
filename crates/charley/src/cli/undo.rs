//! `charley undo`: takes the last entry back.

use serde::Serialize;

use crate::{
    calendar::{self, Counts},
    cli::{Context, Exit, desk::Desk},
    document::EntryDocument,
    spoken,
};

/// Arguments of `charley undo`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Takes back what was recorded last. Again takes back the one before.")]
pub(crate) struct Args {}

#[derive(Debug, Serialize)]
struct Document {
    schema: &'static str,
    entry: Option<EntryDocument>,
    nights: Counts,
    /// What taking it back changed in the answers.
    changed: Option<String>,
}

pub(crate) fn run(context: &Context, _args: Args) -> anyhow::Result<Exit> {
    let mut desk = Desk::open_existing(context)?;
    let now = desk.now.timestamp();
    let undone = desk.store_mut()?.undo(now)?;
    let changed = undone.as_ref().and_then(|_| desk.changed());
    let nights = calendar::recent_counts(&desk.entries()?, &desk.now);
    if context.json {
        let entry = undone.as_ref().map(EntryDocument::of).transpose()?;
        context.print_json(&Document { schema: "charley.undo/1", entry, nights, changed })?;
        return Ok(Exit::Ok);
    }
    let text = match undone {
        Some(entry) => format!(
            "Taken back: {}.\n{}\n",
            spoken::entry_line(&entry, desk.units(), desk.now.date()),
            spoken::known_nights(nights)
        ),
        None => "There is no entry to take back.\n".to_owned(),
    };
    context.print(&text)?;
    if let Some(changed) = changed {
        context.print(&spoken::wrapped(&changed, 0))?;
    }
    Ok(Exit::Ok)
}
