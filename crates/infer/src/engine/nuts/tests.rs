//! The sampler on densities whose moments are known.

use charley_domain::stream;

use super::{gaussian::Gaussian, *};

/// Within four standard errors of what it is.
fn near(measured: f64, true_value: f64, error: f64) -> bool {
    (measured - true_value).abs() < 4.0 * error
}

#[test]
fn moments_of_a_correlated_normal_distribution_are_found() {
    let model = Gaussian::correlated(6, 0.8);
    let posterior = Nuts { draws: 5_000, ..Nuts::default() }.draw(&model, 3).unwrap();
    assert_eq!(posterior.divergences, 0);
    for summary in posterior.summaries() {
        assert!(near(summary.mean, 0.0, summary.mcse_mean), "{summary:?}");
        assert!(near(summary.sd, 1.0, summary.mcse_sd), "{summary:?}");
        assert!((summary.q5 + 1.645).abs() < 0.08 && (summary.q95 - 1.645).abs() < 0.08, "{summary:?}");
        assert!(summary.rhat.is_some_and(|rhat| rhat < 1.01), "{summary:?}");
        assert!(summary.ess_bulk > 4_000.0, "{summary:?}");
    }
    let neighbours = posterior.correlation("x2", "x3").unwrap();
    assert!((neighbours - 0.8).abs() < 0.02, "{neighbours}");
}

#[test]
fn a_scale_has_its_half_normal_prior() {
    let model = Gaussian::correlated(2, 0.0).with_scales(vec![0.7]);
    let posterior = Nuts { draws: 5_000, ..Nuts::default() }.draw(&model, 4).unwrap();
    let summaries = posterior.summaries();
    let scale = &summaries[2];
    // Of a half-normal distribution: mean σ√(2/π), variance σ²(1 - 2/π).
    let mean = 0.7 * (2.0 / std::f64::consts::PI).sqrt();
    let sd = 0.7 * (1.0 - 2.0 / std::f64::consts::PI).sqrt();
    assert!(near(scale.mean, mean, scale.mcse_mean), "{scale:?}");
    assert!(near(scale.sd, sd, scale.mcse_sd), "{scale:?}");
}

/// Steps so long that trajectories err, turn and stop early: the draws must stay what they are all the same.
#[test]
fn one_transition_leaves_the_distribution_as_it_is() {
    const TRIES: u32 = 40_000;
    let model = Gaussian::correlated(2, 0.0);
    for step in [0.3, 1.2, 1.9] {
        let motion = Motion { inverse_mass: vec![1.0, 0.6], step };
        let mut joint = Joint::of(&model);
        let mut rng = stream::of(9, "transitions");
        let starts = stream::normals(9, "exact draws", 2 * TRIES as usize);
        let (mut squares, mut below, mut fourth) = (0.0, 0.0, 0.0);
        for start in starts.chunks_exact(2) {
            let mut point = PhasePoint::at(&mut joint, start.to_vec()).unwrap();
            transition(&mut point, &mut joint, &motion, &mut rng);
            let x = point.position[1];
            squares += x * x;
            fourth += x.powi(4);
            below += f64::from(u8::from(x < -1.0));
        }
        let n = f64::from(TRIES);
        // Variances of x², x⁴ and [x < -1] under the normal distribution: 2, 96, p(1 - p).
        assert!(near(squares / n, 1.0, (2.0 / n).sqrt()), "{step}: {}", squares / n);
        assert!(near(fourth / n, 3.0, (96.0 / n).sqrt()), "{step}: {}", fourth / n);
        let p: f64 = 0.158_655;
        assert!(near(below / n, p, (p * (1.0 - p) / n).sqrt()), "{step}: {}", below / n);
    }
}

#[test]
fn draws_are_accepted_as_often_as_wanted() {
    let model = Gaussian::correlated(10, 0.5);
    let mode = mode(&model, &[], &model.start()).unwrap();
    let mut joint = Joint::of(&model);
    let mut rng = stream::of(5, "chain");
    let mut point = PhasePoint::at(&mut joint, model.start()).unwrap();
    let opening = Motion { inverse_mass: variances_at(&mode, 0), step: 1.0 };
    let motion = warm_up(&mut point, &mut joint, &mut rng, opening, (1_000, 0.8));
    let accepted: f64 =
        (0..4_000).map(|_| transition(&mut point, &mut joint, &motion, &mut rng).acceptance).sum();
    // The mean of log steps that scatter lies below the step that is accepted just so often, so acceptance above what is wanted.
    let accepted = accepted / 4_000.0;
    assert!((0.75..0.93).contains(&accepted), "{accepted}");
}

#[test]
fn a_seed_gives_the_same_draws_and_each_chain_its_own() {
    let model = Gaussian::correlated(3, 0.2);
    let nuts = Nuts { chains: 2, tune: 100, draws: 50 };
    let (first, again, other) =
        (nuts.draw(&model, 1).unwrap(), nuts.draw(&model, 1).unwrap(), nuts.draw(&model, 2).unwrap());
    assert_eq!(first, again);
    assert_ne!(first.columns, other.columns);
    assert_ne!(first.columns[0][..50], first.columns[0][50..]);
    // A chain does not depend on how many there are.
    let alone = Nuts { chains: 1, ..nuts }.draw(&model, 1).unwrap();
    assert_eq!(alone.columns[0][..], first.columns[0][..50]);
}
