//! `triage`: what the answers to the red-flag questions mean, and which are still to be asked; a pure function.
//!
//! No model has a say here. Every question of the evidence table can be asked; the profile of a person only decides which
//! come first and in whom "not sure" counts as yes.

mod profile;
mod sheet;

use std::collections::BTreeMap;

use charley_domain::{
    entry::{Entry, Record},
    triage::{RedFlagAnswer, TriageAnswers},
    workout::ClockBasis,
};
use charley_evidence::{Outcome, RedFlag, Urgency, evidence};
use charley_store::StoredHead;
use jiff::{Timestamp, Zoned, civil::Date};
use serde::Serialize;

use crate::{case::Case, place::Place, words::triage as words};

pub(crate) use profile::Profile;
pub(crate) use sheet::{Asked, Stage, stage_of};

/// Days for which answers speak: what was asked longer ago is asked again. A judgement, no study.
const CURRENT_DAYS: i64 = 30;

/// What the answers mean.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Assessment {
    /// What needs a doctor, the most urgent first.
    pub(crate) findings: Vec<Finding>,
    /// Questions of the table without a yes or a no.
    pub(crate) unanswered: Vec<&'static str>,
}

/// A red flag that was answered so that a doctor is needed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Finding {
    /// The flag.
    pub(crate) flag: &'static RedFlag,
    /// How soon.
    pub(crate) urgency: Urgency,
    /// Whether "not sure" was taken for yes, since the threshold is lower in this person.
    pub(crate) lowered: bool,
}

impl Assessment {
    /// The most urgent thing.
    pub(crate) fn action(&self) -> Option<Urgency> {
        self.findings.first().map(|finding| finding.urgency)
    }

    /// Whether stretching and massage are off: any emergency or same-day yes ends them.
    pub(crate) fn ends_stretching(&self) -> bool {
        self.action() >= Some(Urgency::SameDay)
    }
}

/// What the answers of a person mean.
pub(crate) fn assess(said: &TriageAnswers, profile: &Profile) -> Assessment {
    let flags = &evidence().red_flags;
    let mut findings: Vec<Finding> = flags.iter().filter_map(|flag| finding(flag, said, profile)).collect();
    // The sort is stable: within an urgency the order of the table stays.
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.urgency));
    let open =
        |flag: &&RedFlag| !matches!(said.answers.get(&flag.id), Some(RedFlagAnswer::Yes | RedFlagAnswer::No));
    Assessment { findings, unanswered: flags.iter().filter(open).map(|flag| flag.id.as_str()).collect() }
}

fn finding(flag: &'static RedFlag, said: &TriageAnswers, profile: &Profile) -> Option<Finding> {
    let answer = said.answers.get(&flag.id)?;
    let lowered = *answer == RedFlagAnswer::Unknown && profile.lowers(&flag.id);
    if *answer != RedFlagAnswer::Yes && !lowered {
        return None;
    }
    let branch = said.branches.get(&flag.id).and_then(|branch| flag.branches.get(*branch));
    let urgency = match branch.map(|branch| &branch.outcome) {
        // The branch in the trigger overrides the action, in both directions.
        Some(Outcome::Act(urgency)) => *urgency,
        // Another question decides how soon; the yes itself keeps its action.
        Some(Outcome::Ask(_)) | None => flag.action,
        Some(Outcome::Usual(_)) => return None,
    };
    Some(Finding { flag, urgency, lowered })
}

/// The kinds of yes between which a question must be told apart, since they differ in what is to be done.
pub(crate) fn kinds(flag: &RedFlag) -> Vec<(usize, &charley_evidence::Branch)> {
    let mixed = flag.branches.iter().any(|branch| branch.outcome != flag.branches[0].outcome);
    if mixed { flag.branches.iter().enumerate().collect() } else { Vec::new() }
}

/// The day of the newest recording whose date is known, for the profile.
pub(crate) fn last_effort(heads: &[StoredHead], now: &Zoned) -> Option<Date> {
    let dated = heads.iter().filter(|stored| stored.head.clock != ClockBasis::NeverSet);
    dated.map(|stored| stored.head.start.civil().date()).filter(|day| *day <= now.date()).max()
}

