//! What moves how likely a cramp is in a workout before anything but its kind, its length and the person is known.

use serde::{Deserialize, Serialize};

use crate::{
    prior::Prior,
    table::{TableError, filled, parts, rows},
    trigger::PriorBasis,
};

/// One row of the table of workouts: a term of the log hazard of a whole workout, or a share.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WorkoutLevel {
    /// `race`, `duration`, ...
    pub id: String,
    /// What a person reads.
    pub name: String,
    /// Its prior; a number without a spread is taken as it stands.
    pub prior: Prior,
    /// What the prior rests on.
    pub basis: PriorBasis,
    /// Keys of the sources.
    pub sources: Vec<String>,
    /// What else to know.
    pub note: Option<String>,
}

#[derive(Deserialize)]
struct LevelRow {
    id: String,
    name: String,
    mean: f64,
    sd: f64,
    basis: PriorBasis,
    source_ids: String,
    note_user: String,
}

pub(crate) fn parse(text: &str) -> Result<Vec<WorkoutLevel>, TableError> {
    let row = |row: LevelRow| WorkoutLevel {
        id: row.id,
        name: row.name,
        prior: Prior { mean: row.mean, sd: row.sd },
        basis: row.basis,
        sources: parts(&row.source_ids),
        note: filled(row.note_user),
    };
    Ok(rows::<LevelRow>("workout_level", text)?.into_iter().map(row).collect())
}

#[cfg(test)]
mod tests {
    use crate::evidence;

    #[test]
    fn every_source_is_in_the_table_of_sources_and_every_term_not_assumed_has_one() {
        for term in &evidence().workout_level {
            assert!(term.sources.iter().all(|key| evidence().source(key).is_some()), "{term:?}");
            assert!(term.basis == super::PriorBasis::Assumed || !term.sources.is_empty(), "{term:?}");
            assert!(term.prior.mean.is_finite() && term.prior.sd >= 0.0, "{term:?}");
        }
    }
}
