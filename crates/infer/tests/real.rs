//! Four people's migraine diaries: the closest public relative of a cramp diary, with a reference posterior.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads the reference beside the repository"
)]

use std::{collections::BTreeMap, path::PathBuf};

use charley_infer::{
    Engine, Normal,
    base_rate::{NIGHT_LOG_RATE, SurveyedMonth},
    engine::Importance,
    hazard::{Minutes, NightPriors, Outcome, WorkoutEnd, WorkoutRows},
    learn::{Forecasted, LearnedNights, NightBeliefs, NightRow, PosteriorCache},
};

const FACTORS: [&str; 3] = ["stress_global_lag1", "sleep_hours_lag1", "caff_count_dif_lag1"];

type Row = BTreeMap<String, String>;

fn rows(file: &str) -> Vec<Row> {
    let path =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reference/inference/real").join(file);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut lines = text.lines();
    let names: Vec<String> = lines.next().unwrap().split(',').map(str::to_owned).collect();
    lines.map(|line| names.iter().cloned().zip(line.split(',').map(str::to_owned)).collect()).collect()
}

/// A day at risk ends in an onset or not; the moment is known, which is the limit of a last row that is very short.
///
/// The time at risk enters as a column whose coefficient is all but 1.
fn diary(days: &[&Row]) -> Minutes {
    const SHORT: f64 = 1e-6;
    let mut columns: Vec<Vec<f64>> = vec![Vec::new(); 4];
    let mut workouts = Vec::new();
    for day in days {
        let number = |name: &str| day[name].parse::<f64>().unwrap();
        let time = number("t1") - number("t0");
        let parts =
            if number("mig.ind") > 0.0 { vec![time * (1.0 - SHORT), time * SHORT] } else { vec![time] };
        let ended = if parts.len() == 2 { WorkoutEnd::Cramp { rows: 1 } } else { WorkoutEnd::Quiet };
        workouts.push(WorkoutRows { rows: parts.len(), ended });
        for part in parts {
            columns[0].push(part.ln());
            for (column, factor) in columns[1..].iter_mut().zip(FACTORS) {
                column.push(number(factor));
            }
        }
    }
    let mut beta = vec![("time".to_owned(), Normal { mean: 1.0, sd: 1e-5 })];
    beta.extend(FACTORS.map(|factor| (factor.to_owned(), Normal { mean: 0.0, sd: 1.0 })));
    Minutes::of(Normal { mean: 0.25_f64.ln(), sd: 1.0 }, beta, columns, &workouts, 1e-4)
}

#[test]
#[ignore = "reads ../shared; CI runs it"]
fn each_person_agrees_with_the_reference_posterior() {
    let all = rows("n1_migraine_diaries.csv");
    let complete: Vec<&Row> =
        all.iter().filter(|row| FACTORS.iter().all(|factor| row[*factor].parse::<f64>().is_ok())).collect();
    let mut compared = 0;
    for row in rows("n1_migraine_diaries.posterior.csv") {
        let days: Vec<&Row> = complete.iter().filter(|day| day["id"] == row["id"]).copied().collect();
        assert_eq!(days.len().to_string(), row["days"]);
        let posterior = Importance { draws: 40_000 }.draw(&diary(&days), 1).unwrap();
        let name = if row["parameter"] == "alpha" {
            "alpha".to_owned()
        } else {
            format!("beta[{}]", row["parameter"])
        };
        let summaries = posterior.summaries();
        let ours = summaries.iter().find(|summary| summary.parameter == name).unwrap();
        let theirs = |column: &str| row[column].parse::<f64>().unwrap();
        let sd = theirs("sd");
        assert!((ours.mean - theirs("mean")).abs() < 0.05 * sd, "{row:?} {}", ours.mean);
        assert!((0.95..1.05).contains(&(ours.sd / sd)), "{row:?} {}", ours.sd);
        for (ours, column) in [(ours.q5, "q5"), (ours.q50, "q50"), (ours.q95, "q95")] {
            assert!((ours - theirs(column)).abs() < 0.08 * sd, "{row:?} {ours}");
        }
        compared += 1;
    }
    assert_eq!(compared, 16);
}

