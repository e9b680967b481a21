//! Red flags: questions whose "yes" needs a doctor, and how soon. Always shown, never gated by a model.

mod branch;
mod urgency;

use serde::{Deserialize, Serialize};

pub use self::{
    branch::{AnswerKind, Branch, BranchOutcome},
    urgency::{Urgency, Within},
};
use crate::table::{TableError, filled, parts, rows, wrong};

/// The table of the questions.
const TABLE: &str = "red_flags";

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
    /// By when, where it is routine.
    pub within: Option<Within>,
    /// How soon for somebody who is not sure; `None` where the question only stays open.
    pub if_not_sure: Option<Urgency>,
    /// From which urgency on it takes stretching and massage away: `same day` for a clot, a tear, a leg without blood or a
    /// muscle that stays locked; for all others only an emergency does.
    pub ends_stretching: Urgency,
    /// Whether it is of an episode that passes within days: then a yes is asked again after a week.
    pub episode: bool,
    /// What to do and to say beside the call.
    pub deed: String,
    /// Kinds of answers, in an order that answers files count on: a new kind is added at the end.
    pub branches: Vec<Branch>,
    /// Keys of its sources.
    pub sources: Vec<String>,
    /// What else to know, for the person.
    pub note: Option<String>,
}

impl RedFlag {
    /// The most urgent thing that any answer to this question can mean.
    pub fn most_urgent(&self) -> Urgency {
        let urgencies = self.branches.iter().filter_map(|branch| match branch.outcome {
            BranchOutcome::Act(urgency) => Some(urgency),
            BranchOutcome::Ask(_) | BranchOutcome::Usual(_) => None,
        });
        urgencies.max().unwrap_or(self.action).max(self.action)
    }

    /// Kinds of an answer that must be told apart since they differ in what is to be done, the most urgent first; none where
    /// the answer itself says enough.
    pub fn kinds(&self, answer: AnswerKind) -> Vec<(usize, &Branch)> {
        let own = self.branches.iter().enumerate().filter(|(_, branch)| branch.answer == answer);
        let mut kinds: Vec<(usize, &Branch)> = own.collect();
        if kinds.len() < 2 {
            return Vec::new();
        }
        kinds.sort_by_key(|(_, branch)| std::cmp::Reverse(branch.urgency()));
        kinds
    }
}

#[derive(Deserialize)]
struct RedFlagRow {
    id: String,
    question: String,
    discriminates: String,
    action: Urgency,
    within: Option<Within>,
    if_not_sure: String,
    ends_stretching: Urgency,
    episode: String,
    deed: String,
    source_id: String,
    note_user: String,
}

impl RedFlagRow {
    fn flag(self, branches: Vec<Branch>) -> Result<RedFlag, TableError> {
        let if_not_sure = match self.if_not_sure.as_str() {
            "open" => None,
            "same day" => Some(Urgency::SameDay),
            "emergency" => Some(Urgency::Emergency),
            other => return Err(wrong(TABLE, &self.id, format!("if_not_sure is {other:?}"))),
        };
        let episode = match self.episode.as_str() {
            "yes" => true,
            "no" => false,
            other => return Err(wrong(TABLE, &self.id, format!("episode is {other:?}"))),
        };
        if self.within.is_some() != (self.action == Urgency::Routine) {
            return Err(wrong(TABLE, &self.id, "a routine flag has a time, and no other has one"));
        }
        let branches =
            if branches.is_empty() { vec![Branch::plain_yes(self.action, self.within)] } else { branches };
        Ok(RedFlag {
            id: self.id,
            question: self.question,
            discriminates: self.discriminates,
            action: self.action,
            within: self.within,
            if_not_sure,
            ends_stretching: self.ends_stretching,
            episode,
            deed: self.deed,
            branches,
            sources: parts(&self.source_id),
            note: filled(self.note_user),
        })
    }
}

