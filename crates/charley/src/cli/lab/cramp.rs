//! `charley lab cramp SCENARIO.toml --csv`: the traces of a run as a table.

use std::path::Path;

use anyhow::Context as _;

use super::bar;
use crate::cli::{Context, Exit, see};
use charley_answers::see::run::run as simulate;

/// Options of the traces.
#[derive(Debug, clap::Args)]
#[group(id = "cramp")]
pub(super) struct Options {
    /// cramp: print a table with commas (the only form there is)
    #[arg(long = "csv", conflicts_with = "json")]
    _csv: bool,
    /// cramp: time between two rows, a multiple of 10
    #[arg(long, value_name = "MS", default_value_t = 10, value_parser = clap::value_parser!(u32).range(10..=60_000))]
    every_ms: u32,
    /// cramp: each impulse (time, unit, whether it came from the cord) instead of the traces
    #[arg(long)]
    impulses: bool,
}

pub(super) fn run(
    context: &Context,
    options: &Options,
    input: Option<&Path>,
    seed: u64,
) -> anyhow::Result<Exit> {
    if !options.every_ms.is_multiple_of(10) {
        anyhow::bail!("--every-ms is {}: it has to be a multiple of 10", options.every_ms);
    }
    let scenario = see::cramp::scenario(input)?;
    let bar = bar(context, scenario.length_s as u64, "simulated seconds");
    let run = simulate(&scenario, seed, f64::from(options.every_ms), &|| bar.inc(1))?;
    bar.finish_and_clear();
    let mut writer = csv::Writer::from_writer(Vec::new());
    if options.impulses {
        writer.write_record(["t_ms", "unit", "from_cord"])?;
        for impulse in &run.impulses {
            writer.serialize((impulse.ms, impulse.unit, u8::from(impulse.central)))?;
        }
    } else {
        for sample in &run.samples {
            writer.serialize(sample)?;
        }
    }
    let table = writer.into_inner().context("the table broke off")?;
    context.print(&String::from_utf8(table)?)?;
    Ok(Exit::Ok)
}
