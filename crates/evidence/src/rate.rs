//! How often cramps come, to whom, and over which time people were asked.

use serde::{Deserialize, Serialize};

use crate::{
    footing::Bibliography,
    source::Showing,
    table::{TableError, filled, rows},
};

/// One published rate.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PublishedRate {
    /// `E01`, ...
    pub id: String,
    /// What was counted.
    pub measure: String,
    /// `nocturnal`, `exercise`, `pregnancy`.
    pub cramp_type: String,
    /// In whom.
    pub population: Option<String>,
    /// The unit: `%`, `per week`, ...
    pub unit: String,
    /// How many people.
    pub people: Option<u64>,
    /// Over which time people were asked: `ever` and `past month` are different quantities.
    pub recall_period: Option<String>,
    /// Keys of its sources.
    pub sources: Vec<String>,
    /// Which of them the figure comes from; empty where it comes from all of them.
    pub figure_sources: Vec<String>,
    /// What else to know.
    pub note: Option<String>,
    /// What of it may be shown.
    pub showing: Showing,
    #[serde(skip)]
    value: Option<f64>,
    #[serde(skip)]
    value_max: Option<f64>,
    #[serde(skip)]
    interval: (Option<f64>, Option<f64>),
}

impl PublishedRate {
    /// The value in [`PublishedRate::unit`], or the lower end of a range, where its source bears it.
    pub fn value(&self) -> Option<f64> {
        self.value.filter(|_| self.showing == Showing::Figure)
    }

    /// Whether the table holds a figure that is not shown.
    pub fn is_withheld(&self) -> bool {
        self.value.is_some() && self.showing != Showing::Figure
    }

    /// The upper end of a range, where there is one and its sources were read.
    pub fn value_max(&self) -> Option<f64> {
        self.value_max.filter(|_| self.showing == Showing::Figure)
    }

    /// The 95 % interval, where there is one and its sources were read.
    pub fn interval(&self) -> Option<(f64, f64)> {
        let (low, high) = self.interval;
        low.zip(high).filter(|_| self.showing == Showing::Figure)
    }
}

#[derive(Deserialize)]
struct RateRow {
    id: String,
    measure: String,
    cramp_type: String,
    population: String,
    value: Option<f64>,
    value_max: Option<f64>,
    unit: String,
    ci_low: Option<f64>,
    ci_high: Option<f64>,
    n: Option<u64>,
    recall_period: String,
    source_id: String,
    figure_source_id: String,
    note_user: String,
}

pub(crate) fn parse(text: &str, library: &Bibliography<'_>) -> Result<Vec<PublishedRate>, TableError> {
    rows::<RateRow>("epidemiology", text)?.into_iter().map(|row| rate(row, library)).collect()
}

fn rate(row: RateRow, library: &Bibliography<'_>) -> Result<PublishedRate, TableError> {
    let footing = library.footing(("epidemiology", &row.id), (&row.source_id, &row.figure_source_id))?;
    Ok(PublishedRate {
        id: row.id,
        measure: row.measure,
        cramp_type: row.cramp_type,
        population: filled(row.population),
        unit: row.unit,
        people: row.n,
        recall_period: filled(row.recall_period),
        showing: footing.showing,
        sources: footing.sources,
        figure_sources: footing.figure_sources,
        note: filled(row.note_user),
        value: row.value,
        value_max: row.value_max,
        interval: (row.ci_low, row.ci_high),
    })
}
