//! What a name of a medicine stands for, as far as cards, labels and pairs need it.

use charley_domain::exposure::TriggerId;
use charley_evidence::{Medicine, MedicineClass, Substance, Whether, evidence};

/// What makes two names the same medicine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sameness {
    /// The rows of the tables that both name, and nothing beside them.
    Ingredients(Vec<&'static str>),
    /// The words themselves.
    Words(String),
}

impl Sameness {
    pub(super) fn of(name: &str) -> Self {
        let found = evidence().recognise(name);
        if !found.is_whole() {
            return Self::Words(name.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" "));
        }
        let mut names: Vec<&'static str> = found.substances.iter().map(|one| one.name()).collect();
        names.sort_unstable();
        names.dedup();
        Self::Ingredients(names)
    }
}

/// Whether something surely holds of a name: of one of its ingredients, or of whatever a word in it can mean.
fn holds(name: &str, of: impl Fn(Substance<'static>) -> bool) -> bool {
    evidence().recognise(name).whether(of) == Whether::Yes
}

/// Whether a name sets a trigger; a word that does not say which does, where all of it belongs to the trigger.
pub(super) fn sets(name: &str, id: &TriggerId) -> bool {
    holds(name, |one| one.listed().and_then(Medicine::trigger).as_ref() == Some(id))
}

/// Whether a name stands for what has a code that begins in one of some ways.
pub(super) fn has_code(name: &str, beginnings: &[impl AsRef<str>]) -> bool {
    let begins = |code: &str| beginnings.iter().any(|beginning| code.starts_with(beginning.as_ref()));
    holds(name, |one| one.atc_codes().iter().any(|code| begins(code)))
}

/// Whether a name stands for a statin, be it without saying which.
pub(super) fn is_statin(name: &str) -> bool {
    holds(name, |one| one.listed().is_some_and(|medicine| medicine.class == MedicineClass::Statin))
}

/// What the words of a name can mean, where they ask which: names to choose from.
pub(super) fn which(name: &str) -> Vec<&'static str> {
    let asks = evidence().recognise(name).asks;
    asks.iter().flat_map(|question| &question.choices).map(|choice| choice.name).collect()
}
