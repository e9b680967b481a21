//! What is written down of a trial: its protocol before day 1, then answers, looks and the end; a line is never changed.

use charley_domain::night::NightOf;
use charley_infer::trial::{Arm, Burden, Design, Judged, Look, Outlook};
use charley_store::TrialLine;
use jiff::Zoned;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How often the person cramps, as it was known before day 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Rate {
    /// Cramps a week.
    pub(crate) cramps_a_week: f64,
    /// Its 90 % interval; `None` where it was only said.
    pub(crate) interval: Option<(f64, f64)>,
    /// Known nights it rests on, of how many; cramps in them.
    pub(crate) known: u32,
    pub(crate) nights: u32,
    pub(crate) cramps: u32,
}

/// Everything that stands before day 1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Protocol {
    /// What is tried, in words.
    pub(crate) remedy: String,
    /// Its row in the evidence, where it has one.
    pub(crate) evidence: Option<String>,
    /// What to do on a night with it, and on one without.
    pub(crate) with: String,
    pub(crate) without: String,
    pub(crate) burden: Burden,
    pub(crate) design: Design,
    /// First night.
    pub(crate) start: NightOf,
    /// Seed of the draws.
    pub(crate) seed: u64,
    pub(crate) rate: Rate,
    /// The rate ratio that the length was planned for.
    pub(crate) target: f64,
    pub(crate) outlook: Outlook,
    /// Who agreed, where somebody had to.
    pub(crate) doctor: Option<String>,
    pub(crate) evidence_version: String,
    pub(crate) crate_version: String,
}

/// The answer of a morning.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Answered {
    pub(crate) night: NightOf,
    /// What was drawn.
    pub(crate) arm: Arm,
    /// Cramps; `None` where not said here: then the diary speaks.
    pub(crate) cramps: Option<u32>,
    /// Whether it was done as drawn; `None` where not known.
    pub(crate) as_drawn: Option<bool>,
    /// How much it bothered, 0 to 10.
    pub(crate) bother: Option<u8>,
    pub(crate) note: Option<String>,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Line {
    /// The first line of a trial.
    Protocol(Box<Protocol>),
    /// What is expected of the remedy, 0 to 10, before a period; `None` where it was left open.
    Expected { period: u32, expects: Option<u8> },
    /// The answer of a morning; a further one of the same night corrects it.
    Answered(Answered),
    /// A weekly look and what the rule said.
    Looked { look: Look, judged: Judged },
    /// Stopped by the person after so many nights.
    Stopped { nights: u32, why: Option<String> },
}

impl Line {
    const fn kind(&self) -> &'static str {
        match self {
            Self::Protocol(_) => "protocol",
            Self::Expected { .. } => "expected",
            Self::Answered(_) => "answered",
            Self::Looked { .. } => "looked",
            Self::Stopped { .. } => "stopped",
        }
    }

    /// As the store keeps it, written now.
    ///
    /// # Errors
    /// Never for the lines of this module: each is a JSON object.
    pub(crate) fn written(
        &self,
        (id, trial): (Uuid, Uuid),
        now: &Zoned,
    ) -> Result<TrialLine, serde_json::Error> {
        Ok(TrialLine {
            id,
            trial,
            kind: self.kind().to_owned(),
            recorded_at: now.timestamp(),
            body: serde_json::to_value(self)?,
        })
    }
}
