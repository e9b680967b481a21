//! What no room may contain: SQL outside the store, HTML outside the product, names that say nothing,
//! files that nobody reads to the end, literature numbers without their source.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Names that say nothing about what is inside.
const EMPTY_NAMES: &[&str] =
    &["common", "core", "utils", "util", "helpers", "helper", "types", "manager", "base", "misc"];

/// Longest file that anyone still reads.
const LONGEST_FILE_LINES: usize = 800;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

fn sources(under: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(under).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() && entry.file_name() != "target" && entry.file_name() != "node_modules" {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            found.push((path, text));
        }
    }
    found
}

/// The file without its tests: everything before the first `#[cfg(test)]`.
fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    without_tests(text).lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"))
}

#[test]
fn every_file_says_in_its_first_line_what_it_is_for() {
    for (path, text) in sources(&root().join("crates")) {
        assert!(text.starts_with("//! "), "{} has no head", path.display());
    }
}

#[test]
fn names_say_what_is_inside_and_files_can_be_read_to_the_end() {
    for (path, text) in sources(&root().join("crates")) {
        for part in path.strip_prefix(root()).unwrap() {
            let stem = part.to_str().unwrap().trim_end_matches(".rs");
            assert!(!EMPTY_NAMES.contains(&stem), "{} is named {stem}", path.display());
        }
        let lines = text.lines().count();
        assert!(
            lines <= LONGEST_FILE_LINES,
            "{} has {lines} lines, {LONGEST_FILE_LINES} at most",
            path.display()
        );
    }
}

#[test]
fn sql_stays_in_the_store() {
    const SQL: &[&str] = &["SELECT ", "INSERT INTO", "UPDATE ", "DELETE FROM", "CREATE TABLE", "PRAGMA "];
    for (path, text) in sources(&root().join("crates")) {
        if path.starts_with(root().join("crates/store")) || path.ends_with("tests/house.rs") {
            continue;
        }
        for (number, line) in code_lines(&text) {
            let quoted = line.contains('"') && SQL.iter().any(|word| line.contains(&format!("\"{word}")));
            assert!(!quoted, "{}:{}: SQL outside the store: {line}", path.display(), number + 1);
        }
    }
}

#[test]
fn html_stays_in_the_product() {
    for (path, text) in sources(&root().join("crates")) {
        if ["answers", "web", "charley"].iter().any(|room| path.starts_with(root().join("crates").join(room)))
        {
            continue;
        }
        for (number, line) in code_lines(&text) {
            let html = ["<html", "<body", "<div", "</p>", "<svg"].iter().any(|tag| line.contains(tag));
            assert!(!html, "{}:{}: HTML outside the product: {line}", path.display(), number + 1);
        }
    }
}

#[test]
fn a_model_number_carries_its_source_on_its_line() {
    // Unit conversions and the numbers of plain arithmetic need no paper.
    const PLAIN: &[&str] = &[
        "0.0", "1.0", "2.0", "0.5", "3.0", "4.0", "10.0", "12.0", "60.0", "100.0", "1000.0", "1_000.0",
        "3600.0", "3_600.0", "0.05", "0.95", "0.001", "0.01", "0.1", "24.0", "7.0", "180.0", "90.0",
    ];
    let mut unsourced = Vec::new();
    for room in ["body", "infer", "muscle"] {
        for (path, text) in sources(&root().join("crates").join(room).join("src")) {
            for (number, line) in code_lines(&text) {
                let (code, comment) = line.split_once("//").unwrap_or((line, ""));
                let bare = decimals(code).into_iter().find(|decimal| !PLAIN.contains(&decimal.as_str()));
                if let (Some(bare), true) = (bare, comment.trim().is_empty()) {
                    let place = format!("{}:{}", path.display(), number + 1);
                    unsourced.push(format!("{place}: {bare} has no source on its line: {line}"));
                }
            }
        }
    }
    assert!(unsourced.is_empty(), "{}", unsourced.join("\n"));
}

/// Decimal literals of a line of code, outside string literals.
fn decimals(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut quoted = false;
    let mut word = String::new();
    for character in code.chars().chain([' ']) {
        if character == '"' {
            quoted = !quoted;
        }
        if !quoted && (character.is_ascii_alphanumeric() || character == '.' || character == '_') {
            word.push(character);
            continue;
        }
        let number = word.trim_end_matches("f64").trim_end_matches("_f64").trim_end_matches('.');
        if number.contains('.') && number.starts_with(|c: char| c.is_ascii_digit()) && !number.contains("..")
        {
            found.push(number.to_owned());
        }
        word.clear();
    }
    found
}

#[test]
fn the_decimal_finder_finds() {
    assert_eq!(decimals("let x = 155.4 * i + 1.0;"), ["155.4", "1.0"]);
    assert_eq!(decimals("let s = \"3.6\"; a.0 .. b"), Vec::<String>::new());
}

/// Every file below a folder that is ours, by its path from the root.
fn files(under: &Path, found: &mut Vec<String>) {
    for path in fs::read_dir(under).unwrap().map(|entry| entry.unwrap().path()) {
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.is_dir() {
            if !["target", "node_modules", ".git"].contains(&name) {
                files(&path, found);
            }
        } else {
            found.push(path.strip_prefix(root()).unwrap().display().to_string());
        }
    }
}

#[test]
fn what_the_papers_of_safety_name_is_there() {
    let mut there = Vec::new();
    files(&root(), &mut there);
    for paper in ["security.md", "durability.md"] {
        let text = fs::read_to_string(root().join("docs").join(paper)).unwrap();
        let quoted = text.split('`').skip(1).step_by(2);
        let named = quoted.filter(|word| word.contains('/') && !word.contains(' '));
        let linked = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for name in named.chain(linked) {
            let name = name.trim_start_matches("./");
            let is_there = there.iter().any(|path| {
                let path = format!("/{path}");
                path.ends_with(&format!("/{name}"))
                    || path.contains(&format!("/{}/", name.trim_end_matches('/')))
            });
            assert!(is_there, "docs/{paper} names {name}, which is not there");
        }
    }
}
