//! How often a cramp comes with a factor and without it, everything else as it was.

use charley_domain::{exposure::TriggerId, interval::Interval, stream};
use rand_distr::{Beta, Distribution};
use serde::Serialize;

use super::Timing;
use crate::{Posterior, numeric::exp::exp};

/// Steps of Newton's method for the level; the rate is so near to a straight line that three are exact.
const STEPS: usize = 8; // own limit
/// How far a step of the level may go.
const FARTHEST: f64 = 2.0; // own limit: seven times the rate
/// Of what nothing is known, half a window each: Jeffreys' prior of a share.
const JEFFREYS: f64 = 0.5; // by definition

/// Two values of a factor that are set against each other, in its unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Contrast {
    /// The factor.
    pub id: TriggerId,
    /// When it is looked at.
    pub timing: Timing,
    /// Its value with it.
    pub with: f64,
    /// Its value without.
    pub without: f64,
}

/// Probability of a cramp (0 to 1) in a window with a factor and without it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Frequency {
    /// With it.
    pub with: Interval,
    /// Without it.
    pub without: Interval,
    /// With it, less without it.
    pub difference: Interval,
}

/// What the coefficients are multiplied with in one window, in their order, and what its log rate has beside.
#[derive(Debug, Clone)]
pub(super) struct StandardWindow {
    pub(super) terms: Vec<f64>,
    pub(super) offset: f64,
}

/// The windows of a person as a standard population.
///
/// Equation: in each draw the mean of 1 - e^-λ over the windows, with log λ = c + x·β, one factor set to a value in all of them; c is
/// the level at which that mean, with every factor as it was, is the share of windows with a cramp, drawn from its posterior,
/// Beta(k + ½, n - k + ½). Source: marginal standardisation (the g-formula of Robins 1986,
/// recalled). Valid for windows that the posterior was learned from.
#[derive(Debug)]
pub(super) struct Standard<'a> {
    pub(super) posterior: &'a Posterior,
    pub(super) draws: Vec<usize>,
    /// Values of each coefficient, one a draw.
    pub(super) columns: Vec<&'a [f64]>,
    /// The windows under some exposure draws.
    pub(super) windows: Vec<Vec<StandardWindow>>,
    pub(super) cramps: usize,
}

impl Standard<'_> {
    /// The frequencies of some contrasts, each of the coefficient that `place` gives.
    pub(super) fn frequencies(
        &self,
        contrasts: &[Contrast],
        place: impl Fn(&Contrast) -> Option<usize>,
        seed: u64,
    ) -> Vec<Option<Frequency>> {
        let places: Vec<Option<usize>> = contrasts.iter().map(place).collect();
        let of = self.windows.first().map_or(0, Vec::len);
        let quiet = of.saturating_sub(self.cramps) as f64;
        let Ok(share) = Beta::new(self.cramps as f64 + JEFFREYS, quiet + JEFFREYS) else {
            return vec![None; contrasts.len()];
        };
        if of == 0 {
            return vec![None; contrasts.len()];
        }
        let mut random = stream::of(seed, "share of windows with a cramp");
        let mut drawn: Vec<ContrastDraws> = vec![ContrastDraws::default(); contrasts.len()];
        for draw in &self.draws {
            let windows =
                &self.windows[self.posterior.model_of(*draw) * self.windows.len() / self.posterior.models()];
            let rates = self.rates(windows, *draw, share.sample(&mut random));
            for ((contrast, place), drawn) in contrasts.iter().zip(&places).zip(&mut drawn) {
                let Some(place) = *place else { continue };
                let beta = self.columns[place][*draw];
                let at = |value: f64| {
                    let moved = windows.iter().zip(&rates).map(|(window, rate)| {
                        -libm::expm1(-rate * exp(beta * (value - window.terms[place])))
                    });
                    moved.sum::<f64>() / of as f64
                };
                drawn.add(at(contrast.with), at(contrast.without));
            }
        }
        drawn.iter().map(ContrastDraws::frequency).collect()
    }

    /// The rate of each window in a draw, at the level at which so large a share of them has a cramp.
    fn rates(&self, windows: &[StandardWindow], draw: usize, share: f64) -> Vec<f64> {
        let relative: Vec<f64> = windows
            .iter()
            .map(|StandardWindow { terms, offset }| {
                exp(offset + terms.iter().zip(&self.columns).map(|(x, column)| x * column[draw]).sum::<f64>())
            })
            .collect();
        let wanted = share * relative.len() as f64;
        let mut level =
            libm::log(-libm::log1p(-share) * relative.len() as f64 / relative.iter().sum::<f64>());
        for _ in 0..STEPS {
            let factor = exp(level);
            let (mut sum, mut slope) = (0.0, 0.0);
            for relative in &relative {
                let rate = factor * relative;
                let quiet = exp(-rate);
                sum += 1.0 - quiet;
                slope += rate * quiet;
            }
            let step = ((wanted - sum) / slope).clamp(-FARTHEST, FARTHEST);
            level += step;
            if step.abs() < 1e-9 {
                break;
            }
        }
        let factor = exp(level);
        relative.into_iter().map(|relative| factor * relative).collect()
    }
}

