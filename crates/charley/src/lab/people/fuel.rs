//! Carbohydrate that was measured to burn, beside what Charley takes to burn.

use charley_body::{
    blood_flow::blood_flow_index,
    glycogen::{self, Capacity, KCAL_A_GRAM, carbohydrate_share},
};

use super::{Target, TargetKind};

/// One measurement of the share of energy that is carbohydrate.
struct Burnt {
    id: &'static str,
    what: &'static str,
    source: &'static str,
    /// Share of the greatest oxygen uptake.
    intensity: f64,
    share_pct: f64,
    /// Spread of the people, or 10 points where it was not read.
    sd_pct: f64,
}

/// Spread of people of one intensity where none was read, in points: 0.03 of the respiratory quotient.
const NOT_READ_PCT: f64 = 10.0; // recalled
const ROMIJN: &str = "Romijn 1993, by way of Rapoport 2010 (fasted)";
const VAN_LOON: &str = "van Loon 2001, doi:10.1111/j.1469-7793.2001.00295.x (fat read, share recalled)";
const TRACER: &str = "tracer study of 8 men, 2007, doi:10.1152/japplphysiol.00690.2006";

const SHARES: [Burnt; 10] = [
    Burnt {
        id: "F01",
        what: "cycling at 25 % of peak uptake",
        source: ROMIJN,
        intensity: 0.25,
        share_pct: 12.0,
        sd_pct: NOT_READ_PCT,
    },
    Burnt {
        id: "F02",
        what: "cycling at 44 %",
        source: VAN_LOON,
        intensity: 0.44,
        share_pct: 46.0,
        sd_pct: NOT_READ_PCT,
    },
    Burnt {
        id: "F03",
        what: "cycling at 48 % for 75 min",
        source: TRACER,
        intensity: 0.48,
        share_pct: 61.0,
        sd_pct: 6.9,
    },
    Burnt {
        id: "F04",
        what: "cycling at 57 %",
        source: VAN_LOON,
        intensity: 0.57,
        share_pct: 51.0,
        sd_pct: NOT_READ_PCT,
    },
    Burnt {
        id: "F05",
        what: "cycling at 65 %",
        source: ROMIJN,
        intensity: 0.65,
        share_pct: 50.0,
        sd_pct: NOT_READ_PCT,
    },
    Burnt {
        id: "F06",
        what: "cycling at 72 %",
        source: VAN_LOON,
        intensity: 0.72,
        share_pct: 76.0,
        sd_pct: NOT_READ_PCT,
    },
    Burnt {
        id: "F07",
        what: "cycling at 76 % for 75 min",
        source: TRACER,
        intensity: 0.76,
        share_pct: 75.2,
        sd_pct: 9.9,
    },
    Burnt {
        id: "F08",
        what: "cycling at 85 %",
        source: ROMIJN,
        intensity: 0.85,
        share_pct: 73.0,
        sd_pct: NOT_READ_PCT,
    },
    Burnt {
        id: "F09",
        what: "30 athletes at 87.6 %, where fat ends",
        source: "Peric 2016, doi:10.1186/s40798-016-0060-1",
        intensity: 0.876,
        share_pct: 98.0,
        sd_pct: NOT_READ_PCT,
    },
    Burnt {
        id: "F10",
        what: "18 cyclists at 89 %, where fat hardly counts",
        source: "Achten 2002, Med Sci Sports Exerc 34:92",
        intensity: 0.89,
        share_pct: 98.0,
        sd_pct: NOT_READ_PCT,
    },
];

pub(super) fn targets() -> Vec<Target> {
    let shares = SHARES.iter().map(|row| {
        let (mean, sd) = (row.share_pct, row.sd_pct);
        let published = format!("{mean} ± {sd} % of energy");
        let ours = 100.0 * carbohydrate_share(row.intensity);
        Target::of(TargetKind::Fuel, (row.id, row.what), (&published, (mean - sd, mean + sd)), ours)
            .from(row.source)
    });
    shares.chain([four_hours(), wall(), flow()]).collect()
}

/// Muscle glycogen of ten men who cycled for four hours without food.
fn four_hours() -> Target {
    // Half of an uptake of 4.2 L/min, and no more than the legs hold: 162 g of glycogen a mole.
    let kcal = 0.5 * 4.2 * 20.9 * 240.0 / 4.184; // L/min, kJ/L, min, kJ/kcal; intensity recalled
    let capacity = Capacity::of(72.0, glycogen::LEG_KCAL_KG);
    let mut stores = capacity.full();
    stores.burn(kcal * carbohydrate_share(0.5)); // intensity recalled
    let ours = (1.0 - stores.left(&capacity)) * glycogen::LEG_KCAL_KG / KCAL_A_GRAM / 0.162; // g/mmol
    let row = ("F11", "muscle glycogen gone after 4 h of cycling at 50 %, 10 men, mmol/kg wet");
    Target::of(TargetKind::Fuel, row, ("126 ± 17", (109.0, 143.0)), ours)
        .from("Med Sci Sports Exerc 1984, pubmed:6748917")
}

/// The intensity at which the stores of a rested marathon runner end at mile 21.
fn wall() -> Target {
    let wall_km = |intensity: f64| {
        let capacity = Capacity::of(70.0, 100.0); // Rapoport 2010: 40 to 144 kcal/kg, rested and fed before a marathon
        (capacity.liver_kcal + capacity.legs_kcal) / 70.0 / carbohydrate_share(intensity)
    };
    let at_21_miles =
        (700..=1000).map(|i| f64::from(i) / 1000.0).find(|i| wall_km(*i) <= 33.8).unwrap_or(1.0);
    let row = ("V11", "intensity at which the wall stands at mile 21, rested and fed");
    Target::of(TargetKind::Fuel, row, ("80 to 95 %", (80.0, 95.0)), 100.0 * at_21_miles)
        .from("Rapoport 2010, doi:10.1371/journal.pcbi.1000960")
}

fn flow() -> Target {
    let row = ("V14", "leg blood flow lost at 3.9 % and 39.7 °C");
    let ours = 100.0 * (1.0 - blood_flow_index(3.9, 0.61, 39.7));
    Target::of(TargetKind::Fuel, row, ("8 to 14 %", (8.0, 14.0)), ours).from("Gonzalez-Alonso 1998")
}
