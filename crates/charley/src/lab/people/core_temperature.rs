//! Core temperatures that were measured, beside the heat standard as Charley runs it: a voice beyond its limits, hence a class.

use charley_body::heat::phs::{
    Clothing, Edition, PhsMinute, PhsPerson, PhsState, Posture, phs_minute, surface_m2,
};
use charley_body::vapour::vapour_kpa;

use super::{Target, TargetKind};

/// A group with what it did and how hot it became.
struct Warmed {
    id: &'static str,
    what: &'static str,
    source: &'static str,
    sport: &'static str,
    core_c: (f64, f64),
    air_c: f64,
    humidity_pct: f64,
    metabolic_w: f64,
    work_w: f64,
    air_m_s: f64,
    sun: f64,
    clothing_clo: f64,
    minutes: u32,
    mass_kg: f64,
    height_m: f64,
    acclimatised: bool,
}

const RUNNER: Warmed = Warmed {
    id: "",
    what: "",
    source: "",
    sport: "run",
    core_c: (0.0, 0.0),
    air_c: 20.0,
    humidity_pct: 60.0,
    metabolic_w: 900.0,
    work_w: 0.0,
    air_m_s: 3.2,
    sun: 0.3,
    clothing_clo: 0.15,
    minutes: 60,
    mass_kg: 70.0,
    height_m: 1.75,
    acclimatised: true,
};

/// Loads as in `weighed_groups.csv`; the riders by their power at 21.5 % efficiency.
const GROUPS: [Warmed; 7] = [
    Warmed {
        id: "R01",
        what: "marathon in 221 min, 59 runners",
        source: "Maughan 1985, doi:10.1055/s-2008-1025806",
        core_c: (38.3, 0.9), // Maughan 1985
        air_c: 12.0,         // Maughan 1985
        humidity_pct: 70.0,
        metabolic_w: 930.0,
        clothing_clo: 0.2,
        minutes: 221,
        acclimatised: false,
        ..RUNNER
    },
    Warmed {
        id: "R02",
        what: "marathon in 195 min, 56 runners (SD assumed)",
        source: "Pugh 1967, doi:10.1152/jappl.1967.23.3.347",
        core_c: (39.0, 0.7), // Pugh 1967; SD assumed
        air_c: 23.0,         // Pugh 1967
        humidity_pct: 58.0,  // Pugh 1967
        metabolic_w: 981.0,
        air_m_s: 3.8,
        sun: 0.5,
        minutes: 195,
        mass_kg: 65.0,
        ..RUNNER
    },
    Warmed {
        id: "R10",
        what: "21 km in 112 min, 25 runners, highest",
        source: "2010, doi:10.1007/s00421-010-1405-y",
        core_c: (39.8, 0.5), // read
        air_c: 26.4,         // read
        humidity_pct: 81.0,  // read
        metabolic_w: 843.0,
        air_m_s: 3.3,
        sun: 0.1,
        minutes: 112,
        mass_kg: 64.0,
        height_m: 1.72,
        ..RUNNER
    },
    Warmed {
        id: "R11",
        what: "21 km in 118 min, 18 runners, highest",
        source: "2006, doi:10.1249/01.mss.0000218134.74238.6a",
        core_c: (40.1, 0.7), // read
        air_c: 26.4,         // read
        humidity_pct: 80.0,  // read
        metabolic_w: 815.0,
        sun: 0.1,
        minutes: 118,
        mass_kg: 65.0,
        height_m: 1.72,
        ..RUNNER
    },
    Warmed {
        id: "K08",
        what: "43 km time trial in the cool, 9 riders (power recalled: 300 W)",
        source: "Racinais 2015, 43-km time trials at 8 and 37 °C",
        sport: "ride",
        core_c: (38.5, 0.6), // read
        air_c: 8.0,          // read
        humidity_pct: 50.0,
        metabolic_w: 1395.0,
        work_w: 300.0,
        air_m_s: 10.5,
        clothing_clo: 0.3,
        minutes: 67,
        mass_kg: 75.0,
        height_m: 1.8,
        acclimatised: false,
        ..RUNNER
    },
    Warmed {
        id: "K37",
        what: "the same in the heat (power recalled: 256 W)",
        source: "Racinais 2015, 43-km time trials at 8 and 37 °C",
        sport: "ride",
        core_c: (40.2, 0.4), // read
        air_c: 37.0,         // read
        humidity_pct: 27.0,
        metabolic_w: 1190.0,
        work_w: 256.0,
        air_m_s: 10.0,
        sun: 0.6,
        minutes: 73,
        mass_kg: 75.0,
        height_m: 1.8,
        acclimatised: false,
        ..RUNNER
    },
    Warmed {
        id: "W02",
        what: "march of 16.4 km in 4.2 h, 15 soldiers",
        source: "Nolte 2010, doi:10.1249/MSS.0b013e3181d6f9d0",
        sport: "walk",
        core_c: (38.1, 0.6), // read
        air_c: 22.0,
        humidity_pct: 50.0,
        metabolic_w: 400.0,
        air_m_s: 1.5,
        sun: 0.5,
        clothing_clo: 0.6,
        minutes: 252,
        height_m: 1.74,
        ..RUNNER
    },
];

/// How much warmer full sun makes the surroundings, in °C.
const FULL_SUN_C: f64 = 15.0; // docs/studies/body.md section 1.3, assumed

pub(super) fn targets() -> Vec<Target> {
    GROUPS.iter().map(target).collect()
}

fn target(group: &Warmed) -> Target {
    let (mean, sd) = group.core_c;
    let target = Target::of(
        TargetKind::Core,
        (group.id, group.what),
        (&format!("{mean} ± {sd}"), (mean - sd, mean + sd)),
        rectal_c(group),
    );
    let target = target.from(group.source);
    Target { sport: Some(group.sport.to_owned()), air_c: Some(group.air_c), ..target }
}

fn rectal_c(group: &Warmed) -> f64 {
    let person = PhsPerson::of((group.mass_kg, group.height_m), group.acclimatised);
    let surface_m2 = surface_m2(group.mass_kg, group.height_m);
    let minute = PhsMinute {
        air_c: group.air_c,
        radiant_c: group.air_c + FULL_SUN_C * group.sun,
        vapour_kpa: vapour_kpa(group.air_c, group.humidity_pct),
        air_speed_m_s: group.air_m_s,
        walking_m_s: None,
        metabolic_w_m2: group.metabolic_w / surface_m2,
        work_w_m2: group.work_w / surface_m2,
        clothing: Clothing::ordinary(group.clothing_clo, Edition::Iso2023),
        posture: if group.sport == "ride" { Posture::Sitting } else { Posture::Standing },
    };
    let mut state = PhsState::at_rest();
    for _ in 0..group.minutes {
        phs_minute(Edition::Iso2023, &person, &minute, &mut state);
    }
    state.core_c
}
