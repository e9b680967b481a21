//! The questions as they are asked: four short lists, emergencies first, each with one tap for "none of these".

use charley_domain::triage::TriageAnswers;
use charley_evidence::{RedFlag, Urgency, evidence};

use super::{Profile, assessment::is_open};

/// One list of questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuestionList {
    /// Emergencies of any hour.
    Now,
    /// Emergencies of effort and heat.
    Effort,
    /// What needs a doctor today.
    Today,
    /// What needs a doctor soon.
    Soon,
}

/// Emergencies that come with effort or heat.
const OF_EFFORT: [&str; 5] = ["RF04", "RF05", "RF06", "RF07", "RF30"];

/// The list in which a flag is asked.
pub fn stage_of(flag: &RedFlag) -> QuestionList {
    match flag.action {
        Urgency::Emergency if OF_EFFORT.contains(&flag.id.as_str()) => QuestionList::Effort,
        Urgency::Emergency => QuestionList::Now,
        Urgency::SameDay => QuestionList::Today,
        Urgency::Routine => QuestionList::Soon,
    }
}

impl QuestionList {
    /// All lists, in the order in which they are asked.
    pub const ALL: [Self; 4] = [Self::Now, Self::Effort, Self::Today, Self::Soon];

    /// The word in an address.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::Effort => "effort",
            Self::Today => "today",
            Self::Soon => "soon",
        }
    }

    /// The list of a word.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.word() == word)
    }

    /// The place among the lists, from 1.
    pub fn number(self) -> usize {
        Self::ALL.iter().position(|stage| *stage == self).map_or(1, |at| at + 1)
    }

    /// The questions of this list for a person: those that concern them most come first.
    pub fn questions(self, profile: &Profile) -> Vec<&'static RedFlag> {
        let mut flags: Vec<&RedFlag> = evidence()
            .red_flags
            .iter()
            .filter(|flag| stage_of(flag) == self && profile.fits(&flag.id))
            .collect();
        flags.sort_by_key(|flag| !profile.concerns(&flag.id));
        flags
    }
}

impl QuestionList {
    /// The first list with a question that was never answered. "Not sure" is an answer here: nobody is kept in a list by what
    /// they cannot tell.
    pub fn next_unasked(said: &TriageAnswers, profile: &Profile) -> Option<Self> {
        let unasked =
            |stage: &Self| stage.questions(profile).iter().any(|flag| !said.answers.contains_key(&flag.id));
        Self::ALL.into_iter().find(unasked)
    }
}

/// How far the questions were answered with yes or no.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskedSoFar {
    /// None of them was asked.
    Nothing,
    /// Some.
    Partly {
        /// Questions that fit the person and have neither yes nor no; "not sure" is one of these.
        open: usize,
        /// Whether one of those is about an emergency.
        emergencies: bool,
    },
    /// All that fit the person.
    All,
}

impl AskedSoFar {
    /// How far these answers go, of somebody who did or did not answer before.
    pub(super) fn of(said: &TriageAnswers, profile: &Profile, before: bool) -> Self {
        let open = |stages: &[QuestionList]| -> usize {
            let flags = stages.iter().flat_map(|stage| stage.questions(profile));
            flags.filter(|flag| is_open(said, &flag.id)).count()
        };
        match open(&QuestionList::ALL) {
            0 => Self::All,
            _ if !before => Self::Nothing,
            left => {
                Self::Partly { open: left, emergencies: open(&[QuestionList::Now, QuestionList::Effort]) > 0 }
            }
        }
    }
}
