//! The fit: strengths of the loop that bring the fitted rows close to what was published, by differential evolution, seeded.

use rand::RngExt as _;
use rand_chacha::ChaCha8Rng;

use crate::{
    circuit::{Circuit, Strength, TABLE},
    experiments::{ALL, Person, Published},
    stream,
};

pub mod summary;

use summary::Figure;

/// Greatest cost of one figure: a row that cannot be met must not rule the others.
const WORST: f64 = 9.0; // three published standard deviations

/// How a fit is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fit {
    /// Seed of the search.
    pub seed: u64,
    /// Simulated people on whom each candidate is judged, from seed 1 on.
    pub people: u64,
    /// Candidates that live at a time.
    pub population: usize,
    /// Generations.
    pub generations: usize,
}

/// What a fit tells while it runs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Progress {
    /// Candidates judged so far.
    pub judged: usize,
    /// The best so far.
    pub best: Circuit,
    /// Its cost.
    pub cost: f64,
}

/// The strengths that a fit moves, each with the value at which it starts. The starts and the strengths that are not here were found by
/// hand: a fit of them all would need days.
pub const FREE: &[(&str, f64)] = &[
    ("pic_gain", 0.74),       // by hand
    ("pic_loss", 0.6),        // by hand
    ("pic_loss_tau_s", 50.0), // by hand
    ("background", 0.0008),   // by hand
    ("noise", 0.0015),        // by hand
    ("shared", 0.0022),       // by hand
    ("adaptation", 0.0009),   // by hand
    ("ia", 0.04),             // by hand
    ("ib", 0.7),              // by hand
    ("metabolic", 0.05),      // by hand
    ("volley", 0.05),         // by hand
    ("terminal_hz", 16.0),    // by hand
    ("pump", 0.0035),         // by hand
    ("drink", 0.08),          // by hand
];

/// How far the first candidates lie around the start, in shares of their range.
const CLOUD: f64 = 0.04; // own choice: about as far as a strength moves a row by its spread

/// The loop at which a fit starts.
///
/// Equation: none. Source: [`FREE`]. Valid as the loop.
pub fn start() -> Circuit {
    let begin =
        |row: &Strength| FREE.iter().find(|(id, _)| *id == row.id).map_or(row.value, |(_, value)| *value);
    Circuit::of(&TABLE.iter().map(begin).collect::<Vec<_>>())
}

/// How far a loop is from what was published: the mean over the figures of [`summary::measure`] of the squared distance in published
/// standard deviations; a direction costs nine times the share of people in whom it fails. Nobody is measured further once the cost
/// has to exceed `limit`.
///
/// Equation: mean of min(9, ((ours - published) / SD)²). Source: ours. Valid for any loop.
pub fn cost(circuit: &Circuit, people: u64, limit: f64) -> f64 {
    let mut measured: Vec<Vec<Figure>> = Vec::new();
    for seed in 1..=people {
        measured.push(summary::measure(&Person { seed, circuit: *circuit }));
        // What the others would have to make good, if they were perfect.
        let least = total(&measured) * measured.len() as f64 / people as f64;
        if least > limit * 2.0 && seed < people {
            return least; // half of it may be luck
        }
    }
    total(&measured)
}

fn total(measured: &[Vec<Figure>]) -> f64 {
    let costs: Vec<f64> = costs(measured).into_iter().map(|(_, _, cost)| cost).collect();
    costs.iter().sum::<f64>() / costs.len().max(1) as f64
}

/// Each figure, its mean and its cost.
pub fn costs(measured: &[Vec<Figure>]) -> Vec<(Figure, Option<f64>, f64)> {
    let Some(first) = measured.first() else { return Vec::new() };
    let figures = first.iter().enumerate().map(|(place, figure)| {
        let values: Vec<f64> = measured.iter().filter_map(|person| person[place].value).collect();
        let mean = (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64);
        let published = ALL
            .iter()
            .flat_map(|experiment| experiment.rows)
            .filter(|row| row.number == figure.row)
            .flat_map(|row| row.quantities)
            .find(|quantity| quantity.name == figure.name)
            .map_or(Published::Text("no such figure"), |quantity| quantity.published);
        (*figure, mean, figure_cost(&published, &values, measured.len()))
    });
    figures.collect()
}

fn figure_cost(published: &Published, values: &[f64], people: usize) -> f64 {
    let missing = 1.0 - values.len() as f64 / people as f64;
    if *published == Published::Sign {
        return WORST * (1.0 - values.iter().sum::<f64>() / people as f64);
    }
    let (Some((low, high)), false) = (published.range(), values.is_empty()) else {
        return WORST;
    };
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    let sd = ((high - low) / 2.0).max(0.05); // a published spread of none
    (((mean - f64::midpoint(low, high)) / sd).powi(2) + WORST * missing).min(WORST)
}

