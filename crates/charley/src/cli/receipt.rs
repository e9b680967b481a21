//! What a recording verb gives back: the entry, whether it was new, and how much of the diary is known.

use charley_domain::entry::{Entry, Record};
use charley_store::Recorded;
use serde::Serialize;

use crate::cli::{Context, Exit, desk::Desk};
use charley_answers::medicines::recognised;
use charley_speech::{
    calendar::{self, Counts},
    edit as words,
    entry_document::EntryDocument,
    spoken,
};

/// What happened to an entry.
#[derive(Debug)]
pub(crate) struct Receipt {
    /// The entry.
    pub(crate) entry: Entry,
    /// Whether it was new.
    pub(crate) recorded: Recorded,
    /// What had to be decided to read it.
    pub(crate) notes: Vec<String>,
}

#[derive(Debug, Serialize)]
struct ReceiptDocument<'a> {
    schema: &'static str,
    entry: EntryDocument,
    recorded: &'static str,
    notes: &'a [String],
    #[serde(flatten)]
    medicine: Option<recognised::RecognisedMedicine>,
    /// How much of the last nights is known; none where the diary cannot be read.
    nights: Option<Counts>,
    /// What it changed in the answers.
    changed: Option<String>,
}

/// Prints the receipt: one calm line and the denominator, or the document.
pub(crate) fn give(context: &Context, desk: &mut Desk, receipt: &Receipt) -> anyhow::Result<Exit> {
    let changed = desk.changed();
    // It is recorded: where the rest of the diary cannot be read, that is no reason to say otherwise.
    let read = desk.entries().ok();
    let nights = read.as_ref().map(|entries| calendar::recent_counts(entries, &desk.now));
    let entries = read.unwrap_or_default();
    let known = matches!(receipt.recorded, Recorded::Known);
    // An id that was there already names what was said then, not what was said now.
    let entry = entries.iter().find(|entry| entry.id == receipt.entry.id).unwrap_or(&receipt.entry);
    if context.json {
        context.print_json(&ReceiptDocument {
            schema: "charley.entry/1",
            entry: EntryDocument::of(entry)?,
            recorded: if known { "known" } else { "new" },
            notes: &receipt.notes,
            medicine: match &entry.record {
                Record::Medicine(used) => Some(recognised::RecognisedMedicine::to(&used.name)),
                _ => None,
            },
            nights,
            changed,
        })?;
        return Ok(Exit::Ok);
    }
    let line = spoken::entry_line(entry, desk.units(), desk.now.date());
    let verb = if known { "Already there, nothing changed" } else { "Recorded" };
    let mut text = spoken::wrapped(&format!("{verb}: {line}."), 2);
    for note in receipt.notes.iter().filter(|_| !known) {
        text.push_str(&spoken::wrapped(note, 0));
    }
    if let Some(nights) = nights {
        text.push_str(&spoken::known_nights(nights));
        text.push('\n');
    }
    if let Some(changed) = changed.filter(|_| !known) {
        text.push_str(&spoken::wrapped(&changed, 0));
    }
    context.print(&text)?;
    Ok(Exit::Ok)
}

/// An entry that was changed.
#[derive(Debug)]
pub(crate) struct ChangedReceipt {
    /// As it was.
    pub(crate) before: Entry,
    /// As it is; the same where nothing changed.
    pub(crate) after: Entry,
    /// What had to be decided to read it.
    pub(crate) notes: Vec<String>,
}

#[derive(Debug, Serialize)]
struct ChangedDocument<'a> {
    schema: &'static str,
    entry: EntryDocument,
    recorded: &'static str,
    before: EntryDocument,
    notes: &'a [String],
    nights: Option<Counts>,
    changed: Option<String>,
}

/// Prints what an entry says now and what it said before, or the document.
pub(crate) fn give_changed(
    context: &Context,
    desk: &mut Desk,
    done: &ChangedReceipt,
) -> anyhow::Result<Exit> {
    let ChangedReceipt { before, after, notes } = done;
    let changed = if before == after { None } else { desk.changed() };
    let nights = desk.entries().ok().map(|all| calendar::recent_counts(&all, &desk.now));
    if context.json {
        let (entry, before_document) = (EntryDocument::of(after)?, EntryDocument::of(before)?);
        let recorded = if before == after { "known" } else { "changed" };
        context.print_json(&ChangedDocument {
            schema: "charley.entry/1",
            entry,
            recorded,
            before: before_document,
            notes,
            nights,
            changed,
        })?;
        return Ok(Exit::Ok);
    }
    let line = |entry: &Entry| spoken::entry_line(entry, desk.units(), desk.now.date());
    let mut text = if before == after {
        spoken::wrapped(&words::unchanged(line(after)), 2)
    } else {
        spoken::wrapped(&words::changed(line(after)), 2) + &spoken::wrapped(&words::before(line(before)), 2)
    };
    for note in notes {
        text.push_str(&spoken::wrapped(note, 0));
    }
    text.push_str(&nights.map(|nights| spoken::known_nights(nights) + "\n").unwrap_or_default());
    text.push_str(&changed.map(|changed| spoken::wrapped(&changed, 0)).unwrap_or_default());
    context.print(&text)?;
    Ok(Exit::Ok)
}

#[derive(Debug, Serialize)]
struct DayDocument {
    schema: &'static str,
    entries: Vec<EntryDocument>,
    nights: Option<Counts>,
    changed: Option<String>,
}

/// Prints what a card of a day recorded, a line each, or the document.
pub(crate) fn give_day(context: &Context, desk: &mut Desk, entries: &[Entry]) -> anyhow::Result<Exit> {
    let changed = desk.changed();
    let nights = desk.entries().ok().map(|all| calendar::recent_counts(&all, &desk.now));
    if context.json {
        let entries = entries.iter().map(EntryDocument::of).collect::<Result<_, _>>()?;
        context.print_json(&DayDocument { schema: "charley.day/1", entries, nights, changed })?;
        return Ok(Exit::Ok);
    }
    let mut text = String::new();
    for entry in entries {
        let line = spoken::entry_line(entry, desk.units(), desk.now.date());
        text.push_str(&spoken::wrapped(&format!("Recorded: {line}."), 2));
    }
    if let Some(nights) = nights {
        text.push_str(&spoken::known_nights(nights));
        text.push('\n');
    }
    if let Some(changed) = changed {
        text.push_str(&spoken::wrapped(&changed, 0));
    }
    context.print(&text)?;
    Ok(Exit::Ok)
}
