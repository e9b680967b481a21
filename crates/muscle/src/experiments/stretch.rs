//! Rows 11, 12 and 26: stretch ends a cramp, after a burst, and does not prevent the next.

use super::{
    Experiment, ExperimentRow, HIGHEST_HZ, Published, Quantity, RowStatus, STEP_HZ, Subject, cohort, holds,
};
use crate::{
    protocol::{self, MOTOR_POINT, NERVE, Protocol},
    simulation::{Action, SimulationSettings},
};

/// When the muscle is stretched.
const AT_S: f64 = 5.0; // own judgement: well inside the cramp
/// A stop within this of the begin of a stretch of two seconds is sudden.
const SUDDEN_S: f64 = 3.0; // own judgement
/// Difference of threshold that counts as none.
const NONE_HZ: f64 = 2.0; // the step of the published ladder

pub(super) const EXPERIMENT: Experiment = Experiment {
    rows: &[
        ExperimentRow {
            number: 11,
            experiment: "a cramp is stretched",
            source: "Bertolasi 1993, doi 10.1002/ana.410330207",
            gate: true,
            status: RowStatus::Fitted,
            quantities: &[
                Quantity {
                    name: "ends within 3 s, sooner than unstretched",
                    unit: "share",
                    published: Published::Sign,
                },
                Quantity {
                    name: "under block it ends sooner too",
                    unit: "share",
                    published: Published::Sign,
                },
            ],
            note: "",
        },
        ExperimentRow {
            number: 12,
            experiment: "discharge when the stretch begins",
            source: "Ross and Thomas 1995, doi 10.1093/brain/118.4.983",
            gate: false,
            status: RowStatus::Fitted,
            quantities: &[Quantity { name: "rises first", unit: "share", published: Published::Sign }],
            note: "",
        },
        ExperimentRow {
            number: 26,
            experiment: "threshold frequency after static stretches and without",
            source: "PMC5687236",
            gate: false,
            status: RowStatus::Predicted,
            quantities: &[
                Quantity { name: "after stretches", unit: "Hz", published: Published::Sd(20.47, 7.12) }, // PMC5687236
                Quantity { name: "without", unit: "Hz", published: Published::Sd(19.65, 7.25) }, // PMC5687236
                Quantity { name: "no difference", unit: "share", published: Published::Sign },
            ],
            note: "",
        },
    ],
    measure,
};

fn measure(person: &Subject) -> Vec<Option<f64>> {
    let settings = SimulationSettings::default();
    let (mut sudden, mut rises, mut blocked) = (None, None, None);
    if let Some(hz) = person.threshold(settings, MOTOR_POINT, false) {
        let train = Protocol::train(settings, hz + STEP_HZ, MOTOR_POINT).until_s(AT_S + 15.0); // own choice: seconds enough
        let (left, stretched) = (person.run(&train), person.run(&train.clone().and(AT_S, Action::Stretch)));
        if let Some((left, stretched)) = left.zip(stretched) {
            let end = stretched.duration_s() - AT_S;
            sudden = holds(end < SUDDEN_S && stretched.duration_s() < left.duration_s());
            let before = stretched.impulses(AT_S - 1.0, AT_S);
            let first = (0..4).map(|k| AT_S + 0.25 * f64::from(k)); // quarters of the first second
            let burst = first.map(|at| stretched.impulses(at, at + 0.25) * 4.0).fold(0.0, f64::max); // per second
            rises = holds(burst > before);
        }
    }
    if let Some(hz) = person.threshold(settings, MOTOR_POINT, true) {
        let train = Protocol::train(settings, hz + STEP_HZ, MOTOR_POINT).blocked(true).until_s(20.0); // own choice: seconds enough
        let (left, stretched) = (person.run(&train), person.run(&train.clone().and(0.0, Action::Stretch)));
        blocked = left
            .zip(stretched)
            .and_then(|(left, stretched)| holds(stretched.duration_s() < left.duration_s()));
    }
    let mut after = vec![sudden, blocked, rises];
    after.extend(prevention(person));
    after
}

/// Three stretches of half a minute, a minute of rest, and the threshold; and the same time without them.
fn prevention(person: &Subject) -> [Option<f64>; 3] {
    let settings = Subject::in_cohort(cohort::PRONE);
    let protocol = Protocol::train(settings, 0.0, NERVE);
    let after = |stretches: u32| {
        let mut muscle = person.simulation(settings)?;
        for _ in 0..stretches {
            muscle.apply(Action::Stretch);
            muscle.advance_ms(5000.0); // of 30 s, as nothing changes after the first
            muscle.apply(Action::Shorten);
            muscle.advance_ms(5000.0); // own choice: seconds enough
        }
        muscle.rest_s(60.0);
        protocol::threshold_on(&muscle, &protocol, HIGHEST_HZ)
    };
    let (stretched, control) = (after(3), after(0));
    let same = stretched.zip(control).is_some_and(|(one, other)| (one - other).abs() <= NONE_HZ);
    [stretched, control, holds(same)]
}
