//! Diaries that say little or nothing, and what a long one costs.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

use charley_domain::{exposure::TriggerId, stream::normals};
use charley_infer::{
    Model, Normal,
    base_rate::{NIGHT_LOG_RATE, SurveyedMonth},
    engine::Importance,
    hazard::{Logging, Night, NightPriors, NightSetting, Nights, Outcome},
    learn::{Cell, Factor, LearnedNights, NightBeliefs, NightRow, PosteriorCache, Replicated, Timing},
};

const WAVE: Normal = Normal { mean: 0.0, sd: 0.3 };

fn priors() -> NightPriors {
    NightPriors { alpha: NIGHT_LOG_RATE, beta: vec![], season: [WAVE; 2], rho: Normal { mean: 0.5, sd: 0.5 } }
}

fn factor() -> Factor {
    let id = TriggerId::night("alcohol_2u");
    Factor { id, prior: Normal { mean: 0.2, sd: 0.5 }, reference: 0.0, timing: Timing::Night }
}

fn row(day: i32, outcome: Outcome, exposure: f64) -> NightRow {
    NightRow {
        name: day.to_string(),
        day: f64::from(day),
        hours_in_bed: 8.0,
        history: 0.0,
        outcome,
        cells: vec![Cell::Known(exposure)],
    }
}

fn learned(rows: Vec<NightRow>) -> LearnedNights {
    let people = SurveyedMonth { any: 0.305, more_than: 0.06, often: 5 }.people();
    LearnedNights::of(
        rows,
        &[factor()],
        NightBeliefs { priors: priors(), people, stated: None },
        1,
        &PosteriorCache::default(),
    )
    .unwrap()
}

/// A night in seven with a cramp, more often after drinking.
fn usual(nights: i32) -> Vec<NightRow> {
    let drinks = normals(9, "drinks", nights as usize);
    let chance = normals(9, "chance", nights as usize);
    let of_day = |day: i32| {
        let (drink, chance) = (drinks[day as usize].abs(), chance[day as usize]);
        row(day, if chance > 1.3 - 0.5 * drink { Outcome::Cramp } else { Outcome::None }, drink)
    };
    (0..nights).map(of_day).collect()
}

#[test]
fn the_model_makes_diaries_like_those_it_knows_and_none_that_run_like_clockwork() {
    let like = learned(usual(400)).replicated(3);
    assert_eq!(like.len(), 3);
    assert!(
        like.iter().all(|one| !one.is_unlike() && one.from <= one.seen && one.seen <= one.to),
        "{like:?}"
    );
    // Every tenth night, as no chance has it: never a long quiet run.
    let clockwork = |day: i32| {
        row(day, if day % 10 == 0 { Outcome::Cramp } else { Outcome::None }, 0.1 * f64::from(day % 7))
    };
    let clockwork = learned((0..400).map(clockwork).collect()).replicated(3);
    assert!(clockwork.iter().any(Replicated::is_unlike), "{clockwork:?}");
    assert!(learned(usual(20)).replicated(3).is_empty(), "too few nights");
}

#[test]
fn a_diary_that_says_nothing_is_what_people_are() {
    let unknown = learned((0..200).map(|day| row(day, Outcome::Unknown, 0.1 * f64::from(day % 7))).collect());
    let nobody = learned(Vec::new());
    for learned in [&unknown, &nobody] {
        assert!((0.02..0.05).contains(&learned.level.mean()), "{}", learned.level.mean());
        assert!(learned.track.windows.is_empty() && learned.level.interval().q95 < 0.5);
    }
}

#[test]
fn every_night_with_a_cramp_is_no_certainty_and_one_exposure_no_cause() {
    let all = learned((0..730).map(|day| row(day, Outcome::Cramp, 1.0)).collect());
    assert!((0.98..1.0).contains(&all.level.mean()), "{}", all.level.mean());
    assert!(all.factors().is_empty(), "an exposure that never varied tells nothing");
    let tonight = all.probability(&row(730, Outcome::Unknown, 1.0), |_| Cell::Known(1.0));
    assert!(tonight.iter().all(|p| (0.0..=1.0).contains(p)));
}

#[test]
fn a_cramp_of_ten_years_ago_changes_nothing() {
    let lately = usual(120);
    let mut with = vec![row(-3652, Outcome::Cramp, 5.0)];
    let silent = |day| NightRow { cells: vec![Cell::Unknown], ..row(day, Outcome::Unknown, 0.0) };
    with.extend((-3651..0).map(silent));
    with.extend(lately.clone());
    let (before, after) = (learned(lately), learned(with));
    let beta = |learned: &LearnedNights| {
        let name = "beta[alcohol_2u]";
        (learned.posterior.mean(name).unwrap(), learned.posterior.sd(name).unwrap())
    };
    let ((mean, sd), (other, _)) = (beta(&before), beta(&after));
    assert!((mean - other).abs() < 0.1 * sd, "{mean} {other} {sd}");
    assert!((after.level.mean() / before.level.mean() - 1.0).abs() < 0.15);
}

#[test]
fn the_work_of_a_diary_is_linear_in_its_nights() {
    let work = |count: i32| {
        let nights: Vec<Night> = usual(count)
            .into_iter()
            .map(|row| Night {
                day: row.day,
                hours_in_bed: 8.0,
                history: 0.0,
                exposures: vec![row.cells[0].middle().unwrap()],
                outcome: if row.day % 9.0 < 0.5 { Outcome::Unknown } else { row.outcome },
            })
            .collect();
        let priors = NightPriors { beta: vec![("alcohol".to_owned(), factor().prior)], ..priors() };
        let setting =
            NightSetting { logging: Some(Logging::usual()), drift_sd: Some(0.3), ..NightSetting::default() };
        let models: Vec<Nights> = (0..4).map(|_| Nights::of(&priors, &nights, setting)).collect();
        let models: Vec<&dyn Model> = models.iter().map(|model| model as &dyn Model).collect();
        let posterior = Importance { draws: 400 }.over(&models, 1, None).unwrap();
        assert!(posterior.is_trusted(), "{:?}", posterior.pareto_k);
        // Rows that were gone through, and what the steps of the drift cost whatever the nights are.
        let steps = models[0].dim() - posterior.names.len();
        (posterior.gradients * u64::from(count.unsigned_abs()), steps)
    };
    let ((short, few), (long, many)) = (work(2_000), work(10_000));
    println!("work {short} {long}, steps {few} {many}");
    assert!(long <= 6 * short, "{short} {long}");
    assert!(many <= few + 15, "{few} {many}");
}
