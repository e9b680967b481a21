//! All tables together, parsed once and checked against each other.

use std::sync::LazyLock;

use charley_domain::exposure::TriggerId;

use crate::{
    Claim, EverydayWord, KnownMedicine, Medicine, MedicinePair, PublishedRate, RedFlag, Remedy, RiskFactor,
    Source, TeamLine, Trigger, WorkoutLevel, claim, everyday_word, factor, footing::Bibliography,
    known_medicine, medicine, medicine_pair, name_index::NameIndex, rate, red_flag, remedy, source,
    table::TableError, team, trigger, workout_level,
};

/// Version of the tables; stored with every result that was computed from them.
pub const VERSION: &str = "2026-11-30";

/// The clinical knowledge of Charley.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// The article's claims, in its order.
    pub claims: Vec<Claim>,
    /// Published risk factors.
    pub factors: Vec<RiskFactor>,
    /// Remedies.
    pub remedies: Vec<Remedy>,
    /// Medicines.
    pub medicines: Vec<Medicine>,
    /// Often prescribed medicines without a known link with cramps.
    pub known_medicines: Vec<KnownMedicine>,
    /// Everyday words for any of several medicines.
    pub everyday_words: Vec<EverydayWord>,
    /// Medicines that matter together.
    pub medicine_pairs: Vec<MedicinePair>,
    /// Red flags, emergencies first.
    pub red_flags: Vec<RedFlag>,
    /// Published rates.
    pub epidemiology: Vec<PublishedRate>,
    /// What may compete as a cause.
    pub triggers: Vec<Trigger>,
    /// What moves how likely a cramp is in a workout of one kind and length.
    pub workout_level: Vec<WorkoutLevel>,
    /// What to ask the team of a condition.
    pub team_lines: Vec<TeamLine>,
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
        let sources = source::parse(include_str!("../tables/sources.csv"))?;
        let library = Bibliography::of(&sources);
        let mut red_flags = red_flag::parse(
            include_str!("../tables/red_flags.csv"),
            include_str!("../tables/red_flag_branches.csv"),
        )?;
        red_flags.sort_by_key(|flag| std::cmp::Reverse(flag.action));
        let medicines = medicine::parse(
            include_str!("../tables/medicines.csv"),
            include_str!("../tables/medicine_names.csv"),
            &library,
        )?;
        let known_medicines = known_medicine::parse(include_str!("../tables/known_medicines.csv"))?;
        let everyday_words = everyday_word::parse(include_str!("../tables/everyday_words.csv"))?;
        Ok(Self {
            claims: claim::parse(include_str!("../tables/claims.csv"), &library)?,
            factors: factor::parse(include_str!("../tables/factors.csv"), &library)?,
            remedies: remedy::parse(include_str!("../tables/interventions.csv"), &library)?,
            names: NameIndex::of(&medicines, &known_medicines, &everyday_words)?,
            medicines,
            known_medicines,
            everyday_words,
            medicine_pairs: medicine_pair::parse(include_str!("../tables/medicine_pairs.csv"))?,
            red_flags,
            epidemiology: rate::parse(include_str!("../tables/epidemiology.csv"), &library)?,
            team_lines: team::parse(include_str!("../tables/team_questions.csv"), &library)?,
            triggers: trigger::parse(include_str!("../tables/triggers.csv"))?,
            workout_level: workout_level::parse(include_str!("../tables/workout_level.csv"))?,
            sources,
        })
    }

    /// A claim by its id.
    pub fn claim(&self, id: &str) -> Option<&Claim> {
        self.claims.iter().find(|claim| claim.id == id)
    }

    /// A factor by its id.
    pub fn factor(&self, id: &str) -> Option<&RiskFactor> {
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
    pub fn rate(&self, id: &str) -> Option<&PublishedRate> {
        self.epidemiology.iter().find(|rate| rate.id == id)
    }

    /// A trigger by its window and id.
    pub fn trigger(&self, id: &TriggerId) -> Option<&Trigger> {
        self.triggers.iter().find(|trigger| trigger.id == *id)
    }

    /// A term of the level of a workout by its id.
    pub fn level(&self, id: &str) -> Option<&WorkoutLevel> {
        self.workout_level.iter().find(|term| term.id == id)
    }

    /// A source by its key.
    pub fn source(&self, key: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.key == key)
    }
}
