//! `docs/muscle.md` is made of the code: heads of files, equations of items, tables of parameters. It fails when it is stale;
//! `INSTA_UPDATE=always cargo test -p charley --test muscle_page` writes it anew.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use charley_muscle::{
    ankle, benchmark, circuit, contraction, emg, energy, length, membrane, muscle, parameter::Parameter,
    potassium, spindle, unit, watch,
};

/// Files of the model in the order of the page, each with its table.
const FILES: &[(&str, &[Parameter])] = &[
    ("muscle.rs", muscle::TABLE),
    ("unit.rs", &[]),
    ("membrane.rs", membrane::TABLE),
    ("pool.rs", &[]),
    ("noise.rs", &[]),
    ("benchmark.rs", benchmark::TABLE),
    ("nerve.rs", &[]),
    ("terminal.rs", &[]),
    ("contraction.rs", contraction::TABLE),
    ("length.rs", length::TABLE),
    ("ankle.rs", ankle::TABLE),
    ("spindle.rs", spindle::TABLE),
    ("tendon_organ.rs", &[]),
    ("territory.rs", &[]),
    ("circuit.rs", &[]),
    ("simulation.rs", &[]),
    ("emg.rs", emg::TABLE),
    ("energy.rs", energy::TABLE),
    ("potassium.rs", potassium::TABLE),
    ("watch.rs", watch::TABLE),
];

const HEAD: &str = "\
# The simulated cramp, as it is computed

Made of the code by `crates/charley/tests/muscle_page.rs`; edit the code, not this page. *read*: seen in the source named. *assumed*:
from memory of it, or a judgement of our own. *fitted*: chosen, by hand or by the committed fit,
to agree with published cramp experiments.

It is one hypothesis in numbers. Motoneurons are mostly those of cats, experiments those of healthy young people under electrical
stimulation, none at night. It forecasts nothing for a person. `charley see experiments` lists what it reproduces and what it misses.
";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The head of a file as text.
fn head(source: &str) -> String {
    let lines = source.lines().map_while(|line| line.strip_prefix("//!"));
    lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n")
}

/// Name and paragraph of each public item that states an equation of its own.
fn equations(source: &str) -> Vec<(String, String)> {
    let (mut found, mut block) = (Vec::new(), Vec::new());
    for line in source.split("#[cfg(test)]").next().unwrap_or(source).lines().map(str::trim) {
        if let Some(text) = line.strip_prefix("///") {
            block.push(text.trim().to_owned());
            continue;
        }
        if let Some(item) = line.strip_prefix("pub ") {
            let paragraph: Vec<&str> = block
                .iter()
                .map(String::as_str)
                .skip_while(|line| !line.starts_with("Equation:"))
                .take_while(|line| !line.is_empty())
                .collect();
            if !paragraph.is_empty() && !paragraph[0].starts_with("Equation: none") {
                let name = item.split(['(', '{', '<', ';', ':']).next().unwrap_or(item);
                found.push((name.split_whitespace().last().unwrap_or(name).to_owned(), paragraph.join(" ")));
            }
        }
        if !line.starts_with("#[") {
            block.clear();
        }
    }
    found
}

/// Links of the documentation become code; there is nothing to follow on this page.
fn plain(text: &str) -> String {
    text.replace("[`", "`").replace("`]", "`").replace("(`head` of this module)", "")
}

fn number(value: f64) -> String {
    if value != 0.0 && (value.abs() >= 1e6 || value.abs() < 1e-3) {
        format!("{value:e}")
    } else {
        format!("{value}")
    }
}

fn page() -> String {
    let mut page = HEAD.to_owned();
    for (file, table) in FILES {
        let source = fs::read_to_string(root().join("crates/muscle/src").join(file)).unwrap();
        let head = plain(&head(&source));
        let (title, rest) = head.split_once('\n').unwrap_or((&head, ""));
        write!(page, "\n## {}\n\n`crates/muscle/src/{file}`\n{rest}\n", title.trim_end_matches('.')).unwrap();
        for (name, equation) in equations(&source) {
            write!(page, "\n- `{name}`: {}", plain(&equation)).unwrap();
        }
        page.push('\n');
        if !table.is_empty() {
            page.push_str("\n| what | value | unit | known | source |\n|---|---|---|---|---|\n");
            for row in *table {
                let (value, known) = (number(row.value), row.standing.word());
                writeln!(page, "| {} | {value} | {} | {known} | {} |", row.name, row.unit, row.source)
                    .unwrap();
            }
        }
        if *file == "unit.rs" {
            page.push_str("\n| what | slow | fast resistant | fast fatigable | unit | known | source |\n|---|---|---|---|---|---|---|\n");
            for row in unit::TABLE {
                let [slow, resistant, fatigable] =
                    row.range.map(|(from, to)| format!("{} to {}", number(from), number(to)));
                let (unit, known, source) = (row.unit, row.standing.word(), row.source);
                writeln!(
                    page,
                    "| {} | {slow} | {resistant} | {fatigable} | {unit} | {known} | {source} |",
                    row.name
                )
                .unwrap();
            }
        }
        if *file == "circuit.rs" {
            page.push_str("\n| what | name | value | unit | a fit looked from, to | known | source |\n|---|---|---|---|---|---|---|\n");
            for row in circuit::TABLE {
                let (from, to) = row.range;
                writeln!(
                    page,
                    "| {} | `{}` | {} | {} | {}, {} | {} | {} |",
                    row.name,
                    row.id,
                    number(row.value),
                    row.unit,
                    number(from),
                    number(to),
                    row.standing.word(),
                    row.source
                )
                .unwrap();
            }
        }
    }
    while page.contains("\n\n\n") {
        page = page.replace("\n\n\n", "\n\n");
    }
    page
}

#[test]
fn the_page_of_the_model_is_fresh() {
    let path = root().join("docs/muscle.md");
    let page = page();
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        fs::write(&path, &page).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    let differs = page.lines().zip(written.lines()).find(|(now, then)| now != then);
    assert!(
        page == written,
        "docs/muscle.md is stale ({differs:?}): INSTA_UPDATE=always cargo test -p charley --test muscle_page"
    );
}

#[test]
fn the_page_holds_every_file_of_the_model() {
    let page = page();
    for text in ["dVs/dt", "persistent inward current", "ADP PCr H K", "| threshold, above rest |"] {
        assert!(page.contains(text), "{text}");
    }
    for entry in fs::read_dir(root().join("crates/muscle/src")).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        // What computes nothing of the model.
        let aside = [
            "lib.rs",
            "parameter.rs",
            "protocol.rs",
            "recording.rs",
            "coherence.rs",
            "experiments.rs",
            "fit.rs",
        ];
        let listed = FILES.iter().any(|(file, _)| *file == name) || aside.contains(&name.as_str());
        assert!(listed || entry.path().is_dir(), "{name} is missing on docs/muscle.md");
    }
}
