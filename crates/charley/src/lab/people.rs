//! The body model beside published groups of people: each group simulated from what was published of it.

mod cohort;

use charley_body::{blood_flow::blood_flow_index, glycogen};
use serde::Serialize;

use self::cohort::{BOSTON, HAWAII, IRONMAN_NZ, IRONMAN_SA, MARATHON, MATCHED, Runner, TROPICS};

/// One target with what the model gives.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Target {
    /// `V1`, ... as in the study of the body.
    pub(crate) id: &'static str,
    /// What was measured, in whom, by whom.
    pub(crate) what: &'static str,
    /// The published value.
    pub(crate) published: &'static str,
    /// Ends within which the model counts as agreeing; `null` where nothing can be compared.
    pub(crate) within: Option<(f64, f64)>,
    /// What the model gives; `null` where it takes the data of each person.
    pub(crate) ours: Option<f64>,
    /// Whether it lies inside.
    pub(crate) inside: Option<bool>,
}

/// Targets that cannot be simulated from what was published, and what they would need.
const NOT_HERE: [(&str, &str); 5] = [
    ("V6", "sodium of each person of twelve balance trials: water, sodium and mass of each"),
    ("V9", "sweat of unseen people: weighings of each with weather and power or speed"),
    ("V10", "core temperature: a pill or probe record of each person with the load"),
    ("V12", "W' at exhaustion: power of each rider to exhaustion, with own CP and W'"),
    ("V13", "ankle endurance: times to failure of each person over 10 to 90 % of force"),
];

/// All targets, each with its group simulated; the same every time.
pub(crate) fn targets() -> Vec<Target> {
    let mut targets = Vec::new();
    targets.extend(boston());
    targets.extend(ironmen());
    targets.extend(runners());
    targets.extend(forms());
    targets.extend(NOT_HERE.map(|(id, what)| Target {
        id,
        what,
        published: "needs data of each person",
        within: None,
        ours: None,
        inside: None,
    }));
    targets
}

fn target(
    id: &'static str,
    what: &'static str,
    published: &'static str,
    (from, to): (f64, f64),
    ours: f64,
) -> Target {
    Target {
        id,
        what,
        published,
        within: Some((from, to)),
        ours: Some(ours),
        inside: Some((from..=to).contains(&ours)),
    }
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

/// What needs no group, only the equation.
fn forms() -> Vec<Target> {
    let wall_km = |intensity: f64| {
        let capacity = glycogen::Capacity::of(70.0, glycogen::LEG_KCAL_KG);
        (capacity.liver_kcal + capacity.legs_kcal) / 70.0 / glycogen::carbohydrate_share(intensity)
    };
    let at_21_miles = (800..=950).map(|i| f64::from(i) / 1000.0).find(|i| wall_km(*i) <= 33.8).unwrap_or(1.0);
    let flow_loss = 100.0 * (1.0 - blood_flow_index(3.9, 0.61, 39.7));
    vec![
        target(
            "V11",
            "intensity at which the wall stands at mile 21 (Rapoport 2010)",
            "80 to 95 %",
            (80.0, 95.0),
            100.0 * at_21_miles,
        ),
        target(
            "V14",
            "leg blood flow lost at 3.9 % and 39.7 °C (Gonzalez-Alonso 1998)",
            "8 to 14 %",
            (8.0, 14.0),
            flow_loss,
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

/// Groups that agree in everything that was published of them, and all groups that can be simulated.
pub(crate) fn agreeing(targets: &[Target]) -> (Vec<&'static str>, Vec<&'static str>) {
    let mut ids: Vec<&'static str> =
        targets.iter().filter(|target| target.inside.is_some()).map(|target| target.id).collect();
    ids.dedup();
    let agrees = |id: &&&str| {
        targets.iter().filter(|target| target.id == **id).all(|target| target.inside == Some(true))
    };
    (ids.iter().filter(agrees).copied().collect(), ids)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_least_five_of_the_nine_groups_agree_in_all_they_have() {
        let all = targets();
        let (inside, groups) = agreeing(&all);
        assert_eq!(groups.len(), 9);
        assert!(inside.len() >= 5, "{inside:?}");
    }
}
