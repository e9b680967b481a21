//! Row 20: pain in the muscle lowers the threshold (Serrao 2007).

use super::{Experiment, ExperimentRow, Published, Quantity, RowStatus, Subject, holds};
use crate::{
    protocol::NERVE,
    simulation::{Conditions, SimulationSettings},
};

/// Susceptibility of these people.
const COHORT: f64 = 0.85; // chosen for the first figure of row 20
/// Pain of hypertonic saline.
const PAIN: f64 = 0.5; // own judgement: moderate

pub(super) const EXPERIMENT: Experiment = Experiment {
    rows: &[ExperimentRow {
        number: 20,
        experiment: "threshold frequency with and without hypertonic saline in the muscle",
        source: "Serrao 2007, doi 10.1007/s00221-007-0985-1",
        gate: false,
        status: RowStatus::Fitted,
        quantities: &[
            Quantity { name: "without", unit: "Hz", published: Published::Se(31.2, 2.8, 13) }, // Serrao 2007
            Quantity { name: "with", unit: "Hz", published: Published::Se(25.7, 2.1, 13) },    // Serrao 2007
            Quantity { name: "lower with", unit: "share", published: Published::Sign },
        ],
        note: "susceptibility of the cohort and strength of pain are chosen for this row",
    }],
    measure,
};

fn measure(person: &Subject) -> Vec<Option<f64>> {
    let settings = Subject::in_cohort(COHORT);
    let hurt = Conditions { pain: PAIN, ..settings.conditions };
    let without = person.threshold(settings, NERVE, false);
    let with = person.threshold(SimulationSettings { conditions: hurt, ..settings }, NERVE, false);
    let lower = with.is_some_and(|with| without.is_none_or(|without| with < without));
    vec![without, with, holds(lower)]
}
