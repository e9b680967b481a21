//! Diaries that the model makes beside the person's own: whether what was learned would bring nights like theirs.

use charley_domain::stream::{self, normals};
use rand::RngExt;
use serde::Serialize;

use super::{
    LearnedNights,
    nights::{NightModel, night},
    panel::imputation,
    track::LEARNING_WINDOWS,
};
use crate::{
    Model,
    engine::mode,
    hazard::{Night, linear_terms},
};

/// Draws of the exposures, and diaries that are made with each.
const EXPOSURE_DRAWS: usize = 4; // own choice, of 64
const DIARIES: usize = 100; // own choice: 400 in all tell a p of 0.05 from 0.03 and 0.07
/// Cramps below which nothing is compared.
const LEAST_CRAMPS: usize = 3; // docs/studies/inference.md section 1.6
/// Days of a week, and days without a cramp after which the next one begins another bout.
const WEEK_D: f64 = 7.0; // by definition
/// Nights after which half of a cramp is forgotten.
const HALF_LIFE_NIGHTS: f64 = 3.0; // docs/studies/inference.md section 1.3
/// Below this p a feature is not what the model makes.
const UNLIKE: f64 = 0.05 / 3.0; // own choice: 5 % over three features

/// What is counted in a diary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Feature {
    /// Nights with a cramp in the fullest seven days.
    MostInAWeek,
    /// Known nights without a cramp between two with one, at most.
    LongestQuietRun,
    /// Bouts: cramps no more than a week apart are one.
    Bouts,
}

/// One feature of the person's diary, beside that of diaries that the model makes.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Replicated {
    /// What is counted.
    pub feature: Feature,
    /// In the person's diary.
    pub seen: usize,
    /// In 90 of 100 made diaries it lies from here
    pub from: usize,
    /// to here.
    pub to: usize,
    /// Two-sided posterior predictive p.
    pub p: f64,
}

impl Replicated {
    /// Whether the model hardly makes such diaries.
    ///
    /// Equation: p below 0.05 / 3. Source: Bonferroni. Valid for the three features together.
    pub fn is_unlike(&self) -> bool {
        self.p < UNLIKE
    }
}

/// The nights of a diary: the day of each, and whether a cramp came; `None` where nobody said.
type NightByNight = [(f64, Option<bool>)];

impl LearnedNights {
    /// Features of the person's nights beside those of 400 diaries that the model makes of the same exposures; empty below 30
    /// known nights and 3 cramps.
    ///
    /// Equation: coefficients and drift are drawn from the normal distribution that touches the posterior, nights are drawn in
    /// their order with the recent cramps of the made diary, nights nobody spoke of stay so; p = 2 min(P(T' ≥ T), P(T' ≤ T)).
    /// Source: posterior predictive checks, Gelman, Meng and Stern 1996, Stat Sin 6:733. They are conservative: the same nights
    /// were learned from. Valid where the quick form of the forecasts is.
    pub fn replicated(&self, seed: u64) -> Vec<Replicated> {
        let kept: Vec<(f64, Option<bool>)> =
            self.rows.iter().map(|row| (row.day, row.outcome.cramp())).collect();
        let cramps = kept.iter().filter(|(_, came)| *came == Some(true)).count();
        if self.known() < LEARNING_WINDOWS || cramps < LEAST_CRAMPS {
            return Vec::new();
        }
        let made: Vec<[usize; 3]> =
            (0..EXPOSURE_DRAWS).flat_map(|number| self.made(&kept, (number, seed))).collect();
        if made.is_empty() {
            return Vec::new();
        }
        let of = |(place, (feature, seen)): (usize, (Feature, usize))| {
            compared(feature, seen, made.iter().map(|features| features[place]).collect())
        };
        FEATURES.into_iter().zip(features(&kept)).enumerate().map(of).collect()
    }

