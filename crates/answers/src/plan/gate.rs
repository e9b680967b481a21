//! What a plan may hold for a person: whether there is one at all, and which amounts may be told.

use charley_domain::missing::{Ask, Missing};

use crate::{notice::words as notices, plan::words as say, triage::Caution, why::words::next};
use charley_case::Case;
use charley_speech::gates::{self, Mode};

/// Why nothing is planned for a person now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Barred {
    /// A warning sign needs a doctor first.
    WarningSign,
    /// Under 18.
    Minor,
    /// The age is not known.
    AgeUnknown,
}

impl Barred {
    /// Why nothing is planned for this person; `None` where a plan may be made.
    pub fn of(case: &Case) -> Option<Self> {
        if Caution::of_case(case).standing().is_some_and(|sign| sign.needs_care_today()) {
            return Some(Self::WarningSign);
        }
        match Mode::of(&case.person, case.now.date()) {
            Mode::Minor => Some(Self::Minor),
            Mode::AgeUnknown => Some(Self::AgeUnknown),
            Mode::Pregnant | Mode::Adult => None,
        }
    }

    /// The answer in its place.
    pub fn headline(self) -> &'static str {
        match self {
            Self::WarningSign => say::WARNING_SIGN_FIRST,
            Self::Minor => notices::UNDER_18.text(),
            Self::AgeUnknown => say::AGE_FIRST,
        }
    }

    /// What it needs first, where an answer opens it.
    pub fn asks(self) -> Option<Missing> {
        match self {
            Self::AgeUnknown => Some(Missing::of(next::AGE.text(), &[Ask::Born])),
            Self::WarningSign | Self::Minor => None,
        }
    }
}

/// Which amounts may be told.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gates {
    /// Drink and salt.
    pub salt: bool,
    /// Carbohydrate.
    pub carbohydrate: bool,
}

impl Gates {
    pub(super) fn of(case: &Case) -> Self {
        let today = case.now.date();
        Self {
            salt: gates::salt_and_fluid(&case.person, &case.entries, today).is_open(),
            carbohydrate: gates::carbohydrate(&case.person, &case.entries, today).is_open(),
        }
    }
}
