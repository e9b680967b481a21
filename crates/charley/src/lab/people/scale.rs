//! What scales showed before and after, where the drink was published too.

use charley_body::sweat::weighed::expected_l_h;
use charley_evidence::weighed_groups;

use super::{Target, TargetKind, sweat::source};

/// A group with its published loss and its drink.
struct DrinkingGroup {
    id: &'static str,
    lost_kg: (f64, f64),
    drunk_l_h: f64,
}

/// Losses and drink as their sources give them (the notes of `weighed_groups.csv`).
const LOSSES: [DrinkingGroup; 7] = [
    DrinkingGroup { id: "R01", lost_kg: (2.02, 0.72), drunk_l_h: 0.38 }, // Maughan 1985: 1.4 L offered in 221 min
    DrinkingGroup { id: "R13", lost_kg: (1.9, 1.4), drunk_l_h: 0.52 }, // Knechtle 2011; SD of the loss assumed
    DrinkingGroup { id: "W01", lost_kg: (2.8, 0.9), drunk_l_h: 0.736 }, // Nolte 2019
    DrinkingGroup { id: "W02", lost_kg: (1.0, 0.5), drunk_l_h: 0.383 }, // Nolte 2010
    DrinkingGroup { id: "T02", lost_kg: (1.23, 0.47), drunk_l_h: 0.64 }, // Shirreffs 2005: 1.59 ± 0.61 % of 78 kg, 0.97 L drunk
    DrinkingGroup { id: "S01", lost_kg: (0.65, 0.36), drunk_l_h: 0.0 }, // Macaluso 2011: 0.9 ± 0.5 % of 72.7 kg
    DrinkingGroup { id: "S04", lost_kg: (1.8, 0.5), drunk_l_h: 0.03 },  // 2003: 0.1 L in three hours
];

pub(super) fn targets() -> Vec<Target> {
    LOSSES.iter().filter_map(target).collect()
}

fn target(weighed: &DrinkingGroup) -> Option<Target> {
    let group = weighed_groups().iter().find(|group| group.id == weighed.id)?;
    let hours = group.minutes / 60.0;
    let ours = hours * (expected_l_h(group)? - weighed.drunk_l_h);
    let (mean, sd) = weighed.lost_kg;
    let what = format!("{}, drank {} L/h", group.what, weighed.drunk_l_h);
    let target = Target::of(
        TargetKind::Mass,
        (&group.id, &what),
        (&format!("{mean} ± {sd}"), (mean - sd, mean + sd)),
        ours,
    );
    let target = target.from(&source(group));
    Some(Target { sport: Some(group.sport.clone()), air_c: Some(group.air_c), ..target })
}
