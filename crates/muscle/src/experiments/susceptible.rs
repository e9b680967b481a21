//! Row 6: people who cramp and people who do not (Miller and Knight 2009).

use super::{Experiment, ExperimentRow, Published, Quantity, RowStatus, Subject, cohort, holds};
use crate::protocol::NERVE;

pub(super) const EXPERIMENT: Experiment = Experiment {
    rows: &[ExperimentRow {
        number: 6,
        experiment: "threshold frequency of people who cramp and who do not",
        source: "Miller and Knight 2009, doi 10.1002/mus.21170",
        gate: false,
        status: RowStatus::Fitted,
        quantities: &[
            Quantity { name: "who cramp", unit: "Hz", published: Published::Se(14.9, 1.3, 19) }, // Miller and Knight 2009
            Quantity { name: "who do not", unit: "Hz", published: Published::Se(25.5, 1.6, 12) }, // Miller and Knight 2009
            Quantity { name: "higher in who do not", unit: "share", published: Published::Sign },
        ],
        note: "susceptibility of those who never cramp is chosen for this row; the spread is taken as a standard error",
    }],
    measure,
};

fn measure(person: &Subject) -> Vec<Option<f64>> {
    let cramp = person.threshold(Subject::in_cohort(cohort::PRONE), NERVE, false);
    let never = person.threshold(Subject::in_cohort(cohort::NEVER), NERVE, false);
    vec![cramp, never, holds(cramp.is_some_and(|cramp| never.is_none_or(|never| never > cramp)))]
}
