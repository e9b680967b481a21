//! Risk factors as published: what goes along with more or fewer cramps, in whom, and how sure that is.

use serde::{Deserialize, Serialize};

use crate::{
    estimate::{Certainty, Estimate},
    source::Showing,
    table::{TableError, filled, parts, rows},
};

/// One risk factor from one study or review.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Factor {
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
    /// What else to know.
    pub note: Option<String>,
    /// What of it may be shown.
    pub showing: Showing,
    #[serde(skip)]
    estimate: Option<Estimate>,
}

impl Factor {
    /// The published number, where there is one and its sources were read.
    pub fn estimate(&self) -> Option<&Estimate> {
        self.estimate.as_ref().filter(|_| self.showing == Showing::Figure)
    }

    /// The published number for a model's prior, whether or not it may be shown to a person.
    pub fn estimate_for_prior(&self) -> Option<&Estimate> {
        self.estimate.as_ref()
    }
}

#[derive(Deserialize)]
struct Row {
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
    note: String,
}

pub(crate) fn parse(text: &str, showing: impl Fn(&[String]) -> Showing) -> Result<Vec<Factor>, TableError> {
    let rows: Vec<Row> = rows("factors", text)?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let sources = parts(&row.source_id);
            Factor {
                estimate: Estimate::of(&row.effect_measure, row.estimate, (row.ci_low, row.ci_high), ""),
                id: row.id,
                name: row.name,
                cramp_type: row.cramp_type,
                population: filled(row.population),
                design: filled(row.design),
                certainty: row.certainty,
                showing: showing(&sources),
                sources,
                note: filled(row.note),
            }
        })
        .collect())
}
