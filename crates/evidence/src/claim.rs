//! The 41 claims of the article, each judged.

use serde::{Deserialize, Serialize};

use crate::{
    estimate::Certainty,
    source::Showing,
    table::{TableError, filled, parts, rows},
};

/// What the evidence says of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The evidence bears it out.
    Supported,
    /// The evidence is divided, or far weaker than the claim.
    Contested,
    /// The evidence says otherwise.
    Refuted,
}

impl Verdict {
    /// The word of the table.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Supported => "supported",
            Self::Contested => "contested",
            Self::Refuted => "refuted",
        }
    }
}

/// One claim of the article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Claim {
    /// `C01` to `C41`, in the article's order.
    pub id: String,
    /// Where in the article: `nocturnal risk`, `EAMC relief`, ...
    pub section: String,
    /// The claim.
    pub claim: String,
    /// The verdict.
    pub verdict: Verdict,
    /// What the evidence says, in words.
    pub nuance: Option<String>,
    /// In whom it was studied.
    pub population: Option<String>,
    /// How it was studied.
    pub design: Option<String>,
    /// How sure one can be.
    pub certainty: Certainty,
    /// Keys of its sources.
    pub sources: Vec<String>,
    /// What Charley says instead; always shown.
    pub what_charley_says: String,
    /// What of its evidence may be shown.
    pub showing: Showing,
    #[serde(skip)]
    effect: Option<String>,
}

impl Claim {
    /// The key figure, in words; `None` where there is none or where its sources were not all read.
    pub fn effect(&self) -> Option<&str> {
        self.effect.as_deref().filter(|_| self.showing == Showing::Figure)
    }
}

#[derive(Deserialize)]
struct Row {
    id: String,
    section: String,
    claim: String,
    verdict: Verdict,
    nuance: String,
    effect: String,
    population: String,
    design: String,
    certainty: Certainty,
    source_id: String,
    what_charley_says: String,
}

pub(crate) fn parse(text: &str, showing: impl Fn(&[String]) -> Showing) -> Result<Vec<Claim>, TableError> {
    let rows: Vec<Row> = rows("claims", text)?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let sources = parts(&row.source_id);
            Claim {
                id: row.id,
                section: row.section,
                claim: row.claim,
                verdict: row.verdict,
                nuance: filled(row.nuance),
                population: filled(row.population),
                design: filled(row.design),
                certainty: row.certainty,
                showing: showing(&sources),
                sources,
                what_charley_says: row.what_charley_says,
                effect: filled(row.effect),
            }
        })
        .collect())
}
