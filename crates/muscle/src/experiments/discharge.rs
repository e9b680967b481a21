//! Rows 4 and 5: how single units fire in a cramp (Minetto 2009).

use super::{Experiment, ExperimentRow, Published, Quantity, RowStatus, STEP_HZ, Subject};
use crate::{
    protocol::{MOTOR_POINT, Protocol},
    recording::Recording,
    simulation::SimulationSettings,
};

pub(super) const EXPERIMENT: Experiment = Experiment {
    rows: &[
        ExperimentRow {
            number: 4,
            experiment: "rates of single units in a cramp",
            source: "Minetto 2009, J Neurophysiol 102:1890, PubMed 19571196",
            gate: true,
            status: RowStatus::Fitted,
            quantities: &[
                Quantity { name: "mean", unit: "pps", published: Published::Sd(14.5, 5.1) }, // Minetto 2009
                Quantity { name: "least", unit: "pps", published: Published::Sd(6.0, 0.8) }, // Minetto 2009
                Quantity { name: "greatest", unit: "pps", published: Published::Sd(25.0, 8.0) }, // Minetto 2009
            ],
            note: "least and greatest rates are those over five intervals; intervals above 250 ms are pauses",
        },
        ExperimentRow {
            number: 5,
            experiment: "variability of single units in a cramp",
            source: "Minetto 2009, J Neurophysiol 102:1890, PubMed 19571196",
            gate: true,
            status: RowStatus::Fitted,
            quantities: &[
                Quantity { name: "variation of intervals", unit: "%", published: Published::Sd(44.6, 9.7) }, // Minetto 2009
                Quantity { name: "doublets", unit: "%", published: Published::Sd(4.1, 4.7) }, // Minetto 2009
                Quantity { name: "a unit is active", unit: "s", published: Published::Sd(23.6, 16.2) }, // Minetto 2009
                Quantity { name: "greatest coherence", unit: "Hz", published: Published::Sd(1.4, 0.4) }, // Minetto 2009
            ],
            note: "an oscillation of 1.4 Hz shared by the cells is put in; that it shows in pairs of units is not",
        },
    ],
    measure,
};

fn measure(person: &Subject) -> Vec<Option<f64>> {
    let settings = SimulationSettings::default();
    let cramp = person
        .threshold(settings, MOTOR_POINT, false)
        .and_then(|hz| person.run(&Protocol::train(settings, hz + STEP_HZ, MOTOR_POINT)));
    let unit = cramp.as_ref().and_then(Recording::mean_unit);
    vec![
        unit.map(|unit| unit.mean_pps),
        unit.map(|unit| unit.min_pps),
        unit.map(|unit| unit.max_pps),
        unit.map(|unit| unit.variation * 100.0),
        unit.map(|unit| unit.doublets * 100.0),
        unit.map(|unit| unit.active_s),
        cramp.as_ref().and_then(Recording::coherent_hz),
    ]
}
