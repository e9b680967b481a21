//! What is written down of a trial: its protocol before day 1, then answers, looks and the end; a line is never changed.

use charley_domain::night::NightOf;
use charley_infer::trial::{Arm, Burden, Look, Outlook, RuleVerdict, TrialDesign, UsualRate};
use charley_store::TrialLine;
use jiff::ZonedDateTime;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::EveningStep;

/// How often the person cramps, as it was known before day 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct BaselineRate {
    /// Cramps a week.
    pub cramps_a_week: f64,
    /// Its 90 % interval; `None` where it was only said.
    pub interval: Option<(f64, f64)>,
    /// Known nights it rests on, of how many; cramps in them.
    pub known: u32,
    /// Nights looked at.
    pub nights: u32,
    /// Cramps in the known ones.
    pub cramps: u32,
    /// Twinges a week, where the person notes them: then they count too. A trial whose first line has none counts cramps alone,
    /// as all did before there were twinges, and keeps to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub twinges_a_week: Option<f64>,
}

impl BaselineRate {
    /// What the model of a trial expects of a night.
    pub fn usual(self) -> UsualRate {
        UsualRate::a_week(self.cramps_a_week, self.twinges_a_week)
    }
}

/// Everything that stands before day 1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TrialProtocol {
    /// What is tried, in words.
    pub remedy: String,
    /// Its row in the evidence, where it has one.
    pub evidence: Option<String>,
    /// Which step of the evening it is; `None` where that was never asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<EveningStep>,
    /// What to do on a night with it, and on one without.
    pub with: String,
    /// What to do on a night without it.
    pub without: String,
    /// What it costs to go on with it.
    pub burden: Burden,
    /// Blocks, wash-out and half-life.
    pub design: TrialDesign,
    /// First night.
    pub start: NightOf,
    /// Seed of the draws.
    pub seed: u64,
    /// How often the person cramps.
    pub rate: BaselineRate,
    /// The rate ratio that the length was planned for.
    pub target: f64,
    /// How likely the trial is to find what it was planned for.
    pub outlook: Outlook,
    /// Who agreed, where somebody had to.
    pub doctor: Option<String>,
    /// Version of the evidence tables.
    pub evidence_version: String,
    /// Version of Charley.
    pub crate_version: String,
}

/// The answer of a morning.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MorningAnswer {
    /// The night it is about.
    pub night: NightOf,
    /// What was drawn.
    pub arm: Arm,
    /// Cramps; `None` where not said here: then the diary speaks.
    pub cramps: Option<u32>,
    /// Twinges; `None` where not said here: then the diary speaks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub twinges: Option<u32>,
    /// Whether it was done as drawn; `None` where not known.
    pub as_drawn: Option<bool>,
    /// How much it bothered, 0 to 10.
    pub bother: Option<u8>,
    /// What else was said.
    pub note: Option<String>,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Line {
    /// The first line of a trial.
    Protocol(Box<TrialProtocol>),
    /// What is expected of the remedy, 0 to 10, before a period; `None` where it was left open.
    Expected {
        /// The period, from 0.
        period: u32,
        /// What is expected, 0 to 10; `None` where it was left open.
        expects: Option<u8>,
    },
    /// The answer of a morning; a further one of the same night corrects it.
    Answered(MorningAnswer),
    /// A weekly look and what the rule said.
    Looked {
        /// What was seen.
        look: Look,
        /// What the rule said.
        judged: RuleVerdict,
    },
    /// Stopped by the person after so many nights.
    Stopped {
        /// Nights looked at.
        nights: u32,
        /// Why, in the words of the person.
        why: Option<String>,
    },
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
    pub fn written(
        &self,
        (id, trial): (Uuid, Uuid),
        now: &ZonedDateTime,
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
