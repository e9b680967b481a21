//! Races and drinking trials: groups simulated from what was published of them, with the error of scales and laboratories.

use super::{
    Target, TargetKind,
    cohort::{BOSTON, HAWAII, IRONMAN_NZ, IRONMAN_SA, MARATHON, MATCHED, Runner, TROPICS},
};

/// All rows of them.
pub(super) fn targets() -> Vec<Target> {
    [boston(), ironmen(), runners()].concat()
}

fn target(
    id: &'static str,
    what: &'static str,
    published: &'static str,
    within: (f64, f64),
    ours: f64,
) -> Target {
    Target::of(TargetKind::Water, (id, what), (published, within), ours)
}

fn boston() -> Vec<Target> {
    let runners = BOSTON.simulated();
    let sodium: Vec<f64> = runners.iter().map(|runner| runner.sodium_mmol_l).collect();
    let odds = odds_ratio(&runners, |runner| runner.lost_kg < 0.0, |runner| runner.sodium_mmol_l <= 135.0);
    let drank = odds_ratio(&runners, |runner| runner.drunk_l > 3.0, |runner| runner.sodium_mmol_l <= 135.0);
    vec![
        target(
            "V1",
            "Boston Marathon 2002, mean sodium (Almond 2005)",
            "140 ± 4.8 mmol/L",
            (138.0, 142.0),
            mean(&sodium),
        ),
        target(
            "V1",
            "  share at or below 135 mmol/L",
            "13 %",
            (8.0, 18.0),
            percent(&runners, |r| r.sodium_mmol_l <= 135.0),
        ),
        target(
            "V1",
            "  share at or below 120 mmol/L",
            "0.6 %",
            (0.0, 2.0),
            percent(&runners, |r| r.sodium_mmol_l <= 120.0),
        ),
        target("V1", "  odds of low sodium after a gain", "4.2 (2.2 to 8.2)", (2.2, 8.2), odds),
        target("V1", "  odds of low sodium above 3 L", "above 1", (1.0, 1000.0), drank),
    ]
}

fn ironmen() -> Vec<Target> {
    let (zealand, africa, hawaii) = (IRONMAN_NZ.simulated(), IRONMAN_SA.simulated(), HAWAII.simulated());
    let of = |all: &[Runner], value: fn(&Runner) -> f64| -> Vec<f64> { all.iter().map(value).collect() };
    let (sodium, lost) = (of(&africa, |r| r.sodium_mmol_l), of(&africa, |r| -r.lost_pct));
    let explained = explained(
        &of(&hawaii, |r| r.sodium_lost_g),
        &of(&hawaii, |r| r.lost_pct),
        &of(&hawaii, |r| r.sodium_mmol_l - r.sodium_before_mmol_l),
    );
    vec![
        target(
            "V2",
            "Ironman New Zealand, mass lost (Speedy 2001)",
            "2.5 kg",
            (1.5, 3.5),
            median(&of(&zealand, |r| r.lost_kg)),
        ),
        target(
            "V2",
            "  sodium at the end",
            "138 mmol/L",
            (136.0, 140.0),
            mean(&of(&zealand, |r| r.sodium_mmol_l)),
        ),
        target(
            "V3",
            "Ironman South Africa 2000, mean sodium",
            "141.8 ± 3.1 mmol/L",
            (138.7, 144.9),
            mean(&sodium),
        ),
        target(
            "V3",
            "  share below 135 mmol/L",
            "0.6 %",
            (0.0, 5.0),
            percent(&africa, |r| r.sodium_mmol_l < 135.0),
        ),
        target(
            "V3",
            "  correlation of mass change and sodium",
            "-0.45",
            (-0.75, -0.2),
            correlation(&lost, &sodium),
        ),
        target("V8", "Hawaii Ironman, change of sodium explained", "46 %", (30.0, 75.0), 100.0 * explained),
    ]
}

fn runners() -> Vec<Target> {
    let (marathon, tropics, matched) = (MARATHON.simulated(), TROPICS.simulated(), MATCHED.simulated());
    let lost: Vec<f64> = marathon.iter().map(|runner| runner.lost_kg).collect();
    let gained = percent(&tropics, |runner| runner.lost_kg < 0.0);
    let sodium: Vec<f64> = matched.iter().map(|runner| runner.sodium_mmol_l).collect();
    vec![
        target("V4", "47 marathoners, mass lost", "2.1 ± 0.8 kg", (1.3, 2.9), mean(&lost)),
        target("V5", "1,887 runners in the tropics, gained weight", "6 %", (2.0, 12.0), gained),
        target(
            "V7",
            "drinking what the forecast says, sodium (Cheuvront 2023)",
            "138 (136 to 141)",
            (136.0, 141.0),
            mean(&sodium),
        ),
    ]
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}

fn percent(runners: &[Runner], of: impl Fn(&Runner) -> bool) -> f64 {
    100.0 * runners.iter().filter(|runner| of(runner)).count() as f64 / runners.len().max(1) as f64
}

fn correlation(a: &[f64], b: &[f64]) -> f64 {
    let (mean_a, mean_b) = (mean(a), mean(b));
    let sum = |f: &dyn Fn(usize) -> f64| (0..a.len()).map(f).sum::<f64>();
    let covariance = sum(&|i| (a[i] - mean_a) * (b[i] - mean_b));
    covariance / (sum(&|i| (a[i] - mean_a).powi(2)) * sum(&|i| (b[i] - mean_b).powi(2))).sqrt()
}

/// Share of the variance of `y` that two other columns explain together.
fn explained(a: &[f64], b: &[f64], y: &[f64]) -> f64 {
    let (ya, yb, ab) = (correlation(y, a), correlation(y, b), correlation(a, b));
    (ya * ya + yb * yb - 2.0 * ya * yb * ab) / (1.0 - ab * ab).max(1e-9)
}

/// Odds of `outcome` with `cause` over those without it; half a person is added to each cell.
fn odds_ratio(runners: &[Runner], cause: impl Fn(&Runner) -> bool, outcome: impl Fn(&Runner) -> bool) -> f64 {
    let count = |with: bool, has: bool| {
        runners.iter().filter(|runner| cause(runner) == with && outcome(runner) == has).count() as f64 + 0.5
    };
    count(true, true) / count(true, false) / (count(false, true) / count(false, false))
}
