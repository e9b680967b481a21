//! What to ask the team of a condition, as a section of a page.

use charley_domain::person::Person;
use charley_evidence::Source;
use jiff::civil::Date;

use charley_answers::team::{self, TeamCard};

/// A team with its sources spelled out.
pub(super) struct TeamSection {
    pub(super) card: TeamCard,
    pub(super) sources: Vec<&'static Source>,
}

impl TeamSection {
    /// The teams of a person.
    pub(super) fn of(person: &Person, today: Date) -> Vec<Self> {
        team::of(person, today).into_iter().map(Self::from).collect()
    }
}

impl From<TeamCard> for TeamSection {
    fn from(card: TeamCard) -> Self {
        Self { sources: card.sources(), card }
    }
}
