//! Row 29: phosphocreatine recovers after exercise, slowly where blood is short (Isbell 2007 and the same laboratory later).

use super::{Experiment, ExperimentRow, Published, Quantity, RowStatus, Subject};
use crate::energy::Energy;

/// Exercise: activation, and for how long.
const EXERCISE: (f64, f64) = (0.3, 180.0); // length: PMC2933934, median 195 and 162 s; activation: own judgement
/// Flow of blood in arterial disease over that of healthy people.
const DISEASED_FLOW: f64 = 0.6; // PMC2768062: perfusion 0.039 over 0.065 a second

pub(super) const EXPERIMENT: Experiment = Experiment {
    rows: &[ExperimentRow {
        number: 29,
        experiment: "recovery of phosphocreatine in the calf",
        source: "PMC2933934 (medians); PMC2768062 and PMC3306608 (spreads)",
        gate: false,
        status: RowStatus::Fitted,
        quantities: &[
            Quantity { name: "healthy", unit: "s", published: Published::Sd(34.7, 16.0) }, // PMC2933934; PMC2768062: 34 ± 16
            Quantity { name: "arterial disease", unit: "s", published: Published::Sd(91.0, 33.0) }, // PMC2933934; PMC3306608: 91 ± 33
        ],
        note: "fastest oxidation is chosen for the first figure; the second follows from the published blood flow; young women recover in 17 to 19 s",
    }],
    measure,
};

fn measure(_: &Subject) -> Vec<Option<f64>> {
    vec![recovery_s(1.0), recovery_s(DISEASED_FLOW)]
}

/// Time in which what phosphocreatine lacks falls to its e-th part.
fn recovery_s(flow: f64) -> Option<f64> {
    const STEP_S: f64 = 0.02; // own choice
    const WATCHED_S: f64 = 600.0; // own choice: nobody is watched for longer
    let mut calf = Energy::rested();
    let rest = calf.pcr_mmol_l();
    let (activation, seconds) = EXERCISE;
    (0..(seconds / STEP_S) as u32).for_each(|_| calf.step(activation, flow, STEP_S));
    let gap = rest - calf.pcr_mmol_l();
    let after = (1..=(WATCHED_S / STEP_S) as u32).find(|_| {
        calf.step(0.0, flow, STEP_S);
        rest - calf.pcr_mmol_l() < gap / std::f64::consts::E
    });
    after.map(|steps| f64::from(steps) * STEP_S)
}
