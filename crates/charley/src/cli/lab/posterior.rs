//! `charley lab nights|sites|minutes`: a posterior, as a document or as a table to read.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use comfy_table::{CellAlignment, ContentArrangement, Table, presets};

use super::read;
use crate::{
    cli::{Context, Exit, Usage},
    lab::posterior::{self, EngineName, Hazard, PosteriorDocument, PosteriorRequest},
};
use charley_case::seen::DEFAULT_SEED;

/// Options of the hazards.
#[derive(Debug, clap::Args)]
#[group(id = "posterior")]
pub(super) struct Options {
    /// nights, sites, minutes: the table of priors
    #[arg(long, value_name = "PRIORS.csv")]
    priors: Option<PathBuf>,
    /// nights, sites, minutes: how the posterior is drawn
    #[arg(long, value_name = "ENGINE", default_value = "importance")]
    engine: EngineName,
    /// nights, sites, minutes: how many draws [default: 40000, of nuts 20000]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(100..=1_000_000))]
    draws: Option<u32>,
    /// nights, sites, minutes, verify, cramp, motor-pool: the same seed gives the same draws
    #[arg(long, value_name = "N", default_value_t = DEFAULT_SEED)]
    pub(super) seed: u64,
    /// nights, sites, minutes: reference level of each factor, for the shares of the last cramps
    #[arg(long, value_name = "LEVELS.json")]
    reference: Option<PathBuf>,
}

pub(super) fn run(
    context: &Context,
    hazard: Hazard,
    (input, options): (Option<&Path>, &Options),
) -> anyhow::Result<Exit> {
    let (Some(input), Some(priors)) = (input, &options.priors) else {
        return Err(Usage(
            "a posterior needs a table and its priors: charley lab nights NIGHTS.csv --priors PRIORS.csv"
                .to_owned(),
        )
        .into());
    };
    let (data, priors) = (read(input)?, read(priors)?);
    let reference = options.reference.as_deref().map(read).transpose()?;
    let question = PosteriorRequest {
        hazard,
        data: &data,
        priors: &priors,
        reference: reference.as_deref(),
        engine: options.engine,
        draws: options.draws.map(|draws| draws as usize),
        seed: options.seed,
    };
    let document = posterior::posterior(&question).with_context(|| format!("{}", input.display()))?;
    if context.json {
        context.print_json(&document)?;
    } else {
        context.print(&page(&document))?;
    }
    Ok(Exit::Ok)
}

fn page(document: &PosteriorDocument) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
    table.set_header(["parameter", "mean", "sd", "5 %", "50 %", "95 %", "ESS", "R-hat"]);
    for row in &document.parameters {
        let numbers = [row.mean, row.sd, row.q5, row.q50, row.q95].map(|number| format!("{number:.3}"));
        let rhat = row.rhat.map_or_else(String::new, |rhat| format!("{rhat:.3}"));
        let worth = [format!("{:.0}", row.ess_bulk), rhat];
        table.add_row(std::iter::once(row.parameter.clone()).chain(numbers).chain(worth));
    }
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    let judged = match document.pareto_k {
        Some(k) => format!("Pareto k {k:.2}"),
        None => format!("{} divergences", document.divergences),
    };
    let derived = match document.derived.len() {
        0 => String::new(),
        n => format!("{n} derived quantities with --json. "),
    };
    format!(
        "{}\n\n{derived}Engine {}, {judged}, {} gradients, {:.2} s.\n",
        table.to_string().lines().map(str::trim_end).collect::<Vec<_>>().join("\n"),
        document.engine,
        document.gradient_evaluations,
        document.cpu_s,
    )
}
