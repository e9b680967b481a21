//! Every file that a comment or a document names is there.

use std::{collections::BTreeSet, fs, path::Path};

use super::text::{files, root};

/// Kinds of files in which names of files are looked for.
const READ: &[&str] = &["rs", "md", "sql", "toml", "html", "js", "mjs", "py", "sh", "css"];
/// Kinds of files that are looked for by a path.
const NAMED: &[&str] = &["md", "rs", "csv", "sql", "py", "mjs", "toml"];
/// What was said of documents that never were in the repository.
const NOWHERE: &[&str] = &[
    "knowledge/",
    "DESIGN section",
    "DESIGN.md",
    "CONTRACT:",
    "CONTRACT.md",
    "inference study",
    "mechanism study",
    "products study",
    "evidence study",
    "clinic study",
    "house-2",
    "body-2",
];

#[test]
fn every_file_that_is_named_is_there() {
    let there: BTreeSet<String> = files(&root())
        .into_iter()
        .map(|path| path.strip_prefix(root()).unwrap().to_str().unwrap().to_owned())
        .collect();
    // Each path from any of its folders on, and without the `src` between a room and its files.
    let mut known: BTreeSet<String> = BTreeSet::new();
    for path in &there {
        for whole in [path.clone(), path.replace("/src/", "/"), path.replace("/tests/", "/")] {
            let mut rest = whole.as_str();
            known.insert(rest.to_owned());
            while let Some((_, after)) = rest.split_once('/') {
                known.insert(after.to_owned());
                rest = after;
            }
        }
    }
    let mut missing = Vec::new();
    for path in &there {
        let kind = Path::new(path).extension().and_then(|kind| kind.to_str()).unwrap_or_default();
        // Snapshots and this list quote; findings speak of other people's repositories.
        if !READ.contains(&kind) || path.ends_with("house/references.rs") || path.starts_with("findings/") {
            continue;
        }
        let text = fs::read_to_string(root().join(path)).unwrap();
        for (number, line) in text.lines().enumerate() {
            let place = format!("{path}:{}", number + 1);
            // A pattern of a test, which looks for just such references.
            let line = &line.replace("knowledge/|", "");
            missing.extend(
                NOWHERE.iter().filter(|word| line.contains(**word)).map(|word| format!("{place}: {word}")),
            );
            let said = if kind == "rs" { line.split_once("//").map_or("", |(_, said)| said) } else { line };
            let lost = names(said).into_iter().filter(|name| !known.contains(*name));
            missing.extend(lost.map(|name| format!("{place}: {name}")));
        }
    }
    assert!(missing.is_empty(), "{} references to nothing:\n{}", missing.len(), missing.join("\n"));
}

/// Paths of files that a line names, addresses apart.
fn names(line: &str) -> Vec<&str> {
    let part = |letter: char| letter.is_ascii_alphanumeric() || "/._-${}".contains(letter);
    line.split(|letter: char| !part(letter) && letter != ':')
        .filter(|word| !word.contains("://") && !word.contains("::") && !word.contains(['$', '{', '}']))
        .flat_map(|word| word.split(':'))
        .map(|word| word.trim_start_matches("../").trim_start_matches("./").trim_matches(['.', '-']))
        .filter(|word| {
            let (stem, kind) = word.rsplit_once('.').unwrap_or_default();
            let folder = stem.contains('/') && !stem.starts_with('/') && !stem.contains("//");
            folder && !stem.contains("..") && NAMED.contains(&kind)
        })
        .collect()
}

#[test]
fn paths_are_found_and_addresses_are_not() {
    assert_eq!(names("see `docs/trials.md`, and (plan/water.rs:12)."), ["docs/trials.md", "plan/water.rs"]);
    assert!(names("https://example.org/a/b.md race.toml a::b/c.rs 1/2.5").is_empty());
}
