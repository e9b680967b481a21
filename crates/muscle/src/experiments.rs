//! Published experiments that hold the simulated cramp to account: what was found, what the simulation finds, whether it agrees.
//!
//! A seed is a person: own cells, own noise, own susceptibility. Row numbers are those of the project's study of the mechanism.
//! No row is scripted: each measures a [`crate::simulation::Simulation`] as the experimenter measured people.

mod aftermath;
mod beyond;
pub(crate) mod cohort;
mod discharge;
mod drive;
mod generation;
mod interstitial;
mod ladder;
mod mouth;
mod pain;
mod place;
mod ramp;
mod recovery;
mod shortening;
mod stretch;
mod susceptible;
mod tendon;
mod tired;
mod warmth;
mod water;

use crate::{
    circuit::Circuit,
    protocol::{self, Length, Protocol},
    recording::Recording,
    simulation::{Conditions, Simulation, SimulationSettings},
};

/// Rows of the study.
pub const ROWS: usize = 34;
/// Share of people in whom a direction has to hold.
const HOLDS_IN: f64 = 0.95;
/// Highest rate that is tried.
pub(crate) const HIGHEST_HZ: u32 = 50;

/// Step of the published ladders: a cramp is measured one step above the threshold, where it is not a matter of luck.
pub(crate) const STEP_HZ: f64 = 2.0;

/// How a row came to its figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowStatus {
    /// Its published figure was used to choose strengths of the loop, or to choose the cohort.
    Fitted,
    /// Nothing was chosen with it in view.
    Predicted,
    /// It follows from an assumption, not from the loop.
    ByConstruction,
    /// The simulation has no such input or output.
    NotExpressible,
}

impl RowStatus {
    /// Its word in documents.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Fitted => "fitted",
            Self::Predicted => "predicted",
            Self::ByConstruction => "by_construction",
            Self::NotExpressible => "not_expressible",
        }
    }
}

/// What was published about a quantity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Published {
    /// Mean and standard deviation.
    Sd(f64, f64),
    /// Mean, standard error, people.
    Se(f64, f64, u32),
    /// Least and greatest mean.
    Range(f64, f64),
    /// A direction.
    Sign,
    /// A figure that the simulation does not give.
    Text(&'static str),
}

impl Published {
    /// Range in which a simulated mean agrees.
    pub fn range(&self) -> Option<(f64, f64)> {
        match *self {
            Self::Sd(mean, sd) => Some((mean - sd, mean + sd)),
            Self::Se(mean, se, people) => {
                let sd = se * f64::from(people).sqrt();
                Some((mean - sd, mean + sd))
            }
            Self::Range(low, high) => Some((low, high)),
            Self::Sign | Self::Text(_) => None,
        }
    }
}

/// A figure of a row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quantity {
    /// What it is.
    pub name: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// What was published.
    pub published: Published,
}

/// A row of the study.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ExperimentRow {
    /// Its number.
    pub number: u8,
    /// What was done.
    pub experiment: &'static str,
    /// The paper, and how to find it.
    pub source: &'static str,
    /// One of the nine that have to agree before anything else counts.
    pub gate: bool,
    /// How it came to its figures.
    pub status: RowStatus,
    /// Its figures.
    pub quantities: &'static [Quantity],
    /// What has to be said with it.
    pub note: &'static str,
}

/// Rows that are measured together.
#[derive(Debug, Clone, Copy)]
pub struct Experiment {
    /// The rows.
    pub rows: &'static [ExperimentRow],
    /// Measures a person: a value for each quantity of each row in turn; a direction is 1 where it holds; none where the person did
    /// not show what is measured.
    pub measure: fn(&Subject) -> Vec<Option<f64>>,
}

/// Every experiment, by its first row.
pub const ALL: &[Experiment] = &[
    generation::EXPERIMENT,
    discharge::EXPERIMENT,
    susceptible::EXPERIMENT,
    ladder::EXPERIMENT,
    aftermath::EXPERIMENT,
    drive::EXPERIMENT,
    shortening::EXPERIMENT,
    stretch::EXPERIMENT,
    tendon::EXPERIMENT,
    place::EXPERIMENT,
    mouth::EXPERIMENT,
    tired::EXPERIMENT,
    pain::EXPERIMENT,
    water::EXPERIMENT,
    warmth::EXPERIMENT,
    interstitial::EXPERIMENT,
    recovery::EXPERIMENT,
    ramp::EXPERIMENT,
    beyond::EXPERIMENT,
];

/// Someone on whom experiments are done.
#[derive(Debug, Clone, Copy)]
pub struct Subject {
    /// Who.
    pub seed: u64,
    /// Strengths of the loop.
    pub circuit: Circuit,
}

impl Subject {
    /// Settings of this person in a cohort that is so much more susceptible than the middle.
    pub(crate) fn in_cohort(susceptibility: f64) -> SimulationSettings {
        SimulationSettings {
            conditions: Conditions { susceptibility, ..Conditions::default() },
            ..SimulationSettings::default()
        }
    }

