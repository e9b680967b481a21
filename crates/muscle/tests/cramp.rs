//! The closed loop as a whole: a cramp starts above a threshold, holds itself, ends, and nothing ever leaves its bounds.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

use charley_muscle::{
    circuit::Circuit,
    length,
    protocol::{MOTOR_POINT, Protocol},
    simulation::{Action, Conditions, Frame, Simulation, SimulationSettings},
};
use proptest::prelude::*;

const SEED: u64 = 1;

fn train(hz: f64) -> Protocol {
    Protocol::train(SimulationSettings::default(), hz, MOTOR_POINT)
}

fn duration_s(protocol: &Protocol) -> f64 {
    protocol.run(&Circuit::default(), SEED).unwrap().duration_s()
}

#[test]
fn a_muscle_left_alone_is_quiet() {
    let mut simulation = Simulation::new(SimulationSettings::default(), SEED).unwrap();
    assert!(simulation.advance_ms(20_000.0).impulses.len() < 20);
}

#[test]
fn a_fast_train_leaves_a_cramp_that_holds_itself_and_a_slow_one_does_not() {
    assert!(duration_s(&train(24.0).until_s(20.0)) > 10.0);
    let slow = Protocol::train(SimulationSettings::default(), 4.0, charley_muscle::protocol::NERVE);
    assert!(duration_s(&slow.until_s(5.0)) < 1.0);
}

#[test]
fn a_cramp_ends_by_itself() {
    let cramp = train(14.0).until_s(300.0).run(&Circuit::default(), SEED).unwrap();
    assert!(cramp.ended() && cramp.duration_s() > 10.0, "{}", cramp.duration_s());
}

#[test]
fn stretch_ends_a_cramp() {
    let held = duration_s(&train(24.0).until_s(12.0));
    let stretched = duration_s(&train(24.0).and(5.0, Action::Stretch).until_s(12.0));
    assert!(held > 10.0 && stretched < 8.5, "{held} {stretched}");
}

#[test]
fn a_block_leaves_a_short_after_discharge() {
    let blocked = duration_s(&train(30.0).blocked(true).until_s(20.0));
    assert!(blocked > 0.4 && blocked < 8.0, "{blocked}");
}

#[test]
fn the_same_seed_gives_the_same_run_and_another_does_not() {
    let run = |seed| {
        let mut simulation = Simulation::new(SimulationSettings::default(), seed).unwrap();
        simulation.apply(Action::Stimulate { hz: 24.0, seconds: 2.0 });
        simulation.advance_ms(4000.0)
    };
    assert_eq!(run(3), run(3));
    assert_ne!(run(3), run(4));
}

#[test]
fn half_the_step_changes_mean_rates_by_less_than_a_fiftieth() {
    let impulses = |step_ms| -> usize {
        let settings =
            SimulationSettings { step_ms, length_l0: length::NEUTRAL.value, ..SimulationSettings::default() };
        (0..3)
            .map(|seed| {
                let mut simulation = Simulation::new(settings, seed).unwrap();
                simulation.apply(Action::Contract { effort: 0.8, seconds: 8.0 });
                simulation.advance_ms(8000.0).impulses.len()
            })
            .sum()
    };
    let (whole, half) = (impulses(0.05) as f64, impulses(0.025) as f64);
    assert!(whole > 5000.0 && (half / whole - 1.0).abs() < 0.02, "{whole} {half}");
}

fn action() -> impl Strategy<Value = Action> {
    prop_oneof![
        Just(Action::Shorten),
        Just(Action::EaseUp),
        Just(Action::Stretch),
        Just(Action::Sip),
        any::<bool>().prop_map(Action::Block),
        (0.0..2.0_f64).prop_map(Action::Length),
        (0.0..300.0_f64, 0.0..10.0_f64).prop_map(|(hz, seconds)| Action::Stimulate { hz, seconds }),
        (0.0..300.0_f64, 0.0..10.0_f64).prop_map(|(hz, seconds)| Action::TapTendon { hz, seconds }),
        (0.0..1.0_f64, 0.0..10.0_f64).prop_map(|(effort, seconds)| Action::Contract { effort, seconds }),
        (0.0..3.0_f64, 0.0..1.0_f64, 30.0..45.0_f64, 0.0..5.0_f64).prop_map(
            |(susceptibility, pain, core_c, gain)| {
                let gains =
                    Conditions { spindle_gain: gain, tendon_organ_gain: gain, ..Conditions::default() };
                Action::Set(Conditions { susceptibility, pain, core_c, ..gains })
            }
        ),
    ]
}

fn assert_bounded(frame: &Frame, units: usize, ms: f64) {
    let shares = [frame.ib, frame.metabolic, frame.inward_current];
    assert!(shares.iter().all(|share| (0.0..4.0).contains(share)), "{shares:?}");
    assert!((0.5..1.5).contains(&frame.length_l0) && (0.0..2.0).contains(&frame.force), "{}", frame.force);
    assert!(
        (0.0..50.0).contains(&frame.ia) && (0.0..2000.0).contains(&frame.cleft_hz),
        "{} {}",
        frame.ia,
        frame.cleft_hz
    );
    // No axon carries more than one impulse in 1.25 ms.
    assert!((frame.impulses.len() as f64) < units as f64 * (ms / 1.25 + 8.0), "{}", frame.impulses.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn nothing_leaves_its_bounds(
        seed in any::<u64>(),
        susceptibility in 0.3..2.0_f64,
        actions in proptest::collection::vec((action(), 100.0..6000.0_f64), 1..20),
    ) {
        let conditions = Conditions { susceptibility, ..Conditions::default() };
        let settings = SimulationSettings { units: 64, conditions, ..SimulationSettings::default() };
        let mut simulation = Simulation::new(settings, seed).unwrap();
        for (action, ms) in actions {
            simulation.apply(action);
            let frame = simulation.advance_ms(ms);
            assert_bounded(&frame, 64, ms);
        }
    }
}

#[test]
fn ten_minutes_pass_without_drift() {
    let mut simulation =
        Simulation::new(SimulationSettings { units: 64, ..SimulationSettings::default() }, SEED).unwrap();
    for minute in 0..10 {
        let hz = if minute % 2 == 0 { 26.0 } else { 8.0 };
        simulation.apply(Action::Stimulate { hz, seconds: 5.0 });
        for _ in 0..12 {
            assert_bounded(&simulation.advance_ms(5000.0), 64, 5000.0);
        }
    }
    simulation.apply(Action::Stretch);
    simulation.advance_ms(30_000.0);
    assert!(simulation.advance_ms(5000.0).impulses.len() < 200, "it does not come to rest");
}

#[test]
fn settings_that_cannot_be_are_refused_with_a_sentence() {
    let refused = |settings: SimulationSettings| Simulation::new(settings, 1).unwrap_err().to_string();
    assert!(
        refused(SimulationSettings { units: 3, ..SimulationSettings::default() })
            .contains("between 16 and 1024")
    );
    assert!(
        refused(SimulationSettings { length_l0: 9.0, ..SimulationSettings::default() })
            .contains("length_l0 is 9")
    );
    assert!(
        refused(SimulationSettings { step_ms: 0.3, ..SimulationSettings::default() })
            .contains("does not divide")
    );
    let conditions = Conditions { pain: f64::NAN, ..Conditions::default() };
    assert!(refused(SimulationSettings { conditions, ..SimulationSettings::default() }).contains("pain"));
}
