//! What the article says of prevention, each claim with its verdict; and what the models know nothing of, with what studies say.

use charley_evidence::evidence;
use serde::Serialize;

use super::levers::{EvidenceSaid, of_remedy};
use crate::plan::words as say;

/// The article's claims of prevention in exercise, in its order.
const CLAIMS: [&str; 8] = ["C33", "C34", "C35", "C36", "C37", "C38", "C40", "C41"];
/// Those that speak of salt or of how much to drink, and so need the gate: drinks before, drinks in long heat, pickle juice.
const SALTED: [&str; 3] = ["C33", "C40", "C41"];
/// The one that touches a leg, which a red flag ends.
const STRETCH_AND_ROLL: &str = "C38";

/// The article's prevention with its verdicts.
pub(super) fn article(salt_is_open: bool, stretching_is_ended: bool) -> Vec<EvidenceSaid> {
    let barred =
        |id: &str| !salt_is_open && SALTED.contains(&id) || stretching_is_ended && id == STRETCH_AND_ROLL;
    let claims = CLAIMS.into_iter().filter(|id| !barred(id)).filter_map(|id| evidence().claim(id));
    let said = claims.map(|claim| EvidenceSaid {
        id: claim.id.clone(),
        about: claim.claim.clone(),
        verdict: claim.verdict.word(),
        says: claim.what_charley_says.clone(),
        sources: claim.sources.clone(),
    });
    said.collect()
}

/// Something of which the models know nothing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NotModelled {
    /// `warm_up`, `strength`, `taper`, `foam_roll`.
    pub id: &'static str,
    /// What it is.
    pub name: &'static str,
    /// What studies say of it; `None` where none was found.
    pub evidence: Option<EvidenceSaid>,
    /// The published figure in words, where its source was read.
    pub figure: Option<String>,
}

/// What the models know nothing of: no number of our own.
pub(super) fn not_modelled(stretching_is_ended: bool) -> Vec<NotModelled> {
    let all = [
        ("warm_up", say::WARM_UP, Some("I40")),
        ("strength", say::STRENGTH, Some("I41")),
        ("taper", say::TAPER, None),
        ("foam_roll", say::FOAM_ROLL, Some("I45")),
    ];
    all.into_iter()
        .filter(|(id, ..)| !(stretching_is_ended && *id == "foam_roll"))
        .map(|(id, name, remedy)| NotModelled {
            id,
            name,
            evidence: remedy.and_then(of_remedy),
            figure: remedy.and_then(|id| evidence().remedy(id)).and_then(say::figure),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn through_a_closed_gate_no_claim_speaks_of_salt() {
        for ended in [false, true] {
            for said in article(false, ended) {
                let text = format!("{} {}", said.about, said.says).to_lowercase();
                for word in ["salt", "sodium", "pickle", "electrolyte", "hydrat", "drink"] {
                    assert!(!text.contains(word), "{}: {text}", said.id);
                }
            }
        }
        let open: Vec<String> = article(true, false).into_iter().map(|said| said.id).collect();
        assert_eq!(open, CLAIMS);
    }
}
