//! Cohorts: how susceptible the people of an experiment were. A cohort is chosen for the first figure of its row.

use crate::simulation::SimulationSettings;

use super::Subject;

/// People who were chosen since they cramp.
pub(crate) const PRONE: f64 = 1.25; // fitted to the first figure of row 6
/// People who never cramp.
pub(crate) const NEVER: f64 = 0.85; // fitted to the second figure of row 6
/// Cramp-prone people, of whom cramps of two minutes were measured.
const DRINKERS: f64 = 1.15; // fitted to the cramps without a drink of row 15
/// Strength of a stimulus to the whole nerve.
const WHOLE_NERVE: f64 = 1.6; // own judgement: the tibial nerve holds all axons, the motor point a part
/// When they swallow.
pub(crate) const SIP_S: f64 = 2.0; // Miller 2010: immediately

/// Settings of row 15.
pub(crate) fn of_the_drink() -> SimulationSettings {
    SimulationSettings { strength: WHOLE_NERVE, ..Subject::in_cohort(DRINKERS) }
}
