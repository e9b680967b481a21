//! The 41 claims of the article, each judged; the one that holds two claims is judged twice.

use serde::{Deserialize, Serialize};

use crate::{
    estimate::Certainty,
    footing::Bibliography,
    source::Showing,
    table::{TableError, filled, rows},
};

/// What the evidence says of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The evidence bears it out.
    Supported,
    /// The evidence is divided, or far weaker than the claim.
    Contested,
    /// Nobody has tested it: there is nothing to be divided about.
    Untested,
    /// The evidence says otherwise.
    Refuted,
}

impl Verdict {
    /// All verdicts, in the order in which they are listed.
    pub const ALL: [Self; 4] = [Self::Supported, Self::Contested, Self::Untested, Self::Refuted];

    /// The word of the table.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Supported => "supported",
            Self::Contested => "contested",
            Self::Untested => "untested",
            Self::Refuted => "refuted",
        }
    }
}

/// One claim of the article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Claim {
    /// `C01` to `C41`, in the article's order; `C26b` is the second claim in the sentence of `C26`.
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
    /// Which of them the figure comes from; empty where it comes from all of them.
    pub figure_sources: Vec<String>,
    /// What Charley says instead; always shown.
    pub what_charley_says: String,
    /// What of its evidence may be shown.
    pub showing: Showing,
    #[serde(skip)]
    effect: Option<String>,
}

impl Claim {
    /// The key figure, in words; `None` where there is none or where its source does not bear it.
    pub fn effect(&self) -> Option<&str> {
        self.effect.as_deref().filter(|_| self.showing == Showing::Figure)
    }

    /// Whether the table holds a figure that is not shown.
    pub fn is_withheld(&self) -> bool {
        self.effect.is_some() && self.showing != Showing::Figure
    }
}

#[derive(Deserialize)]
struct ClaimRow {
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
    figure_source_id: String,
    what_charley_says: String,
}

pub(crate) fn parse(text: &str, library: &Bibliography<'_>) -> Result<Vec<Claim>, TableError> {
    rows::<ClaimRow>("claims", text)?.into_iter().map(|row| claim(row, library)).collect()
}

fn claim(row: ClaimRow, library: &Bibliography<'_>) -> Result<Claim, TableError> {
    let footing = library.footing(("claims", &row.id), (&row.source_id, &row.figure_source_id))?;
    Ok(Claim {
        id: row.id,
        section: row.section,
        claim: row.claim,
        verdict: row.verdict,
        nuance: filled(row.nuance),
        population: filled(row.population),
        design: filled(row.design),
        certainty: row.certainty,
        showing: footing.showing,
        sources: footing.sources,
        figure_sources: footing.figure_sources,
        what_charley_says: row.what_charley_says,
        effect: filled(row.effect),
    })
}
