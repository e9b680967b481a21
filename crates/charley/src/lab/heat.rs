//! Heat otherwise: two nodes at rest, wet-bulb globe temperature, core temperature from heart rate.

use charley_body::heat::{
    core_from_heart_rate::CoreEstimate,
    sun::sun,
    two_node::{TwoNodeInput, saturated_torr, two_node},
    wbgt::{WbgtInput, light, wbgt, wind_at_two_metres_m_s},
};

use super::{LabError, LabModel, LabRow, Table, phs::posture};

pub(super) const TWO_NODE: LabModel = LabModel {
    name: "two-node",
    about: "Gagge's core and skin after an hour in a room; for rest up to 3 met",
    inputs: &[
        "tdb",
        "tr",
        "v",
        "rh",
        "met",
        "clo",
        "wme",
        "body_surface_area",
        "p_atm",
        "max_skin_blood_flow",
        "max_sweating",
        "position",
    ],
    results: &[
        "e_skin",
        "e_rsw",
        "e_max",
        "q_sensible",
        "q_skin",
        "q_res",
        "t_core",
        "t_skin",
        "m_bl",
        "m_rsw",
        "w",
        "set",
        "et",
    ],
    run: rooms,
};

pub(super) const WBGT: LabModel = LabModel {
    name: "wbgt",
    about: "wet-bulb globe temperature outdoors (Liljegren); sun computed unless solar_adj, cos_zenith and fdir are given",
    inputs: &["utc", "lat", "lon", "solar_wm2", "pres_hpa", "ta_c", "td_c", "speed_ms", "zspeed_m", "urban"],
    results: &["out_Tg", "out_Tpsy", "out_Tnwb", "out_Twbg"],
    run: outdoors,
};

pub(super) const CORE: LabModel = LabModel {
    name: "core-from-heart-rate",
    about: "core temperature from the heart rate of each minute (Buller 2013)",
    inputs: &["ct_start_c", "hr_bpm"],
    results: &["ct_est_c", "var"],
    run: cores,
};

/// Metabolic rate up to which two nodes hold, in met.
const REST_MET: f64 = 3.0;

fn rooms(table: &Table) -> Result<Vec<LabRow>, LabError> {
    (0..table.len())
        .map(|row| {
            let air_c = table.number(row, "tdb")?;
            let metabolic_met = table.positive(row, "met")?;
            let input = TwoNodeInput {
                air_c,
                radiant_c: table.number(row, "tr")?,
                air_speed_m_s: table.number(row, "v")?,
                vapour_torr: saturated_torr(air_c) * table.number(row, "rh")? / 100.0,
                metabolic_met,
                work_met: table.number(row, "wme")?,
                insulation_clo: table.number(row, "clo")?,
                surface_m2: table.positive(row, "body_surface_area")?,
                pressure_pa: table.positive(row, "p_atm")?,
                greatest_blood_flow: table.positive(row, "max_skin_blood_flow")?,
                greatest_sweat: table.positive(row, "max_sweating")?,
                posture: posture(table, row, "position")?,
            };
            let body = two_node(&input, 60);
            let values = vec![
                body.evaporation_w_m2,
                body.sweat_w_m2,
                body.greatest_evaporation_w_m2,
                body.sensible_w_m2,
                body.skin_w_m2(),
                body.breath_w_m2,
                body.core_c,
                body.skin_c,
                body.blood_flow,
                body.sweat_g_h_m2,
                body.wettedness,
                body.standard_c,
                body.effective_c,
            ];
            Ok(LabRow { from: row, values, out_of_range: metabolic_met > REST_MET })
        })
        .collect()
}

fn outdoors(table: &Table) -> Result<Vec<LabRow>, LabError> {
    (0..table.len())
        .map(|row| {
            let when = table.text(row, "utc")?.parse();
            let when = when.map_err(|_| table.wrong(row, "utc", "time like 2026-07-01T12:00:00Z"))?;
            let sun = sun(when, table.number(row, "lat")?, table.number(row, "lon")?);
            let (solar, direct) = light(table.number(row, "solar_wm2")?, sun);
            let given = |column: &str, own: f64| {
                if table.has(column) { table.number(row, column) } else { Ok(own) }
            };
            let (solar_w_m2, zenith_cosine) =
                (given("solar_adj", solar)?, given("cos_zenith", sun.zenith_cosine)?);
            let mast = (table.number(row, "speed_ms")?, table.positive(row, "zspeed_m")?);
            let by_day = (zenith_cosine > 0.0).then_some(solar_w_m2);
            let air_c = table.number(row, "ta_c")?;
            let out = wbgt(&WbgtInput {
                air_c,
                dew_point_c: table.number(row, "td_c")?,
                pressure_hpa: table.positive(row, "pres_hpa")?,
                wind_m_s: wind_at_two_metres_m_s(mast, by_day, table.number(row, "urban")? > 0.0),
                solar_w_m2,
                direct_share: given("fdir", direct)?,
                zenith_cosine,
            });
            let values = vec![out.globe_c, out.psychrometric_c, out.natural_wet_bulb_c, out.wbgt_c];
            Ok(LabRow { from: row, values, out_of_range: !(-20.0..=55.0).contains(&air_c) })
        })
        .collect()
}

fn cores(table: &Table) -> Result<Vec<LabRow>, LabError> {
    let mut core = CoreEstimate::known(0.0);
    (0..table.len())
        .map(|row| {
            if row == 0 || !table.same_case(row, row - 1) {
                core = CoreEstimate::known(table.number(row, "ct_start_c")?);
            }
            let heart_rate = table.positive(row, "hr_bpm")?;
            core.minute(Some(heart_rate));
            let out_of_range = !(30.0..=230.0).contains(&heart_rate);
            Ok(LabRow { from: row, values: vec![core.core_c, core.variance_c2], out_of_range })
        })
        .collect()
}
