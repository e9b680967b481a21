//! How often cramps come, to whom, and over which time people were asked.

use serde::{Deserialize, Serialize};

use crate::{
    source::Showing,
    table::{TableError, filled, parts, rows},
};

/// One published rate.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Rate {
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

impl Rate {
    /// The value in [`Rate::unit`], or the lower end of a range, where its sources were read.
    pub fn value(&self) -> Option<f64> {
        self.value.filter(|_| self.showing == Showing::Figure)
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
struct Row {
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
    note: String,
}

pub(crate) fn parse(text: &str, showing: impl Fn(&[String]) -> Showing) -> Result<Vec<Rate>, TableError> {
    let rows: Vec<Row> = rows("epidemiology", text)?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let sources = parts(&row.source_id);
            Rate {
                id: row.id,
                measure: row.measure,
                cramp_type: row.cramp_type,
                population: filled(row.population),
                unit: row.unit,
                people: row.n,
                recall_period: filled(row.recall_period),
                showing: showing(&sources),
                sources,
                note: filled(row.note),
                value: row.value,
                value_max: row.value_max,
                interval: (row.ci_low, row.ci_high),
            }
        })
        .collect())
}
