//! Water as a tool: plasma sodium after hours of sweating and drinking.

use charley_body::{
    plasma_sodium::{BodyWater, Flow},
    safety::SodiumClass,
};

use super::{LabError, LabModel, LabRow, Table};

pub(super) const SODIUM: LabModel = LabModel {
    name: "plasma-sodium",
    about: "plasma sodium and mass lost after sweating, drinking and urine (Nguyen-Kurtz)",
    inputs: &[
        "mass_kg",
        "tbw_frac",
        "na0_mmol_l",
        "hours",
        "sweat_l_h",
        "sweat_na",
        "sweat_k",
        "drink_l_h",
        "drink_na",
        "urine_l_h",
        "urine_na",
        "urine_k",
    ],
    results: &["na_end_mmol_l", "body_mass_loss_pct"],
    run: sodium,
};

fn sodium(table: &Table) -> Result<Vec<LabRow>, LabError> {
    (0..table.len())
        .map(|row| {
            let hours = table.number(row, "hours")?;
            let flow = |water: &str, sodium: &str, potassium: Option<&str>| -> Result<Flow, LabError> {
                Ok(Flow {
                    water_l: table.number(row, water)? * hours,
                    sodium_mmol_l: table.number(row, sodium)?,
                    potassium_mmol_l: potassium.map_or(Ok(0.0), |column| table.number(row, column))?,
                })
            };
            let mass_kg = table.positive(row, "mass_kg")?;
            let start_l = mass_kg * table.positive(row, "tbw_frac")?;
            let mut body = BodyWater::of(start_l, table.number(row, "na0_mmol_l")?);
            body.give(&flow("sweat_l_h", "sweat_na", Some("sweat_k"))?);
            body.give(&flow("urine_l_h", "urine_na", Some("urine_k"))?);
            body.take(&flow("drink_l_h", "drink_na", None)?);
            if body.water_l <= 0.0 {
                return Err(table.wrong(row, "hours", "time after which any water would be left"));
            }
            let end = body.plasma_sodium_mmol_l();
            let values = vec![end, 100.0 * (start_l - body.water_l) / mass_kg];
            Ok(LabRow { from: row, values, out_of_range: SodiumClass::of(end).is_none() })
        })
        .collect()
}