/// The chances of one contrast, draw by draw.
#[derive(Debug, Clone, Default)]
struct ContrastDraws {
    with: Vec<f64>,
    without: Vec<f64>,
}

impl ContrastDraws {
    fn add(&mut self, with: f64, without: f64) {
        self.with.push(with);
        self.without.push(without);
    }

    fn frequency(&self) -> Option<Frequency> {
        let difference: Vec<f64> =
            self.with.iter().zip(&self.without).map(|(with, without)| with - without).collect();
        Some(Frequency {
            with: Interval::of(&self.with)?,
            without: Interval::of(&self.without)?,
            difference: Interval::of(&difference)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posterior(beta: f64) -> Posterior {
        Posterior {
            engine: "importance",
            names: vec!["beta[heat_5c]".to_owned()],
            columns: vec![vec![beta; 400]],
            weights: vec![1.0 / 400.0; 400],
            chains: 1,
            models: 1,
            pareto_k: None,
            divergences: 0,
            gradients: 0,
        }
    }

    fn frequency(posterior: &Posterior, values: &[f64], cramps: usize) -> Frequency {
        let windows =
            values.iter().map(|value| StandardWindow { terms: vec![*value], offset: 0.0 }).collect();
        let standard = Standard {
            posterior,
            draws: posterior.even_draws(200),
            columns: posterior.columns.iter().map(Vec::as_slice).collect(),
            windows: vec![windows],
            cramps,
        };
        let contrast =
            Contrast { id: TriggerId::night("heat_5c"), timing: Timing::Night, with: 1.0, without: 0.0 };
        standard.frequencies(&[contrast], |_| Some(0), 1)[0].unwrap()
    }

    #[test]
    fn it_adds_up_to_what_was_seen() {
        // A doubling, on half of 800 nights, of which 90 had a cramp: 60 and 30, nearly.
        let values: Vec<f64> = (0..800).map(|night| f64::from(night % 2)).collect();
        let posterior = posterior(2.0_f64.ln());
        let Frequency { with, without, difference } = frequency(&posterior, &values, 90);
        assert!(
            (with.q50 - 0.148).abs() < 0.004 && (without.q50 - 0.077).abs() < 0.004,
            "{with:?} {without:?}"
        );
        assert!(difference.q05 > 0.05 && difference.q95 < 0.09, "{difference:?}");
        let mean = f64::midpoint(with.q50, without.q50);
        assert!((mean - 90.0 / 800.0).abs() < 0.003, "{mean}");
    }

    #[test]
    fn what_does_nothing_makes_no_difference() {
        let Frequency { with, without, difference } = frequency(&posterior(0.0), &[0.0, 1.0, 1.0, 0.0], 1);
        assert_eq!(with, without);
        assert!(difference.q95.abs() < 1e-12);
    }
}
