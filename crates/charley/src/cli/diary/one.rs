//! `charley diary ID`: one entry, what was said of it before, and deleting, bringing back and moving it.

use charley_case::edit::{self, FoundEntry, SaidAnew};
use charley_domain::entry::{Entry, EntrySource};
use charley_speech::{
    edit as words,
    entry_document::EntryDocument,
    spoken,
    typed::{self, Mistyped},
};
use charley_store::Edited;
use jiff::{Timestamp, tz::TimeZone};
use serde::Serialize;

use super::Args;
use crate::cli::{
    Context, Exit,
    desk::Desk,
    receipt::{self, ChangedReceipt},
};

#[derive(Debug, Serialize)]
struct OneDocument {
    schema: &'static str,
    entry: EntryDocument,
    /// Whether it stands; else it is deleted.
    stands: bool,
    /// As it was said before, oldest first.
    before: Vec<EntryDocument>,
}

pub(super) fn run(context: &Context, args: &Args, typed: &str) -> anyhow::Result<Exit> {
    let mut desk = Desk::open_existing(context)?;
    let found = edit::find(desk.store_mut()?, typed)?;
    let now = desk.now.timestamp();
    let id = found.entry.id;
    if let Some(night) = &args.night {
        return move_to(context, &mut desk, (found, night));
    }
    let said = if args.delete {
        let entry = found.standing()?;
        desk.store_mut()?.delete(id, now)?;
        charley_case::put_right::follow(desk.store_mut()?, &entry)?;
        Some(words::deleted(spoken::entry_line(&entry, desk.units(), desk.now.date())))
    } else if args.restore {
        if found.version.is_some() {
            return Err(Mistyped::impossible(typed, words::STANDS).into());
        }
        desk.store_mut()?.bring_back(id, now)?;
        charley_case::put_right::follow(desk.store_mut()?, &found.entry)?;
        Some(words::restored(spoken::entry_line(&found.entry, desk.units(), desk.now.date())))
    } else {
        None
    };
    let found = edit::find(desk.store_mut()?, &id.to_string())?;
    if context.json {
        let before = desk.store_mut()?.versions(id)?;
        let earlier = before.split_last().map_or(&[][..], |(_, earlier)| earlier);
        context.print_json(&OneDocument {
            schema: "charley.entry/1",
            entry: EntryDocument::of(&found.entry)?,
            stands: found.version.is_some(),
            before: earlier.iter().map(EntryDocument::of).collect::<Result<_, _>>()?,
        })?;
        return Ok(Exit::Ok);
    }
    match said {
        None => context.print(&page(&mut desk, &found)?)?,
        Some(said) => {
            context.print(&spoken::wrapped(&said, 2))?;
            if let Some(changed) = desk.changed() {
                context.print(&spoken::wrapped(&changed, 0))?;
            }
        }
    }
    Ok(Exit::Ok)
}

fn move_to(context: &Context, desk: &mut Desk, (found, night): (FoundEntry, &str)) -> anyhow::Result<Exit> {
    let version = found.version;
    let before = found.standing()?;
    let now = desk.now.clone();
    let night = charley_domain::night::NightOf(typed::date(night, &now)?);
    let said = edit::moved(&before, night, &now)?;
    let store = desk.store_mut()?;
    let after =
        edit::changed(store, &before, SaidAnew { draft: said, source: EntrySource::Terminal, now: &now })?;
    if after != before && edit::write(store, (&after, version), &now)? != Edited::Written {
        return Err(Mistyped::impossible(&after.id.to_string(), words::SINCE).into());
    }
    receipt::give_changed(context, desk, &ChangedReceipt { before, after, notes: Vec::new() })
}

fn page(desk: &mut Desk, found: &FoundEntry) -> anyhow::Result<String> {
    let (today, units, zone) = (desk.now.date(), desk.units(), desk.now.time_zone().clone());
    let line = |entry: &Entry| spoken::entry_line(entry, units, today);
    let mut text = spoken::wrapped(&format!("{}.", line(&found.entry)), 2);
    let by = match found.entry.source {
        EntrySource::Terminal => words::BY_TERMINAL,
        EntrySource::Page => words::BY_PAGE,
        EntrySource::Api => words::BY_API,
        EntrySource::Import => words::BY_IMPORT,
        EntrySource::Synthetic => words::BY_DEMO,
    };
    let when = |at: Timestamp, zone: &TimeZone| {
        let wall = at.to_zoned_datetime(zone.clone());
        format!("{} on {}", wall.strftime("%H:%M"), spoken::date(wall.date(), today))
    };
    text.push_str(&spoken::wrapped(
        &format!("  {}", words::recorded_at(when(found.entry.recorded_at, &zone), by)),
        4,
    ));
    let store = desk.store_mut()?;
    let versions = store.versions(found.entry.id)?;
    let earlier = versions.split_last().map_or(&[][..], |(_, earlier)| earlier);
    for before in earlier.iter().rev() {
        text.push_str(&spoken::wrapped(&format!("  {}", words::was(line(before))), 4));
    }
    if let Some(gone) = store.gone_one(found.entry.id)? {
        text.push_str(&spoken::wrapped(&format!("  {}", words::is_deleted(when(gone.at, &zone))), 4));
    }
    text = text + "  " + &found.entry.id.to_string() + "\n";
    Ok(text)
}
