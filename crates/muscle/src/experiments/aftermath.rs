//! Row 8: a cramp lowers the threshold for an hour (Muscle and Nerve 2017).

use super::{Experiment, ExperimentRow, HIGHEST_HZ, Published, Quantity, RowStatus, Subject, cohort, holds};
use crate::protocol::{self, NERVE, Protocol};

pub(super) const EXPERIMENT: Experiment = Experiment {
    rows: &[ExperimentRow {
        number: 8,
        experiment: "threshold frequency after a cramp",
        source: "Muscle Nerve 2017;56:E95 (a record without DOI)",
        gate: false,
        status: RowStatus::Fitted,
        quantities: &[
            Quantity { name: "before", unit: "Hz", published: Published::Sd(18.0, 6.0) }, // Muscle Nerve 2017;56:E95
            Quantity { name: "after 5 min", unit: "Hz", published: Published::Sd(14.0, 6.0) }, // Muscle Nerve 2017;56:E95
            Quantity { name: "after 60 min", unit: "Hz", published: Published::Sd(14.0, 5.0) }, // Muscle Nerve 2017;56:E95
            Quantity { name: "lower after 5 min", unit: "share", published: Published::Sign },
        ],
        note: "that a cramp leaves its part of the muscle sore for hours is assumed; how sore was chosen for this row",
    }],
    measure,
};

fn measure(person: &Subject) -> Vec<Option<f64>> {
    let settings = Subject::in_cohort(cohort::PRONE);
    let protocol = Protocol::train(settings, 0.0, NERVE);
    let Some(fresh) = person.simulation(settings) else {
        return vec![None; 4];
    };
    let before = protocol::threshold_on(&fresh, &protocol, HIGHEST_HZ);
    let Some(hz) = before else {
        return vec![None; 4];
    };
    let mut muscle = fresh.clone();
    protocol.clone().at_hz(hz).until_s(120.0).on(&mut muscle); // the published times, in s
    muscle.rest_s(300.0); // the published times, in s
    let after_5 = protocol::threshold_on(&muscle, &protocol, HIGHEST_HZ);
    muscle.rest_s(3300.0); // the published times, in s
    let after_60 = protocol::threshold_on(&muscle, &protocol, HIGHEST_HZ);
    vec![before, after_5, after_60, holds(after_5.is_some_and(|after| after < hz))]
}
