//! `triage`: what the answers to the red-flag questions mean, and which are still to be asked; pure functions.
//!
//! No model has a say here. Every question of the evidence table can be asked; the profile of a person only decides which
//! come first and in whom "not sure" counts as yes.

mod assessment;
mod document;
mod profile;
mod sheet;
mod standing;
pub mod words;

use charley_domain::entry::Entry;
use jiff::{ZonedDateTime, civil::Date};

use charley_case::Case;
use charley_speech::place::Place;

pub use assessment::{Assessment, Finding, assess, fits};
pub use document::{TriageDocument, word};
pub use profile::Profile;
pub use sheet::{AskedSoFar, QuestionList, stage_of};
pub use standing::{Again, FlagStanding};

/// Where a person stands with the red flags: what any page that advises must say and must not offer.
#[derive(Debug, Clone, PartialEq)]
pub struct Caution {
    /// What the current answers mean.
    pub assessment: Assessment,
    /// How far the questions were answered.
    pub asked: AskedSoFar,
    /// Answers so old that they are asked again.
    pub again: Vec<Again>,
    /// Whom to call.
    pub place: Place,
    /// The day, where the person lives.
    pub today: Date,
}

impl Caution {
    /// The caution of a case.
    pub fn of_case(case: &Case) -> Self {
        let profile = Profile::of(&case.person, &case.entries, case.last_effort(), case.now.date());
        Self::of(&case.entries, &profile, &case.now)
    }

    /// The caution of a diary.
    pub fn of(entries: &[Entry], profile: &Profile, now: &ZonedDateTime) -> Self {
        let standing = FlagStanding::of(entries);
        let said = standing.current(now);
        let assessment = assess(&said, profile);
        let place = place(&assessment, profile, now);
        let asked = AskedSoFar::of(&said, profile, standing.newest().is_some());
        Self { assessment, asked, again: standing.again(now), place, today: now.date() }
    }
}

/// Whom to call about an assessment: in pregnancy and after birth the maternity unit comes first.
pub fn place(assessment: &Assessment, profile: &Profile, now: &ZonedDateTime) -> Place {
    let maternity = profile.pregnant() || profile.fits("RF13") && assessment.is_of_pregnancy();
    Place { maternity, ..Place::of(now) }
}

#[cfg(test)]
mod tests;
