//! The arrows of ARCHITECTURE.md: what may depend on what, inside the house and outside it.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

use std::{collections::BTreeSet, process::Command};

use serde_json::Value;

/// Who may import whom. A crate that is not a key may exist only when this list is changed on purpose.
const ARROWS: &[(&str, &[&str])] = &[
    ("charley-domain", &[]),
    ("charley-evidence", &["charley-domain"]),
    ("charley-body", &["charley-domain", "charley-evidence"]),
    ("charley-muscle", &["charley-domain", "charley-evidence"]),
    ("charley-infer", &["charley-domain", "charley-evidence"]),
    ("charley-import", &["charley-domain"]),
    ("charley-store", &["charley-domain"]),
    ("charley-speech", &["charley-domain", "charley-evidence"]),
    (
        "charley-case",
        &[
            "charley-body",
            "charley-domain",
            "charley-evidence",
            "charley-import",
            "charley-infer",
            "charley-speech",
            "charley-store",
        ],
    ),
    // Never the store: a verb is a pure function of a case.
    (
        "charley-answers",
        &[
            "charley-body",
            "charley-case",
            "charley-domain",
            "charley-evidence",
            "charley-import",
            "charley-infer",
            "charley-muscle",
            "charley-speech",
        ],
    ),
    (
        "charley-web",
        &[
            "charley-answers",
            "charley-body",
            "charley-case",
            "charley-domain",
            "charley-evidence",
            "charley-import",
            "charley-infer",
            "charley-muscle",
            "charley-speech",
            "charley-store",
        ],
    ),
    (
        "charley",
        &[
            "charley-answers",
            "charley-body",
            "charley-case",
            "charley-domain",
            "charley-evidence",
            "charley-import",
            "charley-infer",
            "charley-muscle",
            "charley-speech",
            "charley-store",
            "charley-web",
        ],
    ),
];

/// Licences under which a dependency may be offered, alone or as one of several choices.
const LICENCES: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Packages that would need OpenSSL, CMake or a network: never in the tree.
const BANNED: &[&str] = &["openssl-sys", "native-tls", "cmake", "aws-lc-sys", "reqwest", "ureq", "curl-sys"];

fn metadata() -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs, it is running this test");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("cargo metadata prints JSON")
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

#[test]
fn crates_import_only_along_the_arrows() {
    let metadata = metadata();
    let members: BTreeSet<&str> =
        metadata["workspace_members"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    let mut seen = BTreeSet::new();
    for package in metadata["packages"].as_array().unwrap() {
        if !members.contains(text(package, "id")) {
            continue;
        }
        let name = text(package, "name");
        let allowed = ARROWS.iter().find(|(from, _)| *from == name).map(|(_, to)| *to);
        let allowed = allowed.unwrap_or_else(|| panic!("{name} is a thirteenth crate: it needs a new arrow"));
        for dependency in package["dependencies"].as_array().unwrap() {
            let to = text(dependency, "name");
            assert!(
                !to.starts_with("charley") || allowed.contains(&to),
                "{name} must not import {to}: see the arrows in ARCHITECTURE.md"
            );
        }
        seen.insert(name.to_owned());
    }
    assert_eq!(seen.len(), ARROWS.len(), "the house has exactly these crates: {seen:?}");
}

#[test]
fn dependencies_are_free_and_need_nothing_from_the_machine() {
    for package in metadata()["packages"].as_array().unwrap() {
        let (name, licence) = (text(package, "name"), text(package, "license"));
        assert!(!BANNED.contains(&name), "{name} must not enter the tree");
        // An expression is acceptable when one of its OR branches has only accepted licences.
        let free = licence.replace('/', " OR ").split(" OR ").any(|choice| {
            let choice = choice.replace(['(', ')'], "");
            choice
                .split(" AND ")
                .all(|one| LICENCES.contains(&one.split(" WITH ").next().unwrap_or("").trim()))
        });
        assert!(free, "{name} is licensed under {licence:?}, which is not on the list");
    }
}
