//! All windows of one kind with all factors: which of them can be learned, and their values draw by draw.

use charley_domain::{exposure::TriggerId, interval::Interval};

use super::{Cell, Fingerprint, Timing, cell::Drawn};
use crate::Normal;

/// Draws of the exposures: as many as the body model has possible bodies.
pub const IMPUTATIONS: usize = 64; // docs/studies/promises.md section 6: multiple imputation over the body's draws
/// Windows in which an exposure must be known to be learned from.
pub const LEAST_KNOWN: usize = 20; // own choice: ten each side of the reference are needed to name it
/// Least standard deviation of an exposure that varies.
const LEAST_SD: f64 = 1e-3; // a thousandth of a usual change

/// A factor that may raise or lower the rate.
#[derive(Debug, Clone, PartialEq)]
pub struct Factor {
    /// The trigger.
    pub id: TriggerId,
    /// Prior of its log hazard ratio a unit.
    pub prior: Normal,
    /// The level that counts as no exposure.
    pub reference: f64,
    /// When it is looked at.
    pub timing: Timing,
}

impl Factor {
    /// Its name among the factors of a model.
    pub fn name(&self) -> String {
        self.timing.name(&self.id)
    }

    /// Name of its coefficient.
    pub fn coefficient(&self) -> String {
        format!("beta[{}]", self.name())
    }

    /// Of what its draws in a window depend.
    fn stream(&self, window: &str) -> String {
        match self.timing {
            Timing::Night => format!("{} {window}", self.id),
            Timing::DaysBefore => format!("{} before {window}", self.id),
        }
    }
}

/// The values of the factors that can be learned, draw by draw.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Panel {
    pub(super) factors: Vec<Factor>,
    /// For each factor the values it was known to have, oldest first.
    pools: Vec<Vec<f64>>,
    /// For each factor and window how many known values came before it.
    earlier: Vec<Vec<u32>>,
    /// For each factor and window its draws.
    drawn: Vec<Vec<Drawn>>,
    seed: u64,
}

impl Panel {
    /// `windows` are the names of the windows, oldest first, with one cell for each factor.
    pub(super) fn of(factors: &[Factor], windows: &[(String, &[Cell])], seed: u64) -> Self {
        let mut panel =
            Self { factors: Vec::new(), pools: Vec::new(), earlier: Vec::new(), drawn: Vec::new(), seed };
        for (place, factor) in factors.iter().enumerate() {
            let (mut pool, mut earlier) = (Vec::new(), Vec::with_capacity(windows.len()));
            for (_, cells) in windows {
                earlier.push(pool.len() as u32);
                pool.extend(cells[place].middle());
            }
            // The days before are learned beside the day itself, which is what they are controlled by.
            let alone =
                factor.timing == Timing::DaysBefore && panel.factors.iter().all(|one| one.id != factor.id);
            if alone || !varies(&pool) {
                continue;
            }
            let draws = |(name, cells): &(String, &[Cell])| cells[place].draws(seed, &factor.stream(name));
            panel.drawn.push(windows.iter().map(draws).collect());
            panel.factors.push(factor.clone());
            panel.pools.push(pool);
            panel.earlier.push(earlier);
        }
        panel
    }

    /// The factors that are not in it, of which nothing is known.
    pub(super) fn rest(&self, factors: &[Factor]) -> Self {
        let is_new = |factor: &&Factor| self.factors.iter().all(|known| known.id != factor.id);
        let factors: Vec<Factor> = factors.iter().filter(is_new).cloned().collect();
        Self { pools: vec![Vec::new(); factors.len()], factors, seed: self.seed, ..Self::default() }
    }

    /// The known values of each factor, oldest first.
    pub(super) fn pools(&self) -> &[Vec<f64>] {
        &self.pools
    }

    /// Whether anything is known of a factor in a window.
    pub(super) fn is_known(&self, factor: usize, window: usize) -> bool {
        matches!(self.drawn[factor][window], Drawn::Values(_))
    }

