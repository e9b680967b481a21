//! How often a cramp comes of late, by the outcomes of the nights alone: a person's base rate, and a rival of every forecast.

use charley_domain::interval::Interval;

use super::{NightRow, nights::NightModel};
use crate::{
    Normal,
    hazard::{Logging, NightPriors, NightSetting},
};

/// Days from one step of the level to the next.
const STEP_D: f64 = 28.0; // docs/studies/inference.md section 1.3
/// Steps of the log rate that are weighed against each other.
const DRIFTS: [f64; 4] = [0.0, 0.15, 0.35, 0.7]; // own choice: from none to the tail of a half-normal of 0.3
/// Log rates (cramps a night) that are told apart: from never to several times a night.
const LOWEST: f64 = -30.0; // own limit: once in the age of mankind
const APART: f64 = 0.2; // own choice: a fifth is finer than any diary can tell
const POINTS: usize = 165; // own limit: up to e^2.8, 16 a night
/// Standard deviations to which a step is followed.
const FAR: f64 = 4.0; // standard normal: 6 in 100,000 lie beyond

/// How likely a cramp is in a night like the last ones, by what came of nights alone.
///
/// Equation: a hidden random walk of the log rate, one step N(0, σ) each 28 days; nights of a step are quiet with e^-λ; the density
/// of now is carried forward over a grid of log rates for each of four σ, which are weighed by their evidence and a half-normal
/// prior. Nights nobody spoke of count as in [`crate::hazard::Nights`], at the usual log odds ratio of answers. Source: the forward recursion of
/// hidden Markov models, Rabiner 1989. Valid for any number of nights, also none.
#[derive(Debug, Clone, PartialEq)]
pub struct NightLevel {
    /// Share of each log rate.
    shares: Vec<f64>,
    /// The step that fits best.
    pub(super) drift_sd: f64,
}

/// Known and unknown nights of one step.
#[derive(Debug, Clone, Copy, Default)]
struct LevelStep {
    cramp: f64,
    quiet: f64,
    unknown: f64,
    /// What was said of four weeks: nights with a cramp, and without.
    stated: Option<crate::hazard::Stated>,
}

impl NightLevel {
    /// The level on a day (as [`NightRow::day`] counts) after some nights.
    pub(super) fn of(rows: &[NightRow], model: NightModel<'_>, day: f64) -> Self {
        let NightModel { priors, setting } = model;
        let steps = steps(rows, setting, day);
        let silence = setting.logging.map(|logging| silence(&steps, logging)).unwrap_or_default();
        let likelihoods: Vec<Vec<f64>> = steps.iter().map(|step| likelihood(step, silence)).collect();
        let prior = prior(priors, setting);
        let drifts = if setting.drift_sd.is_some() && steps.len() > 1 { &DRIFTS[..] } else { &DRIFTS[..1] };
        let ways: Vec<(f64, f64, Vec<f64>)> = drifts
            .iter()
            .map(|sd| {
                let (evidence, shares) = forward(&prior, &likelihoods, *sd);
                (*sd, evidence - 0.5 * (sd / setting.drift_sd.unwrap_or(1.0)).powi(2), shares)
            })
            .collect();
        let best = ways.iter().max_by(|a, b| a.1.total_cmp(&b.1));
        let (drift_sd, highest) = best.map_or((0.0, 0.0), |(sd, evidence, _)| (*sd, *evidence));
        let mut shares = vec![0.0; POINTS];
        for (_, evidence, of_way) in &ways {
            let weight = libm::exp(evidence - highest);
            for (share, one) in shares.iter_mut().zip(of_way) {
                *share += weight * one;
            }
        }
        normalise(&mut shares);
        Self { shares, drift_sd }
    }

    /// Mean probability of a cramp (0 to 1).
    ///
    /// Equation, source and validity: [`NightLevel`].
    pub fn mean(&self) -> f64 {
        self.shares.iter().enumerate().map(|(point, share)| share * chance(log_rate(point as f64))).sum()
    }

