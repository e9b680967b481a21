//! Row 19: a tired muscle has a higher threshold (Stone).

use super::{Experiment, ExperimentRow, HIGHEST_HZ, Published, Quantity, RowStatus, Subject, cohort, holds};
use crate::{
    protocol::{self, NERVE, Protocol},
    simulation::Action,
};

/// Contractions of the toes to failure.
const CURLS: u32 = 40; // own judgement: published as to failure
/// One contraction, and the pause after it.
const CURL_S: (f64, f64) = (2.0, 1.0); // own judgement
/// From the last contraction to the first train.
const REST_S: f64 = 60.0; // own judgement: time to fasten the foot and the electrode again

pub(super) const EXPERIMENT: Experiment = Experiment {
    rows: &[ExperimentRow {
        number: 19,
        experiment: "threshold frequency before and after toe curls to failure",
        source: "Stone (a university record without DOI)",
        gate: false,
        status: RowStatus::Predicted,
        quantities: &[
            Quantity { name: "before", unit: "Hz", published: Published::Sd(20.0, 7.7) }, // Stone
            Quantity { name: "after", unit: "Hz", published: Published::Sd(32.9, 11.7) }, // Stone
            Quantity { name: "higher after", unit: "share", published: Published::Sign },
        ],
        note: "conflicts with the theory that fatigue lowers the threshold",
    }],
    measure,
};

fn measure(person: &Subject) -> Vec<Option<f64>> {
    let settings = Subject::in_cohort(cohort::PRONE);
    let protocol = Protocol::train(settings, 0.0, NERVE);
    let Some(mut muscle) = person.simulation(settings) else {
        return vec![None; 3];
    };
    let before = protocol::threshold_on(&muscle, &protocol, HIGHEST_HZ);
    // At best length, where a contraction at will leaves no cramp.
    muscle.apply(Action::EaseUp);
    muscle.advance_ms(2000.0); // own choice: time to change length
    for _ in 0..CURLS {
        muscle.apply(Action::Contract { effort: 1.0, seconds: CURL_S.0 });
        muscle.advance_ms((CURL_S.0 + CURL_S.1) * 1000.0);
    }
    muscle.rest_s(REST_S);
    muscle.apply(Action::Shorten);
    muscle.advance_ms(3000.0); // own choice: time to change length
    let after = protocol::threshold_on(&muscle, &protocol, HIGHEST_HZ).or(Some(f64::from(HIGHEST_HZ)));
    vec![before, after, holds(before.zip(after).is_some_and(|(before, after)| after > before))]
}
