//! `charley data backup` and `restore`.

use std::path::{Path, PathBuf};

use charley_store::{
    BackupFile, Backups, DATABASE_FILE, Daily, Due, ExportPlace, Imported, OddTimes, RestoreTerms, RowCounts,
    Store, StoreError, check_backup, check_export, possible_in, wipe,
};
use serde_json::{Value, json};

use crate::cli::{Context, Exit, data::size};
use charley_case::set_aside::words as set_aside_words;
use charley_speech::copies as copies_words;
use charley_web::device_words;

/// Arguments of `charley data backup`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Where to; without it, into the data folder under today's date
    file: Option<PathBuf>,
}

/// Arguments of `charley data restore`.
#[derive(Debug, clap::Args)]
pub(super) struct RestoreArgs {
    /// A backup, or an export (a folder or a .zip)
    from: PathBuf,
    /// Only look whether it could be restored
    #[arg(long)]
    verify: bool,
    /// Replace the diary that is there without asking; it is kept among the backups
    #[arg(long)]
    yes: bool,
    /// Restore it also when it holds entries that cannot have happened; they are part of no answer
    #[arg(long)]
    with_impossible_times: bool,
}

impl RestoreArgs {
    const fn odd_times(&self) -> OddTimes {
        if self.with_impossible_times { OddTimes::Keep } else { OddTimes::Refuse }
    }
}

pub(super) fn run(context: &Context, args: Args) -> anyhow::Result<Exit> {
    let store = Store::open(&context.data_dir)?;
    let (made, removed) = match args.file {
        Some(to) => (store.backup(&to)?, Vec::new()),
        None => match store.back_up(&context.now, Due::Asked)? {
            Daily::Made { file, removed } => (file, removed),
            // Whoever asks is never told that nothing changed.
            Daily::NotDue => (store.backup(&store.daily_backup_path(&context.now))?, Vec::new()),
        },
    };
    if context.json {
        let removed: Vec<_> = removed.iter().map(|path| path.display().to_string()).collect();
        context.print_json(&json!({
            "schema": "charley.data/1", "done": "backup", "backup": document(&made), "removed": removed,
        }))?;
        return Ok(Exit::Ok);
    }
    let mut text = format!("Backed up to {}\n{}\n", made.path.display(), holds(&made));
    if !removed.is_empty() {
        text.push_str("Backups older than the last seven days were removed.\n");
    }
    context.print(&text)?;
    Ok(Exit::Ok)
}

pub(super) fn restore(context: &Context, args: RestoreArgs) -> anyhow::Result<Exit> {
    if is_export(&args.from) { restore_export(context, &args) } else { restore_backup(context, &args) }
}

/// A backup is a SQLite file; anything else that can be restored is an export.
fn is_export(from: &Path) -> bool {
    use std::io::Read;
    let mut head = [0; 4];
    from.is_dir()
        || std::fs::File::open(from).and_then(|mut file| file.read_exact(&mut head)).is_ok()
            && head == *b"PK\x03\x04"
}

fn restore_backup(context: &Context, args: &RestoreArgs) -> anyhow::Result<Exit> {
    if args.verify {
        let found = check_backup(&args.from)?;
        if args.odd_times() == OddTimes::Refuse {
            possible_in(&args.from, context.now.timestamp())?;
        }
        if context.json {
            context.print_json(
                &json!({"schema": "charley.data/1", "done": "verify", "backup": document(&found)}),
            )?;
        } else {
            context.print(&format!("{} can be restored.\n{}\n", found.path.display(), holds(&found)))?;
        }
        return Ok(Exit::Ok);
    }
    if context.data_dir.join(DATABASE_FILE).exists() && !args.yes {
        return Err(StoreError::NotEmpty { dir: context.data_dir.clone() }.into());
    }
    let restored = charley_store::restore(
        &args.from,
        &context.data_dir,
        RestoreTerms { now: &context.now, odd: args.odd_times() },
    )?;
    let kept = restored.kept.as_ref().map(|path| path.display().to_string());
    // What it let in then it lets in now.
    let let_in = charley_store::let_in_by(&args.from, context.now.timestamp()).unwrap_or(0);
    if context.json {
        context.print_json(&json!({
            "schema": "charley.data/1", "done": "restore", "backup": document(&restored.from), "kept": kept, "let_in": let_in,
        }))?;
        return Ok(Exit::Ok);
    }
    let mut text = format!("Restored {}\n{}\n", restored.from.path.display(), holds(&restored.from));
    text += &was_there(kept);
    if let_in > 0 {
        text += &device_words::let_in(let_in);
        text += "\n";
    }
    context.print(&text)?;
    Ok(Exit::Ok)
}

