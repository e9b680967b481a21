//! People who were weighed before and after they moved: what a model of sweat must agree with.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::table::{TableError, rows};

/// What was compared: all that the scale lost, or sweat alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Compared {
    /// All that the scale lost, drink added: sweat, breath and the mass of the gases.
    Gross,
    /// Sweat alone: the study took off breath and gases.
    Sweat,
    /// Not compared with: a check of the range, of one man or of a whole population.
    Check,
}

/// How well a row is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Grade {
    /// Rate and climate were read.
    A,
    /// One input was assumed, or the rate follows from numbers that were read.
    B,
    /// The rate is recalled: shown, never scored.
    C,
}

/// One published group, with what of it was measured and what had to be assumed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WeighedGroup {
    /// `R01`, ...
    pub id: String,
    /// `run`, `ride`, `team`, ...
    pub sport: String,
    /// How many people.
    pub people: u32,
    /// Men, women, or both.
    pub who: String,
    /// What they did.
    pub what: String,
    /// Mean body mass in kg.
    pub mass_kg: f64,
    /// Mean height in m.
    pub height_m: f64,
    /// Metabolic rate in W, from speed, power or oxygen uptake; 0 where it is not known.
    pub metabolic_w: f64,
    /// Mechanical power in W.
    pub work_w: f64,
    /// Temperature of the air, or of the water, in °C.
    pub air_c: f64,
    /// Relative humidity in %.
    pub humidity_pct: f64,
    /// Air along the body in m/s.
    pub air_m_s: f64,
    /// Share of full sun, 0 to 1.
    pub sun: f64,
    /// Clothing in clo.
    pub clothing_clo: f64,
    /// How long, in minutes.
    pub minutes: f64,
    /// Published mean rate in L/h.
    pub published_l_h: f64,
    /// Its standard deviation between people in L/h.
    pub sd_l_h: f64,
    /// Where that deviation comes from.
    pub sd_basis: String,
    /// What is compared.
    pub compared: Compared,
    /// How well the row is known; `None` for a check.
    pub grade: Option<Grade>,
    /// The publication.
    pub source: String,
    /// Its year.
    pub year: u16,
    /// Its DOI, where it has one.
    pub doi: String,
    /// What of it was read.
    pub read: String,
    /// What was assumed, and what else was measured.
    pub note: String,
}

impl WeighedGroup {
    /// Whether the group was in the water.
    pub fn is_in_water(&self) -> bool {
        matches!(self.sport.as_str(), "swim" | "waterpolo")
    }

    /// Whether a model is held against it: rate and climate are known well enough.
    pub fn is_scored(&self) -> bool {
        self.compared != Compared::Check && self.grade.is_some_and(|grade| grade <= Grade::B)
    }
}

/// The groups, parsed at the first call.
pub fn weighed_groups() -> &'static [WeighedGroup] {
    static GROUPS: LazyLock<Vec<WeighedGroup>> = LazyLock::new(|| {
        // The table is part of this crate, and the test below parses every row of it.
        parse().expect("the crate's own table is well-formed")
    });
    &GROUPS
}

fn parse() -> Result<Vec<WeighedGroup>, TableError> {
    rows("weighed_groups", include_str!("../tables/weighed_groups.csv"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_group_is_whole_and_named_once() {
        let groups = parse().unwrap();
        assert_eq!(groups.iter().filter(|group| group.is_scored()).count(), 33);
        for (place, group) in groups.iter().enumerate() {
            assert!(groups[..place].iter().all(|other| other.id != group.id), "{}", group.id);
            let numbers = [group.mass_kg, group.height_m, group.published_l_h, group.sd_l_h];
            assert!(numbers.iter().all(|number| number.is_finite() && *number > 0.0), "{group:?}");
            assert!(group.source.len() > 8 && group.year > 1900 && !group.read.is_empty(), "{group:?}");
            assert_eq!(group.grade.is_none(), group.compared == Compared::Check, "{group:?}");
        }
    }
}
