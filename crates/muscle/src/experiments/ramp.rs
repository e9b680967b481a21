//! Rows 32 and 34: a contraction at will that grows and falls: the order of recruitment, rates, and the sign of an inward current.

use super::{Experiment, ExperimentRow, Published, Quantity, RowStatus, Subject, holds};
use crate::{
    length,
    muscle::Muscle,
    simulation::{Action, SimulationSettings},
};

/// Effort at the top.
const TOP: f64 = 0.6; // own judgement: a third of maximal force
/// Time up, and down.
const SIDE_S: u32 = 10; // as in the paired-unit method
/// Step of the ramp.
const STEP_MS: f64 = 50.0; // own choice: a smooth ramp
/// Impulses over which a rate is taken.
const SPAN: usize = 5;

pub(super) const EXPERIMENT: Experiment = Experiment {
    rows: &[
        ExperimentRow {
            number: 32,
            experiment: "rate of a low unit at recruitment and at derecruitment of a higher one",
            source: "PMC6879958; Orssatto preprint",
            gate: false,
            status: RowStatus::Fitted,
            quantities: &[
                Quantity { name: "difference, seated", unit: "pps", published: Published::Sd(3.15, 1.45) }, // PMC6879958
                Quantity { name: "difference, standing", unit: "pps", published: Published::Sd(2.64, 0.95) }, // PMC6879958
            ],
            note: "the simulated person neither sits nor stands: one figure is held against both; how far tendon organs are gated at will is chosen for it",
        },
        ExperimentRow {
            number: 34,
            experiment: "recruitment and rates of a ramp",
            source: "Fuglevand 1993 (recalled)",
            gate: false,
            status: RowStatus::Fitted,
            quantities: &[
                Quantity { name: "small units first", unit: "share", published: Published::Sign },
                Quantity { name: "who came first fires fastest", unit: "share", published: Published::Sign },
                Quantity {
                    name: "force grows with rate as a sigmoid",
                    unit: "share",
                    published: Published::Sign,
                },
            ],
            note: "",
        },
    ],
    measure,
};

fn measure(person: &Subject) -> Vec<Option<f64>> {
    let settings = SimulationSettings {
        muscle: Muscle::MedialGastrocnemius,
        length_l0: length::NEUTRAL.value,
        ..SimulationSettings::default()
    };
    let Some(mut muscle) = person.simulation(settings) else {
        return vec![None; 5];
    };
    let mut trains = vec![Vec::new(); muscle.units().len()];
    let steps = SIDE_S * 20;
    for step in 0..=2 * steps {
        let share = 1.0 - (f64::from(step) - f64::from(steps)).abs() / f64::from(steps);
        muscle.apply(Action::Contract { effort: TOP * share, seconds: 0.05 });
        for impulse in muscle.advance_ms(STEP_MS).impulses {
            trains[usize::from(impulse.unit)].push(impulse.ms / 1000.0);
        }
    }
    let fired: Vec<(usize, &Vec<f64>)> =
        trains.iter().enumerate().filter(|(_, train)| train.len() > 2 * SPAN).collect();
    let difference = paired_difference(&fired);
    let begins: Vec<(f64, f64)> = fired.iter().map(|(unit, train)| (*unit as f64, train[0])).collect();
    let top = f64::from(SIDE_S);
    let rates: Vec<(f64, f64)> = fired
        .iter()
        .map(|(_, train)| (train[0], rate_at(train, top)))
        .filter(|(_, rate)| *rate > 0.0)
        .collect();
    vec![
        difference,
        difference,
        holds(rank_correlation(&begins) > 0.7), // own judgement: a clear order
        holds(rank_correlation(&rates) < -0.5), // own judgement: a clear order
        holds(sigmoid()),
    ]
}

/// The mean over pairs: rate of the lower unit when the higher one begins, less that when it ends.
fn paired_difference(fired: &[(usize, &Vec<f64>)]) -> Option<f64> {
    let mut by_begin: Vec<&Vec<f64>> = fired.iter().map(|(_, train)| *train).collect();
    by_begin.sort_by(|a, b| a[0].total_cmp(&b[0]));
    let mut differences = Vec::new();
    for (number, low) in by_begin.iter().enumerate() {
        for high in &by_begin[number + 1..] {
            let (begin, end) = (high[0], high[high.len() - 1]);
            // The lower unit has to be well under way, and to outlast the higher one.
            if begin - low[0] > 2.0 && low[low.len() - 1] > end {
                differences.push(rate_at(low, begin) - rate_at(low, end));
            }
        }
    }
    (differences.len() >= 5).then(|| differences.iter().sum::<f64>() / differences.len() as f64)
}

/// Rate over the second around a moment.
fn rate_at(train: &[f64], at: f64) -> f64 {
    train.iter().filter(|time| (**time - at).abs() <= 0.5).count() as f64
}

/// Spearman's correlation of pairs.
fn rank_correlation(pairs: &[(f64, f64)]) -> f64 {
    let ranks = |values: Vec<f64>| -> Vec<f64> {
        values.iter().map(|value| values.iter().filter(|other| *other < value).count() as f64).collect()
    };
    let (one, other) =
        (ranks(pairs.iter().map(|p| p.0).collect()), ranks(pairs.iter().map(|p| p.1).collect()));
    let mean = |ranks: &[f64]| ranks.iter().sum::<f64>() / ranks.len().max(1) as f64;
    let (first, second) = (mean(&one), mean(&other));
    let (mut both, mut a, mut b) = (0.0, 0.0, 0.0);
    for (x, y) in one.iter().zip(&other) {
        both += (x - first) * (y - second);
        a += (x - first).powi(2);
        b += (y - second).powi(2);
    }
    both / (a * b).sqrt().max(1e-9)
}

/// Whether the force of a middle unit grows with rate, and the fastest between the ends.
fn sigmoid() -> bool {
    let units = Muscle::MedialGastrocnemius.units(64);
    let force = |hz: u32| {
        let mut fibres = crate::contraction::Contraction::new(&units);
        let mut sum = 0.0;
        for ms in 0..3000_u32 {
            if ms * hz / 1000 != (ms + 1) * hz / 1000 {
                fibres.impulse(40);
            }
            let now = fibres.advance_ms()[40];
            sum += if ms >= 2000 { f64::from(now) } else { 0.0 };
        }
        sum
    };
    let curve: Vec<f64> = [2, 6, 10, 20, 40, 80].map(force).into();
    curve.windows(2).all(|pair| pair[1] > pair[0])
        && (curve[5] - curve[4]) / 40.0 < (curve[2] - curve[1]) / 4.0 // own choice of the rates and steps
}
