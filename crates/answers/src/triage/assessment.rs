//! What the answers to the red-flag questions mean: what needs a doctor and how soon, and what is still open.
//!
//! | answer | what it means |
//! |---|---|
//! | yes | the urgency of the flag, or that of the kind of yes that was said |
//! | not sure | at least a call today for what a yes makes urgent; the flag's urgency where the table or the person asks for it |
//! | no | nothing |
//!
//! "Not sure" keeps its question open.

use charley_domain::triage::{RedFlagAnswer, TriageAnswers};
use charley_evidence::{AnswerKind, Branch, BranchOutcome, RedFlag, Urgency, Within, evidence};

use super::{
    profile::{self, Profile},
    words,
};

/// What the answers mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// What needs a doctor, the most urgent first.
    pub findings: Vec<Finding>,
    /// Questions of the table without a yes or a no.
    pub unanswered: Vec<&'static str>,
}

/// A red flag that was answered so that a doctor is needed.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The flag.
    pub flag: &'static RedFlag,
    /// How soon.
    pub urgency: Urgency,
    /// By when, where it is routine.
    pub within: Option<Within>,
    /// Which kind of answer it was, where it was said.
    pub kind: Option<usize>,
    /// Whether the answer was "not sure", which asks for care as a yes does.
    pub not_sure: bool,
}

impl Assessment {
    /// The most urgent thing.
    pub fn action(&self) -> Option<Urgency> {
        self.findings.first().map(|finding| finding.urgency)
    }

    /// What is as urgent as the most urgent thing.
    pub fn foremost(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().take_while(|finding| Some(finding.urgency) == self.action())
    }

    /// By when the first appointment is needed, where nothing is more urgent than that.
    pub fn within(&self) -> Option<Within> {
        self.foremost().filter_map(|finding| finding.within).max()
    }

    /// Whether stretching and massage are off.
    pub fn ends_stretching(&self) -> bool {
        self.findings.iter().any(Finding::ends_stretching)
    }

    /// Whether a yes is about pregnancy or the weeks after birth.
    pub(super) fn is_of_pregnancy(&self) -> bool {
        let mut yes = self.findings.iter().filter(|finding| !finding.not_sure);
        yes.any(|finding| profile::is_of_pregnancy(&finding.flag.id))
    }
}

impl Finding {
    /// Whether it takes stretching and massage away.
    pub fn ends_stretching(&self) -> bool {
        self.urgency >= self.flag.ends_stretching
    }

    /// What to do and to say beside the call.
    pub fn deed(&self) -> &'static str {
        let of_kind = self
            .kind
            .zip(self.branch())
            .and_then(|(number, kind)| words::kind_then(&self.flag.id, number, kind));
        of_kind.unwrap_or_else(|| words::deed(self.flag))
    }

    /// The kind of answer, where it was said.
    pub fn branch(&self) -> Option<&'static Branch> {
        self.kind.and_then(|kind| self.flag.branches.get(kind))
    }

    /// The kinds between which this answer must be told apart, the most urgent first. "Not sure" that counts as a yes has those
    /// of a yes, unless it has its own.
    pub fn kinds(&self) -> Vec<(usize, &'static Branch)> {
        let own = if self.not_sure { self.flag.kinds(AnswerKind::NotSure) } else { Vec::new() };
        let as_yes = !self.not_sure || Some(self.urgency) > self.flag.if_not_sure;
        if own.is_empty() && as_yes { self.flag.kinds(AnswerKind::Yes) } else { own }
    }

    /// The same, where nobody has told yet which it was.
    pub fn open_kinds(&self) -> Vec<(usize, &'static Branch)> {
        if self.kind.is_some() { Vec::new() } else { self.kinds() }
    }
}

/// What the answers of a person mean.
pub fn assess(said: &TriageAnswers, profile: &Profile) -> Assessment {
    let flags = &evidence().red_flags;
    let mut findings: Vec<Finding> = flags.iter().filter_map(|flag| finding(flag, said, profile)).collect();
    // The sort is stable: within an urgency the order of the table stays.
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.urgency));
    let open = |flag: &&RedFlag| is_open(said, &flag.id);
    Assessment { findings, unanswered: flags.iter().filter(open).map(|flag| flag.id.as_str()).collect() }
}

/// Whether a question has neither a yes nor a no.
pub(super) fn is_open(said: &TriageAnswers, flag: &str) -> bool {
    !matches!(said.answers.get(flag), Some(RedFlagAnswer::Yes | RedFlagAnswer::No))
}

fn finding(flag: &'static RedFlag, said: &TriageAnswers, profile: &Profile) -> Option<Finding> {
    let answer = *said.answers.get(&flag.id)?;
    let kind = said.branches.get(&flag.id).copied().filter(|kind| fits(flag, *kind, answer));
    let meant = kind.map(|kind| &flag.branches[kind]);
    let urgency = match answer {
        RedFlagAnswer::No => return None,
        RedFlagAnswer::Yes => of_yes(flag, meant)?,
        RedFlagAnswer::Unknown => of_not_sure(flag, meant, profile)?,
    };
    let within = meant.and_then(|branch| branch.within).or(flag.within).max(profile.hastens(&flag.id));
    let within = within.filter(|_| urgency == Urgency::Routine);
    Some(Finding { flag, urgency, within, kind, not_sure: answer == RedFlagAnswer::Unknown })
}

/// Whether a kind belongs to an answer. "Not sure" may be told by a kind of yes as well: it says more than nothing.
pub fn fits(flag: &RedFlag, kind: usize, answer: RedFlagAnswer) -> bool {
    flag.branches.get(kind).is_some_and(|branch| match answer {
        RedFlagAnswer::Yes => branch.answer == AnswerKind::Yes,
        RedFlagAnswer::Unknown => true,
        RedFlagAnswer::No => false,
    })
}

/// How soon a yes needs a doctor; its kind overrides the action, in both directions.
fn of_yes(flag: &RedFlag, meant: Option<&Branch>) -> Option<Urgency> {
    match meant.map(|branch| &branch.outcome) {
        Some(BranchOutcome::Act(urgency)) => Some(*urgency),
        // Another question decides how soon; the yes itself keeps its action.
        Some(BranchOutcome::Ask(_)) | None => Some(flag.action),
        Some(BranchOutcome::Usual(_)) => None,
    }
}

/// How soon "not sure" needs a doctor. Nobody who is unsure about something urgent is sent away without a call.
fn of_not_sure(flag: &RedFlag, meant: Option<&Branch>, profile: &Profile) -> Option<Urgency> {
    let counted = if profile.lowers(&flag.id) { Some(flag.action) } else { flag.if_not_sure };
    let urgency = meant.and_then(Branch::urgency).or(counted)?;
    Some(if flag.if_not_sure.is_some() { urgency.max(Urgency::SameDay) } else { urgency })
}
