//! `charley diary`: what was recorded, as a calendar and a list; unknown nights stay gaps.

mod one;
mod picture;

use charley_domain::{diary::DiaryNight, entry::Entry, night::NightOf};
use serde::Serialize;

use crate::cli::{Context, Exit, desk::Desk};
use charley_speech::{
    calendar::{Calendar, Counts, first_answered},
    entry_document::EntryDocument,
    spoken, typed,
};

/// What is shown where nothing is asked for.
const DEFAULT_SINCE: &str = "90d";
/// Entries in the list under the calendar.
const LISTED: usize = 12;

/// Arguments of `charley diary`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  charley diary
  charley diary --since 1y
  charley diary --since all --json
  charley diary --ids                     the entries with their ids
  charley diary 3f2a                      one entry and what it said before
  charley diary 3f2a --night 2026-11-20   it belongs to that night
  charley diary 3f2a --delete

ID is the id of an entry, its first or last letters, or last. What an entry says
is changed by charley log ... --edit ID; charley undo takes every change back.")]
pub(crate) struct Args {
    /// One entry: its id, the first or last letters of it, or last
    #[arg(value_name = "ID", conflicts_with = "since")]
    id: Option<String>,
    /// Move it to the night that began on this date, at the same time of day
    #[arg(long, value_name = "DATE", requires = "id", conflicts_with_all = ["delete", "restore"], allow_hyphen_values = true)]
    night: Option<String>,
    /// Delete it; it can be brought back
    #[arg(long, requires = "id", conflicts_with = "restore")]
    delete: bool,
    /// Bring it back
    #[arg(long, requires = "id")]
    restore: bool,
    /// Show every entry with its id
    #[arg(long, conflicts_with = "id")]
    ids: bool,
    /// How far back: 90d, 12w, 6mo, 1y, a date, or all [default: 90d]
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    since: Option<String>,
}

#[derive(Debug, Serialize)]
struct DiaryDocument<'a> {
    schema: &'static str,
    nights: Vec<NightDocument<'a>>,
    entries: Vec<EntryDocument>,
    counts: Counts,
}

#[derive(Debug, Serialize)]
struct NightDocument<'a> {
    night: NightOf,
    state: &'static str,
    cramps: Option<u32>,
    twinges: Option<u32>,
    entries: &'a [uuid::Uuid],
}

impl<'a> From<&'a DiaryNight> for NightDocument<'a> {
    fn from(night: &'a DiaryNight) -> Self {
        Self {
            night: night.night,
            state: night.state.word(),
            cramps: night.known_cramps(),
            twinges: night.known_twinges(),
            entries: &night.entries,
        }
    }
}

pub(crate) fn run(context: &Context, args: Args) -> anyhow::Result<Exit> {
    if let Some(id) = &args.id {
        return one::run(context, &args, id);
    }
    let desk = Desk::open_existing(context)?;
    let first = typed::since(args.since.as_deref().unwrap_or(DEFAULT_SINCE), &desk.now)?;
    let entries = desk.entries()?;
    if context.json {
        let calendar = Calendar::of(&entries, first, &desk.now);
        print_document(context, &calendar, &within(&entries, (&calendar, first)))?;
        return Ok(Exit::Ok);
    }
    // Weeks before the diary began say nothing, unless they were asked for.
    let began = first_answered(&entries);
    let first = if args.since.is_none() { first.max(began) } else { first };
    let calendar = Calendar::of(&entries, first, &desk.now);
    if args.ids {
        context.print(&with_ids(&desk, &within(&entries, (&calendar, first))))?;
        return Ok(Exit::Ok);
    }
    let text = page(&DiaryListing {
        desk: &desk,
        calendar: &calendar,
        entries: &within(&entries, (&calendar, first)),
        context,
    });
    context.print(&text)?;
    Ok(Exit::Ok)
}

/// Entries of the nights in the calendar, in the order in which they happened; those before it too where all was asked for: a
/// medicine taken since long ago stands before the first night.
fn within<'a>(entries: &'a [Entry], (calendar, asked): (&Calendar, Option<NightOf>)) -> Vec<&'a Entry> {
    let (Some(first), Some(last)) = (calendar.nights.first(), calendar.nights.last()) else {
        return Vec::new();
    };
    let early = |entry: &Entry| asked.is_some() && entry.night < first.night;
    let mut inside: Vec<&Entry> =
        entries.iter().filter(|entry| !early(entry) && entry.night <= last.night).collect();
    inside.sort_by_key(|entry| (entry.occurred_at.instant, entry.recorded_at));
    inside
}

fn print_document(context: &Context, calendar: &Calendar, entries: &[&Entry]) -> anyhow::Result<()> {
    context.print_json(&DiaryDocument {
        schema: "charley.diary/1",
        nights: calendar.nights.iter().map(NightDocument::from).collect(),
        entries: entries.iter().map(|entry| EntryDocument::of(entry)).collect::<Result<_, _>>()?,
        counts: calendar.counts,
    })
}

/// Every entry with its id, newest first.
fn with_ids(desk: &Desk, entries: &[&Entry]) -> String {
    let line = |entry: &&Entry| {
        let said = spoken::entry_line(entry, desk.units(), desk.now.date());
        format!("{}  {said}\n", entry.id)
    };
    entries.iter().rev().map(line).collect()
}

struct DiaryListing<'a> {
    desk: &'a Desk,
    calendar: &'a Calendar,
    entries: &'a [&'a Entry],
    context: &'a Context,
}

fn page(page: &DiaryListing<'_>) -> String {
    let today = page.desk.now.date();
    if page.entries.is_empty() {
        return "Nothing is recorded in this time.\n\
                This morning's answer is one of:\n  charley log none\n  charley log cramp left calf --at 03:12\n"
            .to_owned();
    }
    let mut text = picture::of(page.calendar, &picture::Glyphs::of(page.context), today);
    text.push('\n');
    text.push_str(&spoken::counted_nights(page.calendar.counts));
    text.push_str("\n\nLast entries\n");
    for entry in page.entries.iter().rev().take(LISTED) {
        let line = spoken::entry_line(entry, page.desk.units(), today);
        text.push_str(&spoken::wrapped(&format!("  {line}"), 4));
    }
    if page.entries.len() > LISTED {
        let more = page.entries.len() - LISTED;
        let rest = format!("  and {more} earlier: charley diary --ids gives them all\n");
        text.push_str(&rest);
    }
    text
}
