//! `charley triage --json`.

use charley_domain::triage::RedFlagAnswer;
use charley_evidence::Urgency;
use serde::Serialize;

use super::{Again, Assessment, Finding};
use crate::triage::words;
use charley_speech::place::Place;

/// `charley triage --json`.
#[derive(Debug, Serialize)]
pub struct TriageDocument {
    schema: &'static str,
    action: &'static str,
    flags: Vec<&'static str>,
    unanswered: Vec<&'static str>,
    findings: Vec<FindingDocument>,
    call: String,
    ends_stretching: bool,
    asked_again: Vec<AgainDocument>,
}

#[derive(Debug, Serialize)]
struct FindingDocument {
    id: &'static str,
    question: &'static str,
    action: &'static str,
    call: String,
    #[serde(rename = "do")]
    deed: Vec<String>,
    not_sure_taken_for_yes: bool,
    ends_stretching: bool,
    branch: Option<usize>,
    /// What would say how soon, where no kind of answer was given.
    kinds: Vec<AnswerKindDocument>,
}

#[derive(Debug, Serialize)]
struct AnswerKindDocument {
    branch: usize,
    when: &'static str,
    action: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct AgainDocument {
    id: &'static str,
    question: &'static str,
    answer: RedFlagAnswer,
    answered_on: String,
}

impl TriageDocument {
    /// The document of an assessment, with what is asked again.
    pub fn of(assessment: &Assessment, again: &[Again], place: &Place) -> Self {
        Self {
            schema: "charley.triage/1",
            action: word(assessment.action()),
            flags: assessment.findings.iter().map(|finding| finding.flag.id.as_str()).collect(),
            unanswered: assessment.unanswered.clone(),
            findings: assessment.findings.iter().map(|finding| FindingDocument::of(finding, place)).collect(),
            call: words::call(assessment, place),
            ends_stretching: assessment.ends_stretching(),
            asked_again: again.iter().map(AgainDocument::of).collect(),
        }
    }
}

impl FindingDocument {
    fn of(finding: &Finding, place: &Place) -> Self {
        let kinds = finding.open_kinds().into_iter().map(|(branch, kind)| AnswerKindDocument {
            branch,
            when: &kind.when,
            action: kind.urgency().map(|urgency| word(Some(urgency))),
        });
        Self {
            id: &finding.flag.id,
            question: &finding.flag.question,
            action: word(Some(finding.urgency)),
            call: words::heading(finding.urgency, finding.within, place),
            deed: words::deeds(finding),
            not_sure_taken_for_yes: finding.not_sure,
            ends_stretching: finding.ends_stretching(),
            branch: finding.kind,
            kinds: kinds.collect(),
        }
    }
}

impl AgainDocument {
    fn of(again: &Again) -> Self {
        Self {
            id: &again.flag.id,
            question: &again.flag.question,
            answer: again.answer,
            answered_on: again.on.to_string(),
        }
    }
}

/// The word of the contract.
pub const fn word(action: Option<Urgency>) -> &'static str {
    match action {
        Some(Urgency::Emergency) => "emergency",
        Some(Urgency::SameDay) => "same_day",
        Some(Urgency::Routine) => "routine",
        None => "none",
    }
}
