//! The scenarios that Charley brings along, each with the claims of the article it illustrates or contradicts.

use super::scenario::CrampScenario;
use crate::see::words::account as say;

/// A scenario of the library.
#[derive(Debug)]
pub struct LibraryScenario {
    /// The name in the address and on the command line.
    pub name: &'static str,
    /// Its file.
    pub text: &'static str,
    /// Claims of the article that it bears on.
    pub claims: &'static [&'static str],
    /// What it says of them.
    pub says: &'static str,
}

/// All of them; the first is shown where none is asked for.
pub const LIBRARY: &[LibraryScenario] = &[
    LibraryScenario {
        name: "stretch",
        text: include_str!("../../scenarios/stretch.toml"),
        claims: &["C30"],
        says: say::SAYS_STRETCH,
    },
    LibraryScenario {
        name: "spinal-loop",
        text: include_str!("../../scenarios/spinal-loop.toml"),
        claims: &["C07"],
        says: say::SAYS_SPINAL_LOOP,
    },
    LibraryScenario {
        name: "energy",
        text: include_str!("../../scenarios/energy.toml"),
        claims: &["C23", "C24", "C25"],
        says: say::SAYS_ENERGY,
    },
    LibraryScenario {
        name: "sip",
        text: include_str!("../../scenarios/sip.toml"),
        claims: &["C32"],
        says: say::SAYS_SIP,
    },
];

/// The scenario of a name.
pub fn named(name: &str) -> Option<&'static LibraryScenario> {
    LIBRARY.iter().find(|entry| entry.name == name)
}

/// The scenario that bears on a claim.
pub fn of_claim(claim: &str) -> Option<&'static LibraryScenario> {
    LIBRARY.iter().find(|entry| entry.claims.contains(&claim))
}

impl LibraryScenario {
    /// The scenario. That each can be read is a test.
    ///
    /// # Panics
    /// Never: see the test.
    pub fn scenario(&self) -> CrampScenario {
        CrampScenario::read(self.text).unwrap_or_else(|error| panic!("{}: {error}", self.name))
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
