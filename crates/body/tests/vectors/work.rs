//! Water, energy and muscle: sodium, W', fatigue, the cost of running.

use charley_body::{
    metabolic::running_cost_j_kg_m,
    muscle_fatigue::{Fatigue, FatigueRates},
    plasma_sodium::{BodyWater, Flow},
    w_balance::{differential_step, integral, recovery_s},
};

use crate::table::{Row, Worst, rows};

#[test]
fn plasma_sodium_over_hours() {
    let mut worst = Worst::default();
    for row in rows(include_str!("../reference/sodium_nguyen_kurtz.csv")) {
        let place = || format!("case {}", row.text("case"));
        let hours = row.number("hours");
        let flow = |water: &str, sodium: &str, potassium: Option<&str>| Flow {
            water_l: row.number(water) * hours,
            sodium_mmol_l: row.number(sodium),
            potassium_mmol_l: potassium.map_or(0.0, |column| row.number(column)),
        };
        let start_l = row.number("mass_kg") * row.number("tbw_frac");
        let mut body = BodyWater::of(start_l, row.number("na0_mmol_l"));
        body.give(&flow("sweat_l_h", "sweat_na", Some("sweat_k")));
        body.give(&flow("urine_l_h", "urine_na", Some("urine_k")));
        body.take(&flow("drink_l_h", "drink_na", None));
        worst.absolute(body.plasma_sodium_mmol_l(), row.number("na_end_mmol_l"), place);
        let lost_pct = 100.0 * (start_l - body.water_l) / row.number("mass_kg");
        worst.absolute(lost_pct, row.number("body_mass_loss_pct"), place);
    }
    worst.within(1e-6, "plasma sodium");
}

/// Power at 1 Hz of each workout, in order.
fn workouts() -> Vec<(String, f64, f64, Vec<f64>)> {
    let mut workouts: Vec<(String, f64, f64, Vec<f64>)> = Vec::new();
    for row in rows(include_str!("../reference/wbal_workouts.csv")) {
        let case = row.text("case").to_owned();
        if workouts.last().is_none_or(|(last, ..)| *last != case) {
            workouts.push((case, row.number("cp_w"), row.number("wprime_j"), Vec::new()));
        }
        let seconds = (row.number("t_end_s") - row.number("t_start_s")) as usize;
        let (.., power) = workouts.last_mut().unwrap();
        power.extend(std::iter::repeat_n(row.number("power_w"), seconds));
    }
    workouts
}

#[test]
fn w_balance_of_both_forms() {
    let traces = rows(include_str!("../reference/wbal_traces.csv"));
    let (mut differential, mut whole, mut taus) = (Worst::default(), Worst::default(), Worst::default());
    for (case, critical_w, capacity_j, power_w) in workouts() {
        let mut left_j = capacity_j;
        let by_step: Vec<f64> = power_w
            .iter()
            .map(|power| {
                left_j = differential_step(left_j, capacity_j, critical_w, *power, 1.0);
                left_j
            })
            .collect();
        let by_integral = integral(&power_w, critical_w, capacity_j);
        for row in traces.iter().filter(|row| row.text("case") == case) {
            let second = row.number("t_s") as usize;
            let place = || format!("case {case} at {second} s");
            taus.relative(recovery_s(&power_w, critical_w), row.number("tau_s"), place);
            differential.absolute(
                by_step[second] / capacity_j,
                row.number("wbal_froncioni_j") / capacity_j,
                place,
            );
            whole.absolute(
                by_integral[second] / capacity_j,
                row.number("wbal_skiba2012_j") / capacity_j,
                place,
            );
        }
    }
    taus.within(1e-6, "time constant of recovery");
    differential.within(1e-6, "W' balance, differential");
    whole.within(1e-6, "W' balance, integral");
}

#[test]
fn fatigue_of_muscles_on_and_off() {
    let mut worst = Worst::default();
    let mut done: Vec<Row> = Vec::new();
    let mut muscle = Fatigue::FRESH;
    let mut at_s = 0.0;
    for row in rows(include_str!("../reference/fatigue_3ccr.csv")) {
        if done.last().is_none_or(|last| last.text("case") != row.text("case")) {
            (muscle, at_s) = (Fatigue::FRESH, 0.0);
        }
        let rates = FatigueRates {
            fatigue_s: row.number("f_per_s"),
            recovery_s: row.number("r_per_s"),
            rest_multiplier: row.number("rest_mult"),
        };
        let (on_s, off_s) = (row.number("on_s"), row.number("off_s"));
        while at_s < row.number("t_s") - 1e-9 {
            let asked = at_s % (on_s + off_s) < on_s - 1e-9;
            muscle.step(if asked { row.number("target_load") } else { 0.0 }, &rates, 1.0);
            at_s += 1.0;
        }
        let place = |what: &str| format!("case {} at {at_s} s, {what}", row.text("case"));
        worst.absolute(muscle.resting(), row.number("mr"), || place("mr"));
        worst.absolute(muscle.active, row.number("ma"), || place("ma"));
        worst.absolute(muscle.fatigued, row.number("mf"), || place("mf"));
        done.push(row);
    }
    worst.within(2e-3, "fatigue");
}

#[test]
fn the_cost_of_running() {
    let mut worst = Worst::default();
    for row in rows(include_str!("../reference/minetti_running.csv")) {
        let ours = running_cost_j_kg_m(row.number("grade"));
        worst.relative(ours, row.number("run_cost_j_kg_m"), || format!("case {}", row.text("case")));
    }
    worst.within(1e-8, "cost of running"); // the table has nine digits;
}