    /// Quantiles of the probability of a cramp (0 to 1).
    ///
    /// Equation, source and validity: [`NightLevel`].
    pub fn interval(&self) -> Interval {
        let at = |wanted: f64| {
            let mut below = 0.0;
            for (point, share) in self.shares.iter().enumerate() {
                if below + share >= wanted {
                    return chance(log_rate(point as f64 - 0.5 + (wanted - below) / share));
                }
                below += share;
            }
            1.0
        };
        Interval { q05: at(0.05), q50: at(0.5), q95: at(0.95) }
    }
}

fn log_rate(point: f64) -> f64 {
    LOWEST + APART * point
}

fn chance(log_rate: f64) -> f64 {
    -libm::expm1(-libm::exp(log_rate))
}

/// What is known of each step up to a day, the oldest first.
fn steps(rows: &[NightRow], setting: NightSetting, day: f64) -> Vec<LevelStep> {
    let first = rows.first().map_or(day, |row| row.day);
    let place = |day: f64| ((day - first) / STEP_D).floor().max(0.0) as usize;
    let mut steps = vec![LevelStep::default(); place(day) + 1];
    let last = steps.len() - 1;
    for row in rows {
        let step = &mut steps[place(row.day).min(last)];
        match row.outcome.cramp() {
            Some(true) => step.cramp += 1.0,
            Some(false) => step.quiet += 1.0,
            None => step.unknown += 1.0,
        }
    }
    if let Some(stated) = setting.stated {
        steps[place(stated.day).min(last)].stated = Some(stated);
    }
    steps
}

/// Chances that a night is not answered.
#[derive(Debug, Clone, Copy, Default)]
struct Silence {
    after_quiet: f64,
    after_cramp: f64,
}

/// The chances at which as many nights as were answered would be.
fn silence(steps: &[LevelStep], logging: Logging) -> Silence {
    let sum = |of: &dyn Fn(&LevelStep) -> f64| steps.iter().map(of).sum::<f64>();
    let (cramp, quiet, unknown) =
        (sum(&|step| step.cramp), sum(&|step| step.quiet), sum(&|step| step.unknown));
    let known = (cramp + quiet).max(0.5); // own choice: half a night, so that there is a share
    let (answered, share) = (known / (known + unknown), cramp / known);
    let silent = |log_odds: f64| 1.0 / (1.0 + libm::exp(log_odds));
    // The more likely an answer, the less is silent: halved until it fits.
    let (mut low, mut high) = (-20.0, 20.0); // own limits: odds of 2 in a thousand million
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        let (of_quiet, of_cramp) = (silent(middle), silent(middle + logging.delta.mean));
        let answers = 1.0 - (1.0 - share) * of_quiet - share * of_cramp;
        if answers < answered { low = middle } else { high = middle }
    }
    Silence { after_quiet: silent(low), after_cramp: silent(low + logging.delta.mean) }
}

/// Log likelihood of a step at each log rate.
fn likelihood(step: &LevelStep, silence: Silence) -> Vec<f64> {
    let of_point = |point: usize| {
        let log_rate = log_rate(point as f64);
        let (rate, any) = (libm::exp(log_rate), chance(log_rate));
        let mut sum = -step.quiet * rate;
        if step.cramp > 0.0 {
            sum += step.cramp * libm::log(any);
        }
        if step.unknown > 0.0 {
            let silent = silence.after_cramp * any + silence.after_quiet * (1.0 - any);
            sum += step.unknown * libm::log(silent.max(f64::MIN_POSITIVE));
        }
        sum + step.stated.map_or(0.0, |stated| stated.terms(log_rate)[0])
    };
    (0..POINTS).map(of_point).collect()
}

/// Share of each log rate before any night is known.
fn prior(priors: &NightPriors, setting: NightSetting) -> Vec<f64> {
    let Normal { mean, sd } = priors.alpha;
    let log = |log_rate: f64| {
        setting
            .people
            .map_or_else(|| -0.5 * ((log_rate - mean) / sd).powi(2), |people| people.log_density(log_rate))
    };
    let logs: Vec<f64> = (0..POINTS).map(|point| log(log_rate(point as f64))).collect();
    let highest = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let mut shares: Vec<f64> = logs.iter().map(|log| libm::exp(log - highest)).collect();
    normalise(&mut shares);
    shares
}

