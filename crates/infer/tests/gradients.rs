//! Every gradient and curvature written by hand, against central differences.

mod models;

use charley_domain::stream::normals;
use charley_infer::{Model, Symmetric, hazard::Logging};

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
            assert!((found - by[i]).abs() < 1e-5 * (1.0 + by[i].abs()), "{}: {found} {}", i, by[i]);
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
    check(&models::nights_model(60, None), &[]);
    check(&models::nights_model(60, Some(Logging::usual())), &[]);
}

#[test]
fn sites() {
    check(&models::sites(), &[0.7, 0.3]);
}

#[test]
fn minutes_with_a_known_and_a_recalled_end() {
    let model = models::minutes();
    for frailty in [1e-3, 0.3, 2.0] {
        check(&model, &[frailty]);
    }
}

#[test]
fn counts_known_exactly_and_from_below() {
    check(&models::counts(), &[]);
}

#[test]
fn nights_of_which_all_is_told() {
    let model = models::told_nights(80);
    assert!(
        model.names().contains(&"twinge_scale".to_owned()) && model.names().contains(&"several".to_owned())
    );
    for drift in [0.0, 0.2, 0.8] {
        check(&model, &[drift]);
    }
}
