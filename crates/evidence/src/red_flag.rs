//! Red flags: questions whose "yes" needs a doctor, and how soon. Always shown, never gated by a model.

use serde::{Deserialize, Serialize};

use crate::table::{TableError, filled, parts, rows};

/// How soon a doctor is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Urgency {
    /// At the next visit, or within days.
    #[serde(rename = "routine")]
    Routine,
    /// Today.
    #[serde(rename = "same day")]
    SameDay,
    /// Now.
    #[serde(rename = "emergency")]
    Emergency,
}

impl Urgency {
    /// The word of the table.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Routine => "routine",
            Self::SameDay => "same day",
            Self::Emergency => "emergency",
        }
    }
}

/// What one kind of answer means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// A doctor is needed this soon.
    Act(Urgency),
    /// The question of this id decides.
    Ask(String),
    /// Nothing unusual; the question of this id says more.
    Usual(String),
}

/// One kind of answer to a red-flag question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Branch {
    /// Which answers: `confusion, fit or repeated vomiting`.
    pub when: String,
    /// What they mean.
    pub outcome: Outcome,
    /// The words of the table after the colon, where it says more than the urgency.
    pub then: Option<String>,
}

/// One red-flag question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RedFlag {
    /// `RF01`, ...
    pub id: String,
    /// The question a person is asked.
    pub question: String,
    /// What it tells apart from a cramp: for the doctor's page, never as a finding.
    pub discriminates: String,
    /// How soon, unless a branch says otherwise.
    pub action: Urgency,
    /// Which answers mean what; where one names another urgency, it overrides [`RedFlag::action`].
    pub branches: Vec<Branch>,
    /// Keys of its sources.
    pub sources: Vec<String>,
    /// What else to know.
    pub note: Option<String>,
}

impl RedFlag {
    /// The most urgent thing that any answer to this question can mean.
    pub fn most_urgent(&self) -> Urgency {
        let urgencies = self.branches.iter().filter_map(|branch| match branch.outcome {
            Outcome::Act(urgency) => Some(urgency),
            Outcome::Ask(_) | Outcome::Usual(_) => None,
        });
        urgencies.max().unwrap_or(self.action).max(self.action)
    }
}

#[derive(Deserialize)]
struct Row {
    id: String,
    question: String,
    discriminates: String,
    action: Urgency,
    trigger: String,
    source_id: String,
    note: String,
}

pub(crate) fn parse(text: &str) -> Result<Vec<RedFlag>, TableError> {
    let rows: Vec<Row> = rows("red_flags", text)?;
    Ok(rows
        .into_iter()
        .map(|row| RedFlag {
            branches: row.trigger.split("; ").map(|part| branch(part, row.action)).collect(),
            id: row.id,
            question: row.question,
            discriminates: row.discriminates,
            action: row.action,
            sources: parts(&row.source_id),
            note: filled(row.note),
        })
        .collect())
}

/// One part of a trigger cell: `when`, `when: what to do`, or `when = RF05`.
fn branch(part: &str, action: Urgency) -> Branch {
    let (when, then) = part.split_once(": ").or_else(|| part.split_once(" = ")).unwrap_or((part, ""));
    let flag =
        || then.split(|c: char| !c.is_alphanumeric()).find(|word| word.starts_with("RF")).map(str::to_owned);
    let outcome = match flag() {
        Some(flag) if then.starts_with("usual") => Outcome::Usual(flag),
        Some(flag) => Outcome::Ask(flag),
        None if then.starts_with("emergency") => Outcome::Act(Urgency::Emergency),
        None if then.contains("same day") => Outcome::Act(Urgency::SameDay),
        None if then.starts_with("GP") => Outcome::Act(Urgency::Routine),
        None => Outcome::Act(action),
    };
    Branch { when: when.to_owned(), outcome, then: filled(then.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence;

    fn flag(id: &str) -> &'static RedFlag {
        evidence().red_flag(id).unwrap()
    }

    fn outcomes(id: &str) -> Vec<Outcome> {
        flag(id).branches.iter().map(|branch| branch.outcome.clone()).collect()
    }

    #[test]
    fn the_branch_in_the_cell_wins_over_the_action() {
        use Outcome::{Act, Ask, Usual};
        use Urgency::{Emergency, Routine, SameDay};
        assert_eq!(outcomes("RF07"), [Act(Emergency), Act(Emergency)]);
        assert_eq!(outcomes("RF09"), [Act(Emergency), Act(SameDay)]);
        assert_eq!(outcomes("RF14"), [Act(Emergency), Act(SameDay)]);
        let (statin, lithium) = (Ask("RF32".into()), Ask("RF33".into()));
        assert_eq!(outcomes("RF25"), [Act(Routine), statin, lithium, Act(SameDay)]);
        assert_eq!(outcomes("RF27"), [Act(SameDay), Act(Emergency)]);
        assert_eq!(outcomes("RF29"), [Act(SameDay), Act(Routine), Usual("RF31".into())]);
        assert_eq!(outcomes("RF30"), [Act(Emergency), Act(SameDay)]);
        assert_eq!(outcomes("RF33"), [Act(Emergency), Act(SameDay)]);
        assert_eq!(flag("RF27").most_urgent(), Emergency);
    }

    #[test]
    fn a_plain_yes_means_the_action() {
        assert_eq!(outcomes("RF01"), [Outcome::Act(Urgency::Emergency)]);
        assert_eq!(flag("RF02").most_urgent(), Urgency::SameDay);
    }
}
