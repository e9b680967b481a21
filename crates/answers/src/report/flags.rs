//! The red-flag questions as they stand: answered yes, no or not sure, and those that were never asked or not for weeks.

use charley_domain::triage::RedFlagAnswer;
use charley_evidence::{RedFlag, evidence};
use jiff::civil::Date;
use serde::Serialize;

use crate::triage::{self, Caution, FlagStanding};
use charley_case::Case;

/// What a yes says that another question settles as usual.
const USUAL: &str = "usual";

/// One question and how soon its answer needs a doctor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FlagAsked {
    /// Its id in the evidence.
    pub id: &'static str,
    /// The question as it was asked.
    pub question: &'static str,
    /// What the question tells apart from a cramp; never a finding.
    pub tells_apart: &'static str,
    /// `emergency`, `same_day`, `routine`; of a question without a yes what its yes would mean.
    pub action: &'static str,
    /// "Not sure", which asks for care as a yes would.
    pub not_sure: bool,
}

/// All questions by their answers.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Flags {
    /// When the newest answer was given.
    pub answered_at: Option<String>,
    /// The day of it where the person lives.
    pub answered_on: Option<Date>,
    /// Answered with yes.
    pub yes: Vec<FlagAsked>,
    /// Answered with "not sure".
    pub unsure: Vec<FlagAsked>,
    /// Answered with no.
    pub no: Vec<FlagAsked>,
    /// Not asked yet.
    pub not_asked: Vec<FlagAsked>,
}

/// The questions of the evidence table by what the diary says of them.
pub(super) fn of(case: &Case) -> Flags {
    let standing = FlagStanding::of(&case.entries);
    let said = standing.current(&case.now);
    let findings = Caution::of_case(case).assessment.findings;
    let newest = standing.newest();
    let mut flags = Flags {
        answered_at: newest.map(|at| at.to_string()),
        answered_on: newest.map(|at| at.to_zoned_datetime(case.now.time_zone().clone()).date()),
        ..Flags::default()
    };
    for flag in &evidence().red_flags {
        let finding = findings.iter().find(|finding| finding.flag.id == flag.id);
        let action = match (finding, said.answers.get(&flag.id)) {
            (Some(finding), _) => triage::word(Some(finding.urgency)),
            (None, Some(RedFlagAnswer::Yes)) => USUAL,
            (None, _) => triage::word(Some(flag.action)),
        };
        let group = match said.answers.get(&flag.id) {
            Some(RedFlagAnswer::Yes) => &mut flags.yes,
            Some(RedFlagAnswer::Unknown) => &mut flags.unsure,
            Some(RedFlagAnswer::No) => &mut flags.no,
            None => &mut flags.not_asked,
        };
        group.push(asked(flag, action, finding.is_some_and(|finding| finding.not_sure)));
    }
    flags
}

fn asked(flag: &'static RedFlag, action: &'static str, not_sure: bool) -> FlagAsked {
    FlagAsked { id: &flag.id, question: &flag.question, tells_apart: &flag.discriminates, action, not_sure }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use charley_domain::{
        entry::{Entry, Record},
        triage::TriageAnswers,
    };

    use super::*;
    use charley_case::fixed;

    fn answered(answers: &[(&str, RedFlagAnswer)], days_ago: i64) -> Case {
        let mut case = fixed::adult();
        let mut answer: Entry = case.entries[0].clone();
        answer.id = uuid::Uuid::from_u128(999);
        answer.recorded_at = case.now.timestamp() - jiff::SignedDuration::from_hours(24 * days_ago);
        let answers: BTreeMap<_, _> =
            answers.iter().map(|(id, answer)| ((*id).to_owned(), *answer)).collect();
        answer.record = Record::Triage(TriageAnswers { answers, branches: BTreeMap::new() });
        case.entries.push(answer);
        case
    }

    #[test]
    fn every_question_stands_once_and_silence_is_not_asked() {
        use RedFlagAnswer::{No, Unknown, Yes};
        let flags = of(&answered(&[("RF02", Yes), ("RF10", No), ("RF15", Unknown)], 1));
        assert_eq!((flags.yes.len(), flags.no.len(), flags.unsure.len()), (1, 1, 1), "{flags:?}");
        assert_eq!(flags.not_asked.len(), evidence().red_flags.len() - 3);
        assert_eq!((flags.yes[0].id, flags.yes[0].action), ("RF02", "same_day"));
        assert!(flags.answered_at.is_some());
        assert_eq!(of(&fixed::adult()).not_asked.len(), evidence().red_flags.len());
    }

    #[test]
    fn a_no_of_last_year_is_not_an_answer_of_today_but_a_yes_is() {
        use RedFlagAnswer::{No, Yes};
        let flags = of(&answered(&[("RF02", Yes), ("RF10", No)], 300));
        assert_eq!((flags.yes.len(), flags.no.len()), (1, 0));
    }
}
