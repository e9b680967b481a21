//! The bill of materials and the notices beside the binary name every package that it is built from.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

#[path = "../examples/bill/cyclonedx.rs"]
mod cyclonedx;
#[path = "../examples/bill/notices.rs"]
mod notices;
#[path = "../examples/bill/tree.rs"]
mod tree;

use std::{collections::BTreeSet, process::Command};

use tree::Tree;

/// What cargo itself says is built into the binary.
fn built_in() -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--locked",
            "--offline",
            "-p",
            "charley",
            "-e",
            "normal,build",
            "--prefix",
            "none",
            "-f",
            "{p}",
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let lines = text.lines().filter(|line| !line.is_empty());
    lines
        .map(|line| {
            let mut words = line.split(' ');
            format!("{}@{}", words.next().unwrap(), words.next().unwrap().trim_start_matches('v'))
        })
        .collect()
}

#[test]
fn both_name_every_package_of_the_tree() {
    let tree = Tree::of_this_house();
    let named: BTreeSet<String> = tree.packages.keys().cloned().collect();
    let missing: Vec<String> = built_in().difference(&named).cloned().collect();
    assert!(missing.is_empty(), "not in the tree: {missing:?}");
    let (bill, notices) = (cyclonedx::bill(&tree), notices::notices(&tree));
    let components: BTreeSet<&str> = bill["components"]
        .as_array()
        .unwrap()
        .iter()
        .map(|component| component["purl"].as_str().unwrap())
        .collect();
    for package in tree.packages.values().filter(|package| package.name != "charley") {
        assert!(components.contains(format!("pkg:cargo/{}", package.id()).as_str()), "{}", package.id());
        assert!(!package.licence.is_empty(), "{}", package.id());
        let line = format!("\n{} {}\n", package.name, package.version);
        assert_eq!(notices.contains(&line), !package.is_own(), "{}", package.id());
    }
    assert_eq!(components.len() + 1, tree.packages.len());
}

#[test]
fn every_number_in_the_notices_has_its_text_and_no_choice_that_was_not_made() {
    let notices = notices::notices(&Tree::of_this_house());
    let mut texts = 0;
    for number in 1.. {
        let Some((_, text)) = notices.split_once(&format!("======== text {number} ========\n")) else {
            break;
        };
        assert!(text.len() > 40, "text {number} is empty");
        texts = number;
    }
    assert!(texts > 20, "{texts}");
    for line in notices.lines().filter(|line| line.starts_with("    ") && line.contains("; text ")) {
        for number in line.rsplit_once("; text ").unwrap().1.split(", ") {
            assert!(number.parse::<usize>().is_ok_and(|number| (1..=texts).contains(&number)), "{line}");
        }
    }
    assert!(!notices.contains("GNU GENERAL PUBLIC LICENSE"), "a choice that was not made");
}
