//! Groups that were weighed: the sweat model in the place of the mean person of each.

use charley_body::sweat::weighed::expected_l_h;
use charley_evidence::{WeighedGroup, weighed_group::Compared, weighed_groups};

use super::{Target, TargetKind};

/// The order in which ways of moving stand.
const SPORTS: [&str; 10] =
    ["run", "treadmill-run", "ride", "indoor-ride", "walk", "team", "gym", "strength", "swim", "waterpolo"];

pub(super) fn targets() -> Vec<Target> {
    let mut groups: Vec<&WeighedGroup> = weighed_groups().iter().collect();
    let place = |group: &WeighedGroup| SPORTS.iter().position(|sport| *sport == group.sport);
    groups.sort_by(|a, b| {
        let of = |group: &WeighedGroup| place(group).unwrap_or(SPORTS.len());
        of(a).cmp(&of(b)).then(a.air_c.total_cmp(&b.air_c))
    });
    groups.into_iter().filter_map(target).collect()
}

fn target(group: &WeighedGroup) -> Option<Target> {
    let ours = expected_l_h(group)?;
    let (mean, sd) = (group.published_l_h, group.sd_l_h);
    let apart = match (group.compared, group.is_scored()) {
        (Compared::Check, _) => "; a check, not counted",
        (_, false) => "; rate recalled, not counted",
        _ => "",
    };
    let what = format!("{}, {} {}, {:.0} min{apart}", group.what, group.people, group.who, group.minutes);
    let target = Target::of(
        TargetKind::Sweat,
        (&group.id, &what),
        (&format!("{mean} ± {sd}"), (mean - sd, mean + sd)),
        ours,
    );
    Some(Target {
        counts: group.is_scored(),
        sport: Some(group.sport.clone()),
        air_c: Some(group.air_c),
        ..target.from(&source(group))
    })
}

/// `Title, 1985, doi:10...`
pub(super) fn source(group: &WeighedGroup) -> String {
    let doi = if group.doi.is_empty() { String::new() } else { format!(", doi:{}", group.doi) };
    format!("{}, {}{doi}", group.source, group.year)
}
