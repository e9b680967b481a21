//! Rows 15, 16 and 18: something sharp in the mouth (Miller 2010, Georgieva 2021, Behringer 2017).

use super::{
    Experiment, ExperimentRow, HIGHEST_HZ, Published, Quantity, RowStatus, STEP_HZ, Subject, cohort, holds,
};
use crate::{
    protocol::{self, NERVE, Protocol},
    simulation::Action,
};

pub(super) const EXPERIMENT: Experiment = Experiment {
    rows: &[
        ExperimentRow {
            number: 15,
            experiment: "pickle juice and water in a cramp",
            source: "Miller 2010, doi 10.1249/MSS.0b013e3181c0647e",
            gate: true,
            status: RowStatus::Fitted,
            quantities: &[
                Quantity { name: "no drink", unit: "s", published: Published::Se(151.9, 12.9, 10) }, // Miller 2010
                Quantity { name: "water", unit: "s", published: Published::Se(133.7, 15.9, 10) }, // Miller 2010
                Quantity { name: "pickle juice", unit: "s", published: Published::Se(84.6, 18.5, 10) }, // Miller 2010
                Quantity { name: "shorter with pickle juice", unit: "share", published: Published::Sign },
            ],
            note: "susceptibility of the cohort and strength of the reflex are chosen for this row; water does nothing here",
        },
        ExperimentRow {
            number: 16,
            experiment: "the same, not confirmed: pickle juice swallowed and rinsed, of water",
            source: "Georgieva 2021, doi 10.3390/app112412096",
            gate: false,
            status: RowStatus::Fitted,
            quantities: &[
                Quantity { name: "swallowed", unit: "% of water", published: Published::Sd(82.8, 14.6) }, // Georgieva 2021
                Quantity { name: "rinsed", unit: "% of water", published: Published::Sd(68.6, 47.8) }, // Georgieva 2021
            ],
            note: "the reflex's strength is chosen between this row and row 15, which conflict: there the difference was significant, here it was not; rinsing is the same reflex here",
        },
        ExperimentRow {
            number: 18,
            experiment: "threshold frequency after a drink that excites the mouth's nerves",
            source: "Behringer 2017, doi 10.1007/s00421-017-3653-6",
            gate: false,
            status: RowStatus::Predicted,
            quantities: &[
                Quantity { name: "change", unit: "Hz", published: Published::Sd(3.1, 1.5) }, // Behringer 2017
                Quantity { name: "change with placebo", unit: "Hz", published: Published::Sd(2.0, 1.5) }, // Behringer 2017
            ],
            note: "the published placebo raised the threshold too; the simulated one does nothing",
        },
    ],
    measure,
};

fn measure(person: &Subject) -> Vec<Option<f64>> {
    let settings = cohort::of_the_drink();
    let mut found = Vec::new();
    let threshold = person.threshold(settings, NERVE, false);
    let cramp = |sip: bool| {
        let train = Protocol::train(settings, threshold? + STEP_HZ, NERVE);
        let train = if sip { train.and(cohort::SIP_S, Action::Sip) } else { train };
        Some(person.run(&train)?.duration_s())
    };
    let (none, juice) = (cramp(false), cramp(true));
    found.extend([none, none, juice, holds(none.zip(juice).is_some_and(|(none, juice)| juice < none))]);
    let share = none.zip(juice).map(|(none, juice)| juice / none * 100.0);
    found.extend([share, share]);
    found.extend(change(person));
    found
}

/// Change of the threshold a minute after a sip, and without one.
fn change(person: &Subject) -> [Option<f64>; 2] {
    let settings = Subject::in_cohort(cohort::PRONE);
    let protocol = Protocol::train(settings, 0.0, NERVE);
    let threshold = |sip: bool| {
        let mut muscle = person.simulation(settings)?;
        if sip {
            muscle.apply(Action::Sip);
            muscle.advance_ms(60_000.0); // own choice: a minute for the reflex to be whole
        }
        protocol::threshold_on(&muscle, &protocol, HIGHEST_HZ)
    };
    let before = threshold(false);
    [threshold(true).zip(before).map(|(after, before)| after - before), before.map(|_| 0.0)]
}
