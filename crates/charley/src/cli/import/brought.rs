//! `charley import --list`, `--delete`, `--restore`: what was brought in, and all of it out and back.

use charley_case::imports::{Brought, words};
use charley_speech::spoken;
use serde::Serialize;

use crate::cli::{Context, Exit, desk::Desk};

/// What is asked of the imports that were made.
#[derive(Debug, clap::Args)]
#[group(id = "brought", multiple = false)]
pub(super) struct AskedOfImports {
    /// What was brought in, each import with its id
    #[arg(long, conflicts_with = "paths")]
    list: bool,
    /// Take out all that came with this import: its id, the first letters of it, or last
    #[arg(long, value_name = "ID", conflicts_with = "paths")]
    delete: Option<String>,
    /// Bring back an import that was deleted
    #[arg(long, value_name = "ID", conflicts_with = "paths")]
    restore: Option<String>,
}

/// `charley.imports/1`.
#[derive(Debug, Serialize)]
struct ImportsDocument {
    schema: &'static str,
    imports: Vec<Brought>,
    /// What was deleted or came back.
    changed: Option<String>,
    #[serde(rename = "workouts")]
    workouts_changed: usize,
    #[serde(rename = "entries")]
    entries_changed: usize,
}

impl AskedOfImports {
    pub(super) const fn is_something(&self) -> bool {
        self.list || self.delete.is_some() || self.restore.is_some()
    }
}

pub(super) fn run(context: &Context, asked: &AskedOfImports) -> anyhow::Result<Exit> {
    let mut desk = Desk::open_existing(context)?;
    let now = desk.now.clone();
    let store = desk.store_mut()?;
    let (mut changed, mut said) = (None, String::new());
    if let Some(typed) = asked.delete.as_ref().or(asked.restore.as_ref()) {
        let one = Brought::find(store, typed)?;
        let (deletion, sentence) = if asked.delete.is_some() {
            let gone = one.delete(store, now.timestamp())?;
            (gone, words::gone(&one, gone))
        } else {
            let back = one.restore(store, now.timestamp())?;
            (back, words::restored(&one, back))
        };
        changed = Some((one.id, deletion));
        said = sentence;
    }
    let all = Brought::all(store)?;
    if context.json {
        let (changed, deletion) = changed.unzip();
        let deletion = deletion.unwrap_or_default();
        context.print_json(&ImportsDocument {
            schema: "charley.imports/1",
            imports: all,
            changed,
            workouts_changed: deletion.workouts,
            entries_changed: deletion.entries,
        })?;
        return Ok(Exit::Ok);
    }
    if changed.is_some() {
        context.print(&spoken::wrapped(&said, 0))?;
        if asked.delete.is_some() {
            context.print("  charley undo brings it back\n")?;
        }
        return Ok(Exit::Ok);
    }
    let rows: String = all.iter().map(|one| row(one, &now)).collect();
    context.print(if rows.is_empty() { words::EMPTY_LIST.to_owned() + "\n" } else { rows }.as_str())?;
    Ok(Exit::Ok)
}

/// `3f2a91c0  2026-11-30 18:20  export.zip  12 workouts, 730 nights of sleep`.
fn row(one: &Brought, now: &jiff::ZonedDateTime) -> String {
    let at = one.at.to_zoned_datetime(now.time_zone().clone());
    let deleted = if one.deleted_at.is_some() { format!(" ({})", words::IS_DELETED) } else { String::new() };
    let lead = format!("{}  {}  {}{deleted}", one.id, at.strftime("%Y-%m-%d %H:%M"), one.name);
    lead + "\n" + &spoken::wrapped(&words::holds(one), 10)
}
