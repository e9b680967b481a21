//! The scenarios that Charley brings along, each with the claims of the article it illustrates or contradicts.

use super::scenario::Scenario;

/// A scenario of the library.
#[derive(Debug)]
pub(crate) struct Entry {
    /// The name in the address and on the command line.
    pub(crate) name: &'static str,
    /// Its file.
    pub(crate) text: &'static str,
    /// Claims of the article that it bears on.
    pub(crate) claims: &'static [&'static str],
    /// What it says of them.
    pub(crate) says: &'static str,
}

/// All of them; the first is shown where none is asked for.
pub(crate) const LIBRARY: &[Entry] = &[
    Entry {
        name: "stretch",
        text: include_str!("../../scenarios/stretch.toml"),
        claims: &["C30"],
        says: "Illustrates C30: in the model a firm stretch ends the discharge within seconds. The first rise that was seen in people is missing here: see the account below.",
    },
    Entry {
        name: "spinal-loop",
        text: include_str!("../../scenarios/spinal-loop.toml"),
        claims: &["C07"],
        says: "Illustrates C07: with the nerve blocked only the short part at the nerve endings is left; the long part needs the cord.",
    },
    Entry {
        name: "energy",
        text: include_str!("../../scenarios/energy.toml"),
        claims: &["C23", "C24", "C25"],
        says: "Contradicts C23 and C24: phosphocreatine falls during the cramp, ATP hardly does, and neither starts it. For C25 the model has water loss without effect, as two laboratory studies found none on the threshold.",
    },
    Entry {
        name: "sip",
        text: include_str!("../../scenarios/sip.toml"),
        claims: &["C32"],
        says: "Shows the assumption behind C32: a slow reflex from the mouth that turns the inward current down. One laboratory study found shorter cramps, one did not; here its size is assumed.",
    },
];

/// The scenario of a name.
pub(crate) fn named(name: &str) -> Option<&'static Entry> {
    LIBRARY.iter().find(|entry| entry.name == name)
}

/// The scenario that bears on a claim.
pub(crate) fn of_claim(claim: &str) -> Option<&'static Entry> {
    LIBRARY.iter().find(|entry| entry.claims.contains(&claim))
}

impl Entry {
    /// The scenario. That each can be read is a test.
    ///
    /// # Panics
    /// Never: see the test.
    pub(crate) fn scenario(&self) -> Scenario {
        Scenario::read(self.text).unwrap_or_else(|error| panic!("{}: {error}", self.name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scenario_can_be_read_and_every_claim_of_the_mechanism_has_one() {
        for entry in LIBRARY {
            assert!(entry.scenario().length_s > 10.0 && !entry.claims.is_empty(), "{}", entry.name);
            assert!(entry.claims.iter().all(|claim| entry.says.contains(claim)), "{}", entry.name);
        }
        for claim in ["C07", "C23", "C24", "C25", "C30", "C32"] {
            assert!(of_claim(claim).is_some(), "{claim}");
        }
        assert!(named("stretch").is_some() && named("nothing").is_none());
    }
}
