//! What must be said beside any advice, as values in one order: a warning sign that stands comes first, everywhere.
//!
//! | who asks | what is said |
//! |---|---|
//! | [`Caution::notices`] | what the answers about warning signs ask for, and which are still open |
//! | [`beside`] | the same, and what holds for this person: pregnancy, age, a statin |
//!
//! The terminal, the pages and the documents show them in the order in which they are given here.

pub mod words;

use charley_domain::{entry::Entry, person::Person};
use charley_evidence::{Urgency, Within};
use jiff::civil::Date;
use serde::{Serialize, Serializer, ser::SerializeStruct as _};

use crate::{
    notice::words as say,
    triage::{self, Again, AskedSoFar, Caution, words as triage_words},
};
use charley_case::Case;
use charley_speech::{
    gates::{self, Mode},
    place::Place,
};

/// One thing that must be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// An answer about a warning sign asks for care.
    Standing(Sign),
    /// Answers so old that they are asked again, with what to do if it is still so.
    AskedAgain {
        /// The questions with their old answers; never none.
        questions: Vec<Again>,
        /// The day, where the person lives.
        today: Date,
        /// Whom to call.
        place: Place,
    },
    /// Pregnancy: the midwife comes first.
    Midwife,
    /// Under 18.
    Minor,
    /// No warning sign was asked about yet.
    NotAsked,
    /// Some were, and others are open.
    QuestionsOpen {
        /// Questions that fit this person and have neither yes nor no.
        questions: usize,
        /// Whether what to call the emergency number for must be said too: one of those is open, and no call stands.
        with_signs: bool,
    },
    /// A statin is taken.
    Statin,
    /// The age is not known.
    AgeUnknown,
    /// No amount of drink is safe in the workout that is planned.
    NoSafeAmount,
}

/// What the answers ask for, as far as it is most urgent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sign {
    /// How soon.
    pub urgency: Urgency,
    /// Ids of the questions behind it.
    pub flags: Vec<&'static str>,
    /// Whether each of them was answered with "not sure".
    pub not_sure: bool,
    /// Whether it takes stretching and massage away.
    pub ends_stretching: bool,
    /// By when, where it is routine.
    pub within: Option<Within>,
    /// Whom to call.
    pub place: Place,
}

impl Sign {
    /// Whether it asks for care now or today: nothing is planned or tried over it.
    pub fn needs_care_today(&self) -> bool {
        self.urgency >= Urgency::SameDay
    }
}

impl Notice {
    /// Where it stands among the others; the least comes first.
    fn place(&self) -> u8 {
        match self {
            Self::Standing(Sign { urgency: Urgency::Emergency, .. }) => 0,
            Self::Standing(Sign { urgency: Urgency::SameDay, .. }) => 1,
            Self::Standing(Sign { urgency: Urgency::Routine, .. }) => 2,
            Self::AskedAgain { .. } => 3,
            Self::Midwife => 4,
            Self::Minor => 5,
            Self::NotAsked | Self::QuestionsOpen { .. } => 6,
            Self::Statin => 7,
            Self::AgeUnknown => 8,
            Self::NoSafeAmount => 9,
        }
    }

    /// Whether it stands before the answer, and not beside it.
    pub const fn is_first(&self) -> bool {
        matches!(self, Self::Standing(_) | Self::AskedAgain { .. } | Self::Midwife | Self::Minor)
    }

    /// Whether answering the questions about warning signs changes it.
    pub const fn is_of_triage(&self) -> bool {
        matches!(
            self,
            Self::Standing(_) | Self::AskedAgain { .. } | Self::NotAsked | Self::QuestionsOpen { .. }
        )
    }

