//! `charley lab`: every model as a tool for whoever studies cramps.

mod cramp;
mod hostile;
mod motor_pool;
mod people;
mod plans;
mod posterior;
mod trial_power;
mod verify;

use std::{
    fs,
    io::{IsTerminal as _, Read as _, Write as _},
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;

use crate::{
    cli::{Context, Exit, Usage},
    lab::{self, LabModel, MODELS, posterior::Hazard, verify::Tick},
};
use charley_speech::spoken;

/// Arguments of `charley lab`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  charley lab list                          the models, with their columns
  charley lab people                        the body model beside published groups
  charley lab verify                        learning beside synthetic truth (minutes)
  charley lab hostile                       diaries that break assumptions (hours)
  charley lab hostile --only recall --persons 20
  charley lab trial-power                   trials beside synthetic truth (minutes)
  charley lab plans --persons 10000         the bounds of plans (minutes)
  charley lab sweat sessions.csv            results to standard output
  charley lab phs rooms.csv
  charley lab w-balance ride.csv -o out.csv
  charley lab wbgt - < weather.csv
  charley lab nights nights.csv --priors priors.csv --json
  charley lab cramp mine.toml --csv > traces.csv
  charley lab motor-pool --cells 300 --seconds 10 --dt-ms 0.05

Columns are read by name, further ones are ignored. A row outside the validity
of a model still gives numbers, with out_of_range 1. A row that cannot be read
is an error that names line and column; then nothing is written.")]
pub(crate) struct Args {
    /// list, people, verify, hostile, trial-power, plans, cramp, motor-pool, or the model
    #[arg(value_name = "MODEL")]
    model: String,
    /// The table, or - for standard input
    #[arg(value_name = "INPUT.csv")]
    input: Option<PathBuf>,
    /// Where the results go [default: standard output]
    #[arg(long, short = 'o', value_name = "OUT.csv")]
    output: Option<PathBuf>,
    #[command(flatten)]
    posterior: posterior::Options,
    #[command(flatten)]
    verify: verify::Options,
    #[command(flatten)]
    hostile: hostile::Options,
    #[command(flatten)]
    motor_pool: motor_pool::Options,
    #[command(flatten)]
    cramp: cramp::Options,
}

/// What needs no table.
const WITHOUT_TABLE: [(&str, &str); 7] = [
    ("people", "the body model beside published groups of people"),
    ("verify", "what is learned of a person, held against synthetic persons whose truth is known"),
    ("hostile", "what people are told whose diaries break what the model assumes"),
    ("cramp", "the traces of a simulated cramp: a scenario as TOML in, a table out"),
    ("motor-pool", "300 motoneurons for 10 s: the work on which simulators of motor pools are compared"),
    ("plans", "the bounds of plans, held against random persons, courses and weathers"),
    ("trial-power", "how often a trial of one person finds an effect, and how often one that is not there"),
];

#[derive(Debug, Serialize)]
struct LabDocument {
    schema: &'static str,
    models: Vec<ModelDocument>,
}

#[derive(Debug, Serialize)]
struct ModelDocument {
    name: &'static str,
    about: &'static str,
    inputs: &'static [&'static str],
    results: &'static [&'static str],
}

pub(crate) fn run(context: &Context, args: Args) -> anyhow::Result<Exit> {
    if args.model == "list" {
        if context.json {
            context.print_json(&document())?;
        } else {
            context.print(&list())?;
        }
        return Ok(Exit::Ok);
    }
    if args.model == "people" {
        return people::run(context);
    }
    if args.model == "verify" {
        return verify::run(context, &args.verify, args.posterior.seed);
    }
    if args.model == "hostile" {
        return hostile::run(context, &args.hostile, args.verify.persons, args.posterior.seed);
    }
    if args.model == "cramp" {
        return cramp::run(context, &args.cramp, args.input.as_deref(), args.posterior.seed);
    }
    if args.model == "motor-pool" {
        return motor_pool::run(context, &args.motor_pool, args.posterior.seed);
    }
    if args.model == "trial-power" {
        return trial_power::run(context, args.verify.persons, args.posterior.seed);
    }
    if args.model == "plans" {
        return plans::run(context, args.verify.persons, args.posterior.seed);
    }
    if let Some(hazard) = Hazard::named(&args.model) {
        return posterior::run(context, hazard, (args.input.as_deref(), &args.posterior));
    }
    let model = lab::model(&args.model).map_err(Usage)?;
    let Some(input) = args.input else {
        return Err(Usage(format!(
            "charley lab {} needs a table: its path, or - for standard input",
            model.name
        ))
        .into());
    };
    let bytes = read(&input)?;
    let results = model.table(&bytes).with_context(|| format!("{}", input.display()))?;
    match &args.output {
        Some(path) => {
            fs::write(path, &results).with_context(|| format!("cannot write {}", path.display()))?;
        }
        None => std::io::stdout().write_all(&results).context("cannot write to standard output")?,
    }
    Ok(Exit::Ok)
}

/// A document that takes minutes, made while a bar counts; then printed as it is, or as the page of it.
fn counted<D: Serialize>(
    context: &Context,
    (length, counted): (u64, &str),
    made: impl FnOnce(Tick<'_>) -> anyhow::Result<D>,
    page: fn(&D) -> String,
) -> anyhow::Result<D> {
    let bar = bar(context, length, counted);
    let document = made(&|| bar.inc(1))?;
    bar.finish_and_clear();
    if context.json {
        context.print_json(&document)?;
    } else {
        context.print(&page(&document))?;
    }
    Ok(document)
}

/// A bar of what is counted, drawn only where the terminal can redraw a line.
pub(super) fn bar(context: &Context, length: u64, counted: &str) -> ProgressBar {
    let drawable = std::io::stderr().is_terminal() && !context.ascii;
    let target = if drawable { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let bar = ProgressBar::with_draw_target(Some(length), target);
    let template = format!("{{bar:24}} {{pos}} of {{len}} {counted}, {{eta}} left");
    // Templates are constant: that they parse is seen on the first run of any test.
    bar.set_style(ProgressStyle::with_template(&template).unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}

fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    if path.as_os_str() != "-" {
        return fs::read(path).with_context(|| format!("cannot read {}", path.display()));
    }
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes).context("cannot read standard input")?;
    Ok(bytes)
}

fn document() -> LabDocument {
    let models = MODELS.iter().map(|LabModel { name, about, inputs, results, .. }| ModelDocument {
        name,
        about,
        inputs,
        results,
    });
    LabDocument { schema: "charley.lab/1", models: models.collect() }
}

fn list() -> String {
    let mut text = String::new();
    for model in MODELS {
        text.push_str(&spoken::wrapped(&format!("{:<22}{}", model.name, model.about), 22));
        text.push_str(&spoken::wrapped(&format!("  {:<20}{}", "reads", model.inputs.join(" ")), 22));
        text.push_str(&spoken::wrapped(&format!("  {:<20}{}\n", "gives", model.results.join(" ")), 22));
        text.push('\n');
    }
    for (_, name, about) in Hazard::ALL {
        text.push_str(&spoken::wrapped(&format!("{name:<22}{about}"), 22));
    }
    text.push('\n');
    for (name, about) in WITHOUT_TABLE {
        text.push_str(&spoken::wrapped(&format!("{name:<22}{about}"), 22));
    }
    text
}
