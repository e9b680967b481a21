//! `lab hostile`: diaries that break what the model assumes, kept by people of whom everything is known, and what Charley tells
//! them. Nothing that makes a diary is shared with what judges it.
//!
//! | file | what |
//! |---|---|
//! | `who`, `life` | a body, and days that hang together |
//! | `factor` | what a day is in the units of the trigger table, by this room's own arithmetic |
//! | `ways`, `scenario` | in which ways assumptions break, and the kinds of people that are asked about |
//! | `truth` | what truly causes their cramps, and the nights they live through |
//! | `writing` | what they write down, and when |
//! | `diarist` | all of it together: a person with a diary |
//! | `door` | the diary into the functions that `charley why` and `charley forecast` call |
//! | `told`, `tally` | what one person was told, and what many were |

mod diarist;
mod door;
mod factor;
mod life;
mod luck;
mod scenario;
mod tally;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod taps;
#[cfg(test)]
mod tests;
mod told;
mod truth;
mod ways;
mod who;
mod writing;

use rayon::prelude::*;
use serde::Serialize;

use self::{diarist::Diarist, door::EntryWay, scenario::HostileScenario, told::PersonTold};
pub(crate) use self::{
    scenario::{SCENARIOS, of_names},
    tally::{TallyRow, WithError},
};
use crate::lab::verify::Tick;

/// Nights of a usual diary, over which the looks are spread.
const TWO_YEARS: usize = 730;

/// How much is asked for.
#[derive(Debug, Clone)]
pub(crate) struct HostileSize {
    /// The kinds of people.
    pub(crate) scenarios: Vec<HostileScenario>,
    /// Persons of each kind.
    pub(crate) persons: u64,
    /// Looks in two years.
    pub(crate) looks: usize,
    /// Whether each diary goes through a database in a folder, and workouts through the body model.
    pub(crate) stored: bool,
    /// The same seed gives the same persons.
    pub(crate) seed: u64,
}

/// `charley.hostile/1`.
#[derive(Debug, Serialize)]
pub(crate) struct HostileDocument {
    schema: &'static str,
    pub(crate) seed: u64,
    pub(crate) persons: u64,
    pub(crate) looks: usize,
    pub(crate) stored: bool,
    pub(crate) rows: Vec<TallyRow>,
    /// Kinds of people that keep to their bounds.
    pub(crate) inside: usize,
    pub(crate) of: usize,
}

impl HostileSize {
    fn every(&self) -> usize {
        (TWO_YEARS / self.looks.max(1)).max(1)
    }

    /// Looks that will be taken.
    pub(crate) fn count(&self) -> u64 {
        let of = |scenario: &HostileScenario| told::looks(scenario.ways.nights, self.every()).count() as u64;
        self.persons * self.scenarios.iter().map(of).sum::<u64>()
    }

    /// Everybody, in parallel; `tick` is called after every look.
    ///
    /// # Errors
    /// When a folder cannot be made or a database not be written.
    pub(crate) fn told(&self, tick: Tick<'_>) -> anyhow::Result<HostileDocument> {
        let everybody: Vec<(&HostileScenario, u64)> = self
            .scenarios
            .iter()
            .flat_map(|scenario| (0..self.persons).map(move |number| (scenario, number)))
            .collect();
        let told: Vec<PersonTold> =
            everybody.into_par_iter().map(|who| self.one(who, tick)).collect::<anyhow::Result<_>>()?;
        let kinds = self.scenarios.iter().zip(told.chunks(self.persons as usize));
        let rows: Vec<TallyRow> = kinds.map(|(scenario, told)| TallyRow::of(scenario, told)).collect();
        let inside = rows.iter().filter(|row| row.beyond.is_empty()).count();
        Ok(HostileDocument {
            schema: "charley.hostile/1",
            seed: self.seed,
            persons: self.persons,
            looks: self.looks,
            stored: self.stored,
            of: rows.len(),
            inside,
            rows,
        })
    }

    fn one(&self, (scenario, number): (&HostileScenario, u64), tick: Tick<'_>) -> anyhow::Result<PersonTold> {
        let diarist = Diarist::of(self.seed, (scenario.name, number), &scenario.ways)?;
        let mut door = if self.stored { EntryWay::of_store(&diarist)? } else { EntryWay::of_values() };
        PersonTold::of(&diarist, (&mut door, self.every()), &scenario.ways, tick)
    }
}
