//! `lab nights|sites|minutes`: the posterior of a table of nights or minutes under a table of priors.

mod derived;
mod read;

use charley_infer::{
    Engine, Model, Posterior, Summary,
    engine::{Careful, Importance, Nuts},
};
use serde::Serialize;

use self::read::Priors;
use super::{
    processor_s,
    table::{LabError, Table},
};

/// What the three hazards of the lab are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hazard {
    /// One row a night.
    Nights,
    /// One row a night, one column a body site.
    Sites,
    /// One row a minute of a workout.
    Minutes,
}

impl Hazard {
    /// The hazards in the order in which they are listed, with what each is.
    pub(crate) const ALL: [(Self, &str, &str); 3] = [
        (
            Self::Nights,
            "nights",
            "posterior of the hazard of a night from a table of nights and one of priors",
        ),
        (Self::Sites, "sites", "the same by body site, with nights nobody spoke of as missing"),
        (
            Self::Minutes,
            "minutes",
            "posterior of the hazard of a workout minute, with a frailty for each workout",
        ),
    ];

    /// The hazard of a name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known, _)| *known == name).map(|(hazard, ..)| hazard)
    }
}

/// Which engine is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum EngineName {
    /// The engine of every day; NUTS where it fails.
    Importance,
    /// The audit engine.
    Nuts,
}

/// Draws of each engine where none are asked for.
const IMPORTANCE_DRAWS: usize = 40_000;
const NUTS_DRAWS: usize = 20_000;
/// Chains of the audit engine, and the draws each adapts by.
const CHAINS: usize = 4;
const TUNE: usize = 1_000;

/// What is asked.
pub(crate) struct PosteriorRequest<'a> {
    pub(crate) hazard: Hazard,
    pub(crate) data: &'a [u8],
    pub(crate) priors: &'a [u8],
    /// Reference level of each factor, as JSON.
    pub(crate) reference: Option<&'a [u8]>,
    pub(crate) engine: EngineName,
    pub(crate) draws: Option<usize>,
    pub(crate) seed: u64,
}

/// `charley.posterior/1`.
#[derive(Debug, Serialize)]
pub(crate) struct PosteriorDocument {
    pub(crate) schema: &'static str,
    pub(crate) engine: &'static str,
    pub(crate) seed: u64,
    pub(crate) parameters: Vec<Summary>,
    pub(crate) derived: Vec<DerivedQuantity>,
    pub(crate) pareto_k: Option<f64>,
    pub(crate) divergences: u64,
    pub(crate) gradient_evaluations: u64,
    pub(crate) cpu_s: f64,
}

/// One derived quantity of one row.
#[derive(Debug, Serialize)]
pub(crate) struct DerivedQuantity {
    pub(crate) quantity: String,
    /// Place of the row in the table, the first being 0.
    pub(crate) row: usize,
    pub(crate) mean: f64,
    pub(crate) sd: f64,
    pub(crate) q5: f64,
    pub(crate) q50: f64,
    pub(crate) q95: f64,
}

/// Why there is no posterior.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PosteriorError {
    /// The data.
    #[error("the data: {0}")]
    Data(#[source] LabError),
    /// The priors.
    #[error("the priors: {0}")]
    Priors(#[source] LabError),
    /// The priors are not those of this hazard.
    #[error("the priors: {0}")]
    NotPriors(String),
    /// The reference levels.
    #[error("the reference levels are no JSON object of numbers: {0}")]
    Reference(#[from] serde_json::Error),
    /// No engine found draws.
    #[error(transparent)]
    Unfit(#[from] charley_infer::engine::Unfit),
}

/// The posterior.
///
/// # Errors
/// [`PosteriorError`] names line and column of what cannot be read.
pub(crate) fn posterior(question: &PosteriorRequest<'_>) -> Result<PosteriorDocument, PosteriorError> {
    let priors = Priors::read(question.priors)?;
    let table = Table::read(question.data).map_err(PosteriorError::Data)?;
    let reference = question.reference.map(serde_json::from_slice).transpose()?;
    let data = read::data(question.hazard, &table, &priors)?;
    let begun = processor_s();
    let posterior = draw(question, data.model.as_ref())?;
    let cpu_s = processor_s() - begun;
    Ok(PosteriorDocument {
        schema: "charley.posterior/1",
        engine: posterior.engine,
        seed: question.seed,
        parameters: posterior.summaries(),
        derived: derived::derived(&posterior, &data, reference.as_ref()),
        pareto_k: posterior.pareto_k.filter(|k| k.is_finite()),
        divergences: posterior.divergences,
        gradient_evaluations: posterior.gradients,
        cpu_s,
    })
}

fn draw(
    question: &PosteriorRequest<'_>,
    model: &dyn Model,
) -> Result<Posterior, charley_infer::engine::Unfit> {
    let nuts = |all: usize| Nuts { chains: CHAINS, tune: TUNE, draws: all.div_ceil(CHAINS) };
    match question.engine {
        EngineName::Importance => {
            let first = Importance { draws: question.draws.unwrap_or(IMPORTANCE_DRAWS) };
            Careful { first, second: nuts(NUTS_DRAWS) }.draw(model, question.seed)
        }
        EngineName::Nuts => nuts(question.draws.unwrap_or(NUTS_DRAWS)).draw(model, question.seed),
    }
}
