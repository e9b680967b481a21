//! Answers to the red-flag questions: what was asked of a person, and what they said.

use std::{collections::BTreeMap, fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::muscle::words;

words! {
    /// An answer to a red-flag question.
    RedFlagAnswer, "answer" {
        /// Yes.
        Yes = "yes" | "y",
        /// No.
        No = "no" | "n",
        /// Asked, and not sure: counts as neither, but for those in whom the threshold is lower.
        Unknown = "unknown" | "unsure" | "?",
    }
}

/// Answers given together, by the id of the red flag. A question that is not in here was not asked.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TriageAnswers {
    /// What was said: `RF01` to its answer.
    pub answers: BTreeMap<String, RedFlagAnswer>,
    /// Which kind of yes it was, where a question has several: the place of the branch in the evidence table, from 0.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub branches: BTreeMap<String, usize>,
}

impl TriageAnswers {
    /// One answer alone.
    pub fn one(flag: &str, answer: RedFlagAnswer) -> Self {
        Self { answers: BTreeMap::from([(flag.to_owned(), answer)]), branches: BTreeMap::new() }
    }

    /// The same answer to several questions.
    pub fn all<'a>(flags: impl IntoIterator<Item = &'a str>, answer: RedFlagAnswer) -> Self {
        Self {
            answers: flags.into_iter().map(|flag| (flag.to_owned(), answer)).collect(),
            branches: BTreeMap::new(),
        }
    }

    /// Takes later answers over these; a later answer without its kind of yes forgets the earlier kind.
    pub fn update(&mut self, later: &Self) {
        for (flag, answer) in &later.answers {
            self.answers.insert(flag.clone(), *answer);
            self.branches.remove(flag);
        }
        self.branches.extend(later.branches.iter().map(|(flag, branch)| (flag.clone(), *branch)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_answers_win_and_forget_the_earlier_kind_of_yes() {
        let mut said = TriageAnswers::one("RF27", RedFlagAnswer::Yes);
        said.branches.insert("RF27".into(), 1);
        said.update(&TriageAnswers::all(["RF01", "RF27"], RedFlagAnswer::No));
        assert_eq!(said.answers["RF27"], RedFlagAnswer::No);
        assert_eq!((said.answers.len(), said.branches.len()), (2, 0));
    }

    #[test]
    fn the_file_of_the_contract_is_read() {
        let said: TriageAnswers =
            serde_json::from_str(r#"{"answers":{"RF01":"no","RF02":"yes","RF08":"unknown"}}"#).unwrap();
        assert_eq!(said.answers["RF02"], RedFlagAnswer::Yes);
        assert!(serde_json::from_str::<TriageAnswers>(r#"{"answers":{"RF01":"maybe"}}"#).is_err());
    }
}
