//! All windows of one kind with all factors: which of them can be learned, and their values draw by draw.

use charley_domain::exposure::TriggerId;

use super::Cell;
use crate::Normal;

/// Draws of the exposures: as many as the body model has possible bodies.
pub const IMPUTATIONS: usize = 64; // DESIGN section 6: multiple imputation over the body's draws
/// Windows in which an exposure must be known to be learned from.
const LEAST_KNOWN: usize = 20; // own choice: ten each side of the reference are needed to name it
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
}

impl Factor {
    /// Name of its coefficient.
    pub fn coefficient(&self) -> String {
        format!("beta[{}]", self.id.id)
    }
}

/// The values of the factors that can be learned, draw by draw.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Panel {
    pub(super) factors: Vec<Factor>,
    /// For each factor the values it was known to have.
    pools: Vec<Vec<f64>>,
    /// For each factor and window a value for each exposure draw.
    values: Vec<Vec<Vec<f32>>>,
    seed: u64,
}

impl Panel {
    /// `windows` are the names of the windows with one cell for each factor.
    pub(super) fn of(factors: &[Factor], windows: &[(String, &[Cell])], seed: u64) -> Self {
        let pool = |factor: usize| -> Vec<f64> {
            windows.iter().filter_map(|(_, cells)| cells[factor].middle()).collect()
        };
        let learned: Vec<(usize, Vec<f64>)> = (0..factors.len())
            .map(|factor| (factor, pool(factor)))
            .filter(|(_, pool)| varies(pool))
            .collect();
        let values = learned
            .iter()
            .map(|(factor, pool)| {
                let id = &factors[*factor].id;
                let draws = |(name, cells): &(String, &[Cell])| {
                    cells[*factor].draws(pool, (seed, &format!("{id} {name}")))
                };
                windows.iter().map(draws).collect()
            })
            .collect();
        Self {
            factors: learned.iter().map(|(factor, _)| factors[*factor].clone()).collect(),
            pools: learned.into_iter().map(|(_, pool)| pool).collect(),
            values,
            seed,
        }
    }

    /// The exposures of a window in one draw.
    pub(super) fn exposures(&self, window: usize, draw: usize) -> Vec<f64> {
        self.values.iter().map(|factor| f64::from(factor[window][draw])).collect()
    }

    /// The exposures of a window that is not of the panel, draw by draw; `cell` looks a factor up.
    pub(super) fn complete(&self, name: &str, cell: impl Fn(&TriggerId) -> Cell) -> Vec<Vec<f64>> {
        let of_factor: Vec<Vec<f32>> = self
            .factors
            .iter()
            .zip(&self.pools)
            .map(|(factor, pool)| cell(&factor.id).draws(pool, (self.seed, &format!("{} {name}", factor.id))))
            .collect();
        (0..IMPUTATIONS)
            .map(|draw| of_factor.iter().map(|values| f64::from(values[draw])).collect())
            .collect()
    }

    /// For each factor how far a window lies from the reference, draw by draw, under the name of its coefficient.
    pub(super) fn differences(&self, window: usize) -> Vec<(String, Vec<f64>)> {
        self.factors
            .iter()
            .zip(&self.values)
            .map(|(factor, values)| {
                let differences = values[window].iter().map(|value| f64::from(*value) - factor.reference);
                (factor.coefficient(), differences.collect())
            })
            .collect()
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
