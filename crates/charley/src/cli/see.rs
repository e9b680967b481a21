//! `charley see`: the cramp itself, simulated, in the terminal.

pub(super) mod cramp;
mod experiments;
mod threshold;

use std::path::PathBuf;

use crate::cli::{Context, Exit};

/// Arguments of `charley see`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  charley see cramp                         a calf cramps and is stretched
  charley see cramp --scenario sip          also: stretch, spinal-loop, energy
  charley see cramp --scenario mine.toml --seed 7 --json
  charley see threshold                     the lowest stimulus that leaves a cramp
  charley see experiments                   published experiments, and whether it agrees
  charley serve                             the same, live, on the page /see")]
pub(crate) struct Args {
    /// What to see
    #[arg(value_name = "WHAT", default_value = "cramp")]
    what: SeeVerb,
    /// cramp: a TOML file, or the name of one that Charley brings along
    #[arg(long, value_name = "FILE")]
    scenario: Option<PathBuf>,
    /// The simulated person; the same seed gives the same run
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// threshold: how many simulated people; experiments: 4 without it
    #[arg(long, visible_alias = "seeds", value_name = "N", value_parser = clap::value_parser!(u64).range(1..=200))]
    people: Option<u64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum SeeVerb {
    /// One run of a scenario
    Cramp,
    /// The lowest stimulus that leaves a cramp
    Threshold,
    /// Published experiments on simulated people, and whether they agree
    Experiments,
}

/// Simulated people of a threshold.
const THRESHOLD_PEOPLE: u64 = 8;
/// Simulated people of the experiments: they answer in about a minute on two cores that have nothing else to do.
const EXPERIMENT_PEOPLE: u64 = 4;

pub(crate) fn run(context: &Context, args: Args) -> anyhow::Result<Exit> {
    match args.what {
        SeeVerb::Cramp => cramp::run(context, args.scenario.as_deref(), args.seed),
        SeeVerb::Threshold => threshold::run(context, args.seed, args.people.unwrap_or(THRESHOLD_PEOPLE)),
        SeeVerb::Experiments => {
            experiments::run(context, args.seed, args.people.unwrap_or(EXPERIMENT_PEOPLE))
        }
    }
}
