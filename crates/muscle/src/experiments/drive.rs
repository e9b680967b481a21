//! Row 9: a stronger drive, a bigger cramp (19268843).

use super::{Experiment, ExperimentRow, Published, Quantity, RowStatus, Subject, holds};
use crate::{
    protocol::{MOTOR_POINT, Protocol},
    simulation::SimulationSettings,
};

pub(super) const EXPERIMENT: Experiment = Experiment {
    rows: &[ExperimentRow {
        number: 9,
        experiment: "EMG of a cramp by a train at threshold and at 1.5 times it",
        source: "PubMed 19268843 (abstract)",
        gate: true,
        status: RowStatus::Fitted,
        quantities: &[Quantity { name: "larger EMG", unit: "share", published: Published::Sign }],
        note: "the published fall of the EMG's spectrum is not simulated",
    }],
    measure,
};

fn measure(person: &Subject) -> Vec<Option<f64>> {
    let settings = SimulationSettings::default();
    let Some(hz) = person.threshold(settings, MOTOR_POINT, false) else {
        return vec![None];
    };
    let emg =
        |hz| person.run(&Protocol::train(settings, hz, MOTOR_POINT).until_s(6.0)).map(|cramp| cramp.emg()); // the published 1.5 times the threshold, over the first seconds
    vec![holds(emg(hz).zip(emg(hz * 1.5)).is_some_and(|(at, above)| above > at))] // the published 1.5 times the threshold, over the first seconds
}
