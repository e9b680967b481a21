//! `charley undo`: takes the last entry back, or the one of an id.

use charley_domain::entry::Entry;
use serde::Serialize;
use uuid::Uuid;

use crate::cli::{Context, Exit, Usage, desk::Desk};
use charley_case::{imports, put_right};
use charley_speech::{
    calendar::{self, Counts},
    entry_document::EntryDocument,
    spoken,
};

/// Arguments of `charley undo`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Takes back what was recorded last. Again takes back the one before. Right
after an import was deleted, it brings that back.
With an id it takes back that entry, also one that cannot be read.")]
pub(crate) struct Args {
    /// The entry, by its id [default: the one recorded last]
    #[arg(value_name = "ID")]
    id: Option<Uuid>,
}

#[derive(Debug, Serialize)]
struct UndoDocument {
    schema: &'static str,
    entry: Option<EntryDocument>,
    /// Whether one was taken back that cannot be read.
    unreadable: bool,
    /// How much of the last nights is known; none where the diary cannot be read.
    nights: Option<Counts>,
    /// What taking it back changed in the answers.
    changed: Option<String>,
}

/// What was taken back.
enum Undone {
    Entry(Box<Entry>),
    Unreadable,
    /// The deletion of an import.
    Deletion(String),
    Nothing,
}

pub(crate) fn run(context: &Context, args: Args) -> anyhow::Result<Exit> {
    let mut desk = Desk::open_existing(context)?;
    let undone = take_back(&mut desk, args.id)?;
    let changed = if matches!(undone, Undone::Nothing) { None } else { desk.changed() };
    // It is taken back: where the rest cannot be read, that is no reason to say otherwise.
    let nights = desk.entries().ok().map(|entries| calendar::recent_counts(&entries, &desk.now));
    if context.json {
        let entry = match &undone {
            Undone::Entry(entry) => Some(EntryDocument::of(entry)?),
            Undone::Unreadable | Undone::Deletion(_) | Undone::Nothing => None,
        };
        let unreadable = matches!(undone, Undone::Unreadable);
        context.print_json(&UndoDocument { schema: "charley.undo/1", entry, unreadable, nights, changed })?;
        return Ok(Exit::Ok);
    }
    context.print(&text(&undone, &desk, nights))?;
    if let Some(changed) = changed {
        context.print(&spoken::wrapped(&changed, 0))?;
    }
    Ok(Exit::Ok)
}

fn take_back(desk: &mut Desk, id: Option<Uuid>) -> anyhow::Result<Undone> {
    let now = desk.now.timestamp();
    let store = desk.store_mut()?;
    let Some(id) = id else {
        if let Some(import) = imports::undo_deletion(store, now)? {
            return Ok(Undone::Deletion(imports::words::nothing_back(import.name)));
        }
        let Some(entry) = store.undo(now)? else { return Ok(Undone::Nothing) };
        put_right::follow(store, &entry)?;
        return Ok(Undone::Entry(Box::new(entry)));
    };
    if let Some(entry) = store.undo_one(id, now)? {
        put_right::follow(store, &entry)?;
        return Ok(Undone::Entry(Box::new(entry)));
    }
    if store.retract(id, now)? {
        return Ok(Undone::Unreadable);
    }
    Err(Usage(format!("{id} is no entry that stands: charley diary --json gives the ids")).into())
}

fn text(undone: &Undone, desk: &Desk, nights: Option<Counts>) -> String {
    let line = match undone {
        Undone::Entry(entry) => spoken::entry_line(entry, desk.units(), desk.now.date()),
        Undone::Unreadable => "an entry that cannot be read".to_owned(),
        Undone::Deletion(said) => return said.clone() + "\n",
        Undone::Nothing => return "There is no entry to take back.\n".to_owned(),
    };
    let nights = nights.map(|nights| spoken::known_nights(nights) + "\n");
    format!("Taken back: {line}.\n{}", nights.unwrap_or_default())
}
