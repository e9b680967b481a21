//! The questions as they are asked: four short lists, emergencies first, each with one tap for "none of these".

use charley_domain::triage::TriageAnswers;
use charley_evidence::{RedFlag, Urgency, evidence};

use super::Profile;

/// One list of questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
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
pub(crate) fn stage_of(flag: &RedFlag) -> Stage {
    match flag.action {
        Urgency::Emergency if OF_EFFORT.contains(&flag.id.as_str()) => Stage::Effort,
        Urgency::Emergency => Stage::Now,
        Urgency::SameDay => Stage::Today,
        Urgency::Routine => Stage::Soon,
    }
}

impl Stage {
    /// All lists, in the order in which they are asked.
    pub(crate) const ALL: [Self; 4] = [Self::Now, Self::Effort, Self::Today, Self::Soon];

    /// The word in an address.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::Effort => "effort",
            Self::Today => "today",
            Self::Soon => "soon",
        }
    }

    /// The list of a word.
    pub(crate) fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.word() == word)
    }

    /// The place among the lists, from 1.
    pub(crate) fn number(self) -> usize {
        Self::ALL.iter().position(|stage| *stage == self).map_or(1, |at| at + 1)
    }

    /// The questions of this list for a person: those whose threshold is lower in them come first.
    pub(crate) fn questions(self, profile: &Profile) -> Vec<&'static RedFlag> {
        let mut flags: Vec<&RedFlag> = evidence()
            .red_flags
            .iter()
            .filter(|flag| stage_of(flag) == self && profile.fits(&flag.id))
            .collect();
        flags.sort_by_key(|flag| !profile.lowers(&flag.id));
        flags
    }
}

/// The first list with a question that was not asked yet; `None` when all that fit were.
pub(super) fn open_stage(said: &TriageAnswers, profile: &Profile) -> Option<Stage> {
    Stage::ALL.into_iter().find(|stage| is_open(*stage, said, profile))
}

fn is_open(stage: Stage, said: &TriageAnswers, profile: &Profile) -> bool {
    open_questions(stage, said, profile) > 0
}

/// Questions of a list that are still open.
fn open_questions(stage: Stage, said: &TriageAnswers, profile: &Profile) -> usize {
    stage.questions(profile).iter().filter(|flag| !said.answers.contains_key(&flag.id)).count()
}

/// How far the questions were asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asked {
    /// None of them.
    Nothing,
    /// Some.
    Partly {
        /// Questions that fit the person and are still open.
        open: usize,
        /// Whether one of those is about an emergency.
        emergencies: bool,
    },
    /// All that fit the person.
    All,
}

impl Asked {
    /// How far these answers go.
    pub(super) fn of(said: &TriageAnswers, profile: &Profile) -> Self {
        let open = |stages: &[Stage]| stages.iter().map(|stage| open_questions(*stage, said, profile)).sum();
        match open(&Stage::ALL) {
            0 => Self::All,
            _ if said.answers.is_empty() => Self::Nothing,
            left => {
                let emergencies: usize = open(&[Stage::Now, Stage::Effort]);
                Self::Partly { open: left, emergencies: emergencies > 0 }
            }
        }
    }
}

impl Stage {
    /// The next list with a question that was not asked yet, this one first.
    pub(crate) fn next_open(said: &TriageAnswers, profile: &Profile) -> Option<Self> {
        open_stage(said, profile)
    }
}
