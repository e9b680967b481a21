//! Simulation-based calibration: parameters drawn from the prior must lie anywhere in their posteriors.

use charley_domain::stream;

use super::{
    chance::PersonRng,
    exposures::Days,
    persons::{AnswerChances, LEARNED, SyntheticPerson, TrueCoefficients},
    placeholders, uniform_p,
};
use crate::{
    Engine, Model, Normal, Posterior,
    attribution::{Shares, SharesDrawn},
    engine::{Importance, Unfit},
    hazard::{Night, NightPriors, Nights, probabilities},
};

/// Expected cramps of the persons, from which each replication draws one: so that every band is filled.
const TARGETS: [f64; 8] = [2.0, 4.0, 8.0, 12.0, 18.0, 26.0, 40.0, 60.0]; // own choice
/// Spread of the log base rate around it.
const ALPHA_SD: f64 = 0.4; // compare.py of docs/studies/inference.md
/// What exposures multiply the base rate by, about.
const LIFT: f64 = 1.6; // compare.py of docs/studies/inference.md

/// Bands of cramps in the diary, the last without an end.
pub const BANDS: [(usize, usize); 4] = [(1, 4), (5, 14), (15, 34), (35, usize::MAX)];

/// One person drawn from the prior, and where their truth lies in the posterior of their diary.
#[derive(Debug, Clone, PartialEq)]
pub struct Replication {
    /// Cramps in the diary.
    pub cramps: usize,
    /// Weighted share of draws below the truth, for each of [`Replication::quantities`].
    pub ranks: Vec<f64>,
    /// Whether the weights could be trusted.
    pub trusted: bool,
}

impl Replication {
    /// The replication of a number: a truth from the prior, 730 nights of it, and its posterior of so many draws.
    ///
    /// Equation: θ ~ prior, y ~ p(y | θ); the rank of θ is Σ w over draws below it, evenly spread if the posterior is
    /// right. Source: Talts et al. 2018 (arXiv 1804.06788); the log likelihood, the chance of the next night and the largest
    /// share of it are ranked alike (Modrák et al. 2023). Valid for the model of nights with the placeholder priors.
    ///
    /// # Errors
    /// [`Unfit`] when there is no posterior.
    pub fn of(seed: u64, number: u64, draws: usize) -> Result<Self, Unfit> {
        let mut chance = PersonRng::of(seed, "truth", number);
        let mut priors = placeholders();
        let target = TARGETS[chance.below(TARGETS.len())];
        priors.alpha = Normal { mean: libm::log(target / LEARNED as f64 / LIFT), sd: ALPHA_SD };
        let mut drawn = |prior: Normal| chance.normal(prior.mean, prior.sd);
        let alpha = drawn(priors.alpha);
        let beta = std::array::from_fn(|place| drawn(priors.beta[place].1));
        let season = [drawn(priors.season[0]), drawn(priors.season[1])];
        let truth = TrueCoefficients { alpha, beta, season, rho: drawn(priors.rho) };
        let days = Days::of(seed, number, LEARNED + 1);
        let person = SyntheticPerson::lived(truth, &days, AnswerChances::USUAL, seed, number);
        let model = Nights::of(&priors, person.learned(), None);
        let posterior =
            Importance { draws }.draw(&model, stream::seed(seed, "posterior of person", number))?;
        let tomorrow = &person.nights[LEARNED];
        Ok(Self {
            cramps: person.cramps(),
            ranks: ranks(&person, &posterior, (&model, &priors), tomorrow),
            trusted: posterior.is_trusted(),
        })
    }

    /// What is ranked: 16 parameters, the log likelihood, the chance of the next night, the largest share of it.
    pub fn quantities() -> Vec<String> {
        let mut names = Nights::of(&placeholders(), &[], None).names();
        names.extend(["log likelihood", "chance of the next night", "largest share"].map(str::to_owned));
        names
    }
}

