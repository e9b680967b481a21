//! Risk factors as published: what goes along with more or fewer cramps, in whom, and how sure that is.

use serde::{Deserialize, Serialize};

use crate::{
    estimate::{Certainty, Estimate},
    footing::Bibliography,
    source::Showing,
    table::{TableError, filled, rows},
};

/// One risk factor from one study or review.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RiskFactor {
    /// `F001`, ...
    pub id: String,
    /// What it is.
    pub name: String,
    /// `nocturnal`, `exercise`, `both`, ...
    pub cramp_type: String,
    /// In whom.
    pub population: Option<String>,
    /// How it was studied.
    pub design: Option<String>,
    /// How sure one can be.
    pub certainty: Certainty,
    /// Keys of its sources.
    pub sources: Vec<String>,
    /// Which of them the figure comes from; empty where it comes from all of them.
    pub figure_sources: Vec<String>,
    /// What else to know.
    pub note: Option<String>,
    /// What of it may be shown.
    pub showing: Showing,
    #[serde(skip)]
    estimate: Option<Estimate>,
}

impl RiskFactor {
    /// The published number, where there is one and its source bears it.
    pub fn estimate(&self) -> Option<&Estimate> {
        self.estimate.as_ref().filter(|_| self.showing == Showing::Figure)
    }

    /// Whether the table holds a figure that is not shown.
    pub fn is_withheld(&self) -> bool {
        self.estimate.is_some() && self.showing != Showing::Figure
    }

    /// The published number for a model's prior, whether or not it may be shown to a person.
    pub fn estimate_for_prior(&self) -> Option<&Estimate> {
        self.estimate.as_ref()
    }
}

#[derive(Deserialize)]
struct FactorRow {
    id: String,
    name: String,
    cramp_type: String,
    effect_measure: String,
    estimate: Option<f64>,
    ci_low: Option<f64>,
    ci_high: Option<f64>,
    population: String,
    design: String,
    certainty: Certainty,
    source_id: String,
    figure_source_id: String,
    note_user: String,
}

pub(crate) fn parse(text: &str, library: &Bibliography<'_>) -> Result<Vec<RiskFactor>, TableError> {
    rows::<FactorRow>("factors", text)?.into_iter().map(|row| factor(row, library)).collect()
}

fn factor(row: FactorRow, library: &Bibliography<'_>) -> Result<RiskFactor, TableError> {
    let footing = library.footing(("factors", &row.id), (&row.source_id, &row.figure_source_id))?;
    Ok(RiskFactor {
        estimate: Estimate::of(&row.effect_measure, row.estimate, (row.ci_low, row.ci_high), ""),
        id: row.id,
        name: row.name,
        cramp_type: row.cramp_type,
        population: filled(row.population),
        design: filled(row.design),
        certainty: row.certainty,
        showing: footing.showing,
        sources: footing.sources,
        figure_sources: footing.figure_sources,
        note: filled(row.note_user),
    })
}
