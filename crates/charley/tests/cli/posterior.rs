//! The hazards of the lab against posteriors that another sampler drew, and what they say of tables that are no tables.

use std::{collections::BTreeMap, path::PathBuf};

use serde_json::Value;

use crate::charley::Charley;

/// The folder of a reference person: the small ones are in the repository.
fn folder(name: &str) -> PathBuf {
    let folder = if name == "c1_minutes" { "../../../shared/reference/inference" } else { "tests/oracle" };
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(folder);
    assert!(folder.is_dir(), "{} is missing", folder.display());
    folder
}

fn rows(path: PathBuf) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    reader
        .records()
        .map(|record| names.iter().cloned().zip(record.unwrap().iter().map(str::to_owned)).collect())
        .collect()
}

fn posterior(hazard: &str, name: &str, options: &str) -> Value {
    let folder = folder(name);
    let path = |file: String| folder.join(file).display().to_string();
    Charley::new().asks(&format!(
        "lab {hazard} {} --priors {} --reference {} {options}",
        path(format!("{name}.csv")),
        path(format!("priors_{hazard}.csv")),
        path(format!("{name}.reference_levels.json")),
    ))
}

/// Every parameter and derived quantity within the tolerance of the reference's README.
fn agrees(hazard: &str, name: &str, options: &str) {
    let ours = posterior(hazard, name, options);
    assert_eq!(ours["schema"], "charley.posterior/1");
    let folder = folder(name);
    let named: BTreeMap<&str, &Value> = ours["parameters"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["name"].as_str().unwrap(), row))
        .collect();
    let mut compared = 0;
    for row in rows(folder.join(format!("{name}.posterior.csv"))) {
        let parameter = row["parameter"].as_str();
        let mine = named.get(parameter).unwrap_or_else(|| panic!("{parameter} is not reported"));
        if parameter.starts_with("z[") {
            continue;
        }
        let theirs = |column: &str| row[column].parse::<f64>().unwrap();
        let mine = |column: &str| mine[column].as_f64().unwrap();
        let sd = theirs("sd");
        let error = mine("mcse_mean").hypot(theirs("mcse_mean"));
        let off = (mine("mean") - theirs("mean")).abs();
        assert!(off <= (0.05 * sd).max(4.0 * error), "{name} {parameter}: mean off by {} sd", off / sd);
        let ratio = mine("sd") / sd;
        assert!((0.95..=1.05).contains(&ratio), "{name} {parameter}: sd ratio {ratio}");
        // Of a normal distribution: √(p (1 - p)) over the density at the quantile, per √ESS.
        for (column, p, height) in [("q5", 0.05_f64, 0.1031), ("q50", 0.5, 0.3989), ("q95", 0.95, 0.1031)] {
            let worth = |ess: f64| (p * (1.0 - p) / ess).sqrt() / height * sd;
            let error = worth(mine("ess_tail")).hypot(worth(theirs("ess_tail")));
            let off = (mine(column) - theirs(column)).abs();
            assert!(
                off <= (0.08 * sd).max(4.0 * error),
                "{name} {parameter} {column}: off by {} sd",
                off / sd
            );
        }
        compared += 1;
    }
    assert!(compared >= 14, "{name}: {compared}");
    let derived: BTreeMap<(&str, u64), f64> = ours["derived"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            let place = (row["quantity"].as_str().unwrap(), row["row"].as_u64().unwrap());
            (place, row["mean"].as_f64().unwrap())
        })
        .collect();
    for row in rows(folder.join(format!("{name}.derived.csv"))) {
        let place = (row["quantity"].as_str(), row["row"].parse::<u64>().unwrap());
        let mine = derived.get(&place).unwrap_or_else(|| panic!("{place:?} is not derived"));
        let theirs: f64 = row["mean"].parse().unwrap();
        let within = if place.0 == "p_cramp" { 0.002 } else { 0.01 };
        assert!((mine - theirs).abs() <= within, "{name} {place:?}: {mine} {theirs}");
    }
}

#[test]
fn nights_agree_with_the_oracle_under_both_engines() {
    agrees("nights", "a1_nights", "--engine importance");
    agrees("nights", "a1_nights", "--engine nuts");
}

