//! `evidence`: the tables as cards a person can read, the same in the terminal and as JSON.

mod card;
mod course;
pub mod words;

use charley_domain::muscle::edit_distance;
use charley_evidence::{Team, evidence};
use serde::Serialize;
use serde_json::Value;

pub use self::{card::EvidenceCard, course::course};
use crate::team::TeamCard;

/// One table of the evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shelf {
    /// The article's claims.
    Claims,
    /// Published risk factors.
    Factors,
    /// Remedies.
    Remedies,
    /// Medicines.
    Medicines,
    /// Red flags.
    RedFlags,
    /// What may compete as a cause.
    Triggers,
    /// Published rates.
    Rates,
    /// What to ask the team of a condition.
    Teams,
    /// Publications.
    Sources,
}

/// The document of `charley evidence`.
#[derive(Debug, Serialize)]
pub struct EvidenceDocument {
    schema: &'static str,
    version: &'static str,
    /// The table that was asked for; `null` for the list of tables.
    table: Option<&'static str>,
    /// Rows of the table, or the tables with their number of rows.
    rows: Vec<Value>,
}

impl Shelf {
    /// All tables, in the order they are named.
    pub const ALL: [Self; 9] = [
        Self::Claims,
        Self::Factors,
        Self::Remedies,
        Self::Medicines,
        Self::RedFlags,
        Self::Triggers,
        Self::Rates,
        Self::Teams,
        Self::Sources,
    ];

    /// The word by which it is asked for.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Claims => "claims",
            Self::Factors => "factors",
            Self::Remedies => "remedies",
            Self::Medicines => "medicines",
            Self::RedFlags => "red-flags",
            Self::Triggers => "triggers",
            Self::Rates => "rates",
            Self::Teams => "teams",
            Self::Sources => "sources",
        }
    }

    /// What it holds.
    pub const fn about(self) -> &'static str {
        match self {
            Self::Claims => "what the article says, each claim with a verdict",
            Self::Factors => "what goes along with more or fewer cramps, in whom, how sure",
            Self::Remedies => "what was tried, how well it did, whom it harms",
            Self::Medicines => "found by any name you type, or by ATC code",
            Self::RedFlags => "what needs a doctor, and how soon",
            Self::Triggers => "what may compete as a cause, with the prior of each",
            Self::Rates => "how often cramps come, and to whom",
            Self::Teams => "what to ask the dialysis, liver, maternity or nerve team",
            Self::Sources => "the publications, and how much of each was read",
        }
    }

    /// Its rows.
    pub fn cards(self) -> Vec<EvidenceCard> {
        let all = evidence();
        match self {
            Self::Claims => all.claims.iter().map(EvidenceCard::of_claim).collect(),
            Self::Factors => all.factors.iter().map(EvidenceCard::of_factor).collect(),
            Self::Remedies => all.remedies.iter().map(EvidenceCard::of_remedy).collect(),
            Self::Medicines => all.medicines.iter().map(EvidenceCard::of_medicine).collect(),
            Self::RedFlags => all.red_flags.iter().map(EvidenceCard::of_red_flag).collect(),
            Self::Triggers => all.triggers.iter().map(EvidenceCard::of_trigger).collect(),
            Self::Rates => all.epidemiology.iter().map(EvidenceCard::of_rate).collect(),
            Self::Teams => Team::ALL.map(TeamCard::whole).iter().map(EvidenceCard::of_team).collect(),
            Self::Sources => all.sources.iter().map(EvidenceCard::of_source).collect(),
        }
    }

    /// The rows that `typed` names: by id, and medicines by any name.
    ///
    /// # Errors
    /// A sentence with what comes near, when there is none.
    pub fn find(self, typed: &str) -> Result<Vec<EvidenceCard>, String> {
        let cards = self.cards();
        let by_id = cards.iter().filter(|card| card.is_called(typed)).cloned().collect::<Vec<_>>();
        if !by_id.is_empty() {
            return Ok(by_id);
        }
        if self != Self::Medicines {
            return Err(self.unknown(typed, &nearest(&cards, typed)));
        }
        let found = evidence().find_medicines(typed);
        if found.is_empty() {
            return Err(self.unknown(typed, &evidence().recognise(typed).near));
        }
        Ok(found.into_iter().map(EvidenceCard::of_medicine).collect())
    }

    fn unknown(self, typed: &str, near: &[impl AsRef<str>]) -> String {
        let hint = if near.is_empty() {
            String::new()
        } else {
            format!(" Did you mean {}?", near.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(" or "))
        };
        let words = self.word();
        format!("{typed:?} is not among the {words}.{hint} `charley evidence {words}` lists them all.")
    }
}

/// The list of tables.
pub fn shelves() -> EvidenceDocument {
    let rows = Shelf::ALL.iter().map(|shelf| {
        serde_json::json!({ "table": shelf.word(), "rows": shelf.cards().len(), "about": shelf.about() })
    });
    EvidenceDocument::of(None, rows.collect())
}

