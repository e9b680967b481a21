//! Predicted heat strain as a tool: constant runs, and blocks one after another.

use charley_body::heat::phs::{Clothing, Edition, PhsEnd, PhsMinute, PhsPerson, PhsState, Posture, phs};
use charley_body::vapour as air;

use super::{LabError, LabModel, LabRow, Table};

/// Watts in a square metre of one met.
const MET_W_M2: f64 = 58.15;
/// Longest run, in minutes.
const LONGEST_MIN: u32 = 10_000;

pub(super) const MODEL: LabModel = LabModel {
    name: "phs",
    about: "predicted heat strain, ISO 7933:2023 and 2004: one load, kept for a time",
    inputs: &[
        "tdb",
        "tr",
        "v",
        "rh",
        "met",
        "clo",
        "posture",
        "weight",
        "height",
        "acclimatized",
        "drink",
        "walk_sp",
        "duration",
    ],
    results: &[
        "t_re_2023",
        "t_sk_2023",
        "t_cr_2023",
        "sweat_rate_watt_2023",
        "sweat_loss_g_2023",
        "d_lim_loss_95_2023",
        "d_lim_t_re_2023",
        "t_re_2004",
        "t_sk_2004",
        "t_cr_2004",
        "sweat_rate_watt_2004",
        "sweat_loss_g_2004",
        "d_lim_loss_95_2004",
        "d_lim_t_re_2004",
    ],
    run: constant,
};

pub(super) const CHAINED: LabModel = LabModel {
    name: "phs-chained",
    about: "the same in blocks, the state carried on (with the two quirks of the reference library)",
    inputs: &["minutes", "tdb", "tr", "v", "rh", "met", "clo", "posture", "weight", "height", "acclimatized"],
    results: &[
        "t_re_2023",
        "t_sk_2023",
        "t_cr_2023",
        "sweat_rate_watt_2023",
        "evap_load_wm2_min_2023",
        "sweat_loss_g_2023",
        "t_re_2004",
        "t_sk_2004",
        "t_cr_2004",
        "sweat_rate_watt_2004",
        "evap_load_wm2_min_2004",
        "sweat_loss_g_2004",
    ],
    run: chained,
};

const EDITIONS: [Edition; 2] = [Edition::Iso2023, Edition::Iso2004];

fn constant(table: &Table) -> Result<Vec<LabRow>, LabError> {
    (0..table.len())
        .map(|row| {
            let person = person(table, row)?;
            let minutes = table.count(row, "duration", LONGEST_MIN)?;
            let drinks = table.number(row, "drink")? > 0.0;
            let walking = Some(table.number(row, "walk_sp")?).filter(|speed| *speed > 0.0);
            let mut values = Vec::with_capacity(14);
            for edition in EDITIONS {
                let minute = minute(table, row, edition, walking)?;
                let end = phs(edition, &person, &minute, (minutes, drinks), (PhsState::at_rest(), 0.0));
                let PhsEnd { state, loss_g, limit_loss_min, limit_rectal_min, .. } = end;
                values.extend([
                    state.rectal_c,
                    state.skin_c,
                    state.core_c,
                    state.sweat_w_m2,
                    loss_g,
                    limit_loss_min,
                    limit_rectal_min,
                ]);
            }
            Ok(LabRow { from: row, values, out_of_range: outside(table, row, walking)? })
        })
        .collect()
}

fn chained(table: &Table) -> Result<Vec<LabRow>, LabError> {
    let mut rows: Vec<LabRow> = Vec::with_capacity(table.len());
    let mut carried = [(PhsState::at_rest(), 0.0); 2];
    for row in 0..table.len() {
        if row == 0 || !table.same_case(row, row - 1) {
            carried = [(PhsState::at_rest(), 0.0); 2];
        }
        let person = person(table, row)?;
        let minutes = table.count(row, "minutes", LONGEST_MIN)?;
        let mut values = Vec::with_capacity(12);
        for (edition, (state, load)) in EDITIONS.into_iter().zip(&mut carried) {
            // The library puts the skin at equilibrium in the first minute of every call.
            state.begun = false;
            let minute = minute(table, row, edition, None)?;
            let end = phs(edition, &person, &minute, (minutes, true), (*state, *load));
            (*state, *load) = (end.state, end.load_w_min_m2);
            values.extend([
                state.rectal_c,
                state.skin_c,
                state.core_c,
                state.sweat_w_m2,
                end.load_w_min_m2,
                end.loss_g,
            ]);
        }
        rows.push(LabRow { from: row, values, out_of_range: outside(table, row, None)? });
    }
    Ok(rows)
}

fn person(table: &Table, row: usize) -> Result<PhsPerson, LabError> {
    let size = (table.positive(row, "weight")?, table.positive(row, "height")?);
    Ok(PhsPerson::of(size, table.number(row, "acclimatized")? > 0.0))
}

fn minute(
    table: &Table,
    row: usize,
    edition: Edition,
    walking_m_s: Option<f64>,
) -> Result<PhsMinute, LabError> {
    let air_c = table.number(row, "tdb")?;
    let saturated = match edition {
        Edition::Iso2023 => air::saturated_kpa(air_c),
        Edition::Iso2004 => air::saturated_ashrae_kpa(air_c),
    };
    Ok(PhsMinute {
        air_c,
        radiant_c: table.number(row, "tr")?,
        vapour_kpa: saturated * table.number(row, "rh")? / 100.0,
        air_speed_m_s: table.number(row, "v")?,
        walking_m_s,
        metabolic_w_m2: table.positive(row, "met")? * MET_W_M2,
        work_w_m2: 0.0,
        clothing: Clothing::ordinary(table.number(row, "clo")?, edition),
        posture: posture(table, row, "posture")?,
    })
}

/// The posture of a row.
pub(super) fn posture(table: &Table, row: usize, column: &str) -> Result<Posture, LabError> {
    match table.text(row, column)? {
        "standing" => Ok(Posture::Standing),
        "sitting" => Ok(Posture::Sitting),
        "crouching" => Ok(Posture::Crouching),
        _ => Err(table.wrong(row, column, "posture: standing, sitting or crouching")),
    }
}

/// Whether the load lies outside the limits of the 2023 edition.
fn outside(table: &Table, row: usize, walking: Option<f64>) -> Result<bool, LabError> {
    let minute = minute(table, row, Edition::Iso2023, walking)?;
    let mut state = PhsState::at_rest();
    let person = person(table, row)?;
    Ok(charley_body::heat::phs::phs_minute(Edition::Iso2023, &person, &minute, &mut state).out_of_range)
}