    /// Threshold frequency with trains of this length.
    pub(crate) fn threshold(
        &self,
        settings: SimulationSettings,
        length: Length,
        blocked: bool,
    ) -> Option<f64> {
        let protocol = Protocol::train(settings, 0.0, length).blocked(blocked);
        protocol::threshold_hz(&protocol, &self.circuit, self.seed, HIGHEST_HZ).ok().flatten()
    }

    pub(crate) fn run(&self, protocol: &Protocol) -> Option<Recording> {
        protocol.run(&self.circuit, self.seed).ok()
    }

    pub(crate) fn simulation(&self, settings: SimulationSettings) -> Option<Simulation> {
        Simulation::with(settings, self.circuit, self.seed).ok()
    }
}

/// A direction as a number: 1 where it holds.
#[expect(clippy::unnecessary_wraps, reason = "every measurement is an option")]
pub(crate) fn holds(it: bool) -> Option<f64> {
    Some(f64::from(u8::from(it)))
}

/// What the simulation found about a quantity.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundFigure {
    /// The row.
    pub row: ExperimentRow,
    /// The quantity.
    pub quantity: Quantity,
    /// Mean over the people who have a value; a direction's is the share of all people.
    pub mean: Option<f64>,
    /// Standard deviation between people; none for one person.
    pub sd: Option<f64>,
    /// People with a value.
    pub people: usize,
    /// Whether this figure agrees. A row agrees when all of its figures do.
    pub agrees: bool,
}

/// Judges one experiment from the measurements of several people.
///
/// Equation: a mean agrees within one published standard deviation (a standard error times the square root of the people), if most
/// people have a value; a direction agrees when it holds in 95 % of people. Source: the project's contract. Valid from two people on.
pub fn judge(experiment: &Experiment, people: &[Vec<Option<f64>>]) -> Vec<FoundFigure> {
    let each =
        experiment.rows.iter().flat_map(|row| row.quantities.iter().map(move |quantity| (row, quantity)));
    each.enumerate()
        .map(|(place, (row, quantity))| {
            let values: Vec<f64> =
                people.iter().filter_map(|person| person.get(place).copied().flatten()).collect();
            found(row, quantity, &values, people.len())
        })
        .collect()
}

fn found(row: &ExperimentRow, quantity: &Quantity, values: &[f64], people: usize) -> FoundFigure {
    let mut found = FoundFigure {
        row: *row,
        quantity: *quantity,
        mean: None,
        sd: None,
        people: values.len(),
        agrees: false,
    };
    if values.is_empty() || matches!(quantity.published, Published::Text(_)) {
        return found;
    }
    if quantity.published == Published::Sign {
        let share = values.iter().sum::<f64>() / people as f64;
        (found.mean, found.people, found.agrees) = (Some(share), people, share >= HOLDS_IN);
        return found;
    }
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let square = values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (count - 1.0).max(1.0);
    (found.mean, found.sd) = (Some(mean), (values.len() > 1).then(|| square.sqrt()));
    let most = values.len() * 2 > people;
    found.agrees = most && quantity.published.range().is_some_and(|(low, high)| (low..=high).contains(&mean));
    found
}

/// Rows that agree: those all of whose figures do.
pub fn agreeing(found: &[FoundFigure]) -> usize {
    (1..=ROWS as u8).filter(|number| row_agrees(found, *number)).count()
}

/// Whether a row agrees.
pub fn row_agrees(found: &[FoundFigure], number: u8) -> bool {
    let mut of_row = found.iter().filter(|found| found.row.number == number).peekable();
    of_row.peek().is_some() && of_row.all(|found| found.agrees)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_row_of_the_study_stands_once() {
        let numbers: Vec<u8> =
            ALL.iter().flat_map(|experiment| experiment.rows).map(|row| row.number).collect();
        let different: BTreeSet<u8> = numbers.iter().copied().collect();
        assert_eq!(numbers.len(), ROWS);
        assert_eq!(different, (1..=ROWS as u8).collect());
        let gates: Vec<u8> = ALL
            .iter()
            .flat_map(|experiment| experiment.rows)
            .filter(|row| row.gate)
            .map(|row| row.number)
            .collect();
        assert_eq!(
            gates.iter().copied().collect::<BTreeSet<u8>>(),
            BTreeSet::from([1, 2, 4, 5, 9, 10, 11, 15, 21])
        );
    }

    #[test]
    fn agreement_is_the_rule_of_the_contract() {
        let quantity = |published| Quantity { name: "q", unit: "Hz", published };
        let row = ExperimentRow { quantities: &[], ..ALL[0].rows[0] };
        let agrees =
            |published, values: &[f64], people| found(&row, &quantity(published), values, people).agrees;
        assert!(agrees(Published::Sd(10.0, 2.0), &[11.0, 12.9], 2));
        assert!(!agrees(Published::Sd(10.0, 2.0), &[12.0, 12.9], 2));
        assert!(agrees(Published::Se(10.0, 1.0, 9), &[12.9], 1));
        assert!(!agrees(Published::Sd(10.0, 2.0), &[10.0], 3), "most people have no value");
        assert!(agrees(Published::Sign, &[1.0; 19], 20));
        assert!(!agrees(Published::Sign, &[1.0; 18], 20), "who has no value does not hold");
        assert!(!agrees(Published::Text("7"), &[7.0], 1), "what is not expressible never agrees");
    }
}
