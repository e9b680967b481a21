//! `charley undo`: takes back what was done last to the diary, or to the entry of an id.

use charley_domain::entry::Entry;
use serde::Serialize;
use uuid::Uuid;

use crate::cli::{Context, Exit, Usage, desk::Desk};
use charley_case::{edit, imports, put_right};
use charley_speech::{
    calendar::{self, Counts},
    edit as words,
    entry_document::EntryDocument,
    spoken,
};
use charley_store::EntryStep;

/// Arguments of `charley undo`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Takes back what was done last: an entry recorded, changed, deleted or brought
back, or an import deleted. Again takes back the one before. With an id it takes
back what was done last to that entry, also where it cannot be read.")]
pub(crate) struct Args {
    /// The entry: its id, the first or last letters of it [default: the last one touched]
    #[arg(value_name = "ID")]
    id: Option<String>,
}

#[derive(Debug, Serialize)]
struct UndoDocument {
    schema: &'static str,
    entry: Option<EntryDocument>,
    /// What was taken back: that it was recorded, changed, deleted or restored.
    step: Option<&'static str>,
    /// Whether one was taken back that cannot be read.
    unreadable: bool,
    /// How much of the last nights is known; none where the diary cannot be read.
    nights: Option<Counts>,
    /// What taking it back changed in the answers.
    changed: Option<String>,
}

/// What was taken back.
enum Undone {
    Step(Box<charley_store::UndoneStep>),
    Unreadable,
    /// The deletion of an import.
    Deletion(String),
    Nothing,
}

pub(crate) fn run(context: &Context, args: Args) -> anyhow::Result<Exit> {
    let mut desk = Desk::open_existing(context)?;
    let undone = take_back(&mut desk, args.id.as_deref())?;
    let changed = if matches!(undone, Undone::Nothing) { None } else { desk.changed() };
    // It is taken back: where the rest cannot be read, that is no reason to say otherwise.
    let nights = desk.entries().ok().map(|entries| calendar::recent_counts(&entries, &desk.now));
    if context.json {
        let step = if let Undone::Step(step) = &undone { Some(step) } else { None };
        context.print_json(&UndoDocument {
            schema: "charley.undo/1",
            entry: step.map(|one| EntryDocument::of(&one.entry)).transpose()?,
            step: step.map(|one| word(one.step)),
            unreadable: matches!(undone, Undone::Unreadable),
            nights,
            changed,
        })?;
        return Ok(Exit::Ok);
    }
    context.print(&text(&undone, &desk, nights))?;
    if let Some(changed) = changed {
        context.print(&spoken::wrapped(&changed, 0))?;
    }
    Ok(Exit::Ok)
}

const fn word(step: EntryStep) -> &'static str {
    match step {
        EntryStep::Recorded => "recorded",
        EntryStep::Changed => "changed",
        EntryStep::Deleted => "deleted",
        EntryStep::Restored => "restored",
    }
}

fn take_back(desk: &mut Desk, typed: Option<&str>) -> anyhow::Result<Undone> {
    let now = desk.now.timestamp();
    let store = desk.store_mut()?;
    let Some(typed) = typed else {
        if let Some(import) = imports::undo_deletion(store, now)? {
            return Ok(Undone::Deletion(imports::words::nothing_back(import.name)));
        }
        let Some(step) = store.undo(now)? else { return Ok(Undone::Nothing) };
        put_right::follow(store, &step.entry)?;
        return Ok(Undone::Step(Box::new(step)));
    };
    // What cannot be read is named by its whole id.
    let id = match typed.parse::<Uuid>() {
        Ok(id) => id,
        Err(_) => edit::find(store, typed)?.entry.id,
    };
    if let Some(step) = store.undo_one(id, now)? {
        put_right::follow(store, &step.entry)?;
        return Ok(Undone::Step(Box::new(step)));
    }
    if store.retract(id, now)? {
        return Ok(Undone::Unreadable);
    }
    Err(Usage(format!("{id} is no entry that stands: charley diary --ids gives the ids")).into())
}

fn text(undone: &Undone, desk: &Desk, nights: Option<Counts>) -> String {
    let line = |entry: &Entry| spoken::entry_line(entry, desk.units(), desk.now.date());
    let said = match undone {
        Undone::Step(step) => match step.step {
            EntryStep::Recorded => words::taken_back(line(&step.entry)),
            EntryStep::Changed => words::change_taken_back(line(&step.entry)),
            EntryStep::Deleted => words::restored(line(&step.entry)),
            EntryStep::Restored => words::restoring_taken_back(line(&step.entry)),
        },
        Undone::Unreadable => words::taken_back("an entry that cannot be read"),
        Undone::Deletion(said) => return said.clone() + "\n",
        Undone::Nothing => return "There is no entry to take back.\n".to_owned(),
    };
    let nights = nights.map(|nights| spoken::known_nights(nights) + "\n");
    format!("{said}\n{}", nights.unwrap_or_default())
}
