//! All tables together, parsed once and checked against each other.

use std::{collections::BTreeMap, sync::LazyLock};

use charley_domain::exposure::TriggerId;
use serde::Deserialize;

use crate::{
    Claim, EverydayWord, Factor, KnownMedicine, Medicine, Rate, RedFlag, Remedy, Showing, Source, Trigger,
    claim, everyday_word, factor, known_medicine, medicine,
    name_index::NameIndex,
    rate, red_flag, remedy,
    source::joint_showing,
    table::{TableError, filled, rows, wrong},
    trigger,
};

/// Version of the tables; stored with every result that was computed from them.
pub const VERSION: &str = "2026-11-23";

/// The clinical knowledge of Charley.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// The article's claims, in its order.
    pub claims: Vec<Claim>,
    /// Published risk factors.
    pub factors: Vec<Factor>,
    /// Remedies.
    pub remedies: Vec<Remedy>,
    /// Medicines.
    pub medicines: Vec<Medicine>,
    /// Often prescribed medicines without a known link with cramps.
    pub known_medicines: Vec<KnownMedicine>,
    /// Everyday words for any of several medicines.
    pub everyday_words: Vec<EverydayWord>,
    /// Red flags, emergencies first.
    pub red_flags: Vec<RedFlag>,
    /// Published rates.
    pub epidemiology: Vec<Rate>,
    /// What may compete as a cause.
    pub triggers: Vec<Trigger>,
    /// Publications.
    pub sources: Vec<Source>,
    pub(crate) names: NameIndex,
}

/// The tables, parsed at the first call.
pub fn evidence() -> &'static Evidence {
    static EVIDENCE: LazyLock<Evidence> = LazyLock::new(|| {
        // The tables are part of this crate, and the test below parses every row of them.
        Evidence::parse().expect("the crate's own tables are well-formed")
    });
    &EVIDENCE
}

impl Evidence {
    fn parse() -> Result<Self, TableError> {
        let sources = parse_sources(include_str!("../tables/sources.csv"))?;
        let by_key: BTreeMap<&str, &Source> =
            sources.iter().map(|source| (source.key.as_str(), source)).collect();
        let showing = |keys: &[String]| -> Showing {
            // A key that is nowhere counts as a source that nobody read; the test below finds it.
            if keys.iter().any(|key| !by_key.contains_key(key.as_str())) {
                return Showing::Nothing;
            }
            joint_showing(keys.iter().filter_map(|key| by_key.get(key.as_str()).copied()))
        };
        let mut red_flags = red_flag::parse(include_str!("../tables/red_flags.csv"))?;
        red_flags.sort_by_key(|flag| std::cmp::Reverse(flag.action));
        let medicines = medicine::parse(
            include_str!("../tables/medicines.csv"),
            include_str!("../tables/medicine_names.csv"),
            showing,
        )?;
        let known_medicines = known_medicine::parse(include_str!("../tables/known_medicines.csv"))?;
        let everyday_words = everyday_word::parse(include_str!("../tables/everyday_words.csv"))?;
        Ok(Self {
            claims: claim::parse(include_str!("../tables/claims.csv"), showing)?,
            factors: factor::parse(include_str!("../tables/factors.csv"), showing)?,
            remedies: remedy::parse(include_str!("../tables/interventions.csv"), showing)?,
            names: NameIndex::of(&medicines, &known_medicines, &everyday_words)?,
            medicines,
            known_medicines,
            everyday_words,
            red_flags,
            epidemiology: rate::parse(include_str!("../tables/epidemiology.csv"), showing)?,
            triggers: trigger::parse(include_str!("../tables/triggers.csv"))?,
            sources,
        })
    }

    /// A claim by its id.
    pub fn claim(&self, id: &str) -> Option<&Claim> {
        self.claims.iter().find(|claim| claim.id == id)
    }

    /// A factor by its id.
    pub fn factor(&self, id: &str) -> Option<&Factor> {
        self.factors.iter().find(|factor| factor.id == id)
    }

    /// A remedy by its id.
    pub fn remedy(&self, id: &str) -> Option<&Remedy> {
        self.remedies.iter().find(|remedy| remedy.id == id)
    }

    /// A red flag by its id.
    pub fn red_flag(&self, id: &str) -> Option<&RedFlag> {
        self.red_flags.iter().find(|flag| flag.id == id)
    }

    /// A rate by its id.
    pub fn rate(&self, id: &str) -> Option<&Rate> {
        self.epidemiology.iter().find(|rate| rate.id == id)
    }

    /// A trigger by its window and id.
    pub fn trigger(&self, id: &TriggerId) -> Option<&Trigger> {
        self.triggers.iter().find(|trigger| trigger.id == *id)
    }

    /// A source by its key.
    pub fn source(&self, key: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.key == key)
    }
}

#[derive(Deserialize)]
struct SourceRow {
    source_id: String,
    authors: String,
    year: String,
    title: String,
    journal: String,
    doi_or_url: String,
    verified: String,
    what_was_seen: String,
}

fn parse_sources(text: &str) -> Result<Vec<Source>, TableError> {
    rows::<SourceRow>("sources", text)?
        .into_iter()
        .map(|row| {
            let read = match row.verified.as_str() {
                "read" => true,
                "recalled" => false,
                other => return Err(wrong("sources", &row.source_id, format!("verified is {other:?}"))),
            };
            Ok(Source {
                key: row.source_id,
                authors: row.authors,
                year: filled(row.year),
                title: row.title,
                journal: row.journal,
                doi_or_url: filled(row.doi_or_url),
                read,
                what_was_seen: row.what_was_seen,
            })
        })
        .collect()
}