/// A diary of days with a headache or without, as Charley reads nights; days without a row are unknown.
fn headaches(days: &BTreeMap<i64, bool>) -> Vec<NightRow> {
    let (first, last) = (*days.keys().next().unwrap(), *days.keys().last().unwrap());
    let decay = (-1.0_f64 / 3.0).exp2(); // the recent-cramp index halves in three nights
    let mut history = 0.0;
    (first..=last)
        .map(|day| {
            let outcome = match days.get(&day) {
                Some(true) => Outcome::Cramp,
                Some(false) => Outcome::None,
                None => Outcome::Unknown,
            };
            let row = NightRow {
                name: day.to_string(),
                day: day as f64,
                hours_in_bed: 8.0,
                history,
                outcome,
                cells: Vec::new(),
            };
            history = decay * history + (1.0 - decay) * f64::from(u8::from(outcome == Outcome::Cramp));
            row
        })
        .collect()
}

/// Forecasts of each day from those before it.
fn forecasts(days: &BTreeMap<i64, bool>) -> Vec<Forecasted> {
    let wave = Normal { mean: 0.0, sd: 0.3 };
    let priors = NightPriors {
        alpha: NIGHT_LOG_RATE,
        beta: Vec::new(),
        season: [wave; 2],
        rho: Normal { mean: 0.5, sd: 0.5 },
    };
    let people = SurveyedMonth { any: 0.305, more_than: 0.06, often: 5 }.people();
    LearnedNights::of(
        headaches(days),
        &[],
        NightBeliefs { priors, people, stated: None },
        1,
        &PosteriorCache::default(),
    )
    .unwrap()
    .track
    .windows
}

fn score(p: f64, came: bool) -> f64 {
    (if came { p } else { 1.0 - p }).ln()
}

/// Log score of forecasts in nats, and of each simple rule.
fn scores(windows: &[Forecasted]) -> (f64, [f64; 3]) {
    let sum =
        |of: &dyn Fn(&Forecasted) -> f64| windows.iter().map(|one| score(of(one), one.cramp)).sum::<f64>();
    (sum(&|one| one.model), [sum(&|one| one.average), sum(&|one| one.mean), sum(&|one| one.level.unwrap())])
}

#[test]
#[ignore = "reads ../shared; CI runs it"]
fn forecasts_of_real_diaries_are_not_behind_the_best_simple_rule() {
    let mut people: BTreeMap<String, BTreeMap<i64, bool>> = BTreeMap::new();
    for row in rows("kostecki_dillon_headache.csv") {
        let came = row["headache"].trim_matches('"') == "yes";
        people.entry(row["id"].clone()).or_default().insert(row["time"].parse().unwrap(), came);
    }
    let all: Vec<Forecasted> = people.values().filter(|days| days.len() >= 35).flat_map(forecasts).collect();
    let mut diaries = vec![("headaches", all)];
    let mut migraines: BTreeMap<String, BTreeMap<i64, bool>> = BTreeMap::new();
    for row in rows("n1_migraine_diaries.csv") {
        let came = row["mig.ind"].parse::<f64>().unwrap() > 0.0;
        migraines.entry(row["id"].clone()).or_default().insert(row["day"].parse().unwrap(), came);
    }
    diaries.push((
        "migraines",
        migraines.values().filter(|days| days.len() >= 35).flat_map(forecasts).collect(),
    ));
    for (name, windows) in diaries {
        let (model, rules) = scores(&windows);
        let best = rules.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let behind = 100.0 * (best - model) / windows.len() as f64;
        println!(
            "{name}: {} days, model {model:.2}, rules {rules:.2?}, behind by {behind:.3} nats in 100 days",
            windows.len()
        );
        assert!(windows.len() > 40, "{name}");
        assert!(behind <= 0.1, "{name}: {behind}");
    }
}