fn ranks(
    person: &SyntheticPerson,
    posterior: &Posterior,
    (model, priors): (&Nights, &NightPriors),
    tomorrow: &Night,
) -> Vec<f64> {
    let truth = &person.truth;
    let mut at = vec![truth.alpha];
    at.extend(truth.beta);
    at.extend([truth.season[0], truth.season[1], truth.rho]);
    let below = |drawn: &[f64], truth: f64| posterior.probability(|draw| drawn[draw] < truth);
    let mut ranks: Vec<f64> =
        posterior.columns.iter().zip(&at).map(|(column, truth)| below(column, *truth)).collect();

    let draw = |draw: usize| posterior.columns.iter().map(|column| column[draw]).collect::<Vec<f64>>();
    let draws: Vec<Vec<f64>> = (0..posterior.draws()).map(draw).collect();
    let densities = model.log_densities(&draws, &vec![Vec::new(); draws.len()]);
    let likelihood = |density: f64, at: &[f64]| density - log_prior(priors, at);
    let likelihoods: Vec<f64> =
        densities.into_iter().zip(&draws).map(|(density, at)| likelihood(density, at)).collect();
    ranks.push(below(&likelihoods, likelihood(model.log_density(&at, &[]), &at)));

    let chances = probabilities(posterior, std::slice::from_ref(tomorrow));
    ranks.push(below(&chances, person.chances[LEARNED]));

    let factors: Vec<(String, Vec<f64>)> = priors
        .beta
        .iter()
        .zip(&tomorrow.exposures)
        .map(|((name, _), x)| (format!("beta[{name}]"), vec![*x]))
        .collect();
    let shares = SharesDrawn::of(posterior, &factors);
    let largest = |draw: usize| shares.factors.iter().map(|column| column[draw]).fold(f64::MIN, f64::max);
    let largest: Vec<f64> = (0..posterior.draws()).map(largest).collect();
    let logs: Vec<f64> = truth.beta.iter().zip(&tomorrow.exposures).map(|(beta, x)| beta * x).collect();
    ranks.push(below(&largest, Shares::of(&logs).factors.into_iter().fold(f64::MIN, f64::max)));
    ranks
}

fn log_prior(priors: &NightPriors, at: &[f64]) -> f64 {
    let normals = std::iter::once(&priors.alpha)
        .chain(priors.beta.iter().map(|(_, prior)| prior))
        .chain(&priors.season)
        .chain([&priors.rho]);
    let squares = normals.zip(at).map(|(prior, at)| ((at - prior.mean) / prior.sd).powi(2));
    -0.5 * squares.sum::<f64>()
}

/// How often 90 % intervals of the twelve exposures held the truth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Covered {
    /// Persons.
    pub persons: usize,
    /// Share of intervals that held it.
    pub share: f64,
}

/// What many replications say together.
#[derive(Debug, Clone, PartialEq)]
pub struct SimulationCalibration {
    /// For each quantity, the probability that evenly spread ranks would look like this.
    pub uniform: Vec<(String, f64)>,
    /// Coverage over all persons.
    pub covered: Covered,
    /// Coverage by the number of cramps in the diary, in the order of [`BANDS`].
    pub by_band: Vec<Covered>,
    /// Share of persons whose weights could be trusted.
    pub trusted: f64,
}

impl SimulationCalibration {
    /// The calibration of some replications.
    ///
    /// Equation: Kolmogorov-Smirnov test of the ranks, and the share of ranks between 0.05 and 0.95. A posterior that is right
    /// covers in every band of the diary too, since the band is part of what it is conditional on. Source: [`Replication::of`].
    /// Valid for some 100 replications and more.
    pub fn of(replications: &[Replication]) -> Self {
        let names = Replication::quantities().into_iter().enumerate();
        let column = |place: usize| replications.iter().map(|one| one.ranks[place]).collect::<Vec<f64>>();
        let within = |(from, to): (usize, usize)| {
            let of = replications.iter().filter(|one| (from..=to).contains(&one.cramps));
            covered(&of.collect::<Vec<_>>())
        };
        let trusted = replications.iter().filter(|one| one.trusted).count();
        Self {
            uniform: names.map(|(place, name)| (name, uniform_p(&column(place)))).collect(),
            covered: within((0, usize::MAX)),
            by_band: BANDS.map(within).to_vec(),
            trusted: trusted as f64 / replications.len() as f64,
        }
    }

    /// The quantity whose ranks are least even, with its probability.
    pub fn least_even(&self) -> Option<(&str, f64)> {
        let least = self.uniform.iter().min_by(|a, b| a.1.total_cmp(&b.1))?;
        Some((&least.0, least.1))
    }
}

fn covered(of: &[&Replication]) -> Covered {
    let betas = of.iter().flat_map(|one| &one.ranks[1..13]);
    let held = betas.filter(|rank| (0.05..=0.95).contains(*rank)).count();
    Covered { persons: of.len(), share: held as f64 / (12 * of.len()) as f64 }
}
