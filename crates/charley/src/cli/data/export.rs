//! `charley data export`: JSON lines that can be restored, or CSV that a person opens.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use charley_domain::entry::Entry;
use charley_store::{Archive, Exported, Folder, RowCounts, Sink, Store, StoredHead};
use serde_json::json;

use crate::cli::{Context, Exit, data::backup::rows};
use charley_speech::{calendar::Calendar, entry_document::EntryDocument, spreadsheet::Spreadsheet};

/// Arguments of `charley data export`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A new or empty folder, or a file that ends in .zip
    to: PathBuf,
    /// jsonl: everything, can be restored; csv: nights, entries and workouts as tables
    #[arg(long, value_enum, default_value_t = ExportFormat::Jsonl)]
    format: ExportFormat,
}

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum ExportFormat {
    /// A line of JSON a row.
    Jsonl,
    /// Tables.
    Csv,
    /// As jsonl, in one archive.
    Zip,
}

pub(super) fn run(context: &Context, args: Args) -> anyhow::Result<Exit> {
    let store = Store::open(&context.data_dir)?;
    let zipped = args.format == ExportFormat::Zip || args.to.extension().is_some_and(|end| end == "zip");
    let exported = if zipped {
        let mut archive = Archive::create(&args.to)?;
        let exported = write(context, &store, args.format, &mut archive)?;
        archive.finish()?;
        exported
    } else {
        let mut folder = Folder::create(&args.to)?;
        let exported = write(context, &store, args.format, &mut folder)?;
        folder.finish()?;
        exported
    };
    report(context, &args.to, &exported, args.format)
}

fn report(context: &Context, to: &Path, exported: &Exported, format: ExportFormat) -> anyhow::Result<Exit> {
    if context.json {
        let path = to.display().to_string();
        context.print_json(&json!({
            "schema": "charley.data/1", "done": "export", "path": path, "rows": exported.rows,
            "unreadable": exported.unreadable,
        }))?;
        return Ok(Exit::Ok);
    }
    let hint = match format {
        ExportFormat::Csv => "These tables are for reading; export as jsonl to restore.".to_owned(),
        ExportFormat::Jsonl | ExportFormat::Zip => {
            let named = exported.unreadable.iter().fold(String::new(), |named, line| named + "\n  " + line);
            format!(
                "{}{named}\nGive it back with: charley data restore {}",
                rows(&exported.rows),
                to.display()
            )
        }
    };
    context.print(&format!("Exported to {}\n{hint}\n", to.display()))?;
    Ok(Exit::Ok)
}

fn write(
    context: &Context,
    store: &Store,
    format: ExportFormat,
    sink: &mut dyn Sink,
) -> anyhow::Result<Exported> {
    Ok(match format {
        ExportFormat::Jsonl | ExportFormat::Zip => store.export(sink)?,
        ExportFormat::Csv => Exported { rows: tables(context, store, sink)?, ..Exported::default() },
    })
}

fn tables(context: &Context, store: &Store, sink: &mut dyn Sink) -> anyhow::Result<RowCounts> {
    let entries = store.entries()?;
    let now = context.now_of(&store.person()?);
    Ok([
        ("night", nights(&Calendar::of(&entries, None, &now), sink.begin("nights.csv")?)?),
        ("entry", diary(&entries, sink.begin("entries.csv")?)?),
        ("workout", workouts(&store.heads()?, sink.begin("workouts.csv")?)?),
    ]
    .map(|(table, rows)| (table.to_owned(), rows as u64))
    .into())
}

fn nights(calendar: &Calendar, sink: &mut dyn Write) -> anyhow::Result<usize> {
    let columns = ["night", "state", "cramps", "twinges"];
    let mut out = Spreadsheet::begin(sink, csv::Terminator::Any(b'\n'), &columns)?;
    let number = |count: Option<u32>| count.map_or_else(String::new, |count| count.to_string());
    for night in &calendar.nights {
        let (cramps, twinges) = (number(night.known_cramps()), number(night.known_twinges()));
        out.row([night.night.to_string().as_str(), night.state.word(), &cramps, &twinges])?;
    }
    out.finish()?;
    Ok(calendar.nights.len())
}

fn diary(entries: &[Entry], sink: &mut dyn Write) -> anyhow::Result<usize> {
    let mut out = Spreadsheet::begin(
        sink,
        csv::Terminator::Any(b'\n'),
        &["id", "kind", "at", "recorded_at", "night", "source", "precision", "details"],
    )?;
    for entry in entries {
        let at = entry.occurred_at.to_string();
        let precision = serde_json::to_value(entry.precision)?;
        out.row([
            entry.id.to_string(),
            entry.record.kind().to_owned(),
            at,
            entry.recorded_at.to_string(),
            entry.night.to_string(),
            entry.source.to_string(),
            precision.as_str().unwrap_or_default().to_owned(),
            serde_json::to_string(&EntryDocument::of(entry)?)?,
        ])?;
    }
    out.finish()?;
    Ok(entries.len())
}

fn workouts(heads: &[StoredHead], sink: &mut dyn Write) -> anyhow::Result<usize> {
    let mut out = Spreadsheet::begin(
        sink,
        csv::Terminator::Any(b'\n'),
        &[
            "id",
            "start",
            "sport",
            "elapsed_s",
            "timer_s",
            "distance_m",
            "heart_rate_mean_bpm",
            "power_mean_w",
            "device",
            "name",
            "group",
        ],
    )?;
    let number = |value: Option<f64>| value.map_or_else(String::new, |value| value.to_string());
    for stored in heads {
        let head = &stored.head;
        out.row([
            head.id.to_string(),
            head.start.to_string(),
            head.sport.to_string(),
            head.elapsed_s.to_string(),
            number(head.timer_s),
            number(head.distance_m),
            number(head.facts.heart_rate_mean_bpm),
            number(head.facts.power_mean_w),
            head.device.clone().unwrap_or_default(),
            head.name.clone().unwrap_or_default(),
            stored.group.clone().unwrap_or_default(),
        ])?;
    }
    out.finish()?;
    Ok(heads.len())
}
