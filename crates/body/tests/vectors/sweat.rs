//! Sweat: the study's own table to its last printed digit, and the same with two hundred more loads at full precision.

use charley_body::{
    breath,
    heat::phs::surface_m2,
    sweat::{HeatLoad, Moving, Sweat, mean_of_session, steady_l_h},
    vapour::vapour_kpa,
};

use crate::table::{Row, Worst, rows};

struct Session {
    surface_m2: f64,
    moving: Moving,
    load: HeatLoad,
    minutes: f64,
}

impl Session {
    fn of(row: &Row) -> Self {
        let air_c = row.number("air_c");
        Self {
            surface_m2: surface_m2(row.number("mass"), row.number("height")),
            moving: if row.text("sport").contains("run") { Moving::Running } else { Moving::Otherwise },
            load: HeatLoad {
                metabolic_w: row.number("M"),
                work_w: row.number("W"),
                air_c,
                vapour_kpa: vapour_kpa(air_c, row.number("rh")),
                air_speed_m_s: row.number("v"),
                sun: row.number("sun"),
                clothing_clo: row.number("clo"),
            },
            minutes: row.number("minutes"),
        }
    }

    fn steady_l_h(&self) -> f64 {
        steady_l_h(self.moving, self.surface_m2, &self.load)
    }

    fn sweat_l_h(&self) -> f64 {
        mean_of_session(self.steady_l_h(), self.minutes)
    }

    fn gross_l_h(&self) -> f64 {
        let HeatLoad { metabolic_w, vapour_kpa, .. } = self.load;
        self.sweat_l_h() + breath::water_l_h(metabolic_w, vapour_kpa) + breath::gas_kg_h(metabolic_w)
    }
}

fn compare(table: &str, tolerance: f64, what: &str) {
    let mut worst = Worst::default();
    for row in rows(table) {
        let session = Session::of(&row);
        let place = || format!("{} at {} °C", row.text("sport"), row.text("air_c"));
        worst.absolute(session.sweat_l_h(), row.number("sweat_l_h"), place);
        worst.absolute(session.gross_l_h(), row.number("gross_l_h"), place);
    }
    worst.within(tolerance, what);
}

#[test]
fn the_table_of_the_study_to_its_last_digit() {
    // It is printed with three decimals.
    compare(include_str!("../reference/sweat_study.csv"), 5.01e-4, "sweat, the study's table");
}

#[test]
fn the_whole_box_of_inputs_at_full_precision() {
    compare(include_str!("../reference/sweat.csv"), 1e-9, "sweat, whole box");
}

#[test]
fn minute_by_minute_it_is_the_same() {
    let mut worst = Worst::default();
    for row in rows(include_str!("../reference/sweat.csv")) {
        let session = Session::of(&row);
        let (mut sweat, steady) = (Sweat::default(), session.steady_l_h());
        let litres: f64 = (0..session.minutes as u32).map(|_| sweat.minute_l(steady)).sum();
        worst.absolute(litres * 60.0 / session.minutes, row.number("sweat_l_h"), || {
            row.text("sport").to_owned()
        });
    }
    worst.within(1e-9, "sweat, by the minute");
}
