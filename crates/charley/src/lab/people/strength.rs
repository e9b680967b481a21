//! Strength that was measured before and after, beside what Charley takes to be lost.

use charley_body::strength::{StrengthGroup, best_share, lost_in_a_race};

use super::{Target, TargetKind};

/// One measurement.
struct Measured {
    id: &'static str,
    what: &'static str,
    source: &'static str,
    group: StrengthGroup,
    hours: f64,
    /// Effort as a share of what can be held for an hour; `None` for a race.
    share: Option<f64>,
    lost_pct: f64,
    /// Spread of the people, or 8 points where it was not read.
    sd_pct: f64,
}

/// Share of the greatest oxygen uptake that is held for an hour, and of the greatest power.
const HELD_UPTAKE: f64 = 0.85; // trained adults, recalled
const HELD_POWER: f64 = 0.75; // trained cyclists, recalled
/// Spread where none was read.
const NOT_READ_PCT: f64 = 8.0; // assumed: two fifths of a fifth

/// Losses of voluntary force as their abstracts give them.
const MEASURED: [Measured; 14] = [
    Measured {
        id: "M01",
        what: "calf, marathon in 2:34, 8 elites",
        source: "Petersen 2007",
        group: StrengthGroup::Calf,
        hours: 2.57,
        share: None,
        lost_pct: 17.9,
        sd_pct: NOT_READ_PCT,
    },
    Measured {
        id: "M02",
        what: "thigh, the same",
        source: "Petersen 2007",
        group: StrengthGroup::Thigh,
        hours: 2.57,
        share: None,
        lost_pct: 22.0,
        sd_pct: NOT_READ_PCT,
    },
    Measured {
        id: "M03",
        what: "thigh, marathon",
        source: "Nicol 1991",
        group: StrengthGroup::Thigh,
        hours: 3.0,
        share: None,
        lost_pct: 26.0,
        sd_pct: 14.0,
    },
    Measured {
        id: "M04",
        what: "calf, 2 h of running at 75 % of peak uptake, 8 men",
        source: "2008, pubmed:18028283",
        group: StrengthGroup::Calf,
        hours: 2.0,
        share: Some(0.75 / HELD_UPTAKE),
        lost_pct: 17.0,
        sd_pct: 16.0,
    },
    Measured {
        id: "M05",
        what: "calf, 110 km of mountains",
        source: "Temesi 2015, Med Sci Sports Exerc 47:1372",
        group: StrengthGroup::Calf,
        hours: 20.0,
        share: None,
        lost_pct: 28.0,
        sd_pct: NOT_READ_PCT,
    },
    Measured {
        id: "M06",
        what: "thigh, the same",
        source: "Temesi 2015, Med Sci Sports Exerc 47:1372",
        group: StrengthGroup::Thigh,
        hours: 20.0,
        share: None,
        lost_pct: 35.0,
        sd_pct: NOT_READ_PCT,
    },
    Measured {
        id: "M07",
        what: "calf, 166 km with 9,500 m of climb",
        source: "Millet 2011, doi:10.1371/journal.pone.0017059",
        group: StrengthGroup::Calf,
        hours: 37.0,
        share: None,
        lost_pct: 39.0,
        sd_pct: 7.0,
    },
    Measured {
        id: "M08",
        what: "thigh, the same",
        source: "Millet 2011, doi:10.1371/journal.pone.0017059",
        group: StrengthGroup::Thigh,
        hours: 37.0,
        share: None,
        lost_pct: 35.0,
        sd_pct: 7.0,
    },
    Measured {
        id: "M09",
        what: "thigh, 2 h of cycling at 65 % of peak uptake, 8 riders",
        source: "Lepers 2000",
        group: StrengthGroup::Thigh,
        hours: 2.0,
        share: Some(0.65 / HELD_UPTAKE),
        lost_pct: 13.0,
        sd_pct: NOT_READ_PCT,
    },
    Measured {
        id: "M10",
        what: "thigh, 5 h of cycling at 55 % of greatest power, 9 riders",
        source: "Lepers 2002, pubmed:11896014",
        group: StrengthGroup::Thigh,
        hours: 5.0,
        share: Some(0.55 / HELD_POWER),
        lost_pct: 18.0,
        sd_pct: NOT_READ_PCT,
    },
    Measured {
        id: "M11",
        what: "thigh, half-marathon (1.75 h assumed), 21 amateurs",
        source: "2018, pmc:PMC6207600",
        group: StrengthGroup::Thigh,
        hours: 1.75,
        share: None,
        lost_pct: 21.0,
        sd_pct: NOT_READ_PCT,
    },
    Measured {
        id: "M12",
        what: "thigh, 156 km with 6,000 m of climb (30 h assumed), 41 finishers",
        source: "Markov 2026, doi:10.3389/fspor.2025.1734785",
        group: StrengthGroup::Thigh,
        hours: 30.0,
        share: None,
        lost_pct: 41.0,
        sd_pct: NOT_READ_PCT,
    },
    Measured {
        id: "M13",
        what: "calf, 330 km with 24,000 m of climb in 122 h, 15 runners",
        source: "Saugy 2013, doi:10.1371/journal.pone.0065596",
        group: StrengthGroup::Calf,
        hours: 122.4,
        share: None,
        lost_pct: 26.0,
        sd_pct: 19.0,
    },
    Measured {
        id: "M14",
        what: "thigh, the same",
        source: "Saugy 2013, doi:10.1371/journal.pone.0065596",
        group: StrengthGroup::Thigh,
        hours: 122.4,
        share: None,
        lost_pct: 24.0,
        sd_pct: 13.0,
    },
];

pub(super) fn targets() -> Vec<Target> {
    MEASURED.iter().map(target).collect()
}

fn target(row: &Measured) -> Target {
    let effort = row.share.map_or(1.0, |share| share / best_share(row.hours));
    let ours = 100.0 * lost_in_a_race(row.group, row.hours) * effort * effort;
    let (mean, sd) = (row.lost_pct, row.sd_pct);
    Target::of(
        TargetKind::Strength,
        (row.id, row.what),
        (&format!("{mean} ± {sd}"), (mean - sd, mean + sd)),
        ours,
    )
    .from(row.source)
}
