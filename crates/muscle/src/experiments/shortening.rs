//! Row 10: a muscle that contracts at will cramps when it may shorten (Bertolasi 1993).

use super::{Experiment, ExperimentRow, Published, Quantity, RowStatus, Subject, holds};
use crate::{length, protocol::Protocol, simulation::SimulationSettings};

/// Length of the contraction.
const CONTRACTION_S: f64 = 3.0; // own judgement: published as maximal, without a time
/// A cramp after a contraction at will lasts at least so long.
const CRAMP_S: f64 = 3.0; // own judgement
/// Standard deviation of yes or no: seven of ten, and the largest that none of ten leaves likely.
const SEVEN_OF_TEN: Published = Published::Sd(0.7, 0.46); // sqrt(0.7 x 0.3), Bertolasi 1993
const NONE_OF_TEN: Published = Published::Range(0.0, 0.0); // Bertolasi 1993

pub(super) const EXPERIMENT: Experiment = Experiment {
    rows: &[ExperimentRow {
        number: 10,
        experiment: "cramp after a maximal contraction, shortened and not",
        source: "Bertolasi 1993, doi 10.1002/ana.410330207",
        gate: true,
        status: RowStatus::Fitted,
        quantities: &[
            Quantity { name: "cramp, shortened", unit: "share", published: SEVEN_OF_TEN },
            Quantity { name: "cramp, not shortened", unit: "share", published: NONE_OF_TEN },
        ],
        note: "",
    }],
    measure,
};

fn measure(person: &Subject) -> Vec<Option<f64>> {
    let cramps = |length_l0| {
        let settings = SimulationSettings { length_l0, ..SimulationSettings::default() };
        let cramp = person.run(&Protocol::voluntary(settings, 1.0, CONTRACTION_S).until_s(CRAMP_S + 0.5));
        holds(cramp.is_some_and(|cramp| cramp.duration_s() >= CRAMP_S))
    };
    vec![cramps(length::SHORT.value), cramps(length::NEUTRAL.value)]
}