    /// Features of the diaries that are made with one draw of the exposures.
    fn made(&self, kept: &NightByNight, (number, seed): (usize, u64)) -> Vec<[usize; 3]> {
        let draw = imputation(number, EXPOSURE_DRAWS);
        let nights: Vec<Night> = (self.rows.iter().enumerate())
            .map(|(place, row)| night(row, self.panel.exposures(place, draw)))
            .collect();
        let model = NightModel { priors: &self.priors, setting: self.setting }.of(&nights);
        let scales = &[self.level.drift_sd][..model.scales().len()];
        let Ok(found) = mode(&model, scales, &model.start()) else { return Vec::new() };
        let terms: Vec<(Vec<f64>, f64)> = nights.iter().map(linear_terms).collect();
        let days: Vec<f64> = kept.iter().map(|(day, _)| *day).collect();
        let own = recent(kept);
        (0..DIARIES)
            .map(|diary| {
                let name = format!("made diary {number} {diary}");
                let mut at = normals(seed, &name, found.at.len());
                found.factor.backward(&mut at);
                for (at, mode) in at.iter_mut().zip(&found.at) {
                    *at += mode;
                }
                let mut logs = model.drifts(&days, &at, scales);
                for (log, (terms, offset)) in logs.iter_mut().zip(&terms) {
                    *log += offset + terms.iter().zip(&at).map(|(x, b)| x * b).sum::<f64>();
                }
                // The coefficient of recent cramps is the last of the terms.
                let rho = at[terms.first().map_or(0, |(terms, _)| terms.len() - 1)];
                let answered = model.answers(&at).map_or(1.0, likelier);
                features(&lived(kept, MadeRates { logs: &logs, own: &own, rho, answered }, (seed, &name)))
            })
            .collect()
    }
}

/// Log rates of the nights, with the recent cramps of the person's own diary in them, and the coefficient of those.
#[derive(Clone, Copy)]
struct MadeRates<'a> {
    logs: &'a [f64],
    own: &'a [f64],
    rho: f64,
    /// How many times as often a night is answered after a cramp as after none.
    answered: f64,
}

/// How many times as often a night is answered after a cramp, by the log odds of an answer after a quiet night and after one.
fn likelier((quiet, cramp): (f64, f64)) -> f64 {
    let chance = |log_odds: f64| 1.0 / (1.0 + libm::exp(-log_odds));
    chance(cramp) / chance(quiet)
}

/// A diary as it would have gone: the recent cramps are its own.
fn lived(
    kept: &NightByNight,
    MadeRates { logs, own, rho, answered }: MadeRates<'_>,
    (seed, name): (u64, &str),
) -> Vec<(f64, Option<bool>)> {
    let mut rng = stream::of(seed, &format!("{name}, night by night"));
    let mut recent = RecentIndex::default();
    let of_night = |(((day, came), log), own): (((&f64, &Option<bool>), &f64), &f64)| {
        let log = log + rho * (recent.before(*day) - own);
        let any = -libm::expm1(-libm::exp(log.min(5.0))); // own choice: beyond 5 it is certain
        // The nights that are compared were answered.
        let cramped = rng.random::<f64>() * (answered * any + 1.0 - any) < answered * any;
        let made = came.map(|_| cramped);
        recent.pass(made == Some(true));
        (*day, made)
    };
    kept.iter().map(|(day, came)| (day, came)).zip(logs).zip(own).map(of_night).collect()
}

/// The index of recent cramps before each night.
fn recent(kept: &NightByNight) -> Vec<f64> {
    let mut recent = RecentIndex::default();
    let of_night = |(day, came): &(f64, Option<bool>)| {
        let before = recent.before(*day);
        recent.pass(*came == Some(true));
        before
    };
    kept.iter().map(of_night).collect()
}

/// The index of recent cramps, as the exposures have it.
#[derive(Debug, Default)]
struct RecentIndex {
    index: f64,
    day: Option<f64>,
}