/// Where the diary is that was replaced.
fn was_there(kept: Option<String>) -> String {
    kept.map(|kept| format!("What was there before is in {kept}\n")).unwrap_or_default()
}

/// What an export holds: read for proof alone, or in the place of what is there.
fn read_export(context: &Context, args: &RestoreArgs) -> anyhow::Result<(Imported, Option<PathBuf>)> {
    let mut place = ExportPlace::open(&args.from)?;
    // One that is not whole makes no diary.
    check_export(&mut place)?;
    let when = RestoreTerms { now: &context.now, odd: args.odd_times() };
    if args.yes && !args.verify {
        return Ok(charley_store::restore_export(&mut place, &context.data_dir, when)?);
    }
    // Reading everything is the only proof that everything can be read: into a folder that goes away, or for good.
    let trial = if args.verify { Some(tempfile::tempdir()?) } else { None };
    let dir = trial.as_ref().map_or(context.data_dir.as_path(), tempfile::TempDir::path);
    let now = (args.odd_times() == OddTimes::Refuse).then(|| context.now.timestamp());
    let there = dir.join(DATABASE_FILE).exists();
    let imported = Store::open_or_create(dir).and_then(|mut store| store.import(&mut place, now));
    let imported = imported.inspect_err(|_| {
        // What is refused makes no diary.
        if !there {
            drop(wipe(dir, Backups::Keep));
        }
    })?;
    Ok((imported, None))
}

fn restore_export(context: &Context, args: &RestoreArgs) -> anyhow::Result<Exit> {
    let (imported, kept) = read_export(context, args)?;
    let kept = kept.map(|path| path.display().to_string());
    if context.json {
        let done = if args.verify { "verify" } else { "restore" };
        context.print_json(&json!({
            "schema": "charley.data/1", "done": done, "rows": imported.rows, "proved_whole": imported.proved_whole,
            "without_original": imported.without_original, "kept": kept,
        }))?;
        return Ok(Exit::Ok);
    }
    let verb = if args.verify { "can be restored" } else { "is restored" };
    let mut text = format!("{} {verb}.\n{}\n", args.from.display(), rows(&imported.rows));
    if !imported.proved_whole {
        text.push_str(&copies_words::unproved(imported.without_original as usize));
        text.push('\n');
    }
    text += &was_there(kept);
    context.print(&text)?;
    Ok(Exit::Ok)
}

/// What an export holds, in words.
pub(super) fn rows(counts: &RowCounts) -> String {
    let count = |table: &str| counts.get(table).copied().unwrap_or(0);
    let mut text = format!(
        "It holds {} entries (those taken back too), {} workouts, {} channels, {} original files.",
        count("entry"),
        count("workout"),
        count("channel"),
        count("original")
    );
    if count("unreadable") > 0 {
        text.push('\n');
        text.push_str(&set_aside_words::carried_on(count("unreadable") as usize));
    }
    text
}

fn holds(file: &BackupFile) -> String {
    format!(
        "It holds {} entries (those taken back too) and {} workouts in {}. Sha256: {}",
        file.entries,
        file.workouts,
        size(file.bytes),
        file.sha256
    )
}

fn document(file: &BackupFile) -> Value {
    json!({
        "path": file.path.display().to_string(),
        "size_bytes": file.bytes,
        "sha256": file.sha256,
        "schema_version": file.schema,
        "entries": file.entries,
        "workouts": file.workouts,
    })
}
