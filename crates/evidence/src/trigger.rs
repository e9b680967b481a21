//! Triggers: what may compete as a cause within one person, in which unit, against which level, with which prior.

use charley_domain::exposure::{TriggerId, Window};
use serde::{Deserialize, Serialize};

use crate::{
    prior::Prior,
    table::{TableError, filled, parts, rows},
};

/// What a row of the trigger table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TriggerKind {
    /// Varies within a person and may be named as a cause.
    Trigger,
    /// Something done against cramps.
    Remedy,
    /// A state that nobody acts on: pregnancy, a cramp a moment ago.
    State,
    /// Must be in the model and is never named: season, history, time into the workout.
    Nuisance,
    /// No candidate any more, since another counts the same: still printed.
    Retired,
}

/// What a prior rests on; shown with each trigger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PriorBasis {
    /// A published estimate, discounted by its grade.
    Published,
    /// Computed from published counts.
    Derived,
    /// A direction is published or plausible, no size.
    Assumed,
    /// Studies disagree: centred at no effect, wide.
    Contested,
    /// No study: centred at no effect.
    None,
}

impl PriorBasis {
    /// The word of the table.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Derived => "derived",
            Self::Assumed => "assumed",
            Self::Contested => "contested",
            Self::None => "none",
        }
    }
}

/// One row of the trigger table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Trigger {
    /// Window and id.
    pub id: TriggerId,
    /// What a person reads.
    pub name: String,
    /// What one unit is, in words.
    pub one_unit_is: String,
    /// The level that counts as no exposure, in units of its raw quantity; `None` where it is said in words.
    pub reference_level: Option<f64>,
    /// What it is.
    pub kind: TriggerKind,
    /// Prior of the log hazard ratio per unit.
    pub prior: Prior,
    /// What the prior rests on.
    pub basis: PriorBasis,
    /// Ids of the published factors behind it.
    pub factors: Vec<String>,
    /// What else to know.
    pub note: Option<String>,
}

#[derive(Deserialize)]
struct TriggerRow {
    id: String,
    window: String,
    name: String,
    one_unit_is: String,
    reference_level: Option<f64>,
    kind: TriggerKind,
    prior_mean: f64,
    prior_sd: f64,
    basis: PriorBasis,
    factor_ids: String,
    note_user: String,
}

pub(crate) fn parse(text: &str) -> Result<Vec<Trigger>, TableError> {
    rows::<TriggerRow>("triggers", text)?
        .into_iter()
        .map(|row| {
            let window: Window = row
                .window
                .parse()
                .map_err(|error| crate::table::wrong("triggers", &row.id, format!("{error}")))?;
            Ok(Trigger {
                id: TriggerId { window, id: row.id },
                name: row.name,
                one_unit_is: row.one_unit_is,
                reference_level: row.reference_level,
                kind: row.kind,
                prior: Prior { mean: row.prior_mean, sd: row.prior_sd },
                basis: row.basis,
                factors: parts(&row.factor_ids),
                note: filled(row.note_user),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use charley_domain::trigger;

    #[test]
    fn the_constants_are_the_ids_of_the_table() {
        let table: BTreeSet<&str> = crate::evidence().triggers.iter().map(|row| row.id.id.as_str()).collect();
        assert_eq!(BTreeSet::from(trigger::ALL), table);
    }
}
