//! The fit: strengths of the loop that bring the fitted rows close to what was published, by an evolution strategy, seeded.

use rand_distr::{Distribution as _, StandardNormal};

use charley_domain::stream;

use crate::{
    circuit::{Circuit, Strength, TABLE},
    experiments::{ALL, Published, Subject},
};

pub mod summary;

use summary::PersonFigure;

/// Greatest cost of one figure: a row that cannot be met must not rule the others.
const WORST: f64 = 9.0; // three published standard deviations

/// How a fit is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fit {
    /// Seed of the search.
    pub seed: u64,
    /// Simulated people on whom each candidate is judged, from seed 1 on.
    pub people: u64,
    /// Generations of `CHILDREN` and the middle from which they come.
    pub generations: usize,
}

/// A candidate, judged.
#[derive(Debug, Clone, PartialEq)]
pub struct JudgedCandidate {
    /// How many were judged before it; 0 is the start.
    pub number: usize,
    /// Its strengths.
    pub circuit: Circuit,
    /// Its cost for the first person, the first two and so on, up to where it was given up.
    pub costs: Vec<f64>,
    /// The length of the steps that led to it, 1 at first.
    pub step: f64,
}

/// The strengths that a fit moves, each with the value at which it starts, found by hand: [`Circuit::default`] has what the fit of seed 1
/// made of them. The strengths that are not here stay as they were found by hand: a fit of them all would need days.
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

/// How far candidates lie around the start at first: a standard deviation, in shares of the range.
const CLOUD: f64 = 0.01; // own choice: about as far as a strength moves a row by its spread
/// Children of a generation.
const CHILDREN: usize = 7; // own choice: with the middle, eight; Hansen and Ostermeier 2001 take 11 for 14 dimensions
/// Those that become parents, with their weights.
const PARENTS: [f64; 3] = [0.637, 0.284, 0.079]; // ln(4) - ln(rank), of their sum (Hansen and Ostermeier 2001)
/// A candidate is given up when people cost it so many times what they cost the middle.
const GIVE_UP: f64 = 2.0; // own choice: half of it may be luck

/// The loop at which a fit starts.
///
/// Equation: none. Source: [`FREE`]. Valid as the loop.
pub fn start() -> Circuit {
    let begin =
        |row: &Strength| FREE.iter().find(|(id, _)| *id == row.id).map_or(row.value, |(_, value)| *value);
    Circuit::of(&TABLE.iter().map(begin).collect::<Vec<_>>())
}

/// How far a loop is from what was published, for the first person, the first two and so on: the mean over the figures of
/// [`summary::measure`] of the squared distance in published standard deviations; a direction costs nine times the share of people in
/// whom it fails. Nobody is measured further once `give_up` holds.
///
/// Equation: mean of min(9, ((ours - published) / SD)²). Source: ours. Valid for any loop.
pub fn costs_of(circuit: &Circuit, people: u64, give_up: &dyn Fn(usize, f64) -> bool) -> Vec<f64> {
    let mut measured: Vec<Vec<PersonFigure>> = Vec::new();
    let mut costs = Vec::new();
    for seed in 1..=people {
        measured.push(summary::measure(&Subject { seed, circuit: *circuit }));
        let cost = total(&measured);
        costs.push(cost);
        if give_up(costs.len() - 1, cost) {
            break;
        }
    }
    costs
}

fn total(measured: &[Vec<PersonFigure>]) -> f64 {
    let costs: Vec<f64> = costs(measured).into_iter().map(|of| of.cost).collect();
    costs.iter().sum::<f64>() / costs.len().max(1) as f64
}

/// What a figure costs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FigureCost {
    /// The figure, as found in the first person.
    pub figure: PersonFigure,
    /// Its mean over those who have it.
    pub mean: Option<f64>,
    /// How far it is from what was published.
    pub cost: f64,
}

/// Each figure with its cost.
pub fn costs(measured: &[Vec<PersonFigure>]) -> Vec<FigureCost> {
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
        FigureCost { figure: *figure, mean, cost: figure_cost(&published, &values, measured.len()) }
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
    /// The middle at which the search ends, beginning with [`start`]; `tell` hears of every candidate and ends the search by `false`.
    ///
    /// A middle moves: each generation judges it and `CHILDREN` around it, and moves it to the mean of the best of them, in which luck
    /// cancels out. Steps grow while moves go the same way and shrink while they go to and fro. People are the same for all candidates. The
    /// candidate with the least cost is not what is wanted: on few people it is the luckiest.
    ///
    /// Equation: evolution strategy with recombination and a cumulative step. Source: Hansen and Ostermeier 2001, doi
    /// 10.1162/106365601750190398, without covariances. Valid for any seed; the same seed gives the same loop.
    pub fn run(&self, tell: &mut dyn FnMut(&JudgedCandidate) -> bool) -> Circuit {
        let mut stream = stream::of(self.seed, "fit");
        let mut walk = Walk::new();
        let stands_still = vec![0.0; FREE.len()];
        for generation in 0..self.generations {
            let mut middle = Vec::new();
            let mut children: Vec<(f64, Vec<f64>)> = Vec::new();
            for child in 0..=CHILDREN {
                let way: Vec<f64> = if child == 0 {
                    stands_still.clone()
                } else {
                    FREE.iter().map(|_| StandardNormal.sample(&mut stream)).collect()
                };
                let circuit = walk.circuit(&way);
                let worse = |people: usize, cost: f64| {
                    middle.get(people).is_some_and(|middle: &f64| cost > GIVE_UP * middle)
                };
                let costs = costs_of(&circuit, self.people, &worse);
                let cost = costs.last().copied().unwrap_or(f64::INFINITY);
                let whole = costs.len() == self.people as usize;
                if child == 0 {
                    middle.clone_from(&costs);
                } else {
                    children.push((if whole { cost } else { cost + WORST }, way)); // who was given up comes last
                }
                let number = generation * (CHILDREN + 1) + child;
                if !tell(&JudgedCandidate { number, circuit, costs, step: walk.step }) {
                    return walk.circuit(&stands_still);
                }
            }
            children.sort_by(|a, b| a.0.total_cmp(&b.0));
            walk.on(&children);
        }
        walk.circuit(&stands_still)
    }
}

