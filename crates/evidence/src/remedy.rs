//! Remedies: what ends or prevents a cramp, how well, whom it harms and who must not use it.

use serde::{Deserialize, Serialize};

use crate::{
    estimate::{Certainty, Estimate},
    footing::Bibliography,
    source::Showing,
    table::{TableError, filled, rows},
};

/// When a remedy is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RemedyUse {
    /// During a cramp.
    Acute,
    /// Against the next one.
    Preventive,
    /// Not a remedy: a figure about the harm of one.
    Safety,
    /// Ending a medicine, by a prescriber.
    Deprescribing,
    /// Not a remedy: what happens without one.
    Benchmark,
}

/// One remedy.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Remedy {
    /// `I01`, ...
    pub id: String,
    /// What it is.
    pub name: String,
    /// When it is used.
    pub mode: RemedyUse,
    /// `nocturnal`, `exercise`, `both`, `pregnancy`, ...
    pub cramp_type: String,
    /// Against what it was compared.
    pub comparator: Option<String>,
    /// In whom it was studied.
    pub population: Option<String>,
    /// In how many people, as the table says.
    pub people: Option<String>,
    /// How it was studied.
    pub design: Option<String>,
    /// How sure one can be.
    pub certainty: Certainty,
    /// Harms; always shown.
    pub harms: Option<String>,
    /// Who must not use it; always shown.
    pub who_must_not: Option<String>,
    /// Keys of its sources.
    pub sources: Vec<String>,
    /// Which of them the figure comes from; empty where it comes from all of them.
    pub figure_sources: Vec<String>,
    /// What else to know.
    pub note: Option<String>,
    /// What of its benefit may be shown.
    pub showing: Showing,
    advice: Option<String>,
    #[serde(skip)]
    estimate: Option<Estimate>,
}

impl Remedy {
    /// The published effect, where there is one and its source bears it.
    pub fn estimate(&self) -> Option<&Estimate> {
        self.estimate.as_ref().filter(|_| self.showing == Showing::Figure)
    }

    /// Whether the table holds a figure that is not shown.
    pub fn is_withheld(&self) -> bool {
        self.estimate.is_some() && self.showing != Showing::Figure
    }

    /// What Charley advises; where nothing about it was read, the words that an untested step carries.
    pub fn advice(&self) -> Option<String> {
        let advice = self.advice.as_deref()?;
        Some(match self.showing {
            Showing::Nothing => format!("{advice} (custom, not studied)"),
            Showing::Advice | Showing::Figure => advice.to_owned(),
        })
    }
}

#[derive(Deserialize)]
struct RemedyRow {
    id: String,
    name: String,
    mode: RemedyUse,
    cramp_type: String,
    effect_measure: String,
    estimate: Option<f64>,
    ci_low: Option<f64>,
    ci_high: Option<f64>,
    unit: String,
    comparator: String,
    population: String,
    n: String,
    design: String,
    certainty: Certainty,
    harms: String,
    who_must_not: String,
    advice: String,
    source_id: String,
    figure_source_id: String,
    note_user: String,
}

pub(crate) fn parse(text: &str, library: &Bibliography<'_>) -> Result<Vec<Remedy>, TableError> {
    rows::<RemedyRow>("remedies", text)?.into_iter().map(|row| remedy(row, library)).collect()
}

fn remedy(row: RemedyRow, library: &Bibliography<'_>) -> Result<Remedy, TableError> {
    let footing = library.footing(("remedies", &row.id), (&row.source_id, &row.figure_source_id))?;
    Ok(Remedy {
        estimate: Estimate::of(&row.effect_measure, row.estimate, (row.ci_low, row.ci_high), &row.unit),
        id: row.id,
        name: row.name,
        mode: row.mode,
        cramp_type: row.cramp_type,
        comparator: filled(row.comparator),
        population: filled(row.population),
        people: filled(row.n),
        design: filled(row.design),
        certainty: row.certainty,
        harms: filled(row.harms),
        who_must_not: filled(row.who_must_not),
        showing: footing.showing,
        sources: footing.sources,
        figure_sources: footing.figure_sources,
        note: filled(row.note_user),
        advice: filled(row.advice),
    })
}