impl RecentIndex {
    /// The index before a night.
    fn before(&mut self, day: f64) -> f64 {
        // The last night counted with its own step: of the nights since then each forgets once more.
        let nights = self.day.map_or(0.0, |last| (day - last - 1.0).max(0.0));
        self.index *= libm::exp2(-nights / HALF_LIFE_NIGHTS);
        self.day = Some(day);
        self.index
    }

    fn pass(&mut self, cramped: bool) {
        let left = libm::exp2(-1.0 / HALF_LIFE_NIGHTS);
        self.index = left * self.index + if cramped { 1.0 - left } else { 0.0 };
    }
}

const FEATURES: [Feature; 3] = [Feature::MostInAWeek, Feature::LongestQuietRun, Feature::Bouts];

/// The features of a diary, in the order of [`FEATURES`].
fn features(kept: &NightByNight) -> [usize; 3] {
    let cramps: Vec<f64> = kept.iter().filter(|(_, came)| *came == Some(true)).map(|(day, _)| *day).collect();
    let week = |from: usize| cramps[from..].iter().take_while(|day| **day < cramps[from] + WEEK_D).count();
    let most = (0..cramps.len()).map(week).max().unwrap_or(0);
    let bouts = cramps.windows(2).filter(|pair| pair[1] - pair[0] > WEEK_D).count();
    let (mut run, mut longest) = (0, 0);
    for (_, came) in kept {
        match came {
            Some(true) => run = 0,
            Some(false) => run += 1,
            None => {}
        }
        longest = longest.max(run);
    }
    [most, longest, bouts + usize::from(!cramps.is_empty())]
}

/// A feature beside those that were made.
fn compared(feature: Feature, seen: usize, mut made: Vec<usize>) -> Replicated {
    made.sort_unstable();
    let all = made.len() as f64;
    let at_most = made.partition_point(|one| *one <= seen) as f64 / all;
    let at_least = 1.0 - made.partition_point(|one| *one < seen) as f64 / all;
    let quantile = |share: f64| made[((share * all) as usize).min(made.len() - 1)];
    let p = (2.0 * at_most.min(at_least)).min(1.0);
    Replicated { feature, seen, from: quantile(0.05), to: quantile(0.95), p }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(signs: &str) -> Vec<(f64, Option<bool>)> {
        let came = |sign| match sign {
            '#' => Some(true),
            '.' => Some(false),
            _ => None,
        };
        signs.chars().enumerate().map(|(day, sign)| (day as f64, came(sign))).collect()
    }

    #[test]
    fn features_are_counted() {
        assert_eq!(features(&kept("")), [0, 0, 0]);
        assert_eq!(features(&kept("....")), [0, 4, 0]);
        assert_eq!(features(&kept("#.?.#...........#")), [2, 11, 2]);
        assert_eq!(
            features(&kept("#......#......##")),
            [2, 6, 1],
            "seven days on is the next week, and the same bout"
        );
    }

    #[test]
    fn recent_cramps_are_forgotten_by_half_in_three_nights() {
        let index = recent(&kept("#...."));
        assert!((index[1] - 0.2063).abs() < 1e-4 && (index[4] / index[1] - 0.5).abs() < 1e-9);
        let gap = recent(&[(0.0, Some(true)), (4.0, Some(false))]);
        assert!((gap[1] - index[4]).abs() < 1e-12, "nights that are left out are nights");
    }

    #[test]
    fn a_feature_at_the_edge_has_a_small_p() {
        let made: Vec<usize> = (0..100).collect();
        let middle = compared(Feature::Bouts, 50, made.clone());
        assert!(middle.p > 0.9 && (middle.from, middle.to) == (5, 95) && !middle.is_unlike());
        assert!(compared(Feature::Bouts, 200, made.clone()).is_unlike());
        assert!((compared(Feature::Bouts, 0, vec![0; 10]).p - 1.0).abs() < 1e-12);
    }
}
