//! Row 27: a hot body has a smaller reflex (Racinais and Cresswell 2013).

use super::{Experiment, ExperimentRow, Published, Quantity, RowStatus, Subject};
use crate::simulation::spindle_share;

/// Core temperature of the hot trial.
const HOT_C: f64 = 39.0; // Racinais and Cresswell 2013

pub(super) const EXPERIMENT: Experiment = Experiment {
    rows: &[ExperimentRow {
        number: 27,
        experiment: "the spindles' excitation at a core of 39.0 and 37.3 °C",
        source: "Racinais and Cresswell 2013, doi 10.1002/phy2.19",
        gate: false,
        status: RowStatus::ByConstruction,
        quantities: &[Quantity { name: "change", unit: "%", published: Published::Range(-32.0, -23.0) }], // Racinais and Cresswell 2013
        note: "published as the H-reflex of two muscles; the loss is put in",
    }],
    measure,
};

fn measure(_: &Subject) -> Vec<Option<f64>> {
    vec![Some((spindle_share(HOT_C) - 1.0) * 100.0)]
}
