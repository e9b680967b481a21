//! Four people's migraine diaries: the closest public relative of a cramp diary, with a reference posterior.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads the reference beside the repository"
)]

use std::{collections::BTreeMap, path::PathBuf};

use charley_infer::{
    Engine, Normal,
    engine::Importance,
    hazard::{Ended, Minutes, WorkoutRows},
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
        let ended = if parts.len() == 2 { Ended::Cramp { rows: 1 } } else { Ended::Quiet };
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
