//! Rows 1 to 3: cramps with the reflex loop whole and with the nerve blocked (Minetto 2011).

use super::{Experiment, ExperimentRow, Published, Quantity, RowStatus, STEP_HZ, Subject, holds};
use crate::{
    protocol::{MOTOR_POINT, Protocol},
    recording::Recording,
    simulation::SimulationSettings,
};

/// EMG of the blocked over the whole cramp, 13.9 ± 8.8 over 47.5 ± 24.8 µV, errors added as relative squares.
const EMG_RATIO: Published = Published::Sd(0.29, 0.24); // Minetto 2011

pub(super) const EXPERIMENT: Experiment = Experiment {
    rows: &[
        ExperimentRow {
            number: 1,
            experiment: "threshold frequency, loop whole and nerve blocked",
            source: "Minetto 2011, doi 10.1113/jphysiol.2011.212332",
            gate: true,
            status: RowStatus::Fitted,
            quantities: &[
                Quantity { name: "whole", unit: "Hz", published: Published::Sd(13.0, 3.0) }, // Minetto 2011
                Quantity { name: "blocked", unit: "Hz", published: Published::Sd(18.0, 3.0) }, // Minetto 2011
                Quantity { name: "lower when whole", unit: "share", published: Published::Sign },
            ],
            note: "",
        },
        ExperimentRow {
            number: 2,
            experiment: "how long a cramp lasts, loop whole and nerve blocked",
            source: "Minetto 2011, doi 10.1113/jphysiol.2011.212332",
            gate: true,
            status: RowStatus::Fitted,
            quantities: &[
                Quantity { name: "whole", unit: "s", published: Published::Sd(55.6, 19.2) }, // Minetto 2011
                Quantity { name: "blocked", unit: "s", published: Published::Sd(2.6, 1.3) }, // Minetto 2011
                Quantity { name: "longer when whole", unit: "share", published: Published::Sign },
            ],
            note: "",
        },
        ExperimentRow {
            number: 3,
            experiment: "EMG and single units, loop whole and nerve blocked",
            source: "Minetto 2011, doi 10.1113/jphysiol.2011.212332",
            gate: false,
            status: RowStatus::Predicted,
            quantities: &[
                Quantity { name: "EMG, blocked over whole", unit: "1", published: EMG_RATIO },
                Quantity { name: "a unit is active, whole", unit: "s", published: Published::Sd(29.5, 21.8) }, // Minetto 2011
                Quantity { name: "a unit is active, blocked", unit: "s", published: Published::Sd(1.1, 1.0) }, // Minetto 2011
                Quantity { name: "rate, whole", unit: "pps", published: Published::Sd(20.0, 5.9) }, // Minetto 2011
                Quantity { name: "rate, blocked", unit: "pps", published: Published::Sd(25.7, 11.6) }, // Minetto 2011
            ],
            note: "the simulated EMG has no microvolts, so the two cramps are compared with each other",
        },
    ],
    measure,
};

fn measure(person: &Subject) -> Vec<Option<f64>> {
    let settings = SimulationSettings::default();
    let whole = person.threshold(settings, MOTOR_POINT, false);
    let blocked = person.threshold(settings, MOTOR_POINT, true);
    let cramp = |hz: Option<f64>, block| {
        person.run(&Protocol::train(settings, hz? + STEP_HZ, MOTOR_POINT).blocked(block))
    };
    let (long, short) = (cramp(whole, false), cramp(blocked, true));
    let duration = |recording: &Option<Recording>| recording.as_ref().map(Recording::duration_s);
    let unit = |recording: &Option<Recording>| recording.as_ref().and_then(Recording::mean_unit);
    let ratio = short.as_ref().zip(long.as_ref()).map(|(short, long)| short.emg() / long.emg());
    vec![
        whole,
        blocked,
        holds(whole.zip(blocked).is_some_and(|(whole, blocked)| whole < blocked)),
        duration(&long),
        duration(&short),
        holds(duration(&long).zip(duration(&short)).is_some_and(|(long, short)| long > short)),
        ratio,
        unit(&long).map(|unit| unit.active_s),
        unit(&short).map(|unit| unit.active_s),
        unit(&long).map(|unit| unit.mean_pps),
        unit(&short).map(|unit| unit.mean_pps),
    ]
}
