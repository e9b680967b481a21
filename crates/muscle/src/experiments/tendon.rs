//! Row 13: shocks to the tendon inhibit a cramp (Khan and Burne 2007).

use super::{Experiment, ExperimentRow, Published, Quantity, RowStatus, STEP_HZ, Subject, holds};
use crate::{
    protocol::{MOTOR_POINT, Protocol},
    simulation::{Action, SimulationSettings},
};

pub(super) const EXPERIMENT: Experiment = Experiment {
    rows: &[ExperimentRow {
        number: 13,
        experiment: "shocks to the tendon of a cramping muscle",
        source: "Khan and Burne 2007, doi 10.1152/jn.00371.2007",
        gate: false,
        status: RowStatus::Predicted,
        quantities: &[Quantity {
            name: "fewer impulses after a shock",
            unit: "share",
            published: Published::Sign,
        }],
        note: "published in 8 of 13 people, all of those who cramped",
    }],
    measure,
};

fn measure(person: &Subject) -> Vec<Option<f64>> {
    let settings = SimulationSettings::default();
    let cramp = person.threshold(settings, MOTOR_POINT, false).and_then(|hz| {
        let shocks = Action::TapTendon { hz: 2.0, seconds: 6.0 }; // own choice: six seconds of shocks
        person.run(&Protocol::train(settings, hz + STEP_HZ, MOTOR_POINT).and(4.0, shocks).until_s(10.0))
    });
    let Some(cramp) = cramp.filter(|cramp| cramp.impulses(2.0, 4.0) > 0.0) else {
        return vec![None];
    };
    // Shocks at 4.0, 4.5, ... s: the volley needs 20 ms to the cord and the answer 25 ms back.
    let (mut after, mut control) = (0.0, 0.0);
    for shock in 0..12 {
        let at = 4.0 + 0.5 * f64::from(shock);
        after += cramp.impulses(at + 0.05, at + 0.15); // the 100 ms of the inhibition, I1 and I2
        control += cramp.impulses(at + 0.35, at + 0.45); // 100 ms of recovery
    }
    vec![holds(after < control)]
}