/// The middle of a search, in first standard deviations from the start, and where it has been going.
struct Walk {
    middle: Vec<f64>,
    path: Vec<f64>,
    step: f64,
}

impl Walk {
    fn new() -> Self {
        Self { middle: vec![0.0; FREE.len()], path: vec![0.0; FREE.len()], step: 1.0 }
    }

    /// The loop a way off the middle; what is not free stays as it is.
    fn circuit(&self, way: &[f64]) -> Circuit {
        let mut values = start().values();
        for (place, (id, begin)) in FREE.iter().enumerate() {
            let strength = TABLE.iter().position(|row| row.id == *id).unwrap_or(0);
            let (low, high) = TABLE[strength].range;
            let moved = self.middle[place] + self.step * way[place];
            values[strength] = (begin + CLOUD * (high - low) * moved).clamp(low, high);
        }
        Circuit::of(&values)
    }

    /// Moves to the mean of the best ways, best first, and takes longer or shorter steps from now on.
    fn on(&mut self, sorted: &[(f64, Vec<f64>)]) {
        let dimensions = FREE.len() as f64;
        let effective = 1.0 / PARENTS.iter().map(|weight| weight * weight).sum::<f64>();
        let memory = (effective + 2.0) / (dimensions + effective + 5.0); // Hansen and Ostermeier 2001, as their tutorial has it
        let expected =
            dimensions.sqrt() * (1.0 - 1.0 / (4.0 * dimensions) + 1.0 / (21.0 * dimensions * dimensions)); // length of a random way
        for place in 0..FREE.len() {
            let way: f64 = PARENTS.iter().zip(sorted).map(|(weight, (_, way))| weight * way[place]).sum();
            self.middle[place] += self.step * way;
            self.path[place] =
                (1.0 - memory) * self.path[place] + (memory * (2.0 - memory) * effective).sqrt() * way;
        }
        let length = self.path.iter().map(|along| along * along).sum::<f64>().sqrt();
        self.step *= (memory / (1.0 + memory) * (length / expected - 1.0)).exp();
    }
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
    fn candidates_stay_in_range_and_what_is_not_free_stays() {
        let far = Walk { step: 100.0, ..Walk::new() };
        let candidate = far.circuit(&(0..FREE.len()).map(|place| place as f64 - 6.0).collect::<Vec<_>>());
        for ((value, began), row) in candidate.values().iter().zip(start().values()).zip(TABLE) {
            assert!((row.range.0..=row.range.1).contains(value), "{}", row.id);
            let free = FREE.iter().any(|(id, _)| *id == row.id);
            assert!(free || value.to_bits() == began.to_bits(), "{}", row.id);
        }
        assert_eq!(Walk::new().circuit(&vec![0.0; FREE.len()]), start(), "the search begins at the start");
    }

    #[test]
    fn the_walk_goes_down_a_bowl_and_its_steps_grow_shorter_there() {
        let mut stream = stream::of(1, "fit test");
        let mut walk = Walk::new();
        let cost = |middle: &[f64]| middle.iter().map(|along| (along - 2.0).powi(2)).sum::<f64>(); // a bowl two steps away
        let (first, mut longest) = (cost(&walk.middle), 0.0_f64);
        for _ in 0..120 {
            let mut children: Vec<(f64, Vec<f64>)> = (0..CHILDREN)
                .map(|_| {
                    let way: Vec<f64> = (0..FREE.len()).map(|_| StandardNormal.sample(&mut stream)).collect();
                    let there: Vec<f64> =
                        walk.middle.iter().zip(&way).map(|(m, w)| m + walk.step * w).collect();
                    (cost(&there), way)
                })
                .collect();
            children.sort_by(|a, b| a.0.total_cmp(&b.0));
            walk.on(&children);
            longest = longest.max(walk.step);
        }
        assert!(cost(&walk.middle) < 0.05 * first, "{} of {first}", cost(&walk.middle));
        assert!(walk.step < 0.5 * longest, "{} of {longest}", walk.step);
    }
}