    /// The exposures of a window in one draw, to learn from. What is not known stands at the mean of what is known: such a window
    /// then says nothing of that factor. Any other value, drawn without regard to what came of the window, would pull its
    /// effect towards none (Little and Rubin 2002, chapter 4).
    pub(super) fn exposures(&self, window: usize, draw: usize) -> Vec<f64> {
        let of_factor = self.drawn.iter().zip(&self.pools);
        let value = |(drawn, pool): (&Vec<Drawn>, &Vec<f64>)| match &drawn[window] {
            Drawn::Places(_) if !pool.is_empty() => pool.iter().sum::<f64>() / pool.len() as f64,
            drawn => drawn.value(draw, pool),
        };
        of_factor.map(value).collect()
    }

    /// The same as it was known before window `until`: what was not known then is any value this person had had by then.
    pub(super) fn exposures_until(&self, until: usize, window: usize, draw: usize) -> Vec<f64> {
        let of_factor = self.drawn.iter().zip(&self.pools).zip(&self.earlier);
        let value = |((drawn, pool), earlier): ((&Vec<Drawn>, &Vec<f64>), &Vec<u32>)| {
            let known = earlier.get(until).map_or(pool.len(), |known| *known as usize);
            drawn[window].value(draw, &pool[..known])
        };
        of_factor.map(value).collect()
    }

    /// The factors and their priors, after `so_far`.
    pub(super) fn fingerprint(&self, so_far: Fingerprint) -> Fingerprint {
        self.factors.iter().fold(so_far, |so_far, factor| {
            let Factor { prior, reference, .. } = factor;
            so_far.text(&factor.name()).number(prior.mean).number(prior.sd).number(*reference)
        })
    }

    /// The exposures of a window that is not of the panel, draw by draw; `cell` looks a factor up.
    pub(super) fn complete(&self, name: &str, cell: impl Fn(&Factor) -> Cell) -> Vec<Vec<f64>> {
        let of_factor: Vec<Drawn> =
            self.factors.iter().map(|factor| cell(factor).draws(self.seed, &factor.stream(name))).collect();
        let pools = || of_factor.iter().zip(&self.pools);
        (0..IMPUTATIONS).map(|draw| pools().map(|(drawn, pool)| drawn.value(draw, pool)).collect()).collect()
    }

    /// Of what its draws depend.
    pub(super) const fn seed(&self) -> u64 {
        self.seed
    }

    /// Where a factor stands in it.
    pub(super) fn place(&self, id: &TriggerId, timing: Timing) -> Option<usize> {
        self.factors.iter().position(|factor| factor.id == *id && factor.timing == timing)
    }

    /// What this person usually has of a factor: the median of what is known.
    pub(super) fn usual(&self, factor: usize) -> f64 {
        Interval::of(&self.pools[factor]).map_or(0.0, |pool| pool.q50)
    }

    /// The value of a factor in one draw of a window in which it is known.
    pub(super) fn known(&self, factor: usize, window: usize, draw: usize) -> Option<f64> {
        self.is_known(factor, window).then(|| self.drawn[factor][window].value(draw, &[]))
    }

    /// Variance of the known values of each factor.
    pub(super) fn variances(&self) -> Vec<f64> {
        self.pools.iter().map(|pool| variance(pool)).collect()
    }
}

fn variance(pool: &[f64]) -> f64 {
    let mean = pool.iter().sum::<f64>() / pool.len().max(1) as f64;
    pool.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / pool.len().max(1) as f64
}

fn varies(pool: &[f64]) -> bool {
    pool.len() >= LEAST_KNOWN && variance(pool).sqrt() >= LEAST_SD
}

/// The exposure draw that a model of a posterior was made for.
pub(super) const fn imputation(model: usize, models: usize) -> usize {
    model * IMPUTATIONS / models
}
