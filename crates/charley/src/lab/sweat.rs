//! Sweat as a tool: the heat balance of people who move, over a session of one load.

use charley_body::{
    breath,
    heat::phs::surface_m2,
    sweat::{HeatLoad, Moving, mean_of_session, steady_l_h, swim},
    vapour::vapour_kpa,
};
use charley_domain::workout::Sport;

use super::{LabError, LabModel, LabRow, Table};

pub(super) const MODEL: LabModel = LabModel {
    name: "sweat",
    about: "sweat of a session of one load, and all that a scale loses, drink added; of a swim, air_c is the water",
    inputs: &["sport", "mass", "height", "M", "W", "air_c", "rh", "v", "sun", "clo", "minutes"],
    results: &["sweat_l_h", "gross_l_h"],
    run: sweat,
};

/// Air in °C, metabolic rates in W and sessions in min of the people who were weighed.
const AIR_C: std::ops::RangeInclusive<f64> = 3.0..=40.0; // weighed_groups.csv
const METABOLIC_W: std::ops::RangeInclusive<f64> = 300.0..=1300.0; // weighed_groups.csv
const MINUTES: std::ops::RangeInclusive<f64> = 38.0..=900.0; // weighed_groups.csv

fn sweat(table: &Table) -> Result<Vec<LabRow>, LabError> {
    (0..table.len())
        .map(|row| {
            let (metabolic_w, air_c) = (table.positive(row, "M")?, table.number(row, "air_c")?);
            let minutes = table.positive(row, "minutes")?;
            let values = match kind(table, row)? {
                None => {
                    let gross = swim::gross_l_h(metabolic_w, air_c);
                    vec![gross, gross]
                }
                Some(moving) => {
                    let load = load(table, row)?;
                    let surface_m2 = surface_m2(table.positive(row, "mass")?, table.positive(row, "height")?);
                    let sweat = mean_of_session(steady_l_h(moving, surface_m2, &load), minutes);
                    let breath = breath::water_l_h(metabolic_w, load.vapour_kpa);
                    vec![sweat, sweat + breath + breath::gas_kg_h(metabolic_w)]
                }
            };
            let seen =
                AIR_C.contains(&air_c) && METABOLIC_W.contains(&metabolic_w) && MINUTES.contains(&minutes);
            Ok(LabRow { from: row, values, out_of_range: !seen })
        })
        .collect()
}

/// How the row moves; `None` in water.
fn kind(table: &Table, row: usize) -> Result<Option<Moving>, LabError> {
    match table.text(row, "sport")? {
        "swim" | "swimming" | "waterpolo" => Ok(None),
        "run" | "treadmill-run" => Ok(Some(Moving::Running)),
        "team" | "gym" => Ok(Some(Moving::Otherwise)),
        word => match word.parse::<Sport>() {
            Ok(sport) => Ok(Some(Moving::of(sport))),
            Err(_) => Err(table.wrong(
                row,
                "sport",
                "sport: run, ride, indoor-ride, walk, hike, team, gym, swim, ...",
            )),
        },
    }
}

fn load(table: &Table, row: usize) -> Result<HeatLoad, LabError> {
    let (air_c, humidity_pct) = (table.number(row, "air_c")?, table.number(row, "rh")?);
    if !(0.0..=100.0).contains(&humidity_pct) {
        return Err(table.wrong(row, "rh", "relative humidity from 0 to 100 %"));
    }
    let sun = table.number(row, "sun")?;
    if !(0.0..=1.0).contains(&sun) {
        return Err(table.wrong(row, "sun", "share of full sun from 0 to 1"));
    }
    let (work_w, clothing_clo) = (table.number(row, "W")?, table.number(row, "clo")?);
    if work_w < 0.0 {
        return Err(table.wrong(row, "W", "mechanical power from 0"));
    }
    if clothing_clo < 0.0 {
        return Err(table.wrong(row, "clo", "insulation from 0 clo"));
    }
    Ok(HeatLoad {
        metabolic_w: table.positive(row, "M")?,
        work_w,
        air_c,
        vapour_kpa: vapour_kpa(air_c, humidity_pct),
        air_speed_m_s: table.number(row, "v")?,
        sun,
        clothing_clo,
    })
}
