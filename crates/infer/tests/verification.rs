//! The short form of `charley lab verify`: what is learned is true, on few persons and with wider limits.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

use charley_evidence::evidence;
use charley_infer::verify::{
    AnswerChances, Gains, Named, NamingRates, PersonKind, PersonRecipe, Replication, SimulationCalibration,
    SyntheticPerson, Unlogged, Year, placeholders, published,
};

const SEED: u64 = 20_261_123;

fn recipe(kind: PersonKind, cramps: f64) -> PersonRecipe {
    PersonRecipe { kind, cramps, answers: AnswerChances::USUAL, nights: 730 }
}

#[test]
fn the_truth_lies_anywhere_in_its_posterior() {
    let replications: Vec<Replication> =
        (0..200).map(|number| Replication::of(SEED, number, 1_000).unwrap()).collect();
    let calibration = SimulationCalibration::of(&replications);
    let (quantity, p) = calibration.least_even().unwrap();
    assert!(p > 0.0005, "{quantity}: p = {p}");
    assert!((0.86..=0.94).contains(&calibration.covered.share), "{:?}", calibration.covered);
    assert!(calibration.trusted > 0.99, "{}", calibration.trusted);
}

#[test]
fn few_persons_without_a_trigger_are_given_one() {
    let priors = published(evidence());
    let rates = |kind, count| {
        let named = (0..count).map(|number| {
            let person = SyntheticPerson::of(recipe(kind, 35.0), SEED, number);
            Named::of(&person, &priors, 1_000, number).unwrap()
        });
        NamingRates::of(&named.collect::<Vec<_>>())
    };
    let null = rates(PersonKind::Null, 150);
    assert!(null.misled <= 0.12, "{null:?}");
    let triggers = rates(PersonKind::Triggers, 60);
    assert!(triggers.truly > 1.2 && triggers.falsely < 0.4, "{triggers:?}");
}

/// Forecasts of persons who answer every other night.
fn forecasts(unlogged: Unlogged) -> Gains {
    let priors = published(evidence());
    let answers = AnswerChances { quiet: 0.5, cramp: 0.5 };
    let years = (0..40).map(|number| {
        let recipe = PersonRecipe { answers, nights: 1095, ..recipe(PersonKind::Triggers, 20.0) };
        Year::of(&SyntheticPerson::of(recipe, SEED, number), &priors, unlogged, (500, number)).unwrap()
    });
    Gains::of(&years.collect::<Vec<_>>())
}

/// Whether forecasts hold about as many cramp nights as there are to be expected.
fn is_level(gains: Gains) -> bool {
    (0.8..=1.25).contains(&gains.level)
}

#[test]
fn a_night_without_an_answer_is_no_quiet_night() {
    let (left_out, quiet) = (forecasts(Unlogged::LeftOut), forecasts(Unlogged::Quiet));
    assert!(is_level(left_out), "{left_out:?}");
    assert!(!is_level(quiet) && quiet.level < 0.7 && quiet.model < left_out.model, "{quiet:?}");
}

#[test]
fn forecasts_beat_the_moving_average() {
    let priors = placeholders();
    let years = (0..60).map(|number| {
        let recipe = PersonRecipe { nights: 1095, ..recipe(PersonKind::Triggers, 35.0) };
        Year::of(&SyntheticPerson::of(recipe, SEED, number), &priors, Unlogged::LeftOut, (500, number))
            .unwrap()
    });
    let gains = Gains::of(&years.collect::<Vec<_>>());
    assert!(gains.model > 0.0 && gains.of_truth() > 0.5, "{gains:?}");
}
