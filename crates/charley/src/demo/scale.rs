//! The synthetic person on the scale before and after long workouts, and how they truly sweat.

use charley_body::weigh_in::SweatFactor;
use charley_domain::{
    entry::{Entry, Record, WeighIn},
    quantity::BodyMass,
    workout::WorkoutId,
};
use charley_store::Store;
use rand::RngExt;

use super::{
    Life,
    diary::is_weighed,
    pen::{DemoPen, later},
    stream::{normal, stream},
    training::TrainingSession,
};
use charley_case::{Case, body};

/// How people differ in sweat.
const FACTORS: std::ops::Range<f64> = 0.65..1.6;
/// Standard deviation of a day and a scale, in kg.
const NOISE_KG: f64 = 0.12;

/// How the person truly sweats, against the usual.
pub(crate) fn true_factor(seed: u64) -> f64 {
    stream(seed, "sweat", 0).random_range(FACTORS)
}

/// The weighings: what the model expects of the middle body that sweats by the true factor, on a household scale.
///
/// # Errors
/// When a workout cannot be read.
pub(crate) fn entries(
    store: &Store,
    case: &Case,
    (life, recognised): (&Life, &[(WorkoutId, &TrainingSession)]),
) -> anyhow::Result<Vec<Entry>> {
    let seed = life.config.seed;
    let truth = SweatFactor { median: true_factor(seed), log_sd: 1e-6, weighings: 0 };
    let mut pen = DemoPen::new(seed, "scale");
    let mut entries = Vec::new();
    let mut weighed: Vec<usize> = Vec::new();
    for (id, session) in recognised.iter().filter(|(_, session)| is_weighed(session)) {
        // A workout that two devices recorded is weighed for once.
        if weighed.contains(&session.index) || !drank(case, session) {
            continue;
        }
        weighed.push(session.index);
        let Some(states) = body::expected(store, case, (id, truth))? else { continue };
        let Some(lost_kg) = states.band(|end| end.lost_kg).map(|band| band.q50) else { continue };
        let mut rng = stream(seed, "scale", session.index as u64);
        let before_kg = life.athlete.mass_kg + 0.5 * normal(&mut rng);
        let after_kg = before_kg - lost_kg + NOISE_KG * normal(&mut rng);
        let minutes = i64::try_from(states.minutes.len()).unwrap_or(0);
        for (at, mass_kg, weigh_in) in [
            (later(session.start, -10), before_kg, WeighIn::Before),
            (later(session.start, minutes + 15), after_kg, WeighIn::After),
        ] {
            let mass_kg = BodyMass::from_kg((mass_kg * 10.0).round() / 10.0)?;
            entries.push(pen.at(at, Record::Weight { mass_kg, weigh_in: Some(weigh_in) }));
        }
    }
    Ok(entries)
}

/// Whether the diary says what was drunk in the session: the person weighs themselves when they keep it.
fn drank(case: &Case, session: &TrainingSession) -> bool {
    let from = super::pen::instant(session.start);
    let to = super::pen::instant(later(session.start, 24 * 60));
    case.entries.iter().any(|entry| {
        matches!(entry.record, Record::Drink { .. }) && (from..to).contains(&entry.occurred_at.instant)
    })
}