/// Rows of one table.
pub fn document(shelf: Shelf, cards: &[EvidenceCard]) -> EvidenceDocument {
    EvidenceDocument::of(Some(shelf.word()), cards.iter().map(|card| card.row.clone()).collect())
}

impl EvidenceDocument {
    fn of(table: Option<&'static str>, rows: Vec<Value>) -> Self {
        Self { schema: "charley.evidence/1", version: charley_evidence::VERSION, table, rows }
    }
}

/// Ids that look like what was typed, nearest first, at most three.
fn nearest(cards: &[EvidenceCard], typed: &str) -> Vec<String> {
    let wanted = typed.to_lowercase();
    let distance = |card: &EvidenceCard| edit_distance(&wanted, &card.id.to_lowercase());
    let mut near: Vec<(usize, &str)> = cards.iter().map(|card| (distance(card), card.id.as_str())).collect();
    near.sort_unstable();
    near.into_iter()
        .filter(|(distance, id)| *distance <= (id.len() / 3).max(1))
        .take(3)
        .map(|(_, id)| id.to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use charley_evidence::Showing;

    use super::*;
    use charley_speech::lint;

    #[test]
    fn every_row_of_every_table_has_a_card_and_says_something() {
        for shelf in Shelf::ALL {
            for card in shelf.cards() {
                assert!(!card.id.is_empty() && !card.title.is_empty() && !card.mark.is_empty(), "{card:?}");
                assert!(card.row.is_object(), "{}", card.id);
                assert_eq!(shelf.find(&card.id).unwrap()[0].id, card.id);
            }
        }
    }

    /// What only those who build Charley need: none of it is said to a person.
    const NOT_FOR_USERS: &str = "step 1 of|step 2 of|relieve|primary driver|model|models|hazard|prior|\
        priors|must not say|never name|derived|recalled|gpknow|rule 3|knowledge/|gamma-poisson|do not show|counts in";

    /// The text of a card as a person reads it, but for titles that are not Charley's: a claim is the article's own sentence, a
    /// publication has its own.
    fn read(shelf: Shelf, card: &EvidenceCard) -> String {
        let title = (!matches!(shelf, Shelf::Claims | Shelf::Sources)).then(|| card.title.clone());
        let facts = card.facts.iter().map(|(label, text)| format!("{label}: {text}"));
        title.into_iter().chain(facts).collect::<Vec<_>>().join(". ")
    }

    #[test]
    fn no_card_shows_a_note_for_developers_or_breaks_a_rule() {
        let mut wrong = Vec::new();
        for shelf in Shelf::ALL {
            for card in shelf.cards() {
                let text = read(shelf, &card);
                let words = format!(" {} ", text.to_lowercase().replace([',', ';', '(', ')'], " "));
                let said = NOT_FOR_USERS
                    .split('|')
                    .find(|marker| words.contains(&format!(" {marker} ")))
                    .or_else(|| ["NEW.", "CHANGED:"].into_iter().find(|marker| text.contains(marker)));
                let rules = if shelf == Shelf::Sources { Vec::new() } else { lint::broken(&text) };
                if said.is_some() || !rules.is_empty() {
                    wrong.push(format!("{said:?} {rules:?} {}: {text}", card.id));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn medicines_are_found_by_brand_and_typos_are_told() {
        assert_eq!(Shelf::Medicines.find("marcumar").unwrap()[0].title, "phenprocoumon");
        assert!(
            Shelf::Medicines.find("atorvastatine").is_ok_and(|found| found[0].title == "atorvastatin")
                || Shelf::Medicines.find("atorvastatine").is_err_and(|why| why.contains("atorvastatin"))
        );
        assert!(Shelf::Claims.find("C4l").unwrap_err().contains("Did you mean C4"));
        assert!(Shelf::Claims.find("nothing like it").unwrap_err().contains("charley evidence claims"));
    }

    #[test]
    fn nothing_with_a_figure_comes_from_a_source_that_was_not_read() {
        for claim in evidence().claims.iter().filter(|claim| claim.showing != Showing::Figure) {
            let row = EvidenceCard::of_claim(claim).row;
            assert!(row["effect"].is_null(), "{}", claim.id);
            assert!(
                row["nuance"].as_str().is_none_or(|text| !text.contains(|c: char| c.is_ascii_digit())),
                "{}",
                claim.id
            );
        }
        for factor in evidence().factors.iter().filter(|factor| factor.showing != Showing::Figure) {
            assert!(EvidenceCard::of_factor(factor).row["estimate"].is_null(), "{}", factor.id);
        }
        let hidden = Shelf::Remedies.find("I12").unwrap().remove(0);
        assert!(hidden.row["estimate"].is_null(), "no copy of its source makes the figure plausible");
        assert!(hidden.facts.iter().any(|(label, text)| *label == "Figure" && text.starts_with("not shown")));
        for remedy in evidence().remedies.iter().filter(|remedy| remedy.who_must_not.is_some()) {
            let card = EvidenceCard::of_remedy(remedy);
            assert!(card.facts.iter().any(|(label, _)| *label == "Must not"), "{}", remedy.id);
        }
    }
}