impl Fit {
    /// The best loop found, beginning with the present one; `tell` hears of every candidate and ends the search by `false`.
    ///
    /// Equation: differential evolution, current to one of the best. Source: Storn and Price 1997; Zhang and Sanderson 2009.
    /// Valid for any seed; the same seed gives the same loop.
    pub fn run(&self, tell: &mut dyn FnMut(&Progress) -> bool) -> Circuit {
        let mut stream = stream::of(self.seed, "fit");
        let start = start().values();
        let mut living: Vec<(f64, Vec<f64>)> = Vec::new();
        for number in 0..self.population * (self.generations + 1) {
            let (place, candidate) = match number {
                0 => (0, start.clone()),
                number if number < self.population => (number, near(&start, CLOUD, &mut stream)),
                number => (number % self.population, child(number % self.population, &living, &mut stream)),
            };
            let limit = living.get(place).map_or(f64::INFINITY, |old| old.0);
            let cost = cost(&Circuit::of(&candidate), self.people, limit);
            if living.len() < self.population {
                living.push((cost, candidate));
            } else if cost < limit {
                living[place] = (cost, candidate);
            }
            let best = living.iter().min_by(|a, b| a.0.total_cmp(&b.0));
            let Some((cost, best)) = best else { continue };
            if !tell(&Progress { judged: number + 1, best: Circuit::of(best), cost: *cost }) {
                break;
            }
        }
        let best = living.iter().min_by(|a, b| a.0.total_cmp(&b.0));
        best.map_or_else(Circuit::default, |(_, best)| Circuit::of(best))
    }
}

/// A candidate between a parent, one of the best and a difference of two others.
fn child(place: usize, living: &[(f64, Vec<f64>)], stream: &mut ChaCha8Rng) -> Vec<f64> {
    let mut order: Vec<usize> = (0..living.len()).collect();
    order.sort_by(|a, b| living[*a].0.total_cmp(&living[*b].0));
    let best = &living[order[stream.random_range(0..(living.len() / 5).max(1))]].1;
    let (one, other) =
        (&living[stream.random_range(0..living.len())].1, &living[stream.random_range(0..living.len())].1);
    let (weight, crossing) = (stream.random_range(0.3..0.9), stream.random_range(0.3..1.0)); // Storn and Price 1997
    let parent = &living[place].1;
    let mixed = (0..parent.len()).map(|gene| {
        if stream.random::<f64>() < crossing {
            parent[gene] + weight * (best[gene] - parent[gene]) + weight * (one[gene] - other[gene])
        } else {
            parent[gene]
        }
    });
    held(&mixed.collect::<Vec<_>>())
}

fn free(row: &Strength) -> bool {
    FREE.iter().any(|(id, _)| *id == row.id)
}

/// A random neighbour: each free strength moved by up to `share` of its range.
fn near(start: &[f64], share: f64, stream: &mut ChaCha8Rng) -> Vec<f64> {
    let moved = start.iter().zip(TABLE).map(|(value, row)| {
        value + (row.range.1 - row.range.0) * share * (stream.random::<f64>() * 2.0 - 1.0)
    });
    held(&moved.collect::<Vec<_>>())
}

/// Each strength inside its range; what is assumed stays as it is.
fn held(values: &[f64]) -> Vec<f64> {
    values
        .iter()
        .zip(TABLE)
        .map(|(value, row)| if free(row) { value.clamp(row.range.0, row.range.1) } else { row.value })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_costs_its_distance_in_published_deviations() {
        let close = |a: f64, b: f64| (a - b).abs() < 1e-9;
        assert!(close(figure_cost(&Published::Sd(10.0, 2.0), &[12.0, 12.0], 2), 1.0));
        assert!(close(figure_cost(&Published::Sd(10.0, 2.0), &[30.0], 1), WORST));
        assert!(close(figure_cost(&Published::Sd(10.0, 2.0), &[], 2), WORST));
        assert!(close(figure_cost(&Published::Sign, &[1.0, 0.0], 2), WORST / 2.0));
    }

    #[test]
    fn candidates_stay_in_range_and_what_is_assumed_stays() {
        let mut stream = stream::of(1, "fit test");
        for _ in 0..20 {
            let candidate = near(&Circuit::default().values(), 2.0, &mut stream);
            for (value, row) in candidate.iter().zip(TABLE) {
                assert!((row.range.0..=row.range.1).contains(value), "{}", row.id);
                assert!(free(row) || value.to_bits() == row.value.to_bits(), "{}", row.id);
            }
        }
    }
}
