//! Both engines draw from the same posterior, for every hazard: they share nothing but the density and its mode.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod models;

use charley_infer::{
    Engine, Model,
    engine::{Importance, Nuts},
    hazard::Logging,
};

/// Means within 0.05 standard deviations or four standard errors, standard deviations within 5 % or four: the tolerance to
/// which both are held on the reference persons.
fn agree(model: &dyn Model) {
    agree_but_for(model, 0);
}

/// The same where the audit engine may leave its path so often: a drift that may be none at all narrows to a point.
fn agree_but_for(model: &dyn Model, divergences: u64) {
    let audit = Nuts { draws: 2_500, ..Nuts::default() }.draw(model, 1).unwrap();
    let usual = Importance { draws: 20_000 }.draw(model, 1).unwrap();
    assert!(usual.is_trusted());
    assert!(audit.divergences <= divergences, "{}", audit.divergences);
    for (audit, usual) in audit.summaries().iter().zip(usual.summaries()) {
        let error = 4.0 * audit.mcse_mean.hypot(usual.mcse_mean);
        let off = (audit.mean - usual.mean).abs();
        assert!(off <= error.max(0.05 * usual.sd), "{audit:?} {usual:?}");
        let error = 4.0 * audit.mcse_sd.hypot(usual.mcse_sd);
        assert!((audit.sd - usual.sd).abs() <= error.max(0.05 * usual.sd), "{audit:?} {usual:?}");
        assert!(audit.rhat.is_some_and(|rhat| rhat < 1.01), "{audit:?}");
    }
}

#[test]
fn nights() {
    agree(&models::nights_model(200, None));
    agree(&models::nights_model(200, Some(Logging::usual())));
}

#[test]
fn sites() {
    agree(&models::sites());
}

#[test]
fn minutes() {
    agree(&models::minutes());
}

#[test]
fn counts() {
    agree(&models::counts());
}

#[test]
fn nights_of_which_all_is_told() {
    agree_but_for(&models::told_nights(200), 20); // of 10,000 draws
}