#[test]
fn sites_agree_with_the_oracle() {
    agrees("sites", "b1_sites", "--engine importance");
}

#[test]
#[ignore = "reads ../shared; CI runs it"]
fn minutes_agree_with_the_oracle() {
    agrees("minutes", "c1_minutes", "--engine importance");
}

#[test]
fn the_same_seed_gives_the_same_draws() {
    let first = posterior("nights", "a1_nights", "--draws 1000");
    let again = posterior("nights", "a1_nights", "--draws 1000");
    let other = posterior("nights", "a1_nights", "--draws 1000 --seed 2");
    assert_eq!(first["parameters"], again["parameters"]);
    assert_ne!(first["parameters"], other["parameters"]);
}

const PRIORS: &str = "parameter,distribution,location,scale\nalpha,normal,-3,1\nbeta[heat_5c],normal,0,0.4\n\
    season_sin,normal,0,0.3\nseason_cos,normal,0,0.3\nrho,normal,0.5,0.5\n";
const HEAD: &str = "night,hours_in_bed,logged,cramp,history,heat_5c\n";

fn files(rows: &str) -> (Charley, String) {
    let charley = Charley::new();
    let folder = charley.home().to_owned();
    std::fs::write(folder.join("nights.csv"), format!("{HEAD}{rows}")).unwrap();
    std::fs::write(folder.join("priors.csv"), PRIORS).unwrap();
    let command = format!(
        "lab nights {} --priors {} --draws 2000",
        folder.join("nights.csv").display(),
        folder.join("priors.csv").display()
    );
    (charley, command)
}

#[test]
fn strange_nights_have_a_posterior_too() {
    let night =
        |n: usize, cramp: i32, heat: f64| format!("{n},8,{},{cramp},0,{heat}\n", u8::from(cramp >= 0));
    let many =
        |of: &dyn Fn(usize) -> (i32, f64)| (0..300).map(|n| night(n, of(n).0, of(n).1)).collect::<String>();
    let tables = [
        ("no cramp", many(&|n| (0, (n % 7) as f64))),
        ("all cramps", many(&|n| (1, (n % 7) as f64))),
        ("one night", night(0, 1, 2.0)),
        ("a constant exposure", many(&|n| (i32::from(n % 9 == 0), 1.0))),
        ("a year of silence", many(&|_| (-1, 1.0))),
        (
            "the cramps exactly where it was hot",
            many(&|n| (i32::from(n % 9 == 0), if n % 9 == 0 { 900.0 } else { 0.0 })),
        ),
    ];
    for (what, rows) in tables {
        let (charley, command) = files(&rows);
        let document = charley.asks(&command);
        let parameters = document["parameters"].as_array().unwrap();
        assert_eq!(parameters.len(), 5, "{what}");
        for row in parameters {
            assert!(row["sd"].as_f64().is_some_and(|sd| sd > 0.0 && sd < 2.0), "{what}: {row}");
        }
    }
}

#[test]
fn a_cell_that_cannot_be_is_named() {
    for (rows, expected) in [
        ("0,8,1,0,0,1e9\n", "line 2, column heat_5c: \"1e9\" is no value within 1000 units"),
        ("0,8,1,2,0,1\n", "line 2, column cramp: \"2\" is no 0, 1 or -1"),
        ("0,0,1,1,0,1\n", "line 2, column hours_in_bed: \"0\" is no number above zero"),
        ("0,8,1,1,0,NaN\n", "line 2, column heat_5c: \"NaN\" is no number"),
    ] {
        let (charley, command) = files(rows);
        let said = charley.types(&command).ends(1).err;
        assert!(said.contains(expected), "{said}");
    }
    let (charley, command) = files("0,8,1,0,0,1\n");
    let said = charley.types(&command.replace("nights ", "sites ")).ends(1).err;
    assert!(said.contains("there is no normal prior of \"kappa0\""), "{said}");
    let said = charley.types("lab nights").ends(2).err;
    assert!(said.contains("--priors PRIORS.csv"), "{said}");
}
