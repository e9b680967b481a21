//! `charley lab hostile`: what people are told whose diaries break assumptions; as a document or as tables to read.

use std::fmt::Write as _;

use super::counted;
use crate::{
    cli::{Context, Exit, Usage},
    lab::hostile::{HostileDocument, HostileSize, TallyRow, WithError, of_names},
};
use charley_speech::spoken;

/// Options of the hostile diaries.
#[derive(Debug, clap::Args)]
#[group(id = "hostility")]
pub(super) struct Options {
    /// hostile: only these kinds of diary, by name
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    only: Vec<String>,
    /// hostile: looks in two years [default: 52, one a fortnight; 1 is a single one at the end]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=730))]
    looks: Option<u64>,
    /// hostile: through a database of each person, with the body model; slower
    #[arg(long)]
    stored: bool,
    /// hostile: threads [default: one a core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=1024))]
    threads: Option<u64>,
}

/// Persons of each kind, and looks, where none are asked for.
const PERSONS: u64 = 40;
const LOOKS: u64 = 52;

pub(super) fn run(
    context: &Context,
    options: &Options,
    persons: Option<u64>,
    seed: u64,
) -> anyhow::Result<Exit> {
    let asked = HostileSize {
        scenarios: of_names(&options.only).map_err(Usage)?,
        persons: persons.unwrap_or(PERSONS),
        looks: options.looks.unwrap_or(LOOKS) as usize,
        stored: options.stored,
        seed,
    };
    let threads = options.threads.unwrap_or(0) as usize;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
    counted(context, (asked.count(), "looks"), |tick| pool.install(|| asked.told(tick)), page)?;
    Ok(Exit::Ok)
}

const HEAD: &str = "                cramps  false at end   ever        named   level   gain  cover";

fn page(document: &HostileDocument) -> String {
    let way = if document.stored { "a database each" } else { "values" };
    let mut text = spoken::wrapped(
        &format!(
            "{} synthetic persons a kind, seed {}, {} looks in two years, through {way}. 'False': share of persons with a \
             false name at the end and ever, with its standard error. 'Named': true causes at the end. 'Level': forecast \
             over what was to come. 'Gain': log score in 100 nights over the better simple average. 'Cover': 90 % intervals \
             that hold.",
            document.persons, document.seed, document.looks
        ),
        0,
    );
    for (title, is) in SECTIONS {
        let rows: Vec<&TallyRow> = document.rows.iter().filter(|row| is(row)).collect();
        if rows.is_empty() {
            continue;
        }
        let _ = writeln!(text, "\n{title}\n{HEAD}");
        for row in rows {
            let _ = writeln!(text, "{}", line(row).trim_end());
            if row.names_true.of > 0 && row.causes > 0.0 {
                let _ = writeln!(text, "  {}", names(row));
            }
            for bound in &row.beyond {
                let _ = writeln!(text, "  OUTSIDE: {bound}");
            }
        }
    }
    let last = format!(
        "{} of {} kinds keep to their bounds, give or take two standard errors. docs/verification.md says more.",
        document.inside, document.of
    );
    text.push('\n');
    text.push_str(&spoken::wrapped(&last, 0));
    text
}

/// A heading, and the rows below it.
type Section = (&'static str, fn(&TallyRow) -> bool);

const SECTIONS: [Section; 2] =
    [("Nothing recorded is a cause", |row| row.causes <= 0.0), ("With true causes", |row| row.causes > 0.0)];

fn line(row: &TallyRow) -> String {
    let named = if row.causes > 0.0 { number(row.named_at_the_end.value, 2) } else { String::new() };
    format!(
        "{:<15} {:>6}  {:<13} {:<11} {:>5}  {:>6} {:>6}  {:>5}",
        row.name,
        number(row.cramps, 1),
        share(row.misled_at_the_end),
        share(row.misled_ever),
        named,
        number(row.level.value, 2),
        number(row.gain_of_100.value, 2),
        number(row.covered.value, 2),
    )
}

/// How many of the names were true, beside what was said with them.
fn names(row: &TallyRow) -> String {
    let (all, nine) = (row.names_true, row.nines_true);
    let mut text = format!("{} of {} names true, said with {:.2}", share(all), all.of, row.names_said.value);
    if nine.of > 0 {
        let _ = write!(text, "; at 9 in 10: {} of {}", share(nine), nine.of);
    }
    text
}

fn share(one: WithError) -> String {
    format!("{:.2} ±{:.2}", one.value, one.error)
}

/// A number, or a dash where there is none.
fn number(value: f64, places: usize) -> String {
    if value.is_finite() { format!("{value:.places$}") } else { "-".to_owned() }
}
