//! Row 7: the threshold found by a ladder of trains does not depend on where the ladder begins (Miller and Knight 2012).

use super::{Experiment, ExperimentRow, HIGHEST_HZ, Published, Quantity, RowStatus, Subject, cohort};
use crate::{
    length,
    protocol::{self, NERVE, Protocol},
    simulation::{Action, Simulation},
};

/// Rest between trains.
const REST_S: f64 = 30.0; // Serrao 2007: bursts separated by 30 s
/// Force one and five minutes after the cramp over force before it: 28.7 ± 7.8, 25.1 ± 10.1, 26.7 ± 8.9 N.
const AT_1_MIN: Published = Published::Sd(0.875, 0.35); // Miller and Knight 2012, SD of 25.1 over 28.7
const AT_5_MIN: Published = Published::Sd(0.93, 0.31); // Miller and Knight 2012, SD of 26.7 over 28.7

pub(super) const EXPERIMENT: Experiment = Experiment {
    rows: &[ExperimentRow {
        number: 7,
        experiment: "threshold frequency by a ladder from 4 and from 14 Hz; force afterwards",
        source: "Miller and Knight 2012, doi 10.4085/1062-6050-47.5.12",
        gate: false,
        status: RowStatus::Fitted,
        quantities: &[
            Quantity { name: "from 4 Hz", unit: "Hz", published: Published::Sd(16.2, 3.8) }, // Miller and Knight 2012
            Quantity { name: "from 14 Hz", unit: "Hz", published: Published::Sd(17.1, 5.0) }, // Miller and Knight 2012
            Quantity { name: "force after 1 min", unit: "of before", published: AT_1_MIN },
            Quantity { name: "force after 5 min", unit: "of before", published: AT_5_MIN },
        ],
        note: "susceptibility of the cohort is chosen for rows 6 to 8; force is compared with that before, since the simulated foot muscle has no lever",
    }],
    measure,
};

fn measure(person: &Subject) -> Vec<Option<f64>> {
    let Some(fresh) = person.simulation(Subject::in_cohort(cohort::PRONE)) else {
        return vec![None; 4];
    };
    let mut before = fresh.clone();
    let strong = strength(&mut before);
    let mut muscle = fresh.clone();
    let from_4 = ladder(&mut muscle, 4);
    // The cramp ends, then the two forces.
    muscle.apply(Action::Stretch);
    muscle.advance_ms(5000.0); // own choice: time for the cramp to end, and the published 5 min
    muscle.rest_s(55.0); // to one minute
    let one = strength(&mut muscle);
    muscle.rest_s(240.0); // own choice: time for the cramp to end, and the published 5 min
    let five = strength(&mut muscle);
    let from_14 = ladder(&mut fresh.clone(), 14);
    vec![from_4, from_14, Some(one / strong), Some(five / strong)]
}

fn ladder(muscle: &mut Simulation, from_hz: u32) -> Option<f64> {
    let protocol = Protocol::train(Subject::in_cohort(cohort::PRONE), 0.0, NERVE);
    for hz in (from_hz..=HIGHEST_HZ).step_by(2) {
        if protocol::leaves_a_cramp(muscle, &protocol, f64::from(hz)) {
            return Some(f64::from(hz));
        }
        muscle.rest_s(REST_S);
    }
    None
}

/// Greatest force of a contraction at will of two seconds at best length.
fn strength(muscle: &mut Simulation) -> f64 {
    muscle.apply(Action::Length(length::NEUTRAL.value));
    muscle.advance_ms(3000.0); // own choice: time for the cramp to end, and the published 5 min
    muscle.apply(Action::Contract { effort: 1.0, seconds: 2.0 });
    let force = (0..20).map(|_| muscle.advance_ms(100.0).force).fold(0.0, f64::max);
    muscle.apply(Action::Shorten);
    muscle.advance_ms(3000.0); // own choice: time for the cramp to end, and the published 5 min
    force
}
