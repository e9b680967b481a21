//! Rows 21 and 22: water lost does not change the threshold (Miller 2010, Braulick 2013).

use super::{Experiment, ExperimentRow, Published, Quantity, RowStatus, Subject, holds};
use crate::{
    protocol::NERVE,
    simulation::{Conditions, SimulationSettings},
};

/// Susceptibility of these people.
const COHORT: f64 = 0.9; // chosen for the first figure of row 21

pub(super) const EXPERIMENT: Experiment = Experiment {
    rows: &[
        ExperimentRow {
            number: 21,
            experiment: "threshold frequency before and after losing 3 % of body mass",
            source: "Miller 2010, doi 10.1249/MSS.0b013e3181dd5e3a",
            gate: true,
            status: RowStatus::ByConstruction,
            quantities: &[
                Quantity { name: "before", unit: "Hz", published: Published::Se(23.7, 1.5, 10) }, // Miller 2010
                Quantity { name: "after", unit: "Hz", published: Published::Se(21.3, 1.4, 10) }, // Miller 2010
            ],
            note: "dehydration acts as zero; conflicts with rows 23 and 24",
        },
        ExperimentRow {
            number: 22,
            experiment: "threshold frequency before and after losing 3 to 5 %",
            source: "Braulick 2013, doi 10.1136/bjsports-2012-091501",
            gate: false,
            status: RowStatus::ByConstruction,
            quantities: &[Quantity { name: "no change", unit: "share", published: Published::Sign }],
            note: "dehydration acts as zero; conflicts with rows 23 and 24",
        },
    ],
    measure,
};

fn measure(person: &Subject) -> Vec<Option<f64>> {
    let settings = Subject::in_cohort(COHORT);
    let lost = |percent| {
        let conditions = Conditions { dehydration_percent: percent, ..settings.conditions };
        person.threshold(SimulationSettings { conditions, ..settings }, NERVE, false)
    };
    let (before, after) = (lost(0.0), lost(3.0));
    vec![before, after, holds(before.is_some() && before == after)]
}