/// The evidence of all steps under one size of drift, and the shares after the last.
fn forward(prior: &[f64], likelihoods: &[Vec<f64>], sd: f64) -> (f64, Vec<f64>) {
    let kernel: Vec<f64> = (0..=(FAR * sd / APART).ceil() as usize)
        .map(|away| if away == 0 { 1.0 } else { libm::exp(-0.5 * (away as f64 * APART / sd).powi(2)) })
        .collect();
    let whole = kernel[0] + 2.0 * kernel[1..].iter().sum::<f64>();
    let (mut shares, mut evidence) = (prior.to_vec(), 0.0);
    for (number, likelihood) in likelihoods.iter().enumerate() {
        if number > 0 && sd > 0.0 {
            shares = walked(&shares, &kernel, whole);
        }
        let highest = likelihood.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        for (share, log) in shares.iter_mut().zip(likelihood) {
            *share *= libm::exp(log - highest);
        }
        evidence += highest + libm::log(normalise(&mut shares).max(f64::MIN_POSITIVE));
    }
    (evidence, shares)
}

/// One step of the walk; what would leave the grid stays at its end.
fn walked(shares: &[f64], kernel: &[f64], whole: f64) -> Vec<f64> {
    let mut after = vec![0.0; POINTS];
    for (point, share) in shares.iter().enumerate().filter(|(_, share)| **share > 0.0) {
        let one = share / whole;
        after[point] += one * kernel[0];
        for (away, weight) in kernel.iter().enumerate().skip(1) {
            after[point.saturating_sub(away)] += one * weight;
            after[(point + away).min(POINTS - 1)] += one * weight;
        }
    }
    after
}

/// Makes shares of weights; gives their sum.
fn normalise(shares: &mut [f64]) -> f64 {
    let sum: f64 = shares.iter().sum();
    for share in shares {
        *share /= sum.max(f64::MIN_POSITIVE);
    }
    sum
}

#[cfg(test)]
mod tests {
    use charley_domain::stream;
    use rand::{RngExt, seq::SliceRandom};

    use super::*;
    use crate::{
        base_rate::{NIGHT_LOG_RATE, SurveyedMonth},
        hazard::{Outcome, Stated},
    };

    const ADULTS: SurveyedMonth = SurveyedMonth { any: 0.305, more_than: 0.06, often: 5 };
    const OLD: SurveyedMonth = SurveyedMonth { any: 0.46, more_than: 0.15, often: 3 };

    fn rows(outcomes: &[Outcome]) -> Vec<NightRow> {
        let row = |(place, outcome): (usize, &Outcome)| NightRow {
            name: place.to_string(),
            day: place as f64,
            hours_in_bed: 8.0,
            history: 0.0,
            outcome: *outcome,
            cells: Vec::new(),
        };
        outcomes.iter().enumerate().map(row).collect()
    }

    fn level(outcomes: &[Outcome], month: SurveyedMonth, stated: Option<Stated>) -> NightLevel {
        let nothing = Normal { mean: 0.0, sd: 1.0 };
        let priors =
            NightPriors { alpha: NIGHT_LOG_RATE, beta: Vec::new(), season: [nothing; 2], rho: nothing };
        let logging = outcomes.contains(&Outcome::Unknown).then(Logging::usual);
        let setting = NightSetting { logging, people: month.people(), drift_sd: Some(0.3), stated };
        NightLevel::of(&rows(outcomes), NightModel { priors: &priors, setting }, outcomes.len() as f64)
    }

    /// Nights of which so many, picked at random, had a cramp.
    fn diary(nights: usize, cramps: usize, person: u64) -> Vec<Outcome> {
        let mut all = vec![Outcome::None; nights];
        all[..cramps].fill(Outcome::Cramp);
        all.shuffle(&mut stream::of(person, "diary"));
        all
    }