    /// Its word in documents.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Standing(Sign { not_sure: false, .. }) => "standing",
            Self::Standing(Sign { not_sure: true, .. }) => "not_sure",
            Self::AskedAgain { .. } => "asked_again",
            Self::Midwife => "midwife",
            Self::Minor => "minor",
            Self::NotAsked => "not_asked",
            Self::QuestionsOpen { .. } => "questions_open",
            Self::Statin => "statin",
            Self::AgeUnknown => "age_unknown",
            Self::NoSafeAmount => "no_safe_amount",
        }
    }

    /// How soon it asks for care; `None` where it asks for none by itself.
    pub const fn urgency(&self) -> Option<Urgency> {
        match self {
            Self::Standing(sign) => Some(sign.urgency),
            _ => None,
        }
    }

    /// In words.
    pub fn text(&self) -> String {
        match self {
            Self::Standing(sign) => say::standing(sign),
            Self::AskedAgain { questions, today, place } => {
                triage_words::asked_again(questions, *today, place)
            }
            Self::Midwife => say::MIDWIFE_FIRST.into(),
            Self::Minor => say::MINOR.into(),
            Self::NotAsked => say::not_asked(),
            Self::QuestionsOpen { questions, with_signs } => say::questions_open(*questions, *with_signs),
            Self::Statin => say::STATIN.into(),
            Self::AgeUnknown => say::ADULTS_ONLY.into(),
            Self::NoSafeAmount => say::NO_SAFE_AMOUNT.to_owned(),
        }
    }

    /// In a line, where the whole stands elsewhere; `None` where there is no shorter form.
    pub fn line(&self) -> Option<String> {
        match self {
            Self::NotAsked => Some(say::NOT_ASKED_LINE.into()),
            Self::QuestionsOpen { questions, .. } => Some(say::open_line(*questions)),
            _ => None,
        }
    }
}

impl Notice {
    /// In a line that opens on the whole, on the page of each day; `None` for what an answer asks for, and for what is short.
    pub fn daily_line(&self) -> Option<String> {
        match self {
            Self::NotAsked | Self::QuestionsOpen { with_signs: true, .. } => self.line(),
            Self::Statin => Some(say::STATIN_LINE.into()),
            _ => None,
        }
    }
}

impl Serialize for Notice {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut notice = serializer.serialize_struct("Notice", 3)?;
        notice.serialize_field("kind", self.kind())?;
        notice.serialize_field("urgency", triage::word(self.urgency()))?;
        notice.serialize_field("text", &self.text())?;
        notice.end()
    }
}

/// What must be said beside any answer to this person, in the order in which it is said.
pub fn beside(case: &Case) -> Vec<Notice> {
    of(&case.person, &case.entries, (&Caution::of_case(case), case.now.date()))
}

/// The same of a person and a diary.
pub fn of(person: &Person, entries: &[Entry], (caution, today): (&Caution, Date)) -> Vec<Notice> {
    let mut notices = caution.notices();
    match Mode::of(person, today) {
        Mode::Pregnant => notices.push(Notice::Midwife),
        Mode::Minor => notices.push(Notice::Minor),
        Mode::AgeUnknown => notices.push(Notice::AgeUnknown),
        Mode::Adult => {}
    }
    if gates::on_statin(entries, today) {
        notices.push(Notice::Statin);
    }
    notices.sort_by_key(Notice::place);
    notices
}

impl Caution {
    /// What the answers about warning signs ask for, and that questions are open.
    pub fn notices(&self) -> Vec<Notice> {
        let standing = self.standing();
        let calls = standing.as_ref().is_some_and(|sign| sign.urgency == Urgency::Emergency);
        let open = match self.asked {
            AskedSoFar::Nothing => Some(Notice::NotAsked),
            AskedSoFar::Partly { open, emergencies } => {
                Some(Notice::QuestionsOpen { questions: open, with_signs: emergencies && !calls })
            }
            AskedSoFar::All => None,
        };
        let again = (!self.again.is_empty()).then(|| Notice::AskedAgain {
            questions: self.again.clone(),
            today: self.today,
            place: self.place,
        });
        standing.map(Notice::Standing).into_iter().chain(again).chain(open).collect()
    }

    /// The most urgent of what the answers ask for.
    pub fn standing(&self) -> Option<Sign> {
        let urgency = self.assessment.action()?;
        let most = self.assessment.findings.iter().filter(|finding| finding.urgency == urgency);
        Some(Sign {
            urgency,
            flags: most.clone().map(|finding| finding.flag.id.as_str()).collect(),
            not_sure: most.clone().all(|finding| finding.not_sure),
            ends_stretching: self.assessment.ends_stretching(),
            within: self.assessment.within(),
            place: self.place,
        })
    }
}
