//! Kinds of answers to a red-flag question, where they differ in what is to be done.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Urgency, Within};
use crate::table::{TableError, filled, rows, wrong};

/// The table of the kinds.
pub(super) const TABLE: &str = "red_flag_branches";

/// What one kind of answer means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BranchOutcome {
    /// A doctor is needed this soon.
    Act(Urgency),
    /// The question of this id decides.
    Ask(String),
    /// Nothing unusual; the question of this id says more.
    Usual(String),
}

/// The answer of which a branch is a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum AnswerKind {
    /// Yes.
    #[serde(rename = "yes")]
    Yes,
    /// Not sure.
    #[serde(rename = "not sure")]
    NotSure,
}

/// One kind of answer to a red-flag question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Branch {
    /// The answer of which it is a kind.
    pub answer: AnswerKind,
    /// The kind, as a person reads it: `Only tingling`.
    pub when: String,
    /// What it means.
    pub outcome: BranchOutcome,
    /// By when, where it is routine and sooner or later than the flag's own time.
    pub within: Option<Within>,
    /// What to do and to say in place of the flag's own deed.
    pub then: Option<String>,
}

impl Branch {
    /// The one kind of a question whose yes needs no telling apart.
    pub(super) fn plain_yes(action: Urgency, within: Option<Within>) -> Self {
        let (answer, outcome) = (AnswerKind::Yes, BranchOutcome::Act(action));
        Self { answer, when: "yes".to_owned(), outcome, within, then: None }
    }

    /// How soon a doctor is needed; `None` where another question says so, or nothing is unusual.
    pub const fn urgency(&self) -> Option<Urgency> {
        match self.outcome {
            BranchOutcome::Act(urgency) => Some(urgency),
            BranchOutcome::Ask(_) | BranchOutcome::Usual(_) => None,
        }
    }
}

#[derive(Deserialize)]
struct BranchRow {
    flag: String,
    branch: usize,
    answer: AnswerKind,
    when: String,
    outcome: String,
    within: Option<Within>,
    then: String,
}

impl BranchRow {
    fn outcome(&self) -> Result<BranchOutcome, TableError> {
        Ok(match self.outcome.split_once(' ') {
            Some(("ask", other)) => BranchOutcome::Ask(other.to_owned()),
            Some(("usual", other)) => BranchOutcome::Usual(other.to_owned()),
            Some(("same", "day")) => BranchOutcome::Act(Urgency::SameDay),
            None if self.outcome == "emergency" => BranchOutcome::Act(Urgency::Emergency),
            None if self.outcome == "routine" => BranchOutcome::Act(Urgency::Routine),
            _ => return Err(wrong(TABLE, &self.flag, format!("outcome is {:?}", self.outcome))),
        })
    }
}

/// The kinds of each flag, in the order in which answers files count them.
pub(super) fn parse(text: &str) -> Result<BTreeMap<String, Vec<Branch>>, TableError> {
    let mut kinds: BTreeMap<String, Vec<Branch>> = BTreeMap::new();
    for row in rows::<BranchRow>(TABLE, text)? {
        let outcome = row.outcome()?;
        let own = kinds.entry(row.flag.clone()).or_default();
        if row.branch != own.len() {
            return Err(wrong(TABLE, &row.flag, "branches are counted from 0, without a gap"));
        }
        own.push(Branch {
            answer: row.answer,
            when: row.when,
            outcome,
            within: row.within,
            then: filled(row.then),
        });
    }
    Ok(kinds)
}
