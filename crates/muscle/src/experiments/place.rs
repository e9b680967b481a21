//! Row 14: a cramp stays in its part of the muscle (Ross and Thomas 1995; Roeleveld 2000).

use super::{Experiment, ExperimentRow, Published, Quantity, RowStatus, Subject, holds};
use crate::{
    protocol::{self, MOTOR_POINT, Protocol},
    simulation::{MuscleSpan, SimulationSettings},
};

/// Discharge of the far part over that of the near part below which the cramp has stayed.
const STAYED: f64 = 0.25; // own judgement: silent to a surface electrode

pub(super) const EXPERIMENT: Experiment = Experiment {
    rows: &[ExperimentRow {
        number: 14,
        experiment: "a cramp begun in one part of the muscle",
        source: "Ross and Thomas 1995, doi 10.1093/brain/118.4.983",
        gate: false,
        status: RowStatus::Predicted,
        quantities: &[Quantity {
            name: "the far part stays silent",
            unit: "share",
            published: Published::Sign,
        }],
        note: "the feedback of a neighbourhood reaches mainly its own cells, which makes this possible",
    }],
    measure,
};

fn measure(person: &Subject) -> Vec<Option<f64>> {
    let settings =
        SimulationSettings { electrode: MuscleSpan { from: 0.0, to: 0.4 }, ..SimulationSettings::default() }; // two fifths of the muscle
    let protocol = Protocol::train(settings, 0.0, MOTOR_POINT);
    let Some(muscle) = person.simulation(settings) else {
        return vec![None];
    };
    let Some(hz) = protocol::threshold_on(&muscle, &protocol, super::HIGHEST_HZ) else {
        return vec![None];
    };
    let cramp = protocol.at_hz(hz).until_s(20.0).on(&mut muscle.clone()); // own choice: seconds
    let near = cramp.impulses_of(|unit| muscle.place(unit) < 0.4); // under the electrode
    let far = cramp.impulses_of(|unit| muscle.place(unit) > 0.7) * 0.4 / 0.3; // as wide as the near part
    vec![holds(near > 0.0 && far < STAYED * near)]
}
