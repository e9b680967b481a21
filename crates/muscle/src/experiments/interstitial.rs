//! Row 28: potassium between the fibres in exercise (Juel 2000, Green 1999).

use super::{Experiment, ExperimentRow, Published, Quantity, RowStatus, Subject};
use crate::{
    length,
    muscle::Muscle,
    potassium::Potassium,
    simulation::{Action, SimulationSettings},
    unit::Unit,
    watch,
};

/// Mean rate of all fibres in exercise of the knee at no power, and its rise for each watt.
const RATE_PPS: (f64, f64) = (2.5, 0.43); // chosen for this row: no rate was published beside the potassium
/// Time at each power.
const STEP_S: f64 = 300.0; // own choice: potassium is steady by then
/// Static contractions of low and of high intensity; the published efforts are not known.
const STATIC_EFFORTS: (f64, f64) = (0.6, 1.0); // chosen for this row: as in row 32, and as hard as possible
/// Its length.
const STATIC_S: f64 = 60.0; // own choice: it is highest then, before rates fall

pub(super) const EXPERIMENT: Experiment = Experiment {
    rows: &[ExperimentRow {
        number: 28,
        experiment: "potassium between the fibres in exercise",
        source: "PubMed 10666141; Green 1999, doi 10.1152/jappl.1999.87.1.460",
        gate: false,
        status: RowStatus::ByConstruction,
        quantities: &[
            Quantity { name: "10 W", unit: "mmol/l", published: Published::Sd(6.17, 0.19) }, // PubMed 10666141
            Quantity { name: "30 W", unit: "mmol/l", published: Published::Sd(7.48, 1.18) }, // PubMed 10666141
            Quantity { name: "50 W", unit: "mmol/l", published: Published::Sd(9.04, 0.74) }, // PubMed 10666141
            Quantity { name: "static, low", unit: "mmol/l", published: Published::Sd(6.9, 0.4) }, // Green 1999
            Quantity { name: "static, high", unit: "mmol/l", published: Published::Sd(7.5, 0.3) }, // Green 1999
        ],
        note: "the pool of potassium and the rates at 10 to 50 W are chosen for the first figures, the efforts for the others",
    }],
    measure,
};

fn measure(person: &Subject) -> Vec<Option<f64>> {
    let mut found: Vec<Option<f64>> = [10.0, 30.0, 50.0].map(|watts| Some(exercise(watts))).into(); // the published powers
    found.extend([STATIC_EFFORTS.0, STATIC_EFFORTS.1].map(|effort| static_contraction(person, effort)));
    found
}

fn exercise(watts: f64) -> f64 {
    let mut muscle = Potassium::rested();
    let (rest, each) = RATE_PPS;
    (0..STEP_S as u32 * 10).for_each(|_| muscle.step(rest + each * watts, 1.0, 0.1));
    muscle.mmol_l()
}

fn static_contraction(person: &Subject, effort: f64) -> Option<f64> {
    let settings = SimulationSettings {
        muscle: Muscle::MedialGastrocnemius,
        length_l0: length::NEUTRAL.value,
        ..SimulationSettings::default()
    };
    let mut simulation = person.simulation(settings)?;
    let whole: f64 = simulation.units().iter().map(Unit::tetanus_n).sum();
    let share: Vec<f64> = simulation.units().iter().map(|unit| unit.tetanus_n() / whole).collect();
    simulation.apply(Action::Contract { effort, seconds: STATIC_S });
    let mut muscle = Potassium::rested();
    for _ in 0..(STATIC_S * 10.0) as u32 {
        let frame = simulation.advance_ms(100.0);
        let fired: f64 = frame.impulses.iter().map(|impulse| share[usize::from(impulse.unit)]).sum();
        muscle.step(fired * 10.0, 1.0 - frame.force / watch::PRESSED_OFF.value, 0.1);
    }
    Some(muscle.mmol_l())
}
