//! The published experiments on simulated people: every row of the study, what was found and what the simulation finds.

use charley_muscle::{
    circuit::Circuit,
    experiments::{self, ALL, FoundFigure, Published, ROWS, Subject},
};
use rayon::prelude::*;
use serde::Serialize;

/// What `charley see experiments --json` prints.
#[derive(Debug, Serialize)]
pub struct ExperimentsDocument {
    schema: &'static str,
    /// Figures, by row.
    pub rows: Vec<FigureLine>,
    /// Rows that agree.
    pub agree: usize,
    /// Rows of the study.
    pub of: usize,
    /// Simulated people.
    pub people: u64,
}

/// A figure of a row.
#[derive(Debug, Serialize)]
pub struct FigureLine {
    /// Number of the row.
    pub row: u8,
    /// What was done.
    pub experiment: &'static str,
    /// What was measured.
    pub quantity: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// What was found.
    pub published: PublishedFigure,
    /// What the simulation finds.
    pub simulated: SimulatedFigure,
    /// Whether this figure agrees; a row agrees when all of its figures do.
    pub agrees: bool,
    /// One of the nine rows that count first.
    pub release_gate: bool,
    /// How the row came to its figures.
    pub status: &'static str,
    /// What has to be said with it.
    pub note: &'static str,
}

/// A published figure.
#[derive(Debug, Serialize)]
pub struct PublishedFigure {
    /// Mean; of a direction 1, the share of people in whom it was seen; of a range its middle.
    pub mean: Option<f64>,
    /// Spread.
    pub spread: Option<f64>,
    /// Kind of the spread.
    pub spread_kind: &'static str,
    /// The paper.
    pub source: &'static str,
    /// The figure as text, where the simulation has nothing to compare with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<&'static str>,
}

/// A simulated figure.
#[derive(Debug, Serialize)]
pub struct SimulatedFigure {
    /// Mean over people; of a direction the share in whom it holds.
    pub mean: Option<f64>,
    /// Standard deviation between people.
    pub sd: Option<f64>,
    /// People who have a value.
    pub n: usize,
}

/// Pieces of work for so many people, for a bar.
pub fn pieces(people: u64) -> u64 {
    people * ALL.len() as u64
}

/// Every experiment on people of consecutive seeds; `tick` is called after each piece of work.
pub fn done(first: u64, people: u64, tick: &(dyn Fn() + Sync)) -> ExperimentsDocument {
    let circuit = Circuit::default();
    // The long experiments first, so that no core waits at the end.
    let each: Vec<(usize, u64)> =
        (0..people).flat_map(|person| (0..ALL.len()).map(move |number| (number, person))).collect();
    let mut measured: Vec<(usize, u64, Vec<Option<f64>>)> = each
        .into_par_iter()
        .with_max_len(1)
        .map(|(number, person)| {
            let values = (ALL[number].measure)(&Subject { seed: first + person, circuit });
            tick();
            (number, person, values)
        })
        .collect();
    measured.sort_by_key(|(number, person, _)| (*number, *person));
    let mut found = Vec::new();
    for (number, experiment) in ALL.iter().enumerate() {
        let of_it = measured.iter().filter(|(other, _, _)| *other == number);
        let values: Vec<Vec<Option<f64>>> = of_it.map(|(_, _, values)| values.clone()).collect();
        found.extend(experiments::judge(experiment, &values));
    }
    found.sort_by_key(|found| found.row.number);
    ExperimentsDocument {
        schema: "charley.experiments/1",
        agree: experiments::agreeing(&found),
        of: ROWS,
        people,
        rows: found.iter().map(line).collect(),
    }
}

impl ExperimentsDocument {
    /// Whether a row agrees.
    pub fn row_agrees(&self, number: u8) -> bool {
        self.rows.iter().filter(|line| line.row == number).all(|line| line.agrees)
    }
}

fn line(found: &FoundFigure) -> FigureLine {
    FigureLine {
        row: found.row.number,
        experiment: found.row.experiment,
        quantity: found.quantity.name,
        unit: found.quantity.unit,
        published: figure(found),
        simulated: SimulatedFigure { mean: found.mean, sd: found.sd, n: found.people },
        agrees: found.agrees,
        release_gate: found.row.gate,
        status: found.row.status.word(),
        note: found.row.note,
    }
}

fn figure(found: &FoundFigure) -> PublishedFigure {
    let (mean, spread, spread_kind, text) = match found.quantity.published {
        Published::Sd(mean, sd) => (Some(mean), Some(sd), "sd", None),
        Published::Se(mean, se, _) => (Some(mean), Some(se), "se", None),
        Published::Range(low, high) => {
            (Some(f64::midpoint(low, high)), Some((high - low) / 2.0), "range", None)
        }
        Published::Sign => (Some(1.0), None, "sign", None),
        Published::Text(text) => (None, None, "range", Some(text)),
    };
    PublishedFigure { mean, spread, spread_kind, source: found.row.source, text }
}