pub(crate) fn parse(flags: &str, branches: &str) -> Result<Vec<RedFlag>, TableError> {
    let mut kinds = branch::parse(branches)?;
    let rows: Vec<RedFlagRow> = rows(TABLE, flags)?;
    let flags: Result<Vec<RedFlag>, TableError> = rows
        .into_iter()
        .map(|row| {
            let own = kinds.remove(&row.id).unwrap_or_default();
            row.flag(own)
        })
        .collect();
    match kinds.keys().next() {
        Some(stray) => Err(wrong(branch::TABLE, stray, "no such red flag")),
        None => flags,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence;

    fn flag(id: &str) -> &'static RedFlag {
        evidence().red_flag(id).unwrap()
    }

    fn outcomes(id: &str) -> Vec<BranchOutcome> {
        flag(id).branches.iter().map(|branch| branch.outcome.clone()).collect()
    }

    #[test]
    fn a_kind_of_yes_may_be_milder_or_worse_than_the_action() {
        use BranchOutcome::{Act, Ask, Usual};
        use Urgency::{Emergency, Routine, SameDay};
        assert_eq!(outcomes("RF07"), [Act(Emergency), Act(Emergency), Act(SameDay)]);
        assert_eq!(outcomes("RF09"), [Act(Emergency), Act(SameDay)]);
        assert_eq!(outcomes("RF14"), [Act(Emergency), Act(SameDay)]);
        let (statin, lithium) = (Ask("RF32".into()), Ask("RF33".into()));
        assert_eq!(outcomes("RF25"), [Act(Routine), statin, lithium, Act(SameDay), Act(Routine)]);
        assert_eq!(outcomes("RF27"), [Act(SameDay), Act(Emergency)]);
        assert_eq!(outcomes("RF29"), [Act(SameDay), Act(Routine), Usual("RF31".into())]);
        assert_eq!(outcomes("RF30"), [Act(Emergency), Act(SameDay)]);
        assert_eq!(outcomes("RF33"), [Act(Emergency), Act(SameDay)]);
        assert_eq!(flag("RF27").most_urgent(), Emergency);
    }

    #[test]
    fn a_plain_yes_means_the_action_and_asks_for_no_kind() {
        assert_eq!(outcomes("RF01"), [BranchOutcome::Act(Urgency::Emergency)]);
        assert_eq!(flag("RF01").kinds(AnswerKind::Yes), []);
        assert_eq!(flag("RF02").most_urgent(), Urgency::SameDay);
    }

    #[test]
    fn kinds_are_asked_the_worst_first_and_keep_their_number() {
        let numbers = |id: &str, answer| -> Vec<usize> {
            flag(id).kinds(answer).iter().map(|(number, _)| *number).collect()
        };
        assert_eq!(numbers("RF27", AnswerKind::Yes), [1, 0]);
        assert_eq!(numbers("RF03", AnswerKind::Yes), [0, 1, 2]);
        assert_eq!(numbers("RF03", AnswerKind::NotSure), [3, 4, 5]);
        assert_eq!(numbers("RF04", AnswerKind::NotSure), Vec::<usize>::new());
    }

    #[test]
    fn a_row_that_contradicts_itself_is_named() {
        let header = "id,question,discriminates,action,within,if_not_sure,ends_stretching,episode,deed,source_id,note_user\n";
        let branches = "flag,branch,answer,when,outcome,within,then\n";
        let why = |row: &str| parse(&format!("{header}{row}\n"), branches).unwrap_err().why;
        assert!(why("RF1,Q?,d,routine,,open,emergency,no,Say so.,s,").contains("has a time"));
        assert!(why("RF1,Q?,d,emergency,,maybe,emergency,no,Say so.,s,").contains("if_not_sure"));
        let gap = format!("{branches}RF1,1,yes,a,emergency,,\n");
        assert!(parse(header, &gap).unwrap_err().why.contains("counted from 0"));
    }
}
