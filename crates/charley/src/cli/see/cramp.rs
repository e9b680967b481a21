//! `charley see cramp`: one run, as lines of letters, sentences and numbers.

use std::{fmt::Write as _, path::Path};

use anyhow::Context as _;
use serde::Serialize;

use crate::cli::{Context, Exit, lab::bar};
use charley_answers::see::{
    account::account,
    library,
    run::{BinSample, FinishedRun, RunSummary, run as simulate},
    scenario::CrampScenario,
    words,
};
use charley_speech::spoken;

/// Letters of a line.
const WIDTH: usize = 46;
/// Time of one sample.
const BIN_MS: f64 = 100.0;

/// `charley.cramp/1`.
#[derive(Debug, Serialize)]
struct CrampDocument<'a> {
    schema: &'static str,
    title: &'a str,
    seed: u64,
    summary: RunSummary,
    account: Vec<String>,
    limits: &'static str,
    samples: &'a [BinSample],
}

/// The scenario of a name or a file.
pub(in crate::cli) fn scenario(path: Option<&Path>) -> anyhow::Result<CrampScenario> {
    let Some(path) = path else { return Ok(library::LIBRARY[0].scenario()) };
    if let Some(entry) = path.to_str().and_then(library::named) {
        return Ok(entry.scenario());
    }
    let names: Vec<&str> = library::LIBRARY.iter().map(|entry| entry.name).collect();
    let text = std::fs::read_to_string(path).with_context(|| {
        format!("cannot read {}; names that need no file are {}", path.display(), names.join(", "))
    })?;
    CrampScenario::read(&text).with_context(|| format!("{}", path.display()))
}

pub(super) fn run(context: &Context, path: Option<&Path>, seed: u64) -> anyhow::Result<Exit> {
    let scenario = scenario(path)?;
    let bar = bar(context, scenario.length_s as u64, "simulated seconds");
    let run = simulate(&scenario, seed, BIN_MS, &|| bar.inc(1))?;
    bar.finish_and_clear();
    if context.json {
        context.print_json(&CrampDocument {
            schema: "charley.cramp/1",
            title: &run.scenario.title,
            seed,
            summary: run.summary(),
            account: account(&run),
            limits: words::LIMITS,
            samples: &run.samples,
        })?;
    } else {
        context.print(&page(&run, context.ascii))?;
    }
    Ok(Exit::Ok)
}

/// One line of the drawing.
struct DrawnLine {
    name: &'static str,
    of: fn(&BinSample) -> f64,
    unit: &'static str,
    digits: usize,
}

const LINES: [DrawnLine; 7] = [
    DrawnLine { name: "EMG", of: |sample| sample.emg_rms_mv, unit: "mV", digits: 2 },
    DrawnLine { name: "units firing", of: |sample| sample.active_units as f64, unit: "", digits: 0 },
    DrawnLine { name: "rate", of: |sample| sample.rate_pps, unit: "a second", digits: 0 },
    DrawnLine { name: "force", of: |sample| sample.force_pct, unit: "%", digits: 0 },
    DrawnLine { name: "length", of: |sample| sample.length_l0, unit: "L0", digits: 2 },
    DrawnLine { name: "PCr", of: |sample| sample.pcr_mmol_l, unit: "mmol/L", digits: 0 },
    DrawnLine { name: "potassium", of: |sample| sample.potassium_mmol_l, unit: "mmol/L", digits: 1 },
];

fn page(run: &FinishedRun, ascii: bool) -> String {
    let mut text = format!("{} (simulated person {})\n\n", run.scenario.title, run.seed);
    for DrawnLine { name, of, unit, digits } in LINES {
        let values: Vec<f64> = run.samples.iter().map(of).collect();
        let range = range(&values);
        let line = format!("{name:<13}{}  {}", sparkline(&values, range, ascii), spread(range, unit, digits));
        text.push_str(line.trim_end());
        text.push('\n');
    }
    let _ = writeln!(text, "{:13}{}\n", "", scale(run.scenario.length_s));
    for sentence in account(run) {
        text.push_str(&spoken::wrapped(&sentence, 2));
    }
    text.push('\n');
    text.push_str(&spoken::wrapped(words::LIMITS, 0));
    text.push_str(&spoken::wrapped(words::AGREEMENT, 0));
    text
}

/// What a line spans: from 0, or, where values move little, from the lowest.
fn range(values: &[f64]) -> [f64; 2] {
    let high = values.iter().copied().fold(0.0, f64::max);
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    if low > high / 2.0 { [low, high] } else { [0.0, high] }
}

fn spread([low, high]: [f64; 2], unit: &str, digits: usize) -> String {
    let from = if low > 0.0 { format!("{low:.digits$} to ") } else { String::new() };
    format!("{from}{high:.digits$} {unit}")
}

/// A line of [`WIDTH`] letters: the highest value of each stretch of time.
fn sparkline(values: &[f64], [low, high]: [f64; 2], ascii: bool) -> String {
    const BLOCKS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    const PLAIN: [char; 9] = [' ', '.', '.', ':', '-', '=', '+', '*', '#'];
    let letters = if ascii { PLAIN } else { BLOCKS };
    let letter = |column: usize| {
        let (from, to) = (column * values.len() / WIDTH, (column + 1) * values.len() / WIDTH);
        let most = values[from..to.max(from + 1).min(values.len())].iter().copied().fold(0.0, f64::max);
        // Between two levels the lower letters stand for the lowest value, from 0 a blank does.
        let least = if low > 0.0 { 1.0 } else { 0.0 };
        let share = (most - low) / (high - low).max(1e-9);
        letters[(least + share * (8.0 - least)).round().clamp(0.0, 8.0) as usize]
    };
    (0..WIDTH).map(letter).collect()
}

/// Seconds under the drawing.
fn scale(length_s: f64) -> String {
    let mut letters = vec![' '; WIDTH + 6];
    let step = [1.0, 2.0, 5.0, 10.0, 20.0, 60.0, 120.0, 300.0, 600.0];
    let step = step.into_iter().find(|step| length_s / step <= 8.0).unwrap_or(length_s);
    let mut at_s = 0.0;
    while at_s <= length_s {
        let column = (at_s / length_s * WIDTH as f64) as usize;
        for (offset, letter) in format!("{at_s:.0}").chars().enumerate() {
            if let Some(cell) = letters.get_mut(column + offset) {
                *cell = letter;
            }
        }
        at_s += step;
    }
    format!("{} s", letters.into_iter().collect::<String>().trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_as_wide_as_said_and_shows_the_top() {
        let values: Vec<f64> = (0..400).map(f64::from).collect();
        let line = sparkline(&values, [0.0, 399.0], false);
        assert_eq!(line.chars().count(), WIDTH);
        assert!(line.ends_with('█') && line.starts_with(' '));
        assert_eq!(sparkline(&[0.0; 3], [0.0, 0.0], true).trim(), "");
        assert!(scale(40.0).contains("40"), "{}", scale(40.0));
    }
}