/// What a person answered so far, and when.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Standing {
    /// The newest answer to each question.
    pub(crate) said: TriageAnswers,
    /// When each was given.
    at: BTreeMap<String, Timestamp>,
}

impl Standing {
    /// The answers of a diary.
    pub(crate) fn of(entries: &[Entry]) -> Self {
        let mut given: Vec<&Entry> =
            entries.iter().filter(|entry| matches!(entry.record, Record::Triage(_))).collect();
        // Of two answers in one instant the one that was kept later stands.
        given.sort_by_key(|entry| entry.recorded_at);
        let mut standing = Self::default();
        for entry in given {
            if let Record::Triage(said) = &entry.record {
                standing.said.update(said);
                standing.at.extend(said.answers.keys().map(|flag| (flag.clone(), entry.recorded_at)));
            }
        }
        standing
    }

    /// The answers that still speak: a yes until it is answered anew, a no for some weeks.
    pub(crate) fn current(&self, now: &Zoned) -> TriageAnswers {
        let mut said = self.said.clone();
        said.answers.retain(|flag, answer| {
            let age = self.at.get(flag).map(|at| now.timestamp().as_second() - at.as_second());
            *answer == RedFlagAnswer::Yes || age.is_some_and(|age_s| age_s <= CURRENT_DAYS * 86_400)
        });
        said.branches.retain(|flag, _| said.answers.contains_key(flag));
        said
    }

    /// When the newest answer was given.
    pub(crate) fn newest(&self) -> Option<Timestamp> {
        self.at.values().max().copied()
    }
}

/// Where a person stands with the red flags: what any page that advises must say and must not offer.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Caution {
    /// What the current answers mean.
    pub(crate) assessment: Assessment,
    /// How far the questions were asked.
    pub(crate) asked: Asked,
    /// Whom to call.
    pub(crate) place: Place,
}

impl Caution {
    /// The caution of a case.
    pub(crate) fn of_case(case: &Case) -> Self {
        let profile = Profile::of(&case.person, &case.entries, case.last_effort(), case.now.date());
        Self::of(&case.entries, &profile, &case.now)
    }

    /// The caution of a diary.
    pub(crate) fn of(entries: &[Entry], profile: &Profile, now: &Zoned) -> Self {
        let said = Standing::of(entries).current(now);
        Self { assessment: assess(&said, profile), asked: Asked::of(&said, profile), place: Place::of(now) }
    }
}

/// `charley triage --json`.
#[derive(Debug, Serialize)]
pub(crate) struct TriageDocument {
    schema: &'static str,
    action: &'static str,
    flags: Vec<&'static str>,
    unanswered: Vec<&'static str>,
    findings: Vec<FindingDocument>,
    call: String,
}

#[derive(Debug, Serialize)]
struct FindingDocument {
    id: &'static str,
    question: &'static str,
    action: &'static str,
    #[serde(rename = "do")]
    deed: Vec<String>,
    not_sure_taken_for_yes: bool,
}

impl TriageDocument {
    /// The document of an assessment.
    pub(crate) fn of(assessment: &Assessment, place: &Place) -> Self {
        let finding = |finding: &Finding| FindingDocument {
            id: &finding.flag.id,
            question: &finding.flag.question,
            action: word(Some(finding.urgency)),
            deed: words::deeds(&finding.flag.id, finding.urgency),
            not_sure_taken_for_yes: finding.lowered,
        };
        Self {
            schema: "charley.triage/1",
            action: word(assessment.action()),
            flags: assessment.findings.iter().map(|finding| finding.flag.id.as_str()).collect(),
            unanswered: assessment.unanswered.clone(),
            findings: assessment.findings.iter().map(finding).collect(),
            call: words::heading(assessment.action(), place),
        }
    }
}

/// The word of the contract.
pub(crate) const fn word(action: Option<Urgency>) -> &'static str {
    match action {
        Some(Urgency::Emergency) => "emergency",
        Some(Urgency::SameDay) => "same_day",
        Some(Urgency::Routine) => "routine",
        None => "none",
    }
}

#[cfg(test)]
mod tests;
