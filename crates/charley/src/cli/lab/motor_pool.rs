//! `charley lab motor-pool`: the benchmark pool, as a document or in a line.

use std::path::PathBuf;

use anyhow::Context as _;
use charley_muscle::pool::Instructions;

use super::{bar, read};
use crate::{
    cli::{Context, Exit},
    lab::motor_pool::{self, MotorPoolRequest},
};

/// Options of the motor pool.
#[derive(Debug, clap::Args)]
#[group(id = "motor-pool")]
pub(super) struct Options {
    /// motor-pool: how many motoneurons
    #[arg(long, value_name = "N", default_value_t = 300, value_parser = clap::value_parser!(u16).range(1..=65_535))]
    cells: u16,
    /// motor-pool: how long it is simulated
    #[arg(long = "seconds", value_name = "S", default_value_t = 10.0)]
    time_s: f64,
    /// motor-pool: the step
    #[arg(long, value_name = "MS", default_value_t = 0.05)]
    dt_ms: f64,
    /// motor-pool: excitation in mS/cm², one line a step [default: drawn by the seed]
    #[arg(long, value_name = "FILE")]
    drive: Option<PathBuf>,
    /// motor-pool: one number at a time instead of the widest instructions; the same result
    #[arg(long)]
    plain: bool,
}

pub(super) fn run(context: &Context, options: &Options, seed: u64) -> anyhow::Result<Exit> {
    let drive = options.drive.as_deref().map(read).transpose()?;
    let drive = drive.map(String::from_utf8).transpose().context("the drive is no text")?;
    let question = MotorPoolRequest {
        cells: usize::from(options.cells),
        time_s: options.time_s,
        dt_ms: options.dt_ms,
        seed,
        drive: drive.as_deref(),
        instructions: if options.plain { Instructions::Plain } else { Instructions::Widest },
    };
    let bar = bar(context, options.time_s as u64, "simulated seconds");
    let document = motor_pool::run(&question, &|| bar.inc(1))?;
    bar.finish_and_clear();
    if context.json {
        context.print_json(&document)?;
        return Ok(Exit::Ok);
    }
    let rate = document.mean_rate_pps.map_or_else(String::new, |rate| format!(", {rate:.2} a second each"));
    context.print(&format!(
        "{} cells for {} s at {} ms: {} impulses of {} cells{rate}.\n{:.3} s of the processor, {:.0} times real time, {} instructions.\n",
        document.cells,
        document.simulated_s,
        document.dt_ms,
        document.spikes,
        document.active_cells,
        document.cpu_s,
        document.real_time_factor,
        document.instructions,
    ))?;
    Ok(Exit::Ok)
}
