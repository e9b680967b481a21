//! Every gradient and curvature written by hand, against central differences.

use charley_domain::stream::normals;
use charley_infer::{
    Model, Normal, Symmetric,
    hazard::{
        Count, Counts, Ended, Logging, Minutes, Night, NightPriors, Nights, Outcome, SiteNight, Sites,
        WorkoutRows,
    },
};

fn normal(mean: f64, sd: f64) -> Normal {
    Normal { mean, sd }
}

fn priors() -> NightPriors {
    NightPriors {
        alpha: normal(-2.0, 1.0),
        beta: ["a", "b", "c"].map(|name| (name.to_owned(), normal(0.1, 0.4))).to_vec(),
        season: [normal(0.0, 0.3), normal(0.1, 0.3)],
        rho: normal(0.5, 0.5),
    }
}

fn nights(count: usize) -> Vec<Night> {
    let x = normals(3, "exposures", count * 5);
    (0..count)
        .map(|place| Night {
            day: place as f64 * 9.0,
            hours_in_bed: 7.5 + 0.5 * x[place * 5],
            history: x[place * 5 + 1].abs() / 4.0,
            exposures: x[place * 5 + 2..place * 5 + 5].to_vec(),
            outcome: [Outcome::None, Outcome::Cramp, Outcome::None, Outcome::Unknown, Outcome::None]
                [place % 5],
        })
        .collect()
}

/// Gradient by coefficient and scale, and curvature, against differences at several places.
fn check(model: &dyn Model, scales: &[f64]) {
    let dim = model.dim();
    for place in 0..3 {
        let at: Vec<f64> = model
            .start()
            .iter()
            .zip(normals(place, "place", dim))
            .map(|(start, z)| start + 0.3 * z)
            .collect();
        let (mut by, mut by_scale) = (vec![0.0; dim], vec![0.0; scales.len()]);
        let value = model.gradient(&at, scales, &mut by, &mut by_scale);
        assert!((value - model.log_density(&at, scales)).abs() < 1e-9);
        let many = model.log_densities(&[at.clone(), at.clone()], &[scales.to_vec(), scales.to_vec()]);
        assert!((many[1] - value).abs() < 1e-9, "{} {value}", many[1]);
        let step = 1e-5;
        let slope = |above: f64, below: f64| (above - below) / (2.0 * step);
        for i in 0..dim {
            let moved = |by: f64| {
                let mut moved = at.clone();
                moved[i] += by;
                moved
            };
            let found =
                slope(model.log_density(&moved(step), scales), model.log_density(&moved(-step), scales));
            assert!(
                (found - by[i]).abs() < 1e-5 * (1.0 + by[i].abs()),
                "{}: {found} {}",
                model.names()[i],
                by[i]
            );
        }
        for i in 0..scales.len() {
            let moved = |by: f64| {
                let mut moved = scales.to_vec();
                moved[i] += by;
                moved
            };
            let found = slope(model.log_density(&at, &moved(step)), model.log_density(&at, &moved(-step)));
            assert!(
                (found - by_scale[i]).abs() < 1e-5 * (1.0 + found.abs()),
                "scale {i}: {found} {}",
                by_scale[i]
            );
        }
        check_curvature(model, scales, &at);
    }
}

fn check_curvature(model: &dyn Model, scales: &[f64], at: &[f64]) {
    let dim = model.dim();
    let curvature: Symmetric = model.curvature(at, scales);
    let step = 1e-5;
    for i in 0..dim {
        let gradient = |by: f64| {
            let mut moved = at.to_vec();
            moved[i] += by;
            let (mut out, mut ignored) = (vec![0.0; dim], vec![0.0; scales.len()]);
            model.gradient(&moved, scales, &mut out, &mut ignored);
            out
        };
        let (above, below) = (gradient(step), gradient(-step));
        for j in 0..dim {
            let found = -(above[j] - below[j]) / (2.0 * step);
            let ours = curvature.at(i, j);
            assert!((found - ours).abs() < 1e-4 * (1.0 + found.abs()), "{i} {j}: {found} {ours}");
        }
    }
}

#[test]
fn nights_with_and_without_silence() {
    check(&Nights::of(&priors(), &nights(60), None), &[]);
    check(&Nights::of(&priors(), &nights(60), Some(Logging::usual())), &[]);
}

#[test]
fn sites() {
    let nights: Vec<SiteNight> = nights(40)
        .into_iter()
        .enumerate()
        .map(|(place, night)| SiteNight {
            day: night.day,
            hours_in_bed: night.hours_in_bed,
            history: night.history,
            exposures: night.exposures,
            cramped: (place % 4 != 3).then(|| vec![place % 5 == 0, place % 7 == 0]),
        })
        .collect();
    let model = Sites::of(&priors(), &["left", "right"], &nights, Logging::usual(), [1.0, 0.2]);
    check(&model, &[0.7, 0.3]);
}

#[test]
fn minutes_with_a_known_and_a_recalled_end() {
    let x = normals(5, "minutes", 3 * 700);
    let columns: Vec<Vec<f64>> = x.chunks(700).map(<[f64]>::to_vec).collect();
    let beta = ["a", "b", "c"].map(|name| (name.to_owned(), normal(0.1, 0.4))).to_vec();
    let workouts = [
        WorkoutRows { rows: 100, ended: Ended::Quiet },
        WorkoutRows { rows: 300, ended: Ended::Cramp { rows: 1 } },
        WorkoutRows { rows: 1, ended: Ended::Cramp { rows: 1 } },
        WorkoutRows { rows: 199, ended: Ended::Cramp { rows: 7 } },
        WorkoutRows { rows: 100, ended: Ended::Quiet },
    ];
    let model = Minutes::of(normal(-5.0, 1.0), beta, columns, &workouts, 0.5);
    for frailty in [1e-3, 0.3, 2.0] {
        check(&model, &[frailty]);
    }
}

#[test]
fn counts_known_exactly_and_from_below() {
    let counted: Vec<(Night, Count)> = nights(50)
        .into_iter()
        .enumerate()
        .map(|(place, night)| {
            let count =
                if place % 9 == 0 { Count::AtLeast(3) } else { Count::Exactly([0, 0, 1, 0, 4][place % 5]) };
            (night, count)
        })
        .collect();
    check(&Counts::of(&priors(), &counted), &[]);
}