    /// Persons of the gamma-Poisson that both answers of a survey fix, which is not the prior: of those with c cramps in n
    /// nights the rate is a gamma of shape k + c, so that their true mean chance is known.
    #[test]
    fn forecasts_are_level_at_every_number_of_cramps() {
        for month in [ADULTS, OLD] {
            let rates = month.rates().unwrap();
            for (nights, cramps) in
                [(60, 0), (240, 0), (240, 1), (240, 2), (240, 3), (240, 10), (642, 0), (642, 3), (642, 35)]
            {
                let shape = rates.shape + cramps as f64;
                let scale = rates.shape / rates.everyone + nights as f64;
                let truth = 1.0 - (1.0 + 1.0 / scale).powf(-shape);
                let persons = 24;
                let said = |person| level(&diary(nights, cramps, person), month, None).mean();
                let said = (0..persons).map(said).sum::<f64>() / persons as f64;
                println!("{nights} {cramps}: said {said:.5} true {truth:.5} ratio {:.3}", said / truth);
                assert!(
                    (0.9..=1.1).contains(&(said / truth)),
                    "{nights} nights, {cramps} cramps: {}",
                    said / truth
                );
            }
        }
    }

    #[test]
    fn quiet_nights_count_from_the_first() {
        let after = |nights| level(&vec![Outcome::None; nights], OLD, None).mean();
        let all: Vec<f64> = [0, 1, 5, 60, 240].map(after).to_vec();
        assert!(all.windows(2).all(|pair| pair[1] < pair[0]), "{all:?}");
        assert!(all[4] <= 0.015 && all[2] < 0.7 * all[0], "{all:?}");
    }

    #[test]
    fn who_cramps_every_night_is_believed_soon() {
        assert!(level(&[Outcome::Cramp; 7], ADULTS, None).mean() > 0.6);
        let says = |cramps| Some(Stated { day: 0.0, nights: 28.0, cramps });
        let [never, weekly, daily] = [0.0, 4.0, 28.0].map(|cramps| level(&[], ADULTS, says(cramps)).mean());
        assert!(never < 0.02 && (0.08..0.25).contains(&weekly) && daily > 0.6, "{never} {weekly} {daily}");
    }

    #[test]
    fn the_level_follows_a_change_and_a_cramp_of_ten_years_ago_is_past() {
        let mut improved = diary(300, 150, 1);
        improved.extend(diary(120, 3, 2));
        let now = level(&improved, ADULTS, None);
        assert!((0.01..0.09).contains(&now.mean()) && now.drift_sd > 0.0, "{}", now.mean());
        let lately = diary(90, 9, 3);
        let mut rows = rows(&lately);
        let before = NightLevel::of(&rows, adults(), 90.0).mean();
        rows.insert(0, NightRow { day: -3652.0, outcome: Outcome::Cramp, ..rows[0].clone() });
        let with = NightLevel::of(&rows, adults(), 90.0).mean();
        assert!((with / before - 1.0).abs() < 0.15, "{before} {with}");
    }

    fn adults() -> NightModel<'static> {
        const NOTHING: Normal = Normal { mean: 0.0, sd: 1.0 };
        static PRIORS: NightPriors =
            NightPriors { alpha: NIGHT_LOG_RATE, beta: Vec::new(), season: [NOTHING; 2], rho: NOTHING };
        let setting =
            NightSetting { people: ADULTS.people(), drift_sd: Some(0.3), ..NightSetting::default() };
        NightModel { priors: &PRIORS, setting }
    }

    #[test]
    fn silence_is_not_quiet() {
        let mut rng = stream::of(1, "silence");
        let silent: Vec<Outcome> = diary(300, 60, 4)
            .into_iter()
            .map(|night| if rng.random::<f64>() < 0.5 { Outcome::Unknown } else { night })
            .collect();
        let known: Vec<Outcome> = silent.iter().copied().filter(|night| *night != Outcome::Unknown).collect();
        let ratio = level(&silent, ADULTS, None).mean() / level(&known, ADULTS, None).mean();
        assert!((0.5..1.02).contains(&ratio), "{ratio}");
    }
}
