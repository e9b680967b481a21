//! Work as a tool: W' balance, fatigue of a muscle, the cost of running.

use charley_body::{
    metabolic::running_cost_j_kg_m,
    muscle_fatigue::{Fatigue, FatigueRates},
    w_balance::{differential_step, integral, recovery_s},
};

use super::{LabError, LabModel, LabRow, Table};

pub(super) const W_BALANCE: LabModel = LabModel {
    name: "w-balance",
    about: "W' left each 30 s and at the last second: integral (Skiba 2012) and differential form",
    inputs: &["case", "cp_w", "wprime_j", "t_start_s", "t_end_s", "power_w"],
    results: &["t_s", "tau_s", "wbal_skiba2012_j", "wbal_froncioni_j"],
    run: w_balance,
};

pub(super) const FATIGUE: LabModel = LabModel {
    name: "muscle-fatigue",
    about: "shares of a muscle that rest, work and are spent (three compartments)",
    inputs: &["case", "f_per_s", "r_per_s", "rest_mult", "target_load", "on_s", "off_s", "t_s"],
    results: &["mr", "ma", "mf"],
    run: fatigue,
};

pub(super) const RUNNING: LabModel = LabModel {
    name: "running-cost",
    about: "energy of running a metre, by grade (Minetti 2002)",
    inputs: &["grade"],
    results: &["run_cost_j_kg_m"],
    run: running,
};

/// Longest workout of the lab, in s.
const LONGEST_S: u32 = 200_000;
/// Seconds between the rows of a trace.
const EVERY_S: usize = 30;

fn w_balance(table: &Table) -> Result<Vec<LabRow>, LabError> {
    let mut rows = Vec::new();
    let mut first = 0;
    while first < table.len() {
        let last = (first..table.len())
            .take_while(|row| *row == first || table.same_case(*row, first))
            .last()
            .unwrap_or(first);
        let mut power_w: Vec<f64> = Vec::new();
        for row in first..=last {
            let (from, to) =
                (table.count(row, "t_start_s", LONGEST_S)?, table.count(row, "t_end_s", LONGEST_S)?);
            if to <= from || from as usize != power_w.len() {
                return Err(table.wrong(row, "t_start_s", "time that follows the row before"));
            }
            power_w.extend(std::iter::repeat_n(table.number(row, "power_w")?, (to - from) as usize));
        }
        let (critical_w, capacity_j) = (table.positive(first, "cp_w")?, table.positive(first, "wprime_j")?);
        let tau_s = recovery_s(&power_w, critical_w);
        let whole = integral(&power_w, critical_w, capacity_j);
        let mut left_j = capacity_j;
        for (second, power) in power_w.iter().enumerate() {
            left_j = differential_step(left_j, capacity_j, critical_w, *power, 1.0);
            if second % EVERY_S == 0 || second + 1 == power_w.len() {
                let values = vec![second as f64, tau_s, whole[second], left_j];
                rows.push(LabRow { from: first, values, out_of_range: left_j < 0.0 });
            }
        }
        first = last + 1;
    }
    Ok(rows)
}

fn fatigue(table: &Table) -> Result<Vec<LabRow>, LabError> {
    let (mut muscle, mut at_s) = (Fatigue::FRESH, 0.0);
    (0..table.len())
        .map(|row| {
            if row == 0 || !table.same_case(row, row - 1) {
                (muscle, at_s) = (Fatigue::FRESH, 0.0);
            }
            let rates = FatigueRates {
                fatigue_s: table.positive(row, "f_per_s")?,
                recovery_s: table.positive(row, "r_per_s")?,
                rest_multiplier: table.number(row, "rest_mult")?,
            };
            let target = table.number(row, "target_load")?;
            let (on_s, off_s) = (table.positive(row, "on_s")?, table.number(row, "off_s")?);
            let until_s = f64::from(table.count(row, "t_s", LONGEST_S)?);
            while at_s < until_s {
                let asked = at_s % (on_s + off_s) < on_s - 1e-9;
                muscle.step(if asked { target } else { 0.0 }, &rates, 1.0);
                at_s += 1.0;
            }
            let values = vec![muscle.resting(), muscle.active, muscle.fatigued];
            Ok(LabRow { from: row, values, out_of_range: !(0.0..=1.0).contains(&target) })
        })
        .collect()
}

fn running(table: &Table) -> Result<Vec<LabRow>, LabError> {
    (0..table.len())
        .map(|row| {
            let grade = table.number(row, "grade")?;
            let values = vec![running_cost_j_kg_m(grade)];
            Ok(LabRow { from: row, values, out_of_range: grade.abs() > 0.45 })
        })
        .collect()
}
